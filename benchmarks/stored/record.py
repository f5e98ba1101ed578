"""What consolidation and findings would make of made-up pages, made directly from what is known to have happened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Final

from benchmarks.stored.happenings import Happening, Happenings
from benchmarks.stored.pages import Report
from dyadlog.records import (
    Actor,
    Claim,
    Comparison,
    Consolidation,
    Event,
    Finding,
    Instrument,
    MergeReason,
    Occupancy,
    Party,
    Reading,
    Scoped,
    Side,
    StatusReport,
)
from dyadlog.records.vocabulary import FindingKind, InstrumentKind, InstrumentStatus

TOLD: Final[dict[FindingKind, int]] = {
    "corroborated": 50,
    "update": 15,
    "framing": 5,
    "denial": 8,
    "date": 8,
    "quantity": 8,
    "participant": 6,
}
"""Kinds of findings, and how often of a hundred each is drawn."""
SORTS: Final[tuple[InstrumentKind, ...]] = ("agreement", "pledge", "project")
STATUSES: Final[tuple[InstrumentStatus, ...]] = (
    "announced",
    "negotiating",
    "signed",
    "in_force",
    "stalled",
    "cancelled",
)


@dataclass
class Record:
    """Collects claims page by page, then makes the record of them."""

    world: Happenings
    outlets: list[str]
    told: dict[int, list[tuple[Claim, int]]] = field(default_factory=lambda: defaultdict(list))
    happenings: dict[int, Happening] = field(default_factory=dict)
    people: dict[str, tuple[Party, list[Claim]]] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)

    def add(self, reading: Reading, reports: Iterable[Report]) -> None:
        """Take in a page."""
        assert reading.document is not None
        self.documents.append(reading.document.document_id)
        for claim, report in zip(reading.claims, reports, strict=True):
            self.told[report.happening.number].append((claim, report.outlet))
            self.happenings[report.happening.number] = report.happening
            for party in (*claim.actors, *claim.recipients):
                if party.is_named_person:
                    self.people.setdefault(party.actor_id, (party, []))[1].append(claim)

    def consolidate(self) -> Consolidation:
        """Events, instruments, actors, identities and copies."""
        events, wholes = [], dict[tuple[str, str], str]()
        for number, told in self.told.items():
            pair = self.happenings[number].pair
            part_of = wholes.get(pair) if self.world.dice.random() < 0.05 else None
            events.append(self._make_event([claim for claim, _ in told], {outlet for _, outlet in told}, part_of))
            if part_of is None:
                wholes[pair] = events[-1].event_id
        actors = [self._make_actor(party, claims) for party, claims in self.people.values()]
        identities = [(f"{name}~{number}", name) for name in self.people for number in range(2)]
        copies = [pair for pair in pairwise(self.documents) if self.world.dice.random() < 0.05]
        return Consolidation(
            tuple(events), tuple(self._make_instruments()), tuple(actors), tuple(identities), tuple(copies)
        )

    def compare(self) -> Comparison:
        """Findings on events told more than once."""
        return Comparison(tuple(self._make_findings()))

    def _make_event(self, claims: list[Claim], outlets: set[int], part_of: str | None) -> Event:
        first = min(claims, key=lambda claim: claim.claim_id)
        assert first.event_type is not None and first.quad_class is not None
        return Event(
            event_id=_name_event(claims), event_type=first.event_type, kind=first.kind, mode=first.mode,
            contexts=first.contexts, quad_class=first.quad_class, goldstein=first.goldstein, cameo=first.cameo,
            when=first.when, actors=first.actors, recipients=first.recipients, territory=first.territory,
            places=first.places, modality=first.modality, negated=False, disputed=self.world.dice.random() < 0.04,
            attribution=first.attribution, confidence=first.confidence, language="en", instrument_ids=(),
            part_of=part_of, origins=len(outlets), outlets=tuple(self.outlets[number] for number in sorted(outlets)),
            documents=len({claim.document_id for claim in claims}), claims=tuple(claim.claim_id for claim in claims),
            reasons=tuple(MergeReason(c.claim_id, first.claim_id, "same day") for c in claims if c is not first),
        )  # fmt: skip

    def _make_actor(self, party: Party, claims: list[Claim]) -> Actor:
        evidence = tuple(claim.evidence for claim in claims[:2])
        held = Occupancy(party.actor_id, party.name, party.office or "envoy", None, party.states[0], evidence=evidence)
        return Actor(party.actor_id, "person", party.name, (party.name,), party.states, (held,), len(claims))

    def _make_instruments(self) -> Iterator[Instrument]:
        dice = self.world.dice
        for number, told in self.told.items():
            happening = self.happenings[number]
            if happening.kind.event_type not in ("AGREE", "SUPPORT") or dice.random() > 0.2:
                continue
            history = tuple(
                StatusReport(dice.choice(STATUSES), claim.when, claim.claim_id, claim.evidence) for claim, _ in told
            )
            due = happening.day + timedelta(days=dice.randrange(900)) if dice.random() < 0.3 else None
            yield Instrument(
                f"instrument-{dice.getrandbits(64):016x}", dice.choice(SORTS),
                f"{self.world.make_word()} {self.world.make_word()} agreement", happening.pair, history[-1].status, due,
                (), history, last_heard=happening.day,
            )  # fmt: skip

    def _make_findings(self) -> Iterator[Scoped]:
        dice = self.world.dice
        for number, told in self.told.items():
            if len(told) < 2 or dice.random() > 0.35:
                continue
            claims = [claim for claim, _ in told[:4]]
            kind = dice.choices(tuple(TOLD), tuple(TOLD.values()))[0]
            states = tuple(sorted({*self.happenings[number].pair}))
            sides = tuple(Side(claim.claim_id, claim.evidence, str(dice.randrange(9))) for claim in claims)
            name, event_id = f"finding-{dice.getrandbits(64):016x}", _name_event([claim for claim, _ in told])
            yield Scoped(f"event:{event_id}", 0, Finding(name, kind, "act", states, event_id, None, sides, None))


def _name_event(claims: list[Claim]) -> str:
    return "event-" + min(claim.claim_id for claim in claims).removeprefix("claim-")
