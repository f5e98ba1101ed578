"""Parties: who a person means by a code, a name or an id."""

from collections.abc import Callable, Sequence

from dyadlog.errors import UserError
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.names import NameEntry
from dyadlog.records import Actor, Party
from dyadlog.report.questions import resolve_states

FindActor = Callable[[str], Sequence[Actor]]
"""The actors of the store with this id or exactly this name."""


def read_party(words: str, knowledge: Knowledge, find_actor: FindActor) -> Party:
    """The party that a person means: a state by code or name, an actor of the store by id or name, or what the tables
    know by this name. UserError where it is nobody, or may be several."""
    name = words.strip()
    state = knowledge.states.find(name)
    if state is not None:
        return Party(f"state:{state.code}", state.name, "state", (state.code,))
    actors = find_actor(name)
    if len(actors) > 1:
        listed = ", ".join(actor.actor_id for actor in actors)
        raise UserError(f"{name!r} may be several actors; give the id of one: {listed}")
    if actors:
        return Party(actors[0].actor_id, actors[0].name, actors[0].kind, actors[0].states)
    parties = {party.actor_id: party for entry in knowledge.names.find(name) if (party := _known(entry, knowledge))}
    if len(parties) == 1:
        return next(iter(parties.values()))
    if parties:
        raise UserError(f"{name!r} may mean several: {', '.join(parties)}")
    resolve_states([name], knowledge)  # names the nearest states
    raise UserError(f"nobody is called {name!r}")


def _known(entry: NameEntry, knowledge: Knowledge) -> Party | None:
    """What a name of the tables stands for; None for a place, which is no actor, and for a body of no one state."""
    match entry.target_kind:
        case "organisation":
            organisation = knowledge.organisations.get(entry.target)
            return Party(f"org:{entry.target}", organisation.name if organisation else entry.surface, "organisation")
        case "armed_group":
            group = knowledge.armed_groups.get(entry.target)
            return Party(f"group:{entry.target}", group.name if group else entry.surface, "armed_group")
        case "body":
            body = knowledge.offices.body(entry.target)
            if body is not None and body.state is not None:
                return Party(f"body:{body.state}:{body.body_id}", entry.surface, "body", (body.state,))
    return None
