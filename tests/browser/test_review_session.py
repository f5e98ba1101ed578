"""A whole session of review by keyboard; and what the review pages must be like in a browser."""

import re
import shutil

import pytest

from tests.browser.rooms import running_room
from tests.browser.watching import Watch, overflow, unfold, violations
from tests.notebook.samples import read_samples

HERE = "ECU-PER"
PAGES = ("", "/log", "/agreement", "/blind", "/errors")


@pytest.fixture(scope="module")
def review_room(browser, tmp_path_factory):
    """A room of its own: these tests decide things."""
    folder = tmp_path_factory.mktemp("review")
    store = shutil.copy(read_samples(), folder / "record.db")
    with running_room(store, folder) as origin:
        yield origin


def press(page, key):
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()


def claim_on(page):
    return page.input_value("form.verdicts input[name=claim]")


def news_on(page):
    return page.inner_text(".news")


def test_whole_session_by_keyboard(review_room, open_context):
    page = open_context().new_page()
    watch = Watch(page, review_room)
    page.goto(f"{review_room}/review?pair={HERE}")
    give_name(page)
    step_and_decide(page)
    correct_a_date(page)
    merge_and_split(page)
    page.goto(f"{review_room}/review/log?by=Ana+jarek")
    acts = [re.sub(r"\W.*", "", act) for act in page.locator("table.log td:nth-child(2)").all_inner_texts()]
    assert acts == ["Split", "Merged", "Corrected", "Rejected", "Accepted"]
    assert [fault for fault in watch.faults if "422" not in fault] == [] and watch.strangers == []


def give_name(page):
    """A name has letters that are keys elsewhere."""
    page.focus("#reviewer")
    page.keyboard.press("Control+A")
    page.keyboard.type("Ana jarek")
    press(page, "Enter")
    assert page.input_value("#reviewer") == "Ana jarek"


def step_and_decide(page):
    first = claim_on(page)
    press(page, "j")
    second = claim_on(page)
    assert second != first
    press(page, "k")
    assert claim_on(page) == first
    press(page, "a")
    assert news_on(page).startswith("Accepted: ") and claim_on(page) == second
    press(page, "r")
    assert news_on(page).startswith("Rejected: ") and claim_on(page) not in (first, second)
    press(page, "u")
    assert news_on(page).startswith("Taken back: rejected.") and claim_on(page) == second


def correct_a_date(page):
    claim = claim_on(page)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "kind"
    page.keyboard.press("Escape")
    assert not page.is_visible("form.edit") and claim_on(page) == claim
    page.keyboard.press("e")
    page.focus("form.edit input[name=date]")
    page.keyboard.press("Control+A")
    page.keyboard.type("2019-40")
    press(page, "Enter")
    assert "is not a date" in page.inner_text("#fault-date")
    assert page.evaluate("document.activeElement.name") == "date"
    page.keyboard.press("Control+A")
    page.keyboard.type("2019-04")
    press(page, "Enter")
    assert news_on(page).startswith("Corrected when: ")


def merge_and_split(page):
    claim = claim_on(page)
    press(page, "m")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.innerText") == "The same"
    press(page, "Enter")
    assert "It is one event with" in news_on(page) and claim_on(page) == claim
    press(page, "s")
    assert "It stands as an event of its own now" in news_on(page)
    page.keyboard.press("?")
    assert page.is_visible("dialog#keys")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog#keys") and claim_on(page) == claim


def test_blind_coding_by_keyboard(review_room, open_context):
    page = open_context().new_page()
    page.goto(f"{review_room}/review/blind?pair={HERE}")
    press(page, "n")
    assert page.is_visible("#beside") and "1 of" in page.inner_text(".progress")
    press(page, "j")
    page.focus("select[name=kind-0]")
    page.keyboard.type("visit")
    page.focus("input[name=actors-0]")
    page.keyboard.type("Kenya")
    assert page.locator("input[name=actors-0]").count() == 2
    press(page, "Enter")
    assert "Kenya" in page.inner_text(".coding") and "2 of" in page.inner_text(".progress")


def test_names_of_actors_are_offered(review_room, open_context):
    page = open_context().new_page()
    page.goto(f"{review_room}/review?pair={HERE}")
    before = page.locator("#parties option").count()
    page.keyboard.press("e")
    with page.expect_response(re.compile("/review/parties")):
        page.locator("form.edit input[name=actors]").last.type("minist")
    page.wait_for_function(f"document.querySelectorAll('#parties option').length > {before}")
    assert "Ministr" in " ".join(page.eval_on_selector_all("#parties option", "all => all.map(one => one.value)"))


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
def test_review_pages_fit_and_can_be_used_by_all(review_room, open_context, width, scheme):
    page = open_context(width, color_scheme=scheme).new_page()
    watch = Watch(page, review_room)
    for section in PAGES:
        page.goto(f"{review_room}/review{section}?pair={HERE}")
        unfold(page)
        if not section:
            page.keyboard.press("e")
        assert (section, overflow(page)) == (section, [])
        assert (section, violations(page)) == (section, [])
    assert (watch.faults, watch.strangers) == ([], [])


def test_review_works_without_scripts(review_room, open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{review_room}/review?pair={HERE}&page=2")
    claim = claim_on(page)
    assert not page.is_visible("form.edit")
    page.click("a[href='#edit']")
    page.fill("form.edit input[name=date]", "2018")
    page.click("form.edit button.main")
    assert news_on(page).startswith("Corrected when: ") and claim_on(page) != claim
    page.click("button[data-key=u]")
    assert news_on(page).startswith("Taken back: corrected when.") and claim_on(page) == claim
