"""Search: sentences that hold some words, each in its paragraph, with what happens in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final
from urllib.parse import urlencode

from dyadlog.errors import UserError
from dyadlog.serve.asked import LONGEST, read_pair
from dyadlog.serve.links import pair_name
from dyadlog.serve.pages.hits import HitWriter
from dyadlog.serve.sheets import Scene, Sheet

LENGTH: Final = 20
MOST_CHOICES: Final = 14
"""Outlets, years and pairs offered to narrow a search."""
OPERATORS: Final = re.compile(r'["*()^:+]|\b(?:AND|OR|NOT|NEAR)\b')


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for, as the address has it; '' where it is not asked for."""

    q: str = ""
    pair: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words narrows the search."""
        return bool(self.pair or self.outlet or self.since or self.until)

    def query(self, **changes: str | int) -> str:
        """The query of an address that asks for this, with some of it changed; changing any leads to page one."""
        values = {field.name: getattr(self, field.name) for field in fields(self)} | {"page": 1} | changes
        return urlencode([(name, value) for name, value in values.items() if value and (name, value) != ("page", 1)])

    def chips(self) -> list[tuple[str, str, str]]:
        """What narrows the search, as (word, value, query without it)."""
        named = ((name, getattr(self, name)) for name in ("pair", "outlet", "since", "until"))
        return [(name, value, self.query(**{name: ""})) for name, value in named if value]


def show_search(scene: Scene) -> Sheet:
    """The page."""
    asked = read_question(scene)
    codes = read_pair(asked.pair, scene.knowledge) if asked.pair else ()
    names = " and ".join(scene.state_name(code) for code in codes)
    sheet = Sheet(
        "search.html.j2", "Search", facts={"asked": asked, "pair_names": names, "problem": "", "length": LENGTH}
    )
    if not asked.q:
        return sheet.told(hits=None)
    wanted = scene.asked.as_filter()
    slots = (asked.outlet or None, wanted.since, wanted.until)
    try:
        counts = scene.view.search_counts(asked.q, *slots, codes)
        hits = scene.view.search(asked.q, LENGTH, (asked.page - 1) * LENGTH, *slots, codes, few=counts.exact)
        literal = bool(OPERATORS.search(asked.q)) and not scene.view.reads_operators(asked.q)
    except UserError as error:
        return sheet.told(hits=[], problem=str(error), counts=None)
    return sheet.told(
        hits=HitWriter(scene).write(hits),
        counts=counts,
        literal=literal,
        outlets=counts.outlets[:MOST_CHOICES],
        years=sorted(counts.years, reverse=True)[:MOST_CHOICES],
        pairs=[
            (name, " and ".join(map(scene.state_name, name.split("-"))), count)
            for name, count in counts.pairs[:MOST_CHOICES]
        ],
    )


def read_question(scene: Scene) -> Question:
    """The question in an address; UserError where a word is none, NotFound where a pair is none."""
    words = " ".join(next(iter(scene.query.get("q", ())), "").replace("\x00", " ").split())
    if len(words) > LONGEST:
        raise UserError(f"a search has at most {LONGEST} letters")
    pair = next(iter(scene.query.get("pair", ())), "").strip()
    return Question(
        q=words,
        pair=pair_name(read_pair(pair, scene.knowledge)) if pair else "",
        outlet=next(iter(scene.asked.outlet), ""),
        since=scene.asked.since,
        until=scene.asked.until,
        page=scene.asked.page,
    )
