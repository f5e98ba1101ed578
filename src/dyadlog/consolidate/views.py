"""Views: claims with what comparing them across pages needs beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dyadlog.consolidate.gates import gates_of
from dyadlog.consolidate.people import People, name_posts
from dyadlog.consolidate.settings import Setting, names_in, read_setting
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.families import Family
from dyadlog.records import EVENT_MODALITIES, Claim, Document, Interval, Mention, Modality, Party, Reading

GENRE_RANK = {
    "news": 0,
    "official": 0,
    "live_blog": 0,
    "digest": 0,
    "unknown": 1,
    "opinion": 2,
    "relay": 3,
    "content_farm": 4,
}
"""Which source an event takes its modality from: the lower the better (DESIGN, "An event")."""

REPORTING_LAG = timedelta(days=3)
"""A report without a time word may be of something a few days before its publication."""

UNNAMED_IN_STEMS = ("state", "group", "person", "body")
"""Mentions whose words are left out of the content words: who takes part is compared by identity, and a state's
name and adjective differ in form from one state to another."""


BUNDLE = "bundle"
Figure = tuple[str, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who stands on one side of a claim, by canonical identity.

    ``posts`` are all offices that those named hold, each with its state; ``unnamed`` those of them whose holder the
    claim does not name ("the premier").
    """

    states: frozenset[str]
    people: frozenset[str]
    others: frozenset[str]
    people_of: tuple[tuple[str, frozenset[str]], ...]
    posts: frozenset[tuple[str, str]]
    unnamed: frozenset[tuple[str, str]]

    def people_for(self, state: str) -> frozenset[str]:
        """The people on this side who act for ``state``."""
        return next((people for code, people in self.people_of if code == state), frozenset())


