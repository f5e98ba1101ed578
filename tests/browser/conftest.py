"""One browser and one running reading room for all tests of this folder; skipped where there is no Chromium."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.addresses import find_addresses
from tests.browser.rooms import running_room
from tests.notebook.samples import read_samples
from tests.serve.foreign_made_up import beside_samples

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
)


@pytest.fixture(scope="package")
def browser():
    """Debian's Chromium, without a window."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no browser: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def sample_store(tmp_path_factory):
    """A store of the sample pages, with other data sets beside it, that tests of this folder may write into."""
    db = shutil.copy(read_samples(), tmp_path_factory.mktemp("room") / "record.db")
    beside_samples(db)
    return db


@pytest.fixture(scope="package")
def addresses(sample_store):
    """The address of each kind of page, by its name in ``addresses.NAMES``."""
    return find_addresses(sample_store)


@pytest.fixture(scope="package")
def room(browser, sample_store, tmp_path_factory):
    """The address of a reading room over the sample pages."""
    with running_room(sample_store, tmp_path_factory.mktemp("log")) as origin:
        yield origin


@pytest.fixture
def open_context(browser):
    """Makes contexts (a width, a colour scheme, scripts or none) that are closed after the test."""
    made = []

    def make(width=1440, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
