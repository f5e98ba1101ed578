"""Gathering: the claims of a store brought together and compared, all at once or a page at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from dyadlog import __version__
from dyadlog.consolidate import VERSION as CONSOLIDATE_VERSION
from dyadlog.consolidate import Ties, consolidate, extend, tie
from dyadlog.findings import VERSION as FINDINGS_VERSION
from dyadlog.findings import compare, compare_part
from dyadlog.knowledge import Knowledge
from dyadlog.records import Ruling, content_id
from dyadlog.records.ruling import ABOUT_EVENTS

if TYPE_CHECKING:
    from dyadlog.store import Writer
    from dyadlog.store.writer import Standing

MOST_NEW = 4
"""One page in so many may be new, or decided on anew, for only what they change to be worked out; with more, all is
brought together."""

AT_ONCE = 5_000
"""Pages up to which the whole record is brought together anew for a decision where nothing less will do. In a larger
store the decision waits for the next `dyadlog read`: it would take minutes and much memory."""


def rebuild(knowledge: Knowledge, writer: Writer) -> None:
    """Bring the record together and compare it where anything changed: only what some more pages and decisions change,
    if it can. Nobody else writes meanwhile."""
    with writer.at_once():
        standing = writer.standing()
        _bring_in(knowledge, writer, standing, standing.new)


def gathering_key(knowledge: Knowledge) -> str:
    """The identity of all that a record depends on beside its pages and what people ruled."""
    return content_id("key", __version__, CONSOLIDATE_VERSION, FINDINGS_VERSION, knowledge.digest)


def _bring_in(knowledge: Knowledge, writer: Writer, standing: Standing, new: Sequence[str], most: int = 0) -> None:
    """``most``: how many pages a store may have for all of it to be brought together; 0 means any."""
    key = gathering_key(knowledge)
    rulings = sorted(writer.rulings(ABOUT_EVENTS), key=lambda ruling: ruling.turn)
    ruled = [ruling for ruling in rulings if ruling.number not in standing.rulings]
    lifted = set(standing.rulings) - {ruling.number for ruling in rulings}
    retold = standing.retold
    if key == standing.key and not (new or retold or standing.altered or ruled or lifted):
        return
    known = [ruling for ruling in writer.log() if ruling.number in lifted] if lifted else []
    ties = tie(rulings, writer.archive.claim_at)
    with collecting_later():
        pages = {*new, *retold, *(document for _, document in standing.altered)}
        small = key == standing.key and MOST_NEW * len(pages) <= standing.documents and len(known) == len(lifted)
        news = _News(new, retold, [*ruled, *known], standing.altered)
        if small and _extend(knowledge, writer, news, ties, rulings):
            return
        if most and standing.documents > most:
            return
        readings = writer.readings()
        consolidation = consolidate(readings, knowledge, writer.previous(), ties)
        writer.save_consolidation(consolidation, compare(readings, consolidation, knowledge), key, rulings)


@dataclass(frozen=True, slots=True)
class _News:
    """What has come since: documents that are new, and that went or were read anew, rulings on what is one happening
    that were made or taken back, and (claim, document) that people decided otherwise."""

    documents: Sequence[str]
    retold: Sequence[str]
    ruled: Sequence[Ruling]
    altered: Sequence[tuple[str, str]]


def _extend(knowledge: Knowledge, writer: Writer, news: _News, ties: Ties, rulings: Sequence[Ruling]) -> bool:
    """Work out what some more pages and rulings change; False where the whole record must be brought together."""
    archive = writer.archive
    retold = ({document for _, document in news.altered} | set(news.retold)) - set(news.documents)
    fresh = archive.readings_of({*news.documents, *retold})
    anchors = [anchor for ruling in news.ruled for anchor in (*ruling.anchors, *ruling.others)]
    stirred = {claim for anchor in anchors if (claim := archive.claim_at(anchor)) is not None}
    stirred |= {claim for claim, _ in news.altered}
    extension = extend(archive, fresh, knowledge, ties, stirred, retold)
    if extension is not None:
        compare = partial(compare_part, archive, fresh, extension, knowledge)
        writer.save_extension(extension, compare, rulings, [*news.documents, *news.retold])
    return extension is not None


@contextmanager
def collecting_later() -> Iterator[None]:
    """Without the garbage collector, which looks through every record again and again while more are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def rule(knowledge: Knowledge, writer: Writer, *rulings: Ruling) -> list[Ruling]:
    """Keep rulings and bring what they concern together anew; they come back with their numbers.

    Where a reading of pages is under way, what it has found so far is left to it.
    """
    with writer.at_once():
        kept = [writer.add_ruling(ruling) for ruling in rulings]
        _apply(knowledge, writer)
    return kept


def withdraw(knowledge: Knowledge, writer: Writer, number: int) -> Ruling:
    """Take a ruling back, and bring together what it had kept apart, tied or set otherwise."""
    with writer.at_once():
        gone = writer.withdraw_ruling(number, now())
        _apply(knowledge, writer)
    return gone


def _apply(knowledge: Knowledge, writer: Writer) -> None:
    """Bring in what people ruled; the first gathering of a store does so by itself, and of a large one the next."""
    standing = writer.standing()
    if standing.key is not None:
        _bring_in(knowledge, writer, standing, (), AT_ONCE)


def now() -> str:
    """The time, as rulings have it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
