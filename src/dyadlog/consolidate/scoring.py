"""Scoring: how much speaks for two claims telling of one happening, and what rules it out.

Points are added for what two claims share; each carries its reason in words, which the event keeps. The points were
set by judgement on our own pages and are few on purpose: a reader must be able to follow why two reports were merged.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dyadlog.consolidate.blocking import GAP_DAYS, LOOSE_GAP
from dyadlog.consolidate.views import Cast, View

NEEDED = 3.5
"""Points from which two claims are taken for one happening."""
NEEDED_SPOKEN = 5.0
"""The same for acts done by words: one government praises another more than once a day."""
ALIKE = 0.6
"""Share of the shorter sentence's content words from which two reports may be one text."""
NEAR_DAYS = 5
"""Days up to which a common stretch of time counts as a definite date (a report's lag included)."""
MONTH_DAYS = 45


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


def obstacle(first: View, second: View) -> str | None:
    """Why two views cannot be one happening; None where nothing rules it out."""
    if first.family.name != second.family.name:
        return "another sort of act"
    if (first.mode == "phone") != (second.mode == "phone"):
        return "one by telephone, one in person"
    if first.document_id == second.document_id and _told_and_planned(first, second):
        return "one done and one to come on the same page"
    if not _modalities_meet(first, second):
        return "one called for or supposed, the other not"
    if _days_apart(first, second):
        return "on different days"
    if not _casts_meet(first, second):
        return "other parties"
    if _people_differ(first, second):
        return "other people of the same state"
    if first.instruments and second.instruments and not set(first.instruments) & set(second.instruments):
        return "other agreements"
    if first.merge == "none" and not _same_words(first, second):
        return "statements of different words"
    return None


def weigh(first: View, second: View) -> Bond:
    """The points for two views being one happening."""
    parts = [
        *_weigh_people(first, second),
        *_weigh_states(first, second),
        *_weigh_time(first, second),
        *_weigh_words(first, second),
        *_weigh_figures(first, second),
        *_weigh_page(first, second),
    ]
    if first.kind == second.kind:
        parts.append((0.5, ""))
    if first.merge == "state" and first.states == second.states and _overlap(first, second):
        parts.append((1.25, "what does not change twice in so short a time"))
    if set(first.instruments) & set(second.instruments):
        parts.append((2.5, "the same agreement"))
    if first.happened != second.happened and not (first.denied or second.denied):
        parts.append((-0.5, "planned, then reported"))
    reason = "; ".join(reason for _, reason in parts if reason)
    return Bond(first.order, second.order, sum(points for points, _ in parts), reason)


def _modalities_meet(first: View, second: View) -> bool:
    """What is called for or merely supposed is no happening; a plan, its happening and its denial are about one."""
    apart = ("requested", "hypothetical")
    modalities = (first.modality, second.modality)
    return modalities[0] == modalities[1] or not any(modality in apart for modality in modalities)


def _told_and_planned(first: View, second: View) -> bool:
    """Whether one claim tells of the act as done and the other as planned; no page does so of one act."""
    planned = [view.modality == "planned" for view in (first, second)]
    return planned[0] != planned[1] and (first.happened or second.happened)


def _days_apart(first: View, second: View) -> bool:
    if first.span is None or second.span is None:
        return False
    gap = timedelta(days=GAP_DAYS[first.merge])
    if first.document_id != second.document_id and _is_loosely_dated(first, second):
        gap = LOOSE_GAP
    (start, end), (other_start, other_end) = first.span, second.span
    later, earlier = max(start, other_start), min(end, other_end)
    return later > earlier and later - earlier > gap


def _is_loosely_dated(first: View, second: View) -> bool:
    """Whether a date only follows from where the sentence stands on its page: too little to tell happenings apart."""
    return any(view.method == "narrative" for view in (first, second))


def _casts_meet(first: View, second: View) -> bool:
    """Whether the parties can be the same: nobody on a side of one claim is replaced by somebody else in the other."""
    if first.mutual or second.mutual:
        return _nested(first.states, second.states) or bool(first.people & second.people)
    return _sides_meet(first.doer, second.doer) and (
        _sides_meet(first.target, second.target)
        or bool(first.doer.people & second.doer.people and not second.target.states)
    )


def _nested(states: frozenset[str], others: frozenset[str]) -> bool:
    return states <= others or others <= states or len(states & others) >= 2


