"""The part of the view that tells where the events of two states happened."""

from collections.abc import Sequence
from typing import Any, Final

from dyadlog.records import EVENT_MODALITIES, PlaceLine
from dyadlog.records.pairs import name_pair
from dyadlog.store.asking import as_day, marks
from dyadlog.store.filters import EVERY_LINE, LineFilter, join_conditions, line_conditions
from dyadlog.store.reader import Reader

HAPPENED: Final = tuple(sorted(EVENT_MODALITIES))
PLACE: Final = "p.name, p.countries, p.lat, p.lon"


class PlaceReader(Reader):
    """Lists places from narrow rows."""

    def places_of(self, pair: tuple[str, str], wanted: LineFilter = EVERY_LINE) -> list[PlaceLine]:
        """The places of the events of two states, those with most events first, then by name."""
        where, values = join_conditions(line_conditions(wanted))
        rows = self._rows(
            f"SELECT {PLACE}, e.modality IN ({marks(HAPPENED)}) AND NOT e.negated, e.quad_class, count(*),"
            " max(e.sort_day) FROM pair_events e CROSS JOIN event_places p USING (event_id)"
            f" WHERE e.pair = ? AND {where} GROUP BY {PLACE}, 5, 6",
            (*HAPPENED, name_pair(pair), *values),
        )
        found: dict[tuple[Any, ...], list[Any]] = {}
        for row in rows:
            found.setdefault(row[:4], []).append(row[4:])
        lines = [_line(place, counts) for place, counts in found.items()]
        return sorted(lines, key=lambda line: (-sum(line.happened) - sum(line.other), line.name, line.lat or 0.0))

    def count_placed(self, pair: tuple[str, str], wanted: LineFilter = EVERY_LINE) -> int:
        """How many events of two states have a place."""
        where, values = join_conditions(line_conditions(wanted))
        ((count,),) = self._rows(
            f"SELECT count(*) FROM pair_events e WHERE e.pair = ? AND {where}"
            " AND EXISTS (SELECT 1 FROM event_places p WHERE p.event_id = e.event_id)",
            (name_pair(pair), *values),
        )
        return int(count)


def _line(place: tuple[Any, ...], counts: Sequence[tuple[bool, int, int, str]]) -> PlaceLine:
    """A place with what its rows count: whether it happened, in which lane, how often, and the newest day of these."""
    name, countries, lat, lon = place

    def of_lanes(happened: bool) -> tuple[int, int, int, int]:
        lanes = {quad: count for done, quad, count, _ in counts if bool(done) == happened}
        return lanes.get(1, 0), lanes.get(2, 0), lanes.get(3, 0), lanes.get(4, 0)

    last = max(day for *_, day in counts)
    codes = tuple(countries.split(",")) if countries else ()
    return PlaceLine(name, codes, lat, lon, of_lanes(True), of_lanes(False), as_day(last or None))
