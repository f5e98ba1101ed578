"""Where pages lie: as addresses of the running application, or as files beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dyadlog import __version__


def pair_name(pair: Sequence[str]) -> str:
    """Two states as one word of an address: ``ECU-PER``, whatever the order they are given in."""
    return "-".join(sorted(pair))


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses. ``depth`` None: of the running application; else of files, seen from a page that lies so many
    folders down. Search, review and single records as JSON are only in the running application: ``live`` tells. A query
    that asks for nothing but a page of a list has a file as well (``serve.site``).
    """

    depth: int | None = None

    @property
    def live(self) -> bool:
        """Whether the application runs, so that pages can be asked for with a query."""
        return self.depth is None

    def _at(self, path: str, query: str = "", anchor: str = "") -> str:
        tail = f"#{quote(anchor, safe=':-_.')}" if anchor else ""
        if self.depth is None:
            return f"/{path}" + (f"?{query}" if query else "") + tail
        return "../" * self.depth + (f"{path}.html" if path else "index.html") + tail

    def home(self) -> str:
        """All dyads of the store."""
        return self._at("")

    def dyad(self, pair: Sequence[str], section: str = "", query: str = "", anchor: str = "") -> str:
        """A page of two states: the dyad itself, or one of its sections such as ``ledger``."""
        name = pair_name(pair)
        return self._at(f"{name}/{section}" if section else name, query, anchor)

    def event(self, event_id: str, anchor: str = "") -> str:
        """An event."""
        return self._at(f"events/{quote(event_id, safe='')}", anchor=anchor)

    def document(self, document_id: str, anchor: str = "") -> str:
        """A document in the reader; ``anchor`` a claim id leads to its words."""
        return self._at(f"documents/{quote(document_id, safe='')}", anchor=anchor)

    def instrument(self, instrument_id: str) -> str:
        """An instrument with its history."""
        return self._at(f"instruments/{quote(instrument_id, safe='')}")

    def search(self, query: str = "") -> str:
        """Search over sentences; running application only."""
        return self._at("search", query)

    def review(self, section: str = "", query: str = "") -> str:
        """The review pages; running application only."""
        return self._at(f"review/{section}" if section else "review", query)

    def api(self, path: str, query: str = "") -> str:
        """The JSON interface; in files, a table of two states without what ``as_file`` adds."""
        if self.depth is None:
            return self._at(f"api/v1/{path}", query)
        return "../" * self.depth + f"data/{path.removeprefix('dyads/')}"

    def as_file(self, address: str, kind: str) -> str:
        """A table of the interface as a file to keep: ``csv`` or ``json``."""
        if self.depth is None:
            return f"{address}{'&' if '?' in address else '?'}format={kind}"
        return f"{address}.{kind}"

    def asset(self, path: str) -> str:
        """A stylesheet, script or font; the version in the query lets browsers keep it for good."""
        if self.depth is None:
            return f"/static/{path}?v={__version__}"
        return "../" * self.depth + f"static/{path}"
