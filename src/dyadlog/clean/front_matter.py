"""The front matter of a Markdown page: "title:", "author:", "date:" between two lines of hyphens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dyadlog.clean.lines import Line
from dyadlog.records import Found, Publication

FENCE = "---"
LONGEST = 40
METHOD = "front_matter"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, and its lines; nothing where there is none."""

    lines: tuple[Line, ...] = ()
    title: Found | None = None
    byline: Found | None = None
    publication: Publication | None = None


def read_front_matter(lines: Sequence[Line], media_type: str) -> tuple[FrontMatter, list[Line]]:
    """The front matter and the lines after it."""
    if media_type != "text/markdown" or not lines or lines[0].first != 1 or lines[0].text != FENCE:
        return FrontMatter(), list(lines)
    end = next((i for i, line in enumerate(lines[1 : LONGEST + 1], start=1) if line.text == FENCE), None)
    if end is None:
        return FrontMatter(), list(lines)
    values = {}
    for line in lines[1:end]:
        name, _, value = line.text.partition(":")
        values[name.strip().lower()] = value.strip().strip("'\"")
    found = {name: Found(value, METHOD) for name, value in values.items() if value}
    matter = FrontMatter(
        tuple(lines[: end + 1]), found.get("title"), found.get("author"), _published(values.get("date"))
    )
    return matter, list(lines[end + 1 :])


def _published(value: str | None) -> Publication | None:
    try:
        return Publication(date.fromisoformat(value[:10]), "day", METHOD) if value else None
    except ValueError:
        return None
