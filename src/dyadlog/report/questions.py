"""What a user asks for, in words; a wrong word gets the nearest right ones."""

from collections.abc import Iterable, Sequence
from typing import Final, get_args

from dyadlog.errors import UnknownState, UserError
from dyadlog.knowledge import Knowledge
from dyadlog.records.vocabulary import EventType, FindingKind, Modality
from dyadlog.report.dates import first_day, last_day
from dyadlog.store import Filter

LANES: Final = {
    "verbal-cooperation": 1,
    "material-cooperation": 2,
    "verbal-conflict": 3,
    "material-conflict": 4,
}
"""The quad classes, by the words that ask for them."""
CERTAINTIES: Final = {"likely": 0.5, "sure": 0.8}
"""The least confidence of what is asked for, by the words that ask for it."""
SHORT_LIST: Final = 20
"""A list up to this long is told whole."""


def choose(word: str, known: Iterable[str], what: str) -> str:
    """``word`` as the list writes it, whatever its capitals; UserError where the list does not have it."""
    from rapidfuzz import process

    listed = {name.casefold(): name for name in known}
    found = listed.get(word.strip().casefold().replace("-", "_")) or listed.get(word.strip().casefold())
    if found is not None:
        return found
    names = list(listed.values())
    near = names if len(names) <= SHORT_LIST else [name for name, *_ in process.extract(word, names, limit=5)]
    lead = "there are" if len(names) <= SHORT_LIST else "nearest"
    raise UserError(f"no {what} is called {word!r}; {lead}: {', '.join(near)}")


def resolve_states(names: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The codes of states given by code or name, each once."""
    codes: list[str] = []
    for name in names:
        state = knowledge.states.find(name)
        if state is None:
            raise UnknownState(name, [f"{near.name} ({near.code})" for near in knowledge.states.suggest(name)])
        if state.code not in codes:
            codes.append(state.code)
    return tuple(codes)


def make_filter(
    knowledge: Knowledge,
    names: Sequence[str],
    dates: tuple[str | None, str | None],
    slots: tuple[str | None, str | None, str | None, str | None],
    finding: str | None = None,
) -> Filter:
    """A filter of states, since and until, and (type, kind, modality, outlet); ``finding`` is a kind of finding."""
    since, until = dates
    event_type, kind, modality, outlet = slots
    if kind is not None:
        kind = choose(kind, (known.kind for known in knowledge.kinds), "kind")
    if finding is not None:
        kind = choose(finding, get_args(FindingKind), "kind of finding")
    return Filter(
        states=resolve_states(names, knowledge),
        since=first_day(since) if since else None,
        until=last_day(until) if until else None,
        event_type=choose(event_type, get_args(EventType), "event type") if event_type else None,
        kind=kind,
        modality=choose(modality, get_args(Modality), "modality") if modality else None,
        outlet=outlet,
    )
