"""Footnotes: every line of a brief leads back to outlet, date and words."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent_encode

from dyadlog.records import Document

Row = dict[str, Any]
IN_URLS = "%/:=&?~+!$,;'@()*[]"
"""What may stand in a web address as it is; all else is percent-encoded, so that no page can break out of a link."""
FRAGMENT_WORDS = 12
"""Words of a text fragment: enough to be unique on a page, short enough to survive a small edit of the page."""


@dataclass(frozen=True, slots=True)
class Note:
    """One piece of evidence, numbered."""

    number: int
    outlet: str | None
    published: str | None
    page: str
    title: str | None
    quote: str
    link: str | None


class Notebook:
    """Numbers pieces of evidence in the order of first use; the same words of the same page keep their number."""

    def __init__(self, documents: dict[str, Document]) -> None:
        self.documents = documents
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.notes: list[Note] = []

    def cite(self, evidence: list[Row], limit: int = 6) -> tuple[int, ...]:
        """Numbers of the first ``limit`` pieces of evidence."""
        return tuple(dict.fromkeys(self._number(row) for row in evidence[:limit]))

    def _number(self, row: Row) -> int:
        key = (row["document_id"], row["start"], row["end"])
        if key not in self._numbers:
            self._numbers[key] = len(self.notes) + 1
            document = self.documents[row["document_id"]]
            self.notes.append(
                Note(
                    number=self._numbers[key],
                    outlet=row["outlet"],
                    published=row.get("published"),
                    page=row["page"],
                    title=document.title.value if document.title else None,
                    quote=row["quote"],
                    link=make_link(document, row["quote"]),
                )
            )
        return self._numbers[key]


def make_link(document: Document, words: str) -> str | None:
    """A link that opens the live page at the words; None where no web address is known."""
    url = document.url.value if document.url else document.location
    if not url.startswith(("https://", "http://")):
        return None
    address = percent_encode(url.split("#")[0], safe=IN_URLS, errors="replace")
    words = percent_encode(" ".join(words.split()[:FRAGMENT_WORDS]), safe="", errors="replace").replace("-", "%2D")
    return f"{address}#:~:text={words}"
