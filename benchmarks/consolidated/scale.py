"""How the work of bringing claims together grows: seconds for the whole record, and for one more page."""

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.consolidated.world import World
from dyadlog.consolidate import consolidate
from dyadlog.findings import compare
from dyadlog.gathering import collecting_later, rebuild
from dyadlog.records import Reading
from dyadlog.store import open_writer

SIZES = (10_000, 30_000, 100_000)
ADDED = 7
"""Pages added one by one: so many taken evenly from the whole record, and as many of the newest."""


def measure_added(world: World, held_back: Sequence[Reading]) -> tuple[float, list[float]]:
    """Seconds to bring a store together and save it, then for each of some more pages."""
    names = {reading.page.location for reading in held_back}
    with tempfile.TemporaryDirectory() as scratch, open_writer(Path(scratch) / "record.db") as writer:
        for reading in world.readings:
            if reading.page.location not in names:
                writer.save_reading(reading, "key")
        begin = time.perf_counter()
        rebuild(world.knowledge, writer)
        stored = time.perf_counter() - begin
        seconds = []
        for reading in held_back:
            writer.save_reading(reading, "key")
            begin = time.perf_counter()
            rebuild(world.knowledge, writer)
            seconds.append(time.perf_counter() - begin)
    return stored, seconds


def print_scale(console: Console, sizes: Sequence[int] = SIZES) -> None:
    """One line for each size: claims of one pair of states over eighty years, ten a page, one core."""
    columns = (
        "claims",
        "events",
        "findings",
        "consolidate, s",
        "a claim, µs",
        "compare, s",
        "both with the store, s",
        "one more page, s: a new one",
        "an older one",
    )
    table = Table(*columns, title="one pair of states, eighty years, one core")
    for size in sizes:
        world = World(size)
        with collecting_later():
            begin = time.perf_counter()
            outcome = consolidate(world.readings, world.knowledge)
            middle = time.perf_counter()
            comparison = compare(world.readings, outcome, world.knowledge)
            end = time.perf_counter()
        step = len(world.readings) // ADDED
        newest = world.readings[-ADDED:]
        older = world.readings[step // 2 : -ADDED : step][:ADDED]
        stored, seconds = measure_added(world, [*older, *newest])
        of_old, of_new = seconds[: len(older)], seconds[len(older) :]
        table.add_row(
            f"{len(world.truth):,}", f"{len(outcome.events):,}", f"{len(comparison.findings):,}",
            f"{middle - begin:.1f}", f"{1e6 * (middle - begin) / len(world.truth):.0f}", f"{end - middle:.1f}",
            f"{stored:.1f}", f"{statistics.median(of_new):.2f} (at most {max(of_new):.2f})",
            f"{statistics.median(of_old):.2f} (at most {max(of_old):.2f})",
        )  # fmt: skip
        console.print(f"{size:,} claims measured")
    console.print(table)
