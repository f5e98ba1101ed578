"""Periods: the record cut into stretches of time, so that comparing grows with the record and not with its square.

A claim is present in the block of days that its page was printed in, and in the blocks that it speaks of. Claims are
compared within windows of two blocks following each other: whatever is no further apart than a block meets in one.
A page is also compared with those of the time it looks back on; one without any date, only with others like it.

A window that many pages are present in is crowded: there only claims are compared that have two states in common, those
of every two states by themselves, so that one more page costs no more than the pages on its states.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from dyadlog.findings.book import Book, Told
from dyadlog.findings.corroboration import LOOSE_METHODS
from dyadlog.records import Claim, Document, Event, Finding, Reading
from dyadlog.records.pairs import pairs_of

BLOCK = 61
"""Days of a block; no finding outside of events compares pages printed further apart than 60."""
MOST_DAYS = 2 * BLOCK
"""A claim that may be of more days than this is present where its page is, and nowhere else."""
A_YEAR = 366
"""The same for a sum: that of a year is present where the year begins."""
OPEN_AHEAD = 366
"""Days for which a plan without a day is present."""
MOST_AHEAD = 731
"""The same for a plan, which is present from the day it is told until it is due."""
MOST_PAGES = 100
"""Pages of a window that are all compared with each other: about what fills it in a record of one region."""
NO_TIME = -1
"""The block of claims of which neither page nor words give any time."""


AGREEMENT = "corroborated"

Stretch = tuple[int, str]
"""The block that a window begins with, and the two states (``ECU-PER``) of its claims where it is crowded, else "".
"""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the record.

    ``fresh`` are the claims present in its first block, ``pages`` their documents, ``blocks`` where each claim is
    present.
    """

    stretch: Stretch
    book: Book
    fresh: frozenset[str]
    pages: frozenset[str]
    blocks: Mapping[str, Set[int]]

    @property
    def block(self) -> int:
        """The block it begins with."""
        return self.stretch[0]

    def holds(self, finding: Finding) -> bool:
        """Whether a finding is of this window: not of the next one as well, nor a conflict seen in an earlier one."""
        if finding.kind != AGREEMENT and self._was_seen(finding):
            return False
        return any(
            side.claim_id in self.fresh if side.claim_id else side.evidence.document_id in self.pages
            for side in finding.sides
        )

    def _was_seen(self, finding: Finding) -> bool:
        """Whether the claims of all sides met in a window before this one."""
        present = [self.blocks.get(side.claim_id, frozenset()) for side in finding.sides if side.claim_id]
        starts = {block for blocks in present for block in blocks if NO_TIME < block < self.block}
        return any(all(blocks & {block, block + 1} for blocks in present) for block in starts)


