"""Decisions on claims: what people decided, laid over what was found, and what each decision is attached to now.

``claims`` has the claims as decided, without those rejected; ``found_claims`` has those as found that stand otherwise.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dyadlog.records import Anchor, Claim, Document, Reading, Ruling
from dyadlog.records.pairs import pairs_of
from dyadlog.records.ruling import decide_claim
from dyadlog.store.asking import date_columns
from dyadlog.store.codec import decode, encode
from dyadlog.store.derived import insert_participants
from dyadlog.store.page_words import page_words
from dyadlog.store.pairs import insert_pairs

AT_DOCUMENT = (
    "SELECT number FROM decisions WHERE document_id = :id UNION SELECT number FROM decisions"
    " WHERE page_id = (SELECT page_id FROM documents WHERE document_id = :id)"
)
"""The decisions that a document may hold: those made on it, and those made on its page when that read otherwise."""


def trigger_of(claim: Claim) -> int | None:
    """Where the word stands that names the act."""
    return next((span.start for span in claim.spans if span.slot == "trigger"), None)


def place_anchor(connection: sqlite3.Connection, anchor: Anchor) -> Anchor | None:
    """An anchor in the text as it is now: where the page has been cleaned anew, at the same words, nearest to where
    they stood. None where the page or the words are gone."""
    row = connection.execute("SELECT 1 FROM documents WHERE document_id = ?", (anchor.document_id,)).fetchone()
    if row is not None:
        return anchor
    sql = "SELECT a.record FROM documents d JOIN articles a USING (document_id) WHERE d.page_id = ?"
    row = connection.execute(sql, (anchor.page_id,)).fetchone()
    if row is None:
        return None
    document = decode(Document, row[0])
    starts: list[int] = []
    while (start := document.text.find(anchor.quote, starts[-1] + 1 if starts else 0)) >= 0:
        starts.append(start)
    if not starts or not anchor.quote:
        return None
    moved = min((start - anchor.start for start in starts), key=abs)
    return replace(
        anchor,
        document_id=document.document_id,
        start=anchor.start + moved,
        end=anchor.end + moved,
        trigger=anchor.trigger + moved if anchor.trigger is not None else None,
    )


def pick_claim(found: Iterable[Claim], anchor: Anchor, kinds: Sequence[str | None] = ()) -> Claim | None:
    """The claim at the words of an anchor, the very words or around them: of its kind, else of one of ``kinds``."""
    meeting = [claim for claim in found if claim.evidence.start < anchor.end and anchor.start < claim.evidence.end]

    def distance(claim: Claim) -> tuple[int, int, str]:
        words, trigger = claim.evidence, trigger_of(claim)
        off = abs(trigger - anchor.trigger) if trigger is not None and anchor.trigger is not None else 0
        return off, abs(words.start - anchor.start) + abs(words.end - anchor.end), claim.claim_id

    for kind in (anchor.kind, *kinds):
        fitting = [claim for claim in meeting if claim.kind == kind]
        if fitting:
            return min(fitting, key=distance)
    return None


def insert_claim(connection: sqlite3.Connection, claim: Claim) -> None:
    """Put a claim into the tables that are asked."""
    start, end = date_columns(claim)
    row = (
        claim.claim_id,
        claim.document_id,
        claim.sentence,
        claim.spans[0].start if claim.spans else claim.evidence.start,  # claims of one sentence in text order
        claim.event_type,
        claim.kind,
        claim.modality,
        start,
        end,
        encode(claim),
        claim.negated,
        claim.confidence,
    )
    connection.execute("INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    insert_participants(connection, claim.claim_id, claim.states())
    insert_pairs(connection, "claim", claim.claim_id, claim.states())


def note_pairs(connection: sqlite3.Connection, document_id: str, claims: Iterable[Claim]) -> None:
    """Note a document, and its sentences in the search index, under every two states that take part in a claim."""
    sql = "SELECT pair FROM pair_records WHERE record_id = ? AND sort = 'document' ORDER BY pair"
    before = [pair for (pair,) in connection.execute(sql, (document_id,))]
    pairs = sorted({pair for claim in claims for pair in pairs_of(claim.states())})
    if pairs == before:
        return
    connection.execute("DELETE FROM pair_records WHERE record_id = ?", (document_id,))
    rows = ((pair, document_id) for pair in pairs)
    connection.executemany("INSERT INTO pair_records VALUES (?, 'document', ?)", rows)
    (blob,) = connection.execute("SELECT record FROM articles WHERE document_id = ?", (document_id,)).fetchone()
    words = page_words(decode(Document, blob), pairs)
    numbers = "SELECT number FROM sentences WHERE document_id = ?"
    connection.execute(f"UPDATE sentence_words SET page = ? WHERE rowid IN ({numbers})", (words, document_id))


def as_decided(connection: sqlite3.Connection, reading: Reading) -> Reading:
    """A reading with its claims as people decided, in the order in which they were found."""
    if reading.document is None:
        return reading
    key = (reading.document.document_id,)
    found = {name for (name,) in connection.execute("SELECT claim_id FROM found_claims WHERE document_id = ?", key)}
    if not found:
        return reading
    rows = connection.execute("SELECT claim_id, record FROM claims WHERE document_id = ?", key)
    decided = {name: decode(Claim, blob) for name, blob in rows if name in found}
    claims = (decided.get(c.claim_id, c) for c in reading.claims if c.claim_id in decided or c.claim_id not in found)
    return replace(reading, claims=tuple(claims))


class Decisions:
    """Lays decisions over the claims of pages; within a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def lay(self, ruling: Ruling) -> None:
        """Let a ruling on a claim or sentence hold."""
        (anchor,) = ruling.anchors
        row = (ruling.number, ruling.author, anchor.page_id, anchor.document_id)
        self._db.execute("INSERT INTO decisions (number, author, page_id, document_id) VALUES (?, ?, ?, ?)", row)
        self._settle_at(anchor)

    def lift(self, ruling: Ruling) -> None:
        """Let a ruling on a claim or sentence hold no more."""
        self._db.execute("DELETE FROM decisions WHERE number = ?", (ruling.number,))
        self._settle_at(ruling.anchors[0])

    def _settle_at(self, anchor: Anchor) -> None:
        placed = place_anchor(self._db, anchor)
        if placed is not None:
            self.settle(placed.document_id)

    def found(self, document_id: str) -> list[Claim]:
        """The claims of a document as they were found."""
        sql = (
            "SELECT record FROM found_claims WHERE document_id = :id UNION ALL SELECT record FROM claims"
            " WHERE document_id = :id AND claim_id NOT IN (SELECT claim_id FROM found_claims WHERE document_id = :id)"
        )
        return [decode(Claim, blob) for (blob,) in self._db.execute(sql, {"id": document_id})]

    def drop(self, document_id: str) -> None:
        """Let go of the claims of a document that goes; its decisions wait."""
        for table in ("found_claims", "altered"):
            self._db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
        sql = f"UPDATE decisions SET record_id = NULL WHERE number IN ({AT_DOCUMENT})"
        self._db.execute(sql, {"id": document_id})

    def settle(self, document_id: str) -> None:
        """Attach the decisions on a page to what was found in it, and let its claims stand as decided."""
        rulings = self._rulings_at(document_id)
        key = (document_id,)
        if not rulings and not self._db.execute("SELECT 1 FROM found_claims WHERE document_id = ?", key).fetchone():
            return
        found = self.found(document_id)
        by_claim = self._attach(rulings, found, document_id)
        rows = self._db.execute("SELECT record FROM claims WHERE document_id = ?", (document_id,))
        standing = {claim.claim_id: claim for claim in (decode(Claim, blob) for (blob,) in rows)}
        changed = False
        for claim in found:
            decided, stands = decide_claim(claim, by_claim.get(claim.claim_id, ()))
            wanted = decided if stands else None
            if wanted != standing.get(claim.claim_id):
                self._put(claim, wanted)
                changed = True
        if changed:
            stand = self._db.execute("SELECT record FROM claims WHERE document_id = ?", (document_id,))
            note_pairs(self._db, document_id, [decode(Claim, blob) for (blob,) in stand])

    def _rulings_at(self, document_id: str) -> list[Ruling]:
        sql = f"SELECT record FROM rulings WHERE number IN ({AT_DOCUMENT})"
        return [decode(Ruling, blob) for (blob,) in self._db.execute(sql, {"id": document_id})]

    def _attach(self, rulings: Sequence[Ruling], found: Sequence[Claim], document_id: str) -> dict[str, list[Ruling]]:
        """The rulings on each claim; those on none are left without a record."""
        by_claim: dict[str, list[Ruling]] = defaultdict(list)
        for ruling in rulings:
            anchor = place_anchor(self._db, ruling.anchors[0])
            record_id = None
            if anchor is not None and anchor.document_id == document_id and ruling.kind == "blind":
                record_id = self._sentence_at(anchor)
            elif anchor is not None and anchor.document_id == document_id:
                claim = pick_claim(found, anchor, [coding.kind for coding in ruling.codings])
                if claim is not None:
                    record_id = claim.claim_id
                    by_claim[record_id].append(ruling)
            self._db.execute("UPDATE decisions SET record_id = ? WHERE number = ?", (record_id, ruling.number))
        return by_claim

    def _sentence_at(self, anchor: Anchor) -> str | None:
        sql = (
            "SELECT sentence_id FROM sentences WHERE document_id = ? AND start < ? AND end > ?"
            " ORDER BY abs(start - ?) + abs(end - ?) LIMIT 1"
        )
        values = (anchor.document_id, anchor.end, anchor.start, anchor.start, anchor.end)
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None

    def _put(self, found: Claim, wanted: Claim | None) -> None:
        """Let a claim stand as decided, or not at all."""
        key = (found.claim_id,)
        self._db.execute("DELETE FROM claims WHERE claim_id = ?", key)
        self._db.execute("DELETE FROM found_claims WHERE claim_id = ?", key)
        for table in ("participants", "pair_records"):
            self._db.execute(f"DELETE FROM {table} WHERE record_id = ?", key)
        if wanted is not None:
            insert_claim(self._db, wanted)
        if wanted != found:
            row = (found.claim_id, found.document_id, encode(found))
            self._db.execute("INSERT INTO found_claims VALUES (?, ?, ?)", row)
        self._db.execute("INSERT OR IGNORE INTO altered VALUES (?, ?)", (found.claim_id, found.document_id))
