"""The seed pages: the merge of gold claims made from ``seeds_dev.json``, and the shared scorer on the whole record.

The gold there gives types, states, dates, words and a merge label, but no kinds and no people: the kind is told by the
label's words, and the people are those whom the page step finds in the words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.consolidated.figures import Score, b_cubed, pairwise
from benchmarks.consolidated.gold import CONFIDENCE, make_interval
from benchmarks.consolidated.merging import one_a_day
from benchmarks.consolidated.pages import STEP, read_pages
from benchmarks.consolidated.words import Span, find_words, overlap
from benchmarks.record import SCORER, SETS, score
from dyadlog.consolidate import consolidate
from dyadlog.records import Claim, Evidence, Party, Reading, SlotSpan, content_id

SEEDS, GOLD = SETS["seeds"]
FIGURES = ("merge", "relations", "agree", "instruments")
KIND_OF = {
    "meets": "meet",
    "meetings": "talks",
    "visit": "visit",
    "war": "war",
    "thanks": "thank",
    "post": "praise",
    "statement": "praise",
    "important": "praise",
    "step": "praise",
    "supports": "support",
    "agreements": "sign",
    "intent": "declare_intent",
    "target": "declare_intent",
    "interest": "declare_intent",
    "push": "agree",
    "mechanism": "joint_project",
    "action": "appeal",
    "role": "work_together",
    "peace": "work_together",
}
"""The kind that a word of a merge label stands for."""


def seed_paths() -> list[Path]:
    """The seed pages, none where they are not here."""
    return sorted(SEEDS.glob("*.txt")) if SCORER.is_file() else []


def measure_merge() -> dict[str, tuple[Score, Score]]:
    """Pairwise and B-cubed of gold claims on the annotated pages, by the program and by one event a day; and misses."""
    rows = json.loads(GOLD.read_text(encoding="utf-8"))["events"]
    pages = {page for row in rows for page in row["pages"]}
    readings = read_pages(path for path in seed_paths() if path.stem in pages)
    claims = {row["id"]: make_claim(row, readings) for row in rows}
    gold = [
        replace(
            reading,
            claims=tuple(claim for claim in claims.values() if claim.document_id == reading.document.document_id),
        )
        for reading in readings
        if reading.document
    ]
    outcome = consolidate(gold, STEP.knowledge)
    event_of = {claim: event.event_id for event in outcome.events for claim in event.claims}
    labelled = [(row["kind"], event_of[claims[row["id"]].claim_id]) for row in rows]
    day_keys = [(row["kind"], one_a_day(claims[row["id"]])) for row in rows]
    return {
        "gold claims": (pairwise(labelled), b_cubed(labelled)),
        "one a day": (pairwise(day_keys), b_cubed(day_keys)),
    }


def make_claim(row: Mapping[str, Any], readings: Sequence[Reading]) -> Claim:
    """The claim of one event of the gold; raises ValueError where its words do not stand on the page."""
    reading = next(reading for reading in readings if Path(reading.page.location).stem in row["pages"])
    document = reading.document
    assert document is not None
    span = find_words(document, row["quote"])
    if span is None:
        raise ValueError(f"{row['id']}: words not on {document.location}")
    kind = STEP.knowledge.kinds.get(next(KIND_OF[word] for word in reversed(row["kind"].split("_")) if word in KIND_OF))
    sides = (row["pair"], []) if "pair" in row else (row["a"], row["b"])
    actors, recipients = (tuple(p for code in side for p in parties_of(code, reading, span)) for side in sides)
    fields = {"start": row.get("start"), "end": row.get("end"), "precision": None, "method": None}
    return Claim(
        claim_id=content_id("claim", document.document_id, *span, row["id"]), document_id=document.document_id,
        sentence=next((s.index for s in reading.sentences if s.start <= span[0] < s.end), -1),
        evidence=Evidence(document.document_id, *span, document.text[slice(*span)]),
        event_type=kind.event_type, kind=kind.kind, mode=kind.mode, contexts=kind.contexts, quad_class=kind.quad_class,
        goldstein=kind.goldstein, cameo=kind.cameo, when=make_interval(fields), when_reason=None, actors=actors,
        recipients=recipients, territory=(), places=(), modality=row["modality"][0], negated=False, attribution=(),
        quantities=(), instruments=(), framings=(), spans=(SlotSpan("trigger", *span),), confidence=CONFIDENCE,
        rule="gold", language=document.language,
    )  # fmt: skip


def parties_of(code: str, reading: Reading, span: Span) -> tuple[Party, ...]:
    """The people of a state whom the words name, else the state."""
    told = [party for m in reading.mentions if overlap((m.start, m.end), span) for party in m.parties]
    people = {party.actor_id: party for party in told if party.is_named_person and party.states == (code,)}
    state = STEP.knowledge.states.get(code)
    return tuple(people.values()) or (Party(f"state:{code}", state.name if state else code, "state", (code,)),)


def score_record() -> dict[str, float]:
    """Merge, relations, agreements and instruments of the record as ``dyadlog`` makes it, by the shared scorer."""
    figures = score(SEEDS, GOLD)
    return {name: figures[name] for name in FIGURES if name in figures}
