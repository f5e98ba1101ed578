"""All events of two states, newest first, narrowed by the filters in the address."""

from dyadlog.serve.asked import PAGE_LENGTH, QUADS
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.telling import Teller
from dyadlog.serve.sheets import Scene, Sheet

Facets = dict[str, list[tuple[str, int]]]


def show_events(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    wanted = scene.asked.as_filter()
    total = scene.view.count_lines(pair, wanted)
    offset = (scene.asked.page - 1) * PAGE_LENGTH
    lines = scene.view.lines(pair, wanted, PAGE_LENGTH, offset)
    query = scene.asked.query()
    return Sheet(
        "events.html.j2",
        "Events",
        pair,
        "events",
        {
            "entries": Teller(scene).tell_named([line.event_id for line in lines]),
            "total": total,
            "length": PAGE_LENGTH,
            "facets": facets_of(scene, pair),
        },
        [("events", scene.links.api(f"dyads/{'-'.join(sorted(pair))}/events", query))] if scene.links.live else [],
    )


def facets_of(scene: Scene, pair: Pair) -> Facets:
    """What can be chosen in the filters, and how many events each choice would show."""
    facets: Facets = dict(scene.view.facets(pair, scene.asked.as_filter()))
    names = {str(number): name for name, number in QUADS.items()}
    facets["lane"] = [(names[number], count) for number, count in sorted(facets["quad"]) if number in names]
    return facets
