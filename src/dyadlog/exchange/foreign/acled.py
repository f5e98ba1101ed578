"""ACLED (data export tool and curated files): commas or semicolons with quotes or a spreadsheet, a head, names."""

from datetime import date, timedelta
from typing import Final

from dyadlog.exchange.foreign.cells import BadRow, Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import RowReader, Source, Told
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.foreign_types import ForeignType
from dyadlog.records import ForeignEvent

NEEDED: Final = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "country")
ABOUT_A_WEEK: Final = timedelta(days=3)
NOTHING: Final = ForeignType(None, None, None)


class AcledReader:
    """Reads rows of events."""

    def __init__(self, knowledge: Knowledge, parties: Parties) -> None:
        self._types = knowledge.foreign_types
        self._ontology = knowledge.ontology
        self._parties = parties

    def __call__(self, cells: Cells) -> Told:
        """An event. A side is an actor with those associated with it."""
        day = cells.day("event_date")
        sides = [
            (*self._parties.of_names(cells.text(actor), day), *self._parties.of_names(cells.text(associates), day))
            for actor, associates in (("actor1", "assoc_actor_1"), ("actor2", "assoc_actor_2"))
        ]
        land = self._parties.of_codes("iso_numeric", (cells.text("iso") or "",), day)
        land = land or self._parties.of_codes("name", (cells.need("country"),), day)
        if len({*sides[0], *sides[1], *land}) < 2:
            return Told(day, None)
        code = cells.need("sub_event_type")
        known = self._types.get(("acled", code), NOTHING)
        first, last = _days(day, cells.text("time_precision"))
        lat, lon = cells.position()
        return Told(
            day,
            ForeignEvent(
                source="acled",
                foreign_id=cells.need("event_id_cnty"),
                first=first,
                last=last,
                code=code,
                words=cells.text("notes"),
                event_type=known.event_type,
                mode=known.mode,
                quad_class=self._ontology.quad_class(known.event_type) if known.event_type else None,
                cameo=known.cameo,
                actors=tuple(dict.fromkeys(sides[0])),
                actor_name=cells.text("actor1"),
                recipients=tuple(dict.fromkeys(sides[1])),
                recipient_name=cells.text("actor2"),
                territory=land,
                place=cells.text("location"),
                lat=lat,
                lon=lon,
                mentions=None,
                sources=len((cells.text("source") or "").split(";")) if cells.text("source") else None,
                articles=None,
                deaths=cells.count("fatalities"),
                deaths_low=None,
                deaths_high=None,
                reference=cells.text("source"),
                file=cells.file,
                line=cells.line,
            ),
        )


def _days(day: date, precision: str | None) -> tuple[date, date]:
    """The days that a date stands for: 1 that day, 2 about that week, 3 that month."""
    if precision in (None, "1"):
        return day, day
    if precision == "2":
        return day - ABOUT_A_WEEK, day + ABOUT_A_WEEK
    if precision == "3":
        return day.replace(day=1), (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    raise BadRow("bad_number", f"time_precision: {precision[:40]!r} is none of 1, 2, 3")


def _make_reader(knowledge: Knowledge, parties: Parties) -> RowReader:
    return AcledReader(knowledge, parties)


ACLED: Final = Source(
    "acled",
    "ACLED",
    (),
    NEEDED,
    True,
    ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SUPPORT"),
    _make_reader,
)
