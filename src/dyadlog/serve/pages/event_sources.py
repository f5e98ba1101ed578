"""Who tells of an event: every page with its words in their paragraph, and how it tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dyadlog.exchange import Rows
from dyadlog.exchange.rows import interval_row
from dyadlog.records import Attribution, Claim, Document, DocumentLine
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.lines import ACCORDING
from dyadlog.report.notes import make_link
from dyadlog.report.plain import short_name
from dyadlog.serve.pages.event_facts import METHODS
from dyadlog.serve.pages.passages import Mark, block_of, excerpt, mark_up, slot_marks
from dyadlog.serve.sheets import Scene


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim: how it presents the act, on whose word, when it says so, and where its words are."""

    claim_id: str
    act: str
    modality: str
    negated: bool
    word_of: str
    when: str
    method: str
    confidence: float
    loaded: tuple[tuple[str, str], ...]
    reader: str
    live: str | None
    review: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the words of some claims marked; ``kind`` is that of the block."""

    kind: str
    words: Markup
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A page that tells of the event. ``copy_of`` is the page whose text it prints, as name and address."""

    document_id: str
    name: str
    title: str
    published: str
    genre: str
    reader: str
    copy_of: tuple[str, str] | None
    passages: tuple[Passage, ...]


class SourceTeller:
    """Puts pages and their claims into words."""

    def __init__(self, scene: Scene, rows: Rows) -> None:
        self._scene = scene
        self._rows = rows

    def tell(self, claims: Sequence[Claim]) -> list[Source]:
        """The pages that some claims stand on, in the order of the claims."""
        groups: dict[str, list[Claim]] = {}
        for claim in claims:
            groups.setdefault(claim.document_id, []).append(claim)
        view = self._scene.view
        documents = {document.document_id: document for document in view.documents_named(list(groups))}
        copies = view.copies_of(list(groups))
        originals = view.document_lines(list(copies.values()))
        return [
            self._tell(documents[name], group, originals.get(copies.get(name, "")))
            for name, group in groups.items()
            if name in documents
        ]

    def _tell(self, document: Document, claims: Sequence[Claim], original: DocumentLine | None) -> Source:
        links = self._scene.links
        day = document.publication.day
        return Source(
            document_id=document.document_id,
            name=name_line(document.outlet.value if document.outlet else None, document.location),
            title=document.title.value if document.title else "",
            published=show_day(day.isoformat()) if day else "",
            genre=document.genre,
            reader=links.document(document.document_id, claims[0].claim_id),
            copy_of=self._copied(original),
            passages=tuple(self._passages(document, claims)),
        )

    def _copied(self, original: DocumentLine | None) -> tuple[str, str] | None:
        if original is None:
            return None
        href = self._scene.links.document(original.document_id)
        return name_line(original.outlet, original.location), href

    def _passages(self, document: Document, claims: Sequence[Claim]) -> list[Passage]:
        """The paragraphs that hold the claims, each once, in the order of the page."""
        groups: dict[tuple[int, int, str], list[Claim]] = {}
        for claim in sorted(claims, key=lambda claim: (claim.evidence.start, -claim.evidence.end)):
            words = claim.evidence
            block = block_of(document, words.start)
            key = (block.start, max(block.end, words.end), block.kind) if block else (words.start, words.end, "")
            groups.setdefault(key, []).append(claim)
        return [
            Passage(kind, self._words(document, (start, end), group), tuple(self._telling(document, c) for c in group))
            for (start, end, kind), group in groups.items()
        ]

    def _words(self, document: Document, block: tuple[int, int], claims: Sequence[Claim]) -> Markup:
        quotes = [(claim.evidence.start, claim.evidence.end) for claim in claims]
        marks = [Mark(start, end, "quoted", "mark") for start, end in dict.fromkeys(quotes)]
        slots = dict.fromkeys(mark for claim in claims for mark in slot_marks(claim))
        if self._scene.whole_text:
            return mark_up(document.text, *block, [*marks, *slots])
        return excerpt(document.text, block, quotes, [*marks, *slots])

    def _telling(self, document: Document, claim: Claim) -> Telling:
        links, when = self._scene.links, claim.when
        return Telling(
            claim_id=claim.claim_id,
            act=next((document.text[s.start : s.end] for s in claim.spans if s.slot == "trigger"), ""),
            modality=claim.modality,
            negated=claim.negated,
            word_of=tell_chain(self._scene, claim.attribution),
            when=show_span(interval_row(when)),
            method=METHODS[when.method] if when else (claim.when_reason or "").replace("_", " "),
            confidence=claim.confidence,
            loaded=tuple((framing.term, framing.neutral or "casts doubt") for framing in claim.framings),
            reader=links.document(document.document_id, claim.claim_id),
            live=make_link(document, claim.evidence.quote),
            review=links.review(query=f"claim={claim.claim_id}") if links.live else None,
        )


def tell_chain(scene: Scene, chain: Sequence[Attribution]) -> str:
    """On whose word something is told, from the outlet inwards, with whom each speaks for."""
    return ", quoting ".join(_tell_link(scene, link) for link in chain)


def _tell_link(scene: Scene, link: Attribution) -> str:
    side = scene.state_name(link.side) if link.side else ""
    capacity = "" if link.capacity in ("unknown", "media", "unnamed") else link.capacity
    extra = ", ".join(part for part in (capacity, side) if part)
    speaker = ACCORDING.sub("", link.speaker) if link.speaker else "someone unnamed"
    return f"{speaker} ({extra})" if extra else speaker


def name_line(outlet: str | None, location: str | None) -> str:
    """A page by its outlet, else by its file."""
    return outlet or (short_name(location) if location else "a page that is gone")


def name_pages(documents: Iterable[Document]) -> dict[str, str]:
    """Pages by their outlets; several of one outlet with their day, so that one can tell them apart."""
    listed = list(documents)
    names = {one.document_id: name_line(one.outlet.value if one.outlet else None, one.location) for one in listed}
    count = Counter(names.values())
    days = {one.document_id: one.publication.day for one in listed}
    return {
        document_id: f"{name}, {show_day(day.isoformat())}" if count[name] > 1 and (day := days[document_id]) else name
        for document_id, name in names.items()
    }
