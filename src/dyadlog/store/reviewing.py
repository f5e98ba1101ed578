"""The part of the view that reads rulings, and what there is to review."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dyadlog.records import EVENT_MODALITIES, Actor, Claim, Ruling, StandingRuling
from dyadlog.records.pairs import name_pair
from dyadlog.store.asking import marks
from dyadlog.store.codec import decode
from dyadlog.store.filters import UNCONTESTED
from dyadlog.store.reader import Reader
from dyadlog.store.rulings import Verdicts, decisions_on, find_found, read_log, read_rulings, stand


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes an event of two states worth a look: factors by quad class, for what stands as having happened, for
    what sources contradict each other on, for what has one origin, and for what so many pages or more tell of (most
    pages first); the uncertainty that even the surest event keeps."""

    quads: tuple[tuple[int, float], ...]
    happened: float
    contested: float
    one_origin: float
    pages: tuple[tuple[int, float], ...]
    least_uncertainty: float

    def weight(self) -> str:
        """The weight of a row of ``pair_events`` with its column ``contested``, as SQL."""
        quads = " ".join(f"WHEN {quad} THEN {factor!r}" for quad, factor in self.quads)
        pages = " ".join(f"WHEN documents >= {count} THEN {factor!r}" for count, factor in self.pages)
        happened = f"modality IN ({', '.join(repr(one) for one in EVENT_MODALITIES)}) AND NOT negated"
        return (
            f"CASE quad_class {quads} END * iif({happened}, {self.happened!r}, 1.0)"
            f" * iif(disputed OR contested, {self.contested!r}, 1.0) * iif(origins = 1, {self.one_origin!r}, 1.0)"
            f" * CASE {pages} ELSE 1.0 END"
        )


