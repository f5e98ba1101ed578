"""Written forms: how running text is written, for splitting it into sentences and words.

``tables/written_forms.csv``: ``form, kinds``. A form has no full stop at its end. Kinds: ``title`` an abbreviation that
stands before a name; ``number`` before a figure; ``inner`` never last in a sentence; ``month``; ``end`` an abbreviation
that may also end a sentence; ``starter`` a word that, with a capital, begins a sentence after such a one; ``currency``
letters glued before an amount; ``amount`` letters glued after one, ``unit`` likewise; ``prefix`` a part that stays
with its word over a hyphen ("re-elect"), ``dated`` one that does so before a name or figure too; ``whole`` never cut;
``parted`` a form written as one word, with spaces where it is cut; ``smiley`` signs that are one word; ``file`` the end
of a file's name.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.errors import KnowledgeError

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

FILE = "written_forms.csv"
ABBREVIATIONS = ("title", "number", "inner", "month", "end")
"""Kinds of what is written with a full stop."""
KINDS = frozenset(
    (*ABBREVIATIONS, "starter", "currency", "amount", "unit", "prefix", "dated", "whole", "parted", "smiley", "file")
)


@dataclass(frozen=True, slots=True)
class WrittenForms:
    """Forms by kind."""

    by_kind: Mapping[str, frozenset[str]]

    def of(self, *kinds: str) -> frozenset[str]:
        """All forms of these kinds."""
        return frozenset().union(*(self.by_kind[kind] for kind in kinds))


def load_written_forms(knowledge: "Knowledge") -> WrittenForms:
    """Read the table from every folder; a later row of the same form replaces an earlier one."""
    kinds_of: dict[str, frozenset[str]] = {}
    for path in knowledge.files(FILE):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                kinds = frozenset((row.get("kinds") or "").split("|"))
                if not row.get("form") or not kinds <= KINDS:
                    raise KnowledgeError(
                        str(path), reader.line_num, "needs a form and its kinds: " + ", ".join(sorted(KINDS))
                    )
                kinds_of[row["form"]] = kinds
    return WrittenForms(
        {kind: frozenset(form for form, kinds in kinds_of.items() if kind in kinds) for kind in sorted(KINDS)}
    )
