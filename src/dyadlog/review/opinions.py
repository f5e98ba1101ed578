"""Opinions: what each reviewer says of the slots of a claim, and how far reviewers agree."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.records import SLOTS, Coding, Interval, Ruling, Slot
from dyadlog.records.ruling import ABOUT_CLAIMS
from dyadlog.review.alpha import alpha
from dyadlog.store import View

NOTHING: Final = "-"
CLAIM: Final = "claim"
"""Besides the slots: whether there is a claim at all."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody says of one slot of a claim, in words that are equal where the meaning is; ``holds`` where it is
    what the record follows. ``slot`` ``claim`` is whether the claim stands."""

    slot: str
    author: str
    at: str
    value: str
    holds: bool


@dataclass(frozen=True, slots=True)
class SlotAgreement:
    """How far reviewers agree on a slot: ``claims`` that two or more decided on, ``agreed`` those on which all say the
    same, and Krippendorff's alpha (nominal), None where no claim has two reviewers."""

    slot: str
    claims: int
    agreed: int
    alpha: float | None


def tell_slot(coding: Coding, slot: Slot) -> str:
    """A slot in words that are equal where the meaning is: parties by id, dates by their first and last day."""
    match slot:
        case "type":
            return "/".join(filter(None, (coding.event_type, coding.kind, coding.mode)))
        case "actors" | "recipients":
            parties = coding.actors if slot == "actors" else coding.recipients
            return " + ".join(sorted(party.actor_id for party in parties)) or NOTHING
        case "territory":
            return " + ".join(sorted(coding.territory)) or NOTHING
        case "date":
            return tell_days(coding.when)
        case "place":
            return " + ".join(sorted(place.name for place in coding.places)) or NOTHING
        case "modality":
            return coding.modality
        case "negated":
            return "yes" if coding.negated else "no"


def tell_days(when: Interval | None) -> str:
    """The first and the last day of an interval."""
    if when is None:
        return "unknown"
    return when.start.isoformat() if when.start and when.start == when.end else f"{when.start or ''}..{when.end or ''}"


def list_opinions(rulings: Iterable[Ruling]) -> list[Opinion]:
    """The newest opinion of each reviewer on each slot of a claim, from the decisions on it."""
    ordered = sorted((one for one in rulings if one.kind in ABOUT_CLAIMS), key=lambda ruling: ruling.turn)
    said: dict[tuple[str, str], tuple[Ruling, str]] = {}
    held: dict[str, Ruling] = {}
    for ruling in ordered:
        said[CLAIM, ruling.author] = ruling, "no" if ruling.kind == "reject" else "yes"
        held[CLAIM] = ruling
        for coding in ruling.codings:
            for slot in SLOTS:
                said[slot, ruling.author] = ruling, tell_slot(coding, slot)
            held |= dict.fromkeys(ruling.slots, ruling)
    holding = {slot: said[slot, ruling.author][1] for slot, ruling in held.items()}
    return [
        Opinion(slot, author, ruling.at, value, holding.get(slot) == value)
        for (slot, author), (ruling, value) in sorted(said.items(), key=lambda item: item[1][0].turn)
    ]


def disagreements(opinions: Sequence[Opinion]) -> list[str]:
    """The slots on which reviewers differ."""
    values: dict[str, set[str]] = defaultdict(set)
    for opinion in opinions:
        values[opinion.slot].add(opinion.value)
    return [slot for slot in (CLAIM, *SLOTS) if len(values[slot]) > 1]


def agreement(view: View, pair: tuple[str, str] | None = None) -> list[SlotAgreement]:
    """How far reviewers agree, slot by slot, over the claims that two or more of them decided on; only claims in which
    both states of a pair take part, if told. A reviewer who rejects a claim says nothing of its slots."""
    by_claim: dict[str, list[Ruling]] = defaultdict(list)
    for standing in view.rulings(ABOUT_CLAIMS):
        for claim_id in standing.record_ids:
            by_claim[claim_id].append(standing.ruling)
    units: dict[str, list[list[str]]] = {slot: [] for slot in (CLAIM, *SLOTS)}
    for claim_id, rulings in sorted(by_claim.items()):
        if pair is not None and not _concerns(view, claim_id, pair):
            continue
        values: dict[str, list[str]] = defaultdict(list)
        for opinion in list_opinions(rulings):
            values[opinion.slot].append(opinion.value)
        for slot, said in values.items():
            if len(said) > 1:
                units[slot].append(said)
    return [
        SlotAgreement(slot, len(said), sum(len(set(unit)) == 1 for unit in said), alpha(said) if said else None)
        for slot, said in units.items()
    ]


def _concerns(view: View, claim_id: str, pair: tuple[str, str]) -> bool:
    claim = view.found_claim(claim_id)
    return claim is not None and set(pair) <= claim.states()