def _sides_meet(cast: Cast, other: Cast) -> bool:
    if cast.states and other.states:
        return bool(cast.states & other.states)
    if cast.others and other.others:
        return bool(cast.others & other.others)
    return True


def _people_differ(first: View, second: View) -> bool:
    """Whether for some state each claim names people and none in common."""
    named = first.people and second.people
    if not named and not any(cast.unnamed for cast in (first.doer, first.target, second.doer, second.target)):
        return False
    if first.mutual or second.mutual:
        sides = [(first.doer, second.doer), (first.target, second.target)]
        sides += [(first.doer, second.target), (first.target, second.doer)]
    elif first.family.whole or second.family.whole or first.family.flipped or second.family.flipped:
        sides = [(first.doer, second.doer)]  # whoever receives a visitor, it is one visit
    else:
        sides = [(first.doer, second.doer), (first.target, second.target)]
    for state in first.states & second.states:
        mine = frozenset().union(*(cast.people_for(state) for cast, _ in sides))
        theirs = frozenset().union(*(cast.people_for(state) for _, cast in sides))
        if mine and theirs and not mine & theirs:
            return True
    return any(_posts_differ(mine, theirs) or _posts_differ(theirs, mine) for mine, theirs in sides)


def _posts_differ(cast: Cast, other: Cast) -> bool:
    """Whether one claim speaks of an unnamed holder of an office that nobody of that state in the other holds."""
    for state in {state for state, _ in cast.unnamed}:
        mine = {post for code, post in cast.unnamed if code == state}
        theirs = {post for code, post in other.posts if code == state}
        if theirs and not mine & theirs and not cast.people_for(state) & other.people_for(state):
            return True
    return False


def _same_words(first: View, second: View) -> bool:
    return len(first.stems) >= 4 and first.stems == second.stems


def _weigh_people(first: View, second: View) -> list[tuple[float, str]]:
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


def _weigh_states(first: View, second: View) -> list[tuple[float, str]]:
    common = first.states & second.states
    if len(common) >= 2:
        return [(1.5 if first.states == second.states else 1.0, "the same states")]
    others = (first.doer.others | first.target.others) & (second.doer.others | second.target.others)
    if common and others:
        return [(1.5, "the same parties")]
    if common and first.states == second.states:
        return [(0.5, "the same state")]
    return [(0.25, "one state in common")] if common else []


def _overlap(first: View, second: View) -> bool:
    """Whether both are dated, to days that can be the same."""
    if first.span is None or second.span is None or first.span[0] == date.min or second.span[0] == date.min:
        return False
    return first.span[0] <= second.span[1] and second.span[0] <= first.span[1]


def _weigh_time(first: View, second: View) -> list[tuple[float, str]]:
    if first.span is None or second.span is None:
        return [] if first.document_id == second.document_id or first.people & second.people else [(-0.5, "")]
    start, end = max(first.span[0], second.span[0]), min(first.span[1], second.span[1])
    days = (min(end, date.max) - start).days + 1
    widest = max((span[1] - span[0]).days + 1 for span in (first.span, second.span))
    points = 1.0 if first.family.spoken else 2.0
    if days < 1:
        return [(0.0, "")] if _is_loosely_dated(first, second) else [(0.5, "days close to each other")]
    if widest <= NEAR_DAYS:
        return [(points, "on the same day" if widest == 1 else "at the same time")]
    if widest <= MONTH_DAYS:
        return [(points / 2, "in the same weeks")]
    if first.span == second.span:
        named = {view.method for view in (first, second) if view.method} == {"named_period"}
        return [(points, "in the same period")] if named else [(1.0, "in the same year")]
    return [(0.25, "")]


def _weigh_words(first: View, second: View) -> list[tuple[float, str]]:
    if first.document_id == second.document_id and first.sentence == second.sentence:
        return []
    if _same_words(first, second):
        return [(3.0, "the same words")]
    smaller = min(len(first.stems), len(second.stems))
    parts = [(0.5, "the same place")] if first.places & second.places else []
    if smaller >= 3:
        share = len(first.stems & second.stems) / smaller
        parts.append((2.0 * share, "much the same words" if share >= ALIKE else ""))
    return parts


def _weigh_figures(first: View, second: View) -> list[tuple[float, str]]:
    """The same number of the same unit ("twelve days", "40 killed") in two sentences."""
    if first.document_id == second.document_id and first.sentence == second.sentence:
        return []
    return [(1.0, "the same figure")] if first.figures & second.figures else []


def _weigh_page(first: View, second: View) -> list[tuple[float, str]]:
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
