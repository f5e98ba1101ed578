"""ICEWS coded event data (Harvard Dataverse, ``events.YYYY.*.tab``): tabs, a head, names of countries, CAMEO."""

from datetime import date
from typing import Final

from dyadlog.exchange.foreign.cells import Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import Act, Days, EventRow, Source, States, read_cameo, text
from dyadlog.knowledge import Knowledge

SIDES: Final = ("source_country", "target_country")


def _read_id(cells: Cells) -> str:
    """Their ids stand twice on different days, so the day is part of ours."""
    return f"{cells.need('event_id')}@{cells.day('event_date').isoformat()}"


def _find_side(cells: Cells, parties: Parties, day: date, number: int) -> States:
    return parties.of_codes("name", (cells.text(SIDES[number - 1]) or "",), day)


def _read_act(cells: Cells, knowledge: Knowledge) -> Act:
    return read_cameo(cells.need("cameo_code").zfill(3), cells.text("event_text"), knowledge)


def _read_place(cells: Cells) -> str | None:
    parts = map(cells.text, ("city", "district", "province", "country"))
    return ", ".join(part for part in parts if part) or None


def _read_reference(cells: Cells) -> str | None:
    """Publisher, story and sentence."""
    story = cells.text("story_id")
    parts = (cells.text("publisher"), f"story {story}, sentence {cells.text('sentence_number')}" if story else None)
    return ", ".join(part for part in parts if part) or None


ICEWS: Final = Source(
    "icews",
    "ICEWS",
    "events.*.tab",
    "Harvard Dataverse, doi:10.7910/DVN/28075",
    EventRow(
        foreign_id=_read_id,
        days=lambda cells: Days.of(cells.day("event_date")),
        side=_find_side,
        land=lambda cells, parties, day: parties.of_codes("name", (cells.text("country") or "",), day),
        act=_read_act,
        more={
            "actor_name": text("source_name"),
            "recipient_name": text("target_name"),
            "place": _read_place,
            "reference": _read_reference,
        },
    ),
    needed=("event_id", "event_date", *SIDES, "cameo_code"),
)
