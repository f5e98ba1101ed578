"""The queue: the claims of a relation that matter most and are least certain, one of them on the bench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.errors import NotFound
from dyadlog.records import Claim, Event
from dyadlog.review import Waiting, queue
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.event import pair_of
from dyadlog.serve.pages.review_claim import Refused, find_claim, lay_out
from dyadlog.serve.pages.review_frame import Seat, frame, read_word
from dyadlog.serve.pages.review_slots import Options, list_options
from dyadlog.serve.pages.review_words import ClaimTeller
from dyadlog.serve.sheets import Scene, Sheet

LENGTH: Final = 20
"""Claims of the queue that are listed at once."""
PAIRS: Final = 40


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A claim that waits: in our words, why it waits, who has decided on it, and where it is worked on."""

    claim_id: str
    text: str
    when: str
    quad: int
    reasons: tuple[str, ...]
    reviewers: tuple[str, ...]
    href: str
    current: bool


def show_queue(scene: Scene, seat: Seat, name: str = "", refused: Refused | None = None) -> Sheet:
    """The page: the claim of that name on the bench, else the first that waits; NotFound where there is no such."""
    wanted = find_claim(scene, name) if name else None
    if seat.pair is None and wanted is not None:
        pair = _pair_of(scene, wanted[0])
        seat = Seat(seat.author, pair, seat.news)
    if seat.pair is None and wanted is None:
        return _show_pairs(scene, seat)
    waiting = _wait(scene, seat)
    if wanted is None and waiting:
        wanted = waiting[0].claim, True
    chosen = wanted[0].claim_id if wanted else ""
    lines = _write(scene, seat, waiting[:LENGTH], chosen)
    before, after = _neighbours(lines)
    page = scene.asked.page
    facts = {
        "lines": lines,
        "page": page,
        "newer": scene.links.review(query=seat.query(page=page - 1)) if page > 1 else "",
        "further": scene.links.review(query=seat.query(page=page + 1)) if len(waiting) > LENGTH else "",
        "bench": lay_out(scene, *wanted, refused) if wanted else None,
        "line": next((line for line in lines if line.current), None),
        "before": before,
        "after": after,
        "options": options_of(scene),
        "refused": refused,
    }
    return frame(scene, seat, "review.html.j2", "Review", "", facts)


def options_of(scene: Scene) -> Options:
    """What the lists of the forms offer."""
    return list_options(scene.knowledge)


def _wait(scene: Scene, seat: Seat) -> Sequence[Waiting]:
    """A page of the queue, and one more to tell whether there is another page."""
    if seat.pair is None:
        return []
    return queue(scene.view, seat.pair, seat.author, LENGTH + 1, (scene.asked.page - 1) * LENGTH)


def _write(scene: Scene, seat: Seat, waiting: Sequence[Waiting], chosen: str) -> list[QueueLine]:
    teller = ClaimTeller(scene)
    page = scene.asked.page if scene.asked.page > 1 else None

    def line(one: Waiting) -> QueueLine:
        told, name = teller.tell(one.claim), one.claim.claim_id
        return QueueLine(
            claim_id=name,
            text=told.text,
            when=told.when,
            quad=told.quad,
            reasons=one.reasons,
            reviewers=one.reviewers,
            href=scene.links.review(query=seat.query(claim=name, page=page)),
            current=name == chosen,
        )

    return [line(one) for one in waiting]


def _neighbours(lines: Sequence[QueueLine]) -> tuple[QueueLine | None, QueueLine | None]:
    """The claims before and after the one on the bench; where that is not in the list, the first is after it."""
    place = next((number for number, line in enumerate(lines) if line.current), None)
    if place is None:
        return None, next(iter(lines), None)
    return (lines[place - 1] if place else None), (lines[place + 1] if place + 1 < len(lines) else None)


def _pair_of(scene: Scene, claim: Claim) -> Pair | None:
    """The relation that a claim belongs to first."""
    event_id = scene.view.events_of_claims([claim.claim_id]).get(claim.claim_id)
    events: Sequence[Event] = scene.view.events_named([event_id]) if event_id else []
    if events:
        return pair_of(events[0])
    codes = list(dict.fromkeys(code for party in (*claim.actors, *claim.recipients) for code in party.states))
    return (min(codes[:2]), max(codes[:2])) if len(codes) > 1 else None


def _show_pairs(scene: Scene, seat: Seat) -> Sheet:
    """The relations that can be reviewed, those with most events first."""
    page = scene.asked.page
    pairs = scene.view.pairs(PAIRS + 1, (page - 1) * PAIRS)
    if page > 1 and not pairs:
        raise NotFound("there are no relations on this page")

    def row(states: Pair, events: int) -> tuple[str, str, int]:
        names = " and ".join(scene.state_name(code) for code in states)
        return names, scene.links.review(query=Seat(seat.author, states).query()), events

    facts = {
        "pairs": [row((pair.states[0], pair.states[1]), pair.events) for pair in pairs[:PAIRS]],
        "page": page,
        "newer": scene.links.review(query=f"page={page - 1}") if page > 1 else "",
        "further": scene.links.review(query=f"page={page + 1}") if len(pairs) > PAIRS else "",
        "states": options_of(scene).states,
        "typed": read_word(scene, "first"),
    }
    return frame(scene, seat, "review_pairs.html.j2", "Review", "", facts)
