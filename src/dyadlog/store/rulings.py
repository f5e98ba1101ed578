"""Rulings as the store keeps them, and what they are attached to now."""

import sqlite3
from collections.abc import Iterable, Sequence

from dyadlog.records import Anchor, Claim, Evidence, Finding, Ruling, StandingRuling
from dyadlog.records.ruling import ABOUT_EVENTS
from dyadlog.store.codec import decode
from dyadlog.store.decisions import Decisions, pick_claim, place_anchor, trigger_of


def read_rulings(connection: sqlite3.Connection, kinds: Sequence[str] = ()) -> list[Ruling]:
    """The rulings that stand, in the order they were made here; of some kinds, where any are named."""
    return [one for one in read_log(connection, kinds) if one.withdrawn is None]


def read_log(connection: sqlite3.Connection, kinds: Sequence[str] = ()) -> list[Ruling]:
    """The same with those that were taken back."""
    where = f"WHERE kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    rows = connection.execute(f"SELECT record FROM rulings {where} ORDER BY number", tuple(kinds))
    return [decode(Ruling, blob) for (blob,) in rows]


def find_claim(connection: sqlite3.Connection, anchor: Anchor) -> str | None:
    """The claim that now stands at the words of an anchor; None where none was found there, or it was rejected."""
    placed = place_anchor(connection, anchor)
    if placed is None:
        return None
    claim = pick_claim(Decisions(connection).found(placed.document_id), placed)
    if claim is None:
        return None
    row = connection.execute("SELECT claim_id FROM claims WHERE claim_id = ?", (claim.claim_id,)).fetchone()
    return row[0] if row else None


def stand(connection: sqlite3.Connection, rulings: Sequence[Ruling]) -> list[StandingRuling]:
    """Rulings with the records that they are attached to."""
    attached = dict(connection.execute("SELECT number, record_id FROM decisions WHERE record_id IS NOT NULL"))
    return [StandingRuling(ruling, _records_of(connection, ruling, attached)) for ruling in rulings]


def _records_of(connection: sqlite3.Connection, ruling: Ruling, attached: dict[int, str]) -> tuple[str, ...]:
    if ruling.kind == "finding":
        return _findings_of(connection, ruling)
    if ruling.kind not in ABOUT_EVENTS:
        return (attached[ruling.number],) if ruling.number in attached else ()
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


class Verdicts:
    """What people ruled on findings, looked up by a finding: it needs none but itself."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self._by_sort: dict[tuple[str, str], list[Ruling]] = {}
        for ruling in rulings:
            self._by_sort.setdefault(ruling.about or ("", ""), []).append(ruling)

    def on(self, finding: Finding) -> Ruling | None:
        """The last ruling on a finding: of its kind and field, on words that it sets against each other."""
        rulings = self._by_sort.get((finding.kind, finding.field), ())
        held = [ruling for ruling in rulings if all(_holds(finding, anchor) for anchor in ruling.anchors)]
        return held[-1] if held else None


def find_found(connection: sqlite3.Connection, claim_id: str) -> Claim | None:
    """A claim as it was found, whatever people decided about it since; None where nothing was found under this id."""
    for table in ("found_claims", "claims"):
        row = connection.execute(f"SELECT record FROM {table} WHERE claim_id = ?", (claim_id,)).fetchone()
        if row is not None:
            return decode(Claim, row[0])
    return None


def decisions_on(connection: sqlite3.Connection, record_id: str) -> list[Ruling]:
    """The standing rulings on a claim, or the codings of a sentence, in their order."""
    sql = "SELECT r.record FROM decisions d JOIN rulings r USING (number) WHERE d.record_id = ?"
    rulings = [decode(Ruling, blob) for (blob,) in connection.execute(sql, (record_id,))]
    return sorted(rulings, key=lambda ruling: ruling.turn)


def anchor_claims(connection: sqlite3.Connection, claims: Iterable[str]) -> tuple[Anchor, ...]:
    """Anchors at the words of some claims, as they were found."""
    found = [claim for claim in (find_found(connection, name) for name in claims) if claim is not None]
    return tuple(anchor_words(connection, claim.evidence, claim.kind, trigger_of(claim)) for claim in found)


def anchor_sides(connection: sqlite3.Connection, finding: Finding) -> tuple[Anchor, ...]:
    """Anchors at the words of all sides of a finding."""
    return tuple(anchor_words(connection, side.evidence) for side in finding.sides)


def anchor_words(
    connection: sqlite3.Connection, words: Evidence, kind: str | None = None, trigger: int | None = None
) -> Anchor:
    """An anchor at some words."""
    sql = "SELECT page_id FROM documents WHERE document_id = ?"
    (page_id,) = connection.execute(sql, (words.document_id,)).fetchone()
    return Anchor(page_id, words.document_id, words.start, words.end, words.quote, kind, trigger)
