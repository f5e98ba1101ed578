"""What the index of a dyad is made with: scores of acts on several scales, and the weights of its formula.

``tables/index_scores.csv``: ``scale, target, score, source``. A target is a kind, ``TYPE/mode``, a type, or ``quad_1``
to ``quad_4``; the first of these that has a row gives the score. Two scales need no rows: ``goldstein`` is that of the
kind's CAMEO code (``kinds.csv``), ``plover`` that of the manual (``plover.json``); rows of these names go before them.
``tables/index_weights.csv``: ``weight, value, meaning, source``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from dyadlog.errors import UserError
from dyadlog.knowledge.rows import Row, read_rows
from dyadlog.records import Event
from dyadlog.records.vocabulary import EventType

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.ontology import Ontology

BUILT_IN: Final = {
    "goldstein": "Goldstein (1992) by CAMEO code, as tabulated in the icews R package",
    "plover": "PLOVER manual (2024), table of event types and modes",
}
"""The scales that rest on the pinned ontology, and where they come from."""
QUADS: Final = ("quad_1", "quad_2", "quad_3", "quad_4")
MOST: Final = 10.0
"""Goldstein's and PLOVER's scores both lie from -10 to +10; a scale of a user's does too, so that charts compare."""
LIMITS: Final[dict[str, tuple[float, float]]] = {
    "asserted": (0, 1),
    "claimed": (0, 1),
    "confidence": (0, 1),
    "least_confidence": (0, 1),
    "interval": (0.5, 0.999),
    "longest_spread": (1, 3660),
    "change_periods": (6, 10_000),
}
"""Least and most of each weight; no other weights are known."""


@dataclass(frozen=True, slots=True)
class IndexWeights:
    """The weights of the formula: ``factors`` by modality, ``interval`` a share, the last two in days and periods."""

    factors: Mapping[str, float]
    confidence: float
    least_confidence: float
    interval: float
    longest_spread: int
    change_periods: int

    def trust(self, confidence: float) -> float:
        """The factor of an event whose reports are, in the mean, as sure as this."""
        return 1 - self.confidence * (1 - confidence)


class IndexTables:
    """Scores by scale, and weights."""

    def __init__(
        self,
        scores: Mapping[tuple[str, str], float],
        sources: Mapping[str, str],
        weights: IndexWeights,
        ontology: "Ontology",
    ) -> None:
        self._scores = scores
        self._ontology = ontology
        self.sources = sources
        self.weights = weights

    @property
    def scales(self) -> tuple[str, ...]:
        """The names of all scales."""
        return tuple(self.sources)

    def score(self, scale: str, event: Event) -> float | None:
        """An event's score on a scale, from -10 (worst for the relation) to +10; None where the scale has none.

        Raises UserError for a scale that there is not.
        """
        if scale not in self.sources:
            raise UserError(f"no scale is called {scale!r}; there are: {', '.join(self.scales)}")
        targets = (event.kind, f"{event.event_type}/{event.mode}", event.event_type, QUADS[event.quad_class - 1])
        for target in targets:
            if (score := self._scores.get((scale, target))) is not None:
                return score
        if scale == "goldstein":
            return event.goldstein
        return self._plover_score(event) if scale == "plover" else None

    def _plover_score(self, event: Event) -> float:
        """The score of the mode where the manual prints one, else of the type."""
        entry = self._ontology.types[event.event_type]
        score = entry.modes.get(event.mode) if event.mode else None
        return entry.plover_score if score is None else score


def load_index_tables(knowledge: "Knowledge") -> IndexTables:
    """The scores and weights of the shipped tables and the user's."""
    scores: dict[tuple[str, str], float] = {}
    sources = dict(BUILT_IN)
    known = {kind.kind for kind in knowledge.kinds} | set(get_args(EventType)) | set(QUADS)
    known |= {f"{entry.event_type}/{mode}" for entry in knowledge.ontology.types.values() for mode in entry.modes}
    for row in read_rows(knowledge, "index_scores.csv", ("scale", "target", "score", "source"), ("scale", "target")):
        scale, target = row.text("scale"), row.text("target")
        if target not in known:
            raise row.error(f"target: {target!r} is no kind, no type, no TYPE/mode and no quad_1 to quad_4")
        scores[scale, target] = _read_number(row, "score", (-MOST, MOST))
        told = [part for part in sources.get(scale, "").split("; ") if part]
        sources[scale] = "; ".join(dict.fromkeys((*told, row.text("source"))))
    return IndexTables(scores, sources, _load_weights(knowledge), knowledge.ontology)


def _load_weights(knowledge: "Knowledge") -> IndexWeights:
    values: dict[str, float] = {}
    for row in read_rows(knowledge, "index_weights.csv", ("weight", "value", "meaning", "source"), ("weight",)):
        name = row.choice("weight", tuple(LIMITS))
        row.text("source")
        values[name] = _read_number(row, "value", LIMITS[name])
    return IndexWeights(
        factors={modality: values[modality] for modality in ("asserted", "claimed")},
        confidence=values["confidence"],
        least_confidence=values["least_confidence"],
        interval=values["interval"],
        longest_spread=int(values["longest_spread"]),
        change_periods=int(values["change_periods"]),
    )


def _read_number(row: Row, column: str, limits: tuple[float, float]) -> float:
    number = row.number(column)
    if number is None or not limits[0] <= number <= limits[1]:
        raise row.error(f"{column}: {row.cell(column)!r} is no number from {limits[0]:g} to {limits[1]:g}")
    return number
