"""Markdown that a person wrote: its marks say what each line is, and no classifier is needed."""

import re
from collections.abc import Sequence

from dyadlog.clean.lines import MARKDOWN_HEADING, Line
from dyadlog.clean.marks import is_name, mark_line
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind

LINK = re.compile(r"\[[^\]]*\]\(")
LINKED_SHARE = 0.15
"""Above this share of lines that are links or images, Markdown is the dump of a web page with its menus."""
OPENING = 4
COMMON_KINDS = ("date", "byline", "bio", "related", "caption")


def is_written(lines: Sequence[Line]) -> bool:
    """Whether Markdown is a written text with a heading and not the dump of a web page."""
    linked = sum(LINK.search(line.text) is not None and not line.ends_sentence for line in lines)
    return any(MARKDOWN_HEADING.match(line.text) for line in lines) and linked <= LINKED_SHARE * len(lines)


def label_markdown(lines: Sequence[Line], words: PageWords) -> list[BlockKind]:
    """The first heading is the headline, the others are subheads, and what is marked as nothing else is text."""
    kinds: list[BlockKind] = []
    for i, line in enumerate(lines):
        mark = mark_line(line, words)
        if MARKDOWN_HEADING.match(line.text) is not None and line.words:
            kinds.append("subhead" if "headline" in kinds else "headline")
        elif line.oversized or not line.words:
            kinds.append("boilerplate")
        elif mark in COMMON_KINDS and (mark != "bio" or i == len(lines) - 1):
            kinds.append(mark)
        elif i <= OPENING and "paragraph" not in kinds and is_name(line.body, words):
            kinds.append("byline")
        else:
            kinds.append("boilerplate" if mark == "boilerplate" else "paragraph")
    return kinds
