"""Windows: which stretches of time must be looked through anew when pages come, go or say something else."""

from collections.abc import Collection, Mapping
from typing import Protocol

from dyadlog.findings.periods import Stretch, blocks_of_window, is_crowded, name_scope


class Presence(Protocol):
    """Which pages had claims in which blocks of time when they were compared last."""

    def documents_in(self, blocks: Collection[int], pair: str = "") -> set[str]:
        """The documents with a claim, of two states if any are named, that is present in some blocks of time."""

    def pairs_in(self, blocks: Collection[int]) -> set[str]:
        """Every two states of claims that are present in some blocks of time."""

    def scopes_of(self, sort: str) -> list[str]:
        """The scopes of a sort that have findings."""


def find_windows(
    archive: Presence, stirred: Collection[Stretch], fresh: Mapping[str, set[Stretch]], retold: Collection[str]
) -> tuple[set[Stretch], set[str]]:
    """The windows to be cut anew, and the scopes whose findings go.

    ``stirred`` is where claims changed; ``fresh`` are the places of the claims of pages that came or are told
    otherwise, ``retold`` the pages that went or were told otherwise before.
    """
    wanted: set[Stretch] = set()
    gone: set[str] = set()
    for window in sorted({block - back for block, _ in stirred for back in (0, 1)}):
        blocks = blocks_of_window(window)
        before = archive.documents_in(blocks)
        now = {name for name, places in fresh.items() if any((block, "") in places for block in blocks)}
        now |= before - {*retold}
        if not is_crowded(now):
            wanted.add((window, ""))
            gone |= set(archive.scopes_of(f"window:{window}")) if is_crowded(before) else set()
            continue
        pairs = {pair for block, pair in stirred if block in blocks}
        if not is_crowded(before):
            gone.add(name_scope((window, "")))
            pairs |= archive.pairs_in(blocks)
            pairs |= {pair for places in fresh.values() for block, pair in places if block in blocks}
        wanted |= {(window, pair) for pair in pairs if pair}
    return wanted, gone | {name_scope(stretch) for stretch in wanted}


def find_pages(archive: Presence, wanted: Collection[Stretch]) -> set[str]:
    """The pages that some windows are cut from, but for those that came since."""
    return {name for block, pair in wanted for name in archive.documents_in(blocks_of_window(block), pair)}
