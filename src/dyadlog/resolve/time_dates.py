"""Rules for words that name days, months, years, decades: "3 May 2019", "in October", "the late 1980s"."""

from datetime import date, timedelta

from dyadlog.records.vocabulary import DateMethod
from dyadlog.resolve.time_calendar import Days, add_months, month_of, months, one_day, part_of, stretch, year_of, years
from dyadlog.resolve.time_reading import NO_ANCHOR, Moment, Reader, Reading, Tense, Words, resolved, unresolved

NEAR = timedelta(days=60)
"""How far ahead a day without a year may lie where the tense is open; "December 13" in January is the one before."""


def choose_year(words: Words, moment: Moment, month: int, day: int | None) -> tuple[int | None, DateMethod]:
    """The year that words with or without one mean, and how it was found."""
    if words.has("year"):
        return words.number("year"), "explicit"
    if words.has("which") and moment.anchor is not None:
        return moment.anchor.year + words.number("which"), "relative"
    if moment.year is not None:
        return moment.year, "narrative"
    if moment.anchor is None:
        return None, "relative"
    return nearest_year(moment.anchor, moment.tense, month, day), "relative"


def nearest_year(anchor: date, tense: Tense, month: int, day: int | None) -> int:
    """The year of the last such day or month up to the anchor, of the next one where the tense is future.

    A month counts as a whole: the anchor's own month is both the last and the next. A day that is just past stays so
    in any tense ("is paying a visit from 4 to 6 May", written on the 5th): nobody leaves out the year of a day eleven
    months ahead.
    """
    asked, now = (month, day or 0), (anchor.month, anchor.day if day else 0)
    if tense is Tense.FUTURE:
        just_past = bool(day) and timedelta(0) <= anchor - date(anchor.year, month, min(day or 1, 28)) <= NEAR
        return anchor.year if asked >= now or just_past else anchor.year + 1
    if tense is Tense.OPEN and day:
        for year in (anchor.year, anchor.year + 1):
            ahead = date(year, month, min(day, 28)) - anchor
            if timedelta(0) < ahead <= NEAR:
                return year
    return anchor.year if asked <= now else anchor.year - 1


def read_number_date(words: Words, moment: Moment) -> Reading | None:
    """2019-07-04, 23/08/2017; unresolved where day and month cannot be told apart."""
    year = words.number("year")
    if words.has("number_month"):
        return resolved(one_day(date(year, words.number("number_month"), words.number("number_day"))), "explicit")
    first, second = words.number("number_day"), words.number("number_day2")
    if first > 12 or words.text("mark") == "." or first == second:
        return resolved(one_day(date(year, second, first)), "explicit")
    if second > 12:
        return resolved(one_day(date(year, first, second)), "explicit")
    return unresolved("day and month cannot be told apart")


def read_date(words: Words, moment: Moment) -> Reading | None:
    """3 May 2019, May 3, the 3rd of May."""
    month, day = words.month(), words.number("day")
    year, method = choose_year(words, moment, month, day)
    return unresolved(NO_ANCHOR) if year is None else resolved(one_day(date(year, month, day)), method)


def read_day_range(words: Words, moment: Moment) -> Reading | None:
    """3 to 5 May 2019, May 3-5."""
    month, first, last = words.month(), words.number("day"), words.number("day2")
    year, method = choose_year(words, moment, month, first)
    if year is None:
        return unresolved(NO_ANCHOR)
    return resolved(stretch(date(year, month, first), date(year, month, last)), method) if first <= last else None


def read_month(words: Words, moment: Moment) -> Reading | None:
    """In October, late May, last March, August 2019; a weekday in a month tells the month only."""
    month = words.month()
    if words.has("which") and not words.has("year") and "year" not in words.groups and moment.anchor is not None:
        return _read_which_month(words, moment.anchor, month)
    year, method = choose_year(words, moment, month, None)
    if year is None:
        return unresolved(NO_ANCHOR)
    return resolved(_take_part(words, month_of(year, month)), method)


def _read_which_month(words: Words, anchor: date, month: int) -> Reading:
    which = words.number("which")
    year = anchor.year
    if which > 0 and month <= anchor.month:
        year += 1
    if which < 0 and month >= anchor.month:
        year -= 1
    return resolved(_take_part(words, month_of(year, month)))


def read_week_of_month(words: Words, moment: Moment) -> Reading | None:
    """The first week of July: its first seven days."""
    year, method = choose_year(words, moment, words.month(), None)
    if year is None:
        return unresolved(NO_ANCHOR)
    whole, ordinal = month_of(year, words.month()), words.number("ordinal")
    if whole.start is None or whole.end is None:
        return None
    start = whole.end - timedelta(days=6) if ordinal < 0 else whole.start + timedelta(days=7 * (ordinal - 1))
    return resolved(stretch(start, start + timedelta(days=6)), method)


