"""Tables for the terminal, one a kind of record. They take rows of the export contract and give rich renderables."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from dyadlog.report.plain import plain

Row = dict[str, Any]
Column = tuple[str, Callable[[Row], str]]

MODALITY_STYLES: Final = {
    "asserted": "",
    "claimed": "yellow",
    "planned": "cyan",
    "requested": "cyan",
    "hypothetical": "dim",
    "denied": "red",
}
NO_STYLE: Final = ""


def show_dates(row: Row) -> str:
    """An interval for people: a day, a month, a year, or both ends; empty where it is not known."""
    start, end, precision = row.get("date_start"), row.get("date_end"), row.get("date_precision")
    if start is None and end is None:
        return ""
    mark = "~" if row.get("date_method") in ("bounded", "inferred") else ""
    if start == end:
        return f"{mark}{start}"
    if precision == "month" and start and end and start[:7] == end[:7]:
        return f"{mark}{start[:7]}"
    if precision == "year" and start and end and start[:4] == end[:4]:
        return f"{mark}{start[:4]}"
    return f"{mark}{start or '…'} – {end or '…'}"


def show_parties(parties: list[Row]) -> str:
    """Names of the parties with the states they act for."""
    return ", ".join(
        f"{party['name'] or party['actor_id']}{' (' + '/'.join(party['states']) + ')' if _adds_state(party) else ''}"
        for party in parties
    )


def _adds_state(party: Row) -> bool:
    return bool(party["states"]) and party["kind"] != "state"


def _quote(row: Row) -> str:
    return next((evidence["quote"] for evidence in row["evidence"]), "")


def _found(name: str) -> Callable[[Row], str]:
    return lambda row: "" if row.get(name) is None else str(row[name])


COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "events": (
        ("when", show_dates),
        ("what", lambda row: f"{row['event_type']} {row['kind']}"),
        ("who", lambda row: show_parties(row["actors"])),
        ("whom", lambda row: show_parties(row["recipients"])),
        ("modality", lambda row: row["modality"] + (" disputed" if row["disputed"] else "")),
        ("sources", lambda row: str(row["origins"])),
        ("id", _found("event_id")),
    ),
    "claims": (
        ("when", show_dates),
        ("what", lambda row: f"{row['event_type'] or ''} {row['kind']}".strip()),
        ("who", lambda row: show_parties(row["actors"])),
        ("whom", lambda row: show_parties(row["recipients"])),
        ("modality", lambda row: ("not " if row["negated"] else "") + row["modality"]),
        ("words", _quote),
        ("id", _found("claim_id")),
    ),
    "instruments": (
        ("name", _found("name")),
        ("kind", _found("kind")),
        ("states", lambda row: " ".join(row["states"])),
        ("status", _found("status")),
        ("deadline", _found("deadline")),
        ("reports", lambda row: str(len(row["history"]))),
        ("id", _found("instrument_id")),
    ),
    "findings": (
        ("kind", _found("kind")),
        ("field", _found("field")),
        ("sides", lambda row: "\n".join(f"{side['outlet'] or side['page']}: {side['quote']}" for side in row["sides"])),
        ("id", _found("finding_id")),
    ),
    "actors": (
        ("name", _found("name")),
        ("kind", _found("kind")),
        ("states", lambda row: " ".join(row["states"])),
        ("offices", lambda row: "; ".join(dict.fromkeys(o["office"] for o in row["occupancies"]))),
        ("also written", lambda row: ", ".join(name for name in row["names"] if name != row["name"])),
        ("claims", _found("claims")),
        ("id", _found("actor_id")),
    ),
    "documents": (
        ("published", lambda row: row["published"] or _bounds(row)),
        ("outlet", _found("outlet")),
        ("title", _found("title")),
        ("genre", _found("genre")),
        ("page", _found("page")),
        ("id", _found("document_id")),
    ),
    "issues": (
        ("page", _found("page")),
        ("stage", _found("stage")),
        ("code", _found("code")),
        ("message", _found("message")),
    ),
}


def _bounds(row: Row) -> str:
    low, high = row["published_not_before"], row["published_not_after"]
    return f"{low or '…'} – {high or '…'}" if low or high else ""


def make_table(name: str, rows: Iterable[Row]) -> Table:
    """A table of the records called ``name``."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False, padding=(0, 2, 0, 0))
    columns = COLUMNS[name]
    for title, _ in columns:
        table.add_column(title, overflow="fold", no_wrap=title in ("when", "id"), ratio=None)
    for row in rows:
        style = MODALITY_STYLES.get(row.get("modality", ""), NO_STYLE)
        table.add_row(*(Text(plain(show(row))) for _, show in columns), style=style)
    return table


def make_record(row: Row, passages: Iterable[Text]) -> Group:
    """One record: its fields, then its words, highlighted in their paragraph."""
    table = Table.grid(padding=(0, 2))
    for name, value in row.items():
        if name in ("evidence", "text", "blocks", "sides", "history") or value in (None, [], ""):
            continue
        table.add_row(Text(name, style="bold"), Text(plain(_show_value(value))))
    return Group(table, *passages)


def _show_value(value: Any) -> str:
    if isinstance(value, list):
        if value and isinstance(value[0], dict) and "actor_id" in value[0]:
            return show_parties(value)
        return "; ".join(_show_value(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_show_value(part)}" for name, part in value.items() if part not in (None, [], ""))
    return str(value)
