"""Who deals with whom in the events of two states, worked out once: parties in three columns, and their ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from dyadlog.findings.dealings import Tie, find_ties
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event, Party
from dyadlog.report.people import show_days
from dyadlog.report.plain import plain_line
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.portraits import name_key
from dyadlog.serve.pages.quoting import Happening, tell_happenings
from dyadlog.store import Filter, View

MOST_A_COLUMN: Final = 16
"""Parties of one side that can be told apart in a drawing."""
MOST_TIES: Final = 200
MOST_EVENTS: Final = 4
"""Events listed for a tie, the newest."""
SWEEPS: Final = 6
"""Times that the columns are ordered by each other; more change nothing to see."""
OTHERS: Final = 1
WHAT_THEY_ARE: Final = ("body", "company", "people", "unknown")
"""Kinds of party whose id says what they are; pages call them by many names."""


@dataclass(frozen=True, slots=True)
class Dealer:
    """A party: ``column`` 0 and 2 are the two states in the order of their codes, 1 everybody else; ``row`` is its
    place in the column, None where it is not drawn."""

    key: str
    name: str
    kind: str
    states: tuple[str, ...]
    column: int
    events: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie as it is shown: keys of both, counts, first and last day in words, and the newest of its events."""

    key: str
    parties: tuple[str, str]
    cooperation: int
    conflict: int
    when: str
    events: tuple[Happening, ...]

    @property
    def count(self) -> int:
        """How many events it has."""
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True)
class Network:
    """All parties by key, those with most events first, and the ties between them with most events."""

    dealers: Mapping[str, Dealer]
    bonds: tuple[Bond, ...]
    ties: int


def work_out_network(view: View, knowledge: Knowledge, pair: Pair) -> Network:
    """The network of a dyad."""
    events = view.events(Filter(pair))
    named = [party for event in events for party in (*event.actors, *event.recipients)]
    identities = view.identities_of(sorted({party.actor_id for party in named}))

    def canonical(actor_id: str) -> str:
        return identities.get(actor_id, actor_id)

    ties = find_ties(events, canonical)
    shown = ties[:MOST_TIES]
    told = tell_happenings(view, knowledge, _newest(shown))
    parties = {canonical(party.actor_id): party for party in reversed(named)}
    people = {actor.actor_id: actor.name for actor in view.actors_named(sorted(parties)) if actor.kind == "person"}
    names = {actor_id: name_party(actor_id, party, people, knowledge) for actor_id, party in parties.items()}
    bonds = tuple(_show(tie, told) for tie in shown)
    return Network(_place(_gather(shown, parties, names, pair), bonds), bonds, len(ties))


def name_party(actor_id: str, party: Party, people: Mapping[str, str], knowledge: Knowledge) -> str:
    """A neutral name without the state: of states from our table, of parts of a state what they are, of people the
    spelling that most pages use; all else as it is first named."""
    kind, _, rest = actor_id.partition(":")
    if party.kind == "state":
        state = knowledge.states.get(rest)
        return state.name if state else plain_line(party.name)
    if kind == "office":
        return f"{_last_word(rest)} (not named)"
    if party.kind in WHAT_THEY_ARE and ":" in rest:
        return _last_word(rest)
    return plain_line(people.get(actor_id, party.name))


def _last_word(rest: str) -> str:
    return rest.rpartition(":")[2].replace("_", " ")


def _newest(ties: Iterable[Tie]) -> list[Event]:
    found = chain.from_iterable(tie.events[:MOST_EVENTS] for tie in ties)
    return list({event.event_id: event for event in found}.values())


def _show(tie: Tie, told: Mapping[str, Happening]) -> Bond:
    one, other = (name_key(actor_id) for actor_id in tie.parties)
    whens = [event.when for event in tie.events if event.when is not None]
    first = min((when.start for when in whens if when.start is not None), default=None)
    last = max((when.end for when in whens if when.end is not None), default=None)
    return Bond(
        key=f"{one}-{other.partition('-')[2]}",
        parties=(one, other),
        cooperation=tie.cooperation,
        conflict=tie.conflict,
        when=show_days(first, last),
        events=tuple(told[event.event_id] for event in tie.events[:MOST_EVENTS]),
    )


def _gather(ties: Sequence[Tie], parties: Mapping[str, Party], names: Mapping[str, str], pair: Pair) -> list[Dealer]:
    """The parties of some ties, those with most events first."""
    events: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        for actor_id in tie.parties:
            events[actor_id].update(event.event_id for event in tie.events)
    dealers = [
        Dealer(
            key=name_key(actor_id),
            name=names[actor_id],
            kind=parties[actor_id].kind,
            states=parties[actor_id].states,
            column=_column(parties[actor_id].states, pair),
            events=len(found),
        )
        for actor_id, found in events.items()
    ]
    return sorted(dealers, key=lambda dealer: (-dealer.events, dealer.name, dealer.key))


def _column(states: Sequence[str], pair: Pair) -> int:
    sides = [code in states for code in pair]
    return {(True, False): 0, (False, True): 2}.get((sides[0], sides[1]), OTHERS)


def _place(dealers: Sequence[Dealer], bonds: Sequence[Bond]) -> dict[str, Dealer]:
    """Each party in its column, so that ties cross little: beside the middle of those it deals with."""
    columns = [[d.key for d in dealers if d.column == number][:MOST_A_COLUMN] for number in range(3)]
    drawn = set(chain.from_iterable(columns))
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for bond in bonds:
        for one, other in (bond.parties, bond.parties[::-1]):
            if one in drawn and other in drawn:
                near[one].append((other, bond.count))
    for number in [*range(3), *reversed(range(3))] * SWEEPS:
        at = {key: (row + 0.5) / len(column) for column in columns for row, key in enumerate(column)}
        columns[number].sort(key=lambda key: _middle(near[key], at, at[key]))
    rows = {key: row for column in columns for row, key in enumerate(column)}
    return {dealer.key: replace(dealer, row=rows.get(dealer.key)) for dealer in dealers}


def _middle(near: Sequence[tuple[str, int]], at: Mapping[str, float], own: float) -> float:
    weight = sum(count for _, count in near)
    return sum(at[key] * count for key, count in near) / weight if weight else own
