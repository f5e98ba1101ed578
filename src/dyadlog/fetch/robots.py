"""robots.txt, asked for once a day and obeyed (RFC 9309)."""

import time
from collections.abc import Callable
from typing import Final

from protego import Protego

from dyadlog.errors import PageError
from dyadlog.fetch.pace import Pace

NAME: Final = "dyadlog"
"""The name by which a robots.txt may speak to us."""
MOST: Final = 512 * 1024
"""Bytes of a robots.txt that are heeded: RFC 9309 asks for 500 KiB at least."""
KEPT: Final = 24 * 3600.0
ABSENT: Final = frozenset({"gone", "forbidden", "not_found"})
"""A server that says there is no robots.txt has no rules; one that fails may have some."""


class Robots:
    """The rules of all hosts asked so far. ``load`` gives the bytes under a URL, or raises ``PageError``."""

    def __init__(self, load: Callable[[str, bool], bytes], pace: Pace) -> None:
        self._load = load
        self._pace = pace
        self._rules: dict[tuple[str, bool], tuple[float, Protego]] = {}

    def check(self, origin: str, host: str, url: str, private: bool) -> None:
        """Raise ``PageError`` where a page may not be asked for: ``robots``, or what kept us from the rules."""
        if not self._rules_of(origin, host, private).can_fetch(url, NAME):
            raise PageError("robots", f"the robots.txt of {host} does not allow it")

    def _rules_of(self, origin: str, host: str, private: bool) -> Protego:
        kept = self._rules.get((origin, private))
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        try:
            content = self._load(f"{origin}/robots.txt", private)[:MOST]
        except PageError as error:
            if error.code not in ABSENT:
                raise PageError(error.code, f"robots.txt: {error}") from error
            content = b""
        rules = Protego.parse(content.decode("utf-8-sig", "replace"))
        self._rules[origin, private] = (time.monotonic() + KEPT, rules)
        rate = rules.request_rate(NAME)
        spacing = max(rules.crawl_delay(NAME) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        if spacing:
            self._pace.slow_down(host, spacing)
        return rules
