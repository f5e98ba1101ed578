"""Voices of an event and outlets side by side, as rows of JSON Lines and for the terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dyadlog.exchange import Rows
from dyadlog.exchange.rows import day, quantity_row
from dyadlog.findings.outlets import OutletComparison, OutletView, Report, SharedEvent, Wording
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Document, Event, Voice, VoiceBond
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.frames import headed_table
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.report.plain import plain_line, short_name, shorten
from dyadlog.store import View

Row = dict[str, Any]

REASONS: Final = {
    "copy": "prints the text of",
    "same_outlet": "is of the same outlet as",
    "printed_alike": "prints a sentence as in",
    "relay": "retells",
    "shared_source": "has it only from the same outlet as",
    "quotation": "only quotes the same words as",
}
"""In our words, before the name of the other page."""
ID_LETTERS: Final = 14
"""Letters of an event id in a table; `dyadlog show` takes the beginning of an id."""
LONGEST: Final = 200
"""Letters of a quote in a table; JSON has it whole."""


class SourceWriter:
    """Puts voices and outlets into rows and tables."""

    def __init__(self, view: View, knowledge: Knowledge, documents: Mapping[str, Document]) -> None:
        self._rows = Rows(view)
        self._documents = documents
        self._lines = LineWriter(knowledge, Notebook({}), {})

    def describe(self, event: Event) -> str:
        """When, what in neutral words, and the id."""
        row = self._rows.event_row(event)
        when = show_span(row) or "undated"
        return plain_line(f"{when}: {self._lines.describe(row)} ({event.event_id[:ID_LETTERS]})")

    def name_page(self, document_id: str) -> str:
        """The outlet and the page."""
        document = self._documents.get(document_id)
        if document is None:
            return document_id
        page = short_name(document.location)
        return plain_line(f"{document.outlet.value} ({page})" if document.outlet else page)

    def voice_row(self, event: Event, number: int, voice: Voice, claims: Mapping[str, Claim]) -> Row:
        """One voice, with the reasons why its pages are one."""
        return {
            "event_id": event.event_id,
            "voice": number,
            "first_hand": voice.first_hand,
            "documents": [self._page_row(name) for name in voice.documents],
            "reasons": [self._bond_row(bond) for bond in voice.bonds],
            "claims": list(voice.claims),
            "evidence": [self._rows.evidence_row(claims[name].evidence) for name in voice.claims],
        }

    def _page_row(self, document_id: str) -> Row:
        document = self._documents[document_id]
        return {
            "document_id": document_id,
            "page": document.location,
            "outlet": document.outlet.value if document.outlet else None,
            "published": day(document.publication.day),
        }

    def _bond_row(self, bond: VoiceBond) -> Row:
        return {
            "kind": bond.kind,
            "document_id": bond.document_id,
            "other_id": bond.other_id,
            "share": bond.share,
            "evidence": [self._rows.evidence_row(e) for e in (bond.evidence, bond.other_evidence) if e],
        }

    def show_voices(self, event: Event, voices: Sequence[Voice], claims: Mapping[str, Claim]) -> Group:
        """The voices of an event, each with its pages and why they are one."""
        parts: list[RenderableType] = [Text(self.describe(event), style="bold")]
        for number, voice in enumerate(voices, 1):
            hand = "" if voice.first_hand else ", on the word of others"
            table = _make_grid()
            for name in voice.documents:
                quote = next(claims[c].evidence.quote for c in voice.claims if claims[c].document_id == name)
                table.add_row(Text(f"  {self.name_page(name)}"), Text(shorten(quote, LONGEST)))
                for bond in voice.bonds:
                    if bond.document_id == name:
                        table.add_row("", Text(self._tell_bond(bond), style="yellow"))
            parts += [Text(f"voice {number}{hand}", style="bold"), table]
        return Group(*parts)

    def _tell_bond(self, bond: VoiceBond) -> str:
        share = f", {bond.share:.0%} alike" if bond.share is not None else ""
        words = f": “{shorten(bond.evidence.quote, LONGEST)}”" if bond.evidence else ""
        return f"{REASONS[bond.kind]} {self.name_page(bond.other_id)}{share}{words}"

    def outlet_row(self, outlet: OutletView) -> Row:
        """One outlet with all it reports."""
        return {
            "outlet": outlet.outlet,
            "documents": [self._page_row(name) for name in outlet.pages],
            "events": len(outlet.reports),
            "independent": [report.event.event_id for report in outlet.independent],
            "first": list(outlet.first),
            "only": list(outlet.only),
            "reports": [self._report_row(report) for report in outlet.reports],
        }

    def _report_row(self, report: Report) -> Row:
        return {
            "event_id": report.event.event_id,
            "kind": report.event.kind,
            "published": day(report.published),
            "repeats": self._bond_row(report.bond) if report.bond else None,
            "wordings": [self._wording_row(wording) for wording in report.wordings],
        }

    def _wording_row(self, wording: Wording) -> Row:
        return {
            "words": wording.words,
            "modality": wording.modality,
            "negated": wording.negated,
            "framings": [{"term": framing.term, "neutral": framing.neutral} for framing in wording.framings],
            "quantities": [quantity_row(quantity) for quantity in wording.quantities],
            "evidence": [self._rows.evidence_row(wording.evidence)],
        }

    def show_outlets(self, found: OutletComparison) -> Group:
        """A table of the outlets, what only one reports, and the words for what several report."""
        events = {report.event.event_id: report.event for view in found.outlets for report in view.reports}
        parts: list[RenderableType] = [self._count(found.outlets)]
        if any(view.only for view in found.outlets):
            parts.append(Text("\nwhat only one independent voice reports", style="bold"))
        for view in found.outlets:
            table = _make_grid()
            for event_id in view.only:
                table.add_row("", Text(self.describe(events[event_id])))
            parts += [Text(plain_line(short_name(view.outlet)), style="cyan"), table] if view.only else []
        if found.shared:
            parts.append(Text("\none event, each outlet's words", style="bold"))
        parts += [part for shared in found.shared for part in self._show_shared(shared)]
        return Group(*parts)

    def _count(self, outlets: Sequence[OutletView]) -> Table:
        table = headed_table(("outlet", "pages", "events", "own", "first", "only", "not its own"))
        for view in outlets:
            repeats = Counter(
                f"{REASONS[report.bond.kind]} {self.name_page(report.bond.other_id)}"
                for report in view.reports
                if report.bond
            )
            told = "; ".join(f"{reason} ×{count}" for reason, count in repeats.items())
            counts = (len(view.pages), len(view.reports), len(view.independent), len(view.first), len(view.only))
            table.add_row(Text(plain_line(short_name(view.outlet))), *map(str, counts), Text(plain_line(told)))
        return table

    def _show_shared(self, shared: SharedEvent) -> Iterator[RenderableType]:
        yield Text(self.describe(shared.event), style="cyan")
        table = _make_grid()
        for report in shared.reports:
            printed = f", {show_day(report.published.isoformat())}" if report.published else ""
            source = Text(plain_line(f"  {short_name(report.outlet)}{printed}"))
            if report.bond is not None:
                table.add_row(source, Text(self._tell_bond(report.bond), style="yellow"))
                continue
            for number, wording in enumerate(report.wordings):
                table.add_row(source if number == 0 else "", Text(_tell_wording(wording)))
        yield table


def _tell_wording(wording: Wording) -> str:
    """The words, how sure they are told, loaded words and figures; then the sentence."""
    marks = [f"“{plain_line(wording.words)}”" if wording.words else "", "not" if wording.negated else ""]
    marks += [wording.modality if wording.modality != "asserted" else ""]
    marks += [f"loaded: “{plain_line(framing.term)}”" for framing in wording.framings]
    marks += [plain_line(quantity.original) for quantity in wording.quantities]
    return f"{', '.join(mark for mark in marks if mark)}: {shorten(wording.evidence.quote, LONGEST)}"


def _make_grid() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", min_width=12, ratio=1)
    table.add_column(overflow="fold", ratio=3)
    return table
