"""Gold claims: the answer key of a pair of states as the records that a perfect page step would hand on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from benchmarks.consolidated.pages import RELATIONS, STEP, page_name, read_pages
from benchmarks.consolidated.parties import Parties
from benchmarks.consolidated.words import Span, find_words, overlap
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.reference import ReferenceWords, load_reference_words
from dyadlog.records import (
    Attribution,
    Claim,
    Document,
    Evidence,
    Framing,
    InstrumentMention,
    Interval,
    Place,
    Quantity,
    Reading,
    SlotSpan,
    content_id,
)
from dyadlog.records.vocabulary import Capacity

DEVELOPMENT = ("SDN-TCD", "KAZ-UZB")
TEST = ("BOL-CHL", "IDN-MYS")
PRACTICE = ("GHA-CIV",)
"""Written later by one who knew the program, in words that it had not been made on; for development."""
CONFIDENCE = 0.9


class WordsMissing(ValueError):
    """Words of a key that do not stand where it says."""


@dataclass(frozen=True)
class Folder:
    """The pages about one pair of states with their key; ``own`` as the program reads them."""

    name: str
    key: Mapping[str, Any]
    own: tuple[Reading, ...]
    knowledge: Knowledge

    @cached_property
    def by_page(self) -> dict[str, Reading]:
        """The readings by file name."""
        return {page_name(reading): reading for reading in self.own}

    @cached_property
    def rows(self) -> dict[str, Mapping[str, Any]]:
        """The row of the key by the claim id of its gold claim."""
        return {claim.claim_id: row for _, row, claim in self._gold}

    @cached_property
    def gold(self) -> tuple[Reading, ...]:
        """The same readings with the claims of the key in place of the program's."""
        claims: dict[str, list[Claim]] = {}
        for page, _, claim in self._gold:
            claims.setdefault(page, []).append(claim)
        return tuple(
            replace(reading, claims=tuple(sorted(claims.get(page, ()), key=lambda claim: claim.evidence.start)))
            for page, reading in self.by_page.items()
        )

    def gold_of(self, reading: Reading) -> Reading:
        """The gold reading of the same page."""
        return next(other for other in self.gold if other.page == reading.page)

    @cached_property
    def _gold(self) -> tuple[tuple[str, Mapping[str, Any], Claim], ...]:
        reference = load_reference_words(self.knowledge)
        makers = {page: Maker(reading, self.knowledge, reference) for page, reading in self.by_page.items()}
        return tuple((row["page"], row, makers[row["page"]].make(row)) for row in self.key["claims"])

    def document(self, page: str) -> Document:
        """The document of a page."""
        document = self.by_page[page].document
        assert document is not None
        return document


def load_folder(name: str, root: Path = RELATIONS) -> Folder:
    """A folder of the corpus with all its pages read."""
    key = json.loads((root / name / "key.json").read_text(encoding="utf-8"))
    return Folder(name, key, read_pages((root / name / "pages").iterdir()), STEP.knowledge)


