"""The JSON API: the rows of the export contract, filters, files, refusals."""

import csv
import io
import json
from dataclasses import replace
from functools import cache, partial

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from pydantic import TypeAdapter
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dyadlog.exchange import COLUMNS, Rows
from dyadlog.exchange.guard import guard_row
from dyadlog.notebook.shapes import PAIR_COLUMNS, PAIR_SHAPES
from dyadlog.records import Comparison, Consolidation
from dyadlog.serve.api import get_store, get_tables, get_worker, router
from dyadlog.serve.api.working import find_rows
from dyadlog.store import Filter, open_view, open_writer
from tests.builders import make_event, make_reading
from tests.end_to_end.conftest import run_dyadlog
from tests.notebook.samples import PAIR, read_samples

CONTRACT = ("claims", "events", "instruments", "findings", "actors", "documents")
DERIVED = ("index", "people", "offices", "status", "threads", "outlets", "readouts")
HERE = "/api/v1/dyads/ECU-PER"


def make_app(find_path):
    app = FastAPI(title="dyadlog")
    app.include_router(router)
    app.dependency_overrides[get_store] = lambda: partial(open_view, find_path())
    return app


@pytest.fixture(scope="module")
def client():
    with TestClient(make_app(read_samples)) as client:
        yield client


@pytest.fixture
def rows():
    with open_view(read_samples()) as view:
        yield Rows(view, Filter(PAIR))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


@pytest.fixture
def own_client(path):
    """A client of the store that the test makes."""
    with TestClient(make_app(lambda: path)) as client:
        yield client


def fetch(client, address):
    """All rows of a table, page by page."""
    rows = []
    while address:
        page = client.get(address).json()
        rows += page["rows"]
        address = page["next"]
    assert len(rows) == page["total"]
    return rows


@pytest.mark.parametrize("name", CONTRACT)
def test_rows_are_those_of_the_export(client, rows, tmp_path, name):
    asked = {"limit": 1000, **({"text": True} if name == "documents" else {})}
    found = client.get(f"{HERE}/{name}", params=asked).json()["rows"]
    assert found == list(rows.table(name)) != []
    run_dyadlog("export", name, "--db", read_samples(), "-o", tmp_path)
    exported = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert all(row in exported for row in found)


@pytest.mark.parametrize("name", DERIVED)
def test_rows_about_two_states_are_those_of_the_commands(client, name):
    run = run_dyadlog(name, *PAIR, "--db", read_samples(), "--json")
    assert run.returncode == 0, run.stderr
    assert fetch(client, f"{HERE}/{name}") == [json.loads(line) for line in run.stdout.splitlines()] != []


@pytest.mark.parametrize("name", [*CONTRACT, *DERIVED])
def test_answers_are_of_the_described_shape(client, name):
    rows = client.get(f"{HERE}/{name}").json()["rows"]
    TypeAdapter(list[PAIR_SHAPES[name]]).validate_json(json.dumps(rows), strict=True)
    shape = client.get("/openapi.json").json()["components"]["schemas"][PAIR_SHAPES[name].__name__]
    assert set(shape["properties"]) == set(PAIR_COLUMNS[name]) == set(rows[0])


@pytest.mark.parametrize("name", [*CONTRACT, *DERIVED])
def test_pages_make_the_whole(client, name):
    whole = client.get(f"{HERE}/{name}").json()
    assert whole["next"] is None and whole["total"] == len(whole["rows"])
    assert fetch(client, f"{HERE}/{name}?limit=3&offset=0") == whole["rows"]
    assert client.get(f"{HERE}/{name}", params={"offset": 100000}).json()["rows"] == []


def test_the_order_of_the_states_does_not_matter(client):
    for pair in ("PER-ECU", "ecu-per"):
        assert client.get(f"/api/v1/dyads/{pair}/events").json()["rows"] == client.get(f"{HERE}/events").json()["rows"]


