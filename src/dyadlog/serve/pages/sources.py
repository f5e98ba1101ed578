"""Sources: outlets side by side, in their own words, and what is missing."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.outlets import Outlet, Shared, Sources, work_out_outlets
from dyadlog.serve.sheets import Scene, Sheet

MOST_COLUMNS: Final = 18
"""Outlets in the matrix of events and outlets: those with most of these events."""
MOST_LINES: Final = 24
"""Events in it: those of most outlets."""
FIRST_SHARED: Final = 8
"""Events laid side by side before the reader asks for more."""
MOST_SIDES: Final = 8
"""Outlets laid side by side on one event."""


def show_sources(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    downloads = [("outlets", scene.links.api(f"dyads/{'-'.join(pair)}/outlets"))]
    sheet = Sheet("sources.html.j2", "Sources", pair, "sources", downloads=downloads)
    sources: Sources | None = scene.product(work_out_outlets, pair).value
    if sources is None:
        return sheet.told(ready=False)
    lines = sources.shared[:MOST_LINES]
    columns = choose_columns(sources, lines)
    shown = {column.key for column in columns}
    return sheet.told(
        ready=True,
        elsewhere=scene.links.live or scene.view.has_foreign(),
        sources=sources,
        columns=columns,
        lines=[(one, len(one.tellings.keys() - shown)) for one in lines],
        shared=sources.shared[:FIRST_SHARED],
        shared_more=sources.shared[FIRST_SHARED:],
        sides=MOST_SIDES,
        most=max((outlet.events for outlet in sources.outlets), default=1),
    )


def choose_columns(sources: Sources, lines: Sequence[Shared]) -> list[Outlet]:
    """The outlets of the matrix: those that tell of most of its events, in the order of the list of outlets."""
    told = Counter(key for one in lines for key in one.tellings)
    most = {key for key, _ in told.most_common(MOST_COLUMNS)}
    return [outlet for outlet in sources.outlets if outlet.key in most]
