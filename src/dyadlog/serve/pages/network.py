"""The network of who deals with whom: a drawing for those who see it, and the same as lists for everybody."""

from collections import defaultdict
from typing import Any, Final

from jinja2.utils import htmlsafe_json_dumps

from dyadlog.report.plain import plain_line
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.ties import Bond, Network, work_out_network
from dyadlog.serve.sheets import Scene, Sheet

MOST_ROWS: Final = 100
"""Ties in the table."""


def show_network(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    sheet = Sheet("network.html.j2", "Who deals with whom", pair, "people")
    network: Network | None = scene.product(work_out_network, pair).value
    if network is None:
        return sheet.told(ready=False)
    of: dict[str, list[Bond]] = defaultdict(list)
    for bond in network.bonds:
        for key in bond.parties:
            of[key].append(bond)
    drawn = sorted(
        (dealer for dealer in network.dealers.values() if dealer.row is not None),
        key=lambda dealer: (dealer.column, -dealer.events),
    )
    return sheet.told(
        ready=True,
        network=network,
        drawn=drawn,
        columns=[[dealer for dealer in drawn if dealer.column == number] for number in range(3)],
        bonds_of=of,
        rows=network.bonds[:MOST_ROWS],
        data=htmlsafe_json_dumps(_describe(network)),
    )


def _describe(network: Network) -> dict[str, Any]:
    """What is drawn; names are plain text."""
    nodes = [
        {
            "id": dealer.key,
            "name": plain_line(dealer.name),
            "kind": dealer.kind,
            "column": dealer.column,
            "row": dealer.row,
            "events": dealer.events,
        }
        for dealer in network.dealers.values()
        if dealer.row is not None
    ]
    drawn = {node["id"] for node in nodes}
    edges = [
        {"id": f"{bond.key}-{way}", "source": bond.parties[0], "target": bond.parties[1], "way": way, "count": count}
        for bond in network.bonds
        if drawn.issuperset(bond.parties)
        for way, count in (("cooperation", bond.cooperation), ("conflict", bond.conflict))
        if count
    ]
    return {"nodes": nodes, "edges": edges}
