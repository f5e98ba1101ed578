"""What ought not to move the index, on a small made-up world; `benchmarks/index.py` prints it for a larger one."""

import pytest

from benchmarks.index import run_changes, run_outlets, run_placebo, run_retrospectives

HAPPENINGS = 120


def test_ten_times_as_many_pages_do_not_move_the_index():
    moves = dict(enumerate(moves for _, moves in run_placebo(HAPPENINGS)))
    shipped, equally_sure = moves[0], moves[max(moves)]
    assert shipped.largest < 0.05 and shipped.total < 0.05
    assert equally_sure.largest < 0.005


def test_one_outlet_less_makes_no_jump():
    for outlet, everywhere, present in run_outlets(HAPPENINGS):
        assert everywhere.total < 0.05 and present.largest < 0.05, outlet


@pytest.mark.parametrize("dated", [True, False])
def test_a_month_of_retrospectives_makes_no_jump(dated):
    _, present, pages = run_retrospectives(HAPPENINGS, dated=dated)
    assert pages == HAPPENINGS // 2 and present.largest < 0.01


def test_change_points_are_seldom_marked_without_a_change_and_often_found_with_one():
    pytest.importorskip("ruptures")
    false, found = run_changes(40)
    assert false <= 0.1 and found >= 0.8
