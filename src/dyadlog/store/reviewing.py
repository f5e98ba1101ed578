"""The part of the view that reads rulings, and what there is to review."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dyadlog.records import Actor, Claim, Ruling, StandingRuling
from dyadlog.store.asking import marks
from dyadlog.store.codec import decode
from dyadlog.store.filters import UNCONTESTED
from dyadlog.store.pairs import name_pair
from dyadlog.store.reader import Reader
from dyadlog.store.rulings import Verdicts, decisions_on, find_found, read_log, read_rulings, stand


@dataclass(frozen=True, slots=True)
class Stake:
    """What an event of two states puts at stake: fields as in ``EventLine``; ``contested`` where a finding sets reports
    of it against each other."""

    event_id: str
    quad_class: int
    modality: str
    negated: bool
    disputed: bool
    contested: bool
    origins: int
    documents: int
    report_confidence: float


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
        return Verdicts(read_rulings(self._db, ("finding",)))

    def log(self) -> list[StandingRuling]:
        """The same with those that were taken back."""
        return stand(self._db, read_log(self._db))

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

    def stakes(self, pair: tuple[str, str]) -> list[Stake]:
        """What each event of two states puts at stake, newest first."""
        name = name_pair(pair)
        told = (
            "SELECT event_id, quad_class, modality, negated, disputed, origins, documents, report_confidence"
            " FROM pair_events WHERE pair = ? ORDER BY sort_day DESC, first DESC, event_id"
        )
        against = (
            "SELECT DISTINCT f.event_id FROM pair_records p JOIN findings f ON f.finding_id = p.record_id"
            " WHERE p.pair = ? AND p.sort >= 'finding:' AND p.sort < 'finding;'"
            f" AND f.kind NOT IN ({marks(UNCONTESTED)})"
        )
        contested = {event_id for (event_id,) in self._rows(against, (name, *UNCONTESTED))}
        return [
            Stake(event_id, quad, modality, bool(negated), bool(disputed), event_id in contested, *rest)
            for event_id, quad, modality, negated, disputed, *rest in self._rows(told, (name,))
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
