"""Following feeds."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dyadlog.cli.base import INTERRUPTED, app, err, fail, print_json, say
from dyadlog.cli.groups import Pages, Web, say_left_out, spread
from dyadlog.cli.options import DEFAULT_DB, Database, Json
from dyadlog.errors import UserError

if TYPE_CHECKING:
    from dyadlog.fetch.fetcher import Fetcher
    from dyadlog.pipeline import PageStep, Tally
    from dyadlog.read import Intake

UNITS: Final = {"m": 60, "h": 3600, "d": 86400}


@app.command()
@spread
def follow(
    sources: Annotated[
        Path, typer.Argument(metavar="LIST", help="A file of URLs: feeds, sitemaps, pages; one a line.")
    ],
    db: Database = DEFAULT_DB,
    every: Annotated[str | None, typer.Option(help="Ask again after so long (30m, 6h, 1d), until Ctrl-C.")] = None,
    *,
    pages: Pages,
    web: Web,
    as_json: Json = False,
) -> None:
    """Read what is new in feeds and sitemaps, once or again and again."""
    from dyadlog.fetch import read_list
    from dyadlog.fetch.fetcher import Fetcher

    pause = read_interval(every) if every is not None else None
    settings = web.make_settings()
    read_list(sources)  # a bad list is said before a store is made
    step = pages.make_step()
    pages.make_intake(step.knowledge)  # so are states that there are none of
    elsewhere: set[str] = set()
    try:
        with Fetcher(settings) as fetcher:
            while True:
                urls = read_list(sources)
                intake = pages.make_intake(step.knowledge)
                _tell(len(urls), read_round(urls, fetcher, step, db, intake, elsewhere), intake, pause, as_json)
                if pause is None:
                    return
                time.sleep(pause)
    except KeyboardInterrupt:
        fail("interrupted; what was read so far is kept, and the next run goes on from there", INTERRUPTED)


def read_round(
    urls: list[str], fetcher: "Fetcher", step: "PageStep", db: Path, intake: "Intake", elsewhere: set[str]
) -> "Tally":
    """Ask all sources once, and read what the store does not have yet; what is about other states goes into
    ``elsewhere`` and is not asked for again."""
    from dyadlog.engine import InlineEngine
    from dyadlog.fetch import PASSING, interleave, pages
    from dyadlog.pipeline import read_pages
    from dyadlog.records import Given
    from dyadlog.store import open_writer

    with open_writer(db) as writer, err.status("following", spinner="dots"):

        def is_new(location: str) -> bool:
            return location not in elsewhere and not writer.has_met(location, PASSING)

        web = pages.Web(fetcher, intake, is_new)
        found = interleave([web.pages(url, Given()) for url in urls])
        tally = read_pages(found, step, InlineEngine(), writer)
    elsewhere |= web.elsewhere
    return tally


def _tell(sources: int, tally: "Tally", intake: "Intake", pause: float | None, as_json: bool) -> None:
    """One line of news."""
    now = datetime.now(UTC)
    if as_json:
        row = {"at": now.isoformat(timespec="seconds"), "sources": sources, "read": tally.read}
        left_out = {"elsewhere": intake.left_out.elsewhere} if intake.about is not None else {}
        print_json({**row, "unchanged": tally.unchanged, "issues": tally.issues, **left_out})
        return
    line = f"{now:%Y-%m-%d %H:%M} UTC: {sources} sources, {tally.read} pages read, {tally.issues} issues"
    say(line if pause is None else f"{line}; next at {now + timedelta(seconds=pause):%H:%M}")
    say_left_out(intake)


def read_interval(every: str) -> float:
    """Seconds of words such as 30m, 6h or 1d; UserError for anything else, and for less than a minute."""
    found = re.fullmatch(r"(\d{1,4})([mhd])", every.strip())
    if found is None or int(found[1]) == 0:
        raise UserError(f"an interval is a number of minutes, hours or days (30m, 6h, 1d), not {every!r}")
    return float(int(found[1]) * UNITS[found[2]])
