"""POLECAT (Harvard Dataverse, ``ngecEvents.*.txt``): tabs, a head of 40 columns, ISO codes, PLOVER."""

from typing import Final

from dyadlog.exchange.foreign.cells import Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import RowReader, Source, Told
from dyadlog.knowledge import Knowledge
from dyadlog.records import ForeignEvent

COLUMNS: Final = (
    *("event_id", "event_date", "event_type", "event_mode", "event_intensity", "quad_code", "contexts", "actor_name"),
    *("actor_country", "actor_cow", "primary_actor_sector", "actor_sectors", "actor_title", "actor_name_raw"),
    *("wikipedia_actor_id", "recipient_name", "recipient_country", "recipient_cow", "primary_recipient_sector"),
    *("recipient_sectors", "recipient_title", "recipient_name_raw", "wikipedia_recipient_id", "placename", "city"),
    *("district", "province", "country", "latitude", "longitude", "geonames_id", "raw_placename", "feature_type"),
    *("source", "publication_date", "story_people", "story_organizations", "story_locations", "language", "version"),
)
"""Of 40; some files have a head with more names than their rows have cells."""
NEEDED: Final = ("event_id", "event_date", "event_type", "actor_country", "recipient_country")


class PolecatReader:
    """Reads rows of events."""

    def __init__(self, knowledge: Knowledge, parties: Parties) -> None:
        self._types = knowledge.foreign_types
        self._ontology = knowledge.ontology
        self._parties = parties

    def __call__(self, cells: Cells) -> Told:
        """An event; several values of a cell stand between semicolons or bars."""
        day = cells.day("event_date")
        sides = [
            self._parties.of_codes("name", (cells.text(column) or "").replace("|", ";").split(";"), day)
            for column in ("actor_country", "recipient_country")
        ]
        land = self._parties.of_codes("name", (cells.text("country") or "",), day)
        if len({*sides[0], *sides[1], *land}) < 2:
            return Told(day, None)
        code = cells.need("event_type")
        known = self._types.get(("polecat", code.upper()))
        event_type = known.event_type if known else None
        mode = cells.text("event_mode")
        lat, lon = cells.position()
        return Told(
            day,
            ForeignEvent(
                source="polecat",
                foreign_id=cells.need("event_id"),
                first=day,
                last=day,
                code=f"{code}/{mode}" if mode else code,
                words=cells.text("contexts"),
                event_type=event_type,
                mode=mode if event_type and mode and self._ontology.has_mode(event_type, mode) else None,
                quad_class=self._ontology.quad_class(event_type) if event_type else None,
                cameo=None,
                actors=sides[0],
                actor_name=cells.text("actor_name"),
                recipients=sides[1],
                recipient_name=cells.text("recipient_name"),
                territory=land,
                place=cells.text("placename") or cells.text("city"),
                lat=lat,
                lon=lon,
                mentions=None,
                sources=None,
                articles=None,
                deaths=None,
                deaths_low=None,
                deaths_high=None,
                reference=cells.text("source"),
                file=cells.file,
                line=cells.line,
            ),
        )


def _make_reader(knowledge: Knowledge, parties: Parties) -> RowReader:
    return PolecatReader(knowledge, parties)


POLECAT: Final = Source("polecat", "POLECAT", (COLUMNS,), NEEDED, False, (), _make_reader)
