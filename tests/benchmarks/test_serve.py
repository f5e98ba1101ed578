"""The benchmark of the reading room on a small store: every page answers, soon, and is light."""

import pytest

from benchmarks.bigstore import make_store
from benchmarks.serve import ask_first, percentile, serving
from benchmarks.served.plan import Plan
from benchmarks.served.readers import read_together
from benchmarks.served.sizes import weigh

MOST_BYTES = 200_000
MOST_SECONDS = 5.0
"""For the slowest of a hundred answers; ten times what a slow machine takes, so that only what is broken fails."""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "small.db"
    make_store(path, 150, 700, seed=3)
    return path


def test_every_kind_of_page_answers_many_readers_in_time(store):
    plan = Plan(store)
    with serving(store) as origin:
        first = ask_first(origin, plan)
        sizes = weigh(origin, f"/{plan.largest}")
        answers = read_together(origin, [plan.draw() for _ in range(4)], seconds=5)
    assert set(first) == set(plan.kinds)
    assert [answer.ask for answer, _ in first.values() if answer.wrong] == []
    assert [answer.ask for answer in answers if answer.wrong] == []
    assert answers
    assert percentile([answer.seconds for answer in answers], 95) < MOST_SECONDS
    assert sum(sizes.values()) < MOST_BYTES


def test_readers_ask_the_same_for_the_same_seed(store):
    first, second = Plan(store, seed=5).draw(), Plan(store, seed=5).draw()
    assert [next(first) for _ in range(30)] == [next(second) for _ in range(30)]
