"""Wording: how the tool itself puts an act in neutral words. ``tables/wording.csv``: ``kind, past, base, link``.

"X ``past`` ``link`` Y" ("Norway opened the border with Sweden"), "X is to ``base`` ``link`` Y".
"""

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.errors import KnowledgeError

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

COLUMNS = ["kind", "past", "base", "link"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for one kind of act; ``link`` leads to the recipient and may be empty."""

    past: str
    base: str
    link: str


def load_wording(knowledge: "Knowledge") -> dict[str, Wording]:
    """Kind -> wording, from the shipped table and the user's."""
    wording: dict[str, Wording] = {}
    for path in knowledge.files("wording.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if reader.fieldnames != COLUMNS:
                raise KnowledgeError(str(path), 1, f"the columns must be {','.join(COLUMNS)}")
            for row in reader:
                if row["kind"] not in knowledge.kinds:
                    raise KnowledgeError(str(path), reader.line_num, f"no kind is called {row['kind']!r}")
                if not row["past"] or not row["base"]:
                    raise KnowledgeError(str(path), reader.line_num, f"{row['kind']!r} needs a past and a base form")
                wording[row["kind"]] = Wording(row["past"], row["base"], row["link"])
    missing = [kind.kind for kind in knowledge.kinds if kind.kind not in wording]
    if missing:
        raise KnowledgeError("wording.csv", None, f"the kind {missing[0]!r} has no wording")
    return wording
