"""The first page: every pair of states that the store tells of."""

from dyadlog.serve.asked import PAGE_LENGTH
from dyadlog.serve.sheets import Scene, Sheet


def show_home(scene: Scene) -> Sheet:
    """The page; the pairs with most events first."""
    pairs = scene.view.pairs()
    start = (scene.asked.page - 1) * PAGE_LENGTH
    shown = [
        (line, tuple(scene.state_name(code) for code in line.states)) for line in pairs[start : start + PAGE_LENGTH]
    ]
    return Sheet("home.html.j2", "Relations", facts={"pairs": shown, "total": len(pairs), "length": PAGE_LENGTH})
