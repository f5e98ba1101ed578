"""The frame of the review pages: who reviews, which relation, and what a decision did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from dyadlog.errors import UserError
from dyadlog.serve.asked import LONGEST
from dyadlog.serve.desk import Pair
from dyadlog.serve.links import pair_name
from dyadlog.serve.sheets import Scene, Sheet

SECTIONS: Final = (
    ("", "Queue"),
    ("log", "Decisions"),
    ("agreement", "Agreement"),
    ("blind", "Blind sample"),
    ("errors", "Error rates"),
)
"""The review pages, in the order of their bar."""
SLOT_NAMES: Final = {
    "claim": "Whether there is a claim",
    "type": "Type and kind",
    "actors": "Who",
    "recipients": "To whom",
    "territory": "On whose land",
    "date": "When",
    "place": "Where",
    "modality": "How it is told",
    "negated": "Said not to be so",
}
"""The slots that people decide on, in our words."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A reviewer at work: the name that decisions go under, the relation looked at, and what the last decision did."""

    author: str
    pair: Pair | None = None
    news: str = ""

    def query(self, **more: object) -> str:
        """The query of an address that keeps the relation; what is None is left out."""
        kept = {"pair": pair_name(self.pair)} if self.pair else {}
        return urlencode(kept | {name: str(value) for name, value in more.items() if value not in (None, "")})


def frame(scene: Scene, seat: Seat, template: str, title: str, section: str, facts: Mapping[str, Any]) -> Sheet:
    """A page of the review."""
    names = [scene.state_name(code) for code in seat.pair or ()]
    bar = [(label, scene.links.review(key, seat.query()), key == section) for key, label in SECTIONS]
    here = scene.links.review(section, seat.query())
    told = {"seat": seat, "bar": bar, "relation": names, "slot_names": SLOT_NAMES, "here": here}
    return Sheet(template, title, facts={**told, **facts})


def read_word(scene: Scene, name: str) -> str:
    """A word of the address; UserError where it is no text, or longer than any that makes sense."""
    word = next(iter(scene.query.get(name, ())), "").strip()
    if len(word) > LONGEST or "\x00" in word:
        raise UserError(f"{name}: too long, or not text")
    return word
