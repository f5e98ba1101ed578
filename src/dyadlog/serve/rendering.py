"""Sheets as HTML."""

from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dyadlog import __version__
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.plain import plain, plain_line, short_name, shorten
from dyadlog.serve.security import FILE_POLICY
from dyadlog.serve.sheets import Scene, Sheet

SECTIONS: Final = (
    ("", "Overview"),
    ("events", "Events"),
    ("agreements", "Agreements"),
    ("ledger", "Ledger"),
    ("incidents", "Incidents"),
    ("people", "People"),
    ("sources", "Sources"),
    ("map", "Map"),
)
"""The pages of a pair of states, in the order of the bar."""
FOREIGN: Final = ("foreign", "Other data sets")
"""One more, where any was taken in."""
LANES: Final = ("", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def _show(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _sentence(text: str) -> str:
    """A line of words with a capital letter first."""
    return text[:1].upper() + text[1:]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@cache
def environment() -> Environment:
    """The templates; every word of a page comes out plain and escaped."""
    made = Environment(
        loader=PackageLoader("dyadlog.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show,
    )
    made.filters |= {
        "plain_line": plain_line,
        "short_name": short_name,
        "shorten": shorten,
        "day": lambda text: show_day(text) if text else "",
        "span": lambda row: show_span(row) or "undated",
        "words": lambda text: str(text).replace("_", " "),
        "sentence": _sentence,
        "count": _count,
    }
    made.globals |= {"lanes": LANES, "version": __version__, "file_policy": FILE_POLICY}
    return made


def render(sheet: Sheet, scene: Scene, **more: Any) -> str:
    """A whole page."""
    names = tuple(scene.state_name(code) for code in sheet.pair or ())
    sections = (*SECTIONS, FOREIGN) if sheet.pair and scene.view.has_foreign() else SECTIONS
    told = {
        "sheet": sheet,
        "sections": sections,
        "scene": scene,
        "links": scene.links,
        "asked": scene.asked,
        "names": names,
    }
    return environment().get_template(sheet.template).render({**told, **sheet.facts, **more})
