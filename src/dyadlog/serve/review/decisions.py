"""Forms on a claim and its event: decide, merge, split; rule on a difference; take back."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dyadlog.errors import NotFound, StoreError, UserError
from dyadlog.records import Ruling, coding_of
from dyadlog.review import Changes, decide, merge_events, rule_on_finding, split_event, undo
from dyadlog.serve.links import Links
from dyadlog.serve.pages.review_claim import Refused, find_claim
from dyadlog.serve.pages.review_frame import Seat
from dyadlog.serve.pages.review_queue import show_queue
from dyadlog.serve.pages.review_slots import FIELDS, find_faults, read_changes
from dyadlog.serve.review.forms import Form, Sent
from dyadlog.serve.review.outcomes import NOWHERE, State, claim_of, find_standing, look_at, tell_outcome, tell_undone
from dyadlog.serve.review.reviewer import lead_back
from dyadlog.serve.review.room import Room
from dyadlog.serve.sheets import Scene

router = APIRouter(include_in_schema=False)
BUSY = "Another program is writing to the store and did not let go in time. Nothing is lost: try again."
OVERTAKEN = "Somebody decided on this claim meanwhile. It is shown as it stands now: look again, then decide."


@router.post("/decide")
def decide_claim(request: Request, sent: Form) -> Response:
    """Accept, reject or correct a claim; then the next one."""
    room = Room(request)
    seat = room.seat(sent.pair(room.desk))
    with room.opened({}) as scene:
        claim_id = find_claim(scene, sent.one("claim"))[0].claim_id
        refused, changes, status = _read_decision(scene, sent, claim_id)
        before = look_at(scene, claim_id)
    if refused is None:
        try:
            match sent.one("verdict"):
                case "accept" | "reject" | "correct" as verdict:
                    ruling = decide(room.db, room.knowledge, claim_id, verdict, room.voice(sent), changes)
                case word:
                    raise UserError(f"{word[:20]!r} is no decision: accept, reject or correct")
            return _lead_on(room, seat, sent, claim_id, ruling, before)
        except StoreError:
            refused, status = _refuse(sent, BUSY), 503
        except NotFound:
            raise
        except UserError as error:
            refused, status = _refuse(sent, str(error)), 422
    with room.opened({"page": [sent.one("page", "1")]}) as scene:
        return room.send(scene, show_queue(scene, seat, claim_id, refused), status)


def _read_decision(scene: Scene, sent: Sent, claim_id: str) -> tuple[Refused | None, Changes, int]:
    """What was typed as changes; or why it is not taken, and the HTTP status that says so."""
    claim, _ = find_claim(scene, claim_id)
    newest = max((ruling.number for ruling in scene.view.rulings_on(claim_id)), default=0)
    seen = sent.number("seen")
    if seen is not None and seen != newest:
        return Refused(OVERTAKEN, note=sent.one("note")), Changes(), 409
    if sent.one("verdict") != "correct":
        return None, Changes(), 200
    changes = read_changes(_typed(sent), claim, scene.knowledge)
    faults = find_faults(coding_of(claim), changes, scene.knowledge, scene.view)
    if faults:
        return _refuse(sent, "Not saved yet: see what is said below.", faults), changes, 422
    return None, changes, 200


def _typed(sent: Sent) -> dict[str, tuple[str, ...]]:
    return {name: sent.all(name) for name in FIELDS if name in sent.names}


def _refuse(sent: Sent, message: str, faults: dict[str, str] | None = None) -> Refused:
    typed = _typed(sent) if sent.one("verdict") == "correct" else {}
    return Refused(message, faults or {}, typed, sent.one("note"))


def _lead_on(room: Room, seat: Seat, sent: Sent, claim_id: str, ruling: Ruling, before: State) -> Response:
    """To the next claim, or back to this one where no next is known; with word of what changed."""
    with room.opened({}) as scene:
        news = tell_outcome(ruling, before, look_at(scene, claim_id))
        following = _find(scene, sent.one("next")) or claim_id
    page = sent.number("page") or 1
    return room.lead_on(seat, news=news, claim=following, page=page if page > 1 else None)


def _find(scene: Scene, name: str) -> str:
    try:
        return find_claim(scene, name)[0].claim_id if name else ""
    except NotFound:
        return ""


@router.post("/merge")
def merge(request: Request, sent: Form) -> Response:
    """Rule that the event of a claim is one with another event."""
    room = Room(request)

    def rule(event_id: str, claim_id: str) -> Ruling:
        return merge_events(room.db, room.knowledge, event_id, sent.one("other"), room.voice(sent))

    return _rule_on_event(room, sent, rule)


@router.post("/split")
def split(request: Request, sent: Form) -> Response:
    """Rule that a claim tells of another happening than the rest of its event."""
    room = Room(request)

    def rule(event_id: str, claim_id: str) -> Ruling:
        return split_event(room.db, room.knowledge, event_id, [claim_id], room.voice(sent))

    return _rule_on_event(room, sent, rule)


def _rule_on_event(room: Room, sent: Sent, rule: Callable[[str, str], Ruling]) -> Response:
    with room.opened({}) as scene:
        claim_id = find_claim(scene, sent.one("claim"))[0].claim_id
        before = look_at(scene, claim_id)
    if not before.event_id:
        raise UserError("this claim belongs to no event: a plain statement, or a rejected claim, has none")
    ruling = rule(before.event_id, claim_id)
    with room.opened({}) as scene:
        news = tell_outcome(ruling, before, look_at(scene, claim_id))
    return room.lead_on(room.seat(sent.pair(room.desk)), news=news, claim=claim_id)


@router.post("/rule")
def rule_on(request: Request, sent: Form) -> Response:
    """Rule on a difference between sources, and go back to where it was shown."""
    room = Room(request)
    rule_on_finding(room.db, sent.one("finding"), sent.one("verdict"), room.voice(sent))
    return lead_back(sent.one("back"), Links().review("log"))


@router.post("/undo")
def take_back(request: Request, sent: Form) -> Response:
    """Take back a decision by its number, or the reviewer's last; then show what it was about."""
    room = Room(request)
    seat = room.seat(sent.pair(room.desk))
    with room.opened({}) as scene:
        standing = find_standing(scene, sent.number("number"), room.author)
        claim_id = claim_of(scene, standing)
        before = look_at(scene, claim_id) if claim_id else NOWHERE
    undo(room.db, room.knowledge, standing.ruling.number)
    with room.opened({}) as scene:
        after = look_at(scene, claim_id) if claim_id else NOWHERE
    news = tell_undone(standing.ruling, before, after)
    if sent.one("stay") or not claim_id:
        return room.lead_on(seat, "log", news)
    return room.lead_on(seat, news=news, claim=claim_id)
