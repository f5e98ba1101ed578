"""Rulings as the store keeps them, and what they are attached to now."""

import sqlite3
from collections.abc import Sequence

from dyadlog.records import Anchor, Claim, Evidence, Finding, Ruling, StandingRuling
from dyadlog.store.codec import decode


def read_rulings(connection: sqlite3.Connection) -> list[Ruling]:
    """All rulings, in the order they were made."""
    rows = connection.execute("SELECT record FROM rulings ORDER BY number")
    return [decode(Ruling, blob) for (blob,) in rows]


def find_claim(connection: sqlite3.Connection, anchor: Anchor) -> str | None:
    """The claim that now stands at the words of an anchor: of its kind, at the very words or around them."""
    sql = "SELECT record FROM claims WHERE document_id = ? AND kind IS ?"
    claims = [decode(Claim, blob) for (blob,) in connection.execute(sql, (anchor.document_id, anchor.kind))]
    meeting = [c for c in claims if c.evidence.start < anchor.end and anchor.start < c.evidence.end]

    def distance(claim: Claim) -> tuple[int, str]:
        words = claim.evidence
        return abs(words.start - anchor.start) + abs(words.end - anchor.end), claim.claim_id

    return min(meeting, key=distance).claim_id if meeting else None


def stand(connection: sqlite3.Connection, rulings: Sequence[Ruling]) -> list[StandingRuling]:
    """Rulings with the records that they are attached to."""
    return [StandingRuling(ruling, _records_of(connection, ruling)) for ruling in rulings]


def _records_of(connection: sqlite3.Connection, ruling: Ruling) -> tuple[str, ...]:
    if ruling.kind == "finding":
        return _findings_of(connection, ruling)
    claims = (find_claim(connection, anchor) for anchor in (*ruling.anchors, *ruling.others))
    sql = "SELECT event_id FROM event_claims WHERE claim_id = ?"
    events = (row[0] for claim in claims if claim for row in connection.execute(sql, (claim,)))
    return tuple(dict.fromkeys(events))


def _findings_of(connection: sqlite3.Connection, ruling: Ruling) -> tuple[str, ...]:
    """The findings of the same kind and field that set the same words against each other."""
    sql = "SELECT DISTINCT record FROM findings WHERE kind = ? ORDER BY finding_id"
    kind, field = ruling.about or ("", "")
    findings = (decode(Finding, blob) for (blob,) in connection.execute(sql, (kind,)))
    return tuple(
        dict.fromkeys(
            finding.finding_id
            for finding in findings
            if finding.field == field and all(_holds(finding, anchor) for anchor in ruling.anchors)
        )
    )


def _holds(finding: Finding, anchor: Anchor) -> bool:
    return any(
        side.evidence.document_id == anchor.document_id
        and side.evidence.start < anchor.end
        and anchor.start < side.evidence.end
        for side in finding.sides
    )


def anchor_claims(connection: sqlite3.Connection, claims: Sequence[str]) -> tuple[Anchor, ...]:
    """Anchors at the words of some claims."""
    rows = (connection.execute("SELECT record FROM claims WHERE claim_id = ?", (claim,)).fetchone() for claim in claims)
    found = [decode(Claim, row[0]) for row in rows if row is not None]
    return tuple(_anchor(connection, claim.evidence, claim.kind) for claim in found)


def anchor_sides(connection: sqlite3.Connection, finding: Finding) -> tuple[Anchor, ...]:
    """Anchors at the words of all sides of a finding."""
    return tuple(_anchor(connection, side.evidence, None) for side in finding.sides)


def _anchor(connection: sqlite3.Connection, words: Evidence, kind: str | None) -> Anchor:
    sql = "SELECT page_id FROM documents WHERE document_id = ?"
    (page_id,) = connection.execute(sql, (words.document_id,)).fetchone()
    return Anchor(page_id, words.document_id, words.start, words.end, words.quote, kind)
