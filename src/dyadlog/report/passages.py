"""Evidence in its place: the words highlighted in their paragraph."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from dyadlog.records import Document
from dyadlog.report.plain import plain, plain_line
from dyadlog.store import View

Row = dict[str, Any]


def make_passages(view: View, row: Row) -> Iterator[Text]:
    """A paragraph for every piece of evidence in a row of the export contract."""
    quotes = [*row.get("evidence", ()), *row.get("sides", ())]
    for occupancy in row.get("occupancies", ()):
        quotes += occupancy["evidence"]
    for report in row.get("history", ()):
        source = plain_line(f"{report['status']}  {report['page']}")
        yield Text(f"\n{source}\n", style="bold") + Text(plain(report["quote"]))
    for reason in row.get("inferred_from", ()):
        side = "published not before" if reason["bound"] == "not_before" else "published not after"
        yield Text(f"\n{side} {reason['day']} (inferred): {plain_line(reason['words'])}")
        quotes += reason["evidence"]
    for quote in quotes:
        document = view.document(quote["document_id"])
        yield Text("\n") + show_source(quote)
        yield highlight(document, quote["start"], quote["end"])


def show_source(quote: Row) -> Text:
    """Outlet, date and page of a quote on one line."""
    parts = (quote["outlet"], quote.get("published"), quote["page"], quote.get("modality"))
    return Text("  ".join(plain_line(part) for part in parts if part), style="bold")


def show_sentence(quote: Row) -> Text:
    """A quote under its source."""
    return Text.assemble(show_source(quote), "\n", plain(quote["quote"]), "\n")


def highlight(document: Document, start: int, end: int) -> Text:
    """The block that holds ``start:end``, with those words marked."""
    block = next((b for b in document.blocks if b.start <= start < b.end), None)
    low, high = (block.start, max(block.end, end)) if block else (start, end)
    text = Text(plain(document.text[low:high]))
    text.stylize("black on yellow", start - low, end - low)
    return text
