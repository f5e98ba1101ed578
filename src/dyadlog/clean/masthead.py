"""The name of the site at the very top of a plain-text page, and what looks like the name of an outlet anywhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dyadlog.clean.dates import find_dates, strip_dates
from dyadlog.clean.lines import MARKDOWN_HEADING, Line
from dyadlog.clean.marks import undouble
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind

REACH = 6
"""Lines from the top among which a masthead stands; below them a short title is a link or a section."""
LONGEST_NAME = 6
TITLE_WORDS = 4
PARTS = re.compile(r"\s+[|•·»–—-]\s+|\s{2,}|\t")
EDGE = " \t-–—|•·:*#_"


@dataclass(frozen=True, slots=True)
class Masthead:
    """The line a site's name stands on, and the name."""

    line: int
    name: str


def find_masthead(
    lines: Sequence[Line], marks: Sequence[BlockKind | None], first_paragraph: int, words: PageWords
) -> Masthead | None:
    """The site's name above the headline, known by its words ("The ... Observer") or by the menu right below it.

    A title must be left below it: the only title of a page is its headline, whatever it sounds like.
    """
    for i in range(min(REACH, first_paragraph)):
        line = lines[i]
        if line.bullet or line.ends_sentence or MARKDOWN_HEADING.match(line.text) or _is_credit(lines, marks, i, words):
            continue
        if not any(_is_title(lines[n], marks[n], words) for n in range(i + 1, first_paragraph)):
            return None
        parts = [undouble(_undated(part, words)) for part in PARTS.split(line.body)]
        named = [part for part in parts if is_outlet_like(part, words)]
        above_menu = i == 0 and len(parts) == 1 and len(lines) > 1 and is_menu(lines[1], words)
        if named:
            return Masthead(i, named[0])
        if above_menu and is_capitalised(parts[0], words) and not _is_furniture(parts[0], words):
            return Masthead(i, parts[0])
    return None


def _undated(part: str, words: PageWords) -> str:
    return strip_dates(part, words).strip(EDGE) if find_dates(part, words, day_first=True) else part.strip(EDGE)


def _is_credit(lines: Sequence[Line], marks: Sequence[BlockKind | None], i: int, words: PageWords) -> bool:
    """Whether a line near the top is a date or a byline: a desk stands beside a date, the name of a site does not."""
    if marks[i] == "byline" and words.has("desks", lines[i].body):
        return lines[i].key in words.phrases("desks") or any(
            0 <= n < len(marks) and marks[n] == "date" for n in (i - 1, i + 1)
        )
    return marks[i] in ("date", "related", "bio", "caption")


def _is_title(line: Line, mark: BlockKind | None, words: PageWords) -> bool:
    """Whether a line below could be the headline."""
    plain = mark is None and not line.bullet and TITLE_WORDS <= len(line.words) <= 35
    return plain and not is_menu(line, words) and not find_dates(line.body, words)


def is_menu(line: Line, words: PageWords) -> bool:
    """Whether a line is a bar of sections: "News | Sport | Opinion"."""
    parts = [part for part in re.split(r"\s*[|•·»/]\s*|\s{2,}|\t", line.body) if part]
    short = all(len(part.split()) <= 3 for part in parts)
    return len(parts) >= 3 and short and sum(words.has("menu_words", part) for part in parts) >= 2


def _is_furniture(name: str, words: PageWords) -> bool:
    return words.has("menu_words", name) or words.has("boilerplate", name) or words.has("opinion_section", name)


def is_capitalised(name: str, words: PageWords) -> bool:
    """Whether every word is written as in a name: a capital or a digit first, small linking words apart."""
    found = name.split()
    plain = 0 < len(found) <= LONGEST_NAME and re.search(r"[^\w\s.’'&,+-]", name) is None
    links = words.phrases("name_links")
    return plain and all(word[0].isupper() or word[0].isdigit() or word.lower() in links for word in found)


def is_outlet_like(name: str, words: PageWords) -> bool:
    """Whether a name is one an outlet would have: it begins or ends with a word such as "Courier" or "Radio", or has
    one before "of". Names of sections ("World News") are none."""
    found = name.split()
    if not is_capitalised(name, words) or _is_furniture(name, words) or words.has("roles", name):
        return False
    core = found[1:] if len(found) > 1 and found[0].lower() in words.phrases("name_links") else found
    links = words.phrases("name_links")
    telling = [
        i
        for i, word in enumerate(core)
        if words.has("outlet_words", word) and (i in (0, len(core) - 1) or core[i + 1].lower() in links)
    ]
    rest = [word for i, word in enumerate(core) if i not in telling and word.lower() not in links]
    article = len(found) > len(core)
    return bool(telling) and (article if not rest else not all(words.has("menu_words", word) for word in rest))
