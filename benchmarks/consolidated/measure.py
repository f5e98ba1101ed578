"""All figures of a set of folders, on gold claims or on the program's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from benchmarks.consolidated.contradictions import Ledger, measure_ledger
from benchmarks.consolidated.gold import Folder
from benchmarks.consolidated.merging import Merging, measure_merging, pair_claims
from benchmarks.consolidated.tracked import Tracked, measure_tracked
from dyadlog.consolidate import consolidate
from dyadlog.findings import find

Claims = Literal["gold", "own"]
NO_MERGING, NO_LEDGER, NO_TRACKED = Merging(), Ledger(), Tracked()


@dataclass(frozen=True)
class Figures:
    """The figures of one or more folders; counts add up, so a folder weighs by its claims."""

    merging: Merging = NO_MERGING
    ledger: Ledger = NO_LEDGER
    tracked: Tracked = NO_TRACKED

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.merging + other.merging, self.ledger + other.ledger, self.tracked + other.tracked)

    @property
    def misses(self) -> tuple[str, ...]:
        """All that went wrong, a line or more each."""
        return (*self.merging.misses, *self.ledger.misses, *self.tracked.misses)


def measure(folders: Iterable[Folder], claims: Claims) -> Figures:
    """The figures of some folders, each brought together by itself."""
    return sum((measure_folder(folder, claims) for folder in folders), Figures())


def measure_folder(folder: Folder, claims: Claims) -> Figures:
    """The figures of one folder."""
    readings = folder.gold if claims == "gold" else folder.own
    if claims == "gold":
        labels = {claim: row["event"] for claim, row in folder.rows.items() if row["event"]}
    else:
        paired = pair_claims(folder, folder.knowledge)
        labels = {own: folder.rows[gold]["event"] for own, gold in paired.items()}
    outcome = consolidate(readings, folder.knowledge)
    findings = find(readings, outcome, folder.knowledge)
    return Figures(
        measure_merging(folder, labels, outcome, readings),
        measure_ledger(folder, findings),
        measure_tracked(folder, outcome, findings),
    )
