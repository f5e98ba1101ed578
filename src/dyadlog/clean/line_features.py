"""What the line classifier looks at: each line by itself, its neighbours, and its place among the prose of the page.

Blank lines are not looked at, since dumps differ most in them.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dyadlog.clean.lines import Line
from dyadlog.knowledge.page_words import PageWords

Matrix = npt.NDArray[np.float32]

NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (4, 10, 20)
PROSE_WORDS = 12
SEPARATOR = re.compile(r"[|»›→·•]|\s/\s")
YEAR_OR_CLOCK = re.compile(r"\b(?:19|20)\d\d|\b\d{1,2}:\d\d\b")
CONTENT_LENGTH = 4
OWN = (
    "length",
    "words",
    "closes",
    "colon",
    "bullet",
    "function words",
    "capitals",
    "digits",
    "boilerplate",
    "date",
    "clock",
    "repeated",
    "sentences",
    "separator",
    "menu",
    "related",
    "end",
    "bio",
    "caption",
    "first person",
    "quotation",
    "small",
    "cohesion",
    "prose",
    "spoken",
)
"""What is seen on a line by itself, in order."""
SPOKEN = 3
"""Lines of prose that use a word which is then one of the page's own language."""


def line_features(lines: Sequence[Line], words: PageWords) -> Matrix:
    """One row of features for each line of a page."""
    if not lines:
        return np.zeros((0, 0), dtype=np.float32)
    repeats = Counter(line.key for line in lines)
    prose = [is_prose(line) for line in lines]
    vocabulary = Counter(
        word for line, is_one in zip(lines, prose, strict=True) if is_one for word in set(content_words(line))
    )
    spoken = Counter(
        word
        for line, is_one in zip(lines, prose, strict=True)
        if is_one
        for word in {word.lower() for word in line.words}
    )
    own = np.array(
        [
            [*_own_features(line, repeats, vocabulary, words), _spoken(line, spoken, itself=is_one)]
            for line, is_one in zip(lines, prose, strict=True)
        ],
        dtype=np.float32,
    )
    place = _place_features(np.array(prose, dtype=np.float32))
    return np.hstack([own, _neighbour_features(own), place, _window_features(own)])


def is_prose(line: Line) -> bool:
    """Whether a line is by its look a sentence or more of running text."""
    return len(line.words) >= PROSE_WORDS and line.ends_sentence and not line.oversized


def content_words(line: Line) -> list[str]:
    """The longer words of a line, lower-cased, without a possessive ending."""
    return [
        folded
        for word in line.words
        if len(folded := word.lower().removesuffix("'s").removesuffix("’s")) >= CONTENT_LENGTH
    ]


def cohesion(line: Line, vocabulary: Counter[str], *, itself: bool) -> float:
    """Which share of a line's content words other prose lines of the page use too."""
    least = 2 if itself else 1
    wanted = content_words(line)
    return sum(vocabulary[word] >= least for word in wanted) / len(wanted) if wanted else 0.0


def _spoken(line: Line, spoken: Counter[str], *, itself: bool) -> float:
    """Which share of a line's words the page's prose uses again and again, in whatever language it is."""
    least = SPOKEN + itself
    return sum(spoken[word.lower()] >= least for word in line.words) / max(1, len(line.words))


def _own_features(line: Line, repeats: Counter[str], vocabulary: Counter[str], words: PageWords) -> list[float]:
    text, count = line.body, len(line.words)
    prose = is_prose(line)
    return [
        min(count, 120) / 40,
        float(np.log1p(count)),
        float(line.ends_sentence),
        float(text.endswith(":")),
        float(line.bullet),
        words.share("function_words", line.words),
        sum(word[:1].isupper() for word in line.words) / max(1, count),
        sum(char.isdigit() for char in text) / max(1, len(text)),
        float(words.has("boilerplate", text[:300])),
        float(words.has("months", text[:120]) and any(char.isdigit() for char in text[:120])),
        float(YEAR_OR_CLOCK.search(text[:120]) is not None or words.has("relative_date", text[:120])),
        float(repeats[line.key] > 1),
        float(min(text.count(". ") + text.count(".” ") + text.count('." '), 8)),
        float(SEPARATOR.search(text[:300]) is not None),
        float(words.has("menu_words", text)),
        float(words.has("related", text[:80])),
        float(words.has("end_marks", text[:80])),
        float(words.has("bio", text[:300])),
        float(words.has("caption", text[:300])),
        float(words.has("first_person", text[:300])),
        float(any(mark in text for mark in '"“”«»')),
        float(text[:1].islower()),
        cohesion(line, vocabulary, itself=prose),
        float(prose),
    ]


def _neighbour_features(own: Matrix) -> Matrix:
    """The features of the three lines before and after; zeros beyond the ends of the page."""
    count, width = own.shape
    columns = []
    for step in NEIGHBOURS:
        moved = np.zeros((count, width), dtype=np.float32)
        if step < 0:
            moved[-step:] = own[:step]
        else:
            moved[:-step] = own[step:]
        columns.append(moved)
    return np.hstack(columns)


def _place_features(prose: Matrix) -> Matrix:
    """Where a line stands among the prose: share before and after, steps to the next, density around it."""
    count = len(prose)
    total = np.concatenate([[0.0], np.cumsum(prose)])
    index = np.arange(count)
    at_prose = np.flatnonzero(prose)
    following = np.searchsorted(at_prose, index, side="left")
    padded = np.concatenate([[-30], at_prose, [count + 30]])
    ahead = np.minimum(padded[following + 1] - index, 30)
    behind = np.minimum(index - padded[np.searchsorted(at_prose, index, side="right")], 30)
    all_prose = max(1.0, float(total[-1]))
    columns = [total[index] / all_prose, (total[-1] - total[index]) / all_prose, ahead / 10, behind / 10]
    for radius in WINDOWS:
        first, last = np.maximum(0, index - radius), np.minimum(count, index + radius + 1)
        columns.append((total[last] - total[first]) / (2 * radius + 1))
    columns.append(np.full(count, min(float(total[-1]), 40) / 20))
    return np.stack(columns, axis=1).astype(np.float32)


def _window_features(own: Matrix) -> Matrix:
    """Length, bullets and the page's own words over the lines around; the place on the page, and the page's length."""
    count = len(own)
    index = np.arange(count)
    columns = []
    for name in ("words", "bullet", "spoken"):
        total = np.concatenate([[0.0], np.cumsum(own[:, OWN.index(name)])])
        for radius in (5, 15):
            first, last = np.maximum(0, index - radius), np.minimum(count, index + radius + 1)
            columns.append((total[last] - total[first]) / (last - first))
    return np.stack([*columns, index / count, np.full(count, min(count, 400) / 100)], axis=1).astype(np.float32)
