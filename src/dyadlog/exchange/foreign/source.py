"""What the readers of data sets share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.exchange.foreign.cells import Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.ontology import Ontology, PloverCode
from dyadlog.records import EventType, ForeignEvent, ForeignMention, ForeignSource

MATERIAL_ROOTS: Final = (6, 9, 14)
"""The CAMEO roots with which material cooperation, verbal conflict and material conflict begin."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says: ``day`` counts for what its file covers, ``what`` is None where the row tells of no two states
    or is no event at all."""

    day: date
    what: ForeignEvent | ForeignMention | None


RowReader = Callable[[Cells], Told]
"""Reads one row; raises BadRow."""


@dataclass(frozen=True, slots=True)
class Source:
    """A data set: ``title`` for people, ``columns`` those of rows by their number, for files without a head or with
    one that does not fit its rows, ``needed`` those that a head must have (no head where empty), ``quoted`` whether
    cells may stand in quotes, ``codes`` the PLOVER types that it looks for at all (any where empty)."""

    name: ForeignSource
    title: str
    columns: tuple[tuple[str, ...], ...]
    needed: tuple[str, ...]
    quoted: bool
    codes: tuple[EventType, ...]
    make_reader: Callable[[Knowledge, Parties], RowReader]


def read_cameo(ontology: Ontology, code: str) -> PloverCode | None:
    """What a CAMEO code is in PLOVER: by the code, or by the one above it; None for statements and appeals, which
    PLOVER does not have."""
    for known in (code, f"{code}0", *(code[:length] for length in range(len(code) - 1, 2, -1))):
        if known in ontology.from_cameo:
            return ontology.from_cameo[known]
    return None


def quad_of_cameo(code: str) -> int | None:
    """The quad class of a CAMEO code by its root: 1 to 5, 6 to 8, 9 to 13, 14 to 20."""
    root = int(code[:2]) if code[:2].isdigit() else 0
    return 1 + sum(root >= first for first in MATERIAL_ROOTS) if 1 <= root <= 20 else None
