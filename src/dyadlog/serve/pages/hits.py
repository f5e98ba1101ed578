"""Sentences that a search found, each with the words marked in its paragraph, its page, and the events in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dyadlog.records import Document
from dyadlog.report.notes import make_link
from dyadlog.report.plain import plain_line, short_name, shorten
from dyadlog.serve.pages.passages import Mark, block_of, mark_up
from dyadlog.serve.pages.quoting import LONGEST, Quote
from dyadlog.serve.pages.telling import Teller, Told
from dyadlog.serve.sheets import Scene
from dyadlog.store.searching import Hit

AROUND: Final = 260
"""Letters of a paragraph shown on each side of the sentence."""
MOST_EVENTS: Final = 3
"""Events shown of one sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence as it is shown: ``words`` is its paragraph with the sentence and the words found marked, ``more``
    counts events of it that are not shown."""

    words: Markup
    quote: Quote
    title: str
    genre: str
    events: tuple[Told, ...]
    more: int


class HitWriter:
    """Puts what a search found on a page."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def write(self, hits: Sequence[Hit]) -> list[Found]:
        """The sentences in their order; those whose page has gone meanwhile are left out."""
        view = self._scene.view
        documents = {d.document_id: d for d in view.documents_named(sorted({hit.document_id for hit in hits}))}
        claims = view.claims_of_sentences([hit.sentence_id for hit in hits])
        events = {
            hit.sentence_id: list(dict.fromkeys(name for _, name in claims.get(hit.sentence_id, ()) if name))
            for hit in hits
        }
        shown = sorted({name for names in events.values() for name in names[:MOST_EVENTS]})
        told = {entry.event_id: entry for entry in Teller(self._scene).tell_named(shown)}
        return [
            self._write(
                hit,
                documents[hit.document_id],
                next((claim_id for claim_id, _ in claims.get(hit.sentence_id, ())), ""),
                [told[name] for name in events[hit.sentence_id] if name in told],
                len(events[hit.sentence_id]),
            )
            for hit in hits
            if hit.document_id in documents
        ]

    def _write(self, hit: Hit, document: Document, claim_id: str, events: Sequence[Told], total: int) -> Found:
        day, outlet = document.publication.day, document.outlet
        name = short_name(document.location)
        return Found(
            words=show_paragraph(hit, document),
            quote=Quote(
                words=shorten(hit.quote, LONGEST),
                document_id=document.document_id,
                anchor=claim_id,
                source=plain_line(outlet.value if outlet else name),
                published=day.isoformat() if day else None,
                live=make_link(document, hit.quote),
            ),
            title=plain_line(document.title.value if document.title else name),
            genre=document.genre,
            events=tuple(events),
            more=total - len(events),
        )


def show_paragraph(hit: Hit, document: Document) -> Markup:
    """The sentence with what stands around it in its paragraph, cut between words where that is long."""
    block = block_of(document, hit.start)
    low, high = (block.start, max(block.end, hit.end)) if block else (hit.start, hit.end)
    start, end = _cut_before(document.text, low, hit.start), _cut_after(document.text, hit.end, high)
    marks = [Mark(hit.start, hit.end, "found-sentence")]
    marks += [Mark(hit.start + begin, hit.start + stop, "found", tag="mark") for begin, stop in hit.marks]
    words = mark_up(document.text, start, end, marks)
    return Markup("{}{}{}").format("… " if start > low else "", words, " …" if end < high else "")


def _cut_before(text: str, low: int, start: int) -> int:
    if start - low <= AROUND:
        return low
    space = text.find(" ", start - AROUND, start)
    return start if space < 0 else space + 1


def _cut_after(text: str, end: int, high: int) -> int:
    if high - end <= AROUND:
        return high
    space = text.rfind(" ", end, end + AROUND)
    return end if space < 0 else space
