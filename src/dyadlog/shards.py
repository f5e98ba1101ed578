"""Sources read into a folder of tables, shard by shard, on any engine.

A shard is done once: its marker names the bytes of its files and all else that its rows depend on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Final

from dyadlog.engine import Engine
from dyadlog.errors import UserError
from dyadlog.exchange.parts import Found, pairs_named, write_found
from dyadlog.exchange.tables_folder import Marker, TablesFolder
from dyadlog.pipeline import UNSETTLED, PageStep, Tally, is_unsettled
from dyadlog.read import Intake, LeftOut, Listed, read_listed
from dyadlog.records import Issue, PageTask, content_id

FILES: Final = 32
"""Files of a shard, about: so much work at most is done again after a kill."""
LARGE: Final = 8 * 1024**2
"""Bytes from which a file is a shard of its own: an archive, a table, a crawl."""
PART: Final = 512
"""Pages of a shard that are in memory at once."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one run was told, the same for all its shards. ``group`` is the identity of its sources."""

    step: PageStep
    version: str
    folder: Path
    group: str
    intake: Intake


@dataclass(frozen=True, slots=True)
class Shard:
    """Some files that are read together, or issues of what is no file. The name stays while the paths do."""

    name: str
    files: tuple[Listed | Issue, ...]


@dataclass(frozen=True, slots=True)
class ShardReport:
    """What came of one shard; ``tally.unchanged`` counts files of a shard that stood already."""

    tally: Tally
    left_out: LeftOut = field(default_factory=LeftOut)


def read_into(
    folder: Path,
    sources: Sequence[str],
    files: Sequence[Listed | Issue],
    step: PageStep,
    engine: Engine,
    intake: Intake,
    shard_files: int = FILES,
    on_shard: Callable[[int, int], None] = lambda done, of: None,
) -> Tally:
    """Read files, listed from ``sources``, into a folder of tables; shards that stand there are left as they are.
    ``shard_files`` is about how many files a shard has: with another number all are read again.

    What the folder has of the same sources from before, and what is no more among their files, is taken away.
    """
    group = content_id("sources", sorted(str(Path(source).absolute()) for source in sources))
    job = Job(step, step.version, folder.absolute(), group, replace(intake, left_out=LeftOut()))
    shards = cut_shards(group, files, shard_files)
    tables, tally = TablesFolder(folder), Tally()
    with tables.held():
        for number, report in enumerate(engine.spread(partial(read_shard, job), shards), 1):
            tally.read += report.tally.read
            tally.unchanged += report.tally.unchanged
            tally.issues += report.tally.issues
            intake.left_out.elsewhere += report.left_out.elsewhere
            intake.left_out.no_page += report.left_out.no_page
            on_shard(number, len(shards))
        tables.retire(group, {shard.name for shard in shards})
    return tally


def cut_shards(group: str, files: Sequence[Listed | Issue], size: int = FILES) -> list[Shard]:
    """Files in their order, cut where a path says so by its hash: a file more or less changes one shard."""
    shards: list[Shard] = []
    some: list[Listed | Issue] = []

    def close() -> None:
        if some:
            shards.append(Shard(content_id("shard", group, [file.location for file in some]), tuple(some)))
            some.clear()

    for file in map(_place, files):
        if isinstance(file, Listed) and _size(file) >= LARGE:
            close()
            some.append(file)
            close()
            continue
        some.append(file)
        cut = int(hashlib.sha256(file.location.encode()).hexdigest()[:8], 16) % size == 0
        if cut or len(some) >= 4 * size:
            close()
    close()
    return shards


def _place(file: Listed | Issue) -> Listed | Issue:
    """A file under a path that any process can open."""
    if isinstance(file, Issue):
        return file
    if file.path is None:
        raise UserError("standard input cannot be read into a folder of tables: all processes must be able to open it")
    return replace(file, path=file.path.absolute())


def _size(file: Listed) -> int:
    assert file.path is not None
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def read_shard(job: Job, shard: Shard, engine: Engine) -> ShardReport:
    """Read a shard into its folder, unless it stands there; the work of one task of a cluster."""
    tables = TablesFolder(job.folder)
    key = _key_of(job, shard)
    if tables.is_done(shard.name, key):
        return ShardReport(Tally(unchanged=len(shard.files)))
    tally, left_out = Tally(), LeftOut()
    tables.commit(partial(_write_shard, job, shard, key, engine, tally, left_out))
    return ShardReport(tally, left_out)


def _key_of(job: Job, shard: Shard) -> str:
    """The identity of all that the rows of a shard depend on: bytes, what the user said, program and tables."""
    told = job.intake
    columns, about = dict(told.columns.chosen), told.about.codes if told.about else None
    files = [
        (file.issue_id,) if isinstance(file, Issue) else (file.location, str(file.given), _digest(file.path))
        for file in shard.files
    ]
    return content_id("done", job.version, columns, about, told.limit, files)


def _digest(path: Path | None) -> str:
    assert path is not None
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"


def _write_shard(
    job: Job, shard: Shard, key: str, engine: Engine, tally: Tally, left_out: LeftOut, folder: Path
) -> Marker:
    issues: list[Issue] = []
    files: dict[str, int] = {}
    pairs: dict[str, int] = {}
    told: set[str] = set()
    unsettled = 0
    found = _read_pages(job, shard, engine, issues, left_out)
    for number in count():
        some = list(islice(found, PART))
        if not some and not issues:
            break
        unsettled += sum(one.key == UNSETTLED for one in some)
        tally.read += sum(one.reading.document is not None for one in some)
        tally.issues += len(issues) + sum(len(one.reading.issues) for one in some)
        named, told_here = pairs_named(some)
        pairs = {pair: pairs.get(pair, 0) + named.get(pair, 0) for pair in {*pairs, *named}}
        told |= told_here
        files |= write_found(folder, f"{shard.name}-{key.removeprefix('done-')}-{number:06}", some, issues)
        issues.clear()
    place = Path(shard.files[0].location).parts
    return Marker(shard.name, job.group, key, place, files, pairs, tuple(sorted(told)), unsettled)


def _read_pages(job: Job, shard: Shard, engine: Engine, issues: list[Issue], left_out: LeftOut) -> Iterator[Found]:
    def tasks() -> Iterator[PageTask]:
        for page in read_listed(shard.files, replace(job.intake, left_out=left_out)):
            if isinstance(page, Issue):
                issues.append(page)
            else:
                yield PageTask(page)

    for outcome in engine.run(job.step, tasks()):
        key = UNSETTLED if is_unsettled(outcome) else job.step.reading_key(outcome.reading.page)
        yield Found(outcome.reading, key)
