"""Tables for the terminal, one a kind of record. They take rows of the export contract and give rich renderables."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from dyadlog.report.comparisons import show_verdict
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.frames import headed_table
from dyadlog.report.plain import plain, short_name

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
WIDE: Final = 100
"""Letters from which on a table shows all its columns."""
SPARED: Final[dict[str, tuple[str, ...]]] = {
    "events": ("type", "sources"),
    "claims": ("type", "who → whom"),
    "actors": ("also written",),
    "documents": ("page",),
}
UNBROKEN: Final = ("when", "type", "kind", "genre", "status", "published", "id")
LONGEST_UNBROKEN: Final = 24
HASH: Final = re.compile("-[0-9a-f]{16}$")
ID_LETTERS: Final = 8
"""Letters of a hash that a table shows: few enough for 80 columns; `dyadlog show` takes the beginning of an id."""


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


def _short_id(name: str) -> Callable[[Row], str]:
    return lambda row: HASH.sub(lambda match: match[0][: ID_LETTERS + 1], row[name])


def _published(row: Row) -> str:
    if row["published"]:
        return show_day(row["published"])
    found, inferred = (
        {"date_start": row[f"{source}_not_before"], "date_end": row[f"{source}_not_after"]}
        for source in ("published", "inferred")
    )
    shown = show_span({**inferred, "date_method": "inferred"})
    return "; ".join(text for text in (show_span(found), shown and f"{shown} (inferred)") if text)


def _whom(row: Row) -> str:
    who, whom = show_parties(row["actors"]), show_parties(row["recipients"])
    return f"{who} → {whom}" if whom else who


def _show_modality(row: Row) -> str:
    return ("not " if row["negated"] else "") + str(row["modality"])


COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "events": (
        ("when", show_span),
        ("type", _found("event_type")),
        ("kind", _found("kind")),
        ("who → whom", _whom),
        ("modality", lambda row: _show_modality(row) + (" disputed" if row["disputed"] else "")),
        ("sources", lambda row: str(row["origins"])),
        ("id", _short_id("event_id")),
    ),
    "claims": (
        ("when", show_span),
        ("type", _found("event_type")),
        ("kind", _found("kind")),
        ("who → whom", _whom),
        ("modality", _show_modality),
        ("words", _quote),
        ("id", _short_id("claim_id")),
    ),
    "instruments": (
        ("name", _found("name")),
        ("kind", _found("kind")),
        ("states", lambda row: " ".join(row["states"])),
        ("status", _found("status")),
        ("deadline", _found("deadline")),
        ("reports", lambda row: str(len(row["history"]))),
        ("id", _short_id("instrument_id")),
    ),
    "findings": (
        ("kind", _found("kind")),
        ("field", _found("field")),
        (
            "sides",
            lambda row: "\n".join(
                f"{number}. {side['outlet'] or short_name(side['page'])}: {side['quote']}"
                for number, side in enumerate(row["sides"], 1)
            ),
        ),
        ("ruling", lambda row: show_verdict(row["ruling"]) if row["ruling"] else ""),
        ("id", _short_id("finding_id")),
    ),
    "actors": (
        ("name", _found("name")),
        ("kind", _found("kind")),
        ("states", lambda row: " ".join(row["states"])),
        ("offices", lambda row: "; ".join(dict.fromkeys(o["office"] for o in row["occupancies"]))),
        ("also written", lambda row: ", ".join(name for name in row["names"] if name != row["name"])),
        ("claims", _found("claims")),
        ("id", _short_id("actor_id")),
    ),
    "documents": (
        ("published", _published),
        ("outlet", _found("outlet")),
        ("title", _found("title")),
        ("genre", _found("genre")),
        ("page", lambda row: short_name(row["page"])),
        ("id", _short_id("document_id")),
    ),
    "issues": (
        ("page", _found("page")),
        ("stage", _found("stage")),
        ("code", _found("code")),
        ("message", _found("message")),
    ),
}


def make_table(name: str, rows: Iterable[Row], width: int) -> Table:
    """The records called ``name`` as a table of ``width`` letters; columns that no row fills are left out."""
    table = headed_table()
    rows = list(rows)
    spared = SPARED.get(name, ()) if width < WIDE else ()
    columns = [(title, [plain(show(row)) for row in rows]) for title, show in COLUMNS[name] if title not in spared]
    filled = [(title, cells) for title, cells in columns if any(cells)]
    for title, cells in filled:
        table.add_column(title, overflow="fold", no_wrap=title in UNBROKEN and max(map(len, cells)) <= LONGEST_UNBROKEN)
    for number, row in enumerate(rows):
        style = MODALITY_STYLES.get(row.get("modality", ""), NO_STYLE)
        table.add_row(*(Text(cells[number]) for _, cells in filled), style=style)
    return table


def make_record(row: Row, passages: Iterable[Text]) -> Group:
    """One record: its fields, then its words, highlighted in their paragraph."""
    table = Table.grid(padding=(0, 2))
    for name, value in row.items():
        if name in ("evidence", "text", "blocks", "sides", "history", "inferred_from") or value in (None, [], ""):
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