def test_filters(client):
    events = client.get(f"{HERE}/events").json()["rows"]

    def ask(**slots):
        return client.get(f"{HERE}/events", params=slots).json()["rows"]

    kept = ("CONSULT", "ACCUSE")
    assert ask(type=kept) == [row for row in events if row["event_type"] in kept] != []
    assert ask(kind="meet") == [row for row in events if row["kind"] == "meet"] != []
    assert ask(modality="planned") == [row for row in events if row["modality"] == "planned"] != []
    assert ask(outlet="Andes Wire") == [row for row in events if "Andes Wire" in row["outlets"]] != []
    assert ask(context="military") == [row for row in events if "military" in row["contexts"]] != []
    assert ask(lane="verbal-conflict") == [row for row in events if row["quad_class"] == 3] != []
    assert ask(certainty="sure") == [row for row in events if row["confidence"] >= 0.8] != []
    assert ask(place="Quito") == [row for row in events if "Quito" in [p["name"] for p in row["places"]]] != []
    assert {row["event_id"] for row in events if row["disputed"]} <= {r["event_id"] for r in ask(contested=True)}
    late = ask(since="2026-03")
    assert 0 < len(late) < len(events) and all(row["date_end"] is None or row["date_end"] >= "2026-03" for row in late)


def test_findings_of_one_kind(client):
    findings = client.get(f"{HERE}/findings").json()["rows"]
    kind = findings[0]["kind"]
    asked = client.get(f"{HERE}/findings", params={"kind": kind}).json()
    assert asked["rows"] == [row for row in findings if row["kind"] == kind] and asked["total"] == len(asked["rows"])
    assert asked["total"] < len(findings)


def test_the_index_by_week_on_another_scale(client):
    weeks = client.get(f"{HERE}/index", params={"period": "week", "scores": "plover"}).json()["rows"]
    assert {row["scale"] for row in weeks} == {"plover"} and all("W" in row["period"] for row in weeks)


def test_one_record_by_its_id_and_no_other_sort(client):
    for name in ("events", "claims", "instruments", "findings", "documents"):
        (row, *_) = client.get(f"{HERE}/{name}").json()["rows"]
        record_id = row[COLUMNS[name][0]]
        assert client.get(f"/api/v1/{name}/{record_id}").json() == row
        other = "claims" if name != "claims" else "events"
        assert client.get(f"/api/v1/{other}/{record_id}").status_code == 404
        assert client.get(f"/api/v1/{name}/{record_id[:-2]}").status_code == 404


def test_the_text_of_a_document_is_given_only_on_demand(client):
    (row, *_) = client.get(f"{HERE}/documents").json()["rows"]
    assert row["text"] is None and row["title"] and row["blocks"]
    whole = client.get(f"/api/v1/documents/{row['document_id']}", params={"text": True}).json()
    assert len(whole["text"]) > 200 and {**whole, "text": None} == row


def test_an_earlier_id_still_leads_to_its_record(path, own_client):
    reading = make_reading()
    event = replace(make_event(reading.claims[0]), aliases=("event-0123456789abcdef",))
    with open_writer(path) as writer:
        writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation((event,), (), (), (), ()), Comparison(), "now")
    assert own_client.get("/api/v1/events/event-0123456789abcdef").json()["event_id"] == event.event_id


def test_search_finds_sentences_with_their_pages(client):
    page = client.get("/api/v1/search", params={"q": "border"}).json()
    assert page["total"] == len(page["rows"]) > 3 and all("border" in row["quote"].lower() for row in page["rows"])
    one = client.get("/api/v1/search", params={"q": "border", "outlet": "Harbour Daily"}).json()["rows"]
    assert one and {row["outlet"] for row in one} == {"Harbour Daily"}
    both = client.get("/api/v1/search", params={"q": "border", "state": ["Ecuador", "PER"]}).json()["total"]
    assert 0 < both <= page["total"]
    assert fetch(client, "/api/v1/search?q=border&limit=2") == page["rows"]


def test_dyads_are_listed_with_their_counts(client):
    (first, *_) = client.get("/api/v1/dyads").json()["rows"]
    assert first["states"] == list(PAIR) and first["events"] == client.get(f"{HERE}/events").json()["total"]


@pytest.mark.parametrize("name", [*CONTRACT, *DERIVED])
def test_every_table_is_also_a_file(client, name):
    rows = client.get(f"{HERE}/{name}").json()["rows"]
    lines = client.get(f"{HERE}/{name}", params={"format": "jsonl"})
    assert [json.loads(line) for line in lines.text.splitlines()] == rows
    assert lines.headers["content-disposition"] == f'attachment; filename="ECU-PER-{name}.jsonl"'
    cells = client.get(f"{HERE}/{name}", params={"format": "csv"})
    assert cells.headers["content-type"] == "text/csv; charset=utf-8"
    table = list(csv.reader(io.StringIO(cells.text, newline="")))
    assert table[0] == list(PAIR_COLUMNS[name]) and len(table) == len(rows) + 1


