"""One suite for every engine: the same records from each."""

import os
from pathlib import Path

import pytest

from dyadlog.engine import ENGINES, StageCall, run_stages
from dyadlog.errors import PageError
from dyadlog.pipeline import PageStep
from dyadlog.read import find_pages
from dyadlog.records import Given, Page, PageOutcome, PageTask, Reading
from tests.builders import make_page, make_reading

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"


class EchoStep:
    """Reads nothing, gives a reading of the page's own words; one page kills its process."""

    def __call__(self, task: PageTask) -> PageOutcome:
        text = task.page.content.decode()
        if text == "deadly" and os.environ.get("DYADLOG_TEST_PARENT") != str(os.getpid()):
            os._exit(7)
        return PageOutcome(make_reading(text, task.page.location), b"blob")


@pytest.mark.parametrize("name", ENGINES)
def test_outcomes_come_in_the_order_of_the_tasks(name):
    tasks = [PageTask(make_page(f"text {number}", f"{number}.txt")) for number in range(20)]
    outcomes = list(ENGINES[name](2).run(EchoStep(), tasks))
    assert [outcome.reading.page.location for outcome in outcomes] == [task.page.location for task in tasks]
    assert outcomes == [EchoStep()(task) for task in tasks]


def test_a_page_that_kills_its_process_becomes_an_issue_and_the_rest_is_read(monkeypatch):
    monkeypatch.setenv("DYADLOG_TEST_PARENT", str(os.getpid()))
    texts = ["one", "two", "deadly", "three", "four", "five", "six", "seven", "eight", "nine"]
    tasks = [PageTask(make_page(text, text)) for text in texts]
    outcomes = list(ENGINES["local"](2).run(EchoStep(), tasks))
    assert [outcome.reading.page.location for outcome in outcomes] == texts
    issues = [issue for outcome in outcomes for issue in outcome.reading.issues]
    assert [(issue.location, issue.code) for issue in issues] == [("deadly", "crashed")]


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


def test_every_engine_reads_the_sample_pages_alike():
    pages = [page for page in find_pages([str(SAMPLES)], Given()) if isinstance(page, Page)]
    tasks = [PageTask(page) for page in pages]
    outcomes = [list(ENGINES[name](2).run(PageStep(), tasks)) for name in ENGINES]
    assert outcomes[0] and all(other == outcomes[0] for other in outcomes[1:])
    assert any(outcome.reading.claims for outcome in outcomes[0])


def test_a_cached_parse_gives_the_same_reading():
    page = next(page for page in find_pages([str(SAMPLES)], Given()) if isinstance(page, Page))
    step = PageStep()
    first = step(PageTask(page))
    again = step(PageTask(page, first.parse_blob))
    assert again.reading == first.reading and again.parse_blob is None
