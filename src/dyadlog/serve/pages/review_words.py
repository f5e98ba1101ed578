"""Claims and decisions in our words, as the review pages tell them."""

from __future__ import annotations

from dataclasses import dataclass

from dyadlog.exchange import Rows
from dyadlog.records import Claim, Ruling
from dyadlog.report.dates import show_span
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.report.plain import plain_line
from dyadlog.serve.pages.review_frame import SLOT_NAMES
from dyadlog.serve.sheets import Scene


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as one line: what it says in neutral words, when that was, and its quad class, 0 where it has none."""

    text: str
    when: str
    quad: int


class ClaimTeller:
    """Puts claims into words, as they stand."""

    def __init__(self, scene: Scene) -> None:
        self._rows = Rows(scene.view)
        self._writer = LineWriter(scene.knowledge, Notebook({}), {})

    def tell(self, claim: Claim) -> ClaimLine:
        """A claim as one line."""
        row = self._rows.claim_row(claim)
        self._writer.start_section()
        text = plain_line(self._writer.describe(row))
        return ClaimLine(text[:1].upper() + text[1:], show_span(row) or "undated", claim.quad_class or 0)


def tell_act(ruling: Ruling) -> str:
    """What was decided, as a verb."""
    match ruling.kind:
        case "accept":
            return "accepted"
        case "reject":
            return "rejected"
        case "correct":
            return f"corrected {', '.join(SLOT_NAMES[slot].lower() for slot in ruling.slots)}"
        case "merge":
            return "merged with another event"
        case "split":
            return "split off its event"
        case "blind":
            return f"coded blind: {len(ruling.codings) or 'no'} act{'' if len(ruling.codings) == 1 else 's'}"
        case "finding":
            about = ", ".join(dict.fromkeys(word.replace("_", " ") for word in ruling.about or ()))
            verdict = ruling.verdict or ""
            said = f"side {verdict} stands" if verdict.isdigit() else verdict.replace("-", " ")
            return f"ruled on a difference ({about}): {said}"
