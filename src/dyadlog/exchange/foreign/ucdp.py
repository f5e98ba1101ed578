"""UCDP Georeferenced Event Dataset and its candidate releases (``GEDEvent_*.csv``): commas with quotes or a
spreadsheet, a head, Gleditsch-Ward numbers."""

import re
from datetime import date
from typing import Final

from dyadlog.exchange.foreign.cells import BadRow, Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import RowReader, Source, Told
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.foreign_types import ForeignType
from dyadlog.records import ForeignEvent

NEEDED: Final = ("id", "type_of_violence", "side_a", "side_b", "country", "country_id", "date_start", "date_end")
NEXT_GOVERNMENT: Final = re.compile(r",\s*(?=Government of)")
NOTHING: Final = ForeignType(None, None, None)


class UcdpReader:
    """Reads rows of events."""

    def __init__(self, knowledge: Knowledge, parties: Parties) -> None:
        self._types = knowledge.foreign_types
        self._ontology = knowledge.ontology
        self._parties = parties

    def __call__(self, cells: Cells) -> Told:
        """An event. Sides without a number are read by their names; armed groups are of no state."""
        first, last = cells.day("date_start"), cells.day("date_end")
        if last < first:
            raise BadRow("bad_date", f"it ends on {last}, before it begins on {first}")
        sides = [self._side(cells, side, number, first) for side, number in (("side_a", "gwnoa"), ("side_b", "gwnob"))]
        land = self._parties.of_codes("gw", (cells.need("country_id"),), first)
        if len({*sides[0], *sides[1], *land}) < 2:
            return Told(last, None)
        code = cells.need("type_of_violence")
        known = self._types.get(("ucdp", code), NOTHING)
        lat, lon = cells.position()
        return Told(
            last,
            ForeignEvent(
                source="ucdp",
                foreign_id=cells.need("id"),
                first=first,
                last=last,
                code=code,
                words=cells.text("dyad_name"),
                event_type=known.event_type,
                mode=known.mode,
                quad_class=self._ontology.quad_class(known.event_type) if known.event_type else None,
                cameo=known.cameo,
                actors=sides[0],
                actor_name=cells.text("side_a"),
                recipients=sides[1],
                recipient_name=cells.text("side_b"),
                territory=land,
                place=cells.text("where_coordinates"),
                lat=lat,
                lon=lon,
                mentions=None,
                sources=cells.count("number_of_sources") if cells.text("number_of_sources") != "-1" else None,
                articles=None,
                deaths=cells.count("best"),
                deaths_low=cells.count("low"),
                deaths_high=cells.count("high"),
                reference=cells.text("source_article"),
                file=cells.file,
                line=cells.line,
            ),
        )

    def _side(self, cells: Cells, side: str, number: str, day: date) -> tuple[str, ...]:
        numbers = re.findall(r"\d+", re.sub(r"\.0\b", "", cells.text(number) or ""))
        if numbers:
            return self._parties.of_codes("gw", numbers, day)
        names = NEXT_GOVERNMENT.sub(";", cells.text(side) or "")
        return self._parties.of_names(names, day)


def _make_reader(knowledge: Knowledge, parties: Parties) -> RowReader:
    return UcdpReader(knowledge, parties)


UCDP: Final = Source("ucdp", "UCDP GED", (), NEEDED, True, ("ASSAULT",), _make_reader)
