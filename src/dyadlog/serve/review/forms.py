"""What a form sends: read up to a size, known to be ours, and nothing in it but text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData, UploadFile
from starlette.types import Message, Receive

from dyadlog.errors import UserError
from dyadlog.serve.asked import read_pair
from dyadlog.serve.desk import Desk, Pair
from dyadlog.serve.security import Forms

FORM_BYTES: Final = 256 * 1024
FILE_BYTES: Final = 20 * 1024 * 1024
"""Size of a file of decisions that is taken in."""
MOST_FIELDS: Final = 400
LONGEST: Final = 2000
"""Letters of one field."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form by name, blank ones left out, and the text of its file."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    file: str = ""

    def all(self, name: str) -> tuple[str, ...]:
        """Everything sent under a name."""
        return self.words.get(name, ())

    def one(self, name: str, default: str = "") -> str:
        """What was sent under a name first."""
        return next(iter(self.all(name)), default)

    def number(self, name: str) -> int | None:
        """A whole number; None where none was sent. UserError where it is none."""
        word = self.one(name)
        if not word:
            return None
        if not (word.isascii() and word.isdigit() and len(word) < 10):
            raise UserError(f"{name}: {word[:20]!r} is not a number")
        return int(word)

    def pair(self, desk: Desk) -> Pair | None:
        """The relation that the form was on."""
        return read_pair(self.one("pair"), desk.knowledge) if self.one("pair") else None


async def read_form(request: Request) -> Sent:
    """The form of a request. HTTPException 413 where it is too large, 403 where it is not ours; UserError where a field
    is no text."""
    return await _read(request, FORM_BYTES)


async def read_upload(request: Request) -> Sent:
    """The same with a file; UserError where the file is missing or no UTF-8."""
    sent = await _read(request, FILE_BYTES)
    if not sent.file:
        raise UserError("choose a file of decisions first: JSON Lines, as the download here gives it")
    return sent


Form = Annotated[Sent, Depends(read_form)]
Upload = Annotated[Sent, Depends(read_upload)]


async def _read(request: Request, most: int) -> Sent:
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise _too_large(most)
    capped = Request(request.scope, _cap(request.receive, most))
    async with capped.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=FORM_BYTES) as form:
        marks = [request.headers.get("x-csrf"), *(v for v in form.getlist("csrf") if isinstance(v, str))]
        forms: Forms = request.app.state.forms
        if not any(forms.knows(mark) for mark in marks):
            raise HTTPException(403, "This form is from before the program was started anew: go back, load it again.")
        words = {name: tuple(filter(None, (_clean(name, one) for one in form.getlist(name)))) for name in form}
        return Sent(words, frozenset(form), await _read_file(form))


def _clean(name: str, value: str | UploadFile) -> str:
    if not isinstance(value, str):
        return ""
    if len(value) > LONGEST or "\x00" in value:
        raise UserError(f"{name[:40]}: too long, or not text")
    return value.strip()


async def _read_file(form: FormData) -> str:
    for value in form.values():
        if isinstance(value, UploadFile):
            try:
                return (await value.read()).decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise UserError("the file is no text in UTF-8, as a file of decisions is") from error
    return ""


def _cap(receive: Receive, most: int) -> Callable[[], Awaitable[Message]]:
    seen = 0

    async def take() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise _too_large(most)
        return message

    return take


def _too_large(most: int) -> HTTPException:
    size = f"{most // (1024 * 1024)} MB" if most >= 1024 * 1024 else f"{most // 1024} kB"
    return HTTPException(413, f"That is more than the {size} that can be sent here. `dyadlog review import` takes any.")
