"""Bodies as one across names: a state's own name for a body, and the general word for it."""

from collections import Counter
from collections.abc import Iterable

from dyadlog.knowledge import Knowledge

SINGLE = frozenset(
    {
        "armed_forces", "central_bank", "coast_guard", "defence_ministry", "foreign_ministry", "government",
        "interior_ministry", "parliament", "presidency", "prime_minister_office", "supreme_court",
    }
)  # fmt: skip
"""Sorts of body of which a state has one; it may have several police forces, agencies and parties."""


def link_bodies(actor_ids: Iterable[str], knowledge: Knowledge) -> dict[str, str]:
    """Every id of a state's own body, with the id of the general body that it is ("the Knesset", "its parliament").

    Where a state has several of one sort (intelligence agencies, chambers), the general word can mean any of them, and
    they stay apart.
    """
    generic = {body.body_id: body.generic for body in knowledge.offices.bodies() if body.state and body.generic}
    of_sort = Counter((body.state, body.generic) for body in knowledge.offices.bodies() if body.state)
    identities: dict[str, str] = {}
    for actor_id in actor_ids:
        if not actor_id.startswith("body:") or actor_id.count(":") != 2:
            continue
        _, state, body_id = actor_id.split(":")
        sort = generic.get(body_id)
        if sort in SINGLE and of_sort[state, sort] == 1:
            identities[actor_id] = f"body:{state}:{sort}"
    return identities
