"""A reading room over the sample pages, for tests that only read; and the ids of records in it."""

import pytest

from dyadlog.store import open_view
from tests.notebook.samples import PAIR, read_samples
from tests.serve.showing import open_room


@pytest.fixture(scope="session")
def sample_room():
    with open_room(read_samples()) as client:
        yield client


@pytest.fixture(scope="session")
def sample_event():
    with open_view(read_samples()) as view:
        return view.lines(PAIR)[0].event_id
