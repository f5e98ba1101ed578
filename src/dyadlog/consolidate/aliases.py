"""Aliases: the ids that a record had before, so that a link never breaks."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dyadlog.records import Event, Instrument


def keep_event_ids(events: Sequence[Event], previous: Sequence[Event]) -> list[Event]:
    """Events with the ids that their claims stood under before."""
    aliases = _assign(
        {event.event_id: event.claims for event in events},
        {event.event_id: event.claims for event in previous},
        {event.event_id: event.aliases for event in previous},
    )
    return [replace(event, aliases=aliases.get(event.event_id, ())) for event in events]


def keep_instrument_ids(instruments: Sequence[Instrument], previous: Sequence[Instrument]) -> list[Instrument]:
    """Instruments with the ids that their claims stood under before."""
    aliases = _assign(
        {instrument.instrument_id: [report.claim_id for report in instrument.history] for instrument in instruments},
        {instrument.instrument_id: [report.claim_id for report in instrument.history] for instrument in previous},
        {instrument.instrument_id: instrument.aliases for instrument in previous},
    )
    return [replace(instrument, aliases=aliases.get(instrument.instrument_id, ())) for instrument in instruments]


def _assign(
    now: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]], older: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Every old id goes to the record that holds most of its claims; where that is split evenly, to the first."""
    holders: dict[str, list[str]] = defaultdict(list)
    for record_id, claims in now.items():
        for claim in claims:
            holders[claim].append(record_id)
    heirs: dict[str, set[str]] = defaultdict(set)
    for old_id, claims in before.items():
        shared = Counter(holder for claim in claims for holder in holders.get(claim, ()))
        if not shared:
            continue
        heir = old_id if old_id in now else max(shared, key=lambda record_id: shared[record_id])
        heirs[heir] |= {old_id, *older[old_id]}
    return {heir: tuple(sorted(ids - {heir} - set(now))) for heir, ids in heirs.items()}
