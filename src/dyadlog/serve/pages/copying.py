"""Who has it from whom: reports that are no voice of their own, by outlet and reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.consolidate.voices import measure_shares
from dyadlog.findings.outlets import OutletView, Report
from dyadlog.records import Dyad, Voice, VoiceBond
from dyadlog.report.plain import plain_line, short_name
from dyadlog.report.sources import REASONS
from dyadlog.serve.pages.quoting import Quote, Quoter

MOST_HANDINGS: Final = 60
MOST_MEASURED: Final = 200
"""Pairs of pages whose texts are measured against each other; each takes some milliseconds."""


@dataclass(frozen=True, slots=True)
class Handing:
    """What one outlet has from another in one way: how many events, on how many pages, how alike the texts are at most
    (0 to 1, None where it is no matter of text), and the telling words of either where single sentences tell."""

    outlet: str
    reason: str
    other: str
    events: int
    pages: int
    share: float | None
    mine: Quote | None
    theirs: Quote | None


def collect_handings(outlets: Sequence[OutletView], dyad: Dyad, quoter: Quoter) -> tuple[Handing, ...]:
    """All that outlets have from each other, most events first."""
    found: dict[tuple[str, str, str], list[Report]] = defaultdict(list)
    for outlet in outlets:
        for report in outlet.reports:
            if report.bond is not None:
                found[outlet.outlet, report.bond.kind, _outlet_of(report.bond.other_id, dyad)].append(report)
    shares = _measure([report.bond for reports in found.values() for report in reports if report.bond], dyad)
    ranked = sorted(found, key=lambda key: (-len(found[key]), key))[:MOST_HANDINGS]
    return tuple(_show(key, [r.bond for r in found[key] if r.bond], shares, quoter) for key in ranked)


def _outlet_of(document_id: str, dyad: Dyad) -> str:
    return dyad.outlet_of(document_id) if document_id in dyad.documents else document_id


def _measure(bonds: Iterable[VoiceBond], dyad: Dyad) -> dict[tuple[str, str], float]:
    """How alike two pages are, by their ids; each two once."""
    each = {(bond.document_id, bond.other_id): bond for bond in bonds}
    few = tuple(list(each.values())[:MOST_MEASURED])
    (measured,) = measure_shares([Voice((), (), False, few)], dyad.documents)
    return {(bond.document_id, bond.other_id): bond.share for bond in measured.bonds if bond.share is not None}


def _show(
    key: tuple[str, str, str], bonds: Sequence[VoiceBond], shares: dict[tuple[str, str], float], quoter: Quoter
) -> Handing:
    outlet, _, other = key
    alike = [shares[pages] for bond in bonds if (pages := (bond.document_id, bond.other_id)) in shares]
    telling = next((bond for bond in bonds if bond.evidence and bond.other_evidence), None)
    return Handing(
        outlet=plain_line(short_name(outlet)),
        reason=REASONS[bonds[0].kind],
        other=plain_line(short_name(other)),
        events=len(bonds),
        pages=len({bond.document_id for bond in bonds}),
        share=max(alike, default=None),
        mine=quoter.quote(telling.evidence) if telling and telling.evidence else None,
        theirs=quoter.quote(telling.other_evidence) if telling and telling.other_evidence else None,
    )
