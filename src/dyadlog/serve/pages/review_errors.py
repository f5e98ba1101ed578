"""Error rates: how often the program is right, from blind codings, with intervals."""

from __future__ import annotations

from typing import Final

from dyadlog.knowledge import Knowledge
from dyadlog.review import ErrorRates, error_rates
from dyadlog.review.sampling import NONE
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.review_chart import draw_rates
from dyadlog.serve.pages.review_frame import SLOT_NAMES, Seat, frame, read_word
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store import View

GROUPS: Final = {"all": "All sentences", "type": "By type", "outlet": "By outlet", "genre": "By genre"}


def measure(view: View, knowledge: Knowledge, pair: Pair, author: str) -> tuple[ErrorRates, ...]:
    """The rates of a relation, worked out once for a state of the store; ``author`` '' for those of everybody."""
    return tuple(error_rates(view, pair, author or None))


def show_errors(scene: Scene, seat: Seat) -> Sheet:
    """The page."""
    author = read_word(scene, "by")
    coders = sorted({one.ruling.author for one in scene.view.rulings(("blind",))})
    product = scene.product(measure, seat.pair, author) if seat.pair and coders else None
    rates: tuple[ErrorRates, ...] = (product.value or ()) if product else ()
    drawn = [((GROUPS[one.by], name_group(one)), one.precision, one.recall) for one in rates]
    facts = {
        "ready": product is None or product.ready,
        "stale": product is not None and product.stale,
        "coders": coders,
        "by": author,
        "rates": rates,
        "overall": rates[0] if rates else None,
        "chart": draw_rates(drawn) if drawn else (),
        "groups": [(heading, [one for one in rates if one.by == by]) for by, heading in GROUPS.items()],
        "slot_labels": [SLOT_NAMES[slot] for slot, _ in rates[0].slots] if rates else [],
        "name_group": name_group,
        "blind": scene.links.review("blind", seat.query()),
    }
    return frame(scene, seat, "review_errors.html.j2", "Error rates", "errors", facts)


def name_group(one: ErrorRates) -> str:
    """A group in our words."""
    match one.by:
        case "all":
            return "All"
        case "type":
            return one.group.capitalize()
        case "outlet":
            return "outlet unknown" if one.group == NONE else one.group
        case _:
            return one.group.replace("_", " ")
