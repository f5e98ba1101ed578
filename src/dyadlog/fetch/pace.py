"""How long a host is left alone between two requests."""

import time
from collections.abc import Callable

from dyadlog.errors import PageError


class Pace:
    """Waits before a request until its host may be asked again."""

    def __init__(
        self,
        delay: float,
        patience: float,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._delay = delay
        self._patience = patience
        self._sleep = sleep
        self._clock = clock
        self._slower: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait for a host's turn, and take it. ``PageError`` ``busy`` where it asks for more than our patience."""
        left = self._next.get(host, 0.0) - self._clock()
        if left > self._patience:
            raise PageError("busy", f"{host} asks to be left alone for another {left:.0f} s")
        if left > 0:
            self._sleep(left)
        self._next[host] = self._clock() + max(self._delay, self._slower.get(host, 0.0))

    def slow_down(self, host: str, seconds: float) -> None:
        """Leave so many seconds between two requests to a host, as its robots.txt asks."""
        self._slower[host] = seconds

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so many seconds."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)
