"""The chart: months with no data are not months with nothing."""

from datetime import date

from dyadlog.findings.index import IndexPoint, Slices
from dyadlog.report.chart import HALF, MONTHS, draw_bars, make_months


def point(month, quads):
    none = Slices((), (), ())
    return IndexPoint(
        ("FRA", "JPN"), "month", "", month, month, "value", 0.0, 0.0, None, None, quads, none, 1, ()
    )  # fmt: skip


def test_a_month_between_without_events_is_no_data():
    months = make_months((point(date(2024, 1, 1), (1, 0, 0, 0)), point(date(2024, 3, 1), (0, 0, 0, 2))))
    assert [(month.label, month.quads) for month in months] == [
        ("2024-01", (1, 0, 0, 0)),
        ("2024-02", None),
        ("2024-03", (0, 0, 0, 2)),
    ]


def test_only_the_last_year_and_a_half_is_shown():
    months = make_months((point(date(1999, 1, 1), (1, 0, 0, 0)), point(date(2024, 3, 1), (1, 0, 0, 0))))
    assert len(months) == MONTHS and months[0].label == "2022-10"


def test_nothing_makes_no_chart():
    assert make_months(()) == () and draw_bars(()) == ()


def test_cooperation_stands_above_the_line_and_conflict_hangs_below_it():
    bars = draw_bars(make_months((point(date(2024, 1, 1), (3, 2, 1, 4)),)))
    assert {bar.quad for bar in bars if bar.y + bar.height <= HALF + 1e-9} == {1, 2}
    assert {bar.quad for bar in bars if bar.y >= HALF - 1e-9} == {3, 4}
    assert all(bar.y >= 0 and bar.y + bar.height <= 2 * HALF + 1e-9 for bar in bars)
