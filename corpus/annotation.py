"""The annotated sentences of ``corpus/acts``: their form, read into records, and every fault in it.

usage: python -m corpus.annotation [FILE ...]

Prints the faults of the given files (without any: of the whole corpus), then what the corpus holds; status 1 where
there is a fault. ``corpus/acts/README.md`` tells the form and the rules of annotation.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from dyadlog.knowledge import load_knowledge
from dyadlog.records.vocabulary import Modality

FOLDER = Path(__file__).parent / "acts"
PARTS = ("train", "dev", "test")
STYLES = frozenset(("newspaper", "wire", "press_release", "official", "opinion", "headline"))
PERIODS = frozenset(f"{decade}s" for decade in range(1940, 2030, 10))
TAGS = frozenset(("lookalike",))
MODALITIES: tuple[Modality, ...] = get_args(Modality)
SPAN_SLOTS = ("trigger", "actor", "recipient", "territory", "place", "time", "negation", "quantity", "by")
VALUE_SLOTS = ("modality", "mode")
REPEATED = re.compile(r"(?P<words>.+)~(?P<number>\d+)")


class Fault(ValueError):
    """A line that does not follow the form; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the sentence: ``sentence.text[start:end] == words``, in Unicode code points."""

    start: int
    end: int
    words: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def match_spans(left: Collection[Span], right: Collection[Span]) -> bool:
    """Whether every span of either overlaps one of the other."""
    return all(any(one.overlaps(other) for other in right) for one in left) and all(
        any(one.overlaps(other) for other in left) for one in right
    )


def match_sides(kind: str, one: Mapping[str, Collection[Span]], other: Mapping[str, Collection[Span]]) -> bool:
    """Whether actors are the same words, and recipients; of a mutual kind, whether all sides are, taken together."""
    mutual = load_knowledge().kinds.get(kind).mutual
    sides = (("actor", "recipient"),) if mutual else (("actor",), ("recipient",))
    return all(
        match_spans(*([span for slot in slots for span in told[slot]] for told in (one, other))) for slots in sides
    )


@dataclass(frozen=True, slots=True)
class Act:
    """One act that a sentence tells of. ``between`` says that the sides are different states, organisations of states
    or armed groups, or their people across a border; else it is political life within one state. The spans ``by`` are
    the chain of attribution, outermost first."""

    kind: str
    between: bool
    spans: Mapping[str, tuple[Span, ...]]
    modality: Modality
    mode: str | None
    event_type: str

    @property
    def trigger(self) -> Span:
        """The word that names the act."""
        return self.spans["trigger"][0]

    @property
    def negated(self) -> bool:
        """Whether the sentence says that it did not happen."""
        return bool(self.spans["negation"])

    @property
    def has_two_sides(self) -> bool:
        """Whether two sides of the act are told."""
        return len(self.spans["actor"]) + len(self.spans["recipient"]) > 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence; ``sentence_id`` is the topic and a number."""

    sentence_id: str
    topic: str
    part: str
    style: str
    period: str
    tags: frozenset[str]
    text: str
    acts: tuple[Act, ...]


@cache
def list_kinds() -> Mapping[str, tuple[str, str | None]]:
    """Type and mode of every kind of the knowledge that is an act."""
    table = load_knowledge().kinds
    return {kind.kind: (kind.event_type, kind.mode) for kind in table if kind.event_type is not None}


def find_span(text: str, words: str) -> Span:
    """Where the words stand; ``words~2`` is the second place where they do. Words stand at word boundaries."""
    repeated = REPEATED.fullmatch(words)
    words, number = (repeated["words"], int(repeated["number"])) if repeated else (words, 1)
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not 1 <= number <= len(places):
        raise Fault(f"`{words}` does not stand in the sentence {number} time(s) as whole words")
    if not repeated and len(places) > 1:
        raise Fault(f"`{words}` stands {len(places)} times: write `{words}~1` or `{words}~2`")
    return Span(places[number - 1], places[number - 1] + len(words), words)


def read_act(line: str, text: str) -> Act:
    """One line of annotation."""
    mark, _, rest = line.partition(" ")
    kind, *cells = [cell.strip() for cell in rest.split(" | ")]
    if kind not in list_kinds():
        raise Fault(f"no kind `{kind}`")
    spans: dict[str, tuple[Span, ...]] = dict.fromkeys(SPAN_SLOTS, ())
    values: dict[str, str] = {}
    for cell in cells:
        slot, _, content = (piece.strip() for piece in cell.partition(": "))
        if slot in VALUE_SLOTS and content:
            values[slot] = content
        elif slot in SPAN_SLOTS and content and not spans[slot]:
            parts = content.split(" > " if slot == "by" else ";")
            spans[slot] = tuple(find_span(text, part.strip()) for part in parts)
        else:
            raise Fault(f"cannot read `{cell}`")
    if len(spans["trigger"]) != 1:
        raise Fault("an act needs one trigger")
    if not spans["actor"] and not spans["recipient"]:
        raise Fault("an act needs an actor or a recipient")
    event_type, mode = list_kinds()[kind]
    modality, mode = values.get("modality", "asserted"), values.get("mode", mode)
    if modality not in MODALITIES:
        raise Fault(f"no modality `{modality}`")
    if mode is not None and not load_knowledge().ontology.has_mode(event_type, mode):
        raise Fault(f"{event_type} has no mode `{mode}`")
    return Act(kind, mark == "-", spans, modality, mode, event_type)  # type: ignore[arg-type]  # checked above


