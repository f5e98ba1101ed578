"""The findings on the seed pages against a file of judgements: would a careful reader call them real?

``judgements.tsv``: ``finding, kind, field, pages, verdict, reason``. A finding is known by its kind, its field and the
places of its sides; the words of the pages are not copied. ``real``: the sides do say different things of one matter;
``framing``: they tell the same and only word it differently; ``not real``: they do not contradict each other.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.consolidated.figures import Share
from benchmarks.consolidated.pages import STEP, read_pages
from dyadlog.consolidate import consolidate
from dyadlog.findings import find
from dyadlog.records import Finding, Reading, content_id

FILE = Path(__file__).parent / "judgements.tsv"
COLUMNS = ("finding", "kind", "field", "pages", "verdict", "reason")
VERDICTS = ("real", "not real", "framing")


@dataclass(frozen=True, slots=True)
class Judged:
    """The judged findings of a run. ``real`` counts those judged real, and those of the kind ``framing`` judged to be
    just that, among all that were judged."""

    real: Share
    unjudged: tuple[str, ...]

    @property
    def unjudged_words(self) -> str:
        """How many have no verdict, with their names for the file."""
        return f"{len(self.unjudged)} not judged" + "".join(f"\n    {name}" for name in self.unjudged)


def list_findings(paths: Sequence[Path]) -> list[tuple[str, Finding, tuple[Reading, ...]]]:
    """Every finding on the pages that is no agreement, with the name it has in the file."""
    readings = read_pages(paths)
    outcome = consolidate(readings, STEP.knowledge)
    findings = find(readings, outcome, STEP.knowledge)
    page_of = {r.document.document_id: Path(r.page.location).stem for r in readings if r.document}
    return [
        (name_finding(finding, page_of), finding, readings) for finding in findings if finding.kind != "corroborated"
    ]


def name_finding(finding: Finding, page_of: dict[str, str]) -> str:
    """The name of a finding: a hash of its kind, its field and the place of every side."""
    sides = sorted((page_of[s.evidence.document_id], s.evidence.start, s.evidence.end) for s in finding.sides)
    return content_id("judged", finding.kind, finding.field, sides)[:17]


def read_judgements(path: Path = FILE) -> dict[str, str]:
    """The verdict on every finding judged; raises ValueError for a row that cannot be used."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if tuple(row) != COLUMNS or row["verdict"] not in VERDICTS or not row["reason"]:
            raise ValueError(f"{path}: {row}")
    if len({row["finding"] for row in rows}) != len(rows):
        raise ValueError(f"{path}: a finding stands twice")
    return {row["finding"]: row["verdict"] for row in rows}


def measure_judged(paths: Sequence[Path]) -> Judged:
    """The share of the listed contradictions that are real."""
    verdicts = read_judgements()
    listed = list_findings(paths)
    known = [(finding, verdicts[name]) for name, finding, _ in listed if name in verdicts]
    real = sum(verdict == "real" or verdict == finding.kind == "framing" for finding, verdict in known)
    return Judged(
        real=Share(real, len(known)),
        unjudged=tuple(f"{name} {finding.kind}/{finding.field}" for name, finding, _ in listed if name not in verdicts),
    )
