"""Rules for words that point from the day of telling, or from another happening: "yesterday", "two weeks ago"."""

from datetime import date, timedelta

from dyadlog.resolve.time_calendar import (
    Days,
    few_units,
    one_day,
    part_of,
    shift,
    stretch,
    unit_around,
    week_around,
    weekend_near,
)
from dyadlog.resolve.time_reading import (
    ELSEWHERE,
    NO_ANCHOR,
    Moment,
    Reader,
    Reading,
    Tense,
    Words,
    resolved,
    unresolved,
)

RECENT = {"day": ("day", 7), "week": ("week", 6), "month": ("month", 3), "year": ("year", 4), "decade": ("decade", 3)}
"""How far "recent weeks" and "the coming weeks" reach."""


def read_weekday(words: Words, moment: Moment) -> Reading | None:
    """On Tuesday: the last one up to the anchor, the next one from it where the tense is future."""
    if moment.anchor is None:
        return unresolved(NO_ANCHOR)
    day, weekday = moment.anchor, words.number("weekday")
    back, ahead = (day.weekday() - weekday) % 7, (weekday - day.weekday()) % 7
    if words.has("which2"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * words.number("which2"))
        return resolved(one_day(monday + timedelta(days=weekday)))
    which = words.maybe("which")
    if which is not None and which != 0:
        return resolved(one_day(day + timedelta(days=(ahead or 7) if which > 0 else -(back or 7))))
    if which == 0 and moment.tense is Tense.OPEN:
        return resolved(one_day(day - timedelta(days=day.weekday()) + timedelta(days=weekday)))
    steps = ahead if moment.tense is Tense.FUTURE else -back
    return resolved(one_day(day + timedelta(days=steps)))


def read_day_word(words: Words, moment: Moment) -> Reading | None:
    """Today, yesterday, last night."""
    if moment.anchor is None:
        return unresolved(NO_ANCHOR)
    return resolved(one_day(moment.anchor + timedelta(days=words.number("day_word"))))


def read_overnight(words: Words, moment: Moment) -> Reading | None:
    """Overnight: the evening before the day of telling, or its morning."""
    if moment.anchor is None:
        return unresolved(NO_ANCHOR)
    return resolved(stretch(moment.anchor - timedelta(days=1), moment.anchor))


def read_same_day(words: Words, moment: Moment) -> Reading | None:
    """Earlier in the day: the day told last, else the day of telling."""
    if moment.previous is not None:
        return resolved(one_day(moment.previous), "narrative")
    return unresolved(NO_ANCHOR) if moment.anchor is None else resolved(one_day(moment.anchor))


def read_span(words: Words, moment: Moment) -> Reading | None:
    """Last week, this year, the end of the month."""
    if moment.anchor is None:
        return unresolved(NO_ANCHOR)
    which = words.number("which") if words.has("which") else 0
    if words.has("closing"):
        unit = "month" if "month" in words.text("closing").lower() else "year"
        return resolved(part_of(unit_around(moment.anchor, unit), 4))
    unit = words.table.word("span", words.text("span"))
    whole = _span(moment.anchor, unit, which)
    return resolved(part_of(whole, words.number("part")) if words.has("part") else whole)


def _span(anchor: date, unit: str, which: int) -> Days:
    if unit == "weekend":
        return weekend_near(anchor, min(which, 0) if which <= 0 else 0 if anchor.weekday() < 5 else 1)
    if unit in ("week", "fortnight"):
        return week_around(shift(anchor, unit, which))
    return unit_around(shift(anchor.replace(day=1), unit, which), unit)


def read_side_of_span(words: Words, moment: Moment) -> Reading | None:
    """Earlier this year: from its first day to the anchor; later this month: from the anchor to its last."""
    if moment.anchor is None:
        return unresolved(NO_ANCHOR)
    which = words.number("which") if words.has("which") else 0
    whole = _span(moment.anchor, words.table.word("span", words.text("span")), which)
    earlier = words.text("side").lower() == "earlier"
    if which != 0 or whole.start is None or whole.end is None:
        return resolved(part_of(whole, 1 if earlier else 3))
    if earlier:
        return resolved(stretch(min(whole.start, moment.anchor), moment.anchor))
    return resolved(stretch(moment.anchor, max(whole.end, moment.anchor)))


