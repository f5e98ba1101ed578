"""The Spark engine: pages, or whole shards of them, spread over a cluster."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from dyadlog.engine.limits import Limits
from dyadlog.engine.local import LocalEngine
from dyadlog.engine.protocol import Engine, Item, PageStep, Result
from dyadlog.errors import UserError
from dyadlog.records import PageOutcome, PageTask

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import SparkSession

COLUMNS: Final = "number long, content binary"
BATCH: Final = 8
"""Pages that a task of Spark reads."""
WAVE: Final = 16
"""Batches a core that are sent at once, and come back before the next are sent: this bounds the driver's memory."""
WAVE_SIZE: Final = 256 * 1024**2
"""Bytes of pages that are sent at once; a batch above is sent alone."""
FAILURES: Final = 4
"""Times that Spark tries a task whose machine or process died."""

_kept: dict[Limits, LocalEngine] = {}


class SparkEngine:
    """Runs the step on the cluster of ``master``, the one that ``spark-submit`` names, or ``workers`` threads of this
    machine. Each task of Spark reads its pages in a process that is watched as those of the local engine are."""

    def __init__(self, workers: int = 2, limits: Limits | None = None, master: str | None = None) -> None:
        self.workers = max(1, workers)
        self.limits = limits or Limits()
        self.master = master

    def run(self, step: PageStep, tasks: Iterable[PageTask]) -> Iterator[PageOutcome]:
        """One outcome a task, in order."""
        most = WAVE * self._session().sparkContext.defaultParallelism
        for wave in _waves(tasks, most):
            for outcomes in self.spread(partial(_read_batch, step), wave):
                yield from outcomes

    def spread(self, work: Callable[[Item, Engine], Result], items: Sequence[Item]) -> Iterator[Result]:
        """A task of Spark an item."""
        if not items:
            return
        limits = self.limits

        def do(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
            for batch in batches:
                yield _work_on(batch, work, limits)

        session = self._session()
        rows = [(number, bytearray(pickle.dumps(item))) for number, item in enumerate(items)]
        with _quiet():
            frame = session.createDataFrame(session.sparkContext.parallelize(rows, len(rows)), COLUMNS)
            done = frame.mapInArrow(do, COLUMNS).collect()
        for row in sorted(done, key=lambda row: row.number):
            yield pickle.loads(row.content)

    def close(self) -> None:
        """Leave the cluster; a session that stays open ends with this process."""
        self._session().stop()

    def _session(self) -> SparkSession:
        """The session; UserError where Spark or Java is not there."""
        try:
            with _quiet():
                from pyspark.sql import SparkSession
        except ImportError as error:
            raise UserError("the Spark engine is not installed: pip install 'dyadlog[spark]'") from error
        if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
            raise UserError("Spark needs Java 17 or newer, and there is none")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder: Any = SparkSession.builder
        builder = builder.appName("dyadlog").config("spark.log.level", "ERROR")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        if self.master is not None:
            builder = builder.master(self.master)
        elif "PYSPARK_GATEWAY_PORT" not in os.environ:  # not started by spark-submit
            builder = builder.master(f"local[{self.workers},{FAILURES}]").config("spark.ui.enabled", "false")
        session: SparkSession = builder.getOrCreate()
        return session


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warning that the pandas at hand is newer than PySpark knows: none of it is used here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


def _read_batch(step: PageStep, tasks: Sequence[PageTask], engine: Engine) -> list[PageOutcome]:
    return list(engine.run(step, tasks))


def _work_on(batch: pyarrow.RecordBatch, work: Callable[[Item, Engine], Result], limits: Limits) -> pyarrow.RecordBatch:
    """Do the work of some items, in a process of the cluster; its engine is kept, so that models are loaded once."""
    import pyarrow

    if limits not in _kept:
        _kept[limits] = LocalEngine(1, limits).__enter__()
    results = [pickle.dumps(work(pickle.loads(item), _kept[limits])) for item in batch.column("content").to_pylist()]
    arrays = [batch.column("number"), pyarrow.array(results, pyarrow.binary())]
    return pyarrow.RecordBatch.from_arrays(arrays, names=["number", "content"])


def _waves(tasks: Iterable[PageTask], most: int) -> Iterator[list[list[PageTask]]]:
    """Tasks in batches, as many at once as the bounds allow."""
    wave: list[list[PageTask]] = []
    size = 0
    for task in tasks:
        if wave and size > WAVE_SIZE:
            yield wave
            wave, size = [], 0
        if not wave or len(wave[-1]) == BATCH:
            if len(wave) == most:
                yield wave
                wave, size = [], 0
            wave.append([])
        wave[-1].append(task)
        size += len(task.page.content) + len(task.parse_blob or b"")
    if wave:
        yield wave
