"""Sources read into a folder of tables: once, whole, and the same on every engine."""

import hashlib
import random
from pathlib import Path

import pyarrow.parquet
import pytest

from dyadlog.dyads import gather_dyads, load_dyad
from dyadlog.engine import ENGINES, InlineEngine, Limits, LocalEngine
from dyadlog.errors import UserError
from dyadlog.exchange import COLUMNS, Rows
from dyadlog.exchange.parts import read_found
from dyadlog.exchange.tables_folder import TablesFolder
from dyadlog.knowledge import load_knowledge
from dyadlog.pipeline import read_pages
from dyadlog.read import Columns, Intake, find_pages, list_files
from dyadlog.shards import FILES, cut_shards, read_into
from dyadlog.store import open_view, open_writer
from tests.engine.steps import QuickStep

PAGES = 100


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A folder of pages, each with an act of France on Japan; named from within, since shards are cut by the names."""
    monkeypatch.chdir(tmp_path)
    folder = Path("pages")
    for number in range(PAGES):
        path = folder / f"{number % 7}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text {number}")
    (folder / "empty.txt").write_text("")
    return folder


def read(pages, to, engine=None, step=None):
    files = list_files([str(pages)])
    intake = Intake(Columns.of(load_knowledge()))
    return read_into(to, [str(pages)], files, step or QuickStep(), engine or InlineEngine(), intake)


def digests(folder):
    """Every file of a folder of tables by its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "_lock"
    }


def locations(folder):
    tables = [pyarrow.parquet.read_table(path, partitioning=None) for path in folder.glob("pages/*/*.parquet")]
    return sorted(page for table in tables for page in table["page"].to_pylist())


def test_pages_and_issues_come_into_tables_once(pages, tmp_path):
    to = tmp_path / "to"
    tally = read(pages, to)
    assert (tally.read, tally.issues) == (PAGES, 1)
    assert locations(to) == sorted(str(path) for path in pages.rglob("*/*.txt"))
    (issues,) = to.glob("issues/*/*.parquet")
    assert pyarrow.parquet.read_table(issues, partitioning=None)["code"].to_pylist() == ["empty"]
    before = digests(to)
    again = read(pages, to)
    assert (again.read, again.unchanged) == (0, PAGES + 1)
    assert digests(to) == before


def test_a_new_page_and_a_changed_one_cost_their_shards(pages, tmp_path):
    to = tmp_path / "to"
    read(pages, to)
    shards = len(TablesFolder(to).markers())
    assert shards > 2
    (pages / "3" / "003.txt").write_text("text changed")
    tally = read(pages, to)
    assert 0 < tally.read < PAGES / 2
    (pages / "6" / "new.txt").write_text("text new")
    tally = read(pages, to)
    assert 0 < tally.read < PAGES / 2
    fresh = tmp_path / "fresh"
    read(pages, fresh)
    assert digests(to) == digests(fresh)


def test_a_page_that_is_gone_is_gone_from_the_tables(pages, tmp_path):
    to = tmp_path / "to"
    read(pages, to)
    (pages / "0" / "007.txt").unlink()
    read(pages, to)
    assert locations(to) == sorted(str(path) for path in pages.rglob("*/*.txt"))


def test_another_version_reads_all_again(pages, tmp_path):
    to = tmp_path / "to"
    read(pages, to)
    assert read(pages, to, step=QuickStep("2")).read == PAGES


def test_shards_follow_the_paths_and_large_files_stand_alone(pages, tmp_path, monkeypatch):
    files = list_files([str(pages)])
    whole = cut_shards("group", files)
    less = cut_shards("group", files[:40] + files[41:])
    assert len({shard.name for shard in whole} ^ {shard.name for shard in less}) <= 4
    assert [file.location for shard in whole for file in shard.files] == [file.location for file in files]
    assert max(len(shard.files) for shard in whole) <= 4 * FILES
    monkeypatch.setattr("dyadlog.shards.LARGE", 1)
    assert [len(shard.files) for shard in cut_shards("group", files)] == [1] * len(files)


def test_a_run_that_ends_at_any_step_is_taken_up_again(pages, tmp_path, monkeypatch):
    undisturbed = tmp_path / "undisturbed"
    replace, moved = Path.replace, []

    def count(self, target):
        moved.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", count)
    read(pages, undisturbed)
    for left in random.Random(7).sample(range(len(moved)), 5):
        to = tmp_path / f"to-{left}"
        steps = iter(range(left))

        def end(self, target, steps=steps):
            if next(steps, None) is None:
                raise KeyboardInterrupt
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", end)
        with pytest.raises(KeyboardInterrupt):
            read(pages, to)
        monkeypatch.setattr(Path, "replace", replace)
        read(pages, to)
        assert digests(to) == digests(undisturbed)


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_writes_the_same_bytes(name, pages, tmp_path, request):
    engine = request.getfixturevalue("spark") if name == "spark" else ENGINES[name](2)
    read(pages, tmp_path / "inline")
    read(pages, tmp_path / "to", engine)
    gather_dyads(tmp_path / "inline", (), InlineEngine())
    assert gather_dyads(tmp_path / "to", (), engine) == 1
    assert digests(tmp_path / "to") == digests(tmp_path / "inline")


