"""One more page brought into a record: the same outcome as bringing everything together at once."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dyadlog import gathering
from dyadlog.consolidate import consolidate, extending
from dyadlog.findings import periods
from dyadlog.gathering import rebuild
from dyadlog.pipeline import PageStep
from dyadlog.read import find_pages
from dyadlog.records import Given, Page, PageTask
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
            "pairs": view.pairs(),
        }


@pytest.fixture(params=[periods.MOST_PAGES, 3], ids=["quiet", "crowded"])
def most_pages(request, monkeypatch):
    """Where windows of time are crowded, only claims with two states in common are compared."""
    monkeypatch.setattr(periods, "MOST_PAGES", request.param)


@pytest.mark.parametrize("seed", [1, 2])
def test_page_by_page_is_as_all_at_once(readings, step, tmp_path, monkeypatch, most_pages, seed):
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


@pytest.mark.parametrize("seed", [1, 2])
def test_a_page_joins_without_opening_whole_components(readings, step, tmp_path, monkeypatch, seed):
    """Whichever page comes last, only events that come out otherwise are opened."""
    last = random.Random(seed).choice(readings)
    expected = gather(tmp_path / "whole.db", step, readings)
    with open_writer(tmp_path / "record.db") as writer:
        for reading in readings:
            if reading is not last:
                writer.save_reading(reading, "key")
        rebuild(step.knowledge, writer)
        monkeypatch.setattr(extending._Step, "_close", None)
        writer.save_reading(last, "key")
        rebuild(step.knowledge, writer)
    assert records_of(tmp_path / "record.db") == expected


def gather(path, step, readings):
    """A record of some pages, brought together at once."""
    with open_writer(path) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        rebuild(step.knowledge, writer)
    return records_of(path)


def cut_in_half(reading, step):
    """What is read at the place of a page once the second half of its lines is gone."""
    lines = reading.document.text.splitlines()
    content = "\n".join(lines[: len(lines) // 2 + 1]).encode()
    return step(PageTask(Page.from_bytes(reading.page.location, content, "text/plain", reading.page.given))).reading


def told_otherwise(reading):
    """The same page, read by a program that finds less in it and puts it on another day."""
    publication = replace(reading.document.publication, day=date(2019, 5, 4), precision="day")
    document = replace(reading.document, publication=publication)
    return replace(reading, document=document, claims=reading.claims[::2], occupancies=reading.occupancies[1:])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pages_that_go_or_are_read_anew_are_as_if_never_read_otherwise(
    readings, step, tmp_path, monkeypatch, most_pages, seed
):
    monkeypatch.setattr(gathering, "MOST_NEW", 0)
    chance = random.Random(seed)
    final = {reading.page.location: reading for reading in readings}
    with open_writer(tmp_path / "changed.db") as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        rebuild(step.knowledge, writer)
        monkeypatch.setattr(gathering, "consolidate", None)  # never again all at once
        for location in chance.sample(sorted(final), 7):
            change = chance.choice([None, told_otherwise, lambda reading: cut_in_half(reading, step)])
            if change is None:
                del final[location]
                writer.forget(location)
            else:
                final[location] = change(final[location])
                writer.save_reading(final[location], "another key")
            if chance.random() < 0.7:
                rebuild(step.knowledge, writer)
        rebuild(step.knowledge, writer)
    monkeypatch.setattr(gathering, "consolidate", consolidate)
    expected, found = gather(tmp_path / "whole.db", step, final.values()), records_of(tmp_path / "changed.db")
    for name in expected:
        assert found[name] == expected[name], name


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
