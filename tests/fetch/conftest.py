"""A site and a fetcher that may reach it."""

import socket

import pytest

import dyadlog.clean  # noqa: F401  before urllib3, whose own filter of warnings lasts no longer than this import
from dyadlog.fetch import WebSettings
from dyadlog.fetch.fetcher import Fetcher
from tests.fetch.site import Site


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def make_fetcher(tmp_path):
    """Fetchers that do not wait, and write down how long they would have; what is set comes as names."""
    made = []

    def make(**settings):
        slept = []
        chosen = {"cache": tmp_path / "cache", "private": True, "delay": 0.0, "total": 5.0, **settings}
        fetcher = Fetcher(WebSettings(**chosen), slept.append)
        fetcher.slept = slept
        made.append(fetcher)
        return fetcher

    yield make
    for fetcher in made:
        fetcher.__exit__(None, None, None)


@pytest.fixture
def unused_port():
    """A port of this machine on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
