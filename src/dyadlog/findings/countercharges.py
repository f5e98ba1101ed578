"""Countercharges: force that one side is told to have used, and its word that the other side did."""

from collections import defaultdict
from collections.abc import Iterator

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import set_apart
from dyadlog.findings.matters import FORCE, HARM, codes_of
from dyadlog.findings.notes import show_direction
from dyadlog.findings.sides import make_finding, side_of, states_of
from dyadlog.records import Finding

BACK = 3
"""Sentences before a countercharge in which what it answers is looked for."""


def find_countercharges(book: Book) -> Iterator[Finding]:
    """For every report of force on the word of its target, the nearest report before it of force by that target."""
    by_page: dict[str, list[Told]] = defaultdict(list)
    for one in book.told.values():
        if (
            one.claim.event_type == FORCE
            and one.claim.kind not in HARM
            and one.happened
            and not (one.in_headline or one.is_print)
        ):
            by_page[one.document.document_id].append(one)
    for told in by_page.values():
        for answer in told:
            charged = [one for one in told if one.order < answer.order and _answers(answer, one)]
            if charged:
                pair = (charged[-1], answer)
                sides = set_apart([side_of(one, show_direction(book, one)) for one in pair], pair)
                if sides is not None:
                    states = states_of(*(one.claim for one in pair))
                    yield make_finding("role", "actor", sides, states, note="each side names the other")


def _answers(answer: Told, charge: Told) -> bool:
    """Whether a claim is the target's own word against another claim with the roles the other way round."""
    doers, targets = _codes(answer, "actors"), _codes(answer, "recipients")
    if not doers or not targets or (doers, targets) != (_codes(charge, "recipients"), _codes(charge, "actors")):
        return False
    if not any(link.side in targets for link in answer.claim.attribution):
        return False
    when, then = answer.claim.when, charge.claim.when
    near = 0 <= answer.claim.sentence - charge.claim.sentence <= BACK
    return near and (when is None or then is None or when.overlaps(then))


def _codes(told: Told, side: str) -> frozenset[str]:
    return codes_of(told.claim.actors if side == "actors" else told.claim.recipients)
