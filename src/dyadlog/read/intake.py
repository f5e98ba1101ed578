"""What one run of reading was told, and how bytes become a page under it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from dyadlog.read.about import NameFilter
from dyadlog.read.columns import Columns
from dyadlog.read.limits import DEFAULT_LIMIT, too_large
from dyadlog.read.media import is_binary, media_type_of
from dyadlog.records import Given, Issue, Page

STAGE = "read"


@dataclass(slots=True)
class LeftOut:
    """What was left out on purpose: pages that do not name the states asked for, and records of an archive that hold
    no page (requests, pictures, errors of servers)."""

    elsewhere: int = 0
    no_page: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.elsewhere + self.no_page


@dataclass(frozen=True, slots=True)
class Held:
    """A file, on disk or in an archive. ``name`` tells its format, ``depth`` in how many archives it lies."""

    location: str
    name: str
    open: Callable[[], BinaryIO]
    given: Given
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """What one run was told: ``limit`` in bytes a page, the columns of tables, the states that pages must name."""

    columns: Columns
    limit: int = DEFAULT_LIMIT
    about: NameFilter | None = None
    left_out: LeftOut = field(default_factory=LeftOut)

    def take(
        self, location: str, content: bytes, given: Given, media_type: str | None = None, name: str | None = None
    ) -> Iterator[Page | Issue]:
        """The page these bytes are, an issue where they are none, nothing where they do not name the states."""
        if len(content) > self.limit:
            yield issue_of(location, "too_large", str(too_large(self.limit)))
        elif not content:
            yield issue_of(location, "empty", "there is nothing in it")
        elif self.about is not None and not self.about.names_all(content):
            self.left_out.elsewhere += 1
        elif is_binary(content):
            page_id = Page.from_bytes(location, content, "text/plain").page_id
            message = "not text: an image, a PDF, an archive or other binary data"
            yield Issue.of(location, STAGE, "binary", message, page_id)
        else:
            known = media_type or media_type_of(location if name is None else name, content)
            yield Page.from_bytes(location, content, known, given)


def issue_of(location: str, code: str, message: str) -> Issue:
    """An issue of this stage."""
    return Issue.of(location, STAGE, code, message)
