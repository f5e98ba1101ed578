"""The archive: what the store keeps of a consolidation, so that one more page costs one more page."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from dyadlog.records import (
    ACTORS,
    SIGHTINGS,
    TEXTS,
    Actor,
    Anchor,
    Claim,
    Document,
    Event,
    Instrument,
    Naming,
    Reading,
    ShelfKey,
    Shelved,
    Sighting,
    read_sketch,
)
from dyadlog.records.pairs import pairs_of
from dyadlog.store.asking import ask, marks, parts_of
from dyadlog.store.codec import decode, unpack_reading
from dyadlog.store.decisions import as_decided
from dyadlog.store.rulings import find_claim

Record = TypeVar("Record")


class StoredArchive:
    """Reads what ``consolidate.archive.Archive`` asks for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def readings_of(self, documents: Collection[str]) -> list[Reading]:
        """The readings of some documents, with their claims as people decided."""
        sql = "SELECT r.payload FROM documents d JOIN readings r USING (page_id) WHERE d.document_id IN ({})"
        return [as_decided(self._db, unpack_reading(payload)) for (payload,) in self._ask(sql, documents)]

    def documents_of(self, documents: Collection[str]) -> list[Document]:
        """Some documents."""
        return self._records(Document, "SELECT record FROM articles WHERE document_id IN ({})", documents)

    def claims_of(self, claims: Collection[str]) -> list[Claim]:
        """Some claims."""
        return self._records(Claim, "SELECT record FROM claims WHERE claim_id IN ({})", claims)

    def claim_at(self, anchor: Anchor) -> str | None:
        """The claim that now stands at the words of an anchor: of its kind, at the very words or around them."""
        return find_claim(self._db, anchor)

    def newest_day(self) -> date | None:
        """The last day on which a page was published."""
        (day,) = self._db.execute("SELECT max(published) FROM documents").fetchone()
        return date.fromisoformat(day) if day else None

    def newest_day_before(self) -> date | None:
        """The same when the record was last brought together."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'newest'").fetchone()
        return date.fromisoformat(row[0]) if row and row[0] else None

    def actors_named(self, ids: Collection[str]) -> list[Actor]:
        """Some actors."""
        return self._records(Actor, "SELECT record FROM actors WHERE actor_id IN ({})", ids)

    def scopes_of(self, sort: str) -> list[str]:
        """The scopes of a sort that have findings."""
        rows = self._db.execute(
            "SELECT DISTINCT scope FROM findings WHERE scope > ? AND scope < ?", (f"{sort}:", f"{sort};")
        )
        return [scope for (scope,) in rows]

    def items(self, shelf: str, ids: Collection[str]) -> list[Shelved]:
        """Some items of a shelf, without their keys."""
        return self._shelved(shelf, "item_id IN ({})", ids)

    def items_of_documents(self, shelf: str, documents: Collection[str]) -> list[Shelved]:
        """The items of some documents, without their keys."""
        return self._shelved(shelf, "document_id IN ({})", documents, by_shelf=False)

    def items_of_components(self, shelf: str, components: Collection[str]) -> list[Shelved]:
        """The items of some components, without their keys."""
        return self._shelved(shelf, "component IN ({})", components)

    def items_meeting(self, shelf: str, keys: Iterable[ShelfKey]) -> list[Shelved]:
        """The items worth comparing with one that has these keys, without their own."""
        numbers: set[int] = set()
        sql = "SELECT number FROM shelf_keys WHERE key = ? AND last >= ? AND first <= ? AND (strong OR ?)"
        for key in set(keys):
            numbers.update(n for (n,) in self._db.execute(sql, (key.key, key.first, key.last, key.strong)))
        return self._shelved(shelf, "number IN ({})", sorted(numbers), by_shelf=False)

    def namings_of(self, actors: Collection[str], without: Collection[str] = ()) -> list[Naming]:
        """The namings of some page-level ids, summed over pages, some pages left aside."""
        return [
            one for part in parts_of(actors) for one in self._sum_namings(f"actor_id IN ({marks(part)})", part, without)
        ]

    def namings_on(self, documents: Collection[str]) -> list[Naming]:
        """The namings of some pages."""
        sql = "SELECT document_id, actor_id, slot, value, count, place FROM namings WHERE document_id IN ({})"
        return [Naming(*row) for row in self._ask(sql, documents)]

    def documents_naming(self, actors: Collection[str], slot: str | None = None, most: int | None = None) -> list[str]:
        """The documents that name one of some page-level ids, in the order of the record; at most ``most``."""
        found: dict[str, str] = {}
        wanted = " AND slot = ?" if slot else ""
        for part in parts_of(actors):
            rows = self._db.execute(
                f"SELECT document_id, min(place) AS first FROM namings WHERE actor_id IN ({marks(part)}){wanted}"
                " GROUP BY document_id ORDER BY first LIMIT ?",
                (*part, *([slot] if slot else []), -1 if most is None else most),
            )
            for document_id, place in rows:
                found[document_id] = min(place, found.get(document_id, place))
        return sorted(found, key=lambda name: found[name])[:most]

    def sightings_of(self, actors: Collection[str]) -> list[Sighting]:
        """Who of some page-level ids holds which office."""
        return [decode(Sighting, item.record) for item in self.items_of_components(SIGHTINGS, actors)]

    def actors_of_states(self, states: Collection[str]) -> list[str]:
        """The page-level ids that act for some states, or are given an office of theirs."""
        sql = "SELECT DISTINCT actor_id FROM namings WHERE slot IN ('state', 'post_state') AND value IN ({})"
        return sorted({actor_id for (actor_id,) in self._ask(sql, states)})

    def identities_of(self, actors: Collection[str]) -> dict[str, str]:
        """Page-level actor id -> canonical actor id, of those among some that stand for another."""
        return dict(self._ask("SELECT local_id, actor_id FROM identities WHERE local_id IN ({})", actors))

    def kin_of(self, actors: Collection[str]) -> dict[str, str]:
        """The page-level ids of some actors' families -> canonical actor ids."""
        families = {item.component for item in self.items(ACTORS, actors)}
        members = {item.item_id for item in self.items_of_components(ACTORS, families)} | set(actors)
        return {local: local for local in members} | self.identities_of(members)

    def texts_meeting(self, sketch: bytes) -> list[str]:
        """The documents whose sketches have a number in common with one."""
        numbers = {
            number for (number,) in self._ask("SELECT number FROM shelf_keys WHERE key IN ({})", read_sketch(sketch))
        }
        return [item.item_id for item in self._shelved(TEXTS, "number IN ({})", numbers, by_shelf=False)]

    def prints_around(self, documents: Collection[str]) -> list[tuple[str, str]]:
        """Pairs of documents that print one text: all those that lead from some documents, or to them."""
        if not documents:
            return []
        sql = (
            "WITH RECURSIVE near (name) AS (VALUES {} UNION SELECT iif(document_id = name, other_id, document_id)"
            " FROM near JOIN prints ON name IN (document_id, other_id))"
            " SELECT DISTINCT document_id, other_id FROM near JOIN prints ON document_id = name"
        )
        names = sorted(documents)
        return list(self._db.execute(sql.format(", ".join(["(?)"] * len(names))), names))

    def copies_of(self, documents: Collection[str]) -> dict[str, str]:
        """Document id -> id of the document it copies, of those among some that copy one."""
        return dict(self._ask("SELECT document_id, original_id FROM copies WHERE document_id IN ({})", documents))

    def events_of_claims(self, claims: Collection[str]) -> list[Event]:
        """The events that some claims belong to."""
        sql = "SELECT DISTINCT event_id FROM event_claims WHERE claim_id IN ({})"
        ids = sorted({event_id for (event_id,) in self._ask(sql, claims)})
        return self._records(Event, "SELECT record FROM events WHERE event_id IN ({})", ids)

    def events_between(self, states: Collection[str], kinds: Collection[str], days: tuple[int, int]) -> list[Event]:
        """Dated events of some kinds between two of the states that can lie within some days (ordinals)."""
        first, last = _day(days[0]), _day(days[1])
        sql = (
            f"SELECT event_id FROM pair_events WHERE pair = ? AND kind IN ({marks(kinds)}) AND first <= ?"
            " AND (sort_day >= ? OR (last = '' AND first > ''))"
        )
        found = {
            name
            for pair in pairs_of(states)
            for (name,) in self._db.execute(f"{sql} AND sort_day > ''", (pair, *kinds, last, first))
        }
        return self._records(Event, "SELECT record FROM events WHERE event_id IN ({})", found)

    def events_of_people(
        self, people: Collection[str], kinds: Collection[str], days: tuple[int, int] | None
    ) -> list[Event]:
        """Events of some kinds in which one of some people takes part, and that have no date or can lie within some
        days (ordinals); at any time where none are given."""
        first, last = (_day(day) for day in days) if days is not None else ("0000", "9999")
        sql = (
            "SELECT e.event_id, e.kind, e.date_start, e.date_end, e.record FROM participants p JOIN events e"
            " ON e.event_id = p.record_id WHERE p.state IN ({})"
        )
        found = {
            name: blob
            for name, kind, start, end, blob in self._ask(sql, people)
            if kind in kinds
            and ((start is None and end is None) or ((end or "9999") >= first and (start or "0000") <= last))
        }
        return [decode(Event, found[event_id]) for event_id in sorted(found)]

    def events_on(self, days: Collection[tuple[int, int]]) -> list[Event]:
        """The events that begin or end on some days (month, day) of any year."""
        wanted = [f"{month:02}-{day:02}" for month, day in days]
        sql = "SELECT record FROM events WHERE substr({}, 6) IN ({})"
        rows = [row for end in ("date_start", "date_end") for row in self._ask(sql.replace("{}", end, 1), wanted)]
        found = {event.event_id: event for event in (decode(Event, blob) for (blob,) in rows)}
        return [found[event_id] for event_id in sorted(found)]

    def instruments_of_claims(self, claims: Collection[str]) -> dict[str, list[str]]:
        """Claim id -> ids of the instruments it speaks of."""
        found: dict[str, list[str]] = {}
        sql = "SELECT claim_id, instrument_id FROM instrument_claims WHERE claim_id IN ({}) ORDER BY 1, 2"
        for claim_id, instrument_id in self._ask(sql, claims):
            found.setdefault(claim_id, []).append(instrument_id)
        return found

    def instruments_named(self, ids: Collection[str]) -> list[Instrument]:
        """Some instruments."""
        return self._records(Instrument, "SELECT record FROM instruments WHERE instrument_id IN ({})", ids)

    def instruments_due(self, after: date | None, before: date, silences: Collection[timedelta]) -> list[Instrument]:
        """Instruments whose deadline lies after one day and before another, or that would by then not have been heard
        of for one of some lengths of time."""
        spans = [("deadline", timedelta())] + [("last_heard", length) for length in sorted(silences)]
        found: dict[str, Instrument] = {}
        for column, length in spans:
            first = (after - length).isoformat() if after and after - date.min > length else "0000"
            sql = f"SELECT record FROM instruments WHERE {column} >= ? AND {column} < ?"
            for (blob,) in self._db.execute(sql, (first, (before - length).isoformat())):
                instrument = decode(Instrument, blob)
                found[instrument.instrument_id] = instrument
        return [found[name] for name in sorted(found)]

    def presence_of(self, documents: Collection[str]) -> set[tuple[int, str]]:
        """The blocks of time, each with every two states and with none ("") named, in which some documents had claims
        when they were compared last."""
        return set(self._ask("SELECT block, pair FROM presence WHERE document_id IN ({})", documents))

    def documents_in(self, blocks: Collection[int], pair: str = "") -> set[str]:
        """The documents with a claim, of two states if any are named, that is present in some blocks of time."""
        sql = "SELECT document_id FROM presence WHERE block = ? AND pair = ?"
        return {name for block in blocks for (name,) in self._db.execute(sql, (block, pair))}

    def pairs_in(self, blocks: Collection[int]) -> set[str]:
        """Every two states of claims that are present in some blocks of time."""
        rows = self._ask("SELECT DISTINCT pair FROM presence WHERE block IN ({}) AND pair > ''", blocks)
        return {pair for (pair,) in rows}

    def _shelved(self, shelf: str, where: str, values: Collection[Any], *, by_shelf: bool = True) -> list[Shelved]:
        name = "shelf" if by_shelf else "+shelf"  # with a plus sign, SQLite does not go through all of a shelf
        sql = f"SELECT item_id, document_id, component, record FROM shelf WHERE {where} AND {name} = '{shelf}'"
        return [Shelved(*row) for row in self._ask(sql, values)]

    def _sum_namings(self, where: str, values: Sequence[str], without: Collection[str] = ()) -> list[Naming]:
        apart = f" AND document_id NOT IN ({marks(without)})" if without else ""
        rows = self._db.execute(
            f"SELECT actor_id, slot, value, sum(count), min(place) FROM namings WHERE {where}{apart} GROUP BY 1, 2, 3",
            (*values, *without),
        )
        return [Naming("", *row) for row in rows]

    def _records(self, kind: type[Record], sql: str, values: Collection[str]) -> list[Record]:
        return [decode(kind, blob) for (blob,) in self._ask(sql, values)]

    def _ask(self, sql: str, values: Collection[Any]) -> Iterator[Any]:
        return ask(self._db, sql, values)


def _day(ordinal: int) -> str:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()
