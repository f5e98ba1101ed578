"""What people rule is applied at once, kept through every re-run, and can be taken back."""

import json
import shutil

import pytest

from tests.end_to_end.conftest import ROOT, run_dyadlog

SAMPLES = ROOT / "samples" / "pages"


@pytest.fixture
def db(sample_db, tmp_path):
    path = tmp_path / "record.db"
    shutil.copy(sample_db, path)
    return path


def rows(db, *arguments):
    run = run_dyadlog(*arguments, "--json", "--db", db)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def events(db):
    return {frozenset(event["claims"]): event for event in rows(db, "events")}


def largest(db):
    return max(rows(db, "events"), key=lambda event: (len(event["claims"]), event["event_id"]))


def test_a_split_holds_until_it_is_taken_back(db):
    before, event = events(db), largest(db)
    gone = event["claims"][-1]
    run_dyadlog("split", event["event_id"], gone, "--by", "Ana", "--db", db)
    holding = [claims for claims in events(db) if gone in claims]
    assert all(not claims & set(event["claims"][:-1]) for claims in holding)
    run_dyadlog("undo", 1, "--db", db)
    assert set(events(db)) == set(before)


def test_a_merge_joins_whole_events_and_says_over_what(db):
    many = [event for event in rows(db, "events") if len(event["claims"]) > 2]
    first, second = (next(event for event in many if event["kind"] == kind) for kind in ("visit", "sign"))
    run_dyadlog("merge", first["event_id"], second["event_id"], "--by", "Ana", "--db", db)
    (joined,) = (claims for claims in events(db) if set(first["claims"]) <= claims)
    assert set(second["claims"]) <= joined
    reasons = [row["reason"] for row in rows(db, "why", events(db)[joined]["event_id"])]
    assert any(reason.startswith("merged by Ana") and "over: another sort of act" in reason for reason in reasons)


def test_a_ruling_outlasts_reading_again(db, tmp_path):
    event = largest(db)
    gone = event["claims"][-1]
    run_dyadlog("split", event["event_id"], gone, "--by", "Ana", "--db", db)
    extra = tmp_path / "extra.txt"
    extra.write_text("Lima, 14 March 2026\n\nEcuador and Peru signed an accord on Thursday.\n")
    run_dyadlog("read", extra, "--db", db)
    (holding,) = (claims for claims in events(db) if gone in claims)
    assert holding.isdisjoint(event["claims"][:-1])
    (ruling,) = rows(db, "rulings")
    assert ruling["author"] == "Ana" and ruling["attached"]


def test_a_ruling_whose_words_are_gone_waits(db):
    event = largest(db)
    run_dyadlog("split", event["event_id"], event["claims"][-1], "--by", "Ana", "--db", db)
    for page in sorted(SAMPLES.iterdir()):
        if page.suffix in (".txt", ".html", ".md"):
            run_dyadlog("forget", page.relative_to(ROOT), "--db", db)
    (ruling,) = rows(db, "rulings")
    assert ruling["attached"] == [] and ruling["words"]


def test_a_verdict_stands_beside_its_finding(db):
    finding = next(row for row in rows(db, "findings") if row["kind"] != "corroborated")
    run_dyadlog("rule", finding["finding_id"], "2", "--by", "Ana", "--note", "closer to the scene", "--db", db)
    (shown,) = rows(db, "show", finding["finding_id"])
    assert shown["ruling"]["verdict"] == "2" and shown["ruling"]["author"] == "Ana"
    assert shown["sides"] == finding["sides"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("rule", "finding", "9"),
        ("undo", "7"),
        ("merge", "event", "event"),
        ("split", "event", "claim-none"),
        ("why", "claim"),
    ],
)
def test_what_cannot_be_ruled_is_said(db, arguments):
    names = {
        "event": largest(db)["event_id"],
        "finding": rows(db, "findings")[0]["finding_id"],
        "claim": rows(db, "claims")[0]["claim_id"],
    }
    run = run_dyadlog(*(names.get(word, word) for word in arguments), "--db", db)
    assert run.returncode == 2 and run.stderr.startswith("dyadlog:")
