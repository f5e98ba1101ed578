"""What an answer says: its body within bounds, its status, when to come again, the day."""

import time
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import httpx2

from dyadlog.errors import PageError

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
BUSY: Final = frozenset({429, 503})
GONE: Final = frozenset({404, 410})
FORBIDDEN: Final = frozenset({401, 402, 403, 407, 451})
EAST: Final = timedelta(hours=14)
"""The most that a local calendar is ahead of UTC."""


def is_redirect(response: httpx2.Response) -> bool:
    """Whether the answer sends us on."""
    return response.status_code in REDIRECTS and "location" in response.headers


def read_body(response: httpx2.Response, limit: int, deadline: float) -> bytes:
    """The decoded body. ``PageError``: ``too_large`` above ``limit`` bytes, ``timeout`` past the deadline."""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > limit:
            raise PageError("too_large", f"larger than the limit of {limit / 2**20:.0f} MiB")
        if time.monotonic() > deadline:
            raise PageError("timeout", "the answer did not end in time")
    return bytes(body)


def check_status(response: httpx2.Response) -> None:
    """``PageError`` for an answer that is no page: ``gone``, ``forbidden``, ``server_error``, ``refused_by_server``."""
    status = response.status_code
    if status == 200:
        return
    said = f"the server says {status}"
    if status in GONE:
        raise PageError("gone", said)
    if status in FORBIDDEN:
        raise PageError("forbidden", said)
    if 400 <= status < 500:
        raise PageError("not_found", said)
    raise PageError("server_error", said)


def retry_after(response: httpx2.Response, turn: int) -> float | None:
    """Seconds after which to ask again; None where the answer is one to keep."""
    if response.status_code not in BUSY:
        return None
    said = response.headers.get("retry-after", "")
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return max(0.0, (_aware(parsedate_to_datetime(said)) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return float(2**turn)


def captured_on(response: httpx2.Response) -> date:
    """A day by which the page stood there, in any calendar: when the server answered, if its clock can be right."""
    now = datetime.now(UTC)
    try:
        said = _aware(parsedate_to_datetime(response.headers.get("date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        said = now
    return (min(said, now) + EAST).date()


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
