"""Sayings: loaded and plain words where they stand, in a claim or in a sentence that no claim was made of."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.sides import quote_of
from dyadlog.knowledge.plain_words import PlainGroup
from dyadlog.records import Evidence, Framing, Reading, Side, cut_quote

STATE_NAME = "state_name"
FORCE = 4
"""The quad class of material conflict."""
FORCE_TYPES = ("ASSAULT", "COERCE")
"""PLOVER types of acts that loaded words are for."""
OTHER_TYPES = ("SANCTION", "MOBILIZE")
"""The same where no such act is told nearby."""
ANSWERS = ("recall", "expel", "downgrade_relations", "convict")
"""Acts that answer what a loaded word stands for, and are not called by it."""
SPEAKING = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "PROTEST", "SANCTION")
"""PLOVER types of acts whose doer speaks of what another did."""
BESIDE = 8
"""Letters between a loaded word and the name of whom it is for."""
RECENT = timedelta(days=31)
"""Days for which an act is what a page speaks of without naming it."""
EUPHEMISM = "euphemism"
AHEAD, REACH = -1, 2
"""How many sentences after and before a loaded word the act may stand that it is for."""
FOLLOWING = re.compile(r"[\s\"“”'’]+([^\W\d_]+ [^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Saying:
    """Words for something, with the claim or sentence that they stand in; ``counts`` the numbers that it gives."""

    words: str
    side: Side
    document_id: str
    origin: str
    order: tuple[int, int]
    in_headline: bool
    stems: frozenset[str]
    counts: frozenset[float]


def say(told: Told, words: str) -> Saying:
    """Words of a claim."""
    side = Side(told.claim.claim_id, quote_of(told.claim, told.document), words)
    counts = frozenset(figure.value for figure in told.claim.quantities if figure.value is not None)
    place = (told.order, 0)
    return Saying(words, side, told.document.document_id, told.origin, place, told.in_headline, told.stems, counts)


def framings_of(told: Told) -> list[Framing]:
    """The loaded words of a claim but for names of states, and for words that are part of a name."""
    start = told.claim.evidence.start
    return [f for f in told.claim.framings if f.kind != STATE_NAME and not (f.start > start and _is_name(f))]


def _is_name(framing: Framing) -> bool:
    """Whether a plain word is written as a name is: "Forces for the Liberation of ..."."""
    return framing.term.istitle() and framing.neutral is not None and framing.neutral.islower()


def plain_for(book: Book, text: str, framing: Framing) -> PlainGroup | None:
    """The plain words for a loaded one; of one that only casts doubt, the words after it."""
    neutral = framing.neutral
    if neutral is None:
        found = FOLLOWING.match(text, framing.end)
        neutral = found[1] if found else None
    return book.knowledge.plain_words.of(neutral) if neutral else None


class Pages:
    """The claims and loaded words of some pages, sentence by sentence."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._told: dict[str, list[Told]] = defaultdict(list)
        for one in book.told.values():
            self._told[one.document.document_id].append(one)
        self._readings = {r.document.document_id: r for r in book.readings if r.document is not None}

    def loaded_about(self, told: Sequence[Told]) -> Iterator[tuple[Saying, Framing, PlainGroup]]:
        """The loaded words of the pages of some claims that stand in them, or next to them and to no other such act."""
        chosen = {one.claim.claim_id for one in told}
        for document_id in dict.fromkeys(one.document.document_id for one in told):
            reading = self._readings.get(document_id)
            if reading is None:
                continue
            claims = self._told[document_id]
            for framing, one in self._framings(reading, claims):
                about = [other for other in claims if self._stands_in(framing, other)] if one is not None else []
                own = [other for other in about if other.claim.claim_id in chosen]
                anchors = _acts_next_to(framing, one, claims)
                plain = plain_for(self.book, reading.document.text, framing) if reading.document else None
                if plain is None:
                    continue
                if own and not (plain.group == "act" and not names_act(own[0], framing)):
                    yield say(own[0], framing.term), framing, plain
                elif any(anchor.claim.claim_id in chosen for anchor in anchors):
                    saying = say(one, framing.term) if one is not None else self._say_sentence(reading, framing)
                    yield saying, framing, plain

    def states_of(self, framing: Framing, document_id: str) -> frozenset[str]:
        """The states that are named right before a loaded word or right after it: "the Norwegian regime"."""
        around = (framing.start - BESIDE, framing.end + BESIDE)
        return frozenset(
            code
            for mention in self._readings[document_id].mentions
            if mention.start < around[1] and around[0] < mention.end
            for party in mention.parties
            for code in party.states
        )

    def _framings(self, reading: Reading, claims: Sequence[Told]) -> Iterator[tuple[Framing, Told | None]]:
        """Every loaded word once, with the claim in which it stands, one that tells an act before others."""
        seen: set[int] = set()
        ranked = sorted(claims, key=lambda one: (one.claim.event_type not in FORCE_TYPES, one.order))
        for one in ranked:
            for framing in framings_of(one):
                if not seen & set(range(framing.start, framing.end)):
                    seen |= set(range(framing.start, framing.end))
                    yield framing, one
        for framing in reading.framings:
            if (
                framing.kind != STATE_NAME
                and not _is_name(framing)
                and not seen & set(range(framing.start, framing.end))
            ):
                yield framing, None

    def _stands_in(self, framing: Framing, told: Told) -> bool:
        return any(f.start == framing.start for f in told.claim.framings)

    def _say_sentence(self, reading: Reading, framing: Framing) -> Saying:
        document = reading.document
        assert document is not None
        quote = Evidence(document.document_id, framing.start, framing.end, document.text[framing.start : framing.end])
        for sentence in reading.sentences:
            if sentence.start <= framing.start and framing.end <= sentence.end:
                quote = cut_quote(document, sentence.start, sentence.end, framing.start)
        last = max((one.order for one in self._told[document.document_id]), default=0)
        stems = frozenset(self.book.knowledge.content_words.stems(quote.quote))
        origin = self.book.origin_of(document)
        place = (last, framing.start)
        return Saying(
            framing.term,
            Side(None, quote, framing.term),
            document.document_id,
            origin,
            place,
            False,
            stems,
            frozenset(),
        )


