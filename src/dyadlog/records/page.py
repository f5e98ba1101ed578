"""Page: raw bytes as found."""

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a page beside its bytes; never inside its identity.

    ``published`` is what the user said where ``published_method`` is None; else what a ``feed`` or ``sitemap`` says,
    which stands back behind what the page itself says. By the day ``captured`` the page stood where it was found.
    """

    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_method: str | None = None
    captured: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Raw bytes as found, with the path or URL they were given under.

    ``media_type`` is ``text/html``, ``text/plain`` or ``text/markdown``, decided by ``read``.
    """

    page_id: str
    location: str
    content: bytes
    media_type: str
    given: Given = Given()

    @classmethod
    def from_bytes(cls, location: str, content: bytes, media_type: str, given: Given | None = None) -> "Page":
        """A page with its identity: the hash of its bytes."""
        return cls(f"page-{hashlib.sha256(content).hexdigest()[:16]}", location, content, media_type, given or Given())

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the bytes as found."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def rank(self) -> tuple[bool, bool, bool, str]:
        """Which of several places of the same bytes is read, the smallest: that of which most is known."""
        return self.given.published is None, self.given.outlet is None, self.given.url is None, self.location
