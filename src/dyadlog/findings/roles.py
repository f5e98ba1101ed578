"""Roles: one act that pages, or the two sides themselves, tell with doer and target the other way round."""

from collections.abc import Iterator, Sequence, Set
from datetime import timedelta

from dyadlog.findings.book import Book
from dyadlog.findings.matters import FORCE, HARM, NARROW, Matter, apart_by, pair_up, points, turned
from dyadlog.findings.notes import show_direction
from dyadlog.findings.places import places_apart
from dyadlog.findings.sides import make_finding, one_of_each, printed_within, side_of, states_of
from dyadlog.records import Finding

FEW_DAYS = timedelta(days=2)
"""How far apart the days may lie that the two sides give for one incident."""
NEAR = timedelta(days=30)
"""Pages printed further apart than this, of which one gives no day, speak of different incidents."""
ENOUGH = 3
"""Points from which two acts in opposite directions are one."""
INITIATIVE = ("propose", "request", "cancel", "postpone")
"""Acts of words that only one side can have done first."""
ANSWERED = ("SANCTION", "COERCE", "MOBILIZE")
"""Sorts of act that are answered in kind: both sides may have done it."""
ONE_AT_A_TIME = ("close_border", "close_airspace", "suspend_agreement", "suspend_talks", "withdraw_from_treaty")
"""Acts of these sorts on what both share: once one side has done it there is nothing left to do for the other."""
COMMON_WORDS = 2
"""Words that two such acts must share to be one."""
WORDS_OF_TWO_DAYS = 3
"""The same for force that pages put on two days."""
MOST = 4


def find_roles(book: Book, matters: Sequence[Matter]) -> Iterator[Finding]:
    """For every two events that are one act in both directions, the reports of either."""
    told = [m for m in matters if m.told.happened and m.directed and _has_one_doer(book, m)]
    voiced = {(m.page, m.family, m.doers, m.targets) for m in told if not m.told.claim.attribution}
    linked: dict[str, list[Matter]] = {}
    for one, other in pair_up(told, told):
        exchanged = any(_tells_both(voiced, matter) for matter in (one, other))
        if one.told.order < other.told.order and not exchanged and turned(one, other) and _may_be_one(book, one, other):
            _link(linked, one, other)
    for group in {id(group): group for group in linked.values()}.values():
        yield _make(book, group)


def _tells_both(voiced: Set[tuple[object, ...]], matter: Matter) -> bool:
    """Whether a page tells both directions on its own word: then it tells of an exchange."""
    back = (matter.page, matter.family, matter.targets, matter.doers)
    return {(matter.page, matter.family, matter.doers, matter.targets), back} <= voiced


def _link(linked: dict[str, list[Matter]], one: Matter, other: Matter) -> None:
    """Put two reports in one group with all that their events are linked to."""
    keys = [matter.event for matter in (one, other)]
    if one.sort == FORCE:  # one raid leads to another: only reports of the same two events go together
        keys = [" ".join(sorted(keys))]
    merged: dict[int, Matter] = {}
    for matter in (*(known for key in keys for known in linked.get(key, ())), one, other):
        merged.setdefault(matter.told.order, matter)
    group = list(merged.values())
    for key in {*keys, *(matter.event for matter in group if one.sort != FORCE)}:
        linked[key] = group


def _make(book: Book, group: Sequence[Matter]) -> Finding:
    """The reports of either direction, that of the first report before the other."""
    rows = sorted(group, key=lambda matter: matter.told.order)
    columns = [[m.told for m in rows if (m.doers == rows[0].doers) == first] for first in (True, False)]
    shown = [one for column in columns for one in one_of_each(column, MOST)]
    sides = [side_of(one, show_direction(book, one)) for one in shown]
    charged = all(_on_word_of_target(matter) for matter in rows)
    note = "each side names the other" if charged else "the act is told in both directions"
    return make_finding("role", "actor", sides, states_of(*(one.claim for one in shown)), note=note)


def _has_one_doer(book: Book, matter: Matter) -> bool:
    """Whether an act is done by one side to the other at one time, so that only one of them can have done it."""
    kind = matter.told.claim.kind
    if matter.spoken:
        return kind in INITIATIVE
    row = book.knowledge.kinds.get(kind)
    return kind not in HARM and row.merge in ("day", "state") and (not row.mutual or matter.sort == FORCE)


def _may_be_one(book: Book, one: Matter, other: Matter) -> bool:
    """Whether two acts in opposite directions can be one that pages turn round."""
    shared = len(one.words & other.words)
    alike = one.family == other.family and (one.sort != FORCE or one.told.claim.kind == other.told.claim.kind)
    if not alike and (one.sort != other.sort or one.sort != FORCE or shared < COMMON_WORDS):
        return False
    if one.told.document is other.told.document and not (_on_word_of_target(one) or _on_word_of_target(other)):
        return False
    if one.told.origin == other.told.origin and one.told.document is not other.told.document:
        return False
    when, then = one.time, other.time
    if when is not None and then is not None:
        gap = apart_by(when, then)
        if gap is None or gap > FEW_DAYS:
            return False
    elif not printed_within(NEAR, one.told.document, other.told.document):
        return False
    near = (  # each side may date a fight by its own clock
        when is not None and then is not None and max(when.days() or NARROW + 1, then.days() or NARROW + 1) <= NARROW
    )
    charged = _on_word_of_target(one) and _on_word_of_target(other)
    charges = 2 if charged and (near or shared) else 0
    same_day = near and when is not None and then is not None and when.overlaps(then)
    if one.sort == FORCE and not same_day and not (near and one.event == other.event) and shared < COMMON_WORDS:
        return False
    if one.sort == FORCE and not same_day and one.event != other.event:  # a blow and its answer, each where it fell
        told_by_day = one.day is not None and other.day is not None and not charged
        if (told_by_day and shared < WORDS_OF_TWO_DAYS) or places_apart(book, one.told, other.told):
            return False
    state = 1 if book.knowledge.kinds.get(one.told.claim.kind).merge == "state" else 0
    if one.sort in ANSWERED and one.family not in ONE_AT_A_TIME and shared < COMMON_WORDS:
        return False
    found = points(one, other) + charges + state
    return found >= ENOUGH + (1 if one.spoken else 0) and bool(shared or charges or state)


def _on_word_of_target(matter: Matter) -> bool:
    """Whether an act is told on the word of the side it was done to."""
    return any(link.side in matter.targets for link in matter.told.claim.attribution)
