"""What is open and what is shut between two states, with every report on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from dyadlog.exchange.rows import interval_row
from dyadlog.findings.opening_reports import Report
from dyadlog.findings.openings import UNKNOWN, Opening
from dyadlog.knowledge import Knowledge
from dyadlog.report.dates import show_span
from dyadlog.report.drawings import NARROW, WIDE
from dyadlog.report.drawings.standings import StandingBar, draw_standings, read_runs
from dyadlog.report.lines import LEADS
from dyadlog.report.openings import NO_STYLE, STYLES, name_opening, show_announced, show_status
from dyadlog.report.plain import plain_line, short_name
from dyadlog.serve.pages.quoting import Quote, Quoter

SIZES: Final = {"wide": WIDE, "narrow": NARROW}
TONES: Final = {"green": "fine", "yellow": "note", "red": "alarm"}
"""Badges for the colours of the terminal."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report: its time and what it says in words; ``holds`` False for what is planned, asked for or denied."""

    when: str
    words: str
    holds: bool
    contests: bool
    speaker: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class OpeningCard:
    """A thing: how it stands, since when, when and by whom that was last said, and all that pages say of it, the newest
    first. ``anchor`` is its name in an address."""

    anchor: str
    name: str
    status: str
    tone: str
    contested: bool
    confirmed: str
    by: tuple[str, ...]
    announced: tuple[str, ...]
    history: tuple[ReportLine, ...]
    standing: StandingBar


def write_openings(openings: Sequence[Opening], knowledge: Knowledge, quoter: Quoter) -> tuple[OpeningCard, ...]:
    """All things, in the order given."""
    return tuple(_write(number, opening, knowledge, quoter) for number, opening in enumerate(openings, 1))


def draw_openings(cards: Sequence[OpeningCard], names: tuple[str, str]) -> list[Markup]:
    """The bars over time in both widths; none where nothing has a date."""
    if not any(card.standing.days for card in cards):
        return []
    title = f"What was open and what was shut between {names[0]} and {names[1]}"
    return [
        draw_standings([card.standing for card in cards], name=f"standings-{size}", title=title, width=width)
        for size, width in SIZES.items()
    ]


def _write(number: int, opening: Opening, knowledge: Knowledge, quoter: Quoter) -> OpeningCard:
    anchor, name = f"thing-{number}", plain_line(name_opening(opening, knowledge))
    announced = [(r.moment, show_announced(r)) for r in opening.announced]
    tones = {report.status: tone_of(report.status) for report in opening.history}
    standing = StandingBar(
        name,
        f"#{anchor}",
        opening.contested,
        read_runs(opening, tones),
        tuple((day, words) for day, words in announced if day),
    )
    return OpeningCard(
        anchor=anchor,
        name=name,
        status=show_status(opening),
        tone=tone_of(opening.status),
        contested=opening.contested,
        confirmed=opening.last_confirmed.isoformat() if opening.last_confirmed else "",
        by=tuple(plain_line(short_name(outlet)) for outlet in opening.confirmed_by),
        announced=tuple(words for _, words in announced),
        history=tuple(_report(report, opening, quoter) for report in _newest_first(opening.history)),
        standing=standing,
    )


def _newest_first(reports: Sequence[Report]) -> list[Report]:
    """Reports with a day before those without, the newest first."""
    return sorted(reports, key=lambda report: report.moment or date.min, reverse=True)


def _report(report: Report, opening: Opening, quoter: Quoter) -> ReportLine:
    words = report.status.replace("_", " ")
    if not report.holds:
        denied = report.negated or report.modality == "denied"
        words = f"not {words}" if denied else f"{LEADS.get(report.modality, '')}{words}"
    return ReportLine(
        when=show_span(interval_row(report.when)) or "undated",
        words=words,
        holds=report.holds,
        contests=report in opening.contested_by,
        speaker=plain_line(report.speaker or ""),
        quote=quoter.quote(report.evidence, report.claim_id),
    )


def tone_of(status: str) -> str:
    """The badge for a status: ``fine``, ``note``, ``alarm``, or '' where none fits."""
    return "" if status == UNKNOWN else TONES.get(STYLES.get(status, NO_STYLE), "")
