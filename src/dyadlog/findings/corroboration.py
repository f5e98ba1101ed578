"""Corroboration: what independent sources agree on about one happening."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from dyadlog.findings.book import Book, Told
from dyadlog.findings.figures import conflicting_figures
from dyadlog.findings.notes import show_time
from dyadlog.findings.sides import make_finding, many_origins, one_of_each, side_of, told_apart
from dyadlog.records import Event, Finding, Interval

LOOSE_METHODS = ("published", "narrative")
"""Dates that a page does not state but that follow from where a sentence stands."""
Values = Callable[[Told], Iterable[str]]


def find_corroborations(book: Book) -> Iterator[Finding]:
    """For every event that independent sources report: the act, and each field on which they agree."""
    for event in book.events:
        told = _alike_in_modality(told_apart(book.told_of(event)))
        if not many_origins(told):
            continue
        if told[0].happened or not conflicting_figures(book, told):
            note = "reported by sources of their own" if told[0].happened else "announced by sources of their own"
            yield _finding(event, "act", {one.order: one.claim.kind for one in told}, told, note)
        dates = list(_agreed_dates(event, told))
        yield from dates
        yield from _agreed_values(event, "participants", told, lambda one: _names(book, one))
        yield from _agreed_values(event, "place", told, lambda one: [place.name for place in one.claim.places])
        if not dates:
            yield from _agreed_values(event, "time", told, lambda one: one.time_words)


def _alike_in_modality(told: list[Told]) -> list[Told]:
    """The claims in the text that tell the event as done; where none does, those that announce it.

    A plan bears out no report, and a headline only repeats its own text.
    """
    body = [one for one in told if not (one.denied or one.in_headline)]
    done = [one for one in body if one.happened]
    return done or [one for one in body if one.claim.modality == "planned"]


def _names(book: Book, told: Told) -> list[str]:
    return sorted(book.names.get(person, person) for person in book.people_of(told.claim))


def _finding(event: Event, field: str, values: Mapping[int, str], told: Iterable[Told], note: str) -> Finding:
    sides = [side_of(one, values.get(one.order)) for one in one_of_each(told)]
    return make_finding("corroborated", field, sides, _states(event), event=event, note=note)


def _states(event: Event) -> tuple[str, ...]:
    return tuple(code for party in (*event.actors, *event.recipients) for code in party.states) + event.territory


def _agreed_values(event: Event, field: str, told: list[Told], values: Values) -> Iterator[Finding]:
    """A finding for every value that sources share; values shared by the same claims go together."""
    holders: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        for value in sorted(values(one)):
            holders[value].append(one)
    groups: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for value, shared in holders.items():
        if many_origins(shared):
            groups[tuple(one.order for one in shared)].append(value)
    for orders, shared_values in groups.items():
        shown = ", ".join(shared_values)
        agreeing = [one for one in told if one.order in orders]
        yield _finding(event, field, {one.order: shown for one in agreeing}, agreeing, f"sources agree on {shown}")


def _agreed_dates(event: Event, told: list[Told]) -> Iterator[Finding]:
    """Sources that date the event for themselves, to days that can be the same."""
    dated = [one for one in told if one.claim.when is not None and one.claim.when.method not in LOOSE_METHODS]
    agreeing = [one for one in dated if any(one.origin != other.origin and _dates_agree(one, other) for other in dated)]
    if many_origins(agreeing):
        values = {one.order: show_interval(one.claim.when) for one in agreeing if one.claim.when}
        widest = min((one.claim.when for one in agreeing if one.claim.when), key=lambda when: when.days() or 0)
        yield _finding(
            event, "date", values, agreeing, f"sources agree on {show_time(widest) or show_interval(widest)}"
        )


def _dates_agree(one: Told, other: Told) -> bool:
    first, second = one.claim.when, other.claim.when
    return first is not None and second is not None and (first.within(second) or second.within(first))


def show_interval(when: Interval) -> str:
    """The days of an interval, as they are written in the export."""
    ends = [day.isoformat() if day else "?" for day in (when.start, when.end)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
