"""Corroboration: what independent sources agree on about one happening."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from dyadlog.findings.book import Book, Told
from dyadlog.findings.figures import comparable_figures, figures_agree, show_figure
from dyadlog.findings.sides import make_finding, many_origins, one_of_each, side_of, told_apart
from dyadlog.records import Event, Finding, Interval

Values = Callable[[Told], Iterable[str]]


def find_corroborations(book: Book) -> Iterator[Finding]:
    """For every event that independent sources report: the act, and each field on which they agree."""
    for event in book.events:
        told = told_apart([one for one in book.told_of(event) if not one.denied])
        if not many_origins(told):
            continue
        yield _finding(event, "act", {one.order: one.claim.kind for one in told}, told)
        dates = list(_agreed_dates(event, told))
        yield from dates
        yield from _agreed_values(event, "participants", told, lambda one: _names(book, one))
        yield from _agreed_values(event, "place", told, lambda one: [place.name for place in one.claim.places])
        if not dates:
            yield from _agreed_values(event, "time", told, lambda one: one.time_words)
        yield from _agreed_figures(book, event, told)


def _names(book: Book, told: Told) -> list[str]:
    return sorted(book.names.get(person, person) for person in book.people_of(told.claim))


def _finding(event: Event, field: str, values: Mapping[int, str], told: Iterable[Told]) -> Finding:
    sides = [side_of(one, values.get(one.order)) for one in one_of_each(told)]
    return make_finding("corroborated", field, sides, _states(event), event=event)


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
        yield _finding(event, field, {one.order: shown for one in agreeing}, agreeing)


def _agreed_dates(event: Event, told: list[Told]) -> Iterator[Finding]:
    """Sources that date the event for themselves, to days that can be the same."""
    dated = [one for one in told if one.claim.when is not None and one.claim.when.method != "published"]
    agreeing = [one for one in dated if any(one.origin != other.origin and _dates_agree(one, other) for other in dated)]
    if many_origins(agreeing):
        values = {one.order: show_interval(one.claim.when) for one in agreeing if one.claim.when}
        yield _finding(event, "date", values, agreeing)


def _dates_agree(one: Told, other: Told) -> bool:
    first, second = one.claim.when, other.claim.when
    return first is not None and second is not None and (first.within(second) or second.within(first))


def show_interval(when: Interval) -> str:
    """The days of an interval, as they are written in the export."""
    ends = [day.isoformat() if day else "?" for day in (when.start, when.end)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _agreed_figures(book: Book, event: Event, told: list[Told]) -> Iterator[Finding]:
    """Figures of one thing that can be the same."""
    for name, figures in comparable_figures(book, told).items():
        agreeing = [
            (one, figure)
            for one, figure in figures
            if any(one.origin != other.origin and figures_agree(figure, there) for other, there in figures)
        ]
        if many_origins(one for one, _ in agreeing):
            values = {one.order: show_figure(figure) for one, figure in agreeing}
            yield _finding(event, f"quantity: {name}", values, [one for one, _ in agreeing])
