"""Two states from a folder of tables: brought into a store, or their record made there, for many on any engine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dyadlog.engine import Engine
from dyadlog.errors import UserError
from dyadlog.exchange.parts import read_found, write_gathered
from dyadlog.exchange.tables_folder import Marker, TablesFolder
from dyadlog.gathering import gathering_key, rebuild
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.pipeline import Tally
from dyadlog.records import content_id
from dyadlog.records.pairs import name_pair
from dyadlog.store import open_writer

if TYPE_CHECKING:
    from dyadlog.store import Writer

GROUP: Final = "dyads"
"""The group of what is made of pages; all other groups are of pages."""


@dataclass(frozen=True, slots=True)
class Dyadic:
    """Two states, the parts that have their pages, and the identity of all that their record depends on."""

    states: tuple[str, str]
    parts: tuple[str, ...]
    key: str

    @property
    def name(self) -> str:
        """The name of its own part."""
        return f"dyad-{name_pair(self.states)}"


def load_dyad(folder: Path, states: tuple[str, str], knowledge: Knowledge, writer: Writer) -> Tally:
    """Bring the pages of a folder that name two states into a store, as if they had been read into it.

    Raises UserError where the folder has no tables.
    """
    tables = TablesFolder(folder)
    return _load(tables, page_markers(tables), states, knowledge, writer)


def gather_dyads(
    folder: Path,
    tables: Sequence[Path],
    engine: Engine,
    wanted: Sequence[tuple[str, str]] = (),
    on_dyad: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """Make the record of every two states that take part in one claim, or of those wanted, from the pages that name
    both; those that stand as they would be made are left. Returns how many were made.

    ``tables`` are folders of the user's own knowledge. Raises UserError where the folder has no tables.
    """
    target = TablesFolder(folder)
    with target.held():
        markers = page_markers(target)
        told = sorted({pair for marker in markers for pair in marker.told})
        pairs = [tuple(pair.split("-")) for pair in told] if not wanted else [tuple(sorted(two)) for two in wanted]
        base = gathering_key(load_knowledge(tuple(tables)))
        dyads = [_dyadic((first, second), markers, base) for first, second in pairs]
        work = partial(gather_dyad, folder.absolute(), tuple(tables))
        made = 0
        for number, was_made in enumerate(engine.spread(work, dyads), 1):
            made += was_made
            on_dyad(number, len(dyads))
        if not wanted:
            target.retire(GROUP, {dyad.name for dyad in dyads})
    return made


def gather_dyad(folder: Path, tables: tuple[Path, ...], dyad: Dyadic, engine: Engine) -> bool:
    """Make the record of two states, unless it stands there; the work of one task of a cluster."""
    target = TablesFolder(folder)
    if target.is_done(dyad.name, dyad.key):
        return False

    def write(staging: Path) -> Marker:
        markers = [marker for name in dyad.parts if (marker := target.marker(name)) is not None]
        with tempfile.TemporaryDirectory() as scratch:
            db = Path(scratch) / "dyad.db"
            with open_writer(db) as writer:
                _load(target, markers, dyad.states, load_knowledge(tables), writer)
            name = f"{dyad.name}-{dyad.key.removeprefix('dyad-')}"
            return Marker(dyad.name, GROUP, dyad.key, files=write_gathered(staging, name, db, dyad.states))

    target.commit(write)
    return True


def _dyadic(states: tuple[str, str], markers: Sequence[Marker], base: str) -> Dyadic:
    concerned = [marker for marker in markers if name_pair(states) in marker.pairs]
    key = content_id("dyad", base, states, [(marker.name, marker.key) for marker in concerned])
    return Dyadic(states, tuple(marker.name for marker in concerned), key)


def page_markers(tables: TablesFolder) -> list[Marker]:
    """The parts of a folder that hold pages. Raises UserError where there are none."""
    markers = [marker for marker in tables.markers() if marker.group != GROUP]
    if not markers:
        raise UserError(f"{tables.path} has no tables of pages: `dyadlog read SOURCES --to {tables.path}` makes them")
    return markers


def _load(
    tables: TablesFolder, markers: Iterable[Marker], states: tuple[str, str], knowledge: Knowledge, writer: Writer
) -> Tally:
    tally = Tally()
    for found in read_found(tables, states, markers):
        if writer.note_appearance(found.reading.page, found.key):
            tally.unchanged += 1
            continue
        writer.save_reading(found.reading, found.key)
        tally.read += 1
        tally.issues += len(found.reading.issues)
    rebuild(knowledge, writer)
    return tally
