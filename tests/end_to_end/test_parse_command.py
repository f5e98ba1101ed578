"""`dyadlog parse`, and another reader through `dyadlog read`."""

import json

import pytest

from tests.parse.test_spacy_reader import learn

TEXT = "Kenya's minister Abebe Tola flew to Oslo. He signed."


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    return learn(tmp_path_factory.mktemp("pipeline"))


def test_json_gives_a_line_a_sentence_from_argument_and_standard_input(dyadlog):
    run = dyadlog("parse", TEXT, "--json")
    assert run.returncode == 0, run.stderr
    first, second = map(json.loads, run.stdout.splitlines())
    assert [TEXT[row["start"] : row["end"]] for row in (first, second)] == [first["text"], second["text"]]
    assert {"kind": "PER", "text": "Abebe Tola", "start": 17, "end": 27} in first["names"]
    assert [word["relation"] for word in second["words"]] == ["nsubj", "root", "punct"]
    assert dyadlog("parse", "-", "--json", stdin=TEXT).stdout == run.stdout


def test_a_drawing_is_written_and_said_on_standard_error(dyadlog, tmp_path):
    run = dyadlog("parse", TEXT, "-o", tmp_path / "tree.html")
    assert (run.returncode, run.stdout) == (0, "") and "wrote" in run.stderr
    assert "Abebe Tola<small>PER</small>" in (tmp_path / "tree.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((" ",), "no text to parse"),
        (("Hello.", "-o", "tree.png"), ".svg or .html"),
        (("Hello.", "--reader", "nosuch"), "no reader is called 'nosuch'"),
        (("Hello.", "--reader", "spacy:nosuch"), "no spaCy pipeline is called 'nosuch'"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(dyadlog, arguments, message):
    run = dyadlog("parse", *arguments)
    assert (run.returncode, run.stdout) == (2, "") and message in run.stderr


def test_an_unknown_reader_makes_no_store(dyadlog, tmp_path):
    run = dyadlog("read", "samples/pages", "--db", tmp_path / "record.db", "--reader", "nosuch")
    assert run.returncode == 2 and "no reader is called" in run.stderr and not (tmp_path / "record.db").exists()


def test_pages_are_read_with_a_pipeline_and_again_with_another_reader(dyadlog, pipeline, tmp_path):
    page, db = "samples/pages/lake-post.txt", tmp_path / "record.db"
    for reader, count in ((pipeline, 1), (pipeline, 0), ("minilm-int8", 1)):
        run = dyadlog("read", page, "--db", db, "--reader", reader, "--json")
        assert run.returncode == 0, run.stderr
        assert json.loads(run.stdout)["read"] == count
    assert dyadlog("issues", "--db", db, "--json").stdout == ""
    assert dyadlog("search", "the", "--db", db, "--json").stdout


def test_a_pipeline_that_lacks_something_stops_the_run(dyadlog, tmp_path):
    source = learn(tmp_path / "poor", ("tagger",))
    run = dyadlog("read", "samples/pages/lake-post.txt", "--db", tmp_path / "record.db", "--reader", source)
    assert run.returncode == 2 and "lacks" in run.stderr and "DEP" in run.stderr
