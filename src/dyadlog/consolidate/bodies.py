"""Bodies as one across names: a state's own name for a body, and the general word for it."""

from collections import Counter
from collections.abc import Sequence

from dyadlog.consolidate.people import parties_of
from dyadlog.knowledge import Knowledge
from dyadlog.records import Reading

SINGLE = frozenset(
    {
        "armed_forces", "central_bank", "coast_guard", "defence_ministry", "foreign_ministry", "government",
        "interior_ministry", "parliament", "presidency", "prime_minister_office", "supreme_court",
    }
)  # fmt: skip
"""Sorts of body of which a state has one; it may have several police forces, agencies and parties."""


def link_bodies(readings: Sequence[Reading], knowledge: Knowledge) -> dict[str, str]:
    """Every id of a state's own body, with the id of the general body that it is ("the Knesset", "its parliament").

    Where a state has several of one sort (intelligence agencies, chambers), the general word can mean any of them, and
    they stay apart.
    """
    generic = {body.body_id: body.generic for body in knowledge.offices.bodies() if body.state and body.generic}
    of_sort = Counter((body.state, body.generic) for body in knowledge.offices.bodies() if body.state)
    identities: dict[str, str] = {}
    for reading in readings:
        for party in parties_of(reading):
            if party.kind != "body" or party.actor_id in identities or party.actor_id.count(":") != 2:
                continue
            _, state, body_id = party.actor_id.split(":")
            sort = generic.get(body_id)
            if sort in SINGLE and of_sort[state, sort] == 1:
                identities[party.actor_id] = f"body:{state}:{sort}"
    return identities
