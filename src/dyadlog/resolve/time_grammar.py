"""The grammar of time expressions: where a sentence has one, whatever day it means."""

from dataclasses import dataclass

from dyadlog.knowledge.periods import Period, Periods
from dyadlog.knowledge.time_words import TimeWords
from dyadlog.records.vocabulary import Precision
from dyadlog.resolve.time_calendar import Days
from dyadlog.resolve.time_dates import DATE_READERS
from dyadlog.resolve.time_pointers import POINTER_READERS
from dyadlog.resolve.time_reading import Moment, Reading, Words

READERS = DATE_READERS | POINTER_READERS
SPACES = "\t\n\r\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
PLAIN = str.maketrans(
    dict.fromkeys(SPACES, " ") | {"\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{EN DASH}": "-", "’": "'"}
)


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a sentence that tell a time; offsets in the sentence."""

    start: int
    end: int
    reading: str
    words: Words
    period: Period | None = None

    def read(self, moment: Moment) -> Reading | None:
        """The days meant, at that moment; None where the words make no date after all ("31 June")."""
        if self.period is not None:
            if moment.anchor is not None and self.period.start > moment.anchor:
                return None  # another "four-day war" than the one we know
            precision: Precision = "day" if self.period.start == self.period.end else "range"
            return Reading(Days(self.period.start, self.period.end, precision), "named_period")
        try:
            return READERS[self.reading](self.words, moment)
        except (ValueError, OverflowError):
            return None


def plain(text: str) -> str:
    """The text with every kind of space, hyphen and apostrophe made the common one, no offset moved."""
    return text.translate(PLAIN)


def find_expressions(text: str, table: TimeWords, periods: Periods) -> list[Expression]:
    """The time expressions of a plain text, in order, none overlapping: the longest match wins."""
    found = [Expression(start, end, "period", Words({}, table), period) for start, end, period in periods.find(text)]
    found += [
        Expression(match.start(), match.end(), pattern.reading, Words.of(match, table))
        for pattern in (table.patterns if table.trigger.search(text) else ())
        for match in pattern.find(text)
    ]
    chosen: list[Expression] = []
    for expression in sorted(found, key=lambda expression: (expression.start - expression.end, expression.start)):
        if all(expression.end <= other.start or expression.start >= other.end for other in chosen):
            chosen.append(expression)
    kept = [expression for expression in chosen if expression.reading != "none"]
    return sorted(kept, key=lambda expression: expression.start)
