"""One suite for every engine: the same records from each."""

from pathlib import Path

import pytest

from dyadlog.engine import ENGINES, InlineEngine, Limits, LocalEngine, StageCall, run_stages
from dyadlog.errors import PageError
from dyadlog.pipeline import PageStep
from dyadlog.read import find_pages
from dyadlog.records import Given, Page, PageTask, Reading
from tests.builders import make_page
from tests.engine.steps import EchoStep, count_pages

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    """Every engine, those that are not installed skipped."""
    if request.param == "spark":
        return request.getfixturevalue("spark")
    return ENGINES[request.param](2, Limits(seconds=60))


def test_outcomes_come_in_the_order_of_the_tasks(engine):
    tasks = [PageTask(make_page(f"text {number}", f"{number}.txt")) for number in range(40)]
    outcomes = list(engine.run(EchoStep(), tasks))
    assert outcomes == [EchoStep()(task) for task in tasks]


def test_nothing_to_do_is_done(engine):
    assert list(engine.run(EchoStep(), [])) == []
    assert list(engine.spread(count_pages, [])) == []


def test_work_is_spread_over_items_with_an_engine_for_each(engine):
    items = [[make_page(f"{number} {index}") for index in range(number)] for number in (3, 0, 5, 1)]
    assert list(engine.spread(count_pages, items)) == [3, 0, 5, 1]


@pytest.mark.parametrize("name", ["local", "spark"])
def test_a_page_that_kills_its_process_becomes_an_issue_and_the_rest_is_read(name, request):
    engine = request.getfixturevalue("spark") if name == "spark" else LocalEngine(2)
    texts = ["one", "two", "die", "three", "four", "five", "six", "seven", "eight", "nine"]
    outcomes = list(engine.run(EchoStep(), [PageTask(make_page(text, text)) for text in texts]))
    assert [outcome.reading.page.location for outcome in outcomes] == texts
    issues = [issue for outcome in outcomes for issue in outcome.reading.issues]
    assert [(issue.location, issue.code) for issue in issues] == [("die", "crashed")]


def fail(error):
    def work():
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PageError("no_text", "has no text"), "no_text"),
        (RecursionError(), "too_deep"),
        (MemoryError(), "too_large"),
        (ZeroDivisionError("x"), "internal"),
    ],
)
def test_a_failing_stage_becomes_an_issue_and_later_stages_do_not_run(error, code):
    ran = []
    calls = (
        StageCall("clean", lambda: ran.append("clean")),
        StageCall("parse", fail(error)),
        StageCall("coding", lambda: ran.append("coding")),
    )
    issues = run_stages(make_page("text"), calls)
    assert ran == ["clean"]
    assert [(issue.stage, issue.code) for issue in issues] == [("parse", code)]


def test_an_interrupt_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt):
        run_stages(make_page("text"), [StageCall("clean", fail(KeyboardInterrupt()))])


def test_a_reading_without_document_is_a_reading():
    assert Reading(make_page("x"), None).document is None


def test_every_engine_reads_the_sample_pages_alike(engine):
    pages = [page for page in find_pages([str(SAMPLES)], Given()) if isinstance(page, Page)]
    tasks = [PageTask(page) for page in pages]
    outcomes = list(engine.run(PageStep(), tasks))
    assert outcomes == list(InlineEngine().run(PageStep(), tasks))
    assert any(outcome.reading.claims for outcome in outcomes)


def test_a_cached_parse_gives_the_same_reading():
    page = next(page for page in find_pages([str(SAMPLES)], Given()) if isinstance(page, Page))
    step = PageStep()
    first = step(PageTask(page))
    again = step(PageTask(page, first.parse_blob))
    assert again.reading == first.reading and again.parse_blob is None
