"""Look-ups: what the row of one record takes from others, asked of the store for many at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from dyadlog.records import Actor, Claim, Document, Event, Finding, Instrument, Party
from dyadlog.store import AnyRecord, View

Value = TypeVar("Value")


class Lookup(Generic[Value]):
    """Values by id, fetched when they are first needed."""

    def __init__(self, fetch: Callable[[Sequence[str]], Mapping[str, Value]]) -> None:
        self._fetch = fetch
        self._found: dict[str, Value | None] = {}

    def load(self, ids: Iterable[str]) -> None:
        """Fetch what is not there yet."""
        missing = [name for name in dict.fromkeys(ids) if name not in self._found]
        if missing:
            found = self._fetch(missing)
            self._found.update((name, found.get(name)) for name in missing)

    def get(self, name: str) -> Value | None:
        """The value of an id; None where the store has none."""
        self.load((name,))
        return self._found[name]

    def clear(self) -> None:
        """Let go of everything fetched."""
        self._found.clear()


class Lookups:
    """All that rows look up in a view."""

    def __init__(self, view: View) -> None:
        self.claims = Lookup(lambda ids: {claim.claim_id: claim for claim in view.claims_named(ids)})
        self.documents = Lookup(view.document_lines)
        self.identities = Lookup(view.identities_of)
        self.events = Lookup(view.events_of_claims)
        self.instruments = Lookup(view.instruments_of_claims)
        self.inferred = Lookup(view.inferred_dates_of)

    def clear(self) -> None:
        """Let go of everything fetched."""
        for lookup in (self.claims, self.documents, self.identities, self.events, self.instruments, self.inferred):
            lookup.clear()

    def load(self, records: Sequence[AnyRecord]) -> None:
        """Fetch what the rows of some records need, each table asked once."""
        claims = [record for record in records if isinstance(record, Claim)]
        self.events.load(claim.claim_id for claim in claims)
        self.instruments.load(claim.claim_id for claim in claims)
        self.inferred.load(record.document_id for record in records if isinstance(record, Document))
        self.claims.load(name for record in records for name in self._claims_of(record))
        self.documents.load(name for record in records for name in self._documents_of(record))
        self.identities.load(party.actor_id for record in records for party in _parties_of(record))

    def _claims_of(self, record: AnyRecord) -> Iterator[str]:
        match record:
            case Event():
                yield from record.claims
            case Document():
                inferred = self.inferred.get(record.document_id)
                yield from (reason.other_claim_id for reason in (inferred.reasons if inferred else ()))

    def _documents_of(self, record: AnyRecord) -> Iterator[str]:
        match record:
            case Claim():
                yield record.document_id
            case Instrument():
                yield from (report.evidence.document_id for report in record.history)
            case Finding():
                yield from (side.evidence.document_id for side in record.sides)
            case Actor():
                yield from (words.document_id for occupancy in record.occupancies for words in occupancy.evidence)
            case Event() | Document():
                claims = map(self.claims.get, self._claims_of(record))
                yield from (claim.document_id for claim in claims if claim is not None)


def _parties_of(record: AnyRecord) -> tuple[Party, ...]:
    return (*record.actors, *record.recipients) if isinstance(record, Claim | Event) else ()
