"""Events: how well claims are brought together, what is part of what, and how many sources stand behind each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.consolidated.figures import NO_SCORE, NO_SHARE, Labelled, Score, Share, b_cubed, pairwise
from benchmarks.consolidated.gold import Folder
from benchmarks.consolidated.words import overlap
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Consolidation, Event, Reading


@dataclass(frozen=True)
class Merging:
    """The figures of one set of claims.

    ``matched`` claims over the claims of the key; ``origins`` over the events that copies or several pages tell;
    ``all_origins`` over all events; ``exact_origins`` over the former that hold just the claims they should.
    """

    matched: Share = NO_SHARE
    pairs: Score = NO_SCORE
    b_cubed: Score = NO_SCORE
    parts: Score = NO_SCORE
    origins: Share = NO_SHARE
    all_origins: Share = NO_SHARE
    exact_origins: Share = NO_SHARE
    copies: Score = NO_SCORE
    day_key: Score = NO_SCORE
    day_key_b_cubed: Score = NO_SCORE
    misses: tuple[str, ...] = field(default=(), repr=False)

    def __add__(self, other: Merging) -> Merging:
        return Merging(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})


def measure_merging(
    folder: Folder, labels: Mapping[str, str], outcome: Consolidation, readings: Sequence[Reading]
) -> Merging:
    """The figures of the events made from readings whose claims have the gold events ``labels``."""
    event_of = {claim: event.event_id for event in outcome.events for claim in event.claims}
    labelled = [(label, event_of[claim]) for claim, label in labels.items() if claim in event_of]
    claims = {claim.claim_id: claim for reading in readings for claim in reading.claims}
    day_keys = [(label, one_a_day(claims[claim])) for claim, label in labels.items()]
    stood_for = main_events(labelled)
    events = {event.event_id: event for event in outcome.events}
    gold_events = {row["id"]: row for row in folder.key["events"]}
    several, everything, exact, wrong = count_origins(folder, labels, stood_for, events, gold_events)
    typed = sum(row["kind"] is not None for row in folder.key["claims"])
    return Merging(
        matched=Share(len(labelled), typed),
        pairs=pairwise(labelled),
        b_cubed=b_cubed(labelled),
        parts=score_parts(gold_events, stood_for, events, labelled),
        origins=several,
        all_origins=everything,
        exact_origins=exact,
        copies=score_copies(folder, outcome),
        day_key=pairwise(day_keys),
        day_key_b_cubed=b_cubed(day_keys),
        misses=(*list_splits(folder, labels, event_of, claims), *wrong),
    )


def one_a_day(claim: Claim) -> tuple[object, ...]:
    """The usual key of event data: type, states and day."""
    return claim.event_type, claim.states(), claim.when.start if claim.when else None


def main_events(labelled: Labelled) -> dict[Any, Any]:
    """For every gold event the event that holds most of its claims."""
    counts: dict[Any, Counter[Any]] = defaultdict(Counter)
    for label, event in labelled:
        counts[label][event] += 1
    return {label: min(held, key=lambda event: (-held[event], event)) for label, held in counts.items()}


def score_parts(
    gold_events: Mapping[str, Mapping[str, Any]],
    stood_for: Mapping[str, str],
    events: Mapping[str, Event],
    labelled: Labelled,
) -> Score:
    """Pairs of part and whole: those of the key that the events have, and those of the events that the key has."""
    listed = [(name, row["part_of"]) for name, row in gold_events.items() if row["part_of"]]
    listed = [(part, whole) for part, whole in listed if part in stood_for and whole in stood_for]
    held = sum(
        stood_for[part] != stood_for[whole] and stood_for[whole] in wholes_of(stood_for[part], events)
        for part, whole in listed
    )
    label_of = main_events([(event, label) for label, event in labelled])
    made = [(event.event_id, event.part_of) for event in events.values() if event.part_of]
    made = [(label_of[part], label_of[whole]) for part, whole in made if part in label_of and whole in label_of]
    right = sum(whole in gold_wholes(part, gold_events) for part, whole in made)
    return Score(Share(right, len(made)), Share(held, len(listed)))


def wholes_of(event_id: str, events: Mapping[str, Event]) -> set[str]:
    """All that an event is part of, however far up."""
    found: set[str] = set()
    part_of = events[event_id].part_of
    while part_of is not None and part_of not in found and part_of in events:
        found.add(part_of)
        part_of = events[part_of].part_of
    return found


def gold_wholes(name: str, gold_events: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The same of the key."""
    found: set[str] = set()
    part_of = gold_events[name]["part_of"]
    while part_of and part_of not in found:
        found.add(part_of)
        part_of = gold_events[part_of]["part_of"]
    return found


