"""What is open and what is shut, as rows and for the terminal."""

from collections.abc import Sequence
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dyadlog.exchange.rows import Rows, day, interval_row
from dyadlog.findings.opening_reports import Report
from dyadlog.findings.openings import Opening
from dyadlog.knowledge import Knowledge
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.frames import labelled_grid
from dyadlog.report.lines import LEADS
from dyadlog.report.plain import plain_line, short_name

Row = dict[str, Any]
STYLES: Final = {"open": "green", "in_post": "green", "lifted": "green", "in_force": "", "partly_open": "yellow"}
NO_STYLE: Final = "red"


class OpeningRows:
    """Openings as rows of JSON, every report of the history with its words."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def row(self, opening: Opening) -> Row:
        """A thing as one row."""
        return {
            "thing": opening.thing,
            "place": opening.place,
            "states": list(opening.states),
            "owned": opening.owned,
            "status": opening.status,
            "since": day(opening.since),
            "since_method": opening.since_method,
            "since_precision": opening.begun.precision if opening.begun else None,
            "last_confirmed": day(opening.last_confirmed),
            "confirmed_by": list(opening.confirmed_by),
            "contested": opening.contested,
            "announced": [self._report_row(report, opening) for report in opening.announced],
            "history": [self._report_row(report, opening) for report in opening.history],
        }

    def _report_row(self, report: Report, opening: Opening) -> Row:
        return {
            "status": report.status,
            **interval_row(report.when),
            "modality": report.modality,
            "negated": report.negated,
            "lasting": report.lasting,
            "contests": report in opening.contested_by,
            "by": list(report.by),
            "speaker": report.speaker,
            "side": report.side,
            "claim_id": report.claim_id,
            **self._rows.evidence_row(report.evidence),
        }


def name_opening(opening: Opening, knowledge: Knowledge) -> str:
    """What a thing is called: "border", "crossing Aral", "airspace of Norway to Sweden"."""
    word = opening.thing.replace("_", " ")
    if opening.place:
        return f"{word} {opening.place}"
    names = [state.name if (state := knowledge.states.get(code)) else code for code in opening.states]
    if not opening.owned:
        return word
    return f"{word} of {names[0]} ({'in' if opening.thing in IN_THE_OTHER else 'towards'} {names[1]})"


IN_THE_OTHER: Final = ("ambassador", "embassy")
"""Things of one state that stand in the other."""


def show_status(opening: Opening) -> str:
    """The status in words, with its beginning where that is known."""
    words = opening.status.replace("_", " ")
    begun = opening.begun
    if begun is None or begun.start is None:
        return words
    if begun.precision in ("month", "season", "year"):
        return f"{words} since {show_span(interval_row(begun))}"
    mark = "~" if begun.method in ("bounded", "inferred") else ""
    return f"{words} since {mark}{show_day(begun.start.isoformat())}"


def show_announced(report: Report) -> str:
    """What is announced, and for when."""
    when = show_span(interval_row(report.when))
    return f"announced: {report.status.replace('_', ' ')}" + (f", {when}" if when else "")


def show_openings(openings: Sequence[Opening], knowledge: Knowledge, rows: Rows) -> RenderableType:
    """Each thing with its status, then its history."""
    parts: list[RenderableType] = []
    for opening in openings:
        head = Text(plain_line(name_opening(opening, knowledge)), style="bold").append(": ", style="not bold")
        head.append(show_status(opening), style=STYLES.get(opening.status, NO_STYLE))
        if opening.contested:
            head.append(" contested", style="yellow")
        parts.append(head)
        confirmed = f"last confirmed {show_day(opening.last_confirmed.isoformat())}" if opening.last_confirmed else ""
        by = ", ".join(short_name(outlet) for outlet in opening.confirmed_by)
        if told := " by ".join(part for part in (confirmed, by) if part):
            parts.append(Text(f"  {plain_line(told)}", style="dim"))
        parts += [Text(f"  {show_announced(report)}", style="cyan") for report in opening.announced]
        parts += [_list_history(opening, rows), Text()]
    return Group(*parts)


def _list_history(opening: Opening, rows: Rows) -> Table:
    table = labelled_grid(2)
    for report in opening.history:
        evidence = rows.evidence_row(report.evidence)
        words = report.status.replace("_", " ")
        if not report.holds:
            denied = report.negated or report.modality == "denied"
            words = f"not {words}" if denied else f"{LEADS.get(report.modality, '')}{words}"
        source = evidence["outlet"] or short_name(evidence["page"] or "")
        said = f", {report.speaker}" if report.speaker else ""
        quote = " ".join(report.evidence.quote.split())
        table.add_row(
            Text("  " + (show_span(interval_row(report.when)) or "undated")),
            Text(words, style="yellow" if report in opening.contested_by else "" if report.holds else "cyan"),
            Text(plain_line(f"“{quote}” ({source}{said})"), style="dim"),
        )
    return table
