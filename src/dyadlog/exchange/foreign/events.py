"""Rows as events: one mechanism for all data sets, driven by their descriptions."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from dyadlog.exchange.foreign.cells import Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import Source
from dyadlog.knowledge import Knowledge
from dyadlog.records import ForeignEvent, ForeignMention

NOTHING: Final[dict[str, Any]] = dict.fromkeys(field.name for field in fields(ForeignEvent))


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says: ``day`` counts for what its file covers, ``what`` is None where the row tells of no two states
    or is no event at all."""

    day: date
    what: ForeignEvent | ForeignMention | None


class RowReader:
    """Reads the rows of one data set; raises BadRow."""

    def __init__(self, source: Source, knowledge: Knowledge) -> None:
        self._source = source
        self._knowledge = knowledge
        self._parties = Parties(knowledge.state_codes)

    def __call__(self, cells: Cells) -> Told:
        """An event or, by the number of columns, a mention of one."""
        mention = self._source.mention
        if mention is not None and len(cells.values) == len(mention.columns):
            return Told(*mention.read(cells))
        return self._read_event(cells)

    def _read_event(self, cells: Cells) -> Told:
        row = self._source.event
        foreign_id, days = row.foreign_id(cells), row.days(cells)
        actors, recipients = (tuple(dict.fromkeys(row.side(cells, self._parties, days.coded, n))) for n in (1, 2))
        land = row.land(cells, self._parties, days.coded)
        if len({*actors, *recipients, *land}) < 2:
            return Told(days.covered, None)
        act, (lat, lon) = row.act(cells, self._knowledge), row.position(cells)
        told: dict[str, Any] = NOTHING | {name: read(cells) for name, read in row.more.items()}
        told |= {"source": self._source.name, "foreign_id": foreign_id, "first": days.first, "last": days.last}
        told |= {name: getattr(act, name) for name in act.__slots__}
        told |= {"actors": actors, "recipients": recipients, "territory": land, "lat": lat, "lon": lon}
        return Told(days.covered, ForeignEvent(**{**told, "file": cells.file, "line": cells.line}))
