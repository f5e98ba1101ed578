"""A store with one event of ours, and files to take in."""

import pytest

from dyadlog.exchange.foreign import import_files
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Comparison, Consolidation, Place
from dyadlog.store import open_view, open_writer
from tests.builders import make_event, make_reading

OSAKA = Place("Osaka", ("JPN",), 34.69, 135.5)
FRANCE_JAPAN = ("FRA", "JPN")


def save_event(db, **changes):
    """A store with one event, of the third of May 2024 unless told otherwise; the event."""
    reading = make_reading(places=(OSAKA,), **changes)
    event = make_event(reading.claims[0])
    with open_writer(db) as writer:
        writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation((event,), (), (), (), ()), Comparison(), "now")
    return event


@pytest.fixture(scope="session")
def knowledge():
    return load_knowledge()


@pytest.fixture
def db(tmp_path):
    save_event(tmp_path / "record.db")
    return tmp_path / "record.db"


@pytest.fixture
def take_in(db, tmp_path, knowledge):
    """Takes a text in as a file of a data set; the files as they were noted."""

    def take_in(name, text, file_name="file.csv", about=()):
        path = tmp_path / file_name
        path.write_text(text, encoding="utf-8", newline="")
        return import_files(db, knowledge, name, [path], about)

    return take_in


@pytest.fixture
def events(db):
    """The events of a data set in which France and Japan take part."""

    def events(name):
        with open_view(db) as view:
            return list(view.foreign_events(name, FRANCE_JAPAN))

    return events


@pytest.fixture
def issues(db):
    def issues():
        with open_view(db) as view:
            return [(issue.location.rpartition("/")[2], issue.code) for issue in view.issues()]

    return issues
