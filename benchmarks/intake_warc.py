"""The prefilter over WARC: records a second and core, and the memory of a long file.

    python benchmarks/intake_warc.py [PAGES]

Pages are made up: menus, links and paragraphs of common words, of about the size given, one in twenty naming both
states. Speed is CPU time of this process, so that others on the machine do not count.
"""

import gzip
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dyadlog.knowledge import load_knowledge
from dyadlog.read import Columns, Intake, NameFilter, find_pages
from dyadlog.records import Page

STATES = ("NOR", "CHL")
NAMES = ("Norway", "Chile")
ONE_IN = 20
SIZE = 30_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Records and bytes unpacked, seconds of CPU, pages kept, and the peak of memory half-way and at the end (MiB)."""

    records: int
    unpacked: int
    seconds: float
    kept: int
    memory_half: float
    memory_end: float

    @property
    def per_second(self) -> float:
        """Records a second and core."""
        return self.records / self.seconds


def make_warc(path: Path, pages: int, size: int = SIZE, seed: int = 7) -> None:
    """A WARC of ``pages`` made-up news pages (request and response each), a gzip member a record."""
    chance = random.Random(seed)
    with path.open("wb") as file:
        file.write(gzip.compress(_record("warcinfo", "", b"software: benchmarks/intake_warc.py\r\n"), 6))
        for number in range(pages):
            url = f"https://news{number % 40}.example/{number}.html"
            ask = f"GET /{number}.html HTTP/1.1\r\nHost: news{number % 40}.example\r\n\r\n".encode()
            page = make_page(chance, number, size)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            file.write(gzip.compress(_record("request", url, ask), 6))
            file.write(gzip.compress(_record("response", url, answer), 6))


def make_page(chance: random.Random, number: int, size: int) -> bytes:
    """A page of about ``size`` bytes; every twentieth names both states, in a paragraph of its own."""
    parts = [f"<!doctype html><html><head><meta charset=utf-8><title>Report {number}</title></head><body><ul>"]
    vocabulary = _vocabulary()
    for _ in range(30):
        parts.append(
            f'<li><a href="/section/{chance.randrange(999)}">{" ".join(chance.choices(vocabulary, k=3))}</a></li>'
        )
    parts.append(f"</ul><article><h1>Report {number} on {chance.choice(vocabulary)}</h1>")
    if number % ONE_IN == 0:
        parts.append(f"<p>{NAMES[0]} and {NAMES[1]} signed an accord on fishing, report {number} said on Monday.</p>")
    length = sum(map(len, parts))
    while length < size:
        parts.append(f"<p>{' '.join(chance.choices(vocabulary, k=60)).capitalize()}.</p>\n")
        length += len(parts[-1])
    return "".join((*parts, "</article></body></html>")).encode()


_made: list[str] = []


def _vocabulary() -> list[str]:
    """Twenty thousand made-up words, of as many letters as English ones."""
    if not _made:
        chance = random.Random(1)
        sounds = (
            "al",
            "be",
            "co",
            "den",
            "er",
            "fin",
            "go",
            "ing",
            "li",
            "mar",
            "on",
            "per",
            "ra",
            "sto",
            "ter",
            "u",
            "y",
        )
        _made.extend("".join(chance.choices(sounds, k=chance.randrange(1, 5))) for _ in range(20_000))
    return _made


def _record(kind: str, url: str, block: bytes) -> bytes:
    mime = {"request": "application/http; msgtype=request", "response": "application/http; msgtype=response"}
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        *([f"WARC-Target-URI: {url}"] if url else []),
        "WARC-Date: 2024-05-06T07:08:09Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>",
        f"Content-Type: {mime.get(kind, 'application/warc-fields')}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def measure_prefilter(path: Path, states: tuple[str, ...] = STATES) -> Measured:
    """Read a WARC with the filter for ``states``: all that is done to a page before any parsing."""
    knowledge = load_knowledge()
    intake = Intake(Columns.of(knowledge), about=NameFilter.of(knowledge, states))
    records, unpacked = count_records(path)
    begun, kept, half = time.process_time(), 0, 0.0
    for found in find_pages([str(path)], intake=intake):
        kept += isinstance(found, Page)
        if not half and kept + intake.left_out.elsewhere > records / 4:
            half = _peak()
    return Measured(records, unpacked, time.process_time() - begun, kept, half, _peak())


def count_records(path: Path) -> tuple[int, int]:
    """Records of a WARC and the bytes of their blocks, by fastwarc alone."""
    lengths = [record.content_length for record in _records(path)]
    return len(lengths), sum(lengths)


def measure_fastwarc(path: Path) -> float:
    """Seconds of CPU that fastwarc alone needs to unpack every record of a WARC."""
    begun = time.process_time()
    for record in _records(path):
        record.reader.read()
    return time.process_time() - begun


def _records(path: Path) -> Iterator[WarcRecord]:
    return iter(ArchiveIterator(str(path), WarcRecordType.any_type, parse_http=False, fsspec_args=False))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.warc.gz"
        make_warc(path, pages)
        found = measure_prefilter(path)
        alone = measure_fastwarc(path)
        print(f"{found.records:,} records, {found.unpacked / 1e6:,.0f} MB, {path.stat().st_size / 1e6:,.0f} MB packed")
        print(f"prefilter: {found.per_second:,.0f} records/s/core, {found.unpacked / found.seconds / 1e6:,.0f} MB/s")
        print(f"responses: {pages / found.seconds:,.0f} pages/s/core; kept {found.kept:,}")
        print(f"unpacking by fastwarc alone: {found.records / alone:,.0f} records/s/core")
        print(f"peak of memory: {found.memory_half:,.0f} MiB half-way, {found.memory_end:,.0f} MiB at the end")


if __name__ == "__main__":
    main()
