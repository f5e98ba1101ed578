"""Ask for one URL: politely, within bounds, following redirects that are judged one by one."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Final

import httpcore2
import httpx2
from hishel import CacheOptions, SqliteStorage
from hishel.httpx2 import CacheTransport

from dyadlog.errors import PageError, UserError
from dyadlog.fetch.answers import captured_on, check_status, is_redirect, read_body, retry_after
from dyadlog.fetch.connector import Connector
from dyadlog.fetch.links import check_url, join_link
from dyadlog.fetch.pace import Pace
from dyadlog.fetch.robots import Robots
from dyadlog.fetch.settings import WebSettings
from dyadlog.fetch.transport import DirectTransport

ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)
OWN: Final = CacheOptions(shared=False)
"""By RFC 9111, as the cache of one user."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood under a URL: where it was found in the end, its bytes, and a day by which it stood there."""

    url: str
    content: bytes
    captured: date


class Fetcher:
    """Asks servers one request at a time. Whatever fails is a ``PageError``; docs/fetching.md lists the codes."""

    def __init__(self, settings: WebSettings, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self._pace = Pace(settings.delay, settings.patience, sleep)
        self._robots = Robots(self._load, self._pace)
        self._connector = Connector()
        jar = CookieJar(DefaultCookiePolicy(allowed_domains=()))
        headers = {"User-Agent": settings.agent, "Accept": ACCEPT, "Connection": "close"}
        timeout = httpx2.Timeout(settings.read, connect=settings.connect)
        transport = CacheTransport(DirectTransport(self._connector), _open_storage(settings), rfc=OWN)
        self._client = httpx2.Client(transport=transport, headers=headers, cookies=jar, timeout=timeout)

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, url: str, typed: bool, anew: bool = True) -> Fetched:
        """What stands under a URL. One that the user ``typed`` may lead to the own machine, its redirects may not.

        What the cache has is asked about again (``anew``), or taken where it may still be good.
        """
        return self._follow(url, typed or self.settings.private, anew, obey=True)

    def _load(self, url: str, private: bool) -> bytes:
        return self._follow(url, private, anew=False, obey=False).content

    def _follow(self, url: str, private: bool, anew: bool, obey: bool) -> Fetched:
        asked = check_url(url)
        for _ in range(self.settings.redirects + 1):
            if obey:
                self._robots.check(_origin(asked), asked.host, str(asked), private)
            response, content = self._ask(asked, private, anew)
            if not is_redirect(response):
                check_status(response)
                return Fetched(str(asked), content, captured_on(response))
            asked = join_link(response.headers["location"], str(asked))
            private = self.settings.private
        raise PageError(
            "redirects", f"more than {self.settings.redirects} redirects, the last one to {str(asked)[:200]}"
        )

    def _ask(self, url: httpx2.URL, private: bool, anew: bool) -> tuple[httpx2.Response, bytes]:
        """The answer and its body; a server that has no time now is asked again when it says, a few times."""
        for turn in range(self.settings.tries):
            self._pace.wait(url.host)
            response, content = self._send(url, private, anew)
            seconds = retry_after(response, turn)
            if seconds is None:
                return response, content
            self._pace.hold(url.host, seconds)
        raise PageError("busy", f"{url.host} had no time for us {self.settings.tries} times")

    def _send(self, url: httpx2.URL, private: bool, anew: bool) -> tuple[httpx2.Response, bytes]:
        key = f"{'private' if private else 'public'} {url}"  # what a private address told stays with those who may ask
        headers = {"Cache-Control": "no-cache"} if anew else {}
        request = self._client.build_request("GET", url, headers=headers, extensions={"caching": {"key": key}})
        deadline = time.monotonic() + self.settings.total
        self._connector.deadline, self._connector.private = deadline, private
        try:
            response = self._client.send(request, stream=True, follow_redirects=False)
            try:
                return response, read_body(response, self.settings.limit, deadline)
            finally:
                response.close()
        except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
            raise PageError("timeout", f"{url.host} did not answer in time") from error
        except httpcore2.ConnectError as error:
            raise PageError("unreachable", f"no connection to {url.host}: {error}") from error
        except httpx2.DecodingError as error:
            raise PageError("malformed", f"the compressed data are damaged: {error}") from error
        except (httpcore2.ProtocolError, httpcore2.NetworkError, httpx2.HTTPError) as error:
            raise PageError("incomplete", f"the answer of {url.host} broke off or is no HTTP: {error}") from error


def _origin(url: httpx2.URL) -> str:
    return str(url.copy_with(raw_path=b"/", fragment=None)).removesuffix("/")


def _open_storage(settings: WebSettings) -> SqliteStorage:
    try:
        settings.cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{settings.cache}: the folder of the cache cannot be made: {error.strerror}") from error
    return SqliteStorage(database_path=settings.cache / "answers.db", max_stream_size=settings.limit)
