"""Every filter of every page: set in the form, found in the address, heeded in the result, taken back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import HERE
from tests.browser.watching import Watch

FILTERED = ("", "events", "index", "map", "agreements", "ledger", "foreign")
ORDERS = ("order",)
"""Controls that say how a list is put, and leave nothing out."""
TYPED = {"since": "2020", "until": "2030", "new": "2019"}

NAMED = "form => [...new Set([...form.elements].filter(e => e.name && e.type !== 'hidden').map(e => e.name))]"


def asked_in(page):
    return parse_qs(urlsplit(page.url).query)


def open_form(page):
    page.locator("details.filters").evaluate("part => { part.open = true }")
    return page.locator("details.filters form")


def show(page):
    page.locator("details.filters").get_by_role("button", name="Show", exact=True).click()


@pytest.mark.parametrize("section", FILTERED)
def test_every_filter_of_a_page_stands_in_the_address_and_can_be_taken_back(section, room, open_context):
    page = open_context().new_page()
    watch = Watch(page, room)
    address = f"{room}/{HERE}/{section}".rstrip("/")
    page.goto(address)
    form = open_form(page)
    names = form.evaluate(NAMED)
    assert names
    for name in names:
        value = set_one(open_form(page), name)
        show(page)
        page.wait_for_url(lambda url, name=name: f"{name}=" in url)
        assert value in asked_in(page)[name]
        expect(page.locator(".chips a[aria-label^='Remove the filter']")).to_have_count(int(name not in ORDERS))
        assert still_set(open_form(page), name, value)
        page.go_back()
        page.wait_for_url(address)
        expect(page.locator(".chips")).to_have_count(0)
    assert watch.faults == []


def set_one(form, name):
    """Give one control of a form a value that is not its own, and tell which."""
    control = form.locator(f"[name='{name}']").first
    kind = control.evaluate("part => part.type")
    if kind == "checkbox":
        control.check()
        return control.get_attribute("value")
    if kind == "select-one":
        value = control.locator("option:not(:checked)").first.get_attribute("value")
        control.select_option(value)
        return value
    control.fill(TYPED[name])
    return TYPED[name]


def still_set(form, name, value):
    return form.evaluate("(form, [name, value]) => new FormData(form).getAll(name).includes(value)", [name, value])


@pytest.mark.parametrize("facet", ["lane", "type", "kind", "modality", "outlet"])
def test_a_facet_counts_what_its_filter_shows(facet, room, open_context):
    page = open_context().new_page()
    page.goto(f"{room}/{HERE}/events")
    form = open_form(page)
    option = form.locator(f"label.choice:has([name='{facet}'])").last
    count = int(option.locator("span").inner_text())
    option.locator("input").check()
    show(page)
    page.wait_for_url(lambda url: f"{facet}=" in url)
    assert re.match(rf"{count} events? ", page.locator(".lede").inner_text())


def test_a_filter_is_taken_off_by_its_mark(room, open_context):
    page = open_context(360).new_page()
    page.goto(f"{room}/{HERE}/events?lane=verbal-cooperation&since=2020")
    page.get_by_role("link", name="Remove the filter: verbal cooperation").click()
    page.wait_for_url(lambda url: "lane" not in url)
    assert asked_in(page) == {"since": ["2020"]}
