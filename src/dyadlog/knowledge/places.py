"""Places the news names: cities, provinces, contested land, borders, crossings, seas, straits, bases and sites."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dyadlog.knowledge.names import NameEntry
from dyadlog.knowledge.phrases import PhraseTable, fold_words, phrase_key, phrase_keys
from dyadlog.knowledge.rows import Row, read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.states import States

PlaceKind = Literal["city", "province", "region", "border", "crossing", "sea", "strait", "base", "site"]
PLACE_KINDS: Final = get_args(PlaceKind)

REGION_PROMINENCE: Final = 1_000_000
"""A listed region, sea or site outranks a city of its name unless that has so many inhabitants."""
CAPITAL_PROMINENCE: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place. ``countries`` are the states it lies in or between, several where it is shared or contested.

    ``controller`` lists who holds contested land and ``claimants`` who lays claim to it (the holder too where it does);
    both are empty where nothing is contested. ``peoples`` are adjectives and demonyms. Coordinates are WGS 84 degrees.
    """

    place_id: str
    name: str
    names: tuple[str, ...]
    kind: PlaceKind
    countries: tuple[str, ...]
    lat: float | None
    lon: float | None
    population: int | None = None
    capital: bool = False
    controller: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()

    @property
    def prominence(self) -> int:
        """How likely a bare name means this place among its namesakes."""
        size = self.population if self.population is not None else REGION_PROMINENCE
        return size + CAPITAL_PROMINENCE * self.capital


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Tokens ``first`` to ``last`` (inclusive) are the name of these places, most prominent first."""

    first: int
    last: int
    places: tuple[PlaceEntry, ...]


class Places:
    """All places, by name."""

    def __init__(self, places: Iterable[PlaceEntry]) -> None:
        self._entries = tuple(places)
        self._places = {place.place_id: place for place in self._entries}

    @cached_property
    def _table(self) -> PhraseTable[PlaceEntry]:
        """By name; made on first use, since whoever only looks for states needs none."""
        table: PhraseTable[PlaceEntry] = PhraseTable()
        for place in self._entries:
            for name in (place.name, *place.names):
                for key in phrase_keys(name):
                    table.add(key, place)
        return table

    def get(self, place_id: str) -> PlaceEntry | None:
        """The place with this id."""
        return self._places.get(place_id)

    def all(self) -> tuple[PlaceEntry, ...]:
        """Every place."""
        return tuple(self._places.values())

    def find(self, name: str, country: str | None = None) -> tuple[PlaceEntry, ...]:
        """The places of this name, most prominent first; those of ``country`` alone where there are any."""
        key = phrase_key(name)
        held = self._table.values.get(key) or self._table.values.get(key[1:] if key[:1] == ("the",) else key) or []
        return _rank(held, country)

    def match(self, words: Sequence[str], country: str | None = None) -> list[PlaceMatch]:
        """All names of places among token texts, in reading order: longest match, none overlapping.

        A name must begin with a capital; whether it means the place, a person or a team is for the reader to decide.
        """
        folded = fold_words(words)
        texts = [word.text for word in folded]
        matches = []
        start = 0
        while start < len(texts):
            step = 1
            for length, places in self._table.candidates(texts, start):
                if folded[start].initial and folded[start + length - 1].initial:
                    last = folded[start + length - 1].last
                    matches.append(PlaceMatch(folded[start].first, last, _rank(places, country)))
                    step = length
                    break
            start += step
        return matches


def _rank(places: Sequence[PlaceEntry], country: str | None) -> tuple[PlaceEntry, ...]:
    here = [place for place in places if country in place.countries]
    return tuple(sorted(here or places, key=lambda place: -place.prominence))


CITY_COLUMNS = (
    "place_id",
    "name",
    "names",
    "country",
    "lat",
    "lon",
    "population",
    "capital",
    "controller",
    "claimants",
)
REGION_COLUMNS = (
    "place_id",
    "name",
    "names",
    "kind",
    "countries",
    "lat",
    "lon",
    "controller",
    "claimants",
    "peoples",
    "geonames_id",
    "source",
)


def load_places(knowledge: "Knowledge") -> Places:
    """``regions.csv`` (kept by hand) and ``places.csv`` (cities, built from GeoNames)."""
    cities = read_rows(knowledge, "places.csv", CITY_COLUMNS, ("place_id",))
    return Places([*_read_regions(knowledge), *map(_make_city, cities)])


def _read_regions(knowledge: "Knowledge") -> Iterator[PlaceEntry]:
    for row in read_rows(knowledge, "regions.csv", REGION_COLUMNS, ("place_id",)):
        row.text("source")
        yield PlaceEntry(
            row.text("place_id"),
            row.text("name"),
            row.several("names"),
            cast(PlaceKind, row.choice("kind", PLACE_KINDS)),
            row.several("countries"),
            row.number("lat"),
            row.number("lon"),
            controller=row.several("controller"),
            claimants=row.several("claimants"),
            peoples=row.several("peoples"),
        )


def _make_city(row: Row) -> PlaceEntry:
    population = row.number("population")
    return PlaceEntry(
        row.text("place_id"),
        row.text("name"),
        row.several("names"),
        "city",
        (row.text("country"),),
        row.number("lat"),
        row.number("lon"),
        int(population) if population is not None else None,
        row.choice("capital", ("0", "1")) == "1",
        row.several("controller"),
        row.several("claimants"),
    )


def read_place_names(knowledge: "Knowledge") -> list[NameEntry]:
    """The names of places that must not be taken for a state: that have a people of their own name, a state's name
    ("Georgia"), or a state's name within theirs ("South China Sea", "East London").
    """
    entries = []
    for place in knowledge.places.all():
        names = (place.name, *place.names)
        if not place.peoples:
            names = tuple(name for name in names if _misleads(knowledge.states, place, name))
        entries += [NameEntry(name, "name", "place", place.place_id) for name in names]
        entries += [NameEntry(people, "demonym", "place", place.place_id) for people in place.peoples]
    return entries


def _is_one_word(names: str) -> bool:
    """Whether all names of a cell are single words of plain letters; those of a city never mislead."""
    return names.isascii() and names.replace("|", "").isalpha()


def _misleads(states: "States", place: PlaceEntry, name: str) -> bool:
    """Whether a reader of single words would take the place for a state: other than the only one it lies in."""
    if place.kind == "city" and _is_one_word(name):
        return False
    key = phrase_key(name)
    if len(key) == 1:
        return place.kind != "city" and bool(states.named(key))
    parts = {key[first:last] for first in range(len(key)) for last in range(first + 1, len(key) + 1)} - {key}
    within = {code for part in parts for code in states.named(part)}
    settled = place.kind in {"city", "province", "region"} and not place.claimants
    return bool(within - set(place.countries) if settled and len(place.countries) == 1 else within)
