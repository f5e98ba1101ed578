"""Days as people type and read them."""

from datetime import date

import pytest

from dyadlog.errors import UserError
from dyadlog.report.dates import first_day, last_day, parse_day, show_span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-05", date(2024, 2, 5), date(2024, 2, 5)),
        (" 2024-2-5 ", date(2024, 2, 5), date(2024, 2, 5)),
    ],
)
def test_a_year_a_month_and_a_day_have_first_and_last_days(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["yesterday", "2024-13", "2024-02-30", "24-01-01", "", "2024-01-01T00:00"])
def test_what_is_no_date_is_refused_in_words(text):
    with pytest.raises(UserError, match="is not a date"):
        first_day(text)


def test_a_month_is_no_day():
    with pytest.raises(UserError, match="is not a day"):
        parse_day("2024-02")


@pytest.mark.parametrize(
    ("start", "end", "precision", "method", "shown"),
    [
        (None, None, None, None, ""),
        ("2024-05-03", "2024-05-03", "day", "explicit", "3 May 2024"),
        ("2024-05-03", "2024-05-03", "day", "bounded", "~3 May 2024"),
        (None, "2024-05-03", "day", "bounded", "~by 3 May 2024"),
        ("2024-05-03", None, "day", "explicit", "from 3 May 2024"),
        ("2024-05-01", "2024-05-31", "month", "explicit", "May 2024"),
        ("2024-01-01", "2024-12-31", "year", "explicit", "2024"),
        ("2024-01-01", "2024-04-30", "range", "explicit", "Jan – Apr 2024"),
        ("2023-11-01", "2024-02-29", "season", "explicit", "Nov 2023 – Feb 2024"),
        ("2020-01-01", "2029-12-31", "range", "explicit", "2020 – 2029"),
        ("2024-05-03", "2024-05-05", "range", "explicit", "3–5 May 2024"),
        ("2024-04-30", "2024-05-05", "range", "explicit", "30 Apr – 5 May 2024"),
        ("2023-12-30", "2024-01-02", "range", "explicit", "30 Dec 2023 – 2 Jan 2024"),
    ],
)
def test_a_span_is_shown_as_short_as_it_is_known(start, end, precision, method, shown):
    row = {"date_start": start, "date_end": end, "date_precision": precision, "date_method": method}
    assert show_span(row) == shown
