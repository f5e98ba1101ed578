"""Weighing: the logistic regression that turns the signs of a draft into its confidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.coded.own import choose, is_asked, list_sides, same_sides
from benchmarks.coded.stages import Stages, make_document, mark_sides
from corpus.annotation import Sentence
from dyadlog.coding.assemble import make_claim

RIDGE = 0.02
STEPS = 200

Floats = NDArray[np.float64]


def collect(sentences: Sequence[Sentence], stages: Stages) -> tuple[Floats, Floats]:
    """The signs of every draft of the sentences that the ranker weighed, once with their sides found and once with them
    given; whether type and sides are right."""
    signs, right = [], []
    for sentence in sentences:
        document = make_document(sentence.text)
        parse = stages.parse(document)
        given = mark_sides(sentence.text, parse, list_sides(sentence))
        for resolution in (stages.resolve(document, parse), given):
            drafts = [draft for draft in stages.code.draft(document, parse, resolution) if draft.signs]
            left = [(draft, make_claim(draft, None)) for draft in drafts]
            for act in sorted(sentence.acts, key=lambda act: not is_asked(act, marked=resolution is given)):
                claim = choose(act, [claim for _, claim in left])
                found = next((one for one in left if one[1] is claim), None)
                if found is None or claim is None:
                    continue
                left.remove(found)
                if is_asked(act, marked=resolution is given):
                    signs.append(found[0].signs)
                    right.append(float(claim.event_type == act.event_type and same_sides(act, claim)))
            signs.extend(draft.signs for draft, _ in left)
            right.extend(0.0 for _ in left)
    return np.array(signs), np.array(right)


def fit(signs: Floats, right: Floats) -> Floats:
    """Intercept and weights, by Newton's method with a small ridge."""
    rows = np.column_stack([np.ones(len(signs)), signs])
    weights = np.zeros(rows.shape[1])
    penalty = RIDGE * len(rows) ** 0.5 * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chances) - penalty @ weights
        bend = (rows * (chances * (1 - chances))[:, None]).T @ rows + penalty
        change = np.linalg.solve(bend, slope)
        weights += change
        if np.abs(change).max() < 1e-6:
            break
    return weights
