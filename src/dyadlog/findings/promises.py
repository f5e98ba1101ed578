"""Promises: what was promised, and the deed of another sort by which it was kept, or was not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dyadlog.findings.book import Book
from dyadlog.findings.matters import COMMON_WORD, Matter, printed
from dyadlog.findings.notes import note_turn
from dyadlog.findings.sides import make_finding, one_of_each, side_of, states_of
from dyadlog.records import Finding

PROMISE = "pledge"
"""The kind of act by which something is promised."""
KEEPING = (1, 2)
"""The quad classes of deeds that keep a promise."""
ENOUGH = 3
"""Words to share where neither a figure is the same nor the deed's sentence speaks of a promise."""
MOST = 4


def find_promises(book: Book, matters: Sequence[Matter]) -> Iterator[Finding]:
    """For every promise, what other pages say that its giver did, or did not do, for the other side of it."""
    given = [m for m in matters if m.told.claim.kind == PROMISE and m.told.happened and m.doers and m.targets]
    recalling = frozenset().union(*(matter.verbs for matter in given))
    done: dict[tuple[object, ...], list[Matter]] = defaultdict(list)
    for matter in matters:
        if _is_deed(matter):
            for mark in (*matter.words, *matter.figures):
                done[matter.doers, matter.targets, mark].append(matter)
    kept: dict[str, list[tuple[int, Matter, Matter]]] = defaultdict(list)
    for promise in given:
        marks = ((promise.doers, promise.targets, mark) for mark in (*promise.words, *promise.figures))
        rows = [done[key] for key in marks if 0 < len(done.get(key, ())) <= COMMON_WORD]
        for deed in sorted({m.told.order: m for row in rows for m in row}.values(), key=lambda m: m.told.order):
            recalled = bool(recalling & deed.words)
            shared, figure = len(promise.words & deed.words), bool(promise.figures & deed.figures)
            plain = (shared and (recalled or figure)) or shared >= ENOUGH
            if plain and _can_keep(promise, deed):
                kept[promise.event].append((shared + recalled + figure, promise, deed))
    for kept_by in kept.values():
        best = max(kept_by, key=lambda row: (row[0], -row[2].told.order))[2]
        yield _make([row for row in kept_by if row[2].event == best.event])


def _is_deed(matter: Matter) -> bool:
    claim = matter.told.claim
    told = claim.modality in ("asserted", "claimed") and not matter.spoken
    return told and claim.quad_class in KEEPING and bool(matter.doers and matter.targets)


def _can_keep(promise: Matter, deed: Matter) -> bool:
    """Whether a deed can be what was promised: told on a later page, and not done before."""
    said, told = printed(promise.told.document), printed(deed.told.document)
    if promise.told.origin == deed.told.origin or said is None or told is None or told <= said:
        return False
    return deed.stated is None or deed.stated.end is None or deed.stated.end >= said


def _make(rows: Sequence[tuple[int, Matter, Matter]]) -> Finding:
    columns = [list({row[n].told.order: row[n].told for row in rows}.values()) for n in (1, 2)]  # type: ignore[union-attr]
    ahead, there = (one_of_each(column, MOST) for column in columns)
    sides = [side_of(one, "promised") for one in ahead]
    sides += [side_of(one, one.claim.modality if one.happened else "not done") for one in there]
    note = note_turn(ahead, there, "kept" if any(one.happened for one in there) else "not kept")
    note = f"promised, {note.split(', ', 1)[1]}"
    return make_finding("update", "modality", sides, states_of(*(one.claim for one in (*ahead, *there))), note=note)
