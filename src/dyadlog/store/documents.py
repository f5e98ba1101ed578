"""The part of the view that reads documents and what was found on each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dyadlog.errors import NotFound
from dyadlog.records import Claim, Document, DocumentLine, Given, InferredDate, Issue, Publication, Reading
from dyadlog.records.pairs import name_pair
from dyadlog.store.asking import as_day
from dyadlog.store.codec import decode, unpack_reading
from dyadlog.store.decisions import as_decided
from dyadlog.store.filters import Condition, Filter, join_conditions, one_of, taking_part
from dyadlog.store.reader import Reader

EVERYTHING = Filter()
LINE = (
    "d.document_id, d.page_id, d.location, d.outlet, d.published, d.precision, d.method, d.not_before, d.not_after,"
    " d.not_after_method, d.title, d.url, d.genre, d.language"
)


@dataclass(frozen=True, slots=True)
class Appearance:
    """A place where a page was met, with what the user said about it there."""

    location: str
    page_id: str
    given: Given


class DocumentReader(Reader):
    """Reads documents, whole or as lines; in order of location where none is asked for."""

    def documents(self, wanted: Filter = EVERYTHING, limit: int | None = None, offset: int = 0) -> list[Document]:
        """Documents in order of location; with states, those that have a claim in which all of them take part."""
        return self.documents_named(self._list_ids(wanted, limit, offset))

    def list_documents(
        self, wanted: Filter = EVERYTHING, limit: int | None = None, offset: int = 0
    ) -> list[DocumentLine]:
        """The same as ``documents``, without their text."""
        return list(self._lines(self._list_ids(wanted, limit, offset)))

    def _list_ids(self, wanted: Filter, limit: int | None, offset: int) -> list[str]:
        """The ids of documents, which an index has in their order."""
        where, values = join_conditions(_document_conditions(wanted))
        sql = f"SELECT d.document_id FROM documents d WHERE {where} ORDER BY d.location, d.document_id LIMIT ? OFFSET ?"
        return [name for (name,) in self._rows(sql, (*values, -1 if limit is None else limit, offset))]

    def _lines(self, ids: Sequence[str]) -> Iterator[DocumentLine]:
        rows = self._many(f"SELECT {LINE} FROM documents d WHERE d.document_id IN ({{}})", ids)
        found = {row[0]: row for row in rows}
        return (_line(found[name]) for name in ids if name in found)

    def count_documents(self, wanted: Filter = EVERYTHING) -> int:
        """How many documents there are."""
        where, values = join_conditions(_document_conditions(wanted))
        ((count,),) = self._rows(f"SELECT count(*) FROM documents d WHERE {where}", values)
        return int(count)

    def document_lines(self, ids: Sequence[str]) -> dict[str, DocumentLine]:
        """Document id -> the document without its text; those that are not there are left out."""
        return {line.document_id: line for line in self._lines(ids)}

    def documents_named(self, ids: Sequence[str]) -> list[Document]:
        """Some documents by id, in the order asked for; those that are not there are left out."""
        return self._named(Document, "articles", "document_id", ids)

    def document(self, document_id: str) -> Document:
        """The document with this id."""
        found = self.documents_named((document_id,))
        if not found:
            raise NotFound(f"no document {document_id}")
        return found[0]

    def claims_of_document(self, document_id: str) -> list[Claim]:
        """The claims of a document, in the order of its text."""
        sql = "SELECT record FROM claims WHERE document_id = ? ORDER BY sentence, start, claim_id"
        return [decode(Claim, blob) for (blob,) in self._rows(sql, (document_id,))]

    def reading(self, document_id: str) -> Reading:
        """The whole reading of a document: mentions, times and framings too; its claims as people decided."""
        rows = self._rows(
            "SELECT r.payload FROM readings r JOIN documents d USING (page_id) WHERE d.document_id = ?", (document_id,)
        )
        if not rows:
            raise NotFound(f"no document {document_id}")
        return as_decided(self._db, unpack_reading(rows[0][0]))

    def appearances(self, document_id: str) -> list[Appearance]:
        """Everywhere a document was met."""
        rows = self._rows(
            "SELECT a.location, a.page_id, a.url, a.outlet, a.published FROM appearances a JOIN readings r"
            " USING (page_id) WHERE r.document_id = ? ORDER BY a.location, a.page_id",
            (document_id,),
        )
        return [
            Appearance(location, page_id, Given(url, outlet, as_day(day)))
            for location, page_id, url, outlet, day in rows
        ]

    def inferred_dates(self) -> dict[str, InferredDate]:
        """Document id -> when it was published, as far as other pages tell; for documents that give no date."""
        return _inferred(self._rows("SELECT record FROM inferred_dates ORDER BY document_id"))

    def inferred_dates_of(self, ids: Sequence[str]) -> dict[str, InferredDate]:
        """The same for some documents."""
        return _inferred(self._many("SELECT record FROM inferred_dates WHERE document_id IN ({})", ids))

    def copies(self) -> dict[str, str]:
        """Document id -> id of the document it copies."""
        return dict(self._rows("SELECT document_id, original_id FROM copies"))

    def copies_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The same for some documents."""
        return dict(self._many("SELECT document_id, original_id FROM copies WHERE document_id IN ({})", ids))

    def issues(self) -> list[Issue]:
        """What could not be read, in order of location."""
        rows = self._rows("SELECT record FROM issues ORDER BY location, issue_id")
        return [decode(Issue, blob) for (blob,) in rows]

    def count_issues(self) -> int:
        """How many things could not be read."""
        ((count,),) = self._rows("SELECT count(*) FROM issues")
        return int(count)


def _document_conditions(wanted: Filter) -> list[Condition]:
    """What rows of ``documents d`` must meet."""
    found = one_of("d.outlet", (wanted.outlet,) if wanted.outlet is not None else ())
    if len(set(wanted.states)) == 2:
        named = "SELECT record_id FROM pair_records WHERE pair = ? AND sort = 'document'"
        found.append((f"d.document_id IN ({named})", (name_pair(wanted.states),)))
    elif wanted.states:
        ((clause, values),) = taking_part("c.claim_id", "claim", wanted.states)
        found.append((f"d.document_id IN (SELECT c.document_id FROM claims c WHERE {clause})", values))
    return found


def _line(row: tuple[Any, ...]) -> DocumentLine:
    document_id, page_id, location, outlet, published, precision, method, *bounds, title, url, genre, language = row
    not_before, not_after, not_after_method = bounds
    publication = Publication(
        as_day(published), precision, method, as_day(not_before), as_day(not_after), not_after_method
    )
    return DocumentLine(document_id, page_id, location, outlet, publication, title, url, genre, language)


def _inferred(rows: Sequence[tuple[bytes]]) -> dict[str, InferredDate]:
    inferred = (decode(InferredDate, blob) for (blob,) in rows)
    return {one.document_id: one for one in inferred}
