"""Preparation: what is trained on is stated, and holds no test sentence."""

import tomllib
from pathlib import Path

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.parse.tokenizer import Tokenizer
from training.reader import prepare, sources
from training.reader.sources import REPOSITORY

TREEBANKS = REPOSITORY.parent / "shared" / "treebanks"
ROWS = tomllib.loads((REPOSITORY / "training" / "reader" / "recipe.toml").read_text(encoding="utf-8"))["data"]

with_treebanks = pytest.mark.skipif(not TREEBANKS.exists(), reason="the treebanks are not in ../shared")


@with_treebanks
def test_no_sentence_that_measures_is_trained_on():
    # CrossNER alone repeats sentences across parts; reading everything takes half a minute
    tokenizer = Tokenizer(load_knowledge().written_forms)
    every = list(prepare.read_crossner(TREEBANKS))
    train = prepare.leave_out(every, prepare.read_tests(TREEBANKS, tokenizer))
    measured = sources.read_crossner(TREEBANKS / "names" / "CrossNER.tar.xz", "politics", "test")
    tests = {" ".join(example.words).lower() for example in measured if len(example.words) >= 7}
    assert any(" ".join(example.words).lower() in tests for example in every)
    assert not any(" ".join(example.words).lower() in tests for example in train)


@with_treebanks
def test_every_file_that_is_read_has_use_and_licence():
    described = prepare.describe_files(ROWS, prepare.digest_files(TREEBANKS))
    assert all(row["use"] and row["licence"] and row["source"] and row["files"] for row in described)
    assert not any("-test" in name for row in described for name in row["files"])


def test_files_without_a_licence_stop_the_run():
    with pytest.raises(SystemExit, match=r"no row of .* states use and licence of corpus/b\.txt"):
        prepare.describe_files([{"files": "corpus/a.txt"}], {"corpus/a.txt": "1", "corpus/b.txt": "2"})


def test_rows_without_a_file_stop_the_run():
    with pytest.raises(SystemExit, match=r"names a\.txt, but no such file"):
        prepare.describe_files([{"files": "a.txt"}], {})


def test_a_missing_treebank_is_named():
    with pytest.raises(SystemExit, match=r"en_ewt-ud-train\.conllu\.xz is missing: .*--treebanks"):
        prepare.digest_files(Path("nowhere"))


def test_our_test_part_is_no_training_data():
    used = {path.name for path in sources.list_ours("train", "dev")}
    assert used
    assert used.isdisjoint(path.name for path in sources.list_ours("test"))