@dataclass(frozen=True, slots=True)
class Stake:
    """What an event of two states puts at stake: fields as in ``EventLine``; ``contested`` where a finding sets reports
    of it against each other; ``uncertainty`` that of one report of it, 0 to 1."""

    event_id: str
    quad_class: int
    happened: bool
    disputed: bool
    contested: bool
    origins: int
    documents: int
    weight: float
    uncertainty: float


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence where it stands, with the outlet and genre of its page and the types of the claims found in it."""

    sentence_id: str
    document_id: str
    position: int
    start: int
    end: int
    outlet: str | None
    genre: str
    types: tuple[str, ...]


def _sentence(row: tuple[Any, ...], types: Iterable[str]) -> StoredSentence:
    sentence_id, document_id, position, start, end, outlet, genre = row
    return StoredSentence(sentence_id, document_id, position, start, end, outlet, genre, tuple(types))


SENTENCE = (
    "SELECT s.sentence_id, s.document_id, s.position, s.start, s.end, d.outlet, d.genre FROM sentences s"
    " JOIN documents d USING (document_id)"
)


class ReviewReader(Reader):
    """Reads what people ruled, and what waits for them."""

    def rulings(self, kinds: Sequence[str] = ()) -> list[StandingRuling]:
        """The rulings that stand, in the order they were made, with the records that each is attached to now; of some
        kinds, where any are named."""
        return stand(self._db, read_rulings(self._db, kinds))

    def verdicts(self) -> Verdicts:
        """What people ruled on findings."""
        return Verdicts(sorted(read_rulings(self._db, ("finding",)), key=lambda ruling: ruling.turn))

    def log(self) -> list[StandingRuling]:
        """The same with those that were taken back."""
        return stand(self._db, read_log(self._db))

    def newest_ruling(self, author: str) -> Ruling | None:
        """What somebody decided last, of what stands."""
        own = [ruling for ruling in read_rulings(self._db) if ruling.author == author]
        return max(own, key=lambda ruling: ruling.turn, default=None)

    def rulings_on(self, record_id: str) -> list[Ruling]:
        """The standing decisions on a claim, or codings of a sentence, the earliest first."""
        return decisions_on(self._db, record_id)

    def found_claim(self, claim_id: str) -> Claim | None:
        """A claim as it was found, whatever people decided about it since."""
        return find_found(self._db, claim_id)

    def rejected_claims(self, document_id: str) -> list[Claim]:
        """The claims of a page that people rejected, as they were found."""
        sql = (
            "SELECT record FROM found_claims WHERE document_id = ?"
            " AND claim_id NOT IN (SELECT claim_id FROM claims WHERE document_id = ?)"
        )
        claims = [decode(Claim, blob) for (blob,) in self._rows(sql, (document_id, document_id))]
        return sorted(claims, key=lambda claim: (claim.evidence.start, claim.claim_id))

    def reviewed_by(self, author: str) -> set[str]:
        """The claims and sentences that somebody has decided on."""
        sql = "SELECT record_id FROM decisions WHERE author = ? AND record_id IS NOT NULL"
        return {record_id for (record_id,) in self._rows(sql, (author,))}

    def reviewers(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """Claim or sentence id -> who has decided on it, for some that anybody has."""
        found: dict[str, list[str]] = {}
        sql = "SELECT DISTINCT record_id, author FROM decisions WHERE record_id IN ({}) ORDER BY 1, 2"
        for record_id, author in self._many(sql, ids):
            found.setdefault(record_id, []).append(author)
        return found

    def actors_called(self, name: str) -> list[Actor]:
        """The actors with this id, else those with exactly this name."""
        for column in ("actor_id", "name"):
            rows = self._rows(f"SELECT record FROM actors WHERE {column} = ? ORDER BY actor_id", (name,))
            if rows:
                return [decode(Actor, blob) for (blob,) in rows]
        return []

    def stakes(self, pair: tuple[str, str], weights: Weights, limit: int, offset: int = 0) -> list[Stake]:
        """What events of two states put at stake: by weight times uncertainty, most first, equal ones newest first."""
        name, uncontested = name_pair(pair), [f"finding:{kind}" for kind in UNCONTESTED]
        against = (  # CROSS keeps SQLite from looking through all findings
            "SELECT DISTINCT f.event_id FROM pair_records p CROSS JOIN findings f ON f.finding_id = p.record_id"
            " WHERE p.pair = ? AND p.sort >= 'finding:' AND p.sort < 'finding;'"
            f" AND p.sort NOT IN ({marks(uncontested)}) AND f.event_id IS NOT NULL"
        )
        rows = self._rows(
            f"WITH against AS MATERIALIZED ({against})"
            " SELECT event_id, quad_class, modality, negated, disputed, contested, origins, documents,"
            f" {weights.weight()} AS weight, max(1.0 - report_confidence, {weights.least_uncertainty!r}) AS uncertainty"
            " FROM (SELECT e.*, a.event_id IS NOT NULL AS contested"
            " FROM pair_events e LEFT JOIN against a USING (event_id) WHERE e.pair = ?)"
            " ORDER BY round(weight * uncertainty, 9) DESC, sort_day DESC, first DESC, event_id LIMIT ? OFFSET ?",
            (name, *uncontested, name, limit, offset),
        )
        return [
            Stake(name, quad, modality in EVENT_MODALITIES and not negated, bool(disputed), bool(contested), *rest)
            for name, quad, modality, negated, disputed, contested, *rest in rows
        ]

    def claims_of_events(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """Event id -> ids of its claims."""
        found: dict[str, list[str]] = {}
        sql = "SELECT event_id, claim_id FROM event_claims WHERE event_id IN ({}) ORDER BY 1, 2"
        for event_id, claim_id in self._many(sql, ids):
            found.setdefault(event_id, []).append(claim_id)
        return found

    def sentences(self, pair: tuple[str, str] | None = None) -> list[StoredSentence]:
        """Every sentence with the types of the claims found in it, whatever was decided about them; only those of pages
        on two states, if told."""
        of_pair = " WHERE s.document_id IN (SELECT record_id FROM pair_records WHERE pair = ? AND sort = 'document')"
        rows = self._rows(f"{SENTENCE}{of_pair if pair else ''}", (name_pair(pair),) if pair else ())
        types: dict[tuple[str, int], dict[str, None]] = {}
        told = (
            "SELECT document_id, sentence, event_type FROM claims WHERE event_type IS NOT NULL"
            " AND claim_id NOT IN (SELECT claim_id FROM found_claims) ORDER BY 1, 2"
        )
        for document_id, position, event_type in [*self._rows(told), *self._types_found()]:
            types.setdefault((document_id, position), {})[event_type] = None
        return [_sentence(row, sorted(types.get((row[1], row[2]), ()))) for row in rows]

    def _types_found(self) -> list[tuple[str, int, str]]:
        """Document, sentence and type of claims that stand otherwise than they were found."""
        claims = (decode(Claim, blob) for (blob,) in self._rows("SELECT record FROM found_claims"))
        return [(claim.document_id, claim.sentence, claim.event_type) for claim in claims if claim.event_type]

    def sentence(self, sentence_id: str) -> StoredSentence | None:
        """A sentence by id."""
        rows = self._rows(f"{SENTENCE} WHERE s.sentence_id = ?", (sentence_id,))
        if not rows:
            return None
        types = {claim.event_type for claim in self.claims_in_sentence(*rows[0][1:3]) if claim.event_type}
        return _sentence(rows[0], sorted(types))

    def claims_in_sentence(self, document_id: str, position: int) -> list[Claim]:
        """The claims of a sentence as they were found, in the order of its words."""
        rows = self._rows("SELECT record FROM found_claims WHERE document_id = ?", (document_id,))
        found = {claim.claim_id: claim for claim in (decode(Claim, blob) for (blob,) in rows)}
        sql = "SELECT record FROM claims WHERE document_id = ? AND sentence = ?"
        for (blob,) in self._rows(sql, (document_id, position)):
            claim = decode(Claim, blob)
            found.setdefault(claim.claim_id, claim)
        here = [claim for claim in found.values() if claim.sentence == position]
        return sorted(here, key=lambda claim: (claim.evidence.start, claim.claim_id))
