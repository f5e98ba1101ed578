"""Gathering: the claims of a store brought together and compared, all at once or a page at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from dyadlog import __version__
from dyadlog.consolidate import VERSION as CONSOLIDATE_VERSION
from dyadlog.consolidate import Ties, consolidate, extend, tie
from dyadlog.findings import VERSION as FINDINGS_VERSION
from dyadlog.findings import compare, compare_part
from dyadlog.knowledge import Knowledge
from dyadlog.records import Ruling, content_id

if TYPE_CHECKING:
    from dyadlog.store import Writer

MOST_NEW = 4
"""One page in so many may be new for only what they change to be worked out; with more, all is brought together."""


def rebuild(knowledge: Knowledge, writer: Writer) -> None:
    """Bring the record together and compare it where anything changed: only what some more pages change, if it can."""
    key = content_id("key", __version__, CONSOLIDATE_VERSION, FINDINGS_VERSION, knowledge.digest)
    standing = writer.standing()
    rulings = [ruling for ruling in writer.rulings() if ruling.kind != "finding"]
    ruled = [ruling for ruling in rulings if ruling.number not in standing.rulings]
    withdrawn = not set(standing.rulings) <= {ruling.number for ruling in rulings}
    if key == standing.key and not (standing.new or standing.gone or ruled or withdrawn):
        return
    ties = tie(rulings, writer.archive.claim_at)
    with collecting_later():
        small = key == standing.key and MOST_NEW * len(standing.new) <= standing.documents
        adds_only = small and not (standing.gone or withdrawn)
        if adds_only and _extend(knowledge, writer, standing.new, ties, (ruled, rulings)):
            return
        readings = writer.readings()
        consolidation = consolidate(readings, knowledge, writer.previous(), ties)
        writer.save_consolidation(consolidation, compare(readings, consolidation, knowledge), key, rulings)


def _extend(
    knowledge: Knowledge,
    writer: Writer,
    new: Sequence[str],
    ties: Ties,
    rulings: tuple[Sequence[Ruling], Sequence[Ruling]],
) -> bool:
    """Work out what some more pages and rulings change; False where the whole record must be brought together."""
    archive, (ruled, every) = writer.archive, rulings
    fresh = archive.readings_of(new)
    anchors = [anchor for ruling in ruled for anchor in (*ruling.anchors, *ruling.others)]
    stirred = {claim for anchor in anchors if (claim := archive.claim_at(anchor)) is not None}
    extension = extend(archive, fresh, knowledge, ties, stirred)
    if extension is not None:
        writer.save_extension(extension, partial(compare_part, archive, fresh, extension, knowledge), every)
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


def rule(knowledge: Knowledge, writer: Writer, ruling: Ruling) -> Ruling:
    """Keep a ruling and bring what it concerns together anew; it comes back with its number."""
    kept = writer.add_ruling(ruling)
    rebuild(knowledge, writer)
    return kept


def withdraw(knowledge: Knowledge, writer: Writer, number: int) -> Ruling:
    """Take a ruling back, and bring together what it had kept apart or tied."""
    gone = writer.withdraw_ruling(number)
    rebuild(knowledge, writer)
    return gone
