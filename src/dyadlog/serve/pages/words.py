"""How outlets word one event, and the loaded words among theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.findings.outlets import OutletView, Report, Wording
from dyadlog.records import Dyad
from dyadlog.report.plain import plain_line, short_name
from dyadlog.report.sources import REASONS
from dyadlog.serve.pages.quoting import Quote, Quoter

MOST_WORDINGS: Final = 2
"""Sentences shown of one outlet on one event."""
MOST_TERMS: Final = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one sentence that tell an event, how it is told, loaded words and figures, and the sentence."""

    words: str
    modality: str
    negated: bool
    loaded: tuple[str, ...]
    figures: tuple[str, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Telling:
    """What one outlet has of one event; ``handed_on`` says from whom it has it, empty where it tells it itself."""

    outlet: str
    first: bool
    handed_on: str
    phrases: tuple[Phrase, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A loaded term, the neutral word for it, which outlets use it in how many sentences, and one of these."""

    term: str
    neutral: str
    outlets: tuple[tuple[str, int], ...]
    quote: Quote


def tell_report(report: Report, dyad: Dyad, quoter: Quoter, *, first: bool = False) -> Telling:
    """One outlet's report of an event."""
    handed_on = ""
    if report.bond is not None:
        other = dyad.outlet_of(report.bond.other_id) if report.bond.other_id in dyad.documents else report.bond.other_id
        handed_on = f"{REASONS[report.bond.kind]} {plain_line(short_name(other))}"
    shown = report.wordings[:MOST_WORDINGS]
    return Telling(
        outlet=plain_line(short_name(report.outlet)),
        first=first,
        handed_on=handed_on,
        phrases=tuple(_phrase(wording, quoter) for wording in shown),
        more=len(report.wordings) - len(shown),
    )


def _phrase(wording: Wording, quoter: Quoter) -> Phrase:
    return Phrase(
        words=plain_line(wording.words or ""),
        modality=wording.modality,
        negated=wording.negated,
        loaded=tuple(dict.fromkeys(plain_line(framing.term) for framing in wording.framings)),
        figures=tuple(dict.fromkeys(plain_line(quantity.original) for quantity in wording.quantities)),
        quote=quoter.quote(wording.evidence),
    )


def collect_loaded(outlets: Sequence[OutletView], quoter: Quoter) -> tuple[Choice, ...]:
    """Loaded words by what they stand for, the most used first."""
    used: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], Wording] = {}
    for outlet in outlets:
        for wording in {w.evidence: w for report in outlet.reports for w in report.wordings}.values():
            for framing in wording.framings:
                key = (framing.neutral or "", framing.term.casefold())
                used[key][plain_line(short_name(outlet.outlet))] += 1
                first.setdefault(key, wording)
    ranked = sorted(used, key=lambda key: (-sum(used[key].values()), key))[:MOST_TERMS]
    return tuple(
        Choice(
            plain_line(term),
            plain_line(neutral),
            tuple(used[neutral, term].most_common()),
            quoter.quote(first[neutral, term].evidence),
        )
        for neutral, term in ranked
    )
