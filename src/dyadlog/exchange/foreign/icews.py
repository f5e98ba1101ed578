"""ICEWS coded event data (Harvard Dataverse, ``events.YYYY.*.tab``): tabs, a head, names of countries, CAMEO."""

from typing import Final

from dyadlog.exchange.foreign.cells import Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import RowReader, Source, Told, quad_of_cameo, read_cameo
from dyadlog.knowledge import Knowledge
from dyadlog.records import ForeignEvent

NEEDED: Final = ("event_id", "event_date", "source_country", "target_country", "cameo_code")


class IcewsReader:
    """Reads rows of events."""

    def __init__(self, knowledge: Knowledge, parties: Parties) -> None:
        self._ontology = knowledge.ontology
        self._parties = parties

    def __call__(self, cells: Cells) -> Told:
        """An event. Their ids stand twice on different days, so the day is part of ours."""
        day = cells.day("event_date")
        sides = [
            self._parties.of_codes("name", (cells.text(column) or "",), day)
            for column in ("source_country", "target_country")
        ]
        land = self._parties.of_codes("name", (cells.text("country") or "",), day)
        if len({*sides[0], *sides[1], *land}) < 2:
            return Told(day, None)
        code = cells.need("cameo_code")
        code = code.zfill(3) if len(code) < 3 else code
        plover = read_cameo(self._ontology, code)
        lat, lon = cells.position()
        place = [cells.text(column) for column in ("city", "district", "province", "country")]
        return Told(
            day,
            ForeignEvent(
                source="icews",
                foreign_id=f"{cells.need('event_id')}@{day.isoformat()}",
                first=day,
                last=day,
                code=code,
                words=cells.text("event_text"),
                event_type=plover.event_type if plover else None,
                mode=plover.mode if plover else None,
                quad_class=quad_of_cameo(code),
                cameo=code,
                actors=sides[0],
                actor_name=cells.text("source_name"),
                recipients=sides[1],
                recipient_name=cells.text("target_name"),
                territory=land,
                place=", ".join(part for part in place if part) or None,
                lat=lat,
                lon=lon,
                mentions=None,
                sources=None,
                articles=None,
                deaths=None,
                deaths_low=None,
                deaths_high=None,
                reference=_reference(cells),
                file=cells.file,
                line=cells.line,
            ),
        )


def _reference(cells: Cells) -> str | None:
    """Publisher, story and sentence."""
    story = cells.text("story_id")
    parts = (cells.text("publisher"), f"story {story}, sentence {cells.text('sentence_number')}" if story else None)
    return ", ".join(part for part in parts if part) or None


def _make_reader(knowledge: Knowledge, parties: Parties) -> RowReader:
    return IcewsReader(knowledge, parties)


ICEWS: Final = Source("icews", "ICEWS", (), NEEDED, False, (), _make_reader)
