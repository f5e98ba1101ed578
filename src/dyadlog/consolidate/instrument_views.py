"""Instrument views: every mention of an agreement, pledge, target, mechanism or project, ready to be compared."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dyadlog.consolidate.views import GENRE_RANK, content_stems, order_claims, time_span
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Document, Evidence, InstrumentMention, Interval, Modality, Quantity, Reading
from dyadlog.records.vocabulary import InstrumentKind, InstrumentStatus

YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,4}s?\b")
AIMED_AT = ("trade", "exports", "imports", "investment")
"""Measures that states set targets for."""
GROUPS = {
    "agreement": "deal",
    "memorandum": "deal",
    "treaty": "deal",
    "bundle": "bundle",
    "pledge": "aim",
    "target": "aim",
    "mechanism": "undertaking",
    "project": "undertaking",
}
"""Kinds that pages use for the same instrument: one page's agreement is another's memorandum."""


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One mention of an instrument: the slots of the mention and of its claim that comparing asks for.

    ``order`` is its place among those compared, ``place`` in the record. ``told_on`` is the day of the page (or its
    upper bound), ``rank`` how good a source the page is, 0 the best. ``stems`` are what its words say beyond
    "agreement" or "deal"; ``letters`` its acronyms, printed or made from its words; ``figures`` the quantities told of
    it; ``year`` the one in its name ("the 1994 accord"); ``noun`` the word for it ("pact"), ``head`` its sort; ``new``
    whether the words before it say that the reader has not met it yet; ``about`` the measure that the words of a target
    leave out; ``other_name`` whether the words before it give it as another name of what they speak of ("the line,
    often dubbed the ...").
    """

    order: int
    place: tuple[str, int]
    claim_id: str
    document_id: str
    sentence: int
    start: int
    end: int
    name: str
    kind: InstrumentKind
    status: InstrumentStatus
    deadline: date | None
    modality: Modality
    negated: bool
    when: Interval | None
    evidence: Evidence
    told_on: date | None
    rank: int
    states: tuple[str, ...]
    group: str
    stems: frozenset[str]
    acronyms: frozenset[str]
    letters: frozenset[str]
    figures: tuple[Quantity, ...]
    span: tuple[date, date] | None
    year: int | None
    noun: str
    head: str | None
    new: bool
    other_name: bool
    about: str | None

    @property
    def mention_id(self) -> str:
        """The identity of the mention: its claim, and where it stands."""
        return f"{self.claim_id}:{self.start}"

    @property
    def title(self) -> str:
        """Its words, with what is aimed at where they leave it out ("trade to 2 billion")."""
        words = " ".join(self.name.split())
        return f"{self.about} {words}" if self.about else words

    @property
    def is_bare(self) -> bool:
        """Whether its words say nothing but "agreement" or the like."""
        return not (self.stems or self.acronyms or self.year is not None)


def build_instrument_views(readings: Sequence[Reading], knowledge: Knowledge) -> list[InstrumentView]:
    """A view of every mention of an instrument, in the order of the record."""
    views: list[InstrumentView] = []
    for reading in readings:
        document = reading.document
        assert document is not None
        figures_of, first = _figures_by_sentence(reading.claims), len(views)
        for claim in order_claims(reading.claims):
            for mention in claim.instruments:
                figures = _figures_of(mention, claim, figures_of[claim.sentence], knowledge)
                known = (reading, figures, knowledge)
                views.append(_make_view(len(views), len(views) - first, mention, claim, document, known))
    return views


def _make_view(
    order: int,
    number: int,
    mention: InstrumentMention,
    claim: Claim,
    document: Document,
    known: tuple[Reading, tuple[Quantity, ...], Knowledge],
) -> InstrumentView:
    reading, figures, knowledge = known
    bundled = any((figure.low or 0) > 1 and _counts(figure, knowledge) for figure in figures)
    stems = content_stems(document, mention.start, mention.end, reading.mentions, knowledge)
    acronyms, letters = _letters(mention.name, knowledge)
    noun = _noun_of(mention, knowledge)
    return InstrumentView(
        order=order,
        place=(reading.page.location, number),
        claim_id=claim.claim_id,
        document_id=document.document_id,
        sentence=claim.sentence,
        start=mention.start,
        end=mention.end,
        name=mention.name,
        kind=mention.kind,
        status=mention.status,
        deadline=mention.deadline,
        modality=claim.modality,
        negated=claim.negated,
        when=claim.when,
        evidence=claim.evidence,
        told_on=document.publication.day or document.publication.not_after,
        rank=GENRE_RANK[document.genre],
        states=_states_of(mention, claim, reading),
        group="bundle" if bundled else GROUPS[mention.kind],
        stems=stems - knowledge.instrument_words.stems,
        acronyms=acronyms,
        letters=letters,
        figures=figures,
        span=time_span(claim.when, document),
        year=_year_of(mention, document),
        noun=noun,
        head=knowledge.instrument_words.head(noun),
        new=_is_new(mention, document, knowledge),
        about=_left_out(mention, claim, knowledge),
        other_name=_is_other_name(mention, document, knowledge),
    )


