"""The text of a document in its blocks, with claims, the words for the act, and loaded words marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from dyadlog.records import Block, Claim, Document
from dyadlog.serve.pages.passages import Mark, excerpt, mark_up
from dyadlog.serve.pages.reader_notes import Note

LEFT_OUT: Final = {"bio": "about the author", "related": "related links", "boilerplate": "page furniture"}
"""Kinds of block that are no part of the article, in our words."""
LINES: Final = 3
"""Lines under words that can be told apart; claims that lie deeper within each other share the last."""
PAIRED: Final = 12
"""Claims of a block whose words and notes light up together."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block: its kind and its words."""

    kind: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two margins: one block of the article with its notes; or a run of blocks that were left out
    of it; or, without any piece, words that are not shown."""

    pieces: tuple[Piece, ...] = ()
    notes: tuple[tuple[int, Note], ...] = ()
    left_out: bool = False

    @property
    def holds(self) -> str:
        """The kinds of what was left out, in words."""
        return ", ".join(dict.fromkeys(LEFT_OUT[piece.kind] for piece in self.pieces))


class TextWriter:
    """Lays out the text of one document; ``notes`` are those of the claims to be marked."""

    def __init__(self, document: Document, claims: Sequence[Claim], notes: Mapping[str, Note]) -> None:
        self._document = document
        self._notes = notes
        self._claims: dict[int, list[Claim]] = {}
        starts = [block.start for block in document.blocks]
        for claim in claims:
            self._claims.setdefault(bisect_right(starts, claim.evidence.start) - 1, []).append(claim)

    def write(self, whole: bool) -> list[Stretch]:
        """The stretches in order; without ``whole`` only the words that claims rest on."""
        found: list[Stretch] = []
        for number, block in enumerate(self._document.blocks):
            last = found[-1] if found else None
            if self._repeats_title(number, block):
                continue
            stretch = self._write(number, block) if whole else self._quote(number, block)
            if last is not None and stretch.left_out and last.left_out:
                found[-1] = Stretch((*last.pieces, *stretch.pieces), left_out=True)
            elif stretch.pieces or last is None or last.pieces:
                found.append(stretch)
        return found

    def _repeats_title(self, number: int, block: Block) -> bool:
        """Whether a headline says no more than the title above the text."""
        title = self._document.title
        if block.kind != "headline" or self._claims.get(number) or title is None:
            return False
        return title.value.split() == self._document.text_of(block).split()

    def _write(self, number: int, block: Block) -> Stretch:
        text, claims = self._document.text, self._claims.get(number, [])
        if block.kind in LEFT_OUT:
            return Stretch((Piece(block.kind, mark_up(text, block.start, block.end, ())),), left_out=True)
        end = max([block.end, *(claim.evidence.end for claim in claims)])
        words = mark_up(text, block.start, end, self._marks(claims))
        return Stretch((Piece(block.kind, words),), self._beside(claims))

    def _quote(self, number: int, block: Block) -> Stretch:
        claims = self._claims.get(number, [])
        quotes = [(claim.evidence.start, claim.evidence.end) for claim in claims]
        if not quotes:
            return Stretch()
        span = (block.start, max(block.end, *(end for _, end in quotes)))
        words = excerpt(self._document.text, span, quotes, self._marks(claims))
        return Stretch((Piece(block.kind, words),), self._beside(claims))

    def _beside(self, claims: Sequence[Claim]) -> tuple[tuple[int, Note], ...]:
        """The notes of a block, each with its number among them."""
        shown = [claim for claim in in_order(claims) if claim.claim_id in self._notes]
        return tuple((number, self._notes[claim.claim_id]) for number, claim in enumerate(shown, 1))

    def _marks(self, claims: Sequence[Claim]) -> list[Mark]:
        """Loaded words of all claims; words and acts of those with a note, and where those without one stand."""
        marks = list(dict.fromkeys(mark for claim in claims for mark in _loaded_marks(claim)))
        marks += [_spot(claim) for claim in claims if claim.claim_id not in self._notes]
        ends: list[int] = []
        acts: dict[tuple[int, int], str] = {}
        for number, claim in enumerate((one for one in in_order(claims) if one.claim_id in self._notes), 1):
            pair = f" n{number}" if number <= PAIRED else ""
            marks.append(_mark(claim, self._notes[claim.claim_id], f"d{_depth(ends, claim)}{pair}", number))
            for span in claim.spans:
                if span.slot == "trigger":
                    acts[span.start, span.end] = acts.get((span.start, span.end), "act") + pair
        return marks + [Mark(start, end, classes) for (start, end), classes in acts.items()]


def _loaded_marks(claim: Claim) -> Iterator[Mark]:
    for framing in claim.framings:
        tip = f"neutral: {framing.neutral}" if framing.neutral else "casts doubt"
        yield Mark(framing.start, framing.end, "loaded", tip=tip)


def in_order(claims: Sequence[Claim]) -> list[Claim]:
    """Claims as their words come, outer ones first."""
    return sorted(claims, key=lambda claim: (claim.evidence.start, -claim.evidence.end))


def _depth(ends: list[int], claim: Claim) -> int:
    """The line on which a claim is drawn; ``ends`` says where each line is free again."""
    free = next((line for line, end in enumerate(ends) if end <= claim.evidence.start), len(ends))
    ends[free : free + 1] = [claim.evidence.end]
    return min(free, LINES - 1)


def _spot(claim: Claim) -> Mark:
    """The words of a claim without a note: other pages lead to them."""
    return Mark(claim.evidence.start, claim.evidence.end, "statement", name=claim.claim_id)


def _mark(claim: Claim, note: Note, drawn: str, number: int) -> Mark:
    manner = "negated" if claim.negated else claim.modality
    link = f'<a href="#note-{escape(claim.claim_id)}"><span class="visually-hidden">note </span>{note.number}</a>'
    return Mark(
        claim.evidence.start,
        claim.evidence.end,
        f"claim q{note.quad} m-{manner} {drawn}",
        name=claim.claim_id,
        after=Markup(f'<sup class="n{number}">{link}</sup>'),
    )
