"""Another data set beside the record, for the terminal."""

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from dyadlog.report.frames import headed_table
from dyadlog.report.plain import plain, shorten

if TYPE_CHECKING:
    from dyadlog.exchange.foreign import Compared

Row = dict[str, Any]
LONGEST: Final = 60


def show_comparison(compared: "Compared") -> Group:
    """Counts, then ours that they have or should have, then theirs."""
    from dyadlog.exchange.foreign.rows import ours_row, theirs_row

    title = compared.source.title
    ours, theirs = list(map(ours_row, compared.ours)), list(map(theirs_row, compared.theirs))
    parts: list[Text | Table] = [_summary(title, ours, theirs)]
    looked = [row for row in ours if row["standing"] in ("found", "shared", "lacking")]
    if looked:
        parts += [Text(f"\nour events, and {title}", style="bold"), _show_ours(looked)]
    if theirs:
        parts += [Text(f"\nonly in {title}", style="bold"), _show_theirs(theirs)]
    return Group(*parts)


def _summary(title: str, ours: list[Row], theirs: list[Row]) -> Text:
    from dyadlog.exchange.foreign import STANDINGS

    counts = Counter(row["standing"] for row in ours)
    told = [f"{counts[name]} {words}" for name, words in STANDINGS.items() if counts[name]]
    rows = sum(row["rows"] for row in ours if row["standing"] == "found")
    lines = [
        f"{len(ours)} events of ours: " + ("; ".join(told) or "none"),
        f"{title}: {rows} rows for {counts['found']} of them, and {sum(row['rows'] for row in theirs)} rows"
        f" of {len(theirs)} acts that are none of ours",
    ]
    return Text("\n".join(lines))


def _show_ours(rows: list[Row]) -> Table:
    table = headed_table(("day", "ours", "standing", "rows", "mentions", "theirs", "why"))
    for row in rows:
        first = row["foreign"][0] if row["foreign"] else None
        told = f"{first['code']} {first['words'] or ''}" if first else ""
        why = ", ".join(first["reasons"]) if first else ""
        cells = (_day(row), _act(row), row["standing"].replace("_", " "), *_counts(row), told, why)
        table.add_row(*(Text(shorten(plain(cell), LONGEST)) for cell in cells))
    return table


def _show_theirs(rows: list[Row]) -> Table:
    table = headed_table(("day", "act", "rows", "mentions", "words", "place"))
    for row in rows:
        first = row["foreign"][0]
        words = f"{first['code']} {first['words'] or ''}"
        cells = (_day(row), _act(row), *_counts(row), words, "; ".join(row["places"]))
        table.add_row(*(Text(shorten(plain(cell), LONGEST)) for cell in cells))
    return table


def show_files(rows: list[Row]) -> Table:
    """The files that were taken in."""
    table = headed_table(("data set", "file", "about", "from", "to", "rows", "kept", "bad"))
    for row in rows:
        cells = (row["source"], row["file"], ", ".join(row["about"]) or "all", row["date_start"], row["date_end"])
        table.add_row(*(Text(plain(str(cell or ""))) for cell in (*cells, row["rows"], row["kept"], str(row["bad"]))))
    return table


def _day(row: Row) -> str:
    first, last = row["date_start"], row["date_end"]
    return first or last or "" if first == last or not (first and last) else f"{first} to {last}"


def _act(row: Row) -> str:
    sides = " > ".join(" ".join(row[name]) for name in ("actors", "recipients") if row[name])
    return f"{row['kind'] or row['event_type'] or 'other'} {sides}"


def _counts(row: Row) -> tuple[str, str]:
    places = row["mention_places"]
    mentions = "" if row["mentions"] is None else str(row["mentions"])
    if places is not None:
        mentions += f" ({places} places, {len(row['mention_outlets'])} outlets)"
    return str(row["rows"] or ""), mentions
