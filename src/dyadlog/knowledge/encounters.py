"""Encounters: the kinds of act in which people deal with each other face to face or by voice.

``tables/encounters.csv``: ``kind, manner, source``; ``manner`` is ``meeting``, ``call`` or ``visit``.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

Manner = Literal["meeting", "call", "visit"]
MANNERS: Final = get_args(Manner)


def load_encounters(knowledge: "Knowledge") -> Mapping[str, Manner]:
    """Kind of act -> in which manner people meet in it; other kinds are no encounters."""
    encounters: dict[str, Manner] = {}
    for row in read_rows(knowledge, "encounters.csv", ("kind", "manner", "source"), ("kind",)):
        row.text("source")
        kind = row.choice("kind", [kind.kind for kind in knowledge.kinds])
        encounters[kind] = cast(Manner, row.choice("manner", MANNERS))
    return encounters
