"""Stances: what one person keeps saying of one state, told by independent sources."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.sides import make_finding, many_origins, one_of_each, printed_within, side_of, states_of
from dyadlog.records import Finding

NEAR = timedelta(days=60)
"""Pages printed further apart than this speak of different rounds of dealings."""


def find_stances(book: Book) -> Iterator[Finding]:
    """The same person speaking to the same state in the same way, told by independent sources of about one time."""
    spoken: dict[tuple[str, str, frozenset[str]], list[Told]] = defaultdict(list)
    for event in book.events:
        family = book.knowledge.families.get(event.kind)
        if not family.spoken:
            continue
        for one in book.told_of(event):
            targets = frozenset(code for party in one.claim.recipients for code in party.states)
            for party in one.claim.actors:
                if party.is_named_person and targets and not one.denied:
                    spoken[family.name, book.canonical(party.actor_id), targets].append(one)
    events = {claim_id: event for event in book.events for claim_id in event.claims}
    for told in spoken.values():
        near = [
            one
            for one in told
            if any(one.origin != other.origin and printed_within(NEAR, one.document, other.document) for other in told)
        ]
        in_events = {events[one.claim.claim_id].event_id for one in near}
        if many_origins(near) and len(in_events) > 1:
            sides = [side_of(one, one.claim.kind) for one in one_of_each(near)]
            if len(sides) > 1:
                states, note = states_of(*(one.claim for one in near)), "the same person to the same side, in like acts"
                yield make_finding("corroborated", "stance", sides, states, note=note)
