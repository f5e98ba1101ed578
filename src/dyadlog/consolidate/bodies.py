"""Bodies as one across names: a state's own name for a body, and the general word for it."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.offices import Offices

BODY = "body:"
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
    linked = _general_words(knowledge.offices)
    return {actor_id: linked[actor_id] for actor_id in actor_ids if actor_id in linked}


def list_bodies(actor_ids: Iterable[str], knowledge: Knowledge) -> list[str]:
    """Every id of a state's own body that is one of some general bodies."""
    wanted = {actor_id for actor_id in actor_ids if actor_id.startswith(BODY)}
    return [own for own, general in _general_words(knowledge.offices).items() if general in wanted] if wanted else []


@lru_cache(maxsize=8)
def _general_words(offices: Offices) -> dict[str, str]:
    of_sort = Counter((body.state, body.generic) for body in offices.bodies() if body.state)
    return {
        f"{BODY}{body.state}:{body.body_id}": f"{BODY}{body.state}:{body.generic}"
        for body in offices.bodies()
        if body.state and body.generic in SINGLE and of_sort[body.state, body.generic] == 1
    }
