"""Kinds: our fine sorts of act, each under one PLOVER type. Events merge on the kind.

``tables/kinds.csv``, one kind a row: ``kind, event_type, mode, cameo, mutual, recipient_required, merge, contexts,
quad, goldstein, gloss, source``. ``quad`` and ``goldstein`` are empty but where a kind departs from its type and CAMEO
code (an appeal is a REQUEST that is no conflict). A row of a user's folder replaces ours of the same kind.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from dyadlog.errors import KnowledgeError
from dyadlog.records.vocabulary import EventType

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.ontology import Ontology

FILE = "kinds.csv"
COLUMNS = (
    "kind",
    "event_type",
    "mode",
    "cameo",
    "mutual",
    "recipient_required",
    "merge",
    "contexts",
    "quad",
    "goldstein",
    "gloss",
    "source",
)
KIND_NAME = re.compile(r"[a-z]+(_[a-z]+)*")

Merge = Literal["day", "interval", "state", "none"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of act.

    ``mutual`` acts have no direction (a meeting: all take part alike). ``merge`` says when two reports may be of one
    happening: ``day`` on the same day, ``interval`` where their times overlap (a visit of three days), ``state`` while
    the state it brought about lasts (a war, a closed border), ``none`` never. ``quad_class`` and ``goldstein`` are None
    only for a plain statement.
    """

    kind: str
    event_type: EventType | None
    mode: str | None
    cameo: str | None
    goldstein: float | None
    quad_class: int | None
    mutual: bool
    recipient_required: bool
    merge: Merge
    contexts: tuple[str, ...]
    gloss: str
    source: str


class Kinds:
    """All kinds, in the order of the table."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds = kinds

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._kinds.values())

    def __len__(self) -> int:
        return len(self._kinds)

    def __contains__(self, kind: object) -> bool:
        return kind in self._kinds

    def get(self, kind: str) -> Kind:
        """The kind by its name. Raises KeyError for a name that no table has: frames are checked when loaded."""
        return self._kinds[kind]


def load_kinds(knowledge: "Knowledge") -> Kinds:
    """All kinds of the shipped table and the user's."""
    kinds: dict[str, Kind] = {}
    for path in knowledge.files(FILE):
        here: set[str] = set()
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise KnowledgeError(str(path), 1, f"the columns must be {','.join(COLUMNS)}")
            for row in reader:
                try:
                    kind = _read_row(row, knowledge.ontology)
                    if kind.kind in here:
                        raise ValueError(f"the kind {kind.kind!r} stands twice in this file")
                except ValueError as error:
                    raise KnowledgeError(str(path), reader.line_num, str(error)) from error
                here.add(kind.kind)
                kinds[kind.kind] = kind
    return Kinds(kinds)


def _read_row(row: Mapping[str | None, str | None], ontology: "Ontology") -> Kind:
    """One checked row; ValueError says what is wrong with it."""
    if None in row or None in row.values():
        raise ValueError(f"a row has {len(COLUMNS)} cells")
    cells = {column: row[column] or "" for column in COLUMNS}
    if KIND_NAME.fullmatch(cells["kind"]) is None:
        raise ValueError(f"{cells['kind']!r} is not a kind's name (lower-case words joined by _)")
    event_type = cast("EventType", cells["event_type"]) if cells["event_type"] else None
    mode, cameo = cells["mode"] or None, cells["cameo"] or None
    contexts = tuple(context for context in cells["contexts"].split("|") if context)
    if event_type is not None and event_type not in ontology.types:
        raise ValueError(f"PLOVER has no event type {event_type!r}")
    if mode is not None and (event_type is None or not ontology.has_mode(event_type, mode)):
        raise ValueError(f"{event_type} has no mode {mode!r}")
    if cameo is not None and cameo not in ontology.cameo:
        raise ValueError(f"CAMEO has no code {cameo!r}")
    if cells["merge"] not in get_args(Merge):
        raise ValueError(f"merge is one of {', '.join(get_args(Merge))}, not {cells['merge']!r}")
    if unknown := [context for context in contexts if context not in ontology.contexts]:
        raise ValueError(f"PLOVER has no context {unknown[0]!r}")
    return Kind(
        kind=cells["kind"],
        event_type=event_type,
        mode=mode,
        cameo=cameo,
        goldstein=_goldstein(cells["goldstein"], event_type, cameo, ontology),
        quad_class=_quad_class(cells["quad"], event_type, ontology),
        mutual=_flag(cells["mutual"]),
        recipient_required=_flag(cells["recipient_required"]),
        merge=cast("Merge", cells["merge"]),
        contexts=contexts,
        gloss=cells["gloss"],
        source=cells["source"],
    )


def _flag(cell: str) -> bool:
    if cell not in ("0", "1"):
        raise ValueError(f"{cell!r} is not 0 or 1")
    return cell == "1"


def _quad_class(cell: str, event_type: EventType | None, ontology: "Ontology") -> int | None:
    if event_type is None:
        return None
    if not cell:
        return ontology.quad_class(event_type)
    if cell not in ("1", "2", "3", "4"):
        raise ValueError(f"{cell!r} is not a quad class, 1 to 4")
    return int(cell)


def _goldstein(cell: str, event_type: EventType | None, cameo: str | None, ontology: "Ontology") -> float | None:
    if event_type is None:
        return None
    if cell:
        score = float(cell)
        if not -10 <= score <= 10:
            raise ValueError(f"a Goldstein score lies from -10 to 10, not {cell}")
        return score
    if cameo is None:
        raise ValueError("a kind with an event type needs a CAMEO code or a Goldstein score of its own")
    return ontology.goldstein(cameo)
