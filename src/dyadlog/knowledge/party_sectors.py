"""Sectors: what a party of ours is called in the actor codes of CAMEO and of PLOVER.

``tables/party_sectors.csv``: ``kind, cameo, plover, source``; empty where a kind of party has no sector.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from dyadlog.knowledge.rows import read_rows
from dyadlog.records.vocabulary import PartyKind

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Sector:
    """The codes of a kind of party; None where there is none."""

    cameo: str | None
    plover: str | None


def load_party_sectors(knowledge: "Knowledge") -> Mapping[str, Sector]:
    """``party_sectors.csv``."""
    found = {}
    for row in read_rows(knowledge, "party_sectors.csv", ("kind", "cameo", "plover", "source"), ("kind",)):
        row.text("source")
        kind = row.choice("kind", get_args(PartyKind))
        found[kind] = Sector(row.maybe("cameo"), row.maybe("plover"))
    return found
