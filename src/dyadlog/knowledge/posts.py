"""Posts: what the words of an office say: which office it is, and how the one who bears them stands to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from dyadlog.knowledge.offices import Effect, Office, Offices

Standing = Literal["holds", "acting", "former", "future", "contested"]
STANDINGS: Final[tuple[Effect, ...]] = ("former", "future", "acting", "contested")
"""Effects of modifiers that decide, the first that is there; all others leave the holder in office."""
LOWEST_SINGLE_RANK: Final = 3
"""Ranks of offices that one person at a time holds: heads of state and government, ministers, chiefs."""
LEADING_RANK: Final = 2
ABROAD: Final = "diplomatic"


@dataclass(frozen=True, slots=True)
class Post:
    """One office as a page words it.

    ``key`` is the office as knowledge knows it, with the deputies of an office apart, or the words themselves where it
    knows none. ``seat`` is what one person at a time can hold: the key, for envoys with where they are sent; None
    where several hold it. ``rank`` is 1 (head of state) to 6, 7 for an office that no table has.
    """

    key: str
    words: str
    standing: Standing
    office: Office | None
    seat: str | None
    is_deputy: bool

    @property
    def rank(self) -> int:
        """How high the office is: 1 the head of state, 7 an office that no table has."""
        return self.office.rank + (self.key != self.office.office_id) if self.office else 7

    @property
    def is_held(self) -> bool:
        """Whether who bears the title is in the office, for good or acting."""
        return self.standing in ("holds", "acting")

    def excludes(self, other: "Post") -> bool:
        """Whether nobody holds both offices at a time: two that lead a state, two ministries, a chief and the deputy.

        A head of government with a ministry, or a minister who is deputy head of government, is nothing unusual.
        """
        mine, theirs = self.office, other.office
        if mine is None or theirs is None or mine.body is None or theirs.body is None or self.key == other.key:
            return False
        if self.is_deputy != other.is_deputy:
            return mine.body == theirs.body and abs(self.rank - other.rank) <= 1
        if self.is_deputy or mine.branch != theirs.branch or mine.body == theirs.body:
            return False
        if max(mine.rank, theirs.rank) <= LEADING_RANK:
            return True
        ministries = mine.rank == theirs.rank == LOWEST_SINGLE_RANK and mine.branch == "executive"
        return ministries and self.seat is not None and other.seat is not None


def read_posts(words: str, offices: Offices) -> tuple[Post, ...]:
    """The offices that the words of a title name ("deputy premier and foreign minister" are two), at least one."""
    return _read_posts(" ".join(words.split()), offices)


@lru_cache(maxsize=50_000)
def _read_posts(words: str, offices: Offices) -> tuple[Post, ...]:
    tokens = words.split()
    matches = [match for match in offices.match_titles(tokens) if not match.plural]
    if not matches:
        return (Post(words.casefold(), words, "holds", None, None, False),)
    posts = []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        standing = next((effect for effect in STANDINGS if effect in match.effects), "holds")
        deputises = "deputy" in match.effects or _is_deputy(match.office, offices)
        key = f"deputy {match.office.office_id}" if "deputy" in match.effects else match.office.office_id
        own = words if len(matches) == 1 else " ".join(tokens[match.first : match.last + 1])
        rest = tokens[match.last + 1 : following.first if following else len(tokens)]
        seat = _name_seat(match.office, key, rest, deputises)
        posts.append(Post(key, own, standing, match.office, seat, deputises))  # type: ignore[arg-type]
    return tuple({post.key: post for post in reversed(posts)}.values())[::-1]


def _is_deputy(office: Office, offices: Offices) -> bool:
    return offices.modifier_effect(office.titles[0].split()[0]) == "deputy"


def _name_seat(office: Office, key: str, rest: Sequence[str], deputises: bool) -> str | None:
    """What one person at a time holds; None where several do, or the words leave open which of several it is."""
    if deputises:
        return None
    if office.branch == ABROAD:
        return f"{key} {' '.join(rest).casefold()}" if rest[:1] == ["to"] else None
    if office.rank == 1:
        return key
    # "minister" and "prince" name many; so do the titles that are of the government as a whole
    named = office.body is not None and len(office.titles[0].split()) > 1
    general = office.body == "government" and office.rank == LOWEST_SINGLE_RANK
    return key if named and not general and office.rank <= LOWEST_SINGLE_RANK else None
