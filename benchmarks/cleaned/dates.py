"""Publication days of pages: right and wrong ones, and days given where there is none.

The answer key of the article-extraction benchmark, ``dates.csv``, is ours, made by hand and looked at during
development: for each page (by the beginning of its id) the day its readers see as that of publication. ``told``
says what tells it: ``print`` (the day printed at the headline), ``relative`` (only "1 day ago" is printed, the rest is
in the page's data), ``data`` (nothing is printed, or only the day of a change: the page's data, in the outlet's own
time), ``none``. ``changed`` is the printed day of a change. Undated pages are the articles alone as text, and the pages
with their address, data, ``time`` elements and the days of the key (with their neighbours) in short lines taken out;
the dates of captions, of links to other articles and of comments stay.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from dyadlog.clean import Cleaner
from dyadlog.clean.dates import find_dates
from dyadlog.clean.html_dates import find_address_day
from dyadlog.errors import PageError
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records import Page
from training.line_dumps import read_benchmark

KEY = Path(__file__).with_name("dates.csv")
CORPUS = Path(__file__).parents[2] / "corpus"
ID = 8
DAY = timedelta(days=1)
SHORT = 22
"""Words of a line that can be there to give a date."""


@dataclass(frozen=True, slots=True)
class DatedPage:
    """A page with the day it was published, if that is known, and the printed day of a change."""

    name: str
    text: str
    day: date | None
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """How many pages there are, how many with a day, how many of these were given one, and which; the wrong ones by
    name; and the pages without a day that were given one."""

    pages: int
    dated: int
    given: int
    wrong: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Which share of the days given is right; 1 where none is given."""
        return 1 - len(self.wrong) / max(1, self.given)


def measure(cleaner: Cleaner, pages: Iterable[DatedPage]) -> Measured:
    """Read the pages and compare the days."""
    count = dated = given = 0
    wrong, invented = [], []
    for page in pages:
        try:
            found = cleaner(make_page(page.name, page.text)).publication.day
        except PageError:
            found = None
        count, dated = count + 1, dated + (page.day is not None)
        if found is not None and page.day is not None:
            given += 1
            if found != page.day:
                wrong.append(page.name)
        elif found is not None:
            invented.append(page.name)
    return Measured(count, dated, given, tuple(wrong), tuple(invented))


def make_page(name: str, text: str) -> Page:
    """A page of that name, HTML where it ends so."""
    return Page.from_bytes(name, text.encode("utf-8"), "text/html" if name.endswith(".html") else "text/plain")


def read_key(folder: Path) -> Iterator[tuple[str, DatedPage]]:
    """The address of each page of the benchmark, and the page with the days of the key."""
    with KEY.open(encoding="utf-8", newline="") as file:
        rows = {row["page"]: row for row in csv.DictReader(file)}
    truths = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for page, html, _ in read_benchmark(folder):
        row = rows[page[:ID]]
        yield truths[page]["url"], DatedPage(f"{page[:ID]}.html", html, _day(row["published"]), _day(row["changed"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def hide_address(address: str, page: DatedPage) -> DatedPage:
    """The page with its own address left out wherever it stands."""
    return DatedPage(page.name, page.text.replace(urlsplit(address).path, "/"), page.day)


def undate(address: str, page: DatedPage, words: PageWords) -> DatedPage:
    """The page as if it gave no day of publication."""
    tree = lxml_html.fromstring(
        hide_address(address, page).text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    for element in list(tree.iter("script", "time", "meta", "link")):
        if element.tag != "meta" or find_dates(element.get("content") or "", words):
            element.drop_tree()
    days = [day for day in (page.day, page.changed) if day is not None]
    for element in tree.iter():
        if isinstance(element.tag, str) and _names_day(element, days, words):
            for inner in element.iter():
                inner.text, inner.tail = " ", inner.tail if inner is element else " "
    return DatedPage(page.name, lxml_html.tostring(tree, encoding="unicode"), None)


def _names_day(element: HtmlElement, days: list[date], words: PageWords) -> bool:
    text = " ".join(element.itertext()) if len(element) < SHORT else ""
    if len(text.split()) > SHORT:
        return False
    return any(abs(found.day - day) <= DAY for found in find_dates(text, words, day_first=True) for day in days)


def read_corpus() -> Iterator[DatedPage]:
    """Our annotated pages."""
    for folder in (CORPUS / "pages", CORPUS / "pages2"):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["lines"]
        for name, entry in gold.items():
            day = _day(entry["published"]) if entry["published_precision"] == "day" else None
            yield DatedPage(name, (folder / name).read_text(encoding="utf-8"), day)


def read_articles(folder: Path, words: PageWords) -> Iterator[DatedPage]:
    """The true articles of the benchmark, without anything around them; dated where the text names the very day."""
    days = {page.name[:ID]: page.day for _, page in read_key(folder)}
    for name, _, article in read_benchmark(folder):
        day = days[name[:ID]]
        named = any(found.day == day for line in article.split("\n") for found in find_dates(line, words))
        yield DatedPage(f"{name[:ID]}.txt", f"A page without a date\n\n{article}", day if named else None)


SETS: dict[str, Callable[[Path, PageWords], Iterable[DatedPage]]] = {
    "address hidden": lambda folder, _: (hide_address(address, page) for address, page in read_key(folder)),
    "address shown": lambda folder, _: (page for _, page in read_key(folder)),
    "corpus": lambda *_: read_corpus(),
    "undated articles": read_articles,
    "undated pages": lambda folder, words: (undate(address, page, words) for address, page in read_key(folder)),
}
"""The sets of pages by name; all but ``corpus`` need the folder of the benchmark."""


def compare_addresses(folder: Path) -> tuple[int, tuple[str, ...]]:
    """How many addresses name a day, and the pages where it is not the day of the key."""
    named = [(page, day) for address, page in read_key(folder) if (day := find_address_day(address)) is not None]
    return len(named), tuple(page.name for page, day in named if page.day != day)
