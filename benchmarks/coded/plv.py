"""Sentences with marked source and target (the form of ``plv_train.tsv``, Zero-Shot-PLOVER): which root, which class.

The set merges and shifts PLOVER's types, so kinds are mapped to it: by the root of their CAMEO code (convictions are
116, ACCUSE), CONCEDE and RETREAT together as YIELD, cooperation that is planned or possible as AGREE, conflict that is
as THREATEN, cooperation that does not take place as REJECT. It has penalties and bans as COERCE (CAMEO 172) where
PLOVER 2024 has SANCTION, and extradition among the acts of courts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.coded.figures import macro_f1
from benchmarks.coded.stages import Stages, make_document, mark_sides
from dyadlog.coding.ranker import MODALITIES, NOTHING, Floats, Verdict
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim

SOURCE, TARGET = "AAA", "BBB"
MARKS = ("<s>", "</s>", "<t>", "</t>")
CAMEO_ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
SHIFTED = {"sanction": "COERCE", "ban": "COERCE", "extradite": "ACCUSE"}
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
ROOTS = tuple(QUADS)
OPEN = ("planned", "hypothetical", "requested")
RULE_WEIGHT = 2.0
"""What a claim of the coder adds to the logarithm of its root's chance, for a confidence of 1; chosen on the set, of 1
to 4."""

Sides = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """One marked sentence; a side that is not marked is missing in ``sides``."""

    text: str
    sides: Sides
    root: str


def read_rows(path: Path) -> Iterator[Row]:
    """The sentences with the spans of source and target."""
    lines = path.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = dict(zip(columns, line.split("\t"), strict=False))
        yield make_row(cells["marked_sentence"], cells["gold_root"])


def make_row(marked: str, root: str) -> Row:
    """A sentence without its marks."""
    text, spans = "", dict[str, int]()
    while marked:
        mark = next((one for one in MARKS if marked.startswith(one)), None)
        if mark is not None:
            spans.setdefault(mark, len(text))
            marked = marked[len(mark) :]
        else:
            text, marked = text + marked[0], marked[1:]
    sides = {
        code: (spans[begin], spans[end])
        for code, begin, end in ((SOURCE, *MARKS[:2]), (TARGET, *MARKS[2:]))
        if begin in spans and end in spans
    }
    return Row(text, sides, root)


@cache
def find_root(knowledge: Knowledge, kind: str, modality: str, negated: bool) -> str | None:
    """The set's root of an act; None for a kind that it has no root for."""
    known = knowledge.kinds.get(kind)
    root = SHIFTED.get(kind) or CAMEO_ROOTS.get((known.cameo or "")[:2])
    if root is None:
        root = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(known.event_type or "", known.event_type)
    if root not in QUADS:
        return None
    if QUADS[root] <= 2:
        return "REJECT" if negated else "AGREE" if modality in OPEN else root
    return "THREATEN" if QUADS[root] == 4 and modality in OPEN else root


def spread(knowledge: Knowledge, kinds: tuple[str, ...], verdict: Verdict) -> Floats:
    """The chance of each root by the ranker's verdict."""
    chances = np.zeros(len(ROOTS), dtype=np.float32)
    tones = [
        (modality, negated, chance * (verdict.tone.negated if negated else 1 - verdict.tone.negated))
        for modality, chance in zip(MODALITIES, verdict.tone.modalities.tolist(), strict=True)
        for negated in (False, True)
    ]
    for kind, chance in zip(kinds, verdict.kinds.tolist(), strict=True):
        for modality, negated, share in tones if kind != NOTHING else ():
            root = find_root(knowledge, kind, modality, negated)
            if root is not None:
                chances[ROOTS.index(root)] += chance * share
    return chances


def answer(row: Row, stages: Stages) -> str | None:
    """The root that rules, ranker or both give; None where the rules are alone and find nothing. With both, the claim
    may also be one that the ranker proposed."""
    document = make_document(row.text)
    parse = stages.parse(document)
    resolution = mark_sides(row.text, parse, row.sides)
    scores = np.zeros(len(ROOTS), dtype=np.float32)
    if stages.judges != "rules":
        sentence = max(parse.sentences, key=lambda s: sum(m.sentence == s.index for m in resolution.mentions))
        impression = stages.code.rank([sentence.doc])[0]
        sides = [
            [
                i
                for m in resolution.mentions
                if code in m.parties[0].states and m.sentence == sentence.index
                for i in range(m.first, m.last + 1)
            ]
            for code in (SOURCE, TARGET)
        ]
        scores += np.log(spread(stages.knowledge, impression.kinds, impression.judge([(sides[0], sides[1])])[0]) + 1e-4)
    if stages.judges != "ranker":
        best = pick(stages.code(document, parse, resolution))
        if best is not None:
            root = find_root(stages.knowledge, best.kind, best.modality, best.negated)
            if root is not None:
                scores[ROOTS.index(root)] += RULE_WEIGHT * best.confidence
        if stages.judges == "rules" and not scores.any():
            return None
    return ROOTS[int(scores.argmax())]


def pick(claims: tuple[Claim, ...]) -> Claim | None:
    """The claim from source to target, the surest where there are several; else the surest of all."""

    def rank(claim: Claim) -> tuple[bool, float]:
        actors = {code for party in claim.actors for code in party.states}
        others = {code for party in claim.recipients for code in party.states} | actors
        return SOURCE in actors and TARGET in others, claim.confidence

    typed = [claim for claim in claims if claim.event_type is not None]
    return max(typed, key=rank, default=None)


def measure(path: Path, stages: Stages) -> tuple[dict[str, float], list[tuple[Row, str | None]]]:
    """Macro F1 x 100 of root, quad class, and cooperation against conflict; every row with its answer."""
    answered = [(row, answer(row, stages)) for row in read_rows(path)]
    roots = [(row.root, found) for row, found in answered]
    quads = [(QUADS[gold], QUADS.get(found or "")) for gold, found in roots]
    sides = [(gold <= 2, found and found <= 2) for gold, found in quads]
    figures = {"root": macro_f1(roots), "quad": macro_f1(quads), "binary": macro_f1(sides)}
    return {name: 100 * value for name, value in figures.items()}, answered


def measure_unmarked(path: Path, stages: Stages) -> dict[str, float]:
    """End to end, with nothing marked: the share of sentences with a claim of the right root between words that overlap
    source and target, and of right roots among the claims that touch both."""
    hit, touching, right, count = 0, 0, 0, 0
    for row in read_rows(path):
        count += 1
        _, _, claims = stages.read(row.text)
        roots = [
            find_root(stages.knowledge, claim.kind, claim.modality, claim.negated)
            for claim in claims
            if claim.event_type is not None and touches(claim, row.sides)
        ]
        hit += row.root in roots
        touching += len(roots)
        right += roots.count(row.root)
    return {"found": hit / max(1, count), "right of touching": right / max(1, touching)}


def touches(claim: Claim, sides: Sides) -> bool:
    """Whether the claim's sides overlap every marked one: actors the source, recipients (of mutual acts: anyone) the
    target."""
    acting = [span for span in claim.spans if span.slot == "actor"]
    others = [span for span in claim.spans if span.slot in ("recipient", "actor")]
    return all(
        any(span.start < end and start < span.end for span in (acting if code == SOURCE else others))
        for code, (start, end) in sides.items()
    )
