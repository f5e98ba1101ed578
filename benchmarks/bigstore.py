"""Make a large made-up store, to measure how fast it is read.

usage: bigstore.py OUT.db [--documents 100000] [--events 500000] [--seed 1] [--workings]

Readings, events, instruments, findings and people are made directly and written by the store's own Writer, so that
every table and index is as a true run leaves it. Language is not read and claims are not consolidated: that would take
hours, and where a record came from makes no difference to who reads it. Ids are random as hashes are, texts 2,000 to
4,000 characters long, pairs of states as unequal as they are in the news. Another data set stands beside the record.
The store carries the key of a finished consolidation, so that ``dyadlog read`` of another page adds to it. With
``--workings`` it also holds all that comparing keeps, as a true one does: that takes five times as long, and without it
a new claim meets no other.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.stored.foreign import write_foreign
from benchmarks.stored.happenings import Happenings
from benchmarks.stored.pages import Pages
from benchmarks.stored.record import Record
from benchmarks.stored.workings import AT_ONCE, save_workings
from dyadlog import __version__
from dyadlog.consolidate import VERSION as CONSOLIDATE_VERSION
from dyadlog.findings import VERSION as FINDINGS_VERSION
from dyadlog.gathering import collecting_later
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Issue, Reading, content_id
from dyadlog.store import Writer, open_writer

ISSUES = 200


def make_store(path: Path, documents: int, events: int, seed: int, *, workings: bool = False) -> None:
    """Write a store of so many documents and events."""
    knowledge = load_knowledge()
    world = Happenings(knowledge, seed)
    pages = Pages(world)
    record = Record(world, pages.outlets)
    key = content_id("key", __version__, CONSOLIDATE_VERSION, FINDINGS_VERSION, knowledge.digest)
    happenings = list(world.draw(events))
    with open_writer(path) as writer:
        for reading, reports in pages.write(pages.report(happenings), documents):
            writer.save_reading(reading, "made up")
            record.add(reading, reports)
        for number in range(ISSUES):
            writer.save_issue(Issue.of(f"pages/broken/{number:03}.html", "clean", "empty", "holds no article"))
        outcome = record.consolidate()
        writer.save_consolidation(outcome, record.compare(), key)
        write_foreign(writer, happenings, seed)
        if not workings:
            return
        event_of = {claim_id: event.event_id for event in outcome.events for claim_id in event.claims}
        save_workings(writer, list_readings(writer, record.documents), event_of, knowledge)


def list_readings(writer: Writer, documents: Sequence[str]) -> Iterator[Reading]:
    """The readings of some documents, as the store has them."""
    for start in range(0, len(documents), AT_ONCE):
        yield from writer.archive.readings_of(documents[start : start + AT_ONCE])


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workings", action="store_true")
    options = parser.parse_args()
    begin = time.perf_counter()
    with collecting_later():
        make_store(options.out, options.documents, options.events, options.seed, workings=options.workings)
    print(f"{options.out}: {options.out.stat().st_size / 1e9:.2f} GB in {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