def test_a_file_is_whole_unless_a_limit_is_given(client):
    def ask(**asked):
        return client.get(f"{HERE}/claims", params={"format": "jsonl", **asked}).text.splitlines()

    assert len(ask()) == client.get(f"{HERE}/claims", params={"limit": 1}).json()["total"]
    assert ask(limit=2, offset=1) == ask()[1:3]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    row = {"title": cell, "goldstein": -4.4, "names": [cell], "note": None, "quote": "a = b"}
    assert guard_row(row) == {**row, "title": f"'{cell}"}


def test_csv_of_a_hostile_page_holds_no_formula(path, own_client):
    formula = '=HYPERLINK("http://x.example","a")'
    with open_writer(path) as writer:
        writer.save_reading(make_reading(location=formula), "key")
    cells = own_client.get("/api/v1/dyads/FRA-JPN/documents", params={"format": "csv"}).text
    (row,) = csv.DictReader(io.StringIO(cells, newline=""))
    assert row["page"] == f"'{formula}"
    (row,) = own_client.get("/api/v1/dyads/FRA-JPN/documents").json()["rows"]
    assert row["page"] == formula


def test_a_copy_that_still_holds_is_not_sent_again(path, own_client):
    with open_writer(path) as writer:
        writer.save_reading(make_reading(), "key")
    first = own_client.get("/api/v1/dyads/FRA-JPN/claims")
    held = {"if-none-match": f'"other", {first.headers["etag"]}'}
    again = own_client.get("/api/v1/dyads/FRA-JPN/claims", headers=held)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    with open_writer(path) as writer:
        writer.save_reading(make_reading("The French envoy left Japan on Friday.", "b.txt"), "key")
    fresh = own_client.get("/api/v1/dyads/FRA-JPN/claims", headers=held)
    assert fresh.status_code == 200 and fresh.json()["total"] == 2


class Kept:
    """What an application has of a table that takes long."""

    def __init__(self, value, stale):
        self.value, self.stale = value, stale


@pytest.fixture
def kept_client():
    """A client of an application that has not worked out anything yet, or only for an earlier store."""

    def make(value, stale=False):
        app = make_app(read_samples)
        app.dependency_overrides[get_worker] = lambda: lambda view, work, pair, question: Kept(value, stale)
        return TestClient(app)

    return make


def test_a_table_that_is_being_worked_out_is_told(kept_client):
    answer = kept_client(None).get(f"{HERE}/people")
    assert (answer.status_code, answer.headers["retry-after"]) == (202, "5")
    assert "ask again" in answer.json()["detail"] and "etag" not in answer.headers
    assert kept_client(None).get(f"{HERE}/index", params={"scores": "mine"}).status_code == 422


def test_rows_of_an_earlier_store_are_marked_and_not_held(kept_client):
    stale, fresh = (kept_client([], stale).get(f"{HERE}/people") for stale in (True, False))
    assert stale.json() == fresh.json() and stale.headers["dyadlog-stale"] == "true"
    assert "etag" not in stale.headers and "etag" in fresh.headers and "dyadlog-stale" not in fresh.headers


def test_a_worker_is_told_the_pair_and_the_question(client):
    told = []
    app = make_app(read_samples)
    app.dependency_overrides[get_worker] = lambda: lambda *asked: told.append(asked[1:]) or Kept([], False)
    TestClient(app).get("/api/v1/dyads/PER-ECU/people", params={"person": "sal"})
    assert told == [(find_rows, PAIR, ("people", (("person", "sal"),)))]
    with open_view(read_samples()) as view:
        assert find_rows(view, get_tables(), *told[0][1:]) == fetch(client, f"{HERE}/people?person=sal") != []


