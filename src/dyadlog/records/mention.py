"""Mentions: spans that name actors, places or times."""

from dataclasses import dataclass
from datetime import date

from dyadlog.records.actor import Occupancy, Party
from dyadlog.records.claim import Framing
from dyadlog.records.interval import Interval
from dyadlog.records.place import Place
from dyadlog.records.vocabulary import MentionKind


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of one sentence that names an actor or a place.

    ``start`` and ``end`` are document offsets of the naming words; ``first`` to ``last`` (inclusive) are the token
    positions in the sentence's Doc, ``head`` the token that stands for it in the syntax. ``parties`` is empty for a
    mere place, has one entry for an actor and several for a group ("both countries"). A capital or a place that can act
    ("Tehran said") has both ``parties`` and ``place``: coding decides by role. ``rule`` says how it was resolved
    (``name``, ``adjective``, ``demonym``, ``capital``, ``epithet``, ``office``, ``person``, ``short_name``,
    ``pronoun``, ``group``, ...); ``antecedent`` is the document offset of the words a pronoun or group points back to.
    """

    sentence: int
    start: int
    end: int
    first: int
    last: int
    head: int
    text: str
    kind: MentionKind
    rule: str
    parties: tuple[Party, ...] = ()
    place: Place | None = None
    antecedent: int | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression of one sentence. ``interval`` is None where it cannot be resolved; ``reason`` says why.

    ``head`` is the token position it hangs on in the syntax; ``relation`` is ``at`` for most, ``since``, ``until``,
    ``before``, ``after`` for open expressions, ``duration`` for "two-day", "for three weeks".
    """

    sentence: int
    start: int
    end: int
    first: int
    last: int
    head: int
    text: str
    interval: Interval | None
    relation: str = "at"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """All that ``resolve`` found in one document."""

    document_id: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    occupancies: tuple[Occupancy, ...]
    framings: tuple[Framing, ...]
    not_before: date | None = None
