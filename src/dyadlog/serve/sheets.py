"""A page as data: which template it is shown with, and what that is told."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dyadlog.knowledge import Knowledge
from dyadlog.serve.asked import NOTHING_ASKED, Asked
from dyadlog.serve.desk import Desk, Pair, Product, Work
from dyadlog.serve.links import Links
from dyadlog.store import View


@dataclass(frozen=True, slots=True)
class Scene:
    """What a page is made with: the same for the running application and for files.

    ``whole_text`` tells whether articles may be shown whole; else only the sentences that something rests on.
    ``patient``: wait for what takes long. ``waiting`` names what was not ready when the page was made. ``query`` are
    all words of the address, also those that ``asked`` has no room for: a page reads its own from there. ``only`` are
    the relations that files are about, None where the whole store is open.
    """

    desk: Desk
    view: View
    links: Links
    asked: Asked = NOTHING_ASKED
    whole_text: bool = True
    patient: bool = False
    waiting: list[str] = field(default_factory=list)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    only: Collection[Pair] | None = None

    @property
    def knowledge(self) -> Knowledge:
        """The tables."""
        return self.desk.knowledge

    def state_name(self, code: str) -> str:
        """The neutral name of a state."""
        state = self.knowledge.states.get(code)
        return state.name if state else code

    def product(self, work: Work, pair: Pair, question: Hashable = None) -> Product:
        """What takes long, of a question where one is asked; files wait for it."""
        product = self.desk.product(self.view, work, pair, question, wait=self.patient)
        if product.stale or not product.ready:
            self.waiting.append(work.__name__)
        return product


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. ``section`` is its place in the bar of a pair's pages, ``pair`` None where it belongs to no pair;
    ``facts`` what its template is told; ``downloads`` its tables as (name, address without the format); ``home`` its
    own address, to which others of it (an earlier id, the beginning of one) lead on."""

    template: str
    title: str
    pair: Pair | None = None
    section: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    downloads: Sequence[tuple[str, str]] = ()
    home: str = ""

    def told(self, **more: Any) -> Sheet:
        """The same page, told more."""
        return replace(self, facts={**self.facts, **more})