REFUSED = [
    ("/api/v1/dyads/ECU-QQQ/events", 404, "no state has the code 'QQQ'"),
    ("/api/v1/dyads/ECU-ECU/events", 422, "two different states"),
    ("/api/v1/dyads/ECU/events", 422, "pair"),
    ("/api/v1/dyads/ECU-PER/nothing", 404, "nothing at this address"),
    ("/api/v1/nothing?x=1", 404, "nothing at this address"),
    ("/api/v1/events/event-0000000000000000", 404, "event-0000000000000000"),
    ("/api/v1/events/%25", 404, "no event '%'"),
    ("/api/v1/events/%00", 422, "not text"),
    ("/api/v1/events/..%2f..%2fetc%2fpasswd", 404, ""),
    ("/api/v1/documents/' OR 1=1 --", 404, "no document"),
    (f"{HERE}/events?limit=-1", 422, "limit"),
    (f"{HERE}/events?limit=1001", 422, "1000"),
    (f"{HERE}/events?limit={'9' * 5000}", 422, "limit"),
    (f"{HERE}/events?offset={'9' * 30}", 422, "offset"),
    (f"{HERE}/events?since=9999-99-99", 422, "not a date"),
    (f"{HERE}/events?until=0000", 422, "not a date"),
    (f"{HERE}/events?since=soon", 422, "since"),
    (f"{HERE}/events?type=NOTHING", 422, "CONSULT"),
    (f"{HERE}/events?kind=viist", 422, "visit"),
    (f"{HERE}/events?context=%00", 422, "not text"),
    (f"{HERE}/events?typ=CONSULT", 422, "no parameter is called 'typ'"),
    (f"{HERE}/events?" + "outlet=x&" * 21, 422, "outlet"),
    (f"{HERE}/index?scores=mine", 422, "goldstein"),
    (f"{HERE}/index?period=decade", 422, "month"),
    (f"{HERE}/findings?kind=nothing", 422, "corroborated"),
    ("/api/v1/search", 422, "q"),
    ("/api/v1/search?q=", 422, "q"),
    ("/api/v1/search?q=%00", 422, "not text"),
    ("/api/v1/search?q=x&state=Atlantis", 404, "Atlantis"),
    (f"/api/v1/search?q={'x' * 300}", 422, "200"),
]


@pytest.mark.parametrize(("address", "status", "words"), REFUSED, ids=lambda value: str(value)[:40])
def test_refusals_are_problems_that_say_what_was_wrong(client, address, status, words):
    answer = client.get(address)
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert problem["status"] == status and words in problem["detail"] and problem["type"] == "about:blank"


@pytest.mark.parametrize("words", ['"', "AND", "NEAR(", "a*", "^x", "words:sea", '" OR "', "(((", "-", "{a b}: c", " "])
def test_no_words_break_the_search(client, words):
    assert client.get("/api/v1/search", params={"q": words}).status_code in (200, 422)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_record_is_only_read(client, method):
    answer = client.request(method, f"{HERE}/events")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET") and answer.json()["status"] == 405


def test_a_store_that_cannot_be_read_is_a_problem(path, own_client):
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 20)
    answer = own_client.get("/api/v1/dyads")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")


def test_the_application_must_say_which_store():
    app = FastAPI()
    app.include_router(router)
    with pytest.raises(NotImplementedError):
        TestClient(app).get("/api/v1/dyads")
    assert get_tables().states.get("PER").name == "Peru"


def test_operations_have_names_of_their_own_that_stay(client):
    paths = client.get("/openapi.json").json()["paths"]
    names = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert sorted(names) == sorted(
        [*(f"list_{name}" for name in (*CONTRACT, *DERIVED, "dyads", "foreign")), "search_sentences"]
        + [f"get_{name}" for name in ("event", "claim", "instrument", "finding", "document")]
    )
    parameters = [parameter for path in paths.values() for parameter in path["get"]["parameters"]]
    assert all(parameter["description"] for parameter in parameters)


schema = schemathesis.openapi.from_asgi("/openapi.json", make_app(read_samples))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@cache
def find_ids():
    """A real record for every sort of address."""
    with open_view(read_samples()) as view:
        rows = Rows(view, Filter(PAIR))
        tables = ("events", "claims", "instruments", "findings", "documents")
        return {name: next(iter(rows.table(name)))[COLUMNS[name][0]] for name in tables}


@schema.parametrize()
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_question_breaks_the_description(case):
    case.call_and_validate(checks=CHECKS)
    if "pair" in case.path_parameters:
        case.path_parameters["pair"] = "ECU-PER"
    elif "record_id" in case.path_parameters:
        case.path_parameters["record_id"] = find_ids()[case.operation.path.split("/")[3]]
    answer = case.call_and_validate(checks=CHECKS)
    assert answer.status_code != 404 or "state" in (case.query or {})
