"""Anchors: the acts that later ones may be linked to, found without looking at all of them."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final, Generic, TypeVar

from dyadlog.findings.thread_acts import LONGEST_DAYS, Act
from dyadlog.findings.thread_links import STATED, Link, find_link
from dyadlog.knowledge.threads import LONGEST_GAP_DAYS, Threads

Holder = TypeVar("Holder")

MOST_OF_A_KIND: Final = 40
"""Acts of one kind, latest first, that are held against a later one that names or takes back such an act."""


class Anchors(Generic[Holder]):
    """Acts in their order, each with the thread that holds it."""

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        self._held: list[tuple[Act, Holder]] = []
        self._by_kind: dict[str, list[int]] = {}
        self._by_sentence: dict[tuple[str, int], list[int]] = {}
        self._by_parent: dict[str, list[int]] = {}

    def add(self, act: Act, holder: Holder) -> None:
        """One more act; those before it are of the same day or earlier."""
        number = len(self._held)
        self._held.append((act, holder))
        self._by_kind.setdefault(act.kind.kind, []).append(number)
        for claim in act.claims:
            self._by_sentence.setdefault((claim.document_id, claim.sentence), []).append(number)
            if claim.parent is not None:
                self._by_parent.setdefault(claim.parent, []).append(number)

    def find_best(self, act: Act, undated: Sequence[Act]) -> tuple[Link, Act, Holder] | None:
        """The strongest link to an earlier act; of equals, to the latest."""
        best: tuple[Link, Act, Holder] | None = None
        for number in sorted(self._candidates(act), reverse=True):
            earlier, holder = self._held[number]
            link = find_link(act, earlier, self._threads, undated)
            if link is not None and (best is None or link.strength > best[0].strength):
                best = link, earlier, holder
                if link.strength == STATED:
                    break
        return best

    def _candidates(self, act: Act) -> set[int]:
        """The acts near it in time, told in its sentences, or of the kinds that it names or takes back."""
        reach = min(act.kind.days, LONGEST_GAP_DAYS)
        recent = takewhile(
            lambda number: (act.start - self._held[number][0].start).days <= reach + LONGEST_DAYS,
            range(len(self._held) - 1, -1, -1),
        )
        found = set(recent)
        kinds = act.kind.undoes | {kind for cause in act.causes for kind in cause.kinds}
        for kind in kinds:
            found.update(self._by_kind.get(kind, ())[-MOST_OF_A_KIND:])
        for claim in act.claims:
            found.update(self._by_sentence.get((claim.document_id, claim.sentence), ()))
            found.update(self._by_parent.get(claim.claim_id, ()))
        return found
