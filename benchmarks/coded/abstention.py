"""Abstention: text that is hardly about politics, so hardly anything should be claimed in it.

usage: python -m benchmarks.coded.abstention [both | rules | ranker]

Reads the development parts of two English treebanks, each sentence alone, and looks up every act found between two
sides in ``abstention.tsv``, where it was judged by hand: ``right`` where the sentence tells of such an act and roughly
of who did it to whom, ``wrong`` where it does not. The file also holds claims of other settings and earlier versions.
It copies no text but the trigger of each claim, at the start of its note: persons, firms and organisations stand there
by their kind and states.
"""

from __future__ import annotations

import csv
import lzma
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from benchmarks.coded.stages import Stages
from benchmarks.reading.treebanks import FILES, TREEBANKS
from dyadlog.coding.ranking import Judges
from dyadlog.records import Claim, Party

JUDGEMENTS = Path(__file__).with_suffix(".tsv")
NAMES = ("ewt-dev", "gum-dev")
LIMIT = 0.005
"""The most wrong claims allowed per sentence."""
SENTENCE = re.compile(r"^# sent_id = (.*)\n(?:#.*\n)*?# text = (.*)", re.MULTILINE)
LISTED = frozenset({"state", "body", "armed_group", "people"})
"""What the tables name, not the text."""

Key = tuple[str, str, str, str]
"""Sentence id, type, actors, recipients."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim between two sides, with its sentence."""

    key: Key
    text: str
    claim: Claim

    def __str__(self) -> str:
        start, end = next((span.start, span.end) for span in self.claim.spans if span.slot == "trigger")
        return "\t".join((*self.key, self.text[start:end], self.claim.rule, str(self.claim.confidence), self.text))


def measure(stages: Stages) -> dict[str, float]:
    """The figures; wrong and unjudged claims and the sentences that cannot be coded are printed."""
    verdicts = read_judgements()
    sentences, failed = list(read_sentences()), 0
    counts = {"right": 0, "wrong": 0, "unjudged": 0}
    for sentence_id, text in sentences:
        try:
            found = list(find(stages, sentence_id, text))
        except RecursionError:  # the product takes note of it and leaves the page uncoded
            failed += 1
            print("FAILED", sentence_id, text, sep="\t")
            continue
        for one in found:
            verdict = verdicts.get(one.key, "unjudged")
            counts[verdict] += 1
            if verdict != "right":
                print(verdict.upper(), one, sep="\t")
    return {
        "sentences": len(sentences),
        "failed": failed,
        "claims": sum(counts.values()),
        "wrong": counts["wrong"],
        "unjudged": counts["unjudged"],
        "wrong per sentence": counts["wrong"] / len(sentences),
    }


def read_judgements() -> dict[Key, str]:
    """The verdict on every claim judged so far."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, dialect="excel-tab")
        return {(row["sentence"], row["type"], row["actors"], row["recipients"]): row["verdict"] for row in rows}


def read_sentences() -> Iterator[tuple[str, str]]:
    """Id and text of every sentence of the treebanks."""
    for name in NAMES:
        with lzma.open(TREEBANKS / FILES[name], "rt", encoding="utf-8") as file:
            for match in SENTENCE.finditer(file.read()):
                yield match[1], match[2]


def find(stages: Stages, sentence_id: str, text: str) -> Iterator[Found]:
    """The acts between two sides that are claimed in a sentence."""
    for claim in stages.read(text)[2]:
        sides = {party.actor_id for party in (*claim.actors, *claim.recipients)}.union(claim.territory)
        if claim.event_type is not None and len(sides) > 1:
            actors, recipients = (",".join(map(name_party, side)) for side in (claim.actors, claim.recipients))
            yield Found((sentence_id, claim.event_type, actors, recipients), text, claim)


def name_party(party: Party) -> str:
    """A party without words of the sentence."""
    return party.actor_id if party.kind in LISTED else ":".join((party.kind, *party.states))


def main(arguments: list[str]) -> None:
    """Print the figures of one setting."""
    judges: Judges = next((one for one in get_args(Judges) if one in arguments), "both")
    for name, figure in measure(Stages(judges=judges)).items():
        print(f"{name}: {figure:.4g}")
    print(f"limit: {LIMIT}")


if __name__ == "__main__":
    main(sys.argv[1:])
