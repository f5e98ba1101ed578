"""Decisions travel as a file: with authors and times, as often as one likes, in any order."""

import json
from itertools import permutations

import pytest

from dyadlog.errors import UserError
from dyadlog.review import Changes, Voice, decide, export_decisions, import_decisions, undo_last
from dyadlog.store import open_view
from tests.consolidate.pages import KNOWLEDGE
from tests.review.conftest import claim_of, fill, tell_record


def export(path):
    with open_view(path) as view:
        return list(export_decisions(view))


@pytest.fixture
def files(tmp_path, readings):
    """What three analysts decided, each in a store of their own."""
    made = []
    for name, changes in (("Ana", Changes(kind="accuse")), ("Ben", Changes(kind="threaten", date="2025-04-02"))):
        path = tmp_path / f"{name}.db"
        fill(path, readings)
        decide(path, KNOWLEDGE, claim_of(path, "condemn"), "correct", Voice(name, "as the page has it"), changes)
        decide(path, KNOWLEDGE, claim_of(path, "shell"), "accept" if name == "Ben" else "reject", Voice(name))
        made.append(export(path))
    path = tmp_path / "Cleo.db"
    fill(path, readings)
    decide(path, KNOWLEDGE, claim_of(path, "meet"), "reject", Voice("Cleo"))
    return [*made, export(path)]


def test_the_order_of_import_does_not_matter(files, readings, tmp_path):
    records = []
    for number, order in enumerate(permutations(files)):
        path = tmp_path / f"{number}.db"
        fill(path, readings)
        for lines in order:
            import_decisions(path, KNOWLEDGE, lines)
        records.append((tell_record(path), export(path)))
    assert all(record == records[0] for record in records)
    assert {claim.kind for claim in records[0][0]["claims"]} >= {"threaten", "shell"}


def test_importing_again_changes_nothing(files, db):
    first = import_decisions(db, KNOWLEDGE, files[0])
    record = tell_record(db)
    again = import_decisions(db, KNOWLEDGE, files[0])
    assert (first.new, first.known, again.new, again.known) == (2, 0, 0, 2)
    assert tell_record(db) == record and export(db) == files[0]


def test_what_was_taken_back_elsewhere_is_taken_back_here(files, db, tmp_path):
    before = tell_record(db)
    import_decisions(db, KNOWLEDGE, files[2])
    undo_last(tmp_path / "Cleo.db", KNOWLEDGE, "Cleo")
    done = import_decisions(db, KNOWLEDGE, export(tmp_path / "Cleo.db"))
    assert (done.new, done.known, done.withdrawn) == (0, 1, 1) and tell_record(db) == before
    assert import_decisions(db, KNOWLEDGE, files[2]).new == 0 and tell_record(db) == before


def test_decisions_on_pages_that_are_not_here_wait(files, readings, tmp_path):
    path = tmp_path / "less.db"
    fill(path, readings[:2])
    assert import_decisions(path, KNOWLEDGE, files[0]).orphaned == 2
    fill(path, readings)
    with open_view(path) as view:
        assert all(one.record_ids for one in view.rulings())


def alter(line, **changes):
    return json.dumps({**json.loads(line), **changes})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: "not json",
        lambda line: "[]",
        lambda line: alter(line, format="other"),
        lambda line: alter(line, kind="explode"),
        lambda line: alter(line, author=" "),
        lambda line: alter(line, at="yesterday"),
        lambda line: alter(line, at="2025-01-01T10:00:00"),
        lambda line: alter(line, anchors=[]),
        lambda line: alter(line, codings=[]),
        lambda line: alter(line, surprise=1),
        lambda line: alter(line, codings=[{**json.loads(line)["codings"][0], "kind": "explode"}]),
        lambda line: alter(line, codings=[{**json.loads(line)["codings"][0], "quad_class": 9}]),
        lambda line: alter(line, codings=[{**json.loads(line)["codings"][0], "territory": ["XQZ"]}]),
    ],
)
def test_a_line_that_is_no_decision_leaves_the_store_as_it_was(files, db, spoil):
    before = tell_record(db)
    with pytest.raises(UserError):
        import_decisions(db, KNOWLEDGE, [files[2][0], spoil(files[0][0])])
    assert tell_record(db) == before and not export(db)
