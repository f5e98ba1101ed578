"""What rows of other shapes take from an event: the day it is filed under, its place, its pages."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dyadlog.exchange.cells import Row
from dyadlog.exchange.shaped.acts import Act, WhyNot, code_act
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event

LeftOut = WhyNot | Literal["undated", "no_party"]
"""Why an event has no row."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as other shapes tell it. ``page`` and ``published`` are of the report that was published first."""

    event: Event
    act: Act
    day: date
    page: str | None
    published: date | None


def tell(event: Event, row: Row, knowledge: Knowledge) -> Told | LeftOut:
    """An event with its row of the export contract, for a shape that has no modality and must have a day: the first day
    of its time, or the last where the first is not known; what is planned or asked for has the day of its first report,
    since a promise is made on the day it is told, not on the day it is for."""
    act = code_act(event, knowledge)
    if isinstance(act, str):
        return act
    reports = sorted(row["evidence"], key=lambda one: (one["published"] or "9999", one["page"] or "", one["claim_id"]))
    first = reports[0] if reports else None
    published = date.fromisoformat(first["published"]) if first and first["published"] else None
    when = event.when
    day = published if not event.happened else None if when is None else when.start or when.end
    if day is None:
        return "undated"
    return Told(event, act, day, first["page"] if first else None, published)
