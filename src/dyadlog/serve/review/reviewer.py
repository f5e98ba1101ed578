"""Who reviews, and what is to be told after a decision."""

from __future__ import annotations

from collections import OrderedDict
from secrets import token_urlsafe
from threading import Lock
from typing import Final
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from dyadlog.errors import UserError
from dyadlog.report.plain import plain_line
from dyadlog.serve.desk import Desk

COOKIE: Final = "dyadlog-reviewer"
ONE_YEAR: Final = 365 * 24 * 3600
LONGEST_NAME: Final = 80
KEPT: Final = 200
"""Messages kept for pages that have not been asked for yet."""


def name_reviewer(request: Request) -> str:
    """The name that decisions of this browser go under."""
    desk: Desk = request.app.state.desk
    return plain_line(unquote(request.cookies.get(COOKIE, "")))[:LONGEST_NAME] or desk.settings.author


def remember_reviewer(request: Request, answer: Response, name: str) -> None:
    """Let the browser keep a name; UserError where it is none."""
    name = plain_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise UserError(f"a name has 1 to {LONGEST_NAME} letters")
    answer.set_cookie(
        COOKIE,
        quote(name, safe=""),
        max_age=ONE_YEAR,
        path="/review",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def lead_back(address: str, otherwise: str) -> RedirectResponse:
    """To where a form was sent from, if that is a page of ours; a browser reads ``\\`` as ``/``."""
    local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return RedirectResponse(address if local and address.isprintable() and address.isascii() else otherwise, 303)


class Slate:
    """What a decision did, in words, for the page that is shown after it; forgotten when the program ends."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._news: OrderedDict[str, str] = OrderedDict()

    def write(self, words: str) -> str:
        """Keep words; the key under which a page finds them."""
        key = token_urlsafe(9)
        with self._lock:
            self._news[key] = words
            while len(self._news) > KEPT:
                self._news.popitem(last=False)
        return key

    def read(self, key: str) -> str:
        """The words, '' where they are forgotten."""
        with self._lock:
            return self._news.get(key, "")
