"""Words of pages made safe to show: no character of theirs may steer a terminal or turn the text around."""

import re
from pathlib import PurePath
from typing import Final

STEERING: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but the line end, marks that change the direction of writing, and halves of characters: none of
them is printable."""


def plain(text: str) -> str:
    """``text`` with a space for every steering character; as long as before, so that offsets into it still hold."""
    return text if text.isprintable() else STEERING.sub(" ", text)


def plain_line(text: str) -> str:
    """``text`` on one line, without steering characters."""
    return " ".join(plain(text).split())


def shorten(text: str, most: int) -> str:
    """``text`` on one line, cut between words to ``most`` letters."""
    words = plain_line(text)
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def short_name(location: str) -> str:
    """A page for people: the file's name without its folders; a URL as it is."""
    return location if "://" in location else PurePath(location).name or location
