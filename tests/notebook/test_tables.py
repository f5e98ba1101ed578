"""Tables for notebooks: the rows of the contract, and data frames with their types."""

import json
import subprocess
import sys
from datetime import date, datetime

import pandas
import polars
import pyarrow
import pytest
from pydantic import TypeAdapter

import dyadlog
from dyadlog.errors import NotFound, UnknownState, UserError
from dyadlog.exchange import COLUMNS, Rows
from dyadlog.exchange.shapes import SHAPES
from dyadlog.notebook.shapes import PAIR_SHAPES
from dyadlog.store import Filter, open_view
from tests.end_to_end.conftest import run_dyadlog
from tests.notebook.samples import PAIR, read_samples

CONTRACT = ("claims", "events", "instruments", "findings", "actors", "documents")
DERIVED = ("index", "people", "offices", "status", "threads", "outlets", "readouts")


@pytest.fixture(scope="module")
def record():
    with dyadlog.open(read_samples()) as record:
        yield record


def test_the_shapes_have_the_columns_of_the_contract():
    assert {name: set(shape.__annotations__) for name, shape in SHAPES.items()} == {
        name: set(columns) for name, columns in COLUMNS.items()
    }


@pytest.mark.parametrize("name", CONTRACT)
def test_rows_are_those_of_the_export(record, name):
    table = getattr(record, name)(*PAIR)
    with open_view(read_samples()) as view:
        assert table.to_list() == list(Rows(view, Filter(PAIR)).table(name)) != []
    assert table.columns == COLUMNS[name]


@pytest.mark.parametrize("name", DERIVED)
def test_rows_about_two_states_are_those_of_the_commands(record, name):
    run = run_dyadlog(name, *PAIR, "--db", read_samples(), "--json")
    assert run.returncode == 0, run.stderr
    assert getattr(record, name)(*PAIR).to_list() == [json.loads(line) for line in run.stdout.splitlines()] != []


@pytest.mark.parametrize("name", [*CONTRACT, *DERIVED])
def test_every_row_has_its_columns_and_the_types_of_its_shape(record, name):
    rows = getattr(record, name)(*PAIR).to_list()
    TypeAdapter(list[PAIR_SHAPES[name]]).validate_json(json.dumps(rows), strict=True)
    assert all(tuple(row) == getattr(record, name)(*PAIR).columns for row in rows)


@pytest.mark.parametrize("name", [*CONTRACT, *DERIVED])
@pytest.mark.parametrize("pair", [PAIR, ("NOR", "FJI")], ids=["full", "empty"])
def test_data_frames_hold_all_rows_and_columns(record, name, pair):
    table = getattr(record, name)(*pair)
    rows = list(table)
    for frame in (table.to_pandas(), table.to_polars()):
        assert tuple(frame.columns) == table.columns and len(frame) == len(rows) == len(table)
    arrow = table.to_arrow()
    assert tuple(arrow.column_names) == table.columns and arrow.num_rows == len(rows)


