"""Rates: how often the program is right, estimated from blind codings.

A sample drawn by strata has as many rare sentences as common ones. So every coded sentence counts for as many as it
stands for: the sentences of its stratum in the store, divided by those coded. Intervals are Wilson's at 95 %, on the
effective number of acts (Kish: the square of the sum of weights, divided by the sum of their squares).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.records import Slot
from dyadlog.review.blind import COMPARED, Compared, Match, compare_coding
from dyadlog.review.sampling import NONE, STRATA, Stratum, stratum_of
from dyadlog.store import View

Z: Final = 1.959964
"""The normal quantile of 95 %, two-sided."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its interval, 0 to 1, and the number of acts it rests on, as counted; None where there is none."""

    value: float | None
    low: float | None
    high: float | None
    acts: int


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """How often the program is right in a group: ``precision`` is the share of its acts that the reviewer coded too,
    ``recall`` the share of the reviewer's acts that it found, ``slots`` the share of acts found by both in which a slot
    is right. ``by`` is ``all``, ``type``, ``outlet`` or ``genre``."""

    by: str
    group: str
    sentences: int
    precision: Rate
    recall: Rate
    slots: tuple[tuple[Slot, Rate], ...]


def wilson(share: float, number: float) -> tuple[float, float]:
    """Wilson's interval of a share of some number of trials, at 95 %."""
    middle = (share + Z * Z / (2 * number)) / (1 + Z * Z / number)
    half = Z / (1 + Z * Z / number) * math.sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    return max(0.0, middle - half), min(1.0, middle + half)


def rate_of(trials: Iterable[tuple[bool, float]]) -> Rate:
    """The rate of trials, each right or wrong and with its weight."""
    listed = list(trials)
    total = sum(weight for _, weight in listed)
    if not total:
        return Rate(None, None, None, len(listed))
    share = sum(weight for right, weight in listed if right) / total
    number = total * total / sum(weight * weight for _, weight in listed)
    low, high = wilson(share, number)
    return Rate(round(share, 4), round(low, 4), round(high, 4), len(listed))


def error_rates(view: View, pair: tuple[str, str] | None = None, author: str | None = None) -> list[ErrorRates]:
    """Error rates over all blind codings (those of one author, if told): of all, by type, outlet and genre. ``pair``
    must be that of the sample, since weights count the sentences it was drawn from."""
    coded = [
        compare_coding(view, one.ruling)
        for one in view.rulings(("blind",))
        if one.record_ids and (author is None or one.ruling.author == author)
    ]
    if not coded:
        return []
    weights = weigh_sentences(coded, _count_strata(view, pair))
    rows = [_measure("all", "all", coded, weights, lambda match: True)]
    for event_type in sorted({kind for one in coded for match in one.matches for kind in _types(match)}):
        rows.append(_measure("type", event_type, coded, weights, _is_of(event_type)))
    groups: tuple[tuple[str, Callable[[Compared], str]], ...] = (
        ("outlet", lambda one: one.outlet or NONE),
        ("genre", lambda one: one.genre),
    )
    for by, group_of in groups:
        for name in sorted({group_of(one) for one in coded}):
            members = [one for one in coded if group_of(one) == name]
            rows.append(_measure(by, name, members, weights, lambda match: True))
    return rows


def weigh_sentences(coded: Sequence[Compared], sizes: Mapping[tuple[str, str], int]) -> dict[str, float]:
    """By sentence, for how many it stands: the size of its stratum by those coded of it. Two reviewers of one sentence
    share its weight."""
    drawn: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in coded:
        drawn[one.by, one.stratum].add(one.sentence_id)
    reviewers = Counter(one.sentence_id for one in coded)
    return {
        one.sentence_id: max(sizes.get((one.by, one.stratum), 0), len(drawn[one.by, one.stratum]))
        / len(drawn[one.by, one.stratum])
        / reviewers[one.sentence_id]
        for one in coded
    }


def _count_strata(view: View, pair: tuple[str, str] | None) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    ways: tuple[Stratum, ...] = STRATA
    for sentence in view.sentences(pair):
        counts.update((by, stratum_of(sentence, by)) for by in ways)
    return counts


def _measure(
    by: str, group: str, coded: Sequence[Compared], weights: Mapping[str, float], wanted: Callable[[Match], bool]
) -> ErrorRates:
    rows = [(match, weights[one.sentence_id]) for one in coded for match in one.matches if wanted(match)]
    both = [(match, weight) for match, weight in rows if match.coded is not None and match.found is not None]
    return ErrorRates(
        by=by,
        group=group,
        sentences=len({one.sentence_id for one in coded}),
        precision=rate_of((match.coded is not None, weight) for match, weight in rows if match.found is not None),
        recall=rate_of((match.found is not None, weight) for match, weight in rows if match.coded is not None),
        slots=tuple((slot, rate_of((slot in match.right, weight) for match, weight in both)) for slot in COMPARED),
    )


def _types(match: Match) -> set[str]:
    return {coding.event_type for coding in (match.coded, match.found) if coding is not None and coding.event_type}


def _is_of(event_type: str) -> Callable[[Match], bool]:
    return lambda match: event_type in _types(match)
