"""What one page may cost."""

from dataclasses import dataclass
from typing import Final

SECONDS: Final = 120.0
"""A page of 100,000 words takes some twenty seconds on one core; what takes longer than this hangs."""
MEMORY: Final = 4 * 1024**3
"""The models and tables take about 1 GiB of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process that reads pages may take: ``seconds`` of wall time for one page, and ``memory`` in bytes."""

    seconds: float = SECONDS
    memory: int = MEMORY
