"""How far two annotators of ``corpus/acts`` agree: Krippendorff's alpha for every slot.

usage: python -m corpus.agreement              the table
       python -m corpus.agreement check FILE   faults of one file of a round, for its annotator
       python -m corpus.agreement list FILE    where its annotator and the first one differ

``rounds/first`` and ``rounds/second`` hold what each annotator wrote, before differences were settled: the ids of the
sentences with lines of annotation, without the text.

Acts of the two are the same where their triggers overlap (else, where type and one side are the same). ``type`` and
``act`` are measured over all acts that either of them marked, an act that the other did not mark counting as ``none``;
kind, mode, modality, negation and attribution over the acts that both marked. Alpha for nominal data with two
annotators and no value missing: 1 - (observed / expected disagreement) (Krippendorff 2011, "Computing Krippendorff's
Alpha-Reliability"). For spans, the share of overlapping spans is given, as F1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.annotation import FOLDER, PARTS, Act, Fault, Sentence, match_sides, read_act, read_corpus, read_sentences
from dyadlog.review.alpha import alpha

ROUNDS = FOLDER / "rounds"
NONE = "none"
SPANS = ("trigger", "actor", "recipient", "territory", "place", "time", "quantity")

Pair = tuple[Act | None, Act | None]


def read_round(path: Path, texts: dict[str, Sentence], faults: list[str] | None = None) -> Iterator[Sentence]:
    """The sentences of one file of a round with the acts its annotator marked.

    Raises:
        Fault: a line does not follow the form and no list was given.
    """
    current: Sentence | None = None
    for number, line in enumerate((*path.read_text(encoding="utf-8").splitlines(), "= "), 1):
        try:
            if line.startswith("= "):
                if current is not None:
                    yield current
                current = None
                if line.strip() != "=":
                    current = replace(texts[line[2:].split("|")[0].strip()], acts=())
            elif line.startswith(("- ", "~ ")):
                if current is None:
                    raise Fault("an act before the first `= id`")
                current = replace(current, acts=(*current.acts, read_act(line.rstrip(), current.text)))
            elif line.strip() and not line.startswith("#"):
                raise Fault(f"cannot read `{line[:60]}`")
        except (Fault, KeyError) as fault:
            told = Fault(f"{path.name}:{number}: {fault}")
            if faults is None:
                raise told from fault
            faults.append(str(told))


def align(first: Sequence[Act], second: Sequence[Act]) -> list[Pair]:
    """The acts of two annotators of one sentence, paired."""
    left, pairs = list(second), list[Pair]()
    rest: list[Act] = []
    for act in first:
        other = next((one for one in left if one.trigger.overlaps(act.trigger)), None)
        if other is None:
            rest.append(act)
        else:
            left.remove(other)
            pairs.append((act, other))
    for act in rest:
        other = next((one for one in left if one.event_type == act.event_type and share_side(one, act)), None)
        if other is not None:
            left.remove(other)
        pairs.append((act, other))
    return [*pairs, *((None, act) for act in left)]


def share_side(one: Act, other: Act) -> bool:
    """Whether two acts have an actor or a recipient in common."""
    return any(a.overlaps(b) for slot in ("actor", "recipient") for a in one.spans[slot] for b in other.spans[slot])


def is_same(one: Act, other: Act) -> bool:
    """Whether type, sides, modality and negation are the same: what an exact claim has to get right."""
    told = [(act.event_type, act.modality, act.negated) for act in (one, other)]
    return told[0] == told[1] and match_sides(one.kind, one.spans, other.spans)


def measure_exact(pairs: Sequence[Pair]) -> float:
    """F1 of the acts with two sides that both annotators marked alike in all that an exact claim has to get right."""
    sided = [[act for act in pair if act is not None and act.has_two_sides] for pair in pairs]
    same = sum(len(acts) == 2 and is_same(*acts) for acts in sided)
    return 2 * same / max(1, sum(map(len, sided)))


def value_of(slot: str) -> Callable[[Act], str]:
    """What an act has in a slot that is measured by alpha."""
    return {
        "kind": lambda act: act.kind,
        "mode": lambda act: act.mode or NONE,
        "modality": lambda act: act.modality,
        "negation": lambda act: str(act.negated),
        "attribution": lambda act: "attributed" if act.spans["by"] else NONE,
        "between states": lambda act: str(act.between),
    }[slot]


def measure(pairs: Sequence[tuple[Pair, ...]]) -> dict[str, float]:
    """Alpha or F1 by slot over the paired acts of all sentences."""
    every = [pair for sentence in pairs for pair in sentence]
    both = [(one, other) for one, other in every if one is not None and other is not None]
    figures = {
        "sentence has an act": alpha([(str(any(a for a, _ in one)), str(any(b for _, b in one))) for one in pairs]),
        "type": alpha([(a.event_type, b.event_type) for a, b in both]),
        "type or none": alpha([(a.event_type if a else NONE, b.event_type if b else NONE) for a, b in every]),
    }
    for slot in ("kind", "mode", "modality", "negation", "attribution", "between states"):
        take = value_of(slot)
        figures[slot] = alpha([(take(a), take(b)) for a, b in both])
    for slot in (*SPANS, "by"):
        spans = [(a.spans[slot], b.spans[slot]) for a, b in both]
        shared = sum(any(x.overlaps(y) for y in right) for left, right in spans for x in left)
        shared += sum(any(x.overlaps(y) for x in left) for left, right in spans for y in right)
        figures[f"{slot} (F1)"] = shared / max(1, sum(len(left) + len(right) for left, right in spans))
    figures["acts (F1)"] = 2 * len(both) / max(1, len(both) + len(every))
    figures["exact acts with two sides (F1)"] = measure_exact(every)
    return figures


def read_rounds() -> list[tuple[Sentence, Sentence]]:
    """Every sentence as each of the two annotators marked it."""
    texts = {one.sentence_id: one for one in read_corpus()}
    second = {
        one.sentence_id: one for path in sorted((ROUNDS / "second").glob("*.txt")) for one in read_round(path, texts)
    }
    first = (one for path in sorted((ROUNDS / "first").glob("*.txt")) for one in read_round(path, texts))
    return [(one, second[one.sentence_id]) for one in first if one.sentence_id in second]


def read_topic(topic: str) -> dict[str, Sentence]:
    """The sentences of one topic as the corpus has them, by id."""
    return {
        one.sentence_id: one
        for path in FOLDER.glob(f"*/{topic}.txt")
        if path.parent.name in PARTS
        for one in read_sentences(path)
    }


def check(path: Path) -> list[str]:
    """The faults of one file of a round: of form, and sentences left out."""
    faults: list[str] = []
    texts = read_topic(path.stem)
    read = {one.sentence_id for one in read_round(path, texts, faults)}
    return [*faults, *(f"{path.name}: {name} is left out" for name in texts if name not in read)]


def describe_act(act: Act | None) -> str:
    """One line about an act."""
    if act is None:
        return NONE
    slots = ", ".join(
        f"{slot} {' ; '.join(span.words for span in act.spans[slot])}"
        for slot in ("actor", "recipient", "by", "negation")
        if act.spans[slot]
    )
    return f"{'-' if act.between else '~'} {act.kind} [{act.trigger.words}] {act.modality}: {slots}"


def list_differences(path: Path) -> Iterator[str]:
    """Where the second annotator and the corpus as it stands differ, for settling."""
    texts = read_topic(path.stem)
    for other in read_round(path, texts):
        one = texts[other.sentence_id]
        told = [
            f"   A {describe_act(a)}\n   B {describe_act(b)}"
            for a, b in align(one.acts, other.acts)
            if describe_act(a) != describe_act(b)
        ]
        if told:
            yield "\n".join((f"{one.sentence_id}  {one.text}", *told))


def main(arguments: list[str]) -> int:
    """Check a file, list its differences, or print the table."""
    if arguments[:1] == ["check"]:
        faults = check(Path(arguments[1]))
        print("\n".join(faults) or "no faults")
        return int(bool(faults))
    if arguments[:1] == ["list"]:
        print("\n".join(list_differences(Path(arguments[1]))))
        return 0
    rounds = read_rounds()
    figures = measure([tuple(align(one.acts, other.acts)) for one, other in rounds])
    print(f"{len(rounds)} sentences annotated twice")
    for name, value in figures.items():
        print(f"{value:6.3f}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
