"""The pages: each a function from a scene to a sheet."""

from collections.abc import Callable
from typing import Final

from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.events import show_events
from dyadlog.serve.pages.home import show_home
from dyadlog.serve.sheets import Scene, Sheet

OF_PAIRS: Final[dict[str, Callable[[Scene, Pair], Sheet]]] = {
    "events": show_events,
}
"""The pages of two states, by the last word of their address."""

OF_RECORDS: Final[dict[str, Callable[[Scene, str], Sheet]]] = {}
"""The pages of one record, by the first word of their address."""

__all__ = ["OF_PAIRS", "OF_RECORDS", "show_home"]
