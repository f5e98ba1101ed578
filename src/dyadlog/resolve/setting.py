"""Setting: where a page is told from and which two states it is about, for words that leave the state unsaid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dyadlog.records import Document, Mention
from dyadlog.resolve.scene import Scene, prepositions

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.reference import ReferenceWords

HEADLINE_WEIGHT, LEDE_WEIGHT = 3, 2
"""A state in the headline or the lede is what the page is about more than one named in passing."""
LEDE = 3
HOSTING = 2
"""Times a page must place something in a state before that state counts as where it happens."""
DATELINE = re.compile(
    r"""^\s*
    ( [A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2} | [A-Z][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ.'’-]+){1,4} )  # the town
    \s*
    (?: (?:,\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)? \s* \([^)]{2,30}\) \s* [:–—-]       # its region, the agency
      | [:–—] | -- | (?<=[A-Z]{3}\s)-\s(?=[A-Z])
      | ,\s+ (?:\w+day,?\s+)? (?: \w+\.?\s+\d{1,2} | \d{1,2}\s+\w+\.? ) (?:,?\s+\d{4})? (?: \s*[(:–—] | \s*-\s | \s*-- )
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """``home``: the state the page is told from (dateline, outlet); ``host``: the state where most of it
    happens; ``pair``: the two states it is mostly about, in the order of the text. None or empty where unclear."""

    home: str | None
    host: str | None
    pair: tuple[str, ...]

    @property
    def own(self) -> str | None:
        """The state whose government a page means by "the government": where it is told from or happens, but not a
        third state's that only hosts the page's two."""
        return next((code for code in (self.home, self.host) if code and (not self.pair or code in self.pair)), None)

    def other(self, code: str) -> str | None:
        """The other state of the pair."""
        if len(self.pair) == 2 and code in self.pair:
            return self.pair[1] if self.pair[0] == code else self.pair[0]
        return None


def read_setting(document: Document, scenes: Sequence[Scene], knowledge: Knowledge, words: ReferenceWords) -> Setting:
    """The setting of a document, from its explicit mentions of states."""
    home = find_home(document, scenes, knowledge)
    return Setting(home, find_host(scenes, words), find_pair(scenes))


def find_home(document: Document, scenes: Sequence[Scene], knowledge: Knowledge) -> str | None:
    """The state of the dateline, else the one in the outlet's name."""
    first = next((scene for scene in scenes if scene.sentence.kind == "paragraph"), None)
    if first is not None:
        dateline = DATELINE.match(first.sentence.text)
        if dateline is not None:
            code = find_city_state(dateline.group(1).strip(), knowledge)
            if code is not None:
                return code
    if document.outlet is not None:
        named = knowledge.names.match(document.outlet.value.split())
        codes = {entry.target for match in named for entry in match.entries if entry.target_kind == "state"}
        if len(codes) == 1:
            return codes.pop()
    return None


def mark_dateline(scene: Scene) -> None:
    """Make the place a report is sent from a mere place: it acts no more than the agency beside it, and is nobody's
    name."""
    dateline = DATELINE.match(scene.sentence.text)
    if dateline is None:
        return
    end = scene.sentence.start + dateline.end(1)
    if dateline.group(1).isupper():
        scene.people = [person for person in scene.people if scene.tokens[person.first].idx >= dateline.end(1)]
    for mention in scene.ordered():
        if mention.end <= end and mention.place is not None and mention.kind in {"state", "place"}:
            scene.replace(mention, replace(mention, kind="place", rule="dateline", parties=()))


def find_city_state(name: str, knowledge: Knowledge) -> str | None:
    """The state of a dateline's town, where the town is of one state."""
    state = knowledge.states.find(name)
    if state is not None:
        return state.code
    places = knowledge.places.find(name.title() if name.isupper() else name)
    countries: tuple[str, ...] = places[0].countries if places else ()
    return next(iter(countries)) if len(countries) == 1 else None


def states_named(mentions: Iterable[Mention]) -> list[str]:
    """The states that mentions are or act for, in order, each as often as it is named."""
    return [
        code
        for mention in mentions
        if mention.kind in {"state", "body", "people"}
        for party in mention.parties
        for code in party.states
    ]


def find_pair(scenes: Sequence[Scene]) -> tuple[str, ...]:
    """The two states named in most sentences, headline and lede weighing more, where they stand out from the third."""
    weights: Counter[str] = Counter()
    paragraphs = 0
    for scene in scenes:
        lede = scene.sentence.kind == "paragraph" and paragraphs < LEDE
        paragraphs += scene.sentence.kind == "paragraph"
        weight = HEADLINE_WEIGHT if scene.sentence.kind == "headline" else LEDE_WEIGHT if lede else 1
        for code in dict.fromkeys(states_named(scene.ordered())):
            weights[code] += weight
    ranked = weights.most_common(3)  # equal weights stay in the order of the text
    if len(ranked) < 2 or ranked[1][1] < 2:
        return ()
    if len(ranked) == 3 and ranked[2][1] * 1.3 >= ranked[1][1]:
        return ()
    pair = {ranked[0][0], ranked[1][0]}
    return tuple(code for code in weights if code in pair)


def find_host(scenes: Sequence[Scene], words: ReferenceWords) -> str | None:
    """The state where the page's happenings mostly take place: where people arrive, meet and stay."""
    counts: Counter[str] = Counter()
    for scene in scenes:
        for mention in scene.ordered():
            if mention.kind == "state" and mention.place is not None and is_destination(scene, mention, words):
                counts.update(code for party in mention.parties for code in party.states)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < HOSTING or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def is_destination(scene: Scene, mention: Mention, words: ReferenceWords) -> bool:
    """Whether somebody comes to the place, or something happens at a capital."""
    token = scene.tokens[mention.head]
    case = prepositions(token)
    if mention.rule == "capital" and case & {"in", "at"}:
        return True
    moves = words.holds("arrival", token.head.lemma_.lower())
    return moves and (token.dep_ == "obj" or bool(case & {"in", "to", "at"}))
