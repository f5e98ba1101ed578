"""Roles: one act that pages, or the two sides themselves, tell with doer and target the other way round."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from dyadlog.findings.book import Book
from dyadlog.findings.matters import Matter, apart_by, pair_up, points, turned
from dyadlog.findings.notes import show_direction
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
FORCE = "ASSAULT"
HARM = ("kill", "wound", "destroy", "massacre")
"""What a fight did to either side; both may have suffered it."""
ANSWERED = ("SANCTION", "COERCE", "MOBILIZE")
"""Sorts of act that are answered in kind: both sides may have done it."""
ONE_AT_A_TIME = ("close_border", "close_airspace", "suspend_agreement", "suspend_talks", "withdraw_from_treaty")
"""Acts of these sorts on what both share: once one side has done it there is nothing left to do for the other."""
COMMON_WORDS = 2
"""Words that two such acts must share to be one."""
MOST = 4


def find_roles(book: Book, matters: Sequence[Matter]) -> Iterator[Finding]:
    """For every two events that are one act in both directions, the reports of either."""
    told = [m for m in matters if m.told.happened and m.directed and _has_one_doer(book, m)]
    voiced = {(m.page, m.sort, m.doers, m.targets) for m in told if not m.told.claim.attribution}
    pairs: dict[tuple[str, str], list[tuple[Matter, Matter]]] = defaultdict(list)
    for one, other in pair_up(told, told):
        if one.told.order < other.told.order and turned(one, other) and _may_be_one(book, one, other):
            ours = any(
                {(m.page, m.sort, m.doers, m.targets), (m.page, m.sort, m.targets, m.doers)} <= voiced
                for m in (one, other)
            )
            if not ours:  # a page that tells both on its own word tells of an exchange
                pairs[one.event, other.event].append((one, other))
    for rows in pairs.values():
        sides_of_act = [list({m.told.order: m.told for m in column}.values()) for column in zip(*rows, strict=True)]
        shown = [one for column in sides_of_act for one in one_of_each(column, MOST)]
        sides = [side_of(one, show_direction(book, one)) for one in shown]
        charged = all(_on_word_of_target(m) for row in rows for m in row)
        note = "each side names the other" if charged else "the act is told in both directions"
        yield make_finding("role", "actor", sides, states_of(*(one.claim for one in shown)), note=note)


def _has_one_doer(book: Book, matter: Matter) -> bool:
    """Whether an act is done by one side to the other at one time, so that only one of them can have done it."""
    kind = matter.told.claim.kind
    if matter.spoken:
        return kind in INITIATIVE
    return book.knowledge.kinds.get(kind).merge in ("day", "state")


def _may_be_one(book: Book, one: Matter, other: Matter) -> bool:
    """Whether two acts in opposite directions can be one that pages turn round."""
    shared = len(one.words & other.words)
    alike = one.family == other.family and not {one.told.claim.kind, other.told.claim.kind} & {*HARM}
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
    dated = when is not None and then is not None
    charges = 2 if dated and _on_word_of_target(one) and _on_word_of_target(other) else 0
    state = 1 if book.knowledge.kinds.get(one.told.claim.kind).merge == "state" else 0
    found = points(one, other) + charges + state
    if one.sort in ANSWERED and one.family not in ONE_AT_A_TIME and shared < COMMON_WORDS:
        return False
    return found >= ENOUGH + (1 if one.spoken else 0) and bool(shared or charges or state)


def _on_word_of_target(matter: Matter) -> bool:
    """Whether an act is told on the word of the side it was done to."""
    return any(link.side in matter.targets for link in matter.told.claim.attribution)
