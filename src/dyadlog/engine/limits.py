"""What one page may cost."""

from dataclasses import dataclass
from typing import Final

SECONDS: Final = 120.0
"""Far more than a long page takes, on a busy machine too."""
MEMORY: Final = 2 * 1024**3
"""Tables and models take 0.4 GiB of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process that reads pages may take: ``seconds`` of wall time for one page, and ``memory`` in bytes."""

    seconds: float = SECONDS
    memory: int = MEMORY
