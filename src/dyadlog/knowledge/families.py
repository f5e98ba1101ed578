"""Families of kinds: words that different pages use for one and the same sort of happening.

``tables/kind_families.csv``: ``kind, family, spoken, flipped, whole, part, seldom, narrow, source``. A kind
without a row is a family of its own.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

ENCOUNTERS = "meeting"
"""The family of meetings, talks and calls."""
FLAGS = ("spoken", "flipped", "whole", "part")


@dataclass(frozen=True, slots=True)
class Family:
    """The family of one kind.

    ``spoken`` acts are done by words, so that two on one day may well be two. ``flipped`` kinds tell the happening from
    the other end (hosting is a visit told by the host). ``whole`` happenings may contain others (a visit), ``part``
    ones may be contained (a meeting). What is done ``seldom`` two states hardly do twice within some months.
    ``narrow`` is the family inside one sentence, where it is another: "killed four in a clash" are two acts there, and
    one happening on two pages.
    """

    name: str
    spoken: bool = False
    flipped: bool = False
    whole: bool = False
    part: bool = False
    narrow: str = ""
    seldom: bool = False

    @property
    def is_encounter(self) -> bool:
        """Whether people come together or speak to each other, so that things are said and signed at it."""
        return self.name == ENCOUNTERS and not self.whole

    @property
    def in_sentence(self) -> str:
        """The family inside one sentence."""
        return self.narrow or self.name


class Families:
    """The family of every kind."""

    def __init__(self, rows: dict[str, Family]) -> None:
        self._rows = rows

    def get(self, kind: str) -> Family:
        """The family of a kind; a kind that no row names stands alone."""
        return self._rows.get(kind) or Family(kind)

    def of_act(self, kind: str, received: bool) -> Family:
        """The family of an act: somebody ``received`` by another in person meets them; the visit is another thing."""
        family = self.get(kind)
        return Family(ENCOUNTERS, part=True) if received and family.flipped else family


def load_families(knowledge: "Knowledge") -> Families:
    """The families of the shipped table and the user's."""
    families: dict[str, Family] = {}
    for row in read_rows(knowledge, "kind_families.csv", ("kind", "family", *FLAGS, "source"), ("kind",)):
        spoken, flipped, whole, part = (row.choice(flag, ("0", "1")) == "1" for flag in FLAGS)
        narrow = row.cell("narrow") if "narrow" in row.columns else ""
        seldom = "seldom" in row.columns and row.choice("seldom", ("0", "1")) == "1"
        families[row.text("kind")] = Family(row.text("family"), spoken, flipped, whole, part, narrow, seldom)
    return Families(families)
