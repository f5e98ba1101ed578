"""Instruments: agreements, pledges, targets, mechanisms and projects across pages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dyadlog.consolidate.clustering import connect
from dyadlog.consolidate.instrument_slots import InstrumentView
from dyadlog.consolidate.likeness import (
    A_MONTH,
    FRESH,
    SHARED_WORDS,
    SIGNING,
    is_of_a_time,
    lie_apart,
    likeness_of,
    months_of,
    tells_signing,
    year_signed,
)
from dyadlog.records import content_id

InstrumentKey = tuple[str, str, str, str, str]
"""Sort of instrument, two states, and a word with its sort."""
SURE = 0.7
"""Points from which a mention that does not name what it is about joins the first of several that fit as well."""


STEM = "stem"
MANY = 1000
"""More words of substance than any name has."""


@dataclass(frozen=True, slots=True)
class InstrumentGroup:
    """All mentions of one instrument, in the order of the record."""

    views: tuple[InstrumentView, ...]

    @property
    def instrument_id(self) -> str:
        """The identity: that of the first mention by the day of its page, so that news seldom renames an instrument;
        of one day, of the smallest claim, and the place of the mention in it."""
        days = ((view.told_on or date.max, view.claim_id, view.start) for view in self.views)
        return content_id("instrument", *min(days)[1:])


class _Group:
    """An instrument in the making. Mentions that say the same are compared once."""

    def __init__(self) -> None:
        self.views: list[InstrumentView] = []
        self.fewest = MANY
        self._alike: dict[object, InstrumentView] = {}

    def add(self, chain: Sequence[InstrumentView]) -> None:
        """Take the mentions of a page in."""
        self.views += chain
        self.fewest = min(self.fewest, fewest_stems(chain))
        for view in chain:
            self._alike.setdefault(_slots(view), view)

    def likeness(self, chain: Sequence[InstrumentView]) -> float:
        """How likely the mentions of a page are of this instrument; 0 where nothing says so."""
        return max(likeness_of(view, other) for view in chain for other in self._alike.values())

    def rules_out(self, chain: Sequence[InstrumentView]) -> bool:
        """Whether the mentions of a page cannot be of this instrument."""
        return any(lie_apart(view, other) for view in chain for other in self._alike.values())


@dataclass(frozen=True, slots=True)
class Grouping:
    """Instruments in the order of the record; ``components`` names for every mention the mentions it was compared
    with in earnest: what is outside of them had no say in how it was grouped."""

    groups: tuple[InstrumentGroup, ...]
    components: Mapping[str, str]


def group_instruments(views: Sequence[InstrumentView]) -> Grouping:
    """Mentions brought together; the chain of a page joins the likeliest group before it in the record, or begins its
    own. Chains that say what the instrument is about come first."""
    groups: list[_Group] = []
    links: list[tuple[str, str]] = []
    by_key: dict[InstrumentKey, list[int]] = defaultdict(list)
    for chain in _chains_of(views):
        keys = list(dict.fromkeys(key for view in chain for key in instrument_keys(view)))
        nearby = _find_nearby(keys, by_key, groups, fewest_stems(chain))
        alike = [(points, -number) for number in nearby if (points := groups[number].likeness(chain)) > 0]
        links += [(chain[0].mention_id, view.mention_id) for view in chain[1:]]
        links += [(chain[0].mention_id, groups[-number].views[0].mention_id) for _, number in alike]
        scored = sorted(((points, n) for points, n in alike if not groups[-n].rules_out(chain)), reverse=True)
        if len(scored) > 1 and scored[0][0] == scored[1][0] < SURE:
            scored = []  # it may be either
        number = -scored[0][1] if scored else len(groups)
        if not scored:
            groups.append(_Group())
        groups[number].add(chain)
        for key in keys:
            if number not in by_key[key]:
                by_key[key].append(number)
    ordered = [tuple(sorted(group.views, key=lambda view: view.order)) for group in groups]
    found = tuple(InstrumentGroup(group) for group in sorted(ordered, key=lambda group: group[0].order))
    return Grouping(found, connect((view.mention_id for view in views), links))


def _find_nearby(
    keys: Sequence[InstrumentKey], by_key: Mapping[InstrumentKey, list[int]], groups: Sequence[_Group], fewest: int
) -> list[int]:
    """The groups that can be alike: those that share words are, where they share enough of them."""
    words: dict[int, set[str]] = defaultdict(set)
    found: set[int] = set()
    for key in keys:
        for number in by_key.get(key, ()):
            words[number].add(key[-1]) if key[-2] == STEM else found.add(number)
    enough = {n for n, shared in words.items() if len(shared) >= SHARED_WORDS * min(fewest, groups[n].fewest)}
    return sorted(found | enough)


def fewest_stems(chain: Sequence[InstrumentView]) -> int:
    """The words of substance of the mention that has the fewest."""
    return min(len(view.stems) for view in chain)


def _chains_of(views: Sequence[InstrumentView]) -> list[list[InstrumentView]]:
    """The mentions by chain, each in the order of the record; chains that only point come last."""
    chains: dict[str, list[InstrumentView]] = defaultdict(list)
    for view in sorted(views, key=lambda view: view.order):
        chains[view.chain].append(view)
    return sorted(chains.values(), key=lambda chain: (all(view.is_bare for view in chain), chain[0].order))


def instrument_keys(view: InstrumentView) -> list[InstrumentKey]:
    """What a mention has in common with every other that can be of the same instrument, one of them at least."""
    states = sorted(view.states)
    pairs = list(combinations(states, 2)) if len(states) > 1 else [("", states[0] if states else "")]
    stems = view.stems | view.place_stems if tells_signing(view) else view.stems
    words = {(STEM, stem) for stem in stems} | {("letters", letters) for letters in view.letters}
    words |= {("year", str(year)) for year in (view.year, year_signed(view)) if year is not None}
    if is_of_a_time(view) and view.span is not None:
        words |= {("signed", month) for month in months_of(*view.span)}
    if view.act == SIGNING and view.denied and view.told_on is not None:
        words |= {("signed", month) for month in months_of(view.told_on - A_MONTH, view.told_on)}
    if view.noun and view.told_on is not None and view.group != "aim":
        first = view.told_on if view.said else view.told_on - FRESH
        words |= {("noun", f"{view.noun} {month}") for month in months_of(first, view.told_on)}
    if view.group == "bundle":
        words.add(("bundle", ""))
    if view.group == "aim":
        words |= {("sum", f"{figure.value:g} {figure.unit}") for figure in view.figures if figure.value and figure.unit}
        words |= {("due", view.deadline.isoformat())} if view.deadline is not None else set()
    return [(view.group, *pair, *word) for pair in pairs for word in sorted(words)]


def _slots(view: InstrumentView) -> tuple[object, ...]:
    """Everything about a mention that decides what it is one with on other pages."""
    name = (view.stems, view.acronyms, view.letters, view.noun, view.nouns, view.said)
    claim = (view.act, view.modality, view.denied, view.doers, view.places, view.people)
    due = (view.kind, view.deadline, view.told_on) if view.group == "aim" else ()
    return view.states, view.year, view.span, view.status, view.figures, name, claim, due
