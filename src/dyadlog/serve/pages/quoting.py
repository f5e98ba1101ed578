"""Words of pages, and happenings in our words, as products keep them: small, and without addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote as percent_encode

from dyadlog.exchange import Rows
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Dyad, Event, Evidence
from dyadlog.report.dates import show_span
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import FRAGMENT_WORDS, Notebook, make_link
from dyadlog.report.plain import plain_line, short_name, shorten
from dyadlog.serve.links import Links
from dyadlog.store import View

LONGEST: Final = 260
"""Letters of a quote in a list; the reader has the whole."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page, on whose page, of which day; ``anchor`` is a claim at these words, ``live`` leads to the page
    on the web, None where no address is known."""

    words: str
    document_id: str
    anchor: str
    source: str
    published: str | None
    live: str | None

    def href(self, links: Links) -> str:
        """The words in the reader: by the claim there, else by the words themselves."""
        if self.anchor:
            return links.document(self.document_id, anchor=self.anchor)
        words = " ".join(self.words.removesuffix(" …").split()[:FRAGMENT_WORDS])
        return links.document(self.document_id) + "#:~:text=" + percent_encode(words, safe="").replace("-", "%2D")


class Quoter:
    """Makes quotes of evidence on the pages of a dyad."""

    def __init__(self, dyad: Dyad) -> None:
        self._documents = dyad.documents
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in dyad.claims.values():
            self._claims[claim.document_id].append(claim)

    def quote(self, evidence: Evidence, claim_id: str | None = None) -> Quote:
        """The words with their source."""
        document = self._documents.get(evidence.document_id)
        day = document.publication.day if document else None
        outlet = document.outlet.value if document and document.outlet else None
        return Quote(
            words=shorten(evidence.quote, LONGEST),
            document_id=evidence.document_id,
            anchor=claim_id or self._claim_at(evidence),
            source=plain_line(outlet or (short_name(document.location) if document else "another page")),
            published=day.isoformat() if day else None,
            live=make_link(document, evidence.quote) if document else None,
        )

    def quotes(self, evidence: Iterable[Evidence], most: int) -> tuple[Quote, ...]:
        """The first words of each page, at most so many."""
        first = {one.document_id: one for one in reversed(list(evidence))}
        return tuple(self.quote(one) for one in list(reversed(first.values()))[:most])

    def _claim_at(self, evidence: Evidence) -> str:
        claims = self._claims.get(evidence.document_id, ())
        near = (c for c in claims if c.evidence.start <= evidence.start and evidence.end <= c.evidence.end)
        return next((claim.claim_id for claim in near), "")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as one line: when, what in neutral words, in which lane, and how it is told."""

    event_id: str
    when: str
    text: str
    quad: int
    modality: str
    disputed: bool


def tell_happenings(view: View, knowledge: Knowledge, events: Iterable[Event]) -> dict[str, Happening]:
    """Event id -> the event as one line."""
    rows, writer = Rows(view), LineWriter(knowledge, Notebook({}), {})
    told: dict[str, Happening] = {}
    for row in map(rows.event_row, events):
        writer.start_section()
        told[row["event_id"]] = Happening(
            event_id=row["event_id"],
            when=show_span(row) or "undated",
            text=plain_line(writer.describe(row)),
            quad=row["quad_class"] or 0,
            modality=row["modality"],
            disputed=row["disputed"],
        )
    return told
