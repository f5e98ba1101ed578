"""What the second look at a line sees: a first guess for all lines of the page, and what stands between them.

The first classifier judges a line by itself and the lines around it. A list, a table or a recipe inside an article
looks like furniture to it, readers' comments and other articles look like text. The second one sees where the article
seems to begin and to end, and what kinds of line have come in between.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from dyadlog.clean.line_features import OWN, Matrix, content_words
from dyadlog.clean.lines import Line
from dyadlog.clean.marks import mark_line
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind

Column = npt.NDArray[np.float64]
MARKS: tuple[BlockKind, ...] = ("date", "byline", "related", "boilerplate", "bio", "caption")
SECTIONS = ("comment_area", "share", "related_mark", "advertisement", "end_marks", "boilerplate")
SEEN = 200
STEPS = (1, 2, 3, 4, 6)
RADII = (2, 5, 10, 25)
LEVELS = (0.4, 0.15, 0.05)
"""Probabilities of being text that the lines of a stretch must have on average to be the article."""
STRONG, SURE = 0.6, 0.7
FAR, NEAR = 12, 4
LEAST = 3e-3
MOST_MARKS = 10
COUNTED = (OWN.index("boilerplate"), OWN.index("clock"), OWN.index("menu"), OWN.index("related"), OWN.index("end"))
"""Features of a line by itself whose number since the headline tells whether the article goes on."""
AVERAGED = ("words", "bullet", "closes", "function words", "digits", "clock", "boilerplate", "separator", "repeated")


def context_features(lines: Sequence[Line], own: Matrix, guess: Matrix, words: PageWords) -> Matrix:
    """One row for each line of a page: ``own`` features, and what the first ``guess`` says of its surroundings."""
    marks = _mark_features(lines, words)
    contents = [content_words(line) for line in lines]
    body, headline = guess[:, 1].astype(np.float64), guess[:, 2].astype(np.float64)
    title = _likely_headline(body, headline)
    core = _best_stretch(body - LEVELS[0])
    counted = np.column_stack([own[:, list(COUNTED)], own[:, [OWN.index("bio"), OWN.index("repeated")]], marks])
    columns = [
        *_guess_columns(body, headline),
        *_title_columns(body, headline, title, contents),
        *_stretch_columns(body),
        *_count_columns(counted, own, body, title, core),
        *_word_columns(lines, contents, body, core),
        *(_window_mean(own[:, OWN.index(name)], radius) for name in AVERAGED for radius in (3, 10)),
    ]
    return np.column_stack([own, marks, *columns]).astype(np.float32)


def _mark_features(lines: Sequence[Line], words: PageWords) -> Matrix:
    """What each line is by its own words."""
    rows = []
    for line in lines:
        mark = mark_line(line, words) if not line.oversized else "boilerplate"
        sections = (words.has(section, line.body[:SEEN]) for section in SECTIONS)
        rows.append([*(mark == kind for kind in MARKS), *sections])
    return np.array(rows, dtype=np.float32)


def _guess_columns(body: Column, headline: Column) -> list[Column]:
    """The guess for a line and its neighbours, and its mean over windows; the share of text before and after."""
    odds = np.log((body + 1e-3) / (1 - body + 1e-3)) + 7
    logs = np.log(body + LEAST)
    columns = [odds, headline]
    columns += [_shift(odds, step * sign) for step in STEPS for sign in (-1, 1)]
    columns += [_shift(headline, step) for step in (-2, -1, 1, 2)]
    columns += [_window_mean(values, radius) for radius in RADII for values in (body, logs)]
    total, sums = max(float(body.sum()), 1e-3), np.cumsum(body)
    return [*columns, (sums - body) / total, (total - sums) / total]


def _likely_headline(body: Column, headline: Column) -> int:
    """The line that is most likely the headline and has text enough below it."""
    total = max(float(body.sum()), 1e-3)
    return int(np.argmax(headline * ((total - np.cumsum(body)) / total > LEVELS[0] * STRONG)))


def _title_columns(body: Column, headline: Column, title: int, contents: Sequence[Sequence[str]]) -> list[Column]:
    """Where a line stands to the headline, and how many of its words that has."""
    index = np.arange(len(body))
    named = set(contents[title])
    overlap = np.array([sum(word in named for word in line) / max(1, len(line)) for line in contents])
    columns = [np.clip(index - title, -30, 60) / 10, np.full(len(body), headline[title]), (index == title) * 1.0]
    return [*columns, np.maximum.accumulate(headline), overlap]


def _stretch_columns(body: Column) -> list[Column]:
    """Whether a line is inside the stretch that is likely the article, and how far from its ends; sure lines."""
    index, columns = np.arange(len(body)), []
    for level in LEVELS:
        first, last = _best_stretch(body - level)
        inside = (index >= first) & (index <= last)
        columns += [inside * 1.0, np.clip(index - first, -30, 30) / 10, np.clip(last - index, -30, 30) / 10]
    sure = np.concatenate([[-40], np.flatnonzero(body > SURE), [len(body) + 40]])
    ahead = sure[np.searchsorted(sure, index, "left")] - index
    behind = index - sure[np.searchsorted(sure, index, "right") - 1]
    return [*columns, np.minimum(ahead, 40) / 10, np.minimum(behind, 40) / 10]


def _count_columns(counted: Matrix, own: Matrix, body: Column, title: int, core: tuple[int, int]) -> list[Column]:
    """Kinds of line counted from the headline, from the surest stretch, and from the first end of the text on."""
    index, count = np.arange(len(body)), len(body)
    first, last = core
    sums = np.cumsum(counted, axis=0)
    columns = [np.clip(column, -MOST_MARKS, 2 * MOST_MARKS) for column in (sums - sums[title]).T]
    outside = np.zeros_like(sums)
    outside[last:], outside[: first + 1] = sums[last:] - sums[last], sums[first] - sums[: first + 1]
    columns += list(np.minimum(outside, MOST_MARKS).T)
    end = _first_end(body, title)
    columns += [column * (index > end) for column in np.clip(sums - sums[end], 0, MOST_MARKS).T]
    since = np.maximum(1, np.abs(index - title))
    text = np.where(index >= title, np.cumsum(body) - np.cumsum(body)[title], 0)
    prose = np.cumsum(own[:, OWN.index("prose")])
    columns += [text / since, np.log1p(np.maximum(0, text)), (prose - prose[title]) / since]
    columns += [np.clip(index - end, -40, 40) / 10, ((index > title) & (index <= end)) * 1.0]
    columns += [_valley(body, first, last), np.full(count, min(last - first + 1, 80) / 20)]
    return columns


def _word_columns(
    lines: Sequence[Line], contents: Sequence[Sequence[str]], body: Column, core: tuple[int, int]
) -> list[Column]:
    """Which share of its words a line has in common with the text, and with other lines around it."""
    inside = [i for i in range(core[0], core[1] + 1) if body[i] > 1 / 2]
    text = Counter(word for i in inside for word in set(contents[i]))
    held = set(inside)
    shared = np.array([_share(line, text, 2 if i in held else 1) for i, line in enumerate(contents)])
    near: list[float] = []
    around: Counter[str] = Counter()
    for i, line in enumerate(contents):
        for number, sign in ((i + FAR, 1), (i - FAR - 1, -1)) if i else ((n, 1) for n in range(FAR + 1)):
            if 0 <= number < len(lines):
                around.update(dict.fromkeys(contents[number], sign))
        near.append(_share(line, around, 2))
    return [shared, _window_mean(shared, NEAR), np.array(near), _window_mean(np.array(near), NEAR)]


def _share(line: Sequence[str], vocabulary: Counter[str], least: int) -> float:
    return sum(vocabulary[word] >= least for word in line) / max(1, len(line))


def _first_end(body: Column, title: int) -> int:
    """The last line of text below the headline before the first long gap."""
    end = title
    for i in np.flatnonzero(body > STRONG):
        if i > title:
            if end > title and i - end > FAR:
                break
            end = int(i)
    return end


def _valley(body: Column, first: int, last: int) -> Column:
    """The least likely lines between a line and the surest stretch, smoothed."""
    smooth = _window_mean(np.log(body + LEAST), 2)
    lowest: Callable[[Column], Column] = np.minimum.accumulate
    valley = smooth.copy()
    valley[last:] = lowest(smooth[last:])
    valley[: first + 1] = lowest(smooth[: first + 1][::-1])[::-1]
    return valley


def _best_stretch(gains: Column) -> tuple[int, int]:
    """First and last line of the stretch with the largest sum; (0, 0) where no line gains."""
    best, held, start, stretch = 0.0, 0.0, 0, (0, 0)
    for i, gain in enumerate(gains.tolist()):
        if held <= 0:
            held, start = 0.0, i
        held += gain
        if held > best:
            best, stretch = held, (start, i)
    return stretch


def _shift(values: Column, step: int) -> Column:
    """The values of the line ``step`` lines further; 0 beyond the ends."""
    moved = np.zeros_like(values)
    if abs(step) < len(values):
        if step < 0:
            moved[-step:] = values[:step]
        else:
            moved[:-step] = values[step:]
    return moved


def _window_mean(values: npt.NDArray[np.floating], radius: int) -> Column:
    """The mean over the lines up to ``radius`` away."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    first, last = np.maximum(0, index - radius), np.minimum(len(values), index + radius + 1)
    return np.asarray((total[last] - total[first]) / (last - first))
