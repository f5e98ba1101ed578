"""The rows of a folder of tables: what the page step found in some pages, and the record of two states."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from typing_extensions import TypedDict

from dyadlog.errors import UserError
from dyadlog.exchange.cells import Row, day
from dyadlog.exchange.columns import COLUMNS
from dyadlog.exchange.frames import load
from dyadlog.exchange.parquet import write_parquet
from dyadlog.exchange.rows import Rows
from dyadlog.exchange.shape_parts import Page as PageName
from dyadlog.exchange.shape_parts import States, told
from dyadlog.exchange.shapes import SHAPES, EventRow, FindingRow, IndexRow, InstrumentRow
from dyadlog.exchange.tables_folder import Marker, TablesFolder
from dyadlog.records import Issue, Reading
from dyadlog.records.pairs import name_pair, pairs_of
from dyadlog.store import Filter, open_view, open_writer
from dyadlog.store.codec import decode, encode

Pair = Annotated[str, told("The two states, in order of their codes.", "ECU-PER")]
UNDATED: Final = "__HIVE_DEFAULT_PARTITION__"
"""The partition of rows without a day: programs that know partitioned tables read null."""
FOUND: Final = ("documents", "claims", "issues")
"""Tables of what was found in pages, beside ``pages``."""


class PageRow(TypedDict):
    """A page read, with all that was found in it."""

    page_id: Annotated[str, told("Hash of its bytes.")]
    page: PageName
    document_id: Annotated[str | None, told("Null where no text could be had.")]
    published: date | None
    states: Annotated[States, told("States that it names.", ["FRA", "JPN"])]
    position: Annotated[int, told("Its place in its part.")]
    reading_key: Annotated[str, told("Identity of all that the reading depends on.")]
    reading: Annotated[str, told("The record `Reading` as JSON (docs/records.md).")]


class PairEventRow(EventRow):
    """An event, as the pages that name two states tell it."""

    pair: Pair


class PairInstrumentRow(InstrumentRow):
    """An instrument, as the pages that name two states tell it."""

    pair: Pair


class PairFindingRow(FindingRow):
    """A finding in the pages that name two states."""

    pair: Pair


class PairIndexRow(IndexRow):
    """The index of two states."""

    pair: Pair


PAGE_COLUMNS: Final = tuple(PageRow.__annotations__)
GATHERED: Final[dict[str, Any]] = {
    "events": PairEventRow,
    "instruments": PairInstrumentRow,
    "findings": PairFindingRow,
    "index": PairIndexRow,
}
"""Tables of what the pages of two states come to."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with the identity of what it depends on."""

    reading: Reading
    key: str

    def states(self) -> frozenset[str]:
        """The states that the page names as actors."""
        named = (code for mention in self.reading.mentions for party in mention.parties for code in party.states)
        return frozenset((*named, *(code for claim in self.reading.claims for code in claim.states())))


def pairs_named(some: Sequence[Found]) -> tuple[dict[str, int], set[str]]:
    """Every two states with the pages that name both, and those that take part in one claim."""
    named: defaultdict[str, int] = defaultdict(int)
    told_of: set[str] = set()
    for found in some:
        for pair in pairs_of(found.states()):
            named[pair] += 1
        for claim in found.reading.claims:
            told_of.update(pairs_of(claim.states()))
    return named, told_of


def write_found(folder: Path, name: str, some: Sequence[Found], issues: Sequence[Issue]) -> dict[str, int]:
    """Write what was found in some pages, partitioned by the month of their publication; rows by path."""
    rows = [_page_row(number, found) for number, found in enumerate(some)]
    files = _write(folder, "pages", name, rows, (PageRow, PAGE_COLUMNS))
    with tempfile.TemporaryDirectory() as scratch:
        db = Path(scratch) / "part.db"
        with open_writer(db) as writer, writer.at_once():
            for found in some:
                writer.save_reading(found.reading, found.key)
            for issue in issues:
                writer.save_issue(issue)
        with open_view(db) as view:
            for table in FOUND:
                files |= _write(folder, table, name, Rows(view).table(table), (SHAPES[table], COLUMNS[table]))
    return files


def write_gathered(folder: Path, name: str, db: Path, states: tuple[str, str]) -> dict[str, int]:
    """Write what the store ``db`` has of two states, partitioned by the month of their happening; rows by path."""
    files: dict[str, int] = {}
    pair = name_pair(states)
    with open_view(db) as view:
        rows = Rows(view, Filter(states))
        for table, shape in GATHERED.items():
            kept = ({"pair": pair, **row} for row in rows.table(table) if table != "index" or pair == _pair_of(row))
            files |= _write(folder, table, name, kept, (shape, ("pair", *COLUMNS[table])))
    return files


def read_found(folder: TablesFolder, states: tuple[str, str], markers: Iterable[Marker]) -> Iterator[Found]:
    """The readings of pages that name two states, in the order in which they were read."""
    pair = name_pair(states)
    for marker in markers:
        if pair not in marker.pairs:
            continue
        parts: defaultdict[str, list[Path]] = defaultdict(list)  # the same name in several months
        for file in marker.files:
            if file.startswith("pages/"):
                parts[Path(file).name].append(folder.path / file)
        for name in sorted(parts):
            rows = [row for path in parts[name] for row in _rows_naming(path, states)]
            for row in sorted(rows, key=lambda row: int(row["position"])):
                yield Found(decode(Reading, row["reading"].encode()), row["reading_key"])


def _rows_naming(path: Path, states: tuple[str, str]) -> Iterator[Row]:
    table = _read_columns(path, ["states"])
    numbers = [number for number, named in enumerate(table["states"].to_pylist()) if {*states} <= {*named}]
    if numbers:
        yield from _read_columns(path, ["position", "reading", "reading_key"]).take(numbers).to_pylist()


def _read_columns(path: Path, columns: list[str]) -> Any:
    try:
        return load("pyarrow.parquet").read_table(path, columns=columns, partitioning=None)
    except (OSError, load("pyarrow").ArrowException) as error:
        message = f"{path} cannot be read ({error}); another run may have replaced it, or it is damaged: read again"
        raise UserError(message) from error


def _page_row(number: int, found: Found) -> Row:
    reading = found.reading
    document = reading.document
    return {
        "page_id": reading.page.page_id,
        "page": reading.page.location,
        "document_id": document.document_id if document else None,
        "published": day(document.publication.day) if document else None,
        "states": sorted(found.states()),
        "position": number,
        "reading_key": found.key,
        "reading": encode(reading).decode(),
    }


def _pair_of(row: Row) -> str:
    return name_pair(row["states"])


_DAYS: Final[dict[str, Callable[[Row], str | None]]] = {
    "pages": lambda row: row["published"],
    "documents": lambda row: row["published"],
    "claims": lambda row: row["evidence"][0]["published"],
    "events": lambda row: row["date_start"],
    "index": lambda row: row["date_start"],
}
"""The day by which a row is put; rows of other tables have none."""


def _write(
    folder: Path, table: str, name: str, rows: Iterable[Row], shape: tuple[Any, Sequence[str]]
) -> dict[str, int]:
    """Write rows as a file a month; rows by path."""
    months: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        when = _DAYS[table](row) if table in _DAYS else None
        months[when[:7] if when else UNDATED].append(row)
    files: dict[str, int] = {}
    for month, some in months.items():
        path = Path(table) / f"month={month}" / f"{name}.parquet"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        files[path.as_posix()] = write_parquet(folder / path, *shape, some)
    return files
