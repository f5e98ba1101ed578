"""Pages without scripts, on paper, and made of hostile words."""

import re

import pytest

from tests.browser.addresses import HERE, NAMES
from tests.browser.rooms import running_room
from tests.browser.watching import Watch, overflow
from tests.serve.hostile import HERE as HOSTILE_PAIR
from tests.serve.hostile import read_hostile_pages, write_hostile_records
from tests.serve.test_hostile import Page


@pytest.fixture
def scriptless(open_context):
    return open_context(java_script_enabled=False).new_page()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_works_without_scripts(name, room, addresses, scriptless):
    assert scriptless.goto(room + addresses[name]).status == 200
    assert scriptless.locator("h1").inner_text()
    assert scriptless.locator("main a").count() > 0


def test_filters_and_search_work_without_scripts(room, scriptless):
    scriptless.goto(f"{room}/{HERE}/events?since=2020")
    scriptless.locator("details.filters summary").click()
    scriptless.locator("details.filters [name=lane]").first.check()
    scriptless.locator("details.filters").get_by_role("button", name="Show", exact=True).click()
    scriptless.wait_for_url(lambda url: "lane=" in url and "since=2020" in url)
    scriptless.locator("#search").fill("border")
    scriptless.keyboard.press("Enter")
    scriptless.wait_for_url("**/search?**q=border**")


@pytest.mark.parametrize(
    ("name", "most"), [("overview", 8), ("one-events", 5), ("one-documents", 5), ("ledger", 8), ("foreign", 8)]
)
def test_a_page_prints_on_a_few_sheets(name, most, room, addresses, open_context):
    page = open_context().new_page()
    page.goto(room + addresses[name])
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 1 <= sheets <= most
    page.emulate_media(media="print")
    assert not page.locator(".masthead nav").is_visible()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("make_store", [read_hostile_pages, write_hostile_records])
def test_hostile_words_do_nothing_in_a_browser(make_store, open_context, tmp_path):
    with running_room(make_store(), tmp_path) as origin:
        page = open_context(360).new_page()
        watch = Watch(page, origin)
        page.goto(f"{origin}/{HOSTILE_PAIR}/events")
        links = {link for link in Page(page.content()).links if link.startswith(("/events/", "/documents/"))}
        sections = page.locator("nav.tabs a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        for address in (*sections, *sorted(links)[:4], f"/{HOSTILE_PAIR}/foreign", "/search?q=france", "/review"):
            page.goto(origin + address)
            assert overflow(page) == [], address
        assert watch.faults == []
        assert watch.strangers == []
