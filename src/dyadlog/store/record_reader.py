"""The part of the view that reads claims, events, instruments, findings and actors."""

from collections.abc import Sequence

from dyadlog.records import Actor, Claim, Event, Finding, Instrument
from dyadlog.records.pairs import name_pair
from dyadlog.store.asking import marks
from dyadlog.store.codec import decode
from dyadlog.store.documents import EVERYTHING
from dyadlog.store.filters import Condition, Filter, join_conditions, one_of, taking_part, within
from dyadlog.store.reader import Reader


class RecordReader(Reader):
    """Reads records; every method gives them in a stable order."""

    def claims(self, wanted: Filter = EVERYTHING, limit: int | None = None, offset: int = 0) -> list[Claim]:
        """Claims in order of document and position."""
        where, values = join_conditions(_claim_conditions(wanted))
        rows = self._rows(
            f"SELECT t.record FROM claims t JOIN documents d USING (document_id) WHERE {where}"
            " ORDER BY d.location, t.sentence, t.start, t.claim_id LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        )
        return [decode(Claim, blob) for (blob,) in rows]

    def count_claims(self, wanted: Filter = EVERYTHING) -> int:
        """How many claims there are."""
        where, values = join_conditions(_claim_conditions(wanted))
        documents = " JOIN documents d USING (document_id)" if wanted.outlet is not None else ""
        sql = f"SELECT count(*) FROM claims t{documents} WHERE {where}"
        ((count,),) = self._rows(sql, values)
        return int(count)

    def claims_named(self, ids: Sequence[str]) -> list[Claim]:
        """Some claims by id, in the order asked for; those that are not there are left out."""
        return self._named(Claim, "claims", "claim_id", ids)

    def events(self, wanted: Filter = EVERYTHING) -> list[Event]:
        """Events, newest first; undated ones last."""
        conditions = [*taking_part("t.event_id", "event", wanted.states), *_conditions(wanted)]
        if wanted.outlet is not None:
            told = "SELECT 1 FROM event_outlets o WHERE o.event_id = t.event_id AND o.outlet = ?"
            conditions.append((f"EXISTS ({told})", (wanted.outlet,)))
        where, values = join_conditions(conditions)
        rows = self._rows(
            f"SELECT t.record FROM events t WHERE {where}"
            " ORDER BY coalesce(t.date_end, t.date_start) DESC NULLS LAST, t.date_start DESC, t.event_id",
            values,
        )
        return [decode(Event, blob) for (blob,) in rows]

    def events_named(self, ids: Sequence[str]) -> list[Event]:
        """Some events by id, in the order asked for; those that are not there are left out."""
        return self._named(Event, "events", "event_id", ids)

    def parts_of(self, event_id: str) -> list[Event]:
        """The events that are parts of one, the earliest first."""
        sql = "SELECT record FROM events WHERE part_of = ? ORDER BY coalesce(date_start, date_end, '9999'), event_id"
        return [decode(Event, blob) for (blob,) in self._rows(sql, (event_id,))]

    def events_of_claims(self, ids: Sequence[str]) -> dict[str, str]:
        """Claim id -> id of the event it belongs to, for some claims."""
        return dict(self._many("SELECT claim_id, event_id FROM event_claims WHERE claim_id IN ({})", ids))

    def event_of_claim(self) -> dict[str, str]:
        """The same for all claims."""
        return dict(self._rows("SELECT claim_id, event_id FROM event_claims"))

    def instruments(self, states: tuple[str, ...] = ()) -> list[Instrument]:
        """Instruments in order of their names."""
        where, values = join_conditions(taking_part("t.instrument_id", "instrument", states))
        rows = self._rows(f"SELECT t.record FROM instruments t WHERE {where}", values)
        return sorted((decode(Instrument, blob) for (blob,) in rows), key=lambda i: (i.name.lower(), i.instrument_id))

    def instruments_named(self, ids: Sequence[str]) -> list[Instrument]:
        """Some instruments by id, in the order asked for; those that are not there are left out."""
        return self._named(Instrument, "instruments", "instrument_id", ids)

    def instruments_of_claims(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """Claim id -> ids of the instruments it speaks of, for some claims that speak of any."""
        found: dict[str, list[str]] = {}
        sql = "SELECT claim_id, instrument_id FROM instrument_claims WHERE claim_id IN ({}) ORDER BY 1, 2"
        for claim_id, instrument_id in self._many(sql, ids):
            found.setdefault(claim_id, []).append(instrument_id)
        return found

    def office_conflicts(self, states: Sequence[str]) -> list[Finding]:
        """Where pages name different holders of an office of any of the states, each once."""
        found = (finding for code in states for finding in self.findings((code,), "office"))
        return list({finding.finding_id: finding for finding in found}.values())

    def findings(
        self, states: tuple[str, ...] = (), kind: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Finding]:
        """Findings by kind."""
        where, values = _finding_conditions(states, kind)
        ids = self._rows(
            f"SELECT DISTINCT t.kind, t.finding_id FROM {where} ORDER BY t.kind, t.finding_id LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        )
        return self.findings_named([finding_id for _, finding_id in ids])

    def count_findings(self, states: tuple[str, ...] = ()) -> dict[str, int]:
        """How many findings there are of each kind, in the order of the kinds."""
        where, values = _finding_conditions(states, None)
        sql = f"SELECT t.kind, count(DISTINCT t.finding_id) FROM {where} GROUP BY t.kind ORDER BY t.kind"
        return dict(self._rows(sql, values))

    def findings_about(self, event_ids: Sequence[str] = (), instrument_ids: Sequence[str] = ()) -> list[Finding]:
        """The findings on some events and instruments, by kind."""
        found: set[tuple[str, str]] = set()
        for column, ids in (("event_id", event_ids), ("instrument_id", instrument_ids)):
            found.update(self._many(f"SELECT kind, finding_id FROM findings WHERE {column} IN ({{}})", ids))
        return self.findings_named([finding_id for _, finding_id in sorted(found)])

    def findings_named(self, ids: Sequence[str]) -> list[Finding]:
        """Some findings by id, in the order asked for, each as the scope with the lowest rank tells it; those that are
        not there are left out."""
        sql = "SELECT finding_id, record, min(rank) FROM findings WHERE finding_id IN ({}) GROUP BY finding_id"
        found = {finding_id: blob for finding_id, blob, _ in self._many(sql, ids)}
        return [decode(Finding, found[name]) for name in ids if name in found]

    def actors(self, states: tuple[str, ...] = ()) -> list[Actor]:
        """Actors of any of the states (of all, where none is named), those with most claims first."""
        sql = "SELECT a.record FROM actors a"
        if states:
            sql += (
                " WHERE EXISTS (SELECT 1 FROM participants p WHERE p.record_id = a.actor_id"
                f" AND p.state IN ({marks(states)}))"
            )
        actors = [decode(Actor, blob) for (blob,) in self._rows(sql, states)]
        return sorted(actors, key=lambda actor: (-actor.claims, actor.name, actor.actor_id))

    def actors_named(self, ids: Sequence[str]) -> list[Actor]:
        """Some actors by canonical id, in the order asked for; those that are not there are left out."""
        return self._named(Actor, "actors", "actor_id", ids)

    def identities(self) -> dict[str, str]:
        """Page-level actor id -> canonical actor id."""
        return dict(self._rows("SELECT local_id, actor_id FROM identities"))

    def identities_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The same for some page-level ids."""
        return dict(self._many("SELECT local_id, actor_id FROM identities WHERE local_id IN ({})", ids))


def _finding_conditions(states: tuple[str, ...], kind: str | None) -> tuple[str, list[object]]:
    """Where to look for kinds and ids of findings, as ``t``: of two states, all that is asked for is their pair's."""
    kinds = one_of("t.kind", (kind,) if kind else ())
    if len(set(states)) == 2:
        pair = "SELECT substr(sort, 9) AS kind, record_id AS finding_id FROM pair_records WHERE pair = ? AND sort"
        sort = (f"finding:{kind}",) * 2 if kind else ("finding:", "finding:~")
        return f"({pair} BETWEEN ? AND ?) t", [name_pair(set(states)), *sort]
    where, values = join_conditions([*taking_part("t.finding_id", "finding", states), *kinds])
    return f"findings t WHERE {where}", values


def _claim_conditions(wanted: Filter) -> list[Condition]:
    outlets = one_of("d.outlet", (wanted.outlet,) if wanted.outlet is not None else ())
    return [*taking_part("t.claim_id", "claim", wanted.states), *_conditions(wanted), *outlets]


def _conditions(wanted: Filter) -> list[Condition]:
    """What claims and events must meet, states and outlets aside."""
    found = within(wanted.since, wanted.until, "t.date_start", "t.date_end")
    for column, value in (("event_type", wanted.event_type), ("kind", wanted.kind), ("modality", wanted.modality)):
        found += one_of(f"t.{column}", (value,) if value is not None else ())
    return found
