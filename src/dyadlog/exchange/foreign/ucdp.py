"""UCDP Georeferenced Event Dataset and its candidate releases (``GEDEvent_*.csv``): commas with quotes or a
spreadsheet, a head, Gleditsch-Ward numbers."""

import re
from datetime import date
from typing import Final

from dyadlog.exchange.foreign.cells import BadRow, Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import Act, Days, EventRow, Source, States, count, need, read_listed, text
from dyadlog.knowledge import Knowledge

NEXT_GOVERNMENT: Final = re.compile(r",\s*(?=Government of)")
SIDES: Final = (("side_a", "gwnoa"), ("side_b", "gwnob"))


def _read_days(cells: Cells) -> Days:
    first, last = cells.day("date_start"), cells.day("date_end")
    if last < first:
        raise BadRow("bad_date", f"it ends on {last}, before it begins on {first}")
    return Days(first, last, first, last)


def _find_side(cells: Cells, parties: Parties, day: date, number: int) -> States:
    """States by their numbers, else by the names of governments; armed groups are of no state."""
    side, column = SIDES[number - 1]
    numbers = re.findall(r"\d+", re.sub(r"\.0\b", "", cells.text(column) or ""))
    if numbers:
        return parties.of_codes("gw", numbers, day)
    return parties.of_names(NEXT_GOVERNMENT.sub(";", cells.text(side) or ""), day)


def _read_act(cells: Cells, knowledge: Knowledge) -> Act:
    return read_listed("ucdp", cells.need("type_of_violence"), cells.text("dyad_name"), knowledge)


def _count_sources(cells: Cells) -> int | None:
    return cells.count("number_of_sources") if cells.text("number_of_sources") != "-1" else None


UCDP: Final = Source(
    "ucdp",
    "UCDP GED",
    "GEDEvent_*.csv",
    "ucdp.uu.se, download center",
    EventRow(
        foreign_id=need("id"),
        days=_read_days,
        side=_find_side,
        land=lambda cells, parties, day: parties.of_codes("gw", (cells.need("country_id"),), day),
        act=_read_act,
        more={
            "actor_name": text("side_a"),
            "recipient_name": text("side_b"),
            "place": text("where_coordinates"),
            "sources": _count_sources,
            "deaths": count("best"),
            "deaths_low": count("low"),
            "deaths_high": count("high"),
            "reference": text("source_article"),
        },
    ),
    needed=("id", "type_of_violence", "side_a", "side_b", "country", "country_id", "date_start", "date_end"),
    quoted=True,
    codes=("ASSAULT",),
)
