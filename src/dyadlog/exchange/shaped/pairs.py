"""Who does what to whom, one line for each two parties: other programs have one actor and one recipient a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations, product

from dyadlog.knowledge import Knowledge
from dyadlog.records import Event, Party


@dataclass(frozen=True, slots=True)
class End:
    """One side of a row: a state by its first party, or a party without a state."""

    state: str | None
    party: Party | None


NOBODY = End(None, None)
"""The other side of an act that is towards no one."""


def pair_up(event: Event, knowledge: Knowledge) -> list[tuple[End, End]]:
    """Every actor with every recipient; in acts without a direction everyone with everyone else, both ways.

    Several parties of one state are one. An act without recipients on the land of another state is towards nobody: the
    land stands as the place.
    """
    actors, recipients = _ends(event.actors), _ends(event.recipients)
    if knowledge.kinds.get(event.kind).mutual:
        everyone = list(dict.fromkeys((*actors, *recipients)))
        states = [one.state for one in everyone]
        distinct = [one for place, one in enumerate(everyone) if one.state is None or one.state not in states[:place]]
        return list(permutations(distinct, 2)) or [(one, NOBODY) for one in distinct]
    return list(product(actors or [NOBODY], recipients or [NOBODY])) if actors or recipients else []


def _ends(parties: Iterable[Party]) -> list[End]:
    found: dict[str, End] = {}
    for party in parties:
        for state in party.states:
            found.setdefault(state, End(state, party))
        if not party.states:
            found.setdefault(party.actor_id, End(None, party))
    return list(found.values())
