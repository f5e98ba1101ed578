"""Forms beside the log: the reviewer's name, and decisions brought in from a file."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dyadlog.review import Imported, import_decisions
from dyadlog.serve.links import Links
from dyadlog.serve.review.forms import Form, Upload
from dyadlog.serve.review.reviewer import lead_back, remember_reviewer
from dyadlog.serve.review.room import Room

router = APIRouter(include_in_schema=False)


@router.post("/name")
def set_name(request: Request, sent: Form) -> Response:
    """Keep the name that decisions of this browser go under."""
    answer = lead_back(sent.one("back"), Links().review())
    remember_reviewer(request, answer, sent.one("name"))
    return answer


@router.post("/import")
def take_in(request: Request, sent: Upload) -> Response:
    """Take in a file of decisions, all or none."""
    room = Room(request)
    seat = room.seat(sent.pair(room.desk))
    return room.lead_on(seat, "log", tell_import(import_decisions(room.db, room.knowledge, sent.file.split("\n"))))


def tell_import(done: Imported) -> str:
    """What an import did."""
    told = [f"{done.new} new", f"{done.known} known already", f"{done.withdrawn} taken back"]
    waits = f" Of the new ones {done.orphaned} wait: their pages were not read here." if done.orphaned else ""
    return f"File taken in: {', '.join(told)}.{waits}"
