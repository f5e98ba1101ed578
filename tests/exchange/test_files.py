"""Files of the export contract."""

import csv
import hashlib
import json

import pytest

from dyadlog.errors import UserError
from dyadlog.exchange import COLUMNS, NAMES, Rows, dump_row, export
from dyadlog.records import Comparison, Consolidation
from dyadlog.store import open_view, open_writer
from tests.builders import make_event, make_reading

TEXT = 'The French envoy said "no, never",\nand left; 1 \u2028 2 \u0085 3 = 6 in Japan.'


@pytest.fixture
def view(tmp_path):
    reading = make_reading(TEXT)
    event = make_event(reading.claims[0])
    with open_writer(tmp_path / "record.db") as writer:
        writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation((event,), (), (), (), ()), Comparison(), "now")
    with open_view(tmp_path / "record.db") as view:
        yield view


def test_json_lines_give_the_rows_back(view, tmp_path):
    written = export(Rows(view), NAMES, "jsonl", tmp_path / "out")
    for path, count in written.items():
        lines = path.read_text("utf-8").splitlines()  # splits at U+2028 and U+0085 too
        assert len(lines) == count
        assert [json.loads(line) for line in lines] == list(Rows(view).table(path.stem))


def test_csv_gives_the_cells_back(view, tmp_path):
    export(Rows(view), ["claims", "documents"], "csv", tmp_path)
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as stream:
        (cells,) = csv.DictReader(stream)
    (row,) = Rows(view).table("claims")
    assert list(cells) == list(row)
    for name, value in row.items():
        if isinstance(value, list | dict):
            assert json.loads(cells[name]) == value
        else:
            assert cells[name] == ("" if value is None else str(value))


def test_every_row_has_the_columns_of_the_contract_in_order(view):
    for name, columns in COLUMNS.items():
        for row in Rows(view).table(name):
            assert tuple(row) == columns


def test_an_empty_table_has_its_header(view, tmp_path):
    export(Rows(view), ["issues"], "csv", tmp_path)
    assert (tmp_path / "issues.csv").read_text("utf-8").splitlines() == [",".join(COLUMNS["issues"])]


def test_the_same_store_gives_the_same_bytes(view, tmp_path):
    first = export(Rows(view), NAMES, "jsonl", tmp_path / "a")
    second = export(Rows(view), NAMES, "jsonl", tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_file_appears_whole_or_not_at_all(view, tmp_path):
    class Broken(Rows):
        def table(self, name):
            yield from super().table(name)
            raise UserError("stop")

    with pytest.raises(UserError, match="stop"):
        export(Broken(view), ["claims"], "jsonl", tmp_path / "out")
    assert not (tmp_path / "out" / "claims.jsonl").exists()


def test_a_folder_that_cannot_be_made_is_named(view, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="cannot write to"):
        export(Rows(view), NAMES, "csv", tmp_path / "file" / "out")


def test_a_row_is_one_line_of_valid_utf_8():
    row = {"quote": "a\u2028b\u2029c\u0085d\x1b\x9b\ud800e"}
    line = dump_row(row)
    assert line.splitlines() == [line] and "\x9b" not in line
    assert json.loads(line.encode("utf-8")) == row


def test_events_have_one_piece_of_evidence_a_claim(view):
    (event,) = Rows(view).table("events")
    assert [quote["claim_id"] for quote in event["evidence"]] == event["claims"]


def test_parquet_gives_the_rows_back_with_their_types(view, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    first = export(Rows(view), NAMES, "parquet", tmp_path / "a")
    second = export(Rows(view), NAMES, "parquet", tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    for path, count in first.items():
        table = parquet.read_table(path)
        assert (table.num_rows, tuple(table.column_names)) == (count, COLUMNS[path.stem])
        rows = [json.loads(dump_row(row)) for row in table.to_pylist()]
        assert rows == list(Rows(view).table(path.stem))
    assert str(parquet.read_schema(tmp_path / "a" / "claims.parquet").field("date_start").type) == "date32[day]"


@pytest.mark.parametrize("file_format", ["jsonl", "csv"])
def test_the_manifest_declares_tables_rows_and_bytes(file_format, view, tmp_path):
    written = export(Rows(view), NAMES, file_format, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["format"] == file_format and manifest["version"]
    assert [(one["table"], one["rows"]) for one in manifest["tables"]] == [
        (path.stem, n) for path, n in written.items()
    ]
    for one in manifest["tables"]:
        assert hashlib.sha256((tmp_path / one["file"]).read_bytes()).hexdigest() == one["sha256"]


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_no_cell_of_a_csv_is_a_formula(start, tmp_path):
    with open_writer(tmp_path / "hostile.db") as writer:
        writer.save_reading(make_reading(location=f"{start}cmd"), "key")
    with open_view(tmp_path / "hostile.db") as view:
        export(Rows(view), ["documents"], "csv", tmp_path)
        (row,) = Rows(view).table("documents")
    with (tmp_path / "documents.csv").open(encoding="utf-8", newline="") as stream:
        (cells,) = csv.DictReader(stream)
    assert row["page"] == f"{start}cmd" and cells["page"] == f"'{start}cmd"
