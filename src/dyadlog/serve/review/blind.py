"""The form of the blind sample: what a reviewer coded in a sentence is kept, then compared."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dyadlog.errors import NotFound, StoreError, UserError
from dyadlog.report.questions import choose
from dyadlog.review import STRATA, Changes, keep_blind_coding
from dyadlog.review.blind import read_act
from dyadlog.serve.pages.review_blind import FIELDS, MOST_ACTS, Blank, show_blind
from dyadlog.serve.pages.review_slots import make_changes
from dyadlog.serve.review.decisions import BUSY
from dyadlog.serve.review.forms import Form, Sent
from dyadlog.serve.review.room import Room
from dyadlog.serve.sheets import Scene

router = APIRouter(include_in_schema=False)
SAMPLE = ("seed", "size", "by")
"""The words of the address that say which sample is coded."""


@router.post("/code")
def code(request: Request, sent: Form) -> Response:
    """Keep what somebody coded in a sentence, and show it beside what the program found."""
    room = Room(request)
    seat = room.seat(sent.pair(room.desk))
    drawn = {name: sent.one(name) for name in SAMPLE}
    with room.opened({}) as scene:
        blank, acts = read_acts(scene, sent)
    status = 422
    if not blank.message:
        by = next(one for one in STRATA if one == choose(drawn["by"] or STRATA[0], STRATA, "by"))
        try:
            kept = keep_blind_coding(room.db, room.knowledge, sent.one("sentence"), acts, room.voice(sent), by)
            return room.lead_on(seat, "blind", coded=kept.number, **drawn)
        except StoreError:
            blank, status = Blank(BUSY, blank.typed), 503
        except NotFound:
            raise
        except UserError as error:
            blank = Blank(str(error), blank.typed)
    with room.opened({name: [word] for name, word in drawn.items() if word}) as scene:
        return room.send(scene, show_blind(scene, seat, sent.one("sentence"), blank), status)


def read_acts(scene: Scene, sent: Sent) -> tuple[Blank, list[Changes]]:
    """The acts that were typed; the blank says what cannot be read."""
    if sent.one("nothing"):
        return Blank(), []
    typed = [{name: sent.all(f"{name}-{act}") for name in FIELDS} for act in range(MOST_ACTS)]
    filled = [number for number, words in enumerate(typed) if words["kind"] or words["actors"] or words["recipients"]]
    faults: dict[str, str] = {}
    acts: list[Changes] = []
    for number in filled:
        changes = make_changes(typed[number])
        try:
            read_act(changes, scene.knowledge, scene.view)
        except UserError as error:
            faults[str(number)] = str(error)
        acts.append(changes)
    message = "" if filled else "Choose the kind of an act, or say that the sentence asserts none."
    return Blank("Not saved yet: see what is said below." if faults else message, tuple(typed), faults), acts
