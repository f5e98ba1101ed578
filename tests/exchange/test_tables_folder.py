"""A folder of tables: parts are there whole or not at all."""

import pytest

from dyadlog.errors import UserError
from dyadlog.exchange.tables_folder import Marker, TablesFolder


def write_part(name="one", key="k1", files=("pages/month=2024-05/one-k1.parquet",), **changes):
    def write(staging):
        for file in files:
            (staging / file).parent.mkdir(parents=True, exist_ok=True)
            (staging / file).write_text(f"{name} {key}")
        return Marker(name, "group", key, files=dict.fromkeys(files, 1), **changes)

    return write


def files_of(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*/*.parquet"))


def test_a_part_is_done_once_for_what_it_is_made_from(tmp_path):
    folder = TablesFolder(tmp_path)
    assert not folder.is_done("one", "k1")
    folder.commit(write_part())
    assert folder.is_done("one", "k1")
    assert not folder.is_done("one", "k2")


def test_a_part_whose_file_is_gone_is_not_done(tmp_path):
    folder = TablesFolder(tmp_path)
    folder.commit(write_part())
    (tmp_path / files_of(tmp_path)[0]).unlink()
    assert not folder.is_done("one", "k1")


def test_a_part_with_pages_that_were_given_up_is_not_done(tmp_path):
    folder = TablesFolder(tmp_path)
    folder.commit(write_part(unsettled=1))
    assert not folder.is_done("one", "k1")


def test_a_part_made_anew_takes_the_place_of_the_old_one(tmp_path):
    folder = TablesFolder(tmp_path)
    folder.commit(write_part())
    folder.commit(write_part(key="k2", files=("pages/month=2024-06/one-k2.parquet",)))
    assert files_of(tmp_path) == ["pages/month=2024-06/one-k2.parquet"]
    assert [marker.key for marker in folder.markers()] == ["k2"]


def test_what_a_killed_run_left_is_swept_and_what_is_done_stays(tmp_path):
    folder = TablesFolder(tmp_path)
    folder.commit(write_part())
    for left in ("pages/month=2024-05/two-k1.parquet", "_staging/x/pages/month=2024-05/two-k1.parquet"):
        (tmp_path / left).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / left).write_text("half")
    with folder.held():
        assert files_of(tmp_path) == ["pages/month=2024-05/one-k1.parquet"]
        assert not (tmp_path / "_staging").exists()


def test_a_part_that_fails_leaves_the_old_one(tmp_path):
    folder = TablesFolder(tmp_path)
    folder.commit(write_part())

    def fail(staging):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        folder.commit(fail)
    assert folder.is_done("one", "k1") and list((tmp_path / "_staging").iterdir()) == []


def test_parts_of_a_group_that_are_not_kept_go(tmp_path):
    folder = TablesFolder(tmp_path)
    folder.commit(write_part())
    folder.commit(write_part("two", files=("pages/month=2024-05/two-k1.parquet",)))
    folder.retire("another group", set())
    assert len(folder.markers()) == 2
    folder.retire("group", {"two"})
    assert files_of(tmp_path) == ["pages/month=2024-05/two-k1.parquet"]


def test_two_runs_do_not_write_at_once(tmp_path):
    other = TablesFolder(tmp_path)
    with TablesFolder(tmp_path).held(), pytest.raises(UserError, match="another run"), other.held():
        raise AssertionError
    with other.held():
        assert (tmp_path / "_lock").exists()


def test_a_marker_that_is_none_is_named(tmp_path):
    (tmp_path / "_done").mkdir()
    (tmp_path / "_done" / "one.json").write_text("[]")
    with pytest.raises(UserError, match=r"one\.json"):
        TablesFolder(tmp_path).markers()
