"""The addresses of the review."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from dyadlog.errors import NotFound
from dyadlog.report.questions import resolve_states
from dyadlog.review import export_decisions
from dyadlog.serve.links import Links
from dyadlog.serve.pages.review_agreement import show_agreement
from dyadlog.serve.pages.review_blind import show_blind
from dyadlog.serve.pages.review_errors import show_errors
from dyadlog.serve.pages.review_frame import read_word
from dyadlog.serve.pages.review_log import show_log
from dyadlog.serve.pages.review_merge import show_merge
from dyadlog.serve.pages.review_parties import list_parties
from dyadlog.serve.pages.review_queue import show_queue
from dyadlog.serve.review import blind, decisions, journal
from dyadlog.serve.review.room import Room

router = APIRouter(prefix="/review", include_in_schema=False)
router.include_router(decisions.router)
router.include_router(journal.router)
router.include_router(blind.router)


@router.get("")
def queue(request: Request) -> Response:
    """What waits, and a claim of it."""
    room = Room(request)
    return room.read(lambda scene, seat: show_queue(scene, seat, read_word(scene, "claim")))


@router.get("/open")
def open_pair(request: Request, first: str = "", second: str = "") -> Response:
    """From the names of two states to the queue on them."""
    codes = resolve_states([name for name in (first, second) if name.strip()], Room(request).knowledge)
    if len(codes) != 2:
        raise NotFound("type the names of two different states")
    return RedirectResponse(Links().review(query=Room(request).seat((codes[0], codes[1])).query()), 303)


@router.get("/merge")
def merge(request: Request) -> Response:
    """What an event may be one with."""
    return Room(request).read(lambda scene, seat: show_merge(scene, seat, read_word(scene, "claim")))


@router.get("/log")
def log(request: Request) -> Response:
    """Who decided what, and when."""
    return Room(request).read(show_log)


@router.get("/agreement")
def agreement(request: Request) -> Response:
    """How far reviewers agree."""
    return Room(request).read(show_agreement)


@router.get("/blind")
def blind_sample(request: Request) -> Response:
    """A sentence to code, or one that was coded beside what the program found."""
    return Room(request).read(show_blind)


@router.get("/errors")
def errors(request: Request) -> Response:
    """How often the program is right."""
    return Room(request).read(show_errors)


@router.get("/parties")
def parties(request: Request) -> Response:
    """Names of actors for what somebody types."""
    room = Room(request)
    with room.opened() as scene:
        return JSONResponse(list_parties(scene, read_word(scene, "pair"), read_word(scene, "words")))


@router.get("/decisions.jsonl")
def download(request: Request) -> Response:
    """Every decision as a file that another store can take in."""
    with Room(request).opened() as scene:
        lines = "".join(f"{line}\n" for line in export_decisions(scene.view))
    named = {"content-disposition": 'attachment; filename="decisions.jsonl"', "cache-control": "no-store"}
    return Response(lines, media_type="application/jsonl", headers=named)
