"""Place: where a thing happened."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``countries`` are ISO codes (several where contested or shared), coordinates in degrees WGS 84."""

    name: str
    countries: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None
