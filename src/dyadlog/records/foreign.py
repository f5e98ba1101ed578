"""Foreign events: what other data sets have, kept beside the record and never in it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dyadlog.records.vocabulary import EventType

ForeignSource = Literal["gdelt", "icews", "polecat", "acled", "ucdp"]
"""The data sets that can be imported."""


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """One row of another data set.

    ``foreign_id`` is theirs, unique within the data set; ``first`` and ``last`` are the days they give. ``code`` and
    ``words`` say what happened in their terms; ``event_type``, ``mode`` and ``cameo`` what that is in PLOVER and
    CAMEO, None where it is no one thing there. ``actors``, ``recipients`` and ``territory`` are states; names stand as
    they have them. ``mentions``, ``sources`` and ``articles`` are their own counts, None where they have none; so are
    ``deaths`` with the least and the most. ``reference`` is their link or source; ``file`` and ``line`` are where the
    row stood.
    """

    source: ForeignSource
    foreign_id: str
    first: date
    last: date
    code: str
    words: str | None
    event_type: EventType | None
    mode: str | None
    quad_class: int | None
    cameo: str | None
    actors: tuple[str, ...]
    actor_name: str | None
    recipients: tuple[str, ...]
    recipient_name: str | None
    territory: tuple[str, ...]
    place: str | None
    lat: float | None
    lon: float | None
    mentions: int | None
    sources: int | None
    articles: int | None
    deaths: int | None
    deaths_low: int | None
    deaths_high: int | None
    reference: str | None
    file: str
    line: int

    @property
    def parties(self) -> frozenset[str]:
        """The states on either side."""
        return frozenset((*self.actors, *self.recipients))

    @property
    def states(self) -> frozenset[str]:
        """Every state that takes part. Whose land it was counts in material conflict alone: elsewhere a place is no
        more than where people met."""
        return self.parties | frozenset(self.territory if self.quad_class == 4 else ())


@dataclass(frozen=True, slots=True)
class ForeignMention:
    """One place in the news where another data set found an event of its own: ``link`` is the page, ``sentence`` its
    number there."""

    source: ForeignSource
    foreign_id: str
    link: str
    sentence: int
    outlet: str


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file that was taken in: ``file_id`` is the hash of its bytes, ``asked`` the states it was read for (all where
    empty), ``first`` and ``last`` the days it covers, ``rows`` what it holds. Of these ``kept`` were taken in and
    ``bad`` could not be read; the others tell of no two states, or of none of those asked for."""

    file_id: str
    asked: tuple[str, ...]
    source: ForeignSource
    name: str
    first: date | None
    last: date | None
    rows: int
    kept: int
    bad: int


@dataclass(frozen=True, slots=True)
class MentionCount:
    """In how many places of how many outlets another data set found one of its events."""

    mentions: int
    outlets: tuple[str, ...]
