"""What a reader asks for."""

from dataclasses import dataclass
from datetime import date


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