def count_origins(
    folder: Folder,
    labels: Mapping[str, str],
    stood_for: Mapping[str, str],
    events: Mapping[str, Event],
    gold_events: Mapping[str, Mapping[str, Any]],
) -> tuple[Share, Share, Share, list[str]]:
    """How many independent sources each event has: right among those told by several pages, among all, and among the
    former that hold exactly the claims of the key; and the wrong ones."""
    pages: dict[str, set[str]] = defaultdict(set)
    for row in folder.key["claims"]:
        if row["event"]:
            pages[row["event"]].add(row["page"])
    told: dict[str, set[str]] = defaultdict(set)
    for claim, label in labels.items():
        told[label].add(claim)
    several = everything = exact = Share()
    wrong = []
    for label, event_id in stood_for.items():
        event = events[event_id]
        share = Share(event.origins == gold_events[label]["origins"], 1)
        everything += share
        if len(pages[label]) < 2:
            continue
        several += share
        if set(event.claims) == told[label]:
            exact += share
            if not share.right:
                wrong.append(
                    f"origins {label}: {event.origins}, not {gold_events[label]['origins']}: "
                    f"{gold_events[label]['what']}: {sorted(pages[label])}"
                )
    return several, everything, exact, wrong


def score_copies(folder: Folder, outcome: Consolidation) -> Score:
    """Pages that the key calls copies or relays of another, against those taken for copies of one text."""
    page_of = {folder.document(page).document_id: page for page in folder.by_page}
    listed = {frozenset((row["page"], row["original"])) for row in folder.key["copies"]}
    of_one = {row["page"]: row["original"] for row in folder.key["copies"]}
    made = {frozenset((page_of[copy], page_of[original])) for copy, original in outcome.copies}
    right = sum(len({of_one.get(page, page) for page in pair}) == 1 for pair in made)
    return Score(Share(right, len(made)), Share(len(listed & made), len(listed)))


def list_splits(
    folder: Folder,
    labels: Mapping[str, str],
    event_of: Mapping[str, str],
    claims: Mapping[str, Claim],
) -> Iterator[str]:
    """Gold events that fell apart, and events that hold several gold ones, the worst first."""
    what = {row["id"]: row["what"] for row in folder.key["events"]}
    apart: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    mixed: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim_id, label in labels.items():
        if claim_id in event_of:
            apart[label][event_of[claim_id]].append(claims[claim_id])
            mixed[event_of[claim_id]][label].append(claims[claim_id])
    for label, parts in sorted(apart.items(), key=lambda pair: -len(pair[1])):
        if len(parts) > 1:
            yield f"split {label} into {len(parts)}: {what[label]}"
            yield from (f"    {say(held[0])} (+{len(held) - 1})" for held in parts.values())
    for event, held_labels in sorted(mixed.items(), key=lambda pair: -len(pair[1])):
        if len(held_labels) > 1:
            yield f"mixed {event}: {'; '.join(f'{label} {what[label]}' for label in held_labels)}"
            yield from (f"    {label}: {say(held[0])} (+{len(held) - 1})" for label, held in held_labels.items())


def say(claim: Claim) -> str:
    """A claim in a line."""
    when = f"{claim.when.start}..{claim.when.end}" if claim.when else "undated"
    actors, recipients = (",".join(party.actor_id for party in side) for side in (claim.actors, claim.recipients))
    words = " ".join(claim.evidence.quote.split())
    return f"{claim.kind} {when} {claim.modality} [{actors} > {recipients}] {words[:110]}"


def pair_claims(folder: Folder, knowledge: Knowledge) -> dict[str, str]:
    """The program's typed claims with the gold claim each stands for, one to one, best pairs first.

    A pair is of one page, of one family of kinds or one type, and of words that overlap: first those of one kind, then
    those whose trigger is the same, then those that share the most words.
    """
    pairs: list[tuple[tuple[float, ...], str, str]] = []
    for own_reading, gold_reading in zip(folder.own, (folder.gold_of(reading) for reading in folder.own), strict=True):
        for own in own_reading.claims:
            for gold in gold_reading.claims:
                if quality := _likeness(own, gold, knowledge):
                    pairs.append((quality, own.claim_id, gold.claim_id))
    pairs.sort(key=lambda pair: (tuple(-mark for mark in pair[0]), pair[1], pair[2]))
    paired: dict[str, str] = {}
    taken: set[str] = set()
    for _, own_id, gold_id in pairs:
        if own_id not in paired and gold_id not in taken:
            paired[own_id] = gold_id
            taken.add(gold_id)
    return paired


def _likeness(own: Claim, gold: Claim, knowledge: Knowledge) -> tuple[float, ...] | None:
    if own.event_type is None or gold.event_type is None:
        return None
    spans = [(claim.evidence.start, claim.evidence.end) for claim in (own, gold)]
    shared = overlap(*spans)
    alike = knowledge.families.get(own.kind).name == knowledge.families.get(gold.kind).name
    if not shared or not (alike or own.event_type == gold.event_type):
        return None
    triggers = [next((s.start, s.end) for s in claim.spans if s.slot == "trigger") for claim in (own, gold)]
    union = sum(end - start for start, end in spans) - shared
    return float(own.kind == gold.kind), float(overlap(*triggers) > 0), float(alike), shared / union
