"""How the web is asked: as whom, how often, how long, how much."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from dyadlog import __version__
from dyadlog.errors import UserError

MIB = 1024 * 1024
CONTACT = re.compile(r"[!-'*-~]+(?: [!-'*-~]+)*")
"""Printable ASCII without brackets, which would end the comment of a user agent."""


def default_cache() -> Path:
    """The folder where answers of servers are kept: of the user, shared by all stores."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "dyadlog"


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Times in seconds, sizes in bytes.

    ``delay`` lies between two requests to one host; ``connect`` and ``read`` bound a step of a request, ``total`` a
    page with its redirects; ``patience`` is the longest wait that a host may ask for; ``most`` pages come from one
    feed or sitemap; ``private`` lets links lead to private addresses.
    """

    cache: Path = field(default_factory=default_cache)
    contact: str | None = None
    private: bool = False
    delay: float = 1.0
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    patience: float = 120.0
    limit: int = 16 * MIB
    redirects: int = 5
    tries: int = 3
    most: int = 1000

    def __post_init__(self) -> None:
        if self.contact is not None and CONTACT.fullmatch(self.contact) is None:
            raise UserError("the contact is an e-mail address or a URL: plain letters, no brackets")

    @property
    def agent(self) -> str:
        """What we call ourselves: name, version, and where its user can be reached."""
        return f"dyadlog/{__version__}" + (f" ({self.contact})" if self.contact else "")


def make_settings(cache: Path | None, contact: str | None, delay: float, most: int, private: bool) -> WebSettings:
    """The settings as a user gives them. ``UserError`` where the contact could not stand in a user agent."""
    return WebSettings(cache or default_cache(), contact, private, delay, most=most)
