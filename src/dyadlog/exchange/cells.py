"""Values and small records as cells of the export contract."""

from datetime import date
from typing import Any

from dyadlog.findings.index import IndexPoint, Slice
from dyadlog.records import Attribution, Found, Interval, Issue, Place, Quantity

Row = dict[str, Any]
"""A row of the contract: names to JSON values. The one place where records become free mappings."""


def day(value: date | None) -> str | None:
    """``YYYY-MM-DD`` or None."""
    return value.isoformat() if value else None


def found(value: Found | None) -> str | None:
    """The value alone."""
    return value.value if value else None


def interval_row(when: Interval | None) -> Row:
    """The four date columns."""
    if when is None:
        return {"date_start": None, "date_end": None, "date_precision": None, "date_method": None}
    return {
        "date_start": day(when.start),
        "date_end": day(when.end),
        "date_precision": when.precision,
        "date_method": when.method,
    }


def place_row(place: Place) -> Row:
    """A place as the contract has it."""
    return {"name": place.name, "countries": list(place.countries), "lat": place.lat, "lon": place.lon}


def attribution_row(link: Attribution) -> Row:
    """One link of the chain of who says so."""
    return {"speaker": link.speaker, "capacity": link.capacity, "side": link.side, "words": link.words}


def quantity_row(quantity: Quantity) -> Row:
    """A figure as the contract has it."""
    return {
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "bound": quantity.bound,
        "of": quantity.of,
        "original": quantity.original,
    }


def issue_row(issue: Issue) -> Row:
    """An issue: what could not be read, and why."""
    return {
        "issue_id": issue.issue_id,
        "page_id": issue.page_id,
        "page": issue.location,
        "stage": issue.stage,
        "code": issue.code,
        "message": issue.message,
    }


def index_row(point: IndexPoint) -> Row:
    """One dyad in one period, with the events that count."""
    return {
        "states": list(point.states),
        "month": point.label if point.period == "month" else None,
        "cooperation": point.cooperation,
        "conflict": point.conflict,
        **{f"quad_{number}": count for number, count in enumerate(point.quads, 1)},
        "events": list(point.events),
        "formula": point.formula,
        "scale": point.scale,
        "period": point.label,
        "date_start": day(point.start),
        "date_end": day(point.end),
        "status": point.status,
        "cooperation_low": point.cooperation_band.low if point.cooperation_band else None,
        "cooperation_high": point.cooperation_band.high if point.cooperation_band else None,
        "conflict_low": point.conflict_band.low if point.conflict_band else None,
        "conflict_high": point.conflict_band.high if point.conflict_band else None,
        "pages": point.pages,
        "directions": [direction_row(part, point.states) for part in point.slices.directions],
        "contexts": [slice_row("context", part) for part in point.slices.contexts],
    }


def direction_row(part: Slice, states: tuple[str, str]) -> Row:
    """What goes one way between two states; ``from`` and ``to`` are null for what they do with each other."""
    ways = {"forward": states, "back": states[::-1]}
    one, other = ways.get(part.name, (None, None))
    return {"from": one, "to": other, "cooperation": part.cooperation, "conflict": part.conflict, "events": part.events}


def slice_row(name: str, part: Slice) -> Row:
    """A part of the index; the name is null where the events have none."""
    value = part.name or None
    return {name: value, "cooperation": part.cooperation, "conflict": part.conflict, "events": part.events}
