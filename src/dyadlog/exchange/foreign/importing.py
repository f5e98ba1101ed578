"""Taking files of other data sets in, a row at a time; doing it again changes nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Final

from dyadlog.errors import NotFound, UserError
from dyadlog.exchange.foreign.cells import BadRow, Cells
from dyadlog.exchange.foreign.events import RowReader
from dyadlog.exchange.foreign.files import BROKEN, Part, hash_file, open_parts
from dyadlog.exchange.foreign.source import Source
from dyadlog.exchange.foreign.sources import SOURCES
from dyadlog.knowledge import Knowledge
from dyadlog.records import ForeignEvent, ForeignFile, ForeignMention, Issue
from dyadlog.store import Writer, open_writer

STAGE: Final = "foreign"
MOST_ISSUES: Final = 1000
"""Bad rows of a file that are filed one by one; the others are counted."""
AT_ONCE: Final = 5000
"""Rows of a transaction."""


@dataclass(slots=True)
class Tally:
    """What was met in a file."""

    rows: int = 0
    kept: int = 0
    bad: int = 0
    waiting: int = 0
    first: date | None = None
    last: date | None = None
    issues: list[Issue] = field(default_factory=list)

    def see(self, day: date) -> None:
        """Widen the days that the file covers."""
        self.first = day if self.first is None else min(self.first, day)
        self.last = day if self.last is None else max(self.last, day)

    def fault(self, location: str, fault: BadRow) -> None:
        """Count a bad row; file it, if it is not one of too many."""
        self.bad += 1
        if len(self.issues) < MOST_ISSUES:
            self.issues.append(Issue.of(location, STAGE, fault.code, str(fault)))


def import_files(
    db: Path,
    knowledge: Knowledge,
    name: str,
    files: Sequence[Path],
    about: Sequence[str] = (),
    tell: Callable[[ForeignFile, bool], None] | None = None,
) -> list[ForeignFile]:
    """Take files of the data set ``name`` into a store, in the order given, files of mentions last; what became of
    each. ``about`` keeps only rows in which all of some states take part. ``tell`` hears of each file as it is done,
    and whether it was known before. Raises UserError for a name or file that is not there."""
    source = SOURCES.get(name)
    if source is None:
        raise UserError(f"no data set is called {name!r}; there are: {', '.join(SOURCES)}")
    for path in files:
        if not path.is_file():
            raise NotFound(f"{path}: no such file")
    asked, done = tuple(sorted(about)), []
    reader = RowReader(source, knowledge)
    with open_writer(db) as writer:
        for path in sorted(files, key=lambda path: _has_mentions(source, path)):
            file = ForeignFile(hash_file(path), asked, source.name, str(path), None, None, 0, 0, 0)
            known = writer.foreign.has(file)
            done.append(file if known else _import_file(writer, source, reader, path, file))
            if tell is not None:
                tell(done[-1], known)
    return done


def _has_mentions(source: Source, path: Path) -> bool:
    """Whether a file tells where events were mentioned: these must be there before."""
    if source.mention is None:
        return False
    try:
        first = next(chain.from_iterable(part.rows for part in open_parts(path, quoted=False)), None)
    except (*BROKEN, BadRow):
        return False
    return first is not None and not isinstance(first[1], BadRow) and len(first[1]) == len(source.mention.columns)


def _import_file(writer: Writer, source: Source, reader: RowReader, path: Path, file: ForeignFile) -> ForeignFile:
    tally = Tally()
    told = _read_file(source, reader, path, tally)
    while batch := list(islice(told, AT_ONCE)):
        events = [one for one in batch if isinstance(one, ForeignEvent) and _is_wanted(one, file.asked)]
        mentions = [one for one in batch if isinstance(one, ForeignMention)]
        with writer.at_once():
            writer.foreign.add(events)
            found = writer.foreign.add_mentions(mentions)
        tally.kept += len(events) + found
        tally.waiting += len(mentions) - found
    if tally.bad > len(tally.issues):
        message = f"{tally.bad - len(tally.issues)} more rows cannot be read"
        tally.issues.append(Issue.of(f"{path}, further rows", STAGE, "more_bad_rows", message))
    done = replace(file, first=tally.first, last=tally.last, rows=tally.rows, kept=tally.kept, bad=tally.bad)
    with writer.at_once():
        writer.foreign.put_issues(str(path), tally.issues)
        if not tally.waiting and tally.rows:  # mentions of events that are not here may find them later
            writer.foreign.close_file(done)
    return done


def _is_wanted(event: ForeignEvent, asked: Sequence[str]) -> bool:
    """Whether two states take part, those asked for among them."""
    states = event.states
    return len(states) > 1 and states.issuperset(asked)


def _read_file(source: Source, reader: RowReader, path: Path, tally: Tally) -> Iterator[ForeignEvent | ForeignMention]:
    """What the rows of a file tell; what is wrong with it is counted."""
    try:
        for part in open_parts(path, quoted=source.quoted):
            yield from _read_part(source, reader, part, str(path), tally)
    except BadRow as error:
        tally.fault(str(path), error)
    except BROKEN as error:
        tally.fault(str(path), BadRow("broken_file", f"the file is cut short or damaged: {error}"))


def _read_part(
    source: Source, reader: RowReader, part: Part, file: str, tally: Tally
) -> Iterator[ForeignEvent | ForeignMention]:
    listed = [source.columns, source.mention.columns if source.mention else ()]
    heads = {len(names): {name: place for place, name in enumerate(names)} for names in listed if names}
    head = _read_head(source, part) if source.needed else None
    if head and len(head) in heads:
        heads = {}  # the file's own head counts, where it fits its rows
    for number, row in part.rows:
        location = f"{part.name}, line {number}"
        if row == [""]:
            continue
        tally.rows += 1
        try:
            if isinstance(row, BadRow):
                raise row
            columns = heads.get(len(row), head)
            if columns is None:
                wanted = " or ".join(map(str, heads))
                raise BadRow("bad_row", f"{len(row)} cells, where {source.title} has {wanted}")
            if head and len(row) > len(head) and any(row[len(head) :]):
                raise BadRow("bad_row", f"{len(row)} cells under {len(head)} columns")
            told = reader(Cells(row, columns, file, number))
        except BadRow as error:
            tally.fault(location, error)
            continue
        tally.see(told.day)
        if told.what is not None:
            yield told.what


def _read_head(source: Source, part: Part) -> dict[str, int]:
    """The columns of a file with a head, by their names in small letters with underscores. Raises BadRow."""
    _, row = next(part.rows, (0, []))
    if isinstance(row, BadRow):
        raise row
    names = [name.strip().strip('"').lower().replace(" ", "_") for name in row]
    missing = [name for name in source.needed if name not in names]
    if missing:
        raise BadRow("bad_head", f"this is no file of {source.title}: no column {', '.join(missing)}")
    return {name: place for place, name in enumerate(names)}
