"""What the index of a dyad consists of."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dyadlog.findings.index.spans import Period
from dyadlog.records import Interval

FORMULA = "score*trust*modality*share/2"
"""Named in every row, so that figures of two formulas are never taken for one series."""

Status = Literal["value", "zero", "no_data"]
"""``value``: events were counted. ``zero``: pages of the period tell of both states, and no event of it was counted.
``no_data``: no such page was read, which says nothing."""

Direction = Literal["forward", "back", "mutual"]
"""``forward``: the first state towards the second one. ``back``: the other way. ``mutual``: with each other."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the index: the length of its periods, the scale of scores, the days it is to cover."""

    period: Period = "month"
    scale: str = "goldstein"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of the index that falls to one quad class (``1`` to ``4``), context or direction.

    Quad classes and directions add up to the whole; contexts do not: an act may have several (or none, ``""``).
    """

    name: str
    cooperation: float
    conflict: float
    events: int


@dataclass(frozen=True, slots=True)
class Slices:
    """The index by quad class, by context (the weightiest first) and by direction."""

    quads: tuple[Slice, ...]
    contexts: tuple[Slice, ...]
    directions: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """The bootstrap interval of one side of a period."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """One dyad in one period; a ``no_data`` point may stand for several periods on end (``periods`` many).

    ``cooperation`` is zero or more, ``conflict`` zero or less, both None without data; their bands are None where no
    event of that side was counted. ``quads`` counts events by quad class 1 to 4. ``pages`` are those published in the
    period that tell of both states. An event spread over several periods stands in each of them.
    """

    states: tuple[str, str]
    period: Period
    label: str
    start: date
    end: date
    status: Status
    cooperation: float | None
    conflict: float | None
    cooperation_band: Band | None
    conflict_band: Band | None
    quads: tuple[int, int, int, int]
    slices: Slices
    pages: int
    events: tuple[str, ...]
    periods: int = 1
    scale: str = "goldstein"
    formula: str = FORMULA


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one event adds to one period: ``value`` is ``score * trust * factor * share``.

    ``confidence`` is that of one report, ``trust`` what the formula makes of it, ``factor`` that of the modality.
    """

    event_id: str
    label: str
    when: Interval
    kind: str
    quad_class: int
    contexts: tuple[str, ...]
    direction: Direction
    modality: str
    disputed: bool
    score: float
    confidence: float
    trust: float
    factor: float
    share: float
    value: float


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An event of the two states that does not count, and why, in words for people.

    ``code`` is stable: ``modality``, ``negated``, ``part``, ``others``, ``undated``, ``dates``, ``score``,
    ``unsure``.
    """

    event_id: str
    kind: str
    when: Interval | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """From the period ``label`` on, the level of the series is another one: means a period before and from then on."""

    label: str
    start: date
    cooperation_before: float
    cooperation_after: float
    conflict_before: float
    conflict_after: float


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a dyad: its points in order of time, what each event adds, what does not count and why.

    ``total`` are the slices over all points. ``changes`` is None where the library for them is not installed, and
    empty where no stretch of periods on end has data for long enough, or none shows a change.
    """

    states: tuple[str, str]
    question: Question
    source: str
    points: tuple[IndexPoint, ...]
    contributions: tuple[Contribution, ...]
    uncounted: tuple[Uncounted, ...]
    total: Slices
    changes: tuple[ChangePoint, ...] | None = ()
