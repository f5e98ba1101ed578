"""Review by commands: decisions, their file, agreement, blind coding."""

import json
import shutil

import pytest

from tests.end_to_end.conftest import run_dyadlog


@pytest.fixture
def db(sample_db, tmp_path):
    path = tmp_path / "record.db"
    shutil.copy(sample_db, path)
    return path


def rows(db, *arguments):
    run = run_dyadlog(*arguments, "--json", "--db", db)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.split("\n") if line]


def test_a_session_from_the_list_to_the_file_and_back(db, sample_db, tmp_path):
    waiting = rows(db, "review", "queue", "ECU", "PER", "--by", "Ana")
    assert len(waiting) == 20 and all(row["reasons"] for row in waiting)
    first, second = waiting[0]["claim_id"], waiting[1]["claim_id"]
    run_dyadlog("review", "reject", first, "--by", "Ana", "--note", "not\u2028said", "--db", db)
    run = run_dyadlog("review", "correct", second, "--date", "2026-03", "--place", "-", "--by", "Ana", "--db", db)
    assert run.returncode == 0 and "undo 2" in run.stderr
    left = [row["claim_id"] for row in rows(db, "review", "queue", "ECU", "PER", "--by", "Ana")]
    assert first not in left and second not in left
    assert first not in {row["claim_id"] for row in rows(db, "claims")}
    (shown,) = rows(db, "show", second)
    assert (shown["date_start"], shown["date_end"], shown["places"]) == ("2026-03-01", "2026-03-31", [])
    assert shown["review"]["found"]["date_start"] == waiting[1]["claim"]["date_start"]
    assert shown["rule"] == waiting[1]["claim"]["rule"]
    (gone,) = rows(db, "show", first)
    assert not gone["review"]["stands"] and gone["review"]["decisions"][0]["note"] == "not\u2028said"
    other, file = tmp_path / "other.db", tmp_path / "decisions.jsonl"
    shutil.copy(sample_db, other)
    run_dyadlog("review", "export", file, "--db", db)
    assert rows(other, "review", "import", file) == [{"new": 2, "known": 0, "withdrawn": 0, "orphaned": 0}]
    assert rows(other, "claims") == rows(db, "claims") and rows(other, "events") == rows(db, "events")
    assert rows(other, "findings") == rows(db, "findings")


def test_two_reviewers_and_their_agreement(db):
    claim = rows(db, "review", "queue", "ECU", "PER", "--limit", "1")[0]["claim_id"]
    run_dyadlog("review", "accept", claim, "--by", "Ana", "--db", db)
    run_dyadlog("review", "correct", claim, "--kind", "accuse", "--by", "Ben", "--db", db)
    found = {row["slot"]: row for row in rows(db, "review", "agreement", "ECU", "PER")}
    assert (found["type"]["claims"], found["type"]["agreed"], found["date"]["agreed"]) == (1, 0, 1)
    assert rows(db, "show", claim)[0]["review"]["disagreements"] == ["type"]
    assert [row["author"] for row in rows(db, "review", "log")] == ["Ben", "Ana"]
    assert rows(db, "review", "orphans") == []


def test_sentences_coded_blind_give_error_rates(db):
    drawn = rows(db, "review", "sample", "ECU", "PER", "--size", "1", "--seed", "s")
    assert drawn == rows(db, "review", "sample", "ECU", "PER", "--size", "1", "--seed", "s")
    act = json.dumps({"kind": "sign", "actors": ["ECU"], "recipients": ["PER"]})
    (compared,) = rows(db, "review", "code", drawn[0]["sentence_id"], "--act", act, "--author", "Ana")
    assert any(one["coded"] for one in compared["acts"])
    rows(db, "review", "code", drawn[1]["sentence_id"], "--nothing", "--author", "Ana")
    every = rows(db, "review", "errors", "ECU", "PER")[0]
    assert every["group"] == "all" and every["sentences"] == 2 and every["recall"]["acts"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "correct", "CLAIM", "--kind", "vsit"),
        ("review", "correct", "CLAIM"),
        ("review", "reject", "none"),
        ("review", "import", "no-such-file"),
        ("review", "queue", "ECU", "ECU"),
        ("review", "code", "SENTENCE", "--act", "{"),
        ("review", "code", "SENTENCE", "--act", '{"kinds": "visit"}'),
        ("review", "code", "SENTENCE"),
        ("review", "sample", "--by", "colour"),
    ],
)
def test_what_cannot_be_done_is_said(db, arguments):
    names = {
        "CLAIM": rows(db, "claims")[0]["claim_id"],
        "SENTENCE": rows(db, "review", "sample", "--size", "1")[0]["sentence_id"],
    }
    run = run_dyadlog(*(names.get(word, word) for word in arguments), "--db", db)
    assert run.returncode == 2 and run.stderr.startswith("dyadlog:")
