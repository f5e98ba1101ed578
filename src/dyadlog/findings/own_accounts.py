"""Own accounts: which sentences about an encounter of two states are one side's own, and which are of a joint text.

A whole page is an account where a body of the state or its state agency publishes it; single sentences of other pages
are where they give the word of the state's government. Sentences count from the one that tells of the encounter up to
the next encounter, and all those that name both states; a mere mention of an earlier encounter is no account of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from dyadlog.knowledge import Knowledge
from dyadlog.records import OPEN_MODALITIES, Claim, Document, Dyad, Event, Evidence, Reading, SentenceSpan

Basis = Literal["page", "attribution"]
REPORTING = ("news", "live_blog", "digest", "official", "unknown")
"""Genres of pages whose attributed sentences are taken for a side's account; others choose and retell."""
BACKGROUND = timedelta(days=3)
"""A page that tells of an encounter so much later than another tells of the earlier one as background; a sentence on
what happened so long before or after an encounter is no account of it."""
HEAD_LINES = 6
"""Lines of a page among which a letterhead stands."""
HEADINGS = ("headline", "subhead")
LONGEST_LINE = 160
"""Letters of such a line that are looked at."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one side, or both in a joint text, say of an encounter on one page.

    ``side`` is None for a joint text, and for an official page of a state that the page does not name. ``basis`` tells
    whether the whole page is the account or only sentences of it; ``source`` whose words they are, as the page has it.
    """

    side: str | None
    joint: bool
    basis: Basis
    document_id: str
    source: str
    sentences: tuple[Evidence, ...]


class Accountant:
    """Finds the accounts of encounters in the record of two states."""

    def __init__(self, dyad: Dyad, readings: Mapping[str, Reading], knowledge: Knowledge) -> None:
        self._dyad = dyad
        self._readings = readings
        self._knowledge = knowledge
        self._words = knowledge.accounts
        self._events = {event.event_id: event for event in dyad.events}
        self._claims: dict[str, dict[int, list[Claim]]] = {}
        for claim in dyad.claims.values():
            self._claims.setdefault(claim.document_id, {}).setdefault(claim.sentence, []).append(claim)

    def is_encounter(self, event: Event | None) -> bool:
        """Whether an event is a meeting, visit or call of which there may be accounts."""
        return event is not None and event.kind in self._words.kinds

    def find(self, event: Event) -> tuple[Account, ...]:
        """The accounts of an encounter, in the order of the record; a copy of a page gives none beside it."""
        claims = self._dyad.claims_of(event)
        told = dict.fromkeys(c.document_id for c in claims if c.modality not in OPEN_MODALITIES)
        pages = [self._dyad.documents[name] for name in told]
        accounts: list[Account] = []
        for document in pages:
            original = self._dyad.origin_of(document.document_id)
            if document.document_id in self._readings and (original == document.document_id or original not in told):
                accounts += self._accounts_on(document, event)
        return tuple(accounts)

    def claims_in(self, document_id: str, sentences: Sequence[Evidence]) -> list[Claim]:
        """The claims of an account, in the order of the page."""
        starts = [(evidence.start, evidence.end) for evidence in sentences]
        rows = (c for number in sorted(self._claims.get(document_id, {})) for c in self._claims[document_id][number])
        return [c for c in rows if any(start <= c.evidence.start < end for start, end in starts)]

    def _accounts_on(self, document: Document, event: Event) -> Iterator[Account]:
        stretch = self._stretch(document, event)
        if not stretch:
            return
        issuer = side_of_page(document, self._knowledge)
        whole_joint = self._is_joint_page(document)
        rows: dict[tuple[str | None, bool, Basis, str], list[Evidence]] = {}
        after_joint = False
        for span in stretch:
            text = document.text[span.start : span.end]
            speaker = self._speaker(document, span.index)
            joint = whole_joint or self._words.is_joint(text) or (after_joint and self._takes_up(document, span.index))
            after_joint = after_joint or joint
            key: tuple[str | None, bool, Basis, str] | None = None
            if joint:
                words = document.title.value if whole_joint and document.title else self._joint_words(text)
                key = (None, True, "page" if whole_joint else "attribution", words)
            elif issuer is not None and (speaker is None or speaker[0] == issuer[0]):
                key = (issuer[0], False, "page", issuer[1])
            elif speaker is not None and document.genre in REPORTING:
                key = (speaker[0], False, "attribution", speaker[1])
            if key is not None:
                known = next((k for k in rows if k[:3] == key[:3]), key)
                rows.setdefault(known, []).append(_quote(document, span))
        states = {*self._dyad.states, None}
        for (side, joint, basis, source), sentences in rows.items():
            if side in states:
                yield Account(side, joint, basis, document.document_id, source, tuple(sentences))

    def _stretch(self, document: Document, event: Event) -> list[SentenceSpan]:
        """The sentences of a page that are about an encounter; none where it is mentioned as background only."""
        reading = self._readings[document.document_id]
        encounters = self._encounters(document)
        mine = {number for number, group in encounters.items() if any(_is_within(other, event) for other in group)}
        others = {
            number
            for number, group in encounters.items()
            if number not in mine and all(other.event_id != event.part_of for other in group)
        }
        if self._is_background(event, encounters):
            return []
        both = self._naming_both(reading)
        chosen: list[SentenceSpan] = []
        here: bool | None = None
        for span in sorted(reading.sentences, key=lambda span: span.index):
            here = True if span.index in mine else False if span.index in others else here
            follows = here or (here is None and span.index in both)
            if span.index in mine or (follows and not self._is_of_another_time(document, span.index, event)):
                chosen.append(span)
        return chosen

    def _encounters(self, document: Document) -> dict[int, list[Event]]:
        """The encounters that each sentence of a page tells of."""
        found: dict[int, list[Event]] = {}
        for number, claims in self._claims.get(document.document_id, {}).items():
            for claim in claims:
                event = self._events.get(self._dyad.event_of.get(claim.claim_id, ""))
                if event is not None and self.is_encounter(event) and claim.modality not in OPEN_MODALITIES:
                    found.setdefault(number, []).append(event)
        return found

    def _is_of_another_time(self, document: Document, sentence: int, event: Event) -> bool:
        """Whether all that a sentence tells as having happened lies well before or after an encounter."""
        start, end = (event.when.start, event.when.end) if event.when else (None, None)
        claims = self._claims.get(document.document_id, {}).get(sentence, ())
        times = [c.when for c in claims if c.event_type is not None and c.modality not in OPEN_MODALITIES]
        if start is None or end is None or not times:
            return False
        return all(
            when is not None
            and (
                (when.end is not None and when.end < start - BACKGROUND)
                or (when.start is not None and when.start > end + BACKGROUND)
            )
            for when in times
        )

    def _is_background(self, event: Event, encounters: Mapping[int, Sequence[Event]]) -> bool:
        """Whether a page tells of a later encounter, and of this one only besides."""
        day = event.when.start if event.when else None
        others = [other for group in encounters.values() for other in group if _root(other) != _root(event)]
        later = [other.when.start for other in others if other.when is not None and other.when.start is not None]
        return any(day is None or other - day > BACKGROUND for other in later)

    def _naming_both(self, reading: Reading) -> set[int]:
        named: dict[int, set[str]] = {}
        for mention in reading.mentions:
            codes = {code for party in mention.parties for code in party.states}
            named.setdefault(mention.sentence, set()).update(codes)
        return {number for number, codes in named.items() if set(self._dyad.states) <= codes}

    def _speaker(self, document: Document, sentence: int) -> tuple[str, str] | None:
        """The state whose government speaks in a sentence, with the speaker as the page names it."""
        for claim in self._claims.get(document.document_id, {}).get(sentence, ()):
            for link in reversed(claim.attribution):
                if link.side is not None and link.capacity == "government":
                    return link.side, link.speaker or link.words
                agency = self._words.state_of_agency(link.speaker) if link.speaker else None
                if link.capacity == "media" and agency is not None:
                    return agency, link.speaker or ""
            if claim.event_type is None and not claim.attribution:
                codes = {party.states for party in claim.actors}
                speaks = all(party.kind == "body" or party.office for party in claim.actors)
                if claim.actors and speaks and len(codes) == 1 and len(claim.actors[0].states) == 1:
                    return claim.actors[0].states[0], claim.actors[0].name
        return None

    def _takes_up(self, document: Document, sentence: int) -> bool:
        """Whether a sentence gives the word of a text named before."""
        claims = self._claims.get(document.document_id, {}).get(sentence, ())
        return any(link.speaker and self._words.takes_up(link.speaker) for c in claims for link in c.attribution)

    def _joint_words(self, text: str) -> str:
        span = self._words.joint_words(text)
        return text[slice(*span)] if span else "joint text"

    def _is_joint_page(self, document: Document) -> bool:
        """Whether a page is the joint text itself, which its headline says."""
        return document.title is not None and self._words.heads_joint_text(document.title.value)


