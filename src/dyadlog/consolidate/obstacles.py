"""Obstacles: what keeps two claims from telling of one happening, and what may differ where the rest agrees.

What may differ (a day, a person of one office, who did it to whom) is what sources contradict each other in: the bond
then says so in words, and the ledger shows it.
"""

from datetime import date, timedelta

from dyadlog.consolidate.blocking import GAP_DAYS, LOOSE_GAP, MISDATED, POSTPONED, is_not_yet
from dyadlog.consolidate.views import Cast, View

BEFORE = timedelta(days=1)
"""How long before its day a page can tell of something as done (clocks and print)."""
AFTER = timedelta(days=3)
"""How long after its day a page can still tell of something as to come."""
MONTH_DAYS = 45
ALIKE = 0.6
"""Share of the shorter sentence's content words from which two reports may be one text."""
FEWEST_STEMS = 3
OF_PEOPLE = ("meeting", "visit")
"""Families of encounters: they are told by who met, whatever agreements they were about."""
OF_INSTRUMENTS = ("sign", "ratify", "extend", "suspend_agreement", "withdraw_from_treaty", "violate_agreement")
"""Kinds of acts done to an agreement."""
OTHER_PARTIES = "other parties"
FORCE = "attack"
"""The family of the uses of force: who did it to whom is what the sides tell differently."""
ANY_MINISTER = "cabinet_minister"
IN_ANY_MANNER = "confer"
"""The kind that leaves open whether it was in person or by telephone."""


def obstacle(first: View, second: View) -> str | None:
    """Why two views cannot be one happening; None where nothing rules it out."""
    if first.family.name != second.family.name:
        return "another sort of act"
    if manners_differ(first, second):
        return "one by telephone, one in person"
    if first.document_id == second.document_id and _told_and_planned(first, second):
        return "one done and one to come on the same page"
    if not _modalities_meet(first, second):
        return "one called for or supposed, the other not"
    if days_apart(first, second) and not _may_err(first, second):
        return "on different days"
    if _told_before(first, second) or _told_before(second, first):
        return "told before the other was"
    if _planned_after(first, second) or _planned_after(second, first):
        return "planned after the other was"
    if _not_there(first, second):
        return "one says that they were not in another place"
    if _of_other_gates(first, second):
        return "of other crossings"
    if means_differ(first, second) and not has_mark(first, second):
        return "by other means"
    if not casts_meet(first, second) and not may_be_turned(first, second):
        return OTHER_PARTIES
    if people_differ(first, second) and not may_be_another(first, second):
        return "other people of the same state"
    if instruments_differ(first, second) and _is_of_instruments(first) and not (first.vague or second.vague):
        return "other agreements"
    if first.merge == "none" and not same_words(first, second):
        return "statements of different words"
    return None


def _is_of_instruments(view: View) -> bool:
    """Whether an act is done to an agreement, so that another agreement makes it another act."""
    return view.kind in OF_INSTRUMENTS


def is_firm(first: View, second: View) -> bool:
    """Whether an obstacle between two views parts all reports that stand with them: what sources contradict each other
    in does not, where most reports of both sides have nothing against each other."""
    if first.family.spoken or manners_differ(first, second) or not _modalities_meet(first, second):
        return True
    if first.document_id == second.document_id:
        return True
    moved = (first.modality == "planned") != (second.modality == "planned")
    undone = _not_yet(first, second) or _not_yet(second, first)
    if days_apart(first, second).days > (POSTPONED if moved else MISDATED) and not undone:
        return True
    if _told_before(first, second) or _told_before(second, first):
        return True
    if _planned_after(first, second) or _planned_after(second, first):
        return True
    if _not_there(first, second) or _of_other_gates(first, second):
        return True
    return people_differ(first, second) and not may_be_another(first, second)


def manners_differ(first: View, second: View) -> bool:
    """Whether one was by telephone and the other was not."""
    if (first.mode == "phone") == (second.mode == "phone"):
        return False
    return first.document_id != second.document_id or IN_ANY_MANNER not in (first.kind, second.kind)


def _modalities_meet(first: View, second: View) -> bool:
    """What is called for or merely supposed is no happening; a plan, its happening and its denial are about one."""
    apart = ("requested", "hypothetical")
    modalities = (first.modality, second.modality)
    return modalities[0] == modalities[1] or not any(modality in apart for modality in modalities)