def test_what_the_engine_gave_up_is_tried_again(pages, tmp_path):
    (pages / "0" / "hang.txt").write_text("hang")
    to = tmp_path / "to"
    tally = read(pages, to, LocalEngine(1, Limits(seconds=1)))
    assert (tally.read, tally.issues) == (PAGES, 2)
    (pages / "0" / "hang.txt").write_text("text")
    assert 0 < read(pages, to).read < PAGES


def test_a_page_given_up_does_not_make_its_shard_done(pages, tmp_path):
    (pages / "0" / "die.txt").write_text("die")
    to = tmp_path / "to"
    read(pages, to, LocalEngine(1))
    tally = read(pages, to, LocalEngine(1))
    assert 0 < tally.read < PAGES


def test_a_large_file_is_written_in_parts_and_loaded_in_its_order(tmp_path, monkeypatch):
    monkeypatch.setattr("dyadlog.shards.PART", 10)
    rows = [f'{{"text": "text {number}"}}' for number in range(35)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    read(tmp_path / "rows.jsonl", tmp_path / "to")
    assert len(list((tmp_path / "to").glob("pages/*/*.parquet"))) == 4
    markers = TablesFolder(tmp_path / "to").markers()
    found = [one.reading.page.location for one in read_found(TablesFolder(tmp_path / "to"), ("FRA", "JPN"), markers)]
    assert found == [page.location for page in find_pages([str(tmp_path / "rows.jsonl")])]


def test_standard_input_is_no_source(tmp_path):
    with pytest.raises(UserError, match="standard input"):
        read("-", tmp_path / "to")


def rows_of(db):
    with open_view(db) as view:
        return {name: list(Rows(view).table(name)) for name in COLUMNS if name != "issues"}


def test_two_states_loaded_are_as_if_read_into_the_store(pages, tmp_path):
    read(pages, tmp_path / "to", LocalEngine(2))
    with open_writer(tmp_path / "loaded.db") as writer:
        tally = load_dyad(tmp_path / "to", ("JPN", "FRA"), load_knowledge(), writer)
        assert tally.read == PAGES
        assert load_dyad(tmp_path / "to", ("FRA", "JPN"), load_knowledge(), writer).unchanged == PAGES
    step = QuickStep()
    step.knowledge = load_knowledge()
    step.parse_key = step.reading_key
    with open_writer(tmp_path / "read.db") as writer:
        read_pages(find_pages([str(pages)]), step, InlineEngine(), writer)
    assert rows_of(tmp_path / "loaded.db") == rows_of(tmp_path / "read.db")


def test_other_states_have_no_page(pages, tmp_path):
    read(pages, tmp_path / "to")
    with open_writer(tmp_path / "loaded.db") as writer:
        assert load_dyad(tmp_path / "to", ("FRA", "DEU"), load_knowledge(), writer).read == 0
        with pytest.raises(UserError, match="no tables"):
            load_dyad(tmp_path / "nowhere", ("FRA", "DEU"), load_knowledge(), writer)


def test_a_damaged_file_is_named(pages, tmp_path):
    read(pages, tmp_path / "to")
    path = min((tmp_path / "to").glob("pages/*/*.parquet"))
    path.write_bytes(path.read_bytes()[:100])
    with open_writer(tmp_path / "loaded.db") as writer, pytest.raises(UserError, match=path.name):
        load_dyad(tmp_path / "to", ("FRA", "JPN"), load_knowledge(), writer)


def test_what_is_gathered_is_what_a_store_of_the_pages_has(pages, tmp_path):
    to = tmp_path / "to"
    read(pages, to)
    assert gather_dyads(to, (), InlineEngine()) == 1
    assert gather_dyads(to, (), InlineEngine()) == 0
    with open_writer(tmp_path / "loaded.db") as writer:
        load_dyad(to, ("FRA", "JPN"), load_knowledge(), writer)
    wanted = sorted(row["event_id"] for row in rows_of(tmp_path / "loaded.db")["events"])
    tables = [pyarrow.parquet.read_table(path, partitioning=None) for path in to.glob("events/*/*.parquet")]
    assert sorted(event for table in tables for event in table["event_id"].to_pylist()) == wanted != []
    assert {pair for table in tables for pair in table["pair"].to_pylist()} == {"FRA-JPN"}
    (pages / "6" / "new.txt").write_text("text new")
    read(pages, to)
    assert gather_dyads(to, (), InlineEngine()) == 1
