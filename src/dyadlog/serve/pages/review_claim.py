"""The bench: one claim beside its source text, with all that a reviewer needs to decide on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dyadlog.errors import NotFound
from dyadlog.exchange import Rows
from dyadlog.exchange.rows import interval_row
from dyadlog.records import Claim, Event, Ruling
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.plain import plain_line
from dyadlog.review import Opinion, disagreements, list_opinions
from dyadlog.serve.pages.event_facts import METHODS, Fact
from dyadlog.serve.pages.event_sources import Source, SourceTeller, tell_chain
from dyadlog.serve.pages.review_frame import SLOT_NAMES
from dyadlog.serve.pages.review_slots import FIELDS, Typed, list_options, type_out
from dyadlog.serve.pages.review_words import ClaimLine, ClaimTeller, tell_act
from dyadlog.serve.pages.telling import Teller, Told
from dyadlog.serve.sheets import Scene

LABELS: Final = {
    "kind": ("type", "trigger"),
    "actors": ("actors", "actor"),
    "recipients": ("recipients", "recipient"),
    "territory": ("territory", ""),
    "date": ("date", "time"),
    "places": ("place", "place"),
    "modality": ("modality", "modality"),
    "negated": ("negated", "negation"),
}
"""Field of the form -> slot of the claim, and slot of the words that are marked in the text."""
SIBLINGS: Final = 6
"""Other reports of the event that are listed."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was not taken: why, faults by field, and what was typed, so that nothing is lost."""

    message: str
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Typed = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot as it is shown and typed: ``values`` as they stand in the form, ``told`` for people, ``mark`` the slot of
    its words in the text, '' where it has none there, ``how`` how it is known."""

    name: str
    label: str
    mark: str
    values: tuple[str, ...]
    told: str
    how: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on the claim."""

    number: int
    author: str
    on: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """A slot on which reviewers differ, with what each says; the record follows what ``holds``."""

    slot: str
    said: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """One claim at work. ``seen`` is the newest decision on it, 0 where there is none: a form tells by it what the
    reviewer had before their eyes. ``event`` is what it belongs to, None for a plain statement and what was rejected;
    ``others`` are the other claims of the event, and how many more there are is in ``more``."""

    claim: Claim
    line: ClaimLine
    source: Source | None
    slots: tuple[SlotLine, ...]
    facts: tuple[Fact, ...]
    stands: bool
    seen: int
    decisions: tuple[Decision, ...]
    dissents: tuple[Dissent, ...]
    event: Told | None
    others: tuple[tuple[str, str], ...]
    more: int


def find_claim(scene: Scene, name: str) -> tuple[Claim, bool]:
    """A claim as it stands, by its id or the beginning of one, and whether it stands: a rejected one comes as it was
    found. NotFound where there is none."""
    record = scene.view.get(name)
    if not isinstance(record, Claim):
        raise NotFound(f"{name[:80]!r} is no claim")
    standing = scene.view.claims_named([record.claim_id])
    return (standing[0], True) if standing else (record, False)


def lay_out(scene: Scene, claim: Claim, stands: bool, refused: Refused | None = None) -> Bench:
    """A claim with its words, its slots, what people decided and what it belongs to."""
    view = scene.view
    sources = SourceTeller(scene, Rows(view)).tell([claim])
    rulings = view.rulings_on(claim.claim_id)
    event, others = _find_event(scene, claim)
    return Bench(
        claim=claim,
        line=ClaimTeller(scene).tell(claim),
        source=sources[0] if sources else None,
        slots=tuple(_slots(scene, claim, refused)),
        facts=tuple(_facts(scene, claim)),
        stands=stands,
        seen=max((ruling.number for ruling in rulings), default=0),
        decisions=tuple(tell_decision(ruling) for ruling in reversed(rulings)),
        dissents=tuple(_dissents(rulings)),
        event=event,
        others=tuple(others[:SIBLINGS]),
        more=max(0, len(others) - SIBLINGS),
    )


def _slots(scene: Scene, claim: Claim, refused: Refused | None) -> list[SlotLine]:
    shown = type_out(claim, scene.knowledge)
    typed = refused.typed if refused else {}
    faults = refused.faults if refused else {}
    method = METHODS[claim.when.method] if claim.when else (claim.when_reason or "").replace("_", " ")
    options = list_options(scene.knowledge)
    names = dict(options.modalities)
    told = {
        "kind": f"{(claim.event_type or 'no act').capitalize()}: {claim.kind.replace('_', ' ')}",
        "date": show_span(interval_row(claim.when)),
        "places": "; ".join(dict.fromkeys(plain_line(place.name) for place in claim.places)),
        "modality": names.get(claim.modality, claim.modality),
    }
    marked = {span.slot for span in claim.spans}

    def line(name: str) -> SlotLine:
        slot, mark = LABELS[name]
        return SlotLine(
            name=name,
            label=SLOT_NAMES[slot],
            mark=mark if mark in marked else "",
            values=typed.get(name, shown[name]),
            told=told.get(name, "; ".join(shown[name])),
            how=method if name == "date" else "",
            fault=faults.get(name, ""),
        )

    return [line(name) for name in FIELDS]


def _facts(scene: Scene, claim: Claim) -> list[Fact]:
    """What is held of the claim besides its slots."""
    facts = (
        Fact("On the word of", tell_chain(scene, claim.attribution)),
        Fact("Figures", "; ".join(quantity.original for quantity in claim.quantities)),
        Fact("Agreement", "; ".join(mention.name for mention in claim.instruments)),
        Fact("Confidence", f"{claim.confidence:.2f}", "from 0 to 1"),
        Fact("Rule", claim.rule),
    )
    return [fact for fact in facts if fact.text]


def tell_decision(ruling: Ruling) -> Decision:
    """A decision in words."""
    return Decision(
        number=ruling.number,
        author=ruling.author,
        on=show_day(ruling.at[:10]),
        words=tell_act(ruling),
        note=ruling.note or "",
    )


def _dissents(rulings: Sequence[Ruling]) -> list[Dissent]:
    opinions = list_opinions(rulings)
    return [
        Dissent(SLOT_NAMES[slot], tuple(opinion for opinion in opinions if opinion.slot == slot))
        for slot in disagreements(opinions)
    ]


def _find_event(scene: Scene, claim: Claim) -> tuple[Told | None, list[tuple[str, str]]]:
    """The event of a claim in our words, and its other claims as (words, address of their own bench)."""
    event_id = scene.view.events_of_claims([claim.claim_id]).get(claim.claim_id)
    events: Sequence[Event] = scene.view.events_named([event_id]) if event_id else []
    if not events:
        return None, []
    (told,) = Teller(scene).tell(events)
    names = [name for name in events[0].claims if name != claim.claim_id]
    quotes = {one.claim_id: plain_line(one.evidence.quote) for one in scene.view.claims_named(names[:SIBLINGS])}
    return told, [(quotes.get(name, ""), scene.links.review(query=f"claim={name}")) for name in names]
