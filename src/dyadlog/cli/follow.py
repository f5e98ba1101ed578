"""Following feeds."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dyadlog.cli.base import INTERRUPTED, app, err, fail, print_json, say
from dyadlog.cli.options import (
    DEFAULT_DB,
    DEFAULT_READER,
    Cache,
    Contact,
    Database,
    Delay,
    Json,
    Most,
    Private,
    Reader,
    Tables,
)
from dyadlog.errors import UserError

if TYPE_CHECKING:
    from dyadlog.fetch.fetcher import Fetcher
    from dyadlog.pipeline import PageStep, Tally

UNITS: Final = {"m": 60, "h": 3600, "d": 86400}


@app.command()
def follow(
    sources: Annotated[
        Path, typer.Argument(metavar="LIST", help="A file of URLs: feeds, sitemaps, pages; one a line.")
    ],
    db: Database = DEFAULT_DB,
    every: Annotated[str | None, typer.Option(help="Ask again after so long (30m, 6h, 1d), until Ctrl-C.")] = None,
    contact: Contact = None,
    cache: Cache = None,
    delay: Delay = 1.0,
    most: Most = 1000,
    private: Private = False,
    knowledge: Tables = None,
    reader: Reader = DEFAULT_READER,
    as_json: Json = False,
) -> None:
    """Read what is new in feeds and sitemaps, once or again and again."""
    from dyadlog.fetch import make_settings, read_list
    from dyadlog.fetch.fetcher import Fetcher
    from dyadlog.pipeline import PageStep

    pause = read_interval(every) if every is not None else None
    settings = make_settings(cache, contact, delay, most, private)
    read_list(sources)  # a bad list is said before a store is made
    step = PageStep(tuple(knowledge or ()), reader)
    _ = step.stages
    try:
        with Fetcher(settings) as fetcher:
            while True:
                urls = read_list(sources)
                _tell(len(urls), read_round(urls, fetcher, step, db), pause, as_json)
                if pause is None:
                    return
                time.sleep(pause)
    except KeyboardInterrupt:
        fail("interrupted; what was read so far is kept, and the next run goes on from there", INTERRUPTED)


def read_round(urls: list[str], fetcher: "Fetcher", step: "PageStep", db: Path) -> "Tally":
    """Ask all sources once, and read what the store does not have yet."""
    from dyadlog.engine import InlineEngine
    from dyadlog.fetch import PASSING, interleave
    from dyadlog.fetch.pages import Web
    from dyadlog.pipeline import read_pages
    from dyadlog.read import Columns, Intake
    from dyadlog.records import Given
    from dyadlog.store import open_writer

    with open_writer(db) as writer, err.status("following", spinner="dots"):
        web = Web(fetcher, Intake(Columns.of(step.knowledge)), lambda location: not writer.has_met(location, PASSING))
        found = interleave([web.pages(url, Given()) for url in urls])
        return read_pages(found, step, InlineEngine(), writer)


def _tell(sources: int, tally: "Tally", pause: float | None, as_json: bool) -> None:
    """One line of news."""
    now = datetime.now(UTC)
    if as_json:
        row = {"at": now.isoformat(timespec="seconds"), "sources": sources, "read": tally.read}
        print_json({**row, "unchanged": tally.unchanged, "issues": tally.issues})
        return
    line = f"{now:%Y-%m-%d %H:%M} UTC: {sources} sources, {tally.read} pages read, {tally.issues} issues"
    say(line if pause is None else f"{line}; next at {now + timedelta(seconds=pause):%H:%M}")


def read_interval(every: str) -> float:
    """Seconds of words such as 30m, 6h or 1d; UserError for anything else, and for less than a minute."""
    found = re.fullmatch(r"(\d{1,4})([mhd])", every.strip())
    if found is None or int(found[1]) == 0:
        raise UserError(f"an interval is a number of minutes, hours or days (30m, 6h, 1d), not {every!r}")
    return float(int(found[1]) * UNITS[found[2]])
