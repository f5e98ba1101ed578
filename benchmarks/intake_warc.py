"""A WARC from end to end: the prefilter alone, then all that ``dyadlog read`` does, with ``--about`` and without.

    python benchmarks/intake_warc.py [--pages 10000] [--only prefilter|about|whole]

Pages are made up: menus, links and paragraphs of made-up words, of about 30 kB, one in twenty naming both states. For
the whole path pages are news of 500 words: a dozen sentences tell of acts between eight other states in twenty years.
Speed is CPU time of a process of its own, so that others on the machine do not count; memory is the largest that it has
held by then.
"""

import argparse
import gzip
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.intake_engines import tell
from benchmarks.intake_rows import Row, show
from benchmarks.intake_whole import Whole, measure_whole, peak
from dyadlog.knowledge import load_knowledge
from dyadlog.read import Columns, Intake, NameFilter, find_pages
from dyadlog.records import Page

STATES = ("NOR", "CHL")
NAMES = ("Norway", "Chile")
OTHERS = ("Ghana", "Peru", "Kenya", "Oman", "Fiji", "Nepal", "Malta", "Laos")
YEARS = tuple(range(2004, 2024))
PLAIN = (
    "the of to and in a for that with said was by at from its it has is more than price of bread market roof rain river"
    " school bridge morning window paper garden slow wide small two old new under over where when most some other"
)
ONE_IN = 20
SIZE = 30_000
TELLING = 12
"""Sentences of a page that tell of acts between states."""
ASKED = 4_000
FLAT = 1.25
"""How much more memory the end of a run may take than its first quarter."""


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


def make_warc(path: Path, pages: int, size: int = SIZE, seed: int = 7, *, telling: int = 0) -> None:
    """A WARC of ``pages`` made-up news pages (request and response each), a gzip member a record; ``telling`` of the
    sentences of each tell of acts between states."""
    chance = random.Random(seed)
    with path.open("wb") as file:
        file.write(gzip.compress(_record("warcinfo", "", b"software: benchmarks/intake_warc.py\r\n"), 6))
        for number in range(pages):
            url = f"https://news{number % 40}.example/{number}.html"
            ask = f"GET /{number}.html HTTP/1.1\r\nHost: news{number % 40}.example\r\n\r\n".encode()
            page = make_page(chance, number, size, telling)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            file.write(gzip.compress(_record("request", url, ask), 6))
            file.write(gzip.compress(_record("response", url, answer), 6))


def make_page(chance: random.Random, number: int, size: int, telling: int = 0) -> bytes:
    """A page of about ``size`` bytes; every twentieth names both states, in a paragraph of its own. One that tells of
    acts is an article of a few hundred words, and the rest of it links."""
    parts = [f"<!doctype html><html><head><meta charset=utf-8><title>Report {number}</title></head><body><ul>"]
    parts += [_link(chance) for _ in range(30)]
    parts.append(f"</ul><article><h1>Report {number} on {chance.choice(_vocabulary())}</h1>")
    if number % ONE_IN == 0:
        parts.append(f"<p>{NAMES[0]} and {NAMES[1]} signed an accord on fishing, report {number} said on Monday.</p>")
    if telling:
        parts += [
            f"<p>{tell(chance, OTHERS, YEARS)} {_sentence(chance)} {_sentence(chance)}</p>\n" for _ in range(telling)
        ]
        parts.append("</article><ul>")
    length = sum(map(len, parts))
    while length < size:
        words = " ".join(chance.choices(_vocabulary(), k=60)).capitalize()
        parts.append(_link(chance) if telling else f"<p>{words}.</p>\n")
        length += len(parts[-1])
    return "".join((*parts, "</ul></body></html>" if telling else "</article></body></html>")).encode()


def _link(chance: random.Random) -> str:
    return f'<li><a href="/section/{chance.randrange(999)}">{" ".join(chance.choices(_vocabulary(), k=3))}</a></li>'


def _sentence(chance: random.Random) -> str:
    """A sentence of common words that tells of no act."""
    return f"{' '.join(chance.choices(PLAIN.split(), k=14)).capitalize()}."


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
            half = peak()
    return Measured(records, unpacked, time.process_time() - begun, kept, half, peak())


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


def measure_apart(path: Path, states: tuple[str, ...], pages: int) -> Whole:
    """``measure_whole`` in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure_whole, path, states, pages).result()


def list_prefilter(pages: int) -> list[Row]:
    """The figures of the prefilter."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.warc.gz"
        make_warc(path, pages)
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            found, alone = pool.submit(measure_prefilter, path).result(), pool.submit(measure_fastwarc, path).result()
    speed = found.per_second
    return [
        Row("WARC through the prefilter, records/s/core", f">= {ASKED:,}", f"{speed:,.0f}", speed >= ASKED),
        Row("  pages/s/core; kept", "", f"{pages / found.seconds:,.0f}; {found.kept:,} of {pages:,}"),
        Row("  unpacking by fastwarc alone, records/s/core", "", f"{found.records / alone:,.0f}"),
        Row("  memory half-way and at the end, MiB", "flat", f"{found.memory_half:,.0f}, {found.memory_end:,.0f}"),
    ]


def list_whole(pages: int, states: tuple[str, ...] = ()) -> list[Row]:
    """The figures of the whole path, for all pages or those about some states."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.warc.gz"
        make_warc(path, pages, telling=TELLING)
        found = measure_apart(path, states, pages // ONE_IN if states else pages)
    name = f"WARC of {pages:,} pages end to end" + (f", --about {','.join(states)}" if states else "")
    memory = ", ".join(f"{one:,.0f}" for one in found.memory)
    flat = found.memory[-1] <= FLAT * found.memory[0]
    return [
        Row(f"{name}, pages/s/core", "", f"{pages / found.seconds:,.1f}; {found.read:,} read, {found.claims:,} claims"),
        Row("  the whole path to main-text extraction alone", "", f"{found.ratio:.1f} x; {found.ratio_plain:.1f} x"),
        Row("  memory at a quarter, half-way, at the end, MiB", "flat", memory, flat),
        Row("  bringing it together", "", f"{found.gathering:,.1f} s; memory then {found.memory_gathered:,.0f} MiB"),
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--only", choices=("prefilter", "about", "whole"))
    asked = parser.parse_args()
    if asked.only in (None, "prefilter"):
        print(show(list_prefilter(asked.pages)), flush=True)
    if asked.only in (None, "about"):
        print(show(list_whole(asked.pages, STATES)), flush=True)
    if asked.only in (None, "whole"):
        print(show(list_whole(asked.pages)), flush=True)


if __name__ == "__main__":
    main()
