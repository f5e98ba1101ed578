"""How things stand between two states, for the overview: what is open and what is shut, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dyadlog.findings.openings import UNKNOWN, Opening, find_openings
from dyadlog.knowledge import Knowledge
from dyadlog.report.dates import show_day
from dyadlog.report.openings import NO_STYLE, STYLES, name_opening, show_announced, show_status
from dyadlog.report.plain import plain_line
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.quoting import Quote, Quoter
from dyadlog.store import View

TONES: Final = {"green": "fine", "yellow": "note", "red": "alarm"}
"""Badges for the colours of the terminal."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing: its name and status in words; ``tone`` is ``fine``, ``alarm``, ``note`` or '' where none fits;
    ``confirmed`` the last day for which a page speaks; ``quote`` the words of that page, None where there are none."""

    name: str
    status: str
    tone: str
    contested: bool
    confirmed: str
    announced: tuple[str, ...]
    quote: Quote | None


def list_standing(view: View, knowledge: Knowledge, pair: Pair) -> tuple[Standing, ...]:
    """Everything between two states that is open or shut."""
    dyad = view.dyad(*pair)
    quoter = Quoter(dyad)
    openings = find_openings(dyad, map(view.reading, dyad.documents), knowledge)
    return tuple(_shape(opening, knowledge, quoter) for opening in openings)


def _shape(opening: Opening, knowledge: Knowledge, quoter: Quoter) -> Standing:
    telling = [report for report in opening.history if report.holds and report.status == opening.status]
    last = next(reversed(telling or opening.history), None)
    return Standing(
        name=plain_line(name_opening(opening, knowledge)),
        status=show_status(opening),
        tone=tone_of(opening.status),
        contested=opening.contested,
        confirmed=show_day(opening.last_confirmed.isoformat()) if opening.last_confirmed else "",
        announced=tuple(show_announced(report) for report in opening.announced),
        quote=quoter.quote(last.evidence, last.claim_id) if last else None,
    )


def tone_of(status: str) -> str:
    """The badge for a status: ``fine``, ``note``, ``alarm``, or '' where none fits."""
    return "" if status == UNKNOWN else TONES.get(STYLES.get(status, NO_STYLE), "")
