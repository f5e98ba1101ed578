"""All that ``dyadlog read`` does with a WARC, measured from within: time, memory as it goes on, and main text alone."""

import resource
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from trafilatura import bare_extraction

from dyadlog.clean import Cleaner
from dyadlog.engine import InlineEngine
from dyadlog.pipeline import PageStep, read_pages
from dyadlog.read import Columns, Intake, NameFilter, find_pages
from dyadlog.records import Page
from dyadlog.store import open_view, open_writer

SAMPLE = 200
"""Pages whose main text is taken alone."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Pages read and claims found, seconds of CPU up to the last page, and for bringing all together; memory (MiB) at a
    quarter, half-way and at the end of the pages, and after they were brought together. ``plain`` and ``cleaned`` are
    seconds of CPU a page for trafilatura alone and for our main text with its metadata."""

    read: int
    claims: int
    seconds: float
    gathering: float
    memory: tuple[float, ...]
    memory_gathered: float
    plain: float
    cleaned: float

    @property
    def ratio(self) -> float:
        """How many times as long as our main text alone the whole path takes, for the pages that are read."""
        return self.seconds / self.read / self.cleaned

    @property
    def ratio_plain(self) -> float:
        """The same against trafilatura alone."""
        return self.seconds / self.read / self.plain


@dataclass
class _Watch:
    """Memory and time as pages come through."""

    expected: int
    seen: int = 0
    memory: list[float] = field(default_factory=list)
    last: float = 0.0

    def note(self, _: str) -> None:
        """A page has come through."""
        self.seen += 1
        self.last = time.process_time()
        if self.seen in {self.expected // 4, self.expected // 2, self.expected}:
            self.memory.append(peak())


def measure_whole(path: Path, states: tuple[str, ...], expected: int) -> Whole:
    """Read a WARC into a store; ``expected`` is how many pages come through the filter for some states, if any."""
    step = PageStep()
    intake = Intake(Columns.of(step.knowledge), about=NameFilter.of(step.knowledge, states) if states else None)
    watch = _Watch(expected)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "record.db"
        with open_writer(store) as writer:
            begun = time.process_time()
            tally = read_pages(find_pages([str(path)], intake=intake), step, InlineEngine(), writer, watch.note)
            end = time.process_time()
        with open_view(store) as view:
            claims = view.count_claims()
    plain, cleaned = _measure_text(path, step.stages[0], intake)
    memory = (*watch.memory, *(watch.memory[-1:] if len(watch.memory) < 3 else ()))
    return Whole(tally.read, claims, watch.last - begun, end - watch.last, memory, peak(), plain, cleaned)


def _measure_text(path: Path, cleaner: Cleaner, intake: Intake) -> tuple[float, float]:
    """Seconds of CPU a page for the main text of some pages: by trafilatura, and by ours."""
    pages: list[Page] = []
    for found in find_pages([str(path)], intake=intake):
        pages += [found] if isinstance(found, Page) else []
        if len(pages) == SAMPLE:
            break
    begun = time.process_time()
    for page in pages:
        bare_extraction(page.content, favor_precision=True, with_metadata=True)
    middle = time.process_time()
    for page in pages:
        cleaner(page)
    return (middle - begun) / len(pages), (time.process_time() - middle) / len(pages)


def peak() -> float:
    """The most memory that this process has held (MiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