def read_year(words: Words, moment: Moment) -> Reading | None:
    """In 1998, early 2024, end-2027."""
    year = words.number("year2") if words.has("year2") else words.number("year")
    whole = part_of(year_of(year), 4) if words.has("closing", "closing2") else _take_part(words, year_of(year))
    return resolved(whole, "explicit")


def read_year_range(words: Words, moment: Moment) -> Reading | None:
    """2014-2016, 2014-16; a fiscal year is written the same way and covers both."""
    first, tail = words.number("year"), words.text("short_year")
    last = int(str(first)[: 4 - len(tail)] + tail)
    return resolved(years(first, last), "explicit") if first < last <= first + 150 else None


def read_decade(words: Words, moment: Moment) -> Reading | None:
    """The 1990s, the late eighties."""
    if words.has("decade"):
        first = int(words.text("decade")[:4])
    else:
        first = 1900 + 10 * int(words.text("tens")) if words.has("tens") else words.number("decade_word")
    return resolved(_take_part(words, years(first, first + 9)), "explicit")


def read_century(words: Words, moment: Moment) -> Reading | None:
    """The 19th century: 1800 to 1899, as people count."""
    number = int(words.text("century")) if words.has("century") else words.number("century_word")
    return resolved(_take_part(words, years(100 * number - 100, 100 * number - 1)), "explicit")


def _year_of_part(words: Words, moment: Moment) -> tuple[int | None, DateMethod]:
    """The year that a quarter, half or season belongs to; None where it is not named and has to be found."""
    if words.has("year"):
        return words.number("year"), "explicit"
    if moment.anchor is not None and words.has("which"):
        return moment.anchor.year + words.number("which"), "relative"
    return (moment.year, "narrative") if moment.year is not None else (None, "relative")


def read_quarter(words: Words, moment: Moment) -> Reading | None:
    """The third quarter of 2016, Q3, the first quarter."""
    number = int(words.text("quarter")) if words.has("quarter") else words.number("ordinal")
    return _read_share_of_year(words, moment, (4 if number < 0 else number) * 3 - 2, 3)


def read_half(words: Words, moment: Moment) -> Reading | None:
    """The first half of 2016, H1 2016, the second half of March."""
    number = int(words.text("half")) if words.has("half") else words.number("ordinal")
    if number not in (1, 2):
        return None
    if not words.has("month"):
        return _read_share_of_year(words, moment, 6 * number - 5, 6)
    year, method = choose_year(words, moment, words.month(), None)
    if year is None:
        return unresolved(NO_ANCHOR)
    whole = month_of(year, words.month())
    middle = date(year, words.month(), 15)
    if whole.start is None or whole.end is None:
        return None
    ends = (whole.start, middle) if number == 1 else (middle + timedelta(days=1), whole.end)
    return resolved(stretch(*ends), method)


def _read_share_of_year(words: Words, moment: Moment, month: int, count: int) -> Reading:
    year, method = _year_of_part(words, moment)
    if year is None and moment.anchor is None:
        return unresolved(NO_ANCHOR)
    if year is None and moment.anchor is not None:
        year = nearest_year(moment.anchor, moment.tense, month, None)
    return unresolved(NO_ANCHOR) if year is None else resolved(months(year, month, count), method)


def read_season(words: Words, moment: Moment) -> Reading | None:
    """Summer 2016, last winter, in the spring; a winter begins in December and is named by that year."""
    month = words.number("season")
    year, method = _year_of_part(words, moment) if words.has("year") or "year" in words.groups else (None, "relative")
    if year is None:
        if moment.anchor is None:
            return unresolved(NO_ANCHOR)
        year, method = _nearest_season(words, moment.anchor, moment.tense, month), "relative"
    return resolved(_take_part(words, months(year, month, 3, "season")), method)


def _nearest_season(words: Words, anchor: date, tense: Tense, month: int) -> int:
    which = words.maybe("which")
    began = [year for year in (anchor.year - 2, anchor.year - 1, anchor.year) if date(year, month, 1) <= anchor]
    over = add_months(date(began[-1], month, 1), 3) <= anchor
    if which is None:
        which = 1 if tense is Tense.FUTURE else -1 if over else 0
        return began[-1] + (1 if which > 0 and over else 0)
    if which < 0:
        return began[-1] if over else began[-1] - 1
    if which > 0 or (tense is Tense.FUTURE and over):
        return began[-1] + 1
    same_year = date(anchor.year, month, 1)
    return anchor.year if tense is not Tense.PAST and same_year > anchor else began[-1]


def _take_part(words: Words, whole: Days) -> Days:
    return part_of(whole, words.number("part")) if words.has("part") else whole


DATE_READERS: dict[str, Reader] = {
    "number_date": read_number_date,
    "date": read_date,
    "day_range": read_day_range,
    "month": read_month,
    "week_of_month": read_week_of_month,
    "year": read_year,
    "year_range": read_year_range,
    "decade": read_decade,
    "century": read_century,
    "quarter": read_quarter,
    "half": read_half,
    "season": read_season,
}
