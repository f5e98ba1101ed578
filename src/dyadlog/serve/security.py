"""The guard at the door: who may ask, from where, and what a browser may do with what it gets."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dyadlog.serve.settings import Settings

SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS")
COOKIE: Final = "dyadlog-token"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style, nothing from another machine (https://www.w3.org/TR/CSP3/)."""
FILE_POLICY: Final = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:;"
    " font-src 'self' file:; form-action 'none'; base-uri 'none'"
)
"""The same for pages that are files, on a disk or on a server that sends no policy."""
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer, browsers send our own forms from the origin "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Forms:
    """The mark that every form of ours carries: no page of another site can know it."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    @property
    def mark(self) -> str:
        """What a form must send back as ``csrf``, or a request as ``X-CSRF``."""
        return hmac.new(self._secret, b"forms", hashlib.sha256).hexdigest()

    def knows(self, mark: str | None) -> bool:
        """Whether a form came from us."""
        return mark is not None and hmac.compare_digest(mark.encode(), self.mark.encode())


class Guard:
    """Wraps the application: host, token and origin are checked before anything is read; headers set on all answers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        refusal = self._refuse(scope)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = host_name(headers.get("host", ""))
        if host not in self._settings.names:
            return PlainTextResponse("this host name is not served here; `dyadlog serve --allow NAME`", 421)
        if scope["method"] not in SAFE_METHODS and not _is_own(headers):
            return PlainTextResponse("this form was sent by another site", 403)
        return self._ask_for_token(scope, headers)

    def _ask_for_token(self, scope: Scope, headers: Headers) -> Response | None:
        token = self._settings.token
        if token is None:
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] == "GET" and _same(token, [value for name, value in query if name == "token"]):
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            answer = RedirectResponse(_local(scope["path"]) + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=scope["scheme"] == "https")
            return answer
        if _same(token, [_cookie(headers), headers.get("authorization", "").removeprefix("Bearer ")]):
            return None
        return PlainTextResponse("open the address with the token that `dyadlog serve` printed", 401)


def host_name(header: str) -> str:
    """The name in a Host header, without port and brackets."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_own(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that a request comes from a page of ours; programs that are no browsers say nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()


def _same(token: str, given: Iterable[str | None]) -> bool:
    return any(hmac.compare_digest(token.encode(), one.encode("utf-8", "replace")) for one in given if one)


def _local(path: str) -> str:
    """A path that cannot lead to another machine: ``//elsewhere`` would."""
    return "/" + path.lstrip("/\\")


def _cookie(headers: Mapping[str, str]) -> str | None:
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return None
    return cookies[COOKIE].value if COOKIE in cookies else None
