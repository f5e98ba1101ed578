"""Slots: what a person types for the slots of a claim, checked and made values of the record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final, cast, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from dyadlog.errors import UserError
from dyadlog.knowledge import Knowledge
from dyadlog.records import SLOTS, Coding, Interval, Party, Place, Slot, slot_of
from dyadlog.records.vocabulary import Modality, Precision
from dyadlog.report.dates import first_day, last_day
from dyadlog.report.questions import choose, resolve_states
from dyadlog.review.parties import FindActor, read_party

UNKNOWN: Final = "unknown"
"""Typed for a date that the page does not give."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person typed; None leaves a slot as it is, an empty tuple empties it.

    ``actors`` and ``recipients`` are codes or names of states, names that the tables know, or ids of actors in the
    store; ``places`` names of the tables or of the page, with ``/ISO`` for the country where the tables have none;
    ``date`` a day, month, year, ``FIRST..LAST``, ``..LAST``, ``FIRST..`` or ``unknown``.
    """

    kind: str | None = None
    event_type: str | None = None
    mode: str | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    territory: tuple[str, ...] | None = None
    date: str | None = None
    precision: str | None = None
    places: tuple[str, ...] | None = None
    modality: str | None = None
    negated: bool | None = None


def read_changes(words: str) -> Changes:
    """What a person typed as JSON, by the names of ``Changes``; UserError where it cannot be read."""
    try:
        typed = from_json(words)
        stray = sorted(set(typed) - {field.name for field in fields(Changes)}) if isinstance(typed, dict) else []
        if stray:
            raise UserError(f"an act has no {stray[0]!r}")
        return _changes.validate_python(typed)
    except ValidationError as error:
        fault = error.errors()[0]
        raise UserError(f"{words!r} is no act: {'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error
    except ValueError as error:
        raise UserError(f"{words!r} is not JSON: {error}") from error


def change_coding(
    coding: Coding, changes: Changes, knowledge: Knowledge, find_actor: FindActor
) -> tuple[Coding, tuple[Slot, ...]]:
    """A coding with what a person typed, and the slots that are others now; UserError where it cannot be read."""
    changed = replace(
        _change_type(coding, changes, knowledge),
        actors=_parties(changes.actors, coding.actors, knowledge, find_actor),
        recipients=_parties(changes.recipients, coding.recipients, knowledge, find_actor),
        territory=coding.territory if changes.territory is None else resolve_states(changes.territory, knowledge),
        places=coding.places if changes.places is None else tuple(_place(one, knowledge) for one in changes.places),
        when=_when(coding.when, changes),
        modality=_pick(changes.modality, get_args(Modality), "modality", coding.modality),
        negated=coding.negated if changes.negated is None else changes.negated,
    )
    return changed, differing_slots(coding, changed)


_changes: Final = TypeAdapter(Changes)


def differing_slots(first: Coding, second: Coding) -> tuple[Slot, ...]:
    """The slots in which two codings differ."""
    return tuple(slot for slot in SLOTS if slot_of(first, slot) != slot_of(second, slot))


def _pick(word: str | None, known: Sequence[str], what: str, default: Modality) -> Modality:
    return default if word is None else cast(Modality, choose(word, known, what))


def _change_type(coding: Coding, changes: Changes, knowledge: Knowledge) -> Coding:
    if changes.kind is None and changes.event_type is None and changes.mode is None:
        return coding
    before = knowledge.kinds.get(coding.kind) if coding.kind in knowledge.kinds else None
    event_type = choose(changes.event_type, knowledge.ontology.types, "type") if changes.event_type else None
    name = choose(changes.kind, [kind.kind for kind in knowledge.kinds], "kind") if changes.kind else coding.kind
    kind = knowledge.kinds.get(name)
    if event_type is not None and kind.event_type != event_type:
        fitting = ", ".join(one.kind for one in knowledge.kinds if one.event_type == event_type)
        raise UserError(f"{name!r} is not of type {event_type}; the kinds of that type are: {fitting}")
    mode = coding.mode if name == coding.kind else kind.mode
    if changes.mode is not None:
        mode = changes.mode or None
        if mode is not None and (kind.event_type is None or not knowledge.ontology.has_mode(kind.event_type, mode)):
            raise UserError(f"{kind.event_type} has no mode {mode!r}")
    others = (context for context in coding.contexts if before is None or context not in before.contexts)
    return replace(
        coding,
        event_type=kind.event_type,
        kind=name,
        mode=mode,
        contexts=tuple(dict.fromkeys((*kind.contexts, *others))) if name != coding.kind else coding.contexts,
        quad_class=kind.quad_class if name != coding.kind else coding.quad_class,
        goldstein=kind.goldstein if name != coding.kind else coding.goldstein,
        cameo=kind.cameo if name != coding.kind else coding.cameo,
    )


def _parties(
    words: tuple[str, ...] | None, known: tuple[Party, ...], knowledge: Knowledge, find_actor: FindActor
) -> tuple[Party, ...]:
    if words is None:
        return known
    parties: dict[str, Party] = {}
    for word in words:
        here = next((party for party in known if word in (party.actor_id, party.name)), None)
        party = here or read_party(word, knowledge, find_actor)
        parties.setdefault(party.actor_id, party)
    return tuple(parties.values())


def _place(words: str, knowledge: Knowledge) -> Place:
    """A place of the tables, or of the page with the code of its country after a slash."""
    name, _, country = (part.strip() for part in words.partition("/"))
    codes = resolve_states([country], knowledge) if country else ()
    if not name:
        raise UserError("a place needs a name: Geneva, or Geneva/CHE")
    entries = knowledge.places.find(name, codes[0] if codes else None)
    fitting = [entry for entry in entries if not codes or codes[0] in entry.countries]
    if fitting:
        return Place(fitting[0].name, fitting[0].countries, fitting[0].lat, fitting[0].lon)
    if codes:
        return Place(name, codes)
    raise UserError(f"no place is called {name!r}; say in which country it lies: {name}/ISO")


def _when(known: Interval | None, changes: Changes) -> Interval | None:
    """The days that a person typed, as a date that the page gives in full."""
    if changes.date is None:
        if changes.precision is None or known is None:
            return known
        return replace(known, precision=_precision(changes.precision))
    words = changes.date.strip()
    if words.casefold() == UNKNOWN:
        return None
    first, dots, last = words.partition("..")
    start = _day(first_day, first)
    end = _day(last_day, last if dots else first)
    if start is not None and end is not None and start > end:
        raise UserError(f"{changes.date!r} ends before it starts")
    if start is None and end is None:
        raise UserError(f"{changes.date!r} is not a date; write 2025-01-31, 2025-01, 2025 or 2025-01-30..2025-02-02")
    precision = _precision(changes.precision) if changes.precision else _guess(first if not dots else "", start, end)
    return Interval(start, end, precision, "explicit")


def _day(read: Callable[[str], date], words: str) -> date | None:
    return read(words) if words.strip() else None


def _precision(word: str) -> Precision:
    return cast(Precision, choose(word, get_args(Precision), "precision"))


def _guess(words: str, start: date | None, end: date | None) -> Precision:
    """As fine as the words are: a day, month or year; else a range."""
    if start == end:
        return "day"
    parts = len(words.strip().split("-")) if words.strip() else 0
    return "month" if parts == 2 else "year" if parts == 1 else "range"
