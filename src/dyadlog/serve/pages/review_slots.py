"""The slots of a claim as a form shows them, and what was typed into it as changes of the claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, get_args

from dyadlog.errors import UserError
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Coding, Interval, Party, Place
from dyadlog.records.vocabulary import EventType, Modality
from dyadlog.report.plain import plain_line
from dyadlog.review import Changes
from dyadlog.review.slots import UNKNOWN, change_coding
from dyadlog.serve.pages.charts import name_period
from dyadlog.serve.pages.event_facts import MODALITIES
from dyadlog.store import View

Typed = Mapping[str, tuple[str, ...]]
"""Words by field of the form; a field that was not sent is not there."""
ONE_WORD: Final = ("kind", "date", "modality", "negated")
MANY_WORDS: Final = ("actors", "recipients", "territory", "places")
FIELDS: Final = ("kind", "actors", "recipients", "territory", "date", "places", "modality", "negated")
"""The fields of the form, in its order; by the names of ``Changes``."""
NEGATED: Final = {"no": "no", "yes": "yes: it says that this did not happen"}


@dataclass(frozen=True, slots=True)
class Options:
    """What the lists of the form offer: kinds under their types, modalities, and the names of states."""

    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    modalities: tuple[tuple[str, str], ...]
    negated: tuple[tuple[str, str], ...]
    states: tuple[str, ...]

    @property
    def known(self) -> frozenset[str]:
        """Every kind of the tables."""
        return frozenset(kind for _, kinds in self.kinds for kind in kinds)


def list_options(knowledge: Knowledge) -> Options:
    """The lists, from the tables."""
    by_type = {
        event_type: tuple(sorted(kind.kind for kind in knowledge.kinds if kind.event_type == event_type))
        for event_type in get_args(EventType)
    }
    stated = tuple(kind.kind for kind in knowledge.kinds if kind.event_type is None)
    return Options(
        kinds=(*by_type.items(), ("no act", stated)),
        modalities=tuple((name, MODALITIES[name]) for name in get_args(Modality)),
        negated=tuple(NEGATED.items()),
        states=tuple(sorted({state.name for state in knowledge.states.all()})),
    )


def type_out(claim: Claim | Coding, knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """The slots of a claim as somebody would type them."""
    lands = [knowledge.states.get(code) for code in claim.territory]
    return {
        "kind": (claim.kind,),
        "actors": tuple(_name_parties(claim.actors)),
        "recipients": tuple(_name_parties(claim.recipients)),
        "territory": tuple(land.name if land else code for land, code in zip(lands, claim.territory, strict=True)),
        "date": (type_days(claim.when),) if claim.when else (),
        "places": tuple(type_place(place) for place in claim.places),
        "modality": (claim.modality,),
        "negated": ("yes" if claim.negated else "no",),
    }


def type_days(when: Interval) -> str:
    """Days as somebody would type them: ``2025-01``, or ``2025-01-30..2025-02-02``; an open end is left out."""
    if when.start is None or when.end is None:
        return f"{when.start or ''}..{when.end or ''}"
    if when.start == when.end:
        return when.start.isoformat()
    first, last = name_period(when.start, when.end)
    return first if first == last else f"{first}..{last}"


def type_place(place: Place) -> str:
    """A place as somebody would type it."""
    name = plain_line(place.name)
    return f"{name}/{place.countries[0]}" if len(place.countries) == 1 else name


def _name_parties(parties: Sequence[Party]) -> list[str]:
    """Each party by its name; by its id where two have one name, or it has none."""
    names = [plain_line(party.name) for party in parties]
    return [
        name if name and names.count(name) == 1 else party.actor_id for name, party in zip(names, parties, strict=True)
    ]


def read_changes(typed: Typed, claim: Claim | Coding, knowledge: Knowledge) -> Changes:
    """What somebody changed in the form of a claim: fields left as they were shown, or not sent, are no change."""
    shown = type_out(claim, knowledge)
    changed = {name: typed[name] for name in FIELDS if name in typed and typed[name] != shown[name]}
    known: dict[str, tuple[str, ...]] = {
        "actors": tuple(party.actor_id for party in claim.actors),
        "recipients": tuple(party.actor_id for party in claim.recipients),
        "territory": claim.territory,
    }
    for name in known.keys() & changed.keys():
        ids = dict(zip(shown[name], known[name], strict=True))
        changed[name] = tuple(ids.get(word, word) for word in changed[name])
    return make_changes(changed)


def make_changes(typed: Typed) -> Changes:
    """Words of a form as changes."""
    told: dict[str, Any] = {name: typed[name] for name in MANY_WORDS if name in typed}
    told |= {name: next(iter(typed[name]), None) for name in ("kind", "modality") if name in typed}
    if "date" in typed:
        told["date"] = next(iter(typed["date"]), UNKNOWN)
    if "negated" in typed:
        told["negated"] = _read_negated(typed["negated"])
    return Changes(**told)


def _read_negated(words: tuple[str, ...]) -> bool | None:
    if words and words[0] not in NEGATED:
        raise UserError(f"negated: {words[0][:40]!r} is neither yes nor no")
    return words[0] == "yes" if words else None


def find_faults(coding: Coding, changes: Changes, knowledge: Knowledge, view: View) -> dict[str, str]:
    """Field -> why what was typed into it cannot be read."""
    faults: dict[str, str] = {}
    for field in fields(Changes):
        value = getattr(changes, field.name)
        if value is None:
            continue
        try:
            change_coding(coding, Changes(**{field.name: value}), knowledge, view.actors_called)
        except UserError as error:
            faults[field.name] = str(error)
    return faults


def offer_parties(names: Iterable[str], words: str, most: int) -> list[str]:
    """Names that begin with some words, then those that hold them."""
    wanted = words.casefold()
    fitting = [name for name in dict.fromkeys(names) if wanted in name.casefold()]
    return sorted(fitting, key=lambda name: not name.casefold().startswith(wanted))[:most]
