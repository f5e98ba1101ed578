"""Files that are written whole, and fingerprints."""

import pytest

from training.reader.kept import match_fingerprint, read_json, write_whole


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "weights"
    write_whole(path, b"old")

    def fail(new):
        new.write_bytes(b"half of the ne")
        raise OSError("killed")

    with pytest.raises(OSError, match="killed"):
        write_whole(path, fail)
    assert path.read_bytes() == b"old"
    write_whole(path, lambda new: new.write_bytes(b"new"))
    assert path.read_bytes() == b"new"


def test_what_was_made_of_other_data_stops_the_run(tmp_path):
    folder = tmp_path / "first"
    match_fingerprint({"train": "a", "settings": {"seed": 1}}, folder, "weights")
    (folder / "weights").write_bytes(b"")
    match_fingerprint({"train": "a", "settings": {"seed": 1}}, folder, "weights")
    with pytest.raises(SystemExit, match=r"first was made of other data or settings \(train\): remove this folder"):
        match_fingerprint({"train": "b", "settings": {"seed": 1}}, folder, "weights")


def test_builds_older_than_fingerprints_are_taken_with_a_warning(tmp_path, capsys):
    (tmp_path / "weights").write_bytes(b"")
    match_fingerprint({"train": "a"}, tmp_path, "weights")
    assert "no fingerprint" in capsys.readouterr().err
    assert not (tmp_path / "fingerprint.json").exists()


def test_an_empty_folder_gets_a_fingerprint(tmp_path):
    match_fingerprint({"train": "a"}, tmp_path / "first", "weights")
    assert read_json(tmp_path / "first" / "fingerprint.json") == {"train": "a"}