def read_window(words: Words, moment: Moment) -> Reading | None:
    """The past three months, the coming days, the past decade: up to the anchor, or from it."""
    if moment.anchor is None:
        return unresolved(NO_ANCHOR)
    ahead = words.has("coming") or (words.has("back") and words.number("back") > 0)
    one = words.has("past", "coming")
    count = words.count() if words.has("count", "digits") else 1 if one else None
    return resolved(_window(moment.anchor, words.unit(), count, 1 if ahead else -1))


def read_recent(words: Words, moment: Moment) -> Reading | None:
    """In recent months."""
    if moment.anchor is None:
        return unresolved(NO_ANCHOR)
    return resolved(_window(moment.anchor, words.unit(), None, -1))


def _window(anchor: date, unit: str, count: int | None, direction: int) -> Days:
    if count is None:
        unit, count = RECENT.get(unit, (unit, 1))
    edge = shift(anchor, unit, direction * count)
    return stretch(min(edge, anchor), max(edge, anchor))


def read_ago(words: Words, moment: Moment) -> Reading | None:
    """Two weeks ago: the whole week; two hours ago: the day."""
    return unresolved(NO_ANCHOR) if moment.anchor is None else resolved(_steps(words, moment.anchor, -1))


def read_from_now(words: Words, moment: Moment) -> Reading | None:
    """Two weeks from now."""
    return unresolved(NO_ANCHOR) if moment.anchor is None else resolved(_steps(words, moment.anchor, 1))


def read_in_units(words: Words, moment: Moment) -> Reading | None:
    """In two weeks: a step ahead in a future clause, else how long something took."""
    if moment.tense is not Tense.FUTURE:
        return unresolved("duration", "duration")
    return read_from_now(words, moment)


def _steps(words: Words, anchor: date, direction: int) -> Days:
    unit, count = words.unit(), words.count()
    if count is None:
        return few_units(anchor, unit, direction)
    day = shift(anchor, unit, direction * count)
    return unit_around(day, "year" if unit in ("decade", "century") else unit)


def read_offset(words: Words, moment: Moment) -> Reading | None:
    """Three days later, the following day, that week: counted from the day told last."""
    step = words.table.number("step", words.text("step").lower().removeprefix("very ")) if words.has("step") else 1
    if moment.previous is None:
        return unresolved(ELSEWHERE)
    unit = words.unit()
    if step != 0 and unit in ("minute", "hour"):
        return unresolved(ELSEWHERE)
    count = words.count() if words.has("count", "digits", "units") else 1
    if count is None:
        return resolved(few_units(moment.previous, unit, step), "narrative")
    return resolved(unit_around(shift(moment.previous, unit, step * count), unit), "narrative")


def read_count_after(words: Words, moment: Moment) -> Reading | None:
    """A few weeks after: when the happening after "after" was, where the sentence tells of the day of telling."""
    if moment.anchor is None:
        return unresolved(NO_ANCHOR)
    return Reading(_steps(words, moment.anchor, -1))


def read_elsewhere(words: Words, moment: Moment) -> Reading | None:
    """Two days before the vote: counted from a happening that the words do not date."""
    return unresolved(ELSEWHERE)


def read_duration(words: Words, moment: Moment) -> Reading | None:
    """A two-day visit, for three weeks: how long, not when."""
    return unresolved("duration", "duration")


def read_vague(words: Words, moment: Moment) -> Reading | None:
    """Recently, in the past."""
    return unresolved("vague")


def read_none(words: Words, moment: Moment) -> Reading | None:
    """Names and figures that look like time words."""
    return None


POINTER_READERS: dict[str, Reader] = {
    "weekday": read_weekday,
    "day_word": read_day_word,
    "overnight": read_overnight,
    "same_day": read_same_day,
    "span": read_span,
    "side_of_span": read_side_of_span,
    "window": read_window,
    "recent": read_recent,
    "ago": read_ago,
    "from_now": read_from_now,
    "in_units": read_in_units,
    "offset": read_offset,
    "count_after": read_count_after,
    "elsewhere": read_elsewhere,
    "duration": read_duration,
    "vague": read_vague,
    "none": read_none,
}
