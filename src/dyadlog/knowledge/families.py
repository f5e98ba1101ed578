"""Families of kinds: words that different pages use for one and the same sort of happening.

``tables/kind_families.csv``: ``kind, family, spoken, flipped, whole, part, source``. A kind without a row is a
family of its own.
"""

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.errors import KnowledgeError

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

FILE = "kind_families.csv"
COLUMNS = ["kind", "family", "spoken", "flipped", "whole", "part", "source"]
FLAGS = COLUMNS[2:-1]


@dataclass(frozen=True, slots=True)
class Family:
    """The family of one kind.

    ``spoken`` acts are done by words, so that two on one day may well be two. ``flipped`` kinds tell the happening from
    the other end (hosting is a visit told by the host). ``whole`` happenings may contain others (a visit), ``part``
    ones may be contained (a meeting).
    """

    name: str
    spoken: bool = False
    flipped: bool = False
    whole: bool = False
    part: bool = False


class Families:
    """The family of every kind."""

    def __init__(self, rows: dict[str, Family]) -> None:
        self._rows = rows

    def get(self, kind: str) -> Family:
        """The family of a kind; a kind that no row names stands alone."""
        return self._rows.get(kind) or Family(kind)


def load_families(knowledge: "Knowledge") -> Families:
    """The families of the shipped table and the user's."""
    rows: dict[str, Family] = {}
    for path in knowledge.files(FILE):
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if reader.fieldnames != COLUMNS:
                raise KnowledgeError(str(path), 1, f"the columns must be {','.join(COLUMNS)}")
            for row in reader:
                if row["kind"] not in knowledge.kinds:
                    raise KnowledgeError(str(path), reader.line_num, f"there is no kind {row['kind']!r}")
                flags = [row[column] for column in FLAGS]
                if any(flag not in ("0", "1") for flag in flags):
                    raise KnowledgeError(str(path), reader.line_num, f"{', '.join(FLAGS)} are 0 or 1")
                rows[row["kind"]] = Family(row["family"], *(flag == "1" for flag in flags))
    return Families(rows)
