"""A file of an earlier schema becomes what this version would have written."""

import sqlite3
from dataclasses import replace

import pytest

from dyadlog.errors import StoreError
from dyadlog.records import Claim, Comparison, Consolidation, Found, Reading
from dyadlog.store import Filter, open_view, open_writer
from dyadlog.store.asking import date_columns
from dyadlog.store.codec import encode, pack_reading
from dyadlog.store.schema import APPLICATION_ID, MIGRATIONS
from tests.store.test_lines import make_record

FILLED = ("documents", "articles", "claims", "pair_records", "sentence_words", "participants", "sentences")


def write_as_before(path, readings):
    """A file as schema 3 had it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for number, script in enumerate(MIGRATIONS[:3], 1):
        connection.executescript(f"PRAGMA application_id = {APPLICATION_ID}; {script} PRAGMA user_version = {number};")
    for reading in readings:
        write_reading(connection, reading)
    connection.execute("INSERT INTO meta VALUES ('consolidation', 'key')")
    connection.close()


def write_reading(connection, reading: Reading):
    document = reading.document
    published, outlet = document.publication.day, document.outlet
    connection.execute(
        "INSERT INTO readings VALUES (?, 'key', ?, ?)", (document.page_id, document.document_id, pack_reading(reading))
    )
    row = (document.document_id, document.page_id, document.location, outlet and outlet.value)
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
        (*row, published.isoformat() if published else None, encode(document)),
    )
    for sentence in reading.sentences:
        (number,) = connection.execute(
            "INSERT INTO sentences (sentence_id, document_id, position, start, end) VALUES (?, ?, ?, ?, ?)"
            " RETURNING number",
            (sentence.sentence_id, document.document_id, sentence.index, sentence.start, sentence.end),
        ).fetchone()
        words = document.text[sentence.start : sentence.end]
        connection.execute("INSERT INTO sentence_words (rowid, words) VALUES (?, ?)", (number, words))
    for claim in reading.claims:
        write_claim(connection, claim)


def write_claim(connection, claim: Claim):
    head = (claim.claim_id, claim.document_id, claim.sentence, claim.evidence.start, claim.event_type, claim.kind)
    row = (*head, claim.modality, *date_columns(claim), encode(claim))
    connection.execute("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    for state in sorted(claim.states()):
        connection.execute("INSERT INTO participants VALUES (?, ?)", (state, claim.claim_id))


def read_table(path, table):
    connection = sqlite3.connect(path)
    columns = ", ".join(sorted(row[1] for row in connection.execute(f"PRAGMA table_info({table})")))
    rows = connection.execute(f"SELECT {columns} FROM {table}").fetchall()
    if table == "sentence_words":  # the words for the page of a sentence, in no order
        rows = [(frozenset(page.lower().split()), words) for page, words in rows]
    return sorted(rows, key=str)


def make_readings():
    readings, *_ = make_record(11, 20)
    changed = replace(readings[0].document, title=Found("A title", "line"), outlet=None)
    return [replace(readings[0], document=changed), *readings[1:]]


@pytest.fixture
def paths(tmp_path):
    readings = make_readings()
    write_as_before(tmp_path / "old.db", readings)
    with open_writer(tmp_path / "new.db") as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
    return tmp_path / "old.db", tmp_path / "new.db"


@pytest.mark.parametrize("table", FILLED)
def test_an_old_file_gets_the_tables_of_a_new_one(paths, table):
    old, new = paths
    open_writer(old).__exit__(None, None, None)
    assert read_table(old, table) == read_table(new, table) != []


def test_an_old_file_is_not_read_before_it_is_migrated_and_then_brought_together_anew(paths):
    old, _ = paths
    with pytest.raises(StoreError, match="migrates"):
        open_view(old)
    with open_writer(old) as writer:
        assert writer.standing().key is None
        writer.save_consolidation(Consolidation((), (), (), (), ()), Comparison(), "now")
    with open_view(old) as view:
        assert len(view.documents()) == 20 and view.generation().endswith(".0.1")
        assert view.claims(Filter(("FRA", "JPN"))) and view.search("harbour", states=("FRA", "JPN"))