def _year_of(mention: InstrumentMention, document: Document) -> int | None:
    """The year in the name, or right before it ("the 1994 accord")."""
    words = document.text[max(0, mention.start - 6) : mention.end]
    found = YEAR.search(words)
    return int(found[0]) if found else None


def _noun_of(mention: InstrumentMention, knowledge: Knowledge) -> str:
    """The first word of the name that is a word for instruments, singular."""
    words = (word.casefold() for word in re.findall(r"[^\W\d_]+", mention.name))
    return next((word.removesuffix("s") for word in words if knowledge.instrument_words.head(word)), "")


def _is_new(mention: InstrumentMention, document: Document, knowledge: Knowledge) -> bool:
    """Whether the words right before the name say that it has not been spoken of yet ("an", "another")."""
    before = document.text[max(0, mention.start - 40) : mention.start].casefold().split()[-2:]
    return any(word in knowledge.instrument_words.indefinite for word in before)


def _is_other_name(mention: InstrumentMention, document: Document, knowledge: Knowledge) -> bool:
    """Whether the words right before the name give it as another name for what was named before."""
    before = re.findall(r"[^\W\d_]+", document.text[max(0, mention.start - 40) : mention.start].casefold())[-3:]
    return any(word in knowledge.instrument_words.naming for word in before)


def _left_out(mention: InstrumentMention, claim: Claim, knowledge: Knowledge) -> str | None:
    """What a target is about where its own words do not say: the last measure named before it in the sentence."""
    if mention.kind != "target" or knowledge.measures.find(mention.name):
        return None
    before = claim.evidence.quote[: max(0, mention.start - claim.evidence.start)]
    measures = (knowledge.measures.find(word) for word in reversed(re.findall(r"[^\W\d_]+", before)))
    return next((measure for measure in measures if measure in AIMED_AT), None)


def _states_of(mention: InstrumentMention, claim: Claim, reading: Reading) -> tuple[str, ...]:
    """The states of an instrument: those in its own name, else those of the claim, else those of its sentence."""
    named = _named_within(reading, mention.start, mention.end)
    if len(named) > 1:
        return named
    told = tuple(
        dict.fromkeys(
            (*(code for party in (*claim.actors, *claim.recipients) for code in party.states), *claim.territory)
        )
    )
    if len(told) > 1:
        return told
    nearby = _named_within(reading, claim.evidence.start, claim.evidence.end)
    return nearby if set(told) <= set(nearby) else told


def _named_within(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            code
            for mention in sorted(reading.mentions, key=lambda mention: mention.start)
            if start <= mention.start and mention.end <= end
            for party in mention.parties
            if party.kind in ("state", "body", "person")
            for code in party.states
        )
    )


def _figures_by_sentence(claims: Sequence[Claim]) -> dict[int, tuple[Quantity, ...]]:
    """The figures of each sentence, whichever claim holds them."""
    figures: dict[int, tuple[Quantity, ...]] = defaultdict(tuple)
    for claim in claims:
        figures[claim.sentence] += claim.quantities
    return figures


def _figures_of(
    mention: InstrumentMention, claim: Claim, told: Sequence[Quantity], knowledge: Knowledge
) -> tuple[Quantity, ...]:
    """The figures that tell of the instrument: how many documents, or how much of what is aimed at."""
    only = len(claim.instruments) == 1
    own = [
        figure
        for figure in claim.quantities
        if (mention.start - 2 <= figure.start and figure.end <= mention.end + 2)
        or (only and (_counts(figure, knowledge) or _measures(figure, mention)))
    ]
    here = [
        figure
        for figure in told
        if (mention.start <= figure.start and figure.end <= mention.end)
        or (_counts(figure, knowledge) and figure.start <= mention.end and mention.start <= figure.end)
    ]
    return tuple(dict.fromkeys((*own, *here)))


def _measures(figure: Quantity, mention: InstrumentMention) -> bool:
    """Whether a figure of the claim says how much the instrument is about: any of a promise or aim, else money."""
    if figure.unit is None or figure.unit in ("day", "month", "year"):
        return False
    return GROUPS[mention.kind] == "aim" or figure.unit.isupper()


def _counts(figure: Quantity, knowledge: Knowledge) -> bool:
    """Whether a figure says how many instruments there are."""
    words = f"{figure.unit or ''} {figure.of or ''}".split()
    return any(knowledge.instrument_words.head(word) for word in words)


def _letters(name: str, knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str]]:
    """The acronyms printed in a name, and those together with the ones its words make."""
    printed = frozenset(match.removesuffix("s").casefold() for match in ACRONYM.findall(name))
    printed = frozenset(word for word in printed if knowledge.instrument_words.head(word) is None)
    spelt = [word for word in re.findall(r"[A-Za-z]+", name) if not ACRONYM.fullmatch(word)]
    initials = "".join(word[0] for word in spelt).casefold()
    made = {initials[i:] for i in range(len(initials) - 2)}
    return printed, printed | made
