"""Scoring: how much speaks for two claims telling of one happening.

Points are added for what two claims share; each carries its reason in words, which the event keeps. The points were
set by judgement on our own pages and are few on purpose: a reader must be able to follow why two reports were merged.
"""

from dataclasses import dataclass
from datetime import date

from dyadlog.consolidate.blocking import FRESH_DAYS, LASTING, lasts
from dyadlog.consolidate.obstacles import (
    ALIKE,
    FEWEST_STEMS,
    FORCE,
    MONTH_DAYS,
    OF_INSTRUMENTS,
    casts_meet,
    days_apart,
    has_mark,
    instruments_differ,
    is_loosely_dated,
    means_differ,
    overlap,
    people_differ,
    same_words,
    share_of_words,
)
from dyadlog.consolidate.views import View

NEEDED = 3.25
"""Points from which two claims are taken for one happening."""
NEEDED_SPOKEN = 5.0
"""The same for acts done by words: one government praises another more than once a day."""
NEEDED_ALONE = 2.5
"""Points from which a claim without a day of its own goes to a happening, where no other can be meant."""
NEAR_DAYS = 5
"""Days up to which a common stretch of time counts as a definite date (a report's lag included)."""
UNLIKE = 0.25
"""Share of common words under which two sentences of one page tell of two things said."""
FURTHER_WORD = 0.5
"""Points for every content word but one that two sentences share: long sentences share a small part of theirs."""
MOST_WORDS = 4
"""Further words that count."""
MEETING = "meeting"
OF_AMOUNTS = ("commitment", "supply")
"""Families of acts that are told by how much: another amount makes another act likely."""
Parts = list[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Bond:
    """What ties two views: points, and the reasons in words."""

    first: int
    second: int
    points: float
    reason: str


def needed_points(view: View) -> float:
    """The points that a merge with this view takes."""
    return NEEDED_SPOKEN if view.family.spoken else NEEDED


def is_open_in_time(view: View) -> bool:
    """Whether a claim says no more of its time than a season or a year."""
    return view.span is None or (view.span[1] - view.span[0]).days > MONTH_DAYS


def may_go_alone(first: View, second: View, bond: Bond) -> bool:
    """Whether a bond that is too weak by itself suffices where no other happening can be meant."""
    if first.family.spoken or bond.points < NEEDED_ALONE:
        return False
    open_in_time = is_open_in_time(first) or is_open_in_time(second)
    return open_in_time and (lasts(first) or has_mark(first, second))


def weigh(first: View, second: View) -> Bond:
    """The points for two views being one happening."""
    parts = [
        *_weigh_people(first, second),
        *_weigh_states(first, second),
        *_weigh_time(first, second),
        *_weigh_words(first, second),
        *_weigh_places(first, second),
        *_weigh_figures(first, second),
        *_weigh_page(first, second),
        *_weigh_reference(first, second),
        *_weigh_kinds(first, second),
        *_weigh_differences(first, second),
    ]
    if lasts(first) and first.about == second.about and _hardly_twice(first, second):
        parts.append((1.25, "what does not change twice in so short a time"))
    if set(first.instruments) & set(second.instruments):
        parts.append((2.5, "the same agreement"))
    if first.happened != second.happened and not (first.denied or second.denied):
        parts.append((-0.5, "planned, then reported"))
    reason = "; ".join(reason for _, reason in parts if reason)
    return Bond(first.order, second.order, sum(points for points, _ in parts), reason)


def _weigh_people(first: View, second: View) -> Parts:
    doers, targets = first.doer.people & second.doer.people, first.target.people & second.target.people
    shared = first.people & second.people
    if not shared:
        posts = (first.doer.posts | first.target.posts) & (second.doer.posts | second.target.posts)
        return [(2.0, "the same office")] if posts else []
    if first.family.spoken:
        return [(1.5, "the same speaker")] if doers else [(1.0, "the same person spoken to")]
    if first.mutual or second.mutual:
        sides = len({state for state in first.states & second.states if _shares_people(first, second, state)})
        return [(4.5, "the same people on both sides")] if sides > 1 else [(2.5, "the same person")]
    if doers:
        return [(3.5 if not targets else 4.5, "the same person")]
    return [(1.5, "the same person on the other side")]


def _shares_people(first: View, second: View, state: str) -> bool:
    mine = first.doer.people_for(state) | first.target.people_for(state)
    return bool(mine & (second.doer.people_for(state) | second.target.people_for(state)))


def _weigh_states(first: View, second: View) -> Parts:
    common = first.states & second.states
    if len(common) >= 2:
        return [(1.5 if first.states == second.states else 1.0, "the same states")]
    others = (first.doer.others | first.target.others) & (second.doer.others | second.target.others)
    if common and others:
        return [(1.5, "the same parties")]
    if len(first.about) > 1 and first.about == second.about:
        return [(1.0, "on pages about the same states")]
    if common and first.states == second.states:
        return [(0.5, "the same state")]
    return [(0.25, "one state in common")] if common else []


def _weigh_time(first: View, second: View) -> Parts:
    if first.span is None or second.span is None:
        return _weigh_telling(first, second)
    start, end = max(first.span[0], second.span[0]), min(first.span[1], second.span[1])
    days = (min(end, date.max) - start).days + 1
    widest = max((span[1] - span[0]).days + 1 for span in (first.span, second.span))
    points = 1.0 if first.family.spoken else 2.0
    if days_apart(first, second):
        moved = (first.modality == "planned") != (second.modality == "planned")
        return [(-1.0, "planned for another day" if moved else "though dated differently")]
    if days < 1:
        return [(0.0, "")] if is_loosely_dated(first, second) else [(0.5, "days close to each other")]
    if widest <= NEAR_DAYS:
        return [(points, "on the same day" if widest == 1 else "at the same time")]
    if widest <= MONTH_DAYS:
        return [(points / 2, "in the same weeks")]
    if first.span == second.span:
        named = {view.method for view in (first, second) if view.method} == {"named_period"}
        return [(points, "in the same period")] if named else [(1.0, "in the same year")]
    return [(0.25, "")]


def _weigh_telling(first: View, second: View) -> Parts:
    """The time of two views of which one has no date, by the days of their pages."""
    if first.document_id == second.document_id:
        return []
    days = _days_between(first, second)
    points = 0.5 if first.family.spoken else 1.0
    if days is not None and days <= FRESH_DAYS:
        return [(points, "told in the same days")]
    if days is not None and days <= LASTING:
        return []
    if first.family.name == MEETING and first.happened and second.happened:
        return [(-3.0, "")]  # the same people meet again and again
    if first.kind in OF_INSTRUMENTS and not set(first.instruments) & set(second.instruments):
        return [(-1.0, "")]  # and so do states sign one agreement after another
    return [] if first.people & second.people else [(-0.5, "")]


def _days_between(first: View, second: View) -> int | None:
    """Days between the page that gives no date and the other's day, or its page's where that has none either."""
    undated, other = (first, second) if first.span is None else (second, first)
    if undated.told_on is None:
        return None
    if other.span is None:
        return abs((undated.told_on - other.told_on).days) if other.told_on else None
    start, end = other.span
    nearest = min(max(undated.told_on, start), end)
    return abs((undated.told_on - nearest).days) if not is_open_in_time(other) else None


def _hardly_twice(first: View, second: View) -> bool:
    """Whether two reports of a state are of times so near that it will not have changed twice."""
    if overlap(first, second):
        return True
    if not (is_open_in_time(first) or is_open_in_time(second)):
        return False
    known = [view.span[1] if view.span else view.told_on for view in (first, second)]
    return known[0] is not None and known[1] is not None and abs((known[0] - known[1]).days) <= LASTING


def _weigh_words(first: View, second: View) -> Parts:
    if first.document_id == second.document_id and first.sentence == second.sentence:
        return []
    if same_words(first, second):
        return [(3.0, "the same words")]
    if min(len(first.stems), len(second.stems)) < FEWEST_STEMS:
        return []
    share = share_of_words(first, second)
    if first.document_id == second.document_id and not _heads(first, second) and _are_two(first, second, share):
        return [(-1.0, "")]
    # a plan shares its words with much that is done later, and what is said with all else that is
    alike = first.happened == second.happened and not first.family.spoken
    further = min(max(len(first.stems & second.stems) - 1, 0), MOST_WORDS) if alike else 0
    return [(2.0 * share + FURTHER_WORD * further, "much the same words" if share >= ALIKE else "")]


def _are_two(first: View, second: View, share: float) -> bool:
    """Whether sentences of one page have so few words in common that they likely tell of two things."""
    if first.family.spoken:
        return share < UNLIKE
    return not share and not max(first, second, key=lambda view: view.order).definite


def _heads(first: View, second: View) -> bool:
    return first.in_headline or second.in_headline


def _weigh_places(first: View, second: View) -> Parts:
    if first.document_id == second.document_id and first.sentence == second.sentence:
        return []
    shared = first.names & second.names
    if shared:
        reason = "the same place" if first.places & second.places else "the same names"
        return [(1.5 if len(shared) == 1 else 2.0, reason)]
    if first.places & second.places:
        return [(0.5, "the same place")]
    if first.places and second.places and first.family.name == FORCE:
        return [(-1.0, "though in places of other names")]
    return []


def _weigh_figures(first: View, second: View) -> Parts:
    """The same number of the same unit ("twelve days", "40 killed") in two sentences."""
    if first.document_id == second.document_id and first.sentence == second.sentence:
        return []
    if first.figures & second.figures:
        return [(1.0, "the same figure")]
    units = {unit for unit, *_ in first.figures} & {unit for unit, *_ in second.figures}
    if units and first.family.name in OF_AMOUNTS and first.happened == second.happened:
        return [(-1.0, "though of another amount")]
    return []


def _weigh_page(first: View, second: View) -> Parts:
    """On one page, a short mention points back to the fuller one nearest before it."""
    if first.document_id != second.document_id:
        return []
    later = max(first, second, key=lambda view: view.order)
    nearness = 0.5 / (1 + abs(first.sentence - second.sentence))
    if first.in_headline or second.in_headline:
        return [(1.0 + nearness, "headline and text of one page")]
    if later.definite:
        return [(1.5 + nearness, "spoken of again on the same page")]
    return [(0.5 + nearness, "on the same page")]


def _weigh_reference(first: View, second: View) -> Parts:
    """What another page speaks of as known ("the raid of March") is likelier what has been told already."""
    if first.document_id == second.document_id or first.family.spoken or first.family.name == MEETING:
        return []
    known = (first.definite and first.span is not None) or (second.definite and second.span is not None)
    return [(0.5, "spoken of as known")] if known else []


def _weigh_kinds(first: View, second: View) -> Parts:
    if first.received != second.received:
        return [(-0.5, "")]
    if first.kind == second.kind:
        return [(0.5, "")]
    return [(-1.0, "though by other means")] if means_differ(first, second) else []


def _weigh_differences(first: View, second: View) -> Parts:
    """What two reports contradict each other in, and may where all else agrees."""
    parts: Parts = []
    if not casts_meet(first, second):
        parts.append((-1.0, "though with the sides exchanged"))
    if people_differ(first, second):
        parts.append((-1.5, "though with other people"))
    if instruments_differ(first, second):
        parts.append((-0.5, ""))
    return parts