def read_sentences(path: Path, faults: list[str] | None = None) -> Iterator[Sentence]:
    """The sentences of one file. Where ``faults`` is given faults are collected and the line is left out.

    Raises:
        Fault: a line does not follow the form and no list was given.
    """
    head: list[str] = []
    text, acts = "", list[Act]()
    for number, line in enumerate((*path.read_text(encoding="utf-8").splitlines(), "= "), 1):
        try:
            if line.startswith("= "):
                if head:
                    yield make_sentence(path, head, text, acts)
                head, text, acts = [cell.strip() for cell in line[2:].split("|")], "", []
            elif line.startswith(("- ", "~ ")):
                acts.append(read_act(line.rstrip(), text))
            elif line.strip() and head and not text:
                text = line.strip()
            elif line.strip() and not line.startswith("#"):
                raise Fault("two lines of text, or text before the first `=`")
        except Fault as fault:
            if faults is None:
                raise Fault(f"{path}:{number}: {fault}") from fault
            faults.append(f"{path.name}:{number}: {fault}")
            if line.startswith("= "):
                head, text, acts = [cell.strip() for cell in line[2:].split("|")], "", []


def make_sentence(path: Path, head: list[str], text: str, acts: list[Act]) -> Sentence:
    """The sentence under its head line."""
    if len(head) not in (3, 4):
        raise Fault(f"`{' | '.join(head)}` above: a head line has id, style, period and at most tags")
    sentence_id, style, period = head[:3]
    tags = frozenset(head[3].split() if len(head) == 4 else ())
    if not re.fullmatch(rf"{re.escape(path.stem)}-\d{{3}}", sentence_id):
        raise Fault(f"`{sentence_id}` above: an id is {path.stem}-001 and so on")
    for value, known in ((style, STYLES), (period, PERIODS), *((tag, TAGS) for tag in tags)):
        if value not in known:
            raise Fault(f"`{sentence_id}`: `{value}` is none of {', '.join(sorted(known))}")
    if not text:
        raise Fault(f"`{sentence_id}` has no text")
    return Sentence(sentence_id, path.stem, path.parent.name, style, period, tags, text, tuple(acts))


def read_corpus(parts: Iterable[str] = PARTS, folder: Path = FOLDER) -> list[Sentence]:
    """The sentences of the parts, in order of topic and number."""
    return [one for part in parts for path in sorted((folder / part).glob("*.txt")) for one in read_sentences(path)]


def find_faults(paths: Iterable[Path]) -> tuple[list[Sentence], list[str]]:
    """The sentences of the files, and every fault: of form, ids given twice, sentences written twice."""
    faults: list[str] = []
    sentences = [one for path in paths for one in read_sentences(path, faults)]
    for name, values in (
        ("id", [one.sentence_id for one in sentences]),
        ("text", [squash(one.text) for one in sentences]),
    ):
        faults.extend(f"{name} given twice: {value}" for value, count in Counter(values).items() if count > 1)
    return sentences, faults


def squash(text: str) -> str:
    """Small letters without marks, to compare sentences."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def describe(sentences: list[Sentence]) -> Iterator[str]:
    """What the sentences hold, a figure a line."""
    count = len(sentences)
    acts = [act for one in sentences for act in one.acts]
    shares = {
        "no act between states": sum(not any(act.between for act in one.acts) for one in sentences),
        "no act at all": sum(not one.acts for one in sentences),
        "two or more acts": sum(len(one.acts) > 1 for one in sentences),
        "an act that is not asserted": sum(
            any(act.modality != "asserted" or act.negated for act in one.acts) for one in sentences
        ),
        "planned to denied, or negated": sum(
            any(act.modality not in ("asserted", "claimed") or act.negated for act in one.acts) for one in sentences
        ),
        "look-alikes": sum("lookalike" in one.tags for one in sentences),
    }
    yield f"{count} sentences, {len(acts)} acts, {sum(act.between for act in acts)} of them between states"
    yield from (f"{value / max(1, count):6.1%} {name}" for name, value in shares.items())
    for name, values in (
        ("styles", (one.style for one in sentences)),
        ("periods", (one.period for one in sentences)),
        ("modality", (act.modality for act in acts)),
        ("types", (act.event_type for act in acts)),
        ("kinds", (act.kind for act in acts)),
    ):
        yield f"{name}: " + ", ".join(f"{value} {times}" for value, times in Counter(values).most_common())


def main(arguments: list[str]) -> int:
    """Check files and describe them."""
    paths = [Path(argument) for argument in arguments] or sorted(FOLDER.glob("*/*.txt"))
    sentences, faults = find_faults(paths)
    for line in (*faults, *describe(sentences)):
        print(line)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
