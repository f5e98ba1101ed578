"""Pointers: what a sentence of an undated page says about the day it was written, by time words and tense."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Document, Reading

WEEK = 7
QUOTATION_MARKS = frozenset('"“”„«»')
_LEADING = re.compile(r"\d{1,2}")
UNITS = ("week", "month", "year")
DEICTIC = ("weekday", "day_word", "overnight", "span")
"""Readings of time patterns that point from the day of writing."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words of time that point from the day of writing to the happening.

    ``steps`` are days from writing to happening for words that name a day ("yesterday" -1, "overnight" -1 to 0);
    ``weekday`` is 0 to 6 for the name of a day of the week; ``unit`` with ``which`` (-1 last, 0 this) a calendar unit.
    """

    words: str
    steps: tuple[int, int] | None = None
    weekday: int | None = None
    unit: str | None = None
    which: int = 0

    def published_within(self, first: date, last: date) -> tuple[date, date] | None:
        """The days on which words written of a happening of ``first`` to ``last`` can have been; None where not at all,
        which shows that the words are of another happening."""
        if self.steps is not None:
            nearest, furthest = -self.steps[1], -self.steps[0]
            return first + timedelta(days=nearest), last + timedelta(days=furthest)
        if self.weekday is not None:
            days = (first + timedelta(days=n) for n in range(min((last - first).days, WEEK) + 1))
            fitting = [day for day in days if day.weekday() == self.weekday]
            if not fitting:
                return None
            # of the days before, and where the tense leaves it open, of those to come
            return first - timedelta(days=WEEK - 1), last + timedelta(days=WEEK - 1)
        return self._within_unit(first, last)

    def _within_unit(self, first: date, last: date) -> tuple[date, date]:
        if self.unit == "week" and self.which == 0:
            return first - timedelta(days=WEEK - 1), last + timedelta(days=WEEK - 1)
        if self.unit == "week":  # people say "last week" of the seven days before as well
            return first + timedelta(days=1), last + timedelta(days=2 * WEEK - 1)
        unit = self.unit or "year"
        start, end = _unit_around(first, unit), _unit_around(last, unit)
        if self.which == 0:
            return start[0], end[1]
        return start[1] + timedelta(days=1), _unit_around(end[1] + timedelta(days=1), unit)[1]


def find_pointer(claim: Claim, document: Document, reading: Reading, knowledge: Knowledge) -> Pointer | None:
    """What the words that date the act point back by; None where it has none, or where they may be a speaker's own."""
    slot = next((span for span in claim.spans if span.slot == "time"), None)
    if slot is None:
        return None
    sentence = next((s for s in reading.sentences if s.start <= slot.start < s.end), None)
    if sentence is None or QUOTATION_MARKS & set(document.text[sentence.start : sentence.end]):
        return None
    text = document.text[sentence.start : sentence.end]
    words = document.text[slot.start : slot.end]
    for pattern in knowledge.time_words.patterns:
        if pattern.reading in DEICTIC:
            for match in pattern.find(text):
                if (match.start(), match.end()) == (slot.start - sentence.start, slot.end - sentence.start):
                    return _read(pattern.reading, match.groupdict(), words, knowledge)
    return None


def find_named_day(claim: Claim, reading: Reading, knowledge: Knowledge) -> tuple[int, int, str] | None:
    """Month, day and words of the day without a year that the act is told of ("on 2 April").

    That is the time of the claim; where it has none, the only words of time in its sentence.
    """
    slot = next(((span.start, span.end) for span in claim.spans if span.slot == "time"), None)
    times = [time for time in reading.times if time.sentence == claim.sentence]
    named = [time for time in times if (time.start, time.end) == slot] if slot else times
    if len(named) != 1 or named[0].interval is not None:
        return None
    for pattern in knowledge.time_words.patterns:
        match = pattern.words.fullmatch(named[0].text) if pattern.reading == "date" else None
        if match is not None:
            groups = match.groupdict()
            day, month = _LEADING.match(groups.get("day") or ""), groups.get("month")
            if day is not None and month and not groups.get("year"):
                return knowledge.time_words.number("month", month), int(day[0]), named[0].text
    return None


def _read(reading: str, groups: dict[str, str | None], words: str, knowledge: Knowledge) -> Pointer | None:
    table = knowledge.time_words
    if reading == "overnight":
        return Pointer(words, steps=(-1, 0))
    if reading == "day_word" and (word := groups.get("day_word")):
        steps = table.number("day_word", word)
        return Pointer(words, steps=(steps, steps))
    if reading == "weekday" and (word := groups.get("weekday")):
        plain = not groups.get("which") and not groups.get("which2")
        return Pointer(words, weekday=table.number("weekday", word)) if plain else None
    if reading == "span" and (word := groups.get("span")) and not groups.get("part") and groups.get("which"):
        unit, which = table.word("span", word), table.number("which", groups["which"] or "")
        return Pointer(words, unit=unit, which=which) if unit in UNITS and which <= 0 else None
    return None


def _unit_around(day: date, unit: str) -> tuple[date, date]:
    if unit == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


def looks_present(claim: Claim, document: Document) -> bool:
    """Whether the trigger is an English verb in the present, for certain.

    Verbs that end in t or d may have one form for both tenses ("hit", "spread"), so their plain form says nothing.
    """
    word, lemma = _trigger(claim, document), _lemma(claim)
    if claim.language != "en" or not word or not lemma:
        return False
    return word in _third_persons(lemma) or (word == lemma and not lemma.endswith(("t", "d")))


def may_be_present(claim: Claim, document: Document) -> bool:
    """Whether the trigger may be in the present: all but the forms of verbs that are clearly of the past."""
    word, lemma = _trigger(claim, document), _lemma(claim)
    if claim.language != "en" or not word:
        return True
    if lemma is None:
        return not word.endswith("ed")
    return word == lemma or word in _third_persons(lemma) or word.endswith("ing")


def _third_persons(lemma: str) -> tuple[str, ...]:
    return lemma + "s", lemma + "es", lemma[:-1] + "ies"


def _trigger(claim: Claim, document: Document) -> str | None:
    span = next((span for span in claim.spans if span.slot == "trigger"), None)
    return document.text[span.start : span.end].casefold() if span is not None else None


def _lemma(claim: Claim) -> str | None:
    """The verb of the frame that found the act, as the lexicon has it; None where no verb did."""
    parts = (part for part in claim.rule.split("/") if part.startswith("verb:"))
    return next((part.removeprefix("verb:").casefold() for part in parts), None)


def say_days(first: date, last: date) -> str:
    """A stretch of days in words: "on 4 February 2020", "between 4 February 2020 and 6 February 2020"."""
    shown = [f"{day.day} {calendar.month_name[day.month]} {day.year}" for day in (first, last)]
    return f"on {shown[0]}" if first == last else f"between {shown[0]} and {shown[1]}"
