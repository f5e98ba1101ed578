"""The reading room as files, opened from the disk: the same checks as of the running one."""

import pytest

from tests.browser.addresses import HERE
from tests.browser.test_pages import SHOTS
from tests.browser.watching import Watch, overflow, unfold, violations
from tests.end_to_end.conftest import run_dyadlog
from tests.notebook.samples import PAIR

KINDS = ("*.html", f"{HERE}/*.html", "events/*.html", "documents/*.html", "instruments/*.html")
OF_EACH = 12
"""Files of a kind that are opened."""


@pytest.fixture(scope="module")
def site(browser, sample_store, tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "out"
    run = run_dyadlog("site", out, *PAIR, "--db", sample_store)
    assert run.returncode == 0, run.stderr
    return out


def files_of(site, kind):
    found = sorted(site.glob(kind))
    assert found, kind
    return found[:OF_EACH]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")], ids=str)
def test_files_are_as_sound_as_pages(kind, width, scheme, site, open_context):
    page = open_context(width, color_scheme=scheme).new_page()
    watch = Watch(page, "file://")
    for number, path in enumerate(files_of(site, kind)):
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1, path
        unfold(page)
        assert overflow(page) == [], path
        if number == 0 or kind.startswith(HERE):
            page.screenshot(path=SHOTS / f"site-{path.parent.name}-{path.stem}-{width}-{scheme}.png", full_page=True)
            assert violations(page) == [], path
    assert watch.faults == []
    assert watch.strangers == []
    assert all(url.startswith("file://") for url in watch.requests)


def test_one_can_walk_from_the_first_page_to_the_words(site, open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto((site / "index.html").as_uri())
    for part in (f"{HERE}.html", "events.html", "events/event-", "documents/doc-"):
        page.locator(f"main a[href*='{part}']").first.click()
        page.wait_for_url(f"**/{part}*")
    assert page.locator("h1").is_visible()
