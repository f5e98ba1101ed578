"""Notes: in a short neutral phrase, what the sides of a finding agree or differ on."""

import calendar
from collections.abc import Iterable, Sequence, Set
from datetime import date

from dyadlog.findings.book import Book, Told
from dyadlog.records import Interval

MOST_VALUES = 4
"""Values named in a note; more are for the sides to show."""

DENYING = ("deny", "reject")


def either(values: Iterable[str | None]) -> str | None:
    """The values that cannot all be right: "seven or eight"."""
    distinct = list(dict.fromkeys(value for value in values if value))
    return " or ".join(distinct[:MOST_VALUES]) if len(distinct) > 1 else None


def name_states(book: Book, codes: Iterable[str]) -> str:
    """States by name, in the order given."""
    names = []
    for code in dict.fromkeys(codes):
        state = book.knowledge.states.get(code)
        names.append(state.name if state else code)
    return ", ".join(names)


def show_day(day: date) -> str:
    """A day in words: "10 March 2026"."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def show_time(when: Interval | None) -> str | None:
    """An interval in words, as short as it can be said; None where it is open or unknown."""
    if when is None or when.start is None or when.end is None:
        return None
    start, end = when.start, when.end
    if start == end:
        return show_day(start)
    last = calendar.monthrange(start.year, start.month)[1]
    if (start.day, end) == (1, date(start.year, start.month, last)):
        return f"{calendar.month_name[start.month]} {start.year}"
    if (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31)):
        return str(start.year)
    return f"{show_day(start)} to {show_day(end)}"


def note_turn(ahead: Sequence[Told], after: Sequence[Told], outcome: str = "happened") -> str:
    """From plan to outcome, with the days where both are told: "planned for 10 March 2026, happened 11 March 2026"."""
    planned, done = (_first_time(told) for told in (ahead, after))
    if planned and planned == done and outcome == "happened":
        return f"happened as planned, {done}"
    return f"{f'planned for {planned}' if planned else 'planned'}, {f'{outcome} {done}' if done else f'then {outcome}'}"


def _first_time(told: Sequence[Told]) -> str | None:
    """The narrowest time that claims state for themselves."""
    times = [one.claim.when for one in told if one.claim.when and one.claim.when.method != "published"]
    shown = [(when.days() or 0, show_time(when)) for when in times if show_time(when)]
    return min(shown, key=lambda row: row[0])[1] if shown else None


def note_denial(book: Book, denied: Sequence[Told]) -> str:
    """Who denies it, as far as known."""
    codes: list[str] = []
    for one in denied:
        if one.claim.event_type is None or one.claim.kind in DENYING:
            codes += [code for party in one.claim.actors for code in party.states]
        else:
            codes += [link.side for link in one.claim.attribution if link.side]
    return f"denied by {name_states(book, codes)}" if codes else "one side says it, another denies it"


def note_parties(book: Book, named: Sequence[Set[str]], order: Sequence[str]) -> str:
    """Which states only some of the sides name."""
    common = set.intersection(*(set(codes) for codes in named))
    return f"not all sides name {name_states(book, [code for code in order if code not in common])}"


def show_direction(book: Book, told: Told) -> str:
    """Who did it to whom."""
    sides = (told.claim.actors, told.claim.recipients)
    return " to ".join(name_states(book, (code for party in side for code in party.states)) for side in sides)
