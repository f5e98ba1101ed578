"""What a running reading room was told."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
"""Addresses that only programs of this machine reach."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One store, and how it is served.

    ``tables`` are folders of the user's own knowledge; ``hosts`` the names a browser may call us by (all loopback names
    are known); ``token`` what a reader must show, None where only this machine reaches us; ``author`` who rules when a
    reviewer gives no name; ``shapes`` a file of borders in place of the shipped ones.
    """

    db: Path
    tables: tuple[Path, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8765
    hosts: tuple[str, ...] = ()
    token: str | None = None
    author: str = "reviewer"
    shapes: Path | None = None

    @property
    def names(self) -> frozenset[str]:
        """Every name that a browser may call us by."""
        own = () if self.host in ("0.0.0.0", "::") else (self.host,)
        return frozenset(name.casefold() for name in (*LOOPBACK, *own, *self.hosts))
