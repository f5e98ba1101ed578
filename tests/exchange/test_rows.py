"""Rows ask the store for what they need, many at once, and for nothing else."""

import pytest

from dyadlog.exchange import Rows
from dyadlog.store import Filter, open_view
from tests.store.test_lines import PAIR, make_record, save


@pytest.fixture
def view(tmp_path):
    save(tmp_path / "record.db", *make_record(2, 40))
    with open_view(tmp_path / "record.db") as view:
        yield view


@pytest.fixture
def asked(view):
    """The questions that the store is asked."""
    questions: list[str] = []
    view._db.set_trace_callback(questions.append)
    return questions


def test_the_row_of_one_event_asks_for_its_own_claims_pages_and_parties(view, asked):
    event = view.events()[0]
    asked.clear()
    row = Rows(view).event_row(event)
    assert len(asked) == 3 and all(" IN (" in question for question in asked)
    assert [evidence["claim_id"] for evidence in row["evidence"]] == list(event.claims)
    assert row["evidence"][0]["page"] and row["evidence"][0]["outlet"] == "Example Post"


@pytest.mark.parametrize("table", ["claims", "events", "instruments", "findings"])
def test_the_rows_of_a_table_are_asked_for_together(view, asked, table):
    rows = list(Rows(view).table(table))
    assert len(rows) > 10 and len(asked) <= 6


@pytest.mark.parametrize("table", ["claims", "events", "instruments", "findings", "documents"])
def test_rows_are_the_same_one_by_one_and_together(view, table):
    together = list(Rows(view, Filter(PAIR)).table(table))
    records = {
        "claims": lambda: view.claims(Filter(PAIR)),
        "events": lambda: view.events(Filter(PAIR)),
        "instruments": lambda: view.instruments(PAIR),
        "findings": lambda: view.findings(PAIR),
        "documents": lambda: view.documents(Filter(PAIR)),
    }[table]()
    assert [Rows(view).record_row(record) for record in records] == together != []


def test_a_long_table_is_made_in_parts(view, monkeypatch):
    whole = list(Rows(view).table("events"))
    monkeypatch.setattr("dyadlog.exchange.rows.AT_ONCE", 7)
    assert list(Rows(view).table("events")) == whole
