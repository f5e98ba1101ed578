"""Agreement: how far reviewers say the same of the claims that several of them decided on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from dyadlog.records import SLOTS, Ruling
from dyadlog.records.ruling import ABOUT_CLAIMS
from dyadlog.report.plain import shorten
from dyadlog.review import Opinion, SlotAgreement, agreement, disagreements, list_opinions
from dyadlog.review.alpha import alpha
from dyadlog.serve.pages.review_frame import SLOT_NAMES, Seat, frame
from dyadlog.serve.sheets import Scene, Sheet

LENGTH: Final = 30
"""Claims that reviewers differ on, listed at once."""
RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667
"""Alpha from which on codings can be relied on, and from which on tentative conclusions can be drawn (Krippendorff,
Content Analysis, 4th edition, 2019, chapter 12)."""
FEW: Final = 10
"""Claims below which an alpha says little."""


@dataclass(frozen=True, slots=True)
class SlotLine:
    """How far reviewers agree on a slot; ``meaning`` in words, ``level`` ``fine``, ``note``, ``alarm`` or ''."""

    label: str
    told: SlotAgreement
    meaning: str
    level: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two reviewers: claims both decided on, and by slot (agreed, claims, alpha or None)."""

    names: tuple[str, str]
    claims: int
    slots: tuple[tuple[int, int, float | None], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that reviewers differ on: its words, where it is worked on, and by slot what each says."""

    words: str
    href: str
    slots: tuple[tuple[str, tuple[Opinion, ...]], ...]


def show_agreement(scene: Scene, seat: Seat) -> Sheet:
    """The page."""
    opinions = gather_opinions(scene, seat)
    differing = {name: said for name, said in opinions.items() if disagreements(said)}
    page = scene.asked.page
    shown = list(differing.items())[(page - 1) * LENGTH : page * LENGTH]
    facts = {
        "slots": [_tell(one) for one in agreement(scene.view, seat.pair)],
        "pairs": _pair_up(opinions),
        "columns": [SLOT_NAMES[slot] for slot in ("claim", *SLOTS)],
        "differences": _describe(scene, shown),
        "differing": len(differing),
        "claims": len(opinions),
        "page": page,
        "newer": scene.links.review("agreement", seat.query(page=page - 1)) if page > 1 else "",
        "further": scene.links.review("agreement", seat.query(page=page + 1)) if page * LENGTH < len(differing) else "",
        "thresholds": (RELIABLE, TENTATIVE),
    }
    return frame(scene, seat, "review_agreement.html.j2", "Agreement", "agreement", facts)


def gather_opinions(scene: Scene, seat: Seat) -> dict[str, list[Opinion]]:
    """Claim id -> what each reviewer says of it, for the claims that several decided on; of the relation, if there is
    one."""
    rulings: dict[str, list[Ruling]] = defaultdict(list)
    for standing in scene.view.rulings(ABOUT_CLAIMS):
        for claim_id in standing.record_ids:
            rulings[claim_id].append(standing.ruling)
    several = {name: held for name, held in rulings.items() if len({one.author for one in held}) > 1}
    return {name: list_opinions(held) for name, held in several.items() if _concerns(scene, seat, name)}


def _concerns(scene: Scene, seat: Seat, claim_id: str) -> bool:
    claim = scene.view.found_claim(claim_id) if seat.pair else None
    return seat.pair is None or (claim is not None and set(seat.pair) <= claim.states())


def _tell(one: SlotAgreement) -> SlotLine:
    """An agreement with what it means."""
    label = SLOT_NAMES[one.slot]
    if one.alpha is None:
        return SlotLine(label, one, "no claim that two reviewers decided on", "")
    if one.claims < FEW:
        return SlotLine(label, one, f"fewer than {FEW} claims: says little yet", "")
    if one.alpha >= RELIABLE:
        return SlotLine(label, one, "reliable", "fine")
    if one.alpha >= TENTATIVE:
        return SlotLine(label, one, "good for tentative conclusions", "note")
    return SlotLine(label, one, "not reliable: talk about what the slot means", "alarm")


def _pair_up(opinions: Mapping[str, Sequence[Opinion]]) -> list[PairLine]:
    """Every two reviewers who decided on one claim, those with most claims first."""
    both: dict[tuple[str, str], list[dict[str, dict[str, str]]]] = defaultdict(list)
    for said in opinions.values():
        by_author: dict[str, dict[str, str]] = defaultdict(dict)
        for opinion in said:
            by_author[opinion.author][opinion.slot] = opinion.value
        for first, second in combinations(sorted(by_author), 2):
            both[first, second].append({first: by_author[first], second: by_author[second]})
    lines = [
        PairLine(names, len(claims), tuple(_measure(names, claims, slot) for slot in ("claim", *SLOTS)))
        for names, claims in both.items()
    ]
    return sorted(lines, key=lambda line: (-line.claims, line.names))


def _measure(
    names: tuple[str, str], claims: Sequence[Mapping[str, Mapping[str, str]]], slot: str
) -> tuple[int, int, float | None]:
    units = [[claim[name][slot] for name in names if slot in claim[name]] for claim in claims]
    coded = [unit for unit in units if len(unit) > 1]
    return sum(len(set(unit)) == 1 for unit in coded), len(coded), alpha(coded) if coded else None


def _describe(scene: Scene, differing: Sequence[tuple[str, Sequence[Opinion]]]) -> list[Difference]:
    found = []
    for claim_id, said in differing:
        claim = scene.view.found_claim(claim_id)
        slots = tuple(
            (SLOT_NAMES[slot], tuple(one for one in said if one.slot == slot)) for slot in disagreements(said)
        )
        words = shorten(claim.evidence.quote, 200) if claim else claim_id
        found.append(Difference(words, scene.links.review(query=f"claim={claim_id}"), slots))
    return found