def _root(event: Event) -> str:
    return event.part_of or event.event_id


def _is_within(other: Event, event: Event) -> bool:
    """Whether an encounter is the one asked for, or a part of it."""
    return event.event_id in (other.event_id, other.part_of)


def _quote(document: Document, span: SentenceSpan) -> Evidence:
    return Evidence(document.document_id, span.start, span.end, document.text[span.start : span.end])


def side_of_page(document: Document, knowledge: Knowledge) -> tuple[str | None, str] | None:
    """The state whose own a page is, and by what it is known; None for a page that is nobody's own account.

    Its outlet, its byline or a letterhead above the text says so; of an official page also any line above the text
    that names a body, and its web address. The state is None where an official page does not say whose it is.
    """
    accounts = knowledge.accounts
    outlet = document.outlet.value if document.outlet else None
    agency = accounts.state_of_agency(outlet) if outlet else None
    if agency is not None and outlet is not None:
        return agency, outlet
    if document.genre not in REPORTING:
        return None
    named = [found.value for found in (document.outlet, document.byline) if found]
    heads = list(_lines_above(document))
    for line in (*named, *heads):
        state = accounts.state_of_letterhead(line)
        if state is not None:
            return state, line
    if document.genre != "official":
        return None
    for line in (*named, *(line for line in heads if knowledge.page_words.has("official_source", line))):
        state = accounts.state_named(line)
        if state is not None:
            return state, line
    state = accounts.state_of_address(document.url.value) if document.url else None
    return state, (document.url.value if document.url and state else outlet or document.genre_method)


def _lines_above(document: Document) -> Iterator[str]:
    """The first lines of a page, down to its first paragraph, headlines left out: these tell of others too."""
    first = next((block.start for block in document.blocks if block.kind == "paragraph"), 0)
    text = document.text[:first]
    for block in document.blocks:
        if block.kind in HEADINGS and block.end <= first:
            text = f"{text[: block.start]}{' ' * (block.end - block.start)}{text[block.end :]}"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    yield from (line[:LONGEST_LINE] for line in lines[:HEAD_LINES])