def as_text(value):
    """A value of a data frame as the rows of the contract have it: days as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: as_text(one) for name, one in value.items()}
    return [as_text(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", [*CONTRACT, "offices", "status", "threads", "outlets", "readouts"])
def test_a_data_frame_gives_the_rows_back(record, name):
    table = getattr(record, name)(*PAIR)
    assert as_text(table.to_arrow().to_pylist()) == table.to_list()
    assert as_text(table.to_polars().to_dicts()) == table.to_list()


def test_columns_have_types_with_and_without_rows(record):
    for pair in (PAIR, ("NOR", "FJI")):
        arrow = record.events(*pair).to_arrow()
        assert arrow.schema.field("date_start").type == pyarrow.date32()
        assert arrow.schema.field("outlets").type == pyarrow.list_(pyarrow.string())
        assert arrow.schema.field("actors").type.value_type.field("states").type == pyarrow.list_(pyarrow.string())
        assert arrow.schema.field("evidence").type.value_type.field("published").type == pyarrow.date32()
        polar = record.events(*pair).to_polars()
        assert polar.schema["date_start"] == polars.Date and polar.schema["origins"] == polars.Int64
        panda = record.events(*pair).to_pandas()
        assert panda.dtypes["date_start"] == "datetime64[s]" and panda.dtypes["origins"] == "Int64"


def test_pandas_knows_days_lists_and_what_is_unknown(record):
    rows = record.claims(*PAIR).to_list()
    frame = record.claims(*PAIR).to_pandas()
    assert [None if pandas.isna(day) else f"{day:%Y-%m-%d}" for day in frame["date_start"]] == [
        row["date_start"] for row in rows
    ]
    assert [None if pandas.isna(mode) else mode for mode in frame["mode"]] == [row["mode"] for row in rows]
    assert all(isinstance(cell, list) for cell in frame["actors"])
    days = [quote["published"] for cell in frame["evidence"] for quote in cell if quote["published"]]
    assert days and all(isinstance(day, date) and not isinstance(day, datetime) for day in days)


def test_states_are_given_by_code_or_name_in_either_order(record):
    rows = record.events(*PAIR).to_list()
    assert record.events("Peru", "Ecuador").to_list() == rows
    with pytest.raises(UnknownState, match="Atlantis"):
        record.events("Atlantis")
    with pytest.raises(UserError, match="two different states"):
        record.index("PER", "Peru")


@pytest.mark.parametrize(
    "slots",
    [
        {"since": "2026-03"},
        {"until": "2026-03-09"},
        {"type": "CONSULT"},
        {"type": ["consult", "ACCUSE"]},
        {"modality": ["planned", "claimed"]},
        {"kind": "meet"},
        {"outlet": "Andes Wire"},
        {"outlet": ["Andes Wire", "Harbour Daily"]},
        {"context": "military"},
        {"context": ["military", "economic"], "modality": "asserted"},
    ],
    ids=str,
)
def test_filters_of_two_states_and_of_any_number_agree(record, slots):
    pair = record.events(*PAIR, **slots).to_list()
    both = {row["event_id"] for row in record.events(*PAIR)}
    assert [row for row in record.events("ECU", **slots).to_list() if row["event_id"] in both] == pair
    assert 0 < len(pair) < len(both) and len(record.events(*PAIR, **slots)) == len(pair)
    claims = record.claims(*PAIR, **slots)
    assert 0 < len(claims) < len(record.claims(*PAIR)) and len(claims.to_list()) == len(claims)


def test_wrong_words_are_told_at_once_with_the_right_ones(record):
    with pytest.raises(UserError, match="CONSULT"):
        record.events(*PAIR, type="CONSULTATION")
    with pytest.raises(UserError, match="is not a date"):
        record.claims(*PAIR, since="soon")
    with pytest.raises(UserError, match="month, week, day"):
        record.index(*PAIR, period="decade")
    with pytest.raises(UserError, match="verbal-cooperation, material-cooperation"):
        record.events(*PAIR, lane="peace")
    with pytest.raises(UserError, match="name both"):
        record.events("ECU", contested=True).to_list()


def test_a_table_is_read_only_when_asked_for(record, monkeypatch):
    calls = []
    find = type(record._view).lines
    monkeypatch.setattr(type(record._view), "lines", lambda *asked: calls.append(asked[3:]) or find(*asked))
    table = record.events(*PAIR)
    assert calls == []
    assert [row["event_id"] for row in table.page(3, 2)] == [row["event_id"] for row in list(table)[2:5]]
    assert calls[0] == (3, 2)


def test_pages_of_a_table_make_the_whole(record):
    for name in (*CONTRACT, *DERIVED):
        table = getattr(record, name)(*PAIR)
        pages = [row for offset in range(0, len(table) + 3, 3) for row in table.page(3, offset)]
        assert pages == table.to_list(), name


def test_any_record_by_its_id(record):
    event = next(iter(record.events(*PAIR)))
    assert record.get(event["event_id"]) == event
    with pytest.raises(NotFound):
        record.get("event-0000000000000000")


def test_search_and_dyads_and_issues(record):
    assert "border" in record.search("border").to_list()[0]["quote"]
    (first, *_) = record.dyads()
    assert first["states"] == ["ECU", "PER"] and first["events"] == len(record.events(*PAIR))
    assert len(record.issues()) == 0 and record.issues().to_polars().columns == list(COLUMNS["issues"])


@pytest.mark.parametrize("name", ["pandas", "polars", "pyarrow"])
def test_a_missing_library_is_named_with_the_command(record, monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    make = {"pandas": "to_pandas", "polars": "to_polars", "pyarrow": "to_arrow"}[name]
    with pytest.raises(UserError, match=r"pip install 'dyadlog\[notebook\]'"):
        getattr(record.events(*PAIR), make)()


def test_importing_dyadlog_imports_nothing_heavy():
    code = "import sys, dyadlog; print(*(n for n in sys.modules if n.partition('.')[0] in {heavy}))"
    heavy = {"pandas", "polars", "pyarrow", "numpy", "pydantic", "sqlite3", "spacy", "jinja2"}
    run = subprocess.run([sys.executable, "-c", code.format(heavy=heavy)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_libraries_are_imported_only_when_asked_for():
    code = (
        f"import sys, dyadlog; table = dyadlog.open({str(read_samples())!r}).events('ECU', 'PER');"
        "repr(table); table._repr_html_();"
        "print(*(n for n in ('pandas', 'polars', 'pyarrow') if n in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