def presence_of(document: Document, claims: Iterable[Claim]) -> dict[str, frozenset[int]]:
    """The blocks in which each claim of a page is present."""
    published = document.publication
    said = published.day or published.not_after
    printed = {said.toordinal() // BLOCK} if said is not None else set()
    told = {claim.claim_id: _blocks_of(claim) | _blocks_until_due(claim, said) for claim in claims}
    if not printed:
        printed = {block for blocks in told.values() for block in blocks}
        printed |= {published.not_before.toordinal() // BLOCK} if published.not_before else set()
    return {claim_id: frozenset(printed | blocks) or frozenset((NO_TIME,)) for claim_id, blocks in told.items()}


def _blocks_of(claim: Claim) -> set[int]:
    when = claim.when
    if when is None:
        return set()
    if when.start is None or when.end is None:  # what begins or ends on a day is present on that day
        day = when.start or when.end
        return {day.toordinal() // BLOCK} if day is not None and when.method not in LOOSE_METHODS else set()
    days = when.days() or 0
    if days > MOST_DAYS:
        return {when.start.toordinal() // BLOCK} if claim.quantities and days <= A_YEAR else set()
    return set(range(when.start.toordinal() // BLOCK, when.end.toordinal() // BLOCK + 1))


def _blocks_until_due(claim: Claim, said: date | None) -> set[int]:
    """The blocks between the day a plan is told and the last on which it is to be carried out."""
    if said is None or claim.modality != "planned" or claim.event_type is None:
        return set()
    due = (claim.when.end or claim.when.start) if claim.when else date.fromordinal(said.toordinal() + OPEN_AHEAD)
    if due is None or not 0 <= (due - said).days <= MOST_AHEAD:
        return set()
    return set(range(said.toordinal() // BLOCK, due.toordinal() // BLOCK + 1))


def places_of(document: Document, claims: Iterable[Claim], only: Collection[str] | None = None) -> set[Stretch]:
    """The blocks in which claims of a page are present (some, where they are named), each with every two states of
    these and with ""."""
    told = {claim.claim_id: claim for claim in claims}
    return {
        (block, pair)
        for claim_id, blocks in presence_of(document, told.values()).items()
        if only is None or claim_id in only
        for block in blocks
        for pair in ("", *pairs_of(told[claim_id].states()))
    }


def blocks_of_window(block: int) -> tuple[int, ...]:
    """The blocks of a window; two blocks of claims without time do not follow each other."""
    return (block, block + 1) if block != NO_TIME else (block,)


def is_crowded(pages: Collection[str]) -> bool:
    """Whether so many pages are present in a window that only those on the same two states are compared."""
    return len(pages) > MOST_PAGES


def name_scope(stretch: Stretch) -> str:
    """The scope of what is found in a window."""
    block, pair = stretch
    return f"window:{block}:{pair}" if pair else f"window:{block}"


def cut_windows(book: Book, wanted: Collection[Stretch] | None = None) -> Iterator[Window]:
    """The windows of a book, in order of time; only those wanted, where some are named."""
    members = _collect(book)
    shelf = _Shelf(
        pages={r.document.document_id: (n, r) for n, r in enumerate(book.readings) if r.document is not None},
        events={claim_id: (n, event) for n, event in enumerate(book.events) for claim_id in event.claims},
    )
    blocks = _blocks_of_all(members)
    by_block: dict[int, set[str]] = defaultdict(set)
    for block, pair in wanted or ():
        by_block[block].add(pair)
    for block in sorted(members):
        if wanted is not None and block not in by_block:
            continue
        told = {
            claim_id: one for number in blocks_of_window(block) for claim_id, one in members.get(number, {}).items()
        }
        if wanted is not None:
            pairs = by_block[block]
        elif is_crowded({one.document.document_id for one in told.values()}):
            pairs = {pair for one in members[block].values() for pair in pairs_of(one.claim.states())}
        else:
            pairs = {""}
        for pair, group in _part(told, pairs).items():
            fresh = {claim_id for claim_id in group if claim_id in members[block]}
            if fresh:
                yield _open_window(book, shelf, (block, pair), (fresh, group), blocks)


def _part(told: Mapping[str, Told], pairs: Collection[str]) -> dict[str, dict[str, Told]]:
    """Claims by the pairs wanted of their states, in order of the pairs' names; all of them under ""."""
    parts: dict[str, dict[str, Told]] = {pair: {} for pair in sorted(pairs)}
    for claim_id, one in told.items():
        for pair in ("", *pairs_of(one.claim.states())):
            if pair in parts:
                parts[pair][claim_id] = one
    return parts


def _blocks_of_all(members: Mapping[int, Mapping[str, Told]]) -> dict[str, set[int]]:
    """The blocks in which each claim is present."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for block, told in members.items():
        for claim_id in told:
            blocks[claim_id].add(block)
    return blocks


def _collect(book: Book) -> dict[int, dict[str, Told]]:
    by_page: dict[str, list[Claim]] = defaultdict(list)
    for one in book.told.values():
        by_page[one.document.document_id].append(one.claim)
    members: dict[int, dict[str, Told]] = defaultdict(dict)
    for claims in by_page.values():
        document = book.told[claims[0].claim_id].document
        for claim_id, blocks in presence_of(document, claims).items():
            for block in blocks:
                members[block][claim_id] = book.told[claim_id]
    return members


def _open_window(
    book: Book,
    shelf: "_Shelf",
    stretch: Stretch,
    members: tuple[Set[str], Mapping[str, Told]],
    blocks: Mapping[str, Set[int]],
) -> Window:
    fresh, told = members
    pages = dict(shelf.pages[one.document.document_id] for one in told.values())
    events = dict(shelf.events[claim_id] for claim_id in told if claim_id in shelf.events)
    return Window(
        stretch=stretch,
        book=replace(
            book,
            readings=tuple(pages[number] for number in sorted(pages)),
            told=dict(sorted(told.items(), key=lambda item: item[1].order)),
            events=tuple(events[number] for number in sorted(events)),
            instruments=(),
        ),
        fresh=frozenset(fresh),
        pages=frozenset(told[claim_id].document.document_id for claim_id in fresh),
        blocks=blocks,
    )


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Readings by document and events by claim, with their places in the record."""

    pages: Mapping[str, tuple[int, Reading]]
    events: Mapping[str, tuple[int, Event]]
