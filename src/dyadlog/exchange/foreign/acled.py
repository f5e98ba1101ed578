"""ACLED (data export tool and curated files): commas or semicolons with quotes or a spreadsheet, a head, names."""

from datetime import date, timedelta
from typing import Final

from dyadlog.exchange.foreign.cells import BadRow, Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import Act, Days, EventRow, Source, States, count, need, read_listed, text
from dyadlog.knowledge import Knowledge

ABOUT_A_WEEK: Final = timedelta(days=3)


def _read_days(cells: Cells) -> Days:
    """The days that a date stands for: 1 that day, 2 about that week, 3 that month."""
    day, precision = cells.day("event_date"), cells.text("time_precision")
    if precision in (None, "1"):
        return Days.of(day)
    if precision == "2":
        return Days(day - ABOUT_A_WEEK, day + ABOUT_A_WEEK, day, day)
    if precision == "3":
        next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return Days(day.replace(day=1), next_month - timedelta(days=1), day, day)
    raise BadRow("bad_number", f"time_precision: {precision[:40]!r} is none of 1, 2, 3")


def _find_side(cells: Cells, parties: Parties, day: date, number: int) -> States:
    """An actor with those associated with it."""
    names = (cells.text(f"actor{number}"), cells.text(f"assoc_actor_{number}"))
    return tuple(state for name in names for state in parties.of_names(name, day))


def _find_land(cells: Cells, parties: Parties, day: date) -> States:
    found = parties.of_codes("iso_numeric", (cells.text("iso") or "",), day)
    return found or parties.of_codes("name", (cells.need("country"),), day)


def _read_act(cells: Cells, knowledge: Knowledge) -> Act:
    return read_listed("acled", cells.need("sub_event_type"), cells.text("notes"), knowledge)


def _count_sources(cells: Cells) -> int | None:
    sources = cells.text("source")
    return len(sources.split(";")) if sources else None


ACLED: Final = Source(
    "acled",
    "ACLED",
    "FILE.csv",
    "acleddata.com, data export tool",
    EventRow(
        foreign_id=need("event_id_cnty"),
        days=_read_days,
        side=_find_side,
        land=_find_land,
        act=_read_act,
        more={
            "actor_name": text("actor1"),
            "recipient_name": text("actor2"),
            "place": text("location"),
            "sources": _count_sources,
            "deaths": count("fatalities"),
            "reference": text("source"),
        },
    ),
    needed=("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "country"),
    quoted=True,
    codes=("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SUPPORT"),
)