def _told_and_planned(first: View, second: View) -> bool:
    """Whether one claim tells of the act as done and the other as planned; no page does so of one act."""
    planned = [view.modality == "planned" for view in (first, second)]
    return planned[0] != planned[1] and (first.happened or second.happened)


def days_apart(first: View, second: View) -> timedelta:
    """How much farther apart the days are than one happening can be told; zero where they are not."""
    if first.span is None or second.span is None:
        return timedelta(0)
    gap = timedelta(days=GAP_DAYS[first.merge])
    if first.document_id != second.document_id and is_loosely_dated(first, second):
        gap = LOOSE_GAP
    (start, end), (other_start, other_end) = first.span, second.span
    later, earlier = max(start, other_start), min(end, other_end)
    return max(later - earlier - gap, timedelta(0)) if later > earlier else timedelta(0)


def _may_err(first: View, second: View) -> bool:
    """Whether two sources may date one happening differently: both tell it alike otherwise, and the days are near."""
    if first.document_id == second.document_id or first.family.spoken:
        return False
    if _not_yet(first, second) or _not_yet(second, first):
        return has_mark(first, second)
    moved = (first.modality == "planned") != (second.modality == "planned")
    if days_apart(first, second).days > (POSTPONED if moved else MISDATED):
        return False
    return has_mark(first, second) or (moved and _keeps_to_plan(first, second))


def _not_yet(first: View, second: View) -> bool:
    """Whether one says that the act had not been done by a day, and the other that it was later."""
    return is_not_yet(first) and second.happened


def _keeps_to_plan(first: View, second: View) -> bool:
    """Whether what was done is told as what was planned: the same people do it, or in like words."""
    return bool(first.doer.people & second.doer.people) or len(first.stems & second.stems) >= FEWEST_STEMS


def has_mark(first: View, second: View) -> bool:
    """Whether both name one thing that few happenings share: a place, a figure or an agreement."""
    return bool(
        first.names & second.names
        or first.places & second.places
        or first.figures & second.figures
        or set(first.instruments) & set(second.instruments)
    )


def is_loosely_dated(first: View, second: View) -> bool:
    """Whether a date only follows from where the sentence stands on its page: too little to tell happenings apart."""
    return any(view.method == "narrative" for view in (first, second))


def _told_before(first: View, second: View) -> bool:
    """Whether a page tells of the one, undated, as done before the day of the other."""
    if first.span is not None or second.span is None or first.told_on is None or not first.happened:
        return False
    return second.method != "narrative" and second.span[0] - first.told_on > BEFORE


def _planned_after(first: View, second: View) -> bool:
    """Whether a page tells of the one as still to come when the other was done."""
    if first.modality != "planned" or not second.happened or first.told_on is None:
        return False
    done = second.span[1] if second.span else second.told_on
    return done is not None and first.told_on - done > AFTER


def means_differ(first: View, second: View) -> bool:
    """Whether two uses of force were by different means."""
    return first.family.name == FORCE and bool(first.mode and second.mode) and first.mode != second.mode


def _not_there(first: View, second: View) -> bool:
    """Whether one says that people did not go to a place, and the other that they went to another."""
    if first.family.name not in OF_PEOPLE or first.negated == second.negated:
        return False
    return bool(first.places and second.places) and not first.places & second.places


def _of_other_gates(first: View, second: View) -> bool:
    """Whether two acts open or shut different crossings, or one of them a single one and the other all."""
    return bool(first.gates and second.gates) and not first.gates & second.gates


def casts_meet(first: View, second: View) -> bool:
    """Whether the parties can be the same: nobody on a side of one claim is replaced by somebody else in the other."""
    if first.mutual or second.mutual:
        return _nested(first.states, second.states) or bool(first.people & second.people)
    return _sides_meet(first.doer, second.doer, first) and (
        _sides_meet(first.target, second.target, first)
        or bool(first.doer.people & second.doer.people and not second.target.states)
    )


def _nested(states: frozenset[str], others: frozenset[str]) -> bool:
    return states <= others or others <= states or len(states & others) >= 2