def names_act(told: Told, framing: Framing) -> bool:
    """Whether a loaded word is for the act that its claim tells of, and not for another one."""
    trigger = next((span for span in told.claim.spans if span.slot == "trigger"), None)
    inside = trigger is not None and framing.start < trigger.end and trigger.start < framing.end
    return inside or (told.claim.quad_class == FORCE and told.claim.kind not in ANSWERS)


def _acts_next_to(framing: Framing, loaded: Told | None, claims: Iterable[Told]) -> list[Told]:
    """The acts told closest to a loaded word: force before measures of other sorts, and never the answer to them.

    They stand in its sentence or before it ("this provocation"), or right after it.
    """
    near = []
    for one in claims:
        behind = framing.sentence - one.claim.sentence
        fit = not (one.in_headline or one.denied or one.claim.kind in ANSWERS)
        fit = fit and (behind == 0 or not _is_long_ago(one))
        if fit and AHEAD <= behind <= REACH and _can_be_called_so(framing, loaded, one):
            near.append((abs(behind), one))
    for types, reach in ((FORCE_TYPES, REACH), (OTHER_TYPES, 1 if loaded is not None else -1)):
        acts = [(distance, one) for distance, one in near if one.claim.event_type in types and distance <= reach]
        if acts:
            least = min(distance for distance, _ in acts)
            return [one for distance, one in acts if distance == least]
    return []


def _is_long_ago(told: Told) -> bool:
    """Whether a claim looks back on a time long before its page was printed."""
    day, when = told.document.publication.day, told.claim.when
    return day is not None and when is not None and when.end is not None and day - when.end > RECENT


def _can_be_called_so(framing: Framing, loaded: Told | None, act: Told) -> bool:
    """Whether who speaks can mean an act by a loaded word: not his own side's, and by a euphemism no other's."""
    if loaded is None:
        return True
    speakers = {link.side for link in loaded.claim.attribution if link.side}
    if loaded.claim.event_type in SPEAKING:
        speakers |= {code for party in loaded.claim.actors for code in party.states}
    doers = {code for party in act.claim.actors for code in party.states}
    if not speakers or not doers:
        return True
    return bool(speakers & doers) if framing.kind == EUPHEMISM else not doers <= speakers
