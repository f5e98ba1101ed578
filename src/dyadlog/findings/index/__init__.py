"""The index of a dyad: cooperation and conflict by day, week or month, with everything that went into it.

Formula, version 2. An event counts where it took place (asserted or claimed), is one act between the two states, has
dates, and is no part of an event that counts. It adds

    score on the chosen scale  x  trust  x  factor of its modality  x  share of its days

to its periods: to cooperation where that is positive, to conflict where negative. Trust is 1 less a share of what the
confidence of one report of it leaves open: the mean over the origins that tell of it, each with its surest claim. That
does not grow with the number of pages: the index counts events, not reports. Scores and weights are on view in
``knowledge/tables/index_scores.csv`` and ``index_weights.csv``.
"""

from dyadlog.findings.index.compute import compute_all, compute_events, compute_index
from dyadlog.findings.index.records import (
    FORMULA,
    Band,
    ChangePoint,
    Contribution,
    Index,
    IndexPoint,
    Question,
    Slice,
    Slices,
    Uncounted,
)
from dyadlog.findings.index.spans import PERIODS, Period

__all__ = [
    "FORMULA",
    "PERIODS",
    "Band",
    "ChangePoint",
    "Contribution",
    "Index",
    "IndexPoint",
    "Period",
    "Question",
    "Slice",
    "Slices",
    "Uncounted",
    "compute_all",
    "compute_events",
    "compute_index",
]
