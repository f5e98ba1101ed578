"""Types of event of data sets that do not code in CAMEO, as PLOVER's.

``tables/foreign_types.csv``: ``dataset, code, event_type, mode, cameo, source``; no type where a code is too wide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from dyadlog.knowledge.rows import Row, read_rows
from dyadlog.records.vocabulary import EventType

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.ontology import Ontology

COLUMNS: Final = ("dataset", "code", "event_type", "mode", "cameo", "source")
DATASETS: Final = ("acled", "polecat", "ucdp")


@dataclass(frozen=True, slots=True)
class ForeignType:
    """What a code of a data set is in PLOVER and in CAMEO, as far as it is one thing there."""

    event_type: EventType | None
    mode: str | None
    cameo: str | None


ForeignTypes = Mapping[tuple[str, str], ForeignType]
"""By data set and code."""


def load_foreign_types(knowledge: "Knowledge") -> ForeignTypes:
    """``foreign_types.csv``."""
    found: dict[tuple[str, str], ForeignType] = {}
    for row in read_rows(knowledge, "foreign_types.csv", COLUMNS, ("dataset", "code")):
        row.text("source")
        key = (row.choice("dataset", DATASETS), row.text("code"))
        found[key] = _read_type(row, knowledge.ontology)
    return found


def _read_type(row: Row, ontology: "Ontology") -> ForeignType:
    event_type = cast(EventType, row.choice("event_type", ontology.types)) if row.cell("event_type") else None
    mode, cameo = row.maybe("mode"), row.maybe("cameo")
    if mode is not None and (event_type is None or not ontology.has_mode(event_type, mode)):
        raise row.error(f"{event_type} has no mode {mode!r}")
    if cameo is not None and cameo not in ontology.cameo:
        raise row.error(f"CAMEO has no code {cameo!r}")
    return ForeignType(event_type, mode, cameo)
