"""One more page brought into a record: the same outcome as bringing everything together at once."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from dyadlog import gathering
from dyadlog.gathering import rebuild
from dyadlog.pipeline import PageStep
from dyadlog.read import find_pages
from dyadlog.records import Given, PageTask
from dyadlog.store import open_view, open_writer

ROOT = Path(__file__).parents[2]
RELATIONS = sorted((ROOT / "corpus" / "relations").glob("*/pages"))
FOLDERS = {"samples": [ROOT / "samples" / "pages"], "relations": RELATIONS}


@pytest.fixture(scope="module")
def step():
    return PageStep()


@pytest.fixture(scope="module", params=FOLDERS)
def readings(request, step):
    folders = FOLDERS[request.param][:2]
    files = [str(path) for folder in folders for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".html")]
    return [step(PageTask(page)).reading for page in find_pages(files, Given())]


def records_of(path):
    """Everything that the record shows, ids of before aside."""
    with open_view(path) as view:
        return {
            "events": {event.event_id: replace(event, aliases=()) for event in view.events()},
            "instruments": {one.instrument_id: replace(one, aliases=()) for one in view.instruments()},
            "findings": {finding.finding_id: finding for finding in view.findings()},
            "actors": {actor.actor_id: actor for actor in view.actors()},
            "identities": view.identities(),
            "copies": view.copies(),
            "inferred": view.inferred_dates(),
        }


@pytest.mark.parametrize("seed", [1, 2])
def test_page_by_page_is_as_all_at_once(readings, step, tmp_path, monkeypatch, seed):
    monkeypatch.setattr(gathering, "MOST_NEW", 0)
    whole, by_page = tmp_path / "whole.db", tmp_path / "by_page.db"
    with open_writer(whole) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        rebuild(step.knowledge, writer)
    shuffled = random.Random(seed).sample(readings, len(readings))
    with open_writer(by_page) as writer:
        for reading in shuffled:
            writer.save_reading(reading, "key")
            rebuild(step.knowledge, writer)
    expected, found = records_of(whole), records_of(by_page)
    for name in expected:
        assert found[name] == expected[name], name


def test_only_what_came_is_brought_in(readings, step, tmp_path, monkeypatch):
    """Once a record stands, one more page never leads to bringing everything together again."""
    with open_writer(tmp_path / "record.db") as writer:
        for reading in readings[:-1]:
            writer.save_reading(reading, "key")
        rebuild(step.knowledge, writer)
        monkeypatch.setattr(gathering, "consolidate", None)
        writer.save_reading(readings[-1], "key")
        rebuild(step.knowledge, writer)
        assert not writer.standing().new


def test_a_page_that_goes_takes_everything_with_it(readings, step, tmp_path):
    kept, all_read = tmp_path / "kept.db", tmp_path / "all.db"
    with open_writer(kept) as writer:
        for reading in readings[:-1]:
            writer.save_reading(reading, "key")
        rebuild(step.knowledge, writer)
    with open_writer(all_read) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        rebuild(step.knowledge, writer)
        writer.forget(readings[-1].page.location)
        rebuild(step.knowledge, writer)
    assert records_of(all_read) == records_of(kept)
