"""Every page, wide and narrow, light and dark: no error, nothing from elsewhere, nothing cut off, readable for all."""

import os
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Match

from dyadlog.serve import Settings, create_app
from tests.browser.addresses import NAMES
from tests.browser.watching import Watch, overflow, unfold, violations

SHOTS = Path(os.environ.get("DYADLOG_SHOTS", Path(__file__).parent / "shots"))
"""Where screenshots are kept, to be looked at."""
NO_PAGES = ("/open",)
"""Addresses that only lead on."""
JUDGED = ((1440, "light"), (360, "dark"))
"""Views in which the rules of accessibility are gone through: both widths, both schemes."""
VIEWS = [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")]


@pytest.fixture(scope="module", autouse=True)
def shots(browser):
    SHOTS.mkdir(parents=True, exist_ok=True)
    print(f"screenshots: {SHOTS}")


@pytest.mark.parametrize(("width", "scheme"), VIEWS, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_sound(name, width, scheme, room, addresses, open_context):
    page = open_context(width, color_scheme=scheme).new_page()
    watch = Watch(page, room)
    answer = page.goto(room + addresses[name])
    assert answer.status == 200
    page.wait_for_function("document.fonts.status == 'loaded'")
    page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
    assert overflow(page) == []
    unfold(page)
    assert overflow(page) == []
    assert page.locator("h1").count() == 1
    if (width, scheme) in JUDGED:
        assert violations(page) == []
    assert watch.faults == []
    assert watch.strangers == []


def test_every_address_of_the_application_is_looked_at(sample_store, addresses):
    app = create_app(Settings(db=sample_store))
    pages = [route for route in app.routes if isinstance(route, APIRoute) and route.path not in NO_PAGES]
    assert pages
    missed = {route.path for route in pages if not any(leads_to(route, address) for address in addresses.values())}
    assert missed == set()


def leads_to(route, address):
    scope = {"type": "http", "method": "GET", "path": address.partition("?")[0]}
    return route.matches(scope)[0] == Match.FULL
