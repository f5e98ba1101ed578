"""Answers: pages of rows as JSON, whole tables as files, single records; and "not changed" where that is so."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Final
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from dyadlog import __version__
from dyadlog.exchange import FORMATS, dump_row
from dyadlog.notebook import Record, Table, make_table, whole
from dyadlog.records import content_id
from dyadlog.serve.api.asking import USUAL_ROWS, Asked, Paging
from dyadlog.serve.api.working import Pair, Question, Row, Worker, ask_table, find_rows
from dyadlog.store import View

FILES: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
IN_MEMORY: Final = 4 * 1024 * 1024
"""Bytes of a file that are kept in memory; the rest of a larger one waits on disk."""
CHUNK: Final = 64 * 1024
WAIT: Final = "this is being worked out from all that concerns the two states; ask again"
WAITING: Final = {"retry-after": "5", "cache-control": "no-store"}
STALE: Final = "dyadlog-stale"
"""Header of rows that were worked out before the store grew."""


def answer_table(
    asked: Asked, paging: Paging, make: Callable[[Record], Table], edit: Callable[[Row], Row] | None = None
) -> Response:
    """The rows that ``make`` gives, as the client wants them; ``edit`` changes each one before it goes out."""
    return _answer(asked, lambda view: _send(asked, make(Record(view, asked.tables)), paging, edit))


def answer_worked(asked: Asked, paging: Paging, work: Worker, pair: Pair, question: Question) -> Response:
    """Rows that take long; 202 while they are being worked out, and no ETag where they are of an earlier store."""

    def respond(view: View) -> Response:
        ask_table(view, asked.tables, pair, question)  # a wrong question is told at once, whoever works
        product = work(view, find_rows, pair, question)
        if product.value is None:
            return Response(dump_row({"detail": WAIT}), 202, WAITING, "application/json")
        response = _send(asked, make_table(question[0], whole(lambda: product.value or [])), paging)
        if product.stale:
            response.headers[STALE] = "true"
        return response

    return _answer(asked, respond)


def answer_record(asked: Asked, find: Callable[[Record], Row]) -> Response:
    """One record as JSON."""
    return _answer(asked, lambda view: _json(find(Record(view, asked.tables))))


def _answer(asked: Asked, respond: Callable[[View], Response]) -> Response:
    """The response, or word that the client's copy still holds: the store has not changed since, nor have we."""
    with asked.open_view() as view:
        etag = f'W/"{content_id("v", view.generation(), asked.tables.digest, __version__)}"'
        headers = {"etag": etag, "cache-control": "no-cache"}
        held = asked.request.headers.get("if-none-match", "")
        if etag in (mark.strip() for mark in held.split(",")):
            return Response(status_code=304, headers=headers)
        response = respond(view)
    if response.status_code == 200 and STALE not in response.headers:
        response.headers.update(headers)
    return response


def _send(asked: Asked, table: Table, paging: Paging, edit: Callable[[Row], Row] | None = None) -> Response:
    if paging.format == "json":
        return _answer_page(asked.request, table, paging, edit)
    rows = table.page(paging.limit, paging.offset)
    return _answer_file(asked.request, table, map(edit, rows) if edit else rows, paging.format)


def _json(value: object) -> Response:
    return Response(dump_row(value), media_type="application/json")


def _answer_page(request: Request, table: Table, paging: Paging, edit: Callable[[Row], Row] | None) -> Response:
    limit, total = paging.limit or USUAL_ROWS, len(table)
    rows = list(table.page(limit, paging.offset))
    after = paging.offset + limit
    return _json(
        {
            "total": total,
            "limit": limit,
            "offset": paging.offset,
            "next": _address(request, offset=after, limit=limit) if after < total else None,
            "rows": list(map(edit, rows)) if edit else rows,
        }
    )


def _address(request: Request, **changes: int) -> str:
    """The address of the request with other rows."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changes]
    return f"{request.url.path}?{urlencode([*kept, *changes.items()])}"


def _answer_file(request: Request, table: Table, rows: Iterable[Row], name: str) -> Response:
    """A whole file. It is written before the first byte goes out, so that a failure is told and never cuts it short."""
    file = SpooledTemporaryFile(  # noqa: SIM115  closed when it has gone out
        IN_MEMORY, "w+", encoding="utf-8", newline=""
    )
    FORMATS[name](file, table.columns, rows)  # type: ignore[arg-type]
    file.seek(0)
    words = [word for word in (request.path_params.get("pair", "").upper(), table.name) if word]
    disposition = f'attachment; filename="{"-".join(words)}.{name}"'
    return StreamingResponse(_chunks(file), media_type=FILES[name], headers={"content-disposition": disposition})


def _chunks(file: IO[str]) -> Iterator[str]:
    with file:
        yield from iter(partial(file.read, CHUNK), "")
