"""The part of the view that searches sentences."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from dyadlog.errors import UserError
from dyadlog.records.pairs import pairs_of
from dyadlog.store.asking import as_day
from dyadlog.store.page_words import outlet_word, pair_word, read_word, year_word
from dyadlog.store.reader import Reader

MOST: Final = 2000
"""Sentences that are ranked and counted. Where more hold the words, the words say little of any, and to weigh half a
million would keep the reader waiting: then the pages read last come first, and counts are of so many of these."""
PLACE: Final = "s.sentence_id, s.document_id, s.start, s.end"
START, END = "\x02", "\x03"
"""Put around the words found; no stored text holds them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found, with its words, and where in these the words searched for stand."""

    sentence_id: str
    document_id: str
    start: int
    end: int
    quote: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchCounts:
    """How many sentences a search finds: at least ``total`` where not ``exact``, and then outlets, years and pairs are
    those of the ``total`` that were read last. Most first; each counted without the filter on itself. ``pairs`` are
    those of the pages (``ECU-PER``), of which each may have several."""

    total: int
    exact: bool
    outlets: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    pairs: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: words in FTS5 syntax, on pages of an outlet, published since and until a day
    (those without a date are left out when either is given), with a claim in which all of some states take part."""

    words: str
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    states: tuple[str, ...] = ()

    def widened(self) -> tuple["Search", "Search", "Search"]:
        """The same without the outlet, without the time, and without the states."""
        return replace(self, outlet=None), replace(self, since=None, until=None), replace(self, states=())


class SearchReader(Reader):
    """Searches sentences."""

    def search(
        self,
        words: str,
        limit: int = 50,
        offset: int = 0,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        states: tuple[str, ...] = (),
        few: bool | None = None,
    ) -> list[Hit]:
        """Sentences that hold all the words, best first; those read last, where they are more than ``MOST``. ``few``
        tells that they are not, where that is known."""
        wanted = Search(read_query(words), outlet, since, until, states)
        if few is None:
            few = len(self._find(wanted, "1", _newest())) <= MOST
        order = "bm25(sentence_words, 1, 0), w.rowid" if few else "w.rowid DESC"
        rows = self._find(
            wanted,
            f"{PLACE}, highlight(sentence_words, 0, char(2), char(3))",
            f"ORDER BY {order} LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [
            Hit(sentence_id, document_id, start, end, *_read_marks(quote))
            for sentence_id, document_id, start, end, quote in rows
        ]

    def search_counts(
        self,
        words: str,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        states: tuple[str, ...] = (),
    ) -> SearchCounts:
        """How many sentences ``search`` finds, by outlet, year and pair of states."""
        wanted = Search(read_query(words), outlet, since, until, states)
        rows = {question: self._find(question, "w.page", _newest()) for question in {wanted, *wanted.widened()}}
        counts = {question: _count_pages(found) for question, found in rows.items()}
        of_outlets, of_years, of_pairs = (counts[question] for question in wanted.widened())
        total = len(rows[wanted])
        return SearchCounts(min(total, MOST), total <= MOST, of_outlets.outlets, of_years.years, of_pairs.pairs)

    def reads_operators(self, words: str) -> bool:
        """Whether words are taken as a question in FTS5 syntax, not each literally."""
        return bool(read_query(words)) and read_query(words) == _strip(words)

    def claims_of_sentences(self, ids: Sequence[str]) -> dict[str, list[tuple[str, str | None]]]:
        """Sentence id -> the claims made in it, in the order of the text, each with the event it belongs to."""
        found: dict[str, list[tuple[str, str | None]]] = {}
        sql = (
            "SELECT s.sentence_id, c.claim_id, e.event_id FROM sentences s JOIN claims c ON c.document_id ="
            " s.document_id AND c.sentence = s.position LEFT JOIN event_claims e USING (claim_id)"
            " WHERE s.sentence_id IN ({}) ORDER BY c.start, c.claim_id"
        )
        for sentence_id, claim_id, event_id in self._many(sql, ids):
            found.setdefault(sentence_id, []).append((claim_id, event_id))
        return found

    def _find(self, wanted: Search, columns: str, tail: str, values: Sequence[object] = ()) -> list[Any]:
        """Rows of what is found; sentences (``s``) and their pages (``d``) are looked up only where they are asked for:
        thousands of these cost more than the search."""
        days = [(sign, day.isoformat()) for sign, day in ((">=", wanted.since), ("<=", wanted.until)) if day]
        sentences = " CROSS JOIN sentences s ON s.number = w.rowid" if days or "s." in columns else ""
        pages = " CROSS JOIN documents d USING (document_id)" if days else ""
        sql = (
            f"SELECT {columns} FROM sentence_words w{sentences}{pages} WHERE sentence_words MATCH ?"
            f"{''.join(f' AND d.published {sign} ?' for sign, _ in days)} {tail}"
        )
        query = self._phrase(wanted)
        return self._rows(sql, (query, *(day for _, day in days), *values)) if query else []

    def _phrase(self, wanted: Search) -> str:
        """The question in the syntax of FTS5; empty where there are no words."""
        page = [f'"{pair_word(pair)}"' for pair in pairs_of(wanted.states)]
        page += [f'"{outlet_word(wanted.outlet)}"'] if wanted.outlet is not None else []
        page += [f"({' OR '.join(years)})"] if (years := self._years(wanted)) else []
        narrowed = f" AND {{page}} : ({' AND '.join(page)})" if page else ""
        return f"{{words}} : ({wanted.words}){narrowed}" if wanted.words else ""

    def _years(self, wanted: Search) -> list[str]:
        """The words of the years asked for, of those that any page was published in."""
        if wanted.since is None and wanted.until is None:
            return []
        ((first, last),) = self._rows("SELECT min(published), max(published) FROM documents")
        begin, end = (as_day(day) or date.max for day in (first, last))
        begin, end = max(begin, wanted.since or begin), min(end, wanted.until or end)
        return [f'"{year_word(year)}"' for year in range(begin.year, max(begin, end).year + 1)]


