"""Readers: each asks for a page, reads for a while, asks for the next; every answer is timed."""

import gzip
import http.client
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from benchmarks.served.plan import Ask

THINKING: Final = (1.0, 3.0)
"""Seconds from an answer to the next question."""
LONGEST_ANSWER: Final = 60.0
WAITING: Final = b'class="waiting"'
PACKED: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status 0 where nothing did; ``size`` bytes as sent; ``waiting`` where a part is not ready."""

    ask: Ask
    status: int
    seconds: float
    size: int
    waiting: bool = False

    @property
    def wrong(self) -> bool:
        """Whether a reader saw an error."""
        return not 200 <= self.status < 400


def unpack(body: bytes) -> bytes:
    """An answer as it was before it was packed for the way."""
    return gzip.decompress(body) if body.startswith(PACKED) else body


class Reader:
    """One browser's connection to a reading room."""

    def __init__(self, origin: str) -> None:
        self._address = urlsplit(origin).netloc
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, ask: Ask) -> Answer:
        """Ask once, following where the answer leads on; errors of the connection are answers too."""
        begin = time.perf_counter()
        try:
            status, body = self._get(ask.address)
        except (OSError, http.client.HTTPException):
            self.close()
            return Answer(ask, 0, time.perf_counter() - begin, 0)
        seconds = time.perf_counter() - begin
        return Answer(ask, status, seconds, len(body), WAITING in unpack(body))

    def page(self, address: str) -> str:
        """The words of a page."""
        return unpack(self._get(address)[1]).decode()

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _get(self, address: str) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(self._address, timeout=LONGEST_ANSWER)
        self._connection.request("GET", address, headers={"accept-encoding": "gzip"})
        response = self._connection.getresponse()
        body = response.read()
        if response.status in (303, 307):
            return self._get(response.headers["location"])
        return response.status, body


def read_on(origin: str, pages: Iterator[Ask], until: float, seed: int) -> list[Answer]:
    """One reader's answers until a time of the clock."""
    reader, dice, answers = Reader(origin), random.Random(seed), []
    time.sleep(min(dice.uniform(0, THINKING[1]), max(0.0, until - time.monotonic())))
    while time.monotonic() < until:
        answers.append(reader.ask(next(pages)))
        time.sleep(dice.uniform(*THINKING))
    reader.close()
    return answers


def read_together(origin: str, plans: list[Iterator[Ask]], seconds: float) -> list[Answer]:
    """All answers of as many readers as there are plans, at the same time."""
    until, found, lock = time.monotonic() + seconds, list[Answer](), threading.Lock()

    def go(number: int, pages: Iterator[Ask]) -> None:
        answers = read_on(origin, pages, until, number)
        with lock:
            found.extend(answers)

    threads = [threading.Thread(target=go, args=told) for told in enumerate(plans)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
