"""Doers: reports of one happening that name different sides as having done it, some without saying to whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import set_apart
from dyadlog.findings.matters import FORCE, HARM, codes_of
from dyadlog.findings.notes import name_states
from dyadlog.findings.sides import make_finding, one_of_each, side_of, states_of
from dyadlog.records import Event, Finding

MOST = 4
"""Reports shown of either side."""
STATE = "state"
"""The merge rule of acts that make a state: once one side has done it there is nothing left to do for the other."""


def find_doers(book: Book) -> Iterator[Finding]:
    """Events of force, and of what makes a state, of which one report names the one side alone, another the other."""
    for event in book.events:
        row = book.knowledge.kinds.get(event.kind)
        if (event.event_type == FORCE and event.kind not in HARM) or (row.merge == STATE and not row.mutual):
            yield from _compare(book, event)


def _compare(book: Book, event: Event) -> Iterator[Finding]:
    naming: dict[frozenset[str], list[Told]] = defaultdict(list)
    for one in book.told_of(event):
        doers = codes_of(one.claim.actors)
        if one.happened and len(doers) == 1 and one.claim.kind not in HARM and not one.in_headline:
            naming[doers].append(one)
    told_whom = all(codes_of(one.claim.recipients) for group in naming.values() for one in group)
    if len(naming) != 2 or told_whom or _both_did(naming.values()):
        return  # who did it to whom is compared in ``roles``
    shown = [one for group in naming.values() for one in one_of_each(group, MOST)]
    sides = set_apart([side_of(one, name_states(book, codes_of(one.claim.actors))) for one in shown], shown)
    if sides is not None:
        states, note = states_of(*(one.claim for one in shown)), "two sides are named as having done it"
        yield make_finding("role", "doer", sides, states, event=event, note=note)


def _both_did(groups: Iterable[Sequence[Told]]) -> bool:
    """Whether a page tells on its own word that the one did it and the other too: then each did its part."""
    own = [{one.document.document_id for one in group if not one.claim.attribution} for group in groups]
    return bool(set.intersection(*own))
