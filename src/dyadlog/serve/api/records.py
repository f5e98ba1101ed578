"""Single records by id, the pairs of states there are, and the search."""

import re
from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, Field

from dyadlog.errors import NotFound
from dyadlog.exchange.shapes import SHAPES
from dyadlog.notebook import Record
from dyadlog.serve.api.answers import answer_record, answer_table
from dyadlog.serve.api.asking import Asked, Asking, Outlet, Paged, RecordId, Since, Until, Word, any_of, check_word
from dyadlog.serve.api.models import PAGES, responses
from dyadlog.serve.api.pairs import WithText, without_text
from dyadlog.serve.api.problems import ProblemRoute, answer_problem
from dyadlog.serve.api.working import Row

WELL_FORMED: Final = re.compile(r"[a-z]+-[0-9a-f]{16}")
router = APIRouter(route_class=ProblemRoute)


def _record_route(name: str, about: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    return router.get(
        f"/{name}s/{{record_id}}",
        operation_id=f"get_{name}",
        summary=about,
        response_model=SHAPES[f"{name}s"],
        responses=responses(as_file=False),
        tags=["records"],
    )


def _find(record: Record, name: str, record_id: str) -> Row:
    """A record of one sort by its whole id, or one that it had before."""
    row = record.get(record_id) if WELL_FORMED.fullmatch(record_id) else {}
    if f"{name}_id" != next(iter(row), None):
        raise NotFound(f"no {name} {record_id[:80]!r}")
    return row


def _answer(asked: Asked, name: str, record_id: str) -> Response:
    return answer_record(asked, lambda record: _find(record, name, record_id))


@router.get(
    "/dyads",
    operation_id="list_dyads",
    summary="Every two states of the record",
    response_model=PAGES["dyads"],
    responses=responses(as_file=True),
    tags=["dyads"],
)
def list_dyads(asked: Asking, paging: Paged) -> Response:
    """With how much there is on them; those with most events first."""
    return answer_table(asked, paging, Record.dyads)


@_record_route("event", "One event")
def get_event(record_id: RecordId, asked: Asking) -> Response:
    """A happening, with one piece of evidence a claim."""
    return _answer(asked, "event", record_id)


@_record_route("claim", "One claim")
def get_claim(record_id: RecordId, asked: Asking) -> Response:
    """What one sentence asserts, with the sentence."""
    return _answer(asked, "claim", record_id)


@_record_route("instrument", "One instrument")
def get_instrument(record_id: RecordId, asked: Asking) -> Response:
    """An agreement, pledge, target, mechanism or project, with its history."""
    return _answer(asked, "instrument", record_id)


@_record_route("finding", "One finding")
def get_finding(record_id: RecordId, asked: Asking) -> Response:
    """Claims compared, and the last ruling on them."""
    return _answer(asked, "finding", record_id)


@_record_route("document", "One document")
def get_document(record_id: RecordId, asked: Asking, text: WithText = False) -> Response:
    """Its metadata and blocks; the text only with ``text=true``."""

    def find(record: Record) -> Row:
        row = _find(record, "document", record_id)
        return row if text else without_text(row)

    return answer_record(asked, find)


@router.get(
    "/search",
    operation_id="search_sentences",
    summary="Sentences that hold the words",
    response_model=PAGES["search"],
    responses=responses(as_file=True),
    tags=["search"],
)
def search_sentences(
    asked: Asking,
    paging: Paged,
    q: Annotated[
        str,
        Field(min_length=1, max_length=200),
        AfterValidator(check_word),
        Query(description="Words; SQLite's FTS5 syntax is allowed.", examples=["envoy"]),
    ],
    state: Annotated[
        list[Word], any_of("Codes or names of states: only sentences with a claim in which all of them take part.")
    ],
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """Best first; every sentence with its page and where it stands there. `since` and `until` are days of publication.
    Of words that stand nearly everywhere, the 2,000 sentences read last are given."""
    return answer_table(asked, paging, lambda record: record.search(q, *state, outlet=outlet, since=since, until=until))


nowhere = APIRouter()


@nowhere.api_route(
    "/{path:path}", methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], include_in_schema=False
)
def refuse(request: Request) -> Response:
    """What no other route takes: another method, or an address that leads nowhere."""
    if request.method != "GET":
        answer = answer_problem(405, "the record is only read here: GET")
        answer.headers["allow"] = "GET"
        return answer
    return answer_problem(404, "there is nothing at this address; /openapi.json lists what there is")
