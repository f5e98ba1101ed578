"""What a reader asks for, and the same as conditions of SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.records.pairs import name_pair
from dyadlog.store.asking import marks

UNCONTESTED: Final = ("corroborated", "framing", "update")
"""Kinds of findings that do not set one report against another."""

Condition = tuple[str, Sequence[object]]
"""A condition of SQL, with the values of its marks."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records to show; None or empty means all. ``states`` must all take part. ``since`` and ``until`` keep what
    can have happened in that time: records without a date are left out as soon as either is given."""

    states: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    event_type: str | None = None
    kind: str | None = None
    modality: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which events of two states to list; None, empty and False mean all.

    ``since`` and ``until`` as in ``Filter``. Of several words for one thing any will do. ``least_confidence`` is that
    of the event. ``reported_since`` keeps what a page published on that day or later tells of, ``contested`` what is
    disputed or what a finding sets reports against each other on, ``top_level`` what is no part of another event.
    """

    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    least_confidence: float | None = None
    reported_since: date | None = None
    contested: bool = False
    top_level: bool = False


EVERY_LINE: Final = LineFilter()


def join_conditions(conditions: Iterable[Condition]) -> tuple[str, list[object]]:
    """All of some conditions as one, true where there is none."""
    listed = list(conditions)
    return " AND ".join(clause for clause, _ in listed) or "1", [value for _, values in listed for value in values]


def within(since: date | None, until: date | None, first: str, last: str) -> list[Condition]:
    """What can have happened in a time, by the expressions for its first and last day; NULL is not known."""
    dated = f"({first} IS NOT NULL OR {last} IS NOT NULL)"
    found: list[Condition] = []
    if since is not None:
        found.append((f"{dated} AND coalesce({last}, '9999') >= ?", (since.isoformat(),)))
    if until is not None:
        found.append((f"{dated} AND coalesce({first}, '0000') <= ?", (until.isoformat(),)))
    return found


def one_of(expression: str, values: Sequence[object]) -> list[Condition]:
    """That an expression has one of some values, if any are given."""
    return [(f"{expression} IN ({marks(values)})", values)] if values else []


def taking_part(key: str, sort: str, states: Sequence[str]) -> list[Condition]:
    """That all of some states take part in a record of a sort; ``key`` is the expression for its id."""
    codes = tuple(dict.fromkeys(states))
    if len(codes) != 2:
        one = f"{key} IN (SELECT record_id FROM participants WHERE state = ? AND record_id > ? AND record_id < ?)"
        return [(one, (code, f"{sort}-", f"{sort}.")) for code in codes]
    if sort == "event":
        return [(f"{key} IN (SELECT event_id FROM pair_events WHERE pair = ?)", (name_pair(codes),))]
    both = "SELECT record_id FROM pair_records WHERE pair = ? AND sort >= ? AND sort < ?"
    return [(f"{key} IN ({both})", (name_pair(codes), sort, f"{sort}~"))]


def line_conditions(wanted: LineFilter) -> list[Condition]:
    """What rows of ``pair_events e`` must meet."""
    found = within(wanted.since, wanted.until, "nullif(e.first, '')", "nullif(e.last, '')")
    found += one_of("e.event_type", wanted.types)
    found += one_of("e.kind", wanted.kinds)
    found += one_of("e.modality", wanted.modalities)
    found += one_of("e.quad_class", wanted.quads)
    if wanted.outlets:
        outlets = (
            f"SELECT 1 FROM event_outlets o WHERE o.event_id = e.event_id AND o.outlet IN ({marks(wanted.outlets)})"
        )
        found.append((f"EXISTS ({outlets})", wanted.outlets))
    if wanted.contexts:
        one = "instr(',' || e.contexts || ',', ',' || ? || ',')"
        found.append((f"({' OR '.join([one] * len(wanted.contexts))})", wanted.contexts))
    if wanted.places:
        places = f"SELECT 1 FROM event_places p WHERE p.event_id = e.event_id AND p.name IN ({marks(wanted.places)})"
        found.append((f"EXISTS ({places})", wanted.places))
    if wanted.least_confidence is not None:
        found.append(("e.confidence >= ?", (wanted.least_confidence,)))
    if wanted.reported_since is not None:
        found.append(("e.reported >= ?", (wanted.reported_since.isoformat(),)))
    if wanted.contested:
        findings = f"SELECT 1 FROM findings f WHERE f.event_id = e.event_id AND f.kind NOT IN ({marks(UNCONTESTED)})"
        found.append((f"(e.disputed OR EXISTS ({findings}))", UNCONTESTED))
    if wanted.top_level:
        found.append(("e.part_of IS NULL", ()))
    return found
