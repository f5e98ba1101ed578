"""Our own corpus: the claims that the product finds in each sentence against the annotated acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.coded.figures import calibration_error, f1, least_error, macro_f1
from benchmarks.coded.stages import Stages
from corpus.annotation import Act, Sentence, Span, match_sides
from dyadlog.records import Claim


@dataclass(slots=True)
class Counts:
    """Claims and acts of a part of the corpus. ``paired`` are those whose triggers overlap or that agree in type and
    sides; ``surplus`` the claims that belong to no act; ``beside`` counts those of others."""

    paired: list[tuple[Act, Claim]] = field(default_factory=list)
    missed: list[tuple[Sentence, Act]] = field(default_factory=list)
    surplus: list[tuple[Sentence, Claim]] = field(default_factory=list)
    beside: int = 0


def compare(sentences: Iterable[Sentence], stages: Stages, *, marked: bool) -> Counts:
    """Read every sentence and pair its claims with its acts between states. ``marked``: the sides of all its acts are
    given as parties, which of them did what to whom is not; all acts count then, also those within one state, but for
    those told of one side only, for a claim has two. A claim that pairs with an act that is not asked for counts
    neither way."""
    counts = Counts()
    for sentence in sentences:
        if marked:
            _, _, claims = stages.read_marked(sentence.text, list_sides(sentence))
        else:
            _, _, claims = stages.read(sentence.text)
        left = [claim for claim in claims if claim.event_type is not None]
        for act in sorted(sentence.acts, key=lambda act: not is_asked(act, marked=marked)):
            claim = choose(act, left)
            if claim is not None:
                left.remove(claim)
            if not is_asked(act, marked=marked):
                counts.beside += claim is not None
            elif claim is not None:
                counts.paired.append((act, claim))
            else:
                counts.missed.append((sentence, act))
        counts.surplus.extend((sentence, claim) for claim in left)
    return counts


def is_asked(act: Act, *, marked: bool) -> bool:
    """Whether the product should find the act."""
    return act.has_two_sides if marked else act.between


def list_sides(sentence: Sentence) -> dict[str, tuple[int, int]]:
    """Every annotated side of a sentence once, under a made-up code."""
    spans = {
        (span.start, span.end) for act in sentence.acts for slot in ("actor", "recipient") for span in act.spans[slot]
    }
    return {f"{index:03}": span for index, span in enumerate(sorted(spans))}


def choose(act: Act, claims: Sequence[Claim]) -> Claim | None:
    """The claim that tells of an act: at its trigger, or else of its type and with its sides."""
    at = [claim for claim in claims if any(act.trigger.overlaps(span) for span in spans_of(claim, "trigger"))]
    return next(
        (claim for claim in at if claim.event_type == act.event_type),
        at[0]
        if at
        else next((claim for claim in claims if claim.event_type == act.event_type and same_sides(act, claim)), None),
    )


def spans_of(claim: Claim, slot: str) -> list[Span]:
    """The words of a slot of a claim."""
    return [Span(span.start, span.end, "") for span in claim.spans if span.slot == slot]


def same_sides(act: Act, claim: Claim) -> bool:
    """Whether actors and recipients are the same words."""
    return match_sides(act.kind, act.spans, {slot: spans_of(claim, slot) for slot in ("actor", "recipient")})


def is_exact(act: Act, claim: Claim) -> bool:
    """Whether type, actors, recipients, modality and negation are right."""
    return (
        claim.event_type == act.event_type
        and claim.modality == act.modality
        and claim.negated == act.negated
        and same_sides(act, claim)
    )


def measure(counts: Counts) -> dict[str, float]:
    """The figures of a part of the corpus."""
    gold = len(counts.paired) + len(counts.missed)
    found = len(counts.paired) + len(counts.surplus)
    typed = [(act, claim) for act, claim in counts.paired if act.event_type == claim.event_type]
    exact = [is_exact(act, claim) for act, claim in counts.paired]
    judged = [
        (claim.confidence, right)
        for (_, claim), right in zip(
            counts.paired, (a.event_type == c.event_type and same_sides(a, c) for a, c in counts.paired), strict=True
        )
    ]
    judged += [(claim.confidence, False) for _, claim in counts.surplus]
    return {
        "acts": gold,
        "claims": found,
        "exact F1": f1(sum(exact), found, gold),
        "exact precision": sum(exact) / max(1, found),
        "exact recall": sum(exact) / max(1, gold),
        "type F1": f1(len(typed), found, gold),
        "kind of paired": sum(a.kind == c.kind for a, c in counts.paired) / max(1, len(counts.paired)),
        "sides of paired": sum(same_sides(a, c) for a, c in counts.paired) / max(1, len(counts.paired)),
        "modality macro F1": macro_f1([(a.modality, c.modality) for a, c in counts.paired]),
        "negation of paired": sum(a.negated == c.negated for a, c in counts.paired) / max(1, len(counts.paired)),
        "calibration error": calibration_error(judged),
        "of a perfect one": least_error([confidence for confidence, _ in judged]),
    }


def list_faults(counts: Counts) -> Iterator[str]:
    """Every act missed, claim too many, and pair that is not exact: for reading on train and dev, not on test."""
    for sentence, act in counts.missed:
        yield f"MISSED\t{act.kind} [{act.trigger.words}]\t{sentence.sentence_id}\t{sentence.text}"
    for sentence, claim in counts.surplus:
        yield f"SURPLUS\t{claim.kind} {claim.rule}\t{sentence.sentence_id}\t{sentence.text}"
    for act, claim in counts.paired:
        if not is_exact(act, claim):
            sides = "" if same_sides(act, claim) else " SIDES"
            yield (
                f"INEXACT{sides}\t{act.kind}/{claim.kind} {act.modality}/{claim.modality} {act.negated}/{claim.negated}"
                f"\t{[p.name for p in claim.actors]} > {[p.name for p in claim.recipients]}\t{claim.evidence.quote}"
            )