class Maker:
    """Makes the gold claims of one page."""

    def __init__(self, reading: Reading, knowledge: Knowledge, reference: ReferenceWords) -> None:
        assert reading.document is not None
        self.reading = reading
        self.document = reading.document
        self.knowledge = knowledge
        self.parties = Parties(reading, knowledge, reference)

    def make(self, row: Mapping[str, Any]) -> Claim:
        """The claim of one row; raises WordsMissing where its quote does not stand on the page."""
        quote = self._find(row["quote"], row)
        sentence = self._sentence_at(quote[0])
        kind = self.knowledge.kinds.get(row["kind"] or "statement")
        trigger = self._find(row["trigger"], row, quote) if row["trigger"] else quote
        instruments = tuple(self._make_instrument(item, row, quote) for item in row["instruments"])
        when = make_interval(row)
        start, end = quote
        return Claim(
            claim_id=content_id("claim", self.document.document_id, start, end, row["id"]),
            document_id=self.document.document_id,
            sentence=sentence,
            evidence=Evidence(self.document.document_id, start, end, self.document.text[start:end]),
            event_type=kind.event_type,
            kind=kind.kind,
            mode=kind.mode,
            contexts=kind.contexts,
            quad_class=kind.quad_class,
            goldstein=kind.goldstein,
            cameo=kind.cameo,
            when=when,
            when_reason=None if when else "the page leaves it open",
            actors=self.parties.make(row["actors"], quote),
            recipients=self.parties.make(row["recipients"], quote),
            territory=tuple(dict.fromkeys(self._code_of(name, row) for name in row["territory"])),
            places=tuple(self._make_place(name, quote) for name in row["places"]),
            modality=row["modality"],
            negated=row["negated"],
            attribution=tuple(make_attribution(link) for link in row["attribution"]),
            quantities=tuple(self._make_quantity(figure, row, quote) for figure in row["quantities"]),
            instruments=instruments,
            framings=tuple(self._make_framing(framing, sentence, row, quote) for framing in row["framing"]),
            spans=tuple(self._make_spans(row, quote, trigger, instruments)),
            confidence=CONFIDENCE,
            rule="gold",
            language=self.document.language,
        )

    def _find(self, words: str, row: Mapping[str, Any], within: Span | None = None) -> Span:
        span = find_words(self.document, words, *(within or (0, None)))
        if span is None:
            raise WordsMissing(f"{row['id']}: {words!r} not on {row['page']}")
        return span

    def _sentence_at(self, offset: int) -> int:
        return next((s.index for s in self.reading.sentences if s.start <= offset < s.end), -1)

    def _code_of(self, name: str, row: Mapping[str, Any]) -> str:
        state = self.knowledge.states.find(name)
        if state is None:
            raise WordsMissing(f"{row['id']}: no state is called {name!r}")
        return state.code

    def _make_place(self, name: str, quote: Span) -> Place:
        """The place as the page step resolved it in the quote or anywhere on the page, else as the tables know it."""
        mentions = [m for m in self.reading.mentions if m.place is not None and name in (m.text, m.place.name)]
        mentions.sort(key=lambda mention: not overlap((mention.start, mention.end), quote))
        if mentions and mentions[0].place is not None:
            return mentions[0].place
        entries = self.knowledge.places.find(name)
        if entries:
            return Place(entries[0].name, entries[0].countries, entries[0].lat, entries[0].lon)
        return Place(name, ())

    def _make_quantity(self, figure: Mapping[str, Any], row: Mapping[str, Any], quote: Span) -> Quantity:
        start, end = self._find(figure["original"], row, quote)
        fields = {name: figure[name] for name in ("value", "low", "high", "unit", "bound", "of")}
        return Quantity(**fields, original=self.document.text[start:end], start=start, end=end)

    def _make_instrument(self, item: Mapping[str, Any], row: Mapping[str, Any], quote: Span) -> InstrumentMention:
        start, end = self._find(item["name"], row, quote)
        name = " ".join(self.document.text[start:end].split())
        return InstrumentMention(name, item["kind"], item["status"], start, end, read_day(item["deadline"]))

    def _make_framing(self, framing: Mapping[str, Any], sentence: int, row: Mapping[str, Any], quote: Span) -> Framing:
        """The loaded word with the key's neutral one, of the kind that the tables give it, else a label."""
        span = self._find(framing["term"], row, quote)
        known = next((f for f in self.reading.framings if overlap((f.start, f.end), span)), None)
        kind, state = (known.kind, known.state) if known else ("label", None)
        return Framing(framing["term"], framing["neutral"], kind, state, sentence, *span)

    def _make_spans(
        self, row: Mapping[str, Any], quote: Span, trigger: Span, instruments: Sequence[InstrumentMention]
    ) -> list[SlotSpan]:
        spans = [SlotSpan("trigger", *trigger)]
        for slot, side in (("actor", "actors"), ("recipient", "recipients")):
            spans += [SlotSpan(slot, *span) for party in row[side] for span in self.parties.spans(party, quote)[:1]]
        spans += [SlotSpan("instrument", item.start, item.end) for item in instruments]
        return list(dict.fromkeys(spans))


def make_interval(row: Mapping[str, Any]) -> Interval | None:
    """When it was, as far as the key says."""
    start, end = read_day(row["start"]), read_day(row["end"])
    if start is None and end is None:
        return None
    return Interval(start, end, row["precision"] or ("day" if start == end else "range"), row["method"] or "explicit")


def make_attribution(link: Mapping[str, Any]) -> Attribution:
    """Who says so; a capacity that the record does not have is unknown."""
    capacity = link["capacity"] if link["capacity"] in get_args(Capacity) else "unknown"
    return Attribution(link["speaker"], capacity, link["side"], link["words"] or "")


def read_day(text: str | None) -> date | None:
    """A day of the key."""
    return date.fromisoformat(text) if text else None
