"""The canvas: elements of SVG as text. Colours and type come from the stylesheet; there are no style attributes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from dyadlog.report.plain import plain_line

WIDE: Final = 960.0
NARROW: Final = 344.0
"""The two widths that a page shows, one or the other, by the width of its window."""
NARROW_BELOW: Final = 600.0
TEXT_SIZE: Final = 12.0
LETTER: Final = 0.58
"""Width of a letter as a share of the size of type; a little more than in most fonts of screens."""
NO_XML: Final = re.compile("[\ufffe\uffff]")
FOREIGN: Final = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
"""Addresses that are not of the web nor of this site."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table behind a drawing; ``href`` leads to the record."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """The data of a drawing: titles of columns, and rows. Words are as the record has them, not yet escaped."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def number(value: float) -> str:
    """A length in units of the drawing, to a tenth."""
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def words(text: str) -> Markup:
    """Words of a record as text of a drawing: on one line, escaped, no character that steers or that XML forbids."""
    return escape(plain_line(NO_XML.sub(" ", text)))


def element(tag: str, *inside: str, **attributes: str | float) -> Markup:
    """An element with its content, which is markup already. ``class_`` is written ``class``; ``_`` in names is ``-``;
    lengths are written to a tenth, words are escaped."""
    shown = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{words(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
    )
    return Markup(f"<{tag}{shown}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{shown}/>")


def path(class_: str, d: str) -> Markup:
    """A path."""
    return element("path", class_=class_, d=d)


def box(x: float, y: float, width: float, height: float) -> str:
    """The outline of a rectangle, as part of a path."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def line(class_: str, start: tuple[float, float], end: tuple[float, float]) -> Markup:
    """A straight line between two points."""
    return element("line", class_=class_, x1=start[0], y1=start[1], x2=end[0], y2=end[1])


def text(class_: str, x: float, y: float, content: str) -> Markup:
    """A line of text; its class says where ``x`` is: left of it, or ``middle`` or ``end``."""
    return element("text", words(content), class_=class_, x=x, y=y)


def link(href: str, title: str, *inside: str, class_: str = "") -> Markup:
    """A mark that leads to ``href`` and says ``title`` when pointed at; without a safe address it only says so."""
    named = {"class_": class_} if class_ else {}
    told = element("title", words(title))
    if not href or FOREIGN.match(href):
        return element("g", told, *inside, **named)
    return element("a", told, *inside, href=href, **named)


def text_width(content: str, size: float = TEXT_SIZE) -> float:
    """About how wide a line of text is."""
    return sum(1.0 if east_asian_width(letter) in "WF" else LETTER for letter in content) * size


def fit(content: str, room: float, size: float = TEXT_SIZE) -> str:
    """The line of text cut to the room it has."""
    content = plain_line(content)
    if text_width(content, size) <= room:
        return content
    while content and text_width(content + "…", size) > room:
        content = content[:-1]
    return content.rstrip() + "…" if content else ""


def fold(content: str, room: float, size: float = TEXT_SIZE) -> list[str]:
    """The text in lines no wider than the room, broken between words."""
    lines = [""]
    for word in plain_line(content).split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and text_width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def draw_frame(
    parts: Iterable[str],
    size: tuple[float, float],
    *,
    name: str,
    title: str,
    note: str,
    class_: str = "",
    style: str = "",
) -> Markup:
    """The whole drawing. ``name`` is its id, unique on the page; ``class_`` ``only`` says that there is no other width
    of it, ``inline`` that it stands in a line; ``style`` goes into a drawing that is a file.

    A drawing with links is a ``group``: what is an ``img`` has no parts that a reader could enter.
    """
    width, height = size
    body = "".join(parts)
    return element(
        "svg",
        element("title", words(title), id=f"{name}-title"),
        element("desc", words(note), id=f"{name}-desc"),
        *([element("style", style)] if style else []),
        body,
        xmlns="http://www.w3.org/2000/svg",
        id=name,
        class_=f"drawing {class_ or ('narrow' if width < NARROW_BELOW else 'wide')}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="group" if "<a " in body else "img",
        aria_labelledby=f"{name}-title {name}-desc",
    )
