"""Findings: what comparing the claims shows. Nothing is decided for the reader."""

from collections.abc import Sequence
from itertools import chain

from dyadlog.findings.amounts import find_amounts
from dyadlog.findings.belligerents import find_belligerents
from dyadlog.findings.book import open_book
from dyadlog.findings.common_ground import find_common_ground
from dyadlog.findings.corroboration import find_corroborations
from dyadlog.findings.countercharges import find_countercharges
from dyadlog.findings.denials import find_denials
from dyadlog.findings.differences import find_differences
from dyadlog.findings.figures import find_figure_conflicts
from dyadlog.findings.holders import find_offices
from dyadlog.findings.places import find_places
from dyadlog.findings.plans import find_plans
from dyadlog.findings.progress import find_progress
from dyadlog.findings.same_acts import find_same_acts
from dyadlog.findings.stances import find_stances
from dyadlog.findings.turns import find_turns
from dyadlog.findings.wording import find_framings
from dyadlog.knowledge import Knowledge
from dyadlog.records import Consolidation, Finding, Reading

__all__ = ["VERSION", "find"]

VERSION = "2"
"""Bumped when the findings of the same claims can change, so that a store compares them anew."""


def find(readings: Sequence[Reading], consolidation: Consolidation, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Compare the claims of all pages: agreements, conflicts, framings and updates, each with the words of its sides.

    Conflicts first, then updates and framings, agreements last; within each in the order of the record.
    """
    book = open_book(readings, consolidation, knowledge)
    found = chain(
        find_figure_conflicts(book),
        find_amounts(book),
        find_denials(book),
        find_countercharges(book),
        find_differences(book),
        find_places(book),
        find_plans(book),
        find_belligerents(book),
        find_turns(book),
        find_framings(book),
        find_progress(book),
        find_offices(book),
        find_corroborations(book),
        find_same_acts(book),
        find_stances(book),
        find_common_ground(book),
    )
    findings: dict[tuple[object, ...], Finding] = {}
    for finding in found:
        words = frozenset((side.evidence.document_id, side.evidence.start, side.value) for side in finding.sides)
        findings.setdefault((finding.kind, finding.field, words), finding)
    return tuple(findings.values())