@dataclass(frozen=True, slots=True)
class View:
    """What comparing a claim with others asks for: its slots by canonical identity, without the words themselves.

    ``doer`` and ``target`` are the claim's actors and recipients, turned round for kinds that tell the happening from
    the other end. ``order`` is the place of the claim among those compared, ``place`` in the record: page, then number
    on it. ``method`` is that of
    the claim's date. ``told_on`` is the day of the page (or its upper bound), ``rank`` how good a source the page is, 0
    the best. ``span`` is the time the act may have happened in, as wide as the page leaves it; None where the page
    gives no bound at all. ``figures`` are its quantities as (unit, low, high). ``states`` and ``people`` are those of
    both sides, ``people_of`` the people by the state they act for. ``gates`` are the crossings that it opens or shuts.
    """

    order: int
    place: tuple[str, int]
    claim_id: str
    document_id: str
    sentence: int
    kind: str
    mode: str | None
    modality: Modality
    negated: bool
    method: str | None
    told_on: date | None
    rank: int
    family: Family
    merge: str
    mutual: bool
    doer: Cast
    target: Cast
    stems: frozenset[str]
    in_headline: bool
    definite: bool
    span: tuple[date, date] | None
    places: frozenset[str]
    figures: frozenset[Figure]
    instruments: tuple[str, ...] = ()
    setting: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    vague: bool = False
    received: bool = False
    gates: frozenset[str] = frozenset()
    states: frozenset[str] = field(init=False)
    people: frozenset[str] = field(init=False)
    about: frozenset[str] = field(init=False)
    people_of: Mapping[str, frozenset[str]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", self.doer.states | self.target.states)
        object.__setattr__(self, "people", self.doer.people | self.target.people)
        completed = self.states | self.setting if self.states <= self.setting else self.states
        object.__setattr__(self, "about", completed)
        people = dict(self.doer.people_of)
        for state, acting in self.target.people_of:
            people[state] = people.get(state, frozenset()) | acting
        object.__setattr__(self, "people_of", people)

    @property
    def happened(self) -> bool:
        """Whether the claim presents the act as done."""
        return self.modality in EVENT_MODALITIES and not self.negated

    @property
    def denied(self) -> bool:
        """Whether the claim says that it was not so."""
        return self.negated or self.modality == "denied"


def order_readings(readings: Sequence[Reading]) -> list[Reading]:
    """Readings with a document, one for each document, in the order of their places.

    A document that stands in several places is read where its date is known, else at the first place.
    """
    ordered = sorted(
        (reading for reading in readings if reading.document is not None),
        key=lambda reading: (
            reading.document is None or reading.document.publication.day is None,
            reading.page.location,
        ),
    )
    documents: dict[str, Reading] = {}
    for reading in ordered:
        if reading.document is not None:
            documents.setdefault(reading.document.document_id, reading)
    return sorted(documents.values(), key=lambda reading: reading.page.location)


def order_claims(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in the order of their words; the id decides only between claims that tell the same of the same words."""
    return sorted(claims, key=lambda c: (c.evidence.start, _trigger(c), c.evidence.end, c.kind, c.rule, c.claim_id))


def _trigger(claim: Claim) -> int:
    return next((span.start for span in claim.spans if span.slot == "trigger"), claim.evidence.start)


def build_views(
    readings: Sequence[Reading], knowledge: Knowledge, people: People, instruments: Mapping[str, tuple[str, ...]]
) -> list[View]:
    """A view of every claim with a type, in the order of the record."""
    views: list[View] = []
    for reading in readings:
        document = reading.document
        if document is None:
            continue
        headlines = [(block.start, block.end) for block in document.blocks if block.kind == "headline"]
        told = [claim for claim in order_claims(reading.claims) if claim.event_type is not None]
        setting = read_setting(reading, document, people.states)
        for number, claim in enumerate(told):
            heads = any(start <= claim.evidence.start and claim.evidence.end <= end for start, end in headlines)
            stands = _Stand(len(views), (reading.page.location, number), heads, setting)
            views.append(_make_view(claim, reading, document, stands, (knowledge, people, instruments)))
    return views


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a claim stands: among those compared, in the record, whether in a headline, and on what page."""

    order: int
    place: tuple[str, int]
    in_headline: bool
    setting: Setting


def _make_view(
    claim: Claim,
    reading: Reading,
    document: Document,
    stands: _Stand,
    known: tuple[Knowledge, People, Mapping[str, tuple[str, ...]]],
) -> View:
    knowledge, people, instruments = known
    received = is_reception(claim.actors, claim.recipients)
    kind, family = knowledge.kinds.get(claim.kind), knowledge.families.of_act(claim.kind, received)
    casts = tuple(build_cast(side, people, knowledge) for side in (claim.actors, claim.recipients))
    doer, target = reversed(casts) if family.flipped else casts
    figures = (figure for figure in claim.quantities if figure.unit and figure.value != 1)
    published = document.publication
    words = claim.evidence.start, claim.evidence.end
    return View(
        order=stands.order,
        place=stands.place,
        claim_id=claim.claim_id,
        document_id=document.document_id,
        sentence=claim.sentence,
        kind=claim.kind,
        mode=claim.mode,
        modality=claim.modality,
        negated=claim.negated,
        method=claim.when.method if claim.when else None,
        told_on=published.day or published.not_after,
        rank=GENRE_RANK[document.genre],
        family=family,
        merge=kind.merge,
        mutual=kind.mutual,
        doer=doer,
        target=target,
        stems=content_stems(document, claim.evidence.start, claim.evidence.end, reading.mentions, knowledge),
        in_headline=stands.in_headline,
        definite=is_definite(claim, document, knowledge),
        span=time_span(claim.when, document),
        places=frozenset(place.name for place in claim.places),
        figures=frozenset((figure.unit or "", figure.low, figure.high) for figure in figures),
        instruments=instruments.get(claim.claim_id, ()),
        setting=stands.setting.states,
        names=names_in(words, document, reading.mentions, stands.setting.names, knowledge),
        vague=_is_vague(claim, knowledge),
        received=received,
        gates=gates_of(claim, knowledge),
    )


def is_reception(hosts: Sequence[Party], guests: Sequence[Party]) -> bool:
    """Whether people are on both sides, so that receiving a visitor is a meeting and not the visit."""
    return all(any(party.kind == "person" for party in side) for side in (hosts, guests))


def _is_vague(claim: Claim, knowledge: Knowledge) -> bool:
    """Whether a claim speaks of instruments by general words alone ("the pact", "it")."""
    general = knowledge.instrument_words.stems
    if any(mention.kind == BUNDLE for mention in claim.instruments):
        return False
    return all(set(knowledge.content_words.stems(mention.name)) <= general for mention in claim.instruments)


def build_cast(parties: Sequence[Party], people: People, knowledge: Knowledge) -> Cast:
    """The cast of one side of a claim."""
    states: set[str] = set()
    named: dict[str, frozenset[str]] = {}
    posts: set[tuple[str, str]] = set()
    unnamed: set[tuple[str, str]] = set()
    for party in parties:
        actor_id = people.identities.get(party.actor_id, party.actor_id)
        codes = party.states or people.states.get(actor_id, ())
        states.update(codes)
        title = (party.office or party.name) if party.kind == "person" else ""
        offices = frozenset(name_posts(title, knowledge))
        if party.is_named_person:
            named[actor_id] = frozenset(codes)
            offices |= people.posts.get(actor_id, frozenset())
        held = {(code, office) for office in offices for code in codes}
        posts |= held
        unnamed |= set() if party.is_named_person else held
    return Cast(
        states=frozenset(states),
        people=frozenset(named),
        others=frozenset(party.actor_id for party in parties if party.kind not in ("state", "body", "person")),
        people_of=tuple(
            (code, frozenset(person for person, codes in named.items() if code in codes)) for code in sorted(states)
        ),
        posts=frozenset(posts),
        unnamed=frozenset(unnamed),
    )


def content_stems(
    document: Document, start: int, end: int, mentions: Sequence[Mention], knowledge: Knowledge
) -> frozenset[str]:
    """Stems of what the words at ``start`` to ``end`` are about, without the names of who takes part."""
    names = [(m.start - start, m.end - start) for m in mentions if m.kind in UNNAMED_IN_STEMS and m.start < end]
    return frozenset(knowledge.content_words.stems(document.text[start:end], names))


def is_definite(claim: Claim, document: Document, knowledge: Knowledge) -> bool:
    """Whether the words before the trigger point back ("the talks", "his ongoing visit", "the guest's stay")."""
    before = document.text[claim.evidence.start : _trigger(claim)].casefold().replace("’", "'").split()[-2:]
    definite = knowledge.content_words.definite
    return any(word in definite or word.endswith(("'s", "s'")) for word in before)


def time_span(when: Interval | None, document: Document) -> tuple[date, date] | None:
    """The days within which the act can have been, as wide as the page leaves it."""
    published = document.publication
    latest = published.day or published.not_after
    if when is None:
        return None
    start, end = when.start, when.end
    if when.method == "published" and start is not None:
        start = start - REPORTING_LAG if start > date.min + REPORTING_LAG else start
    return start or date.min, end or max(latest or date.max, start or date.min)
