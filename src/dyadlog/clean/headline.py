"""Which line is the headline of a plain-text page."""

from collections import Counter
from collections.abc import Sequence

from dyadlog.clean.line_features import cohesion
from dyadlog.clean.lines import Line
from dyadlog.clean.marks import is_name
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind

FEWEST_WORDS, MOST_WORDS = 2, 35
LETTERHEAD_WORDS = 6
STATE_WORDS = 3
TITLE_WORDS = 5
LEAST_SCORE = 0.9
TEASERS = 0.5
"""A line the classifier is this sure of may stand below prose: teasers of other articles at the top of the page."""


def find_headline(
    lines: Sequence[Line],
    marks: Sequence[BlockKind | None],
    named: Sequence[float],
    first_paragraph: int,
    vocabulary: Counter[str],
    words: PageWords,
) -> int | None:
    """The line above the first paragraph that reads as the article's title; None where none does.

    What speaks for a line: the classifier, words it shares with the article, standing right above it or above its
    date or byline, and being said twice ("Home » Title", the title of the browser window).
    """
    keys = [line.key for line in lines]
    is_release = any(words.has("official_anywhere", line.body) for line in lines[:first_paragraph])
    best, best_score = None, LEAST_SCORE
    for i, line in enumerate(lines):
        if i >= first_paragraph and named[i] < TEASERS:
            continue
        if marks[i] is not None or not _can_be_headline(line, words):
            continue
        if is_release and len(line.words) <= LETTERHEAD_WORDS and _is_letterhead(line, words):
            continue
        score = (
            2 * named[i]
            + cohesion(line, vocabulary, itself=False)
            + 0.6 * _said_twice(keys, i)
            + 0.8 / (1 + max(0, first_paragraph - i - 1) / 4)
            + 1.0 * line.text.startswith("# ")
            + 0.5 * (i + 1 < len(marks) and marks[i + 1] in ("byline", "date"))
            - 1.0 * _is_author(lines, marks, i, words)
            - 0.4 * line.bullet
            - 0.3 * line.ends_sentence
            - 0.3 * (len(line.words) < 5)
        )
        if score >= best_score:
            best, best_score = i, score
    return best


def _is_author(lines: Sequence[Line], marks: Sequence[BlockKind | None], i: int, words: PageWords) -> bool:
    """Whether a line is a name below a title and beside a date."""
    beside = any(0 <= n < len(marks) and marks[n] == "date" for n in (i - 1, i + 1))
    titled = any(len(lines[n].words) >= TITLE_WORDS and marks[n] is None for n in range(max(0, i - 3), i))
    return beside and titled and is_name(lines[i].body, words)


def _is_letterhead(line: Line, words: PageWords) -> bool:
    """Whether a line names the body that issues a release or its state ("REPUBLIC OF ..."), or says that it is one."""
    if line.body.isupper() and len(line.words) <= STATE_WORDS:
        return True
    return words.has("official_source", line.body) or words.has("official_label", line.body)


def _can_be_headline(line: Line, words: PageWords) -> bool:
    if line.oversized or not FEWEST_WORDS <= len(line.words) <= MOST_WORDS or line.body.endswith(":"):
        return False
    return not words.has("menu_words", line.body) and any(char.isalpha() for char in line.body) and "»" not in line.text


def _said_twice(keys: Sequence[str], i: int) -> bool:
    """Whether another line above says the same words, alone or after a path such as "Home"."""
    return len(keys[i].split()) >= 3 and any(keys[i] in keys[n] for n in range(i) if len(keys[n]) < len(keys[i]) + 60)