@lru_cache(256)
def read_query(words: str) -> str:
    """Words that are FTS5 syntax as they are, others each literally; '' where there are none. An empty table tells:
    to ask the one of the store for the beginning of a word takes as long as to search for it.

    Raises UserError where nothing can be searched for.
    """
    asked = _strip(words)
    if not asked:
        return ""
    literal = " ".join('"' + word.replace('"', '""') + '"' for word in asked.split())
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.execute("CREATE VIRTUAL TABLE sentence_words USING fts5 (words, page)")
        for query in (asked, literal):
            try:
                empty.execute("SELECT 1 FROM sentence_words WHERE sentence_words MATCH ?", (query,)).fetchall()
            except sqlite3.OperationalError:
                continue
            except UnicodeEncodeError:
                break
            return query
    raise UserError(f"cannot search for {words!r}")


def _strip(words: str) -> str:
    return words.replace("\0", " ").strip()


def _newest() -> str:
    """Those read last, one more than are counted."""
    return f"ORDER BY w.rowid DESC LIMIT {MOST + 1}"


def _count_pages(rows: Sequence[tuple[str]]) -> SearchCounts:
    """How many of the first ``MOST`` sentences are of which outlet, year and pairs, by the words for their pages."""
    counts: dict[str, Counter[str]] = {"outlet": Counter(), "year": Counter(), "pair": Counter()}
    for word, count in Counter(" ".join(words for (words,) in rows[:MOST]).split()).items():
        sort, value = read_word(word)
        counts[sort][value] = count
    return SearchCounts(len(rows), True, *(_rank(counts[sort]) for sort in ("outlet", "year", "pair")))


def _rank(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _read_marks(highlighted: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words without the marks, and where these stood."""
    words, marks, place = [], [], 0
    for number, part in enumerate(highlighted.replace(END, START).split(START)):
        if number % 2:
            marks.append((place, place + len(part)))
        words.append(part)
        place += len(part)
    return "".join(words), tuple(marks)
