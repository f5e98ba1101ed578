"""Ladders: kinds of act in the order in which one matter goes forward, from a proposal to a ratified agreement."""

from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


class Ladders:
    """Where a kind stands among the steps of one matter."""

    def __init__(self, rows: dict[str, tuple[str, int]]) -> None:
        self._rows = rows

    def ladder(self, kind: str) -> str | None:
        """The ladder a kind stands on; None where it stands on none."""
        row = self._rows.get(kind)
        return row[0] if row else None

    def step(self, kind: str) -> int:
        """How far up a kind stands; 0 where it stands on no ladder."""
        row = self._rows.get(kind)
        return row[1] if row else 0


def load_ladders(knowledge: "Knowledge") -> Ladders:
    """The ladders of the shipped table and the user's."""
    steps: dict[str, tuple[str, int]] = {}
    for row in read_rows(knowledge, "kind_ladders.csv", ("kind", "ladder", "step", "source"), ("kind",)):
        steps[row.text("kind")] = (row.text("ladder"), int(row.number("step") or 0))
    return Ladders(steps)
