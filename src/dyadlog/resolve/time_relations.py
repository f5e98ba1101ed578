"""One-sided expressions and ranges: "since 2019", "by Friday", "from 3 May to 6 June"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dyadlog.resolve.time_calendar import Days, add_months, stretch
from dyadlog.resolve.time_grammar import Expression
from dyadlog.resolve.time_reading import Moment, Reading, Tense, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge.time_words import TimeWords

MODIFIERS = frozenset(("nmod:poss", "compound", "amod", "nummod", "nmod", "nmod:unmarked"))
WEEK = timedelta(days=7)
ONWARD = re.compile(r" onwards?\b| on\b(?! \w)", re.I)


@dataclass(frozen=True, slots=True)
class Located:
    """An expression in its sentence: its root token, the moment it was read at, and what it came to."""

    expression: Expression
    root: Token
    moment: Moment
    reading: Reading


def find_relation(text: str, expression: Expression, root: Token, table: TimeWords) -> str:
    """The relation that the words before an expression give it; ``at`` where they govern a noun that it modifies."""
    before, behind = text[: expression.start], text[expression.end :]
    if before.rstrip().lower().endswith("from") and ONWARD.match(behind):
        return "since"
    match = table.relation.search(before)
    if match is None or (root.dep_ in MODIFIERS and root.head.i > root.i):
        return "at"
    return table.word("relation", match[1])


def apply_relation(reading: Reading, moment: Moment) -> Reading:
    """The one-sided interval: from or up to the anchor where there is one, else with an open end."""
    relation = reading.relation
    days = reading.days
    if days is None or relation == "at":
        return reading
    if relation in ("since", "after"):
        end = moment.anchor if moment.anchor and days.start and moment.anchor >= days.start else None
        sided = Days(days.start, end, "range")
    else:
        end = days.start - timedelta(days=1) if relation == "before" and days.start else days.end
        ahead = moment.anchor is not None and end is not None and moment.anchor <= end
        sided = Days(moment.anchor if ahead and moment.tense is not Tense.PAST else None, end, "range")
    if sided.start is None and sided.end is None:
        return reading
    return replace(reading, days=sided, relation="before" if relation == "by" else relation)


def join_ranges(text: str, found: list[Located], table: TimeWords) -> list[Located]:
    """Two expressions that are the ends of one range made one."""
    joined: list[Located] = []
    for located in found:
        range_ = _join(text, joined[-1], located, table) if joined else None
        if range_ is None:
            joined.append(located)
        else:
            joined[-1] = range_
    return joined


def _join(text: str, first: Located, second: Located, table: TimeWords) -> Located | None:
    start, end = first.expression, second.expression
    joiner = table.joiner.fullmatch(text, start.end, end.start)
    if joiner is None or first.reading.days is None or second.reading.days is None:
        return None
    opener = table.opener.search(text, 0, start.start)
    if joiner[1].lower() == "and" and (opener is None or opener[1].lower() != "between"):
        return None
    first, second = _harmonise(first, second)
    ends = _find_ends(first, second)
    if ends is None:
        return None
    method = second.reading.method if first.reading.method == "explicit" else first.reading.method
    expression = Expression(start.start, end.end, "range", Words({}, table))
    return Located(expression, first.root, first.moment, Reading(stretch(*ends), method))


def _harmonise(first: Located, second: Located) -> tuple[Located, Located]:
    """Both ends read in the tense of the first; a year told once holds for both."""
    if first.moment.tense is not second.moment.tense:
        second = _read_again(second, replace(second.moment, tense=first.moment.tense))
    if second.expression.words.has("year") and not first.expression.words.has("year"):
        first = _read_in_year(first, second)
    elif first.expression.words.has("year") and not second.expression.words.has("year"):
        second = _read_in_year(second, first)
    return first, second


def _find_ends(first: Located, second: Located) -> tuple[date, date] | None:
    """The first day of the one and the last of the other; a week or year earlier where that is needed."""
    days, last = first.reading.days, second.reading.days
    if days is None or last is None or days.start is None or last.end is None:
        return None
    start, end = days.start, last.end
    if start > end and first.expression.reading == second.expression.reading == "weekday":
        start, end = (start, end + WEEK) if first.moment.tense is Tense.FUTURE else (start - WEEK, end)
    if start > end and "year" in first.expression.words.groups and not first.expression.words.has("year"):
        start = add_months(start, -12)
    return (start, end) if start <= end else None


def _read_in_year(located: Located, other: Located) -> Located:
    again = _read_again(located, replace(located.moment, year=other.expression.words.number("year")))
    return replace(again, reading=replace(again.reading, method=other.reading.method))


def _read_again(located: Located, moment: Moment) -> Located:
    reading = located.expression.read(moment)
    return located if reading is None else replace(located, reading=reading, moment=moment)