def _sides_meet(cast: Cast, other: Cast, view: View) -> bool:
    if cast.states and other.states:
        return bool(cast.states & other.states)
    if cast.others and other.others and view.family.name != FORCE:
        return bool(cast.others & other.others)
    return True


def may_be_turned(first: View, second: View) -> bool:
    """Whether two sources may tell one act with the sides exchanged: they share a figure, or of an act that only one
    side can have done the words."""
    if first.family.spoken or first.kind != second.kind:
        return False
    if len(first.about) < 2 or first.about != second.about:
        return False
    if first.document_id == second.document_id:  # one page with the word of either side
        charged = first.modality == second.modality == "claimed" and first.sentence != second.sentence
        return charged and first.family.name == FORCE and first.span is not None and first.span == second.span
    if first.figures & second.figures or first.names & second.names:
        return True
    one_sided = first.family.name == FORCE or first.merge == "state"
    return one_sided and share_of_words(first, second) >= ALIKE


def people_differ(first: View, second: View) -> bool:
    """Whether for some state each claim names people and none in common."""
    unnamed = any(cast.unnamed for cast in (first.doer, first.target, second.doer, second.target))
    if not unnamed and not (first.people and second.people):
        return False
    if first.doer == second.doer and first.target == second.target:
        return False
    mutual = first.mutual or second.mutual
    # whoever receives a visitor, it is one visit
    guests = not mutual and any(view.family.whole or view.family.flipped for view in (first, second))
    mine, theirs = (dict(view.doer.people_of) if guests else view.people_of for view in (first, second))
    if any(people and theirs.get(state) and not people & theirs[state] for state, people in mine.items()):
        return True
    if not unnamed:
        return False
    sides = [(first.doer, second.doer)] if guests else [(first.doer, second.doer), (first.target, second.target)]
    sides += [(first.doer, second.target), (first.target, second.doer)] if mutual else []
    return any(_posts_differ(cast, other) or _posts_differ(other, cast) for cast, other in sides)


def _posts_differ(cast: Cast, other: Cast) -> bool:
    """Whether one claim speaks of an unnamed holder of an office that nobody of that state in the other holds."""
    for state in {state for state, _ in cast.unnamed}:
        mine = {office for code, office in cast.unnamed if code == state}
        theirs = {office for code, office in other.posts if code == state}
        general = ANY_MINISTER in mine and any(office.endswith("_minister") for office in theirs)
        if theirs and not general and not mine & theirs and not cast.people_for(state) & other.people_for(state):
            return True
    return False


def may_be_another(first: View, second: View) -> bool:
    """Whether two sources may name different people of one happening: of one office or over one agreement, in one
    place and at one time."""
    if first.family.spoken or first.document_id == second.document_id or not _share_weeks(first, second):
        return False
    if set(first.instruments) & set(second.instruments):
        return True
    if not (first.names & second.names or first.places & second.places):
        return False
    return bool((first.doer.posts | first.target.posts) & (second.doer.posts | second.target.posts))


def _share_weeks(first: View, second: View) -> bool:
    spans = (first.span, second.span)
    if spans[0] is None or spans[1] is None:
        return False
    narrow = all(span is not None and (span[1] - span[0]).days <= MONTH_DAYS for span in spans)
    return narrow and days_apart(first, second).days <= MISDATED


def instruments_differ(first: View, second: View) -> bool:
    """Whether both speak of agreements and of none in common."""
    if first.family.name in OF_PEOPLE or not (first.instruments and second.instruments):
        return False
    return not set(first.instruments) & set(second.instruments)


def share_of_words(first: View, second: View) -> float:
    """The share of the shorter sentence's content words that the other has; 0 where it is too short to say."""
    smaller = min(len(first.stems), len(second.stems))
    return len(first.stems & second.stems) / smaller if smaller >= FEWEST_STEMS else 0.0


def same_words(first: View, second: View) -> bool:
    """Whether two claims are told in the same words."""
    return len(first.stems) > FEWEST_STEMS and first.stems == second.stems


def overlap(first: View, second: View) -> bool:
    """Whether both are dated, to days that can be the same."""
    if first.span is None or second.span is None or first.span[0] == date.min or second.span[0] == date.min:
        return False
    return first.span[0] <= second.span[1] and second.span[0] <= first.span[1]
