"""Every page, wide and narrow, light and dark: no error, nothing from elsewhere, nothing cut off, readable for all."""

import os
from pathlib import Path

import pytest

from tests.browser.addresses import NAMES
from tests.browser.watching import Watch, overflow, unfold, violations

SHOTS = Path(os.environ.get("DYADLOG_SHOTS", Path(__file__).parent / "shots"))
"""Where screenshots are kept, to be looked at."""
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
