"""Who may ask, what a browser may do with the answer, and what hostile addresses come to."""

import re
import sqlite3
from contextlib import closing
from itertools import cycle
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dyadlog.serve import Settings, create_app
from dyadlog.serve.pages import OF_PAIRS, ON_THE_RECORD
from dyadlog.serve.security import COOKIE, HEADERS
from tests.notebook.samples import PAIR, read_samples

HERE = "-".join(PAIR)
SECTIONS = tuple(f"/{HERE}/{section}".rstrip("/") for section in OF_PAIRS)
PAGES = ("/", *SECTIONS, *(f"/{name}" for name in ON_THE_RECORD), "/search?q=border", "/static/app.js")
TOKEN = "a token, with = and ü"
INJECTIONS = (
    "' OR '1'='1",
    "x'; DROP TABLE events; --",
    "1) UNION SELECT record FROM articles --",
    '" OR 1=1 --',
    "%' ESCAPE '\\",
    "NEAR((a b), 2) AND NOT",
    '"unclosed',
    "a*b:c^d",
    "{{ 7 * 7 }}",
    "${7*7}",
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "9" * 400,
    "-1",
    "٣",
    "../../../etc/passwd",
)
PARAMETERS = (
    *("since", "until", "new", "type", "kind", "modality", "outlet", "context", "lane", "certainty", "contested"),
    *("page", "q", "pair", "status", "form", "view", "group", "order", "ruling", "person", "place", "year", "thing"),
    *("format", "limit", "offset", "period", "sort", "author"),
)
STRANGERS = (
    *("evil.example", "evil.example:8765", "localhost.evil.example", "localhost@evil.example", "169.254.1.1"),
    *("", "[", "[::2]", "localhost, evil.example"),
)
CLIMBS = (
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/app.py",
    "/static/%2e%2e%2f%2e%2e%2fsecurity.py",
    "/static/....//app.py",
    "/static/..\\app.py",
    "/static/%00",
    "/static//etc/passwd",
    "/static/vendor/",
    "/static/fonts",
    "/events/..%2f..%2fetc%2fpasswd",
    "/documents/..%2F..%2F..%2Fetc%2Fpasswd",
    "/instruments/%2e%2e",
    "/events/%00",
    "/documents/%ff%fe",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/ECU-PER-CHL",
    "/ECU-ECU",
    "/-",
    "/ECU-",
    f"/{'A' * 3000}-{'B' * 3000}",
)


@pytest.fixture
def make_room():
    def make(base_url="http://localhost", **settings):
        app = create_app(Settings(db=read_samples(), **settings))
        return TestClient(app, base_url=base_url, raise_server_exceptions=False, follow_redirects=False)

    return make


def count_events():
    with closing(sqlite3.connect(read_samples())) as connection:
        return connection.execute("SELECT count(*) FROM events").fetchone()


def is_guarded(answer):
    return all(answer.headers.get(name) == value for name, value in HEADERS.items())


@pytest.mark.parametrize("address", [*PAGES, "/api/v1/dyads", "/no/such/page", "/nothing", "/events/event-0", "/open"])
def test_every_answer_carries_the_headers(sample_room, address):
    assert is_guarded(sample_room.get(address))


def test_the_policy_lets_no_script_or_style_stand_in_a_page():
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in HEADERS["content-security-policy"]


@pytest.mark.parametrize("address", PAGES[:-1])
def test_pages_hold_no_inline_script_style_or_handler(sample_room, address):
    page = sample_room.get(address).text
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert all("src=" in part[:200] or "application/json" in part[:200] for part in page.split("<script")[1:])


def test_an_error_nobody_foresaw_is_guarded_and_tells_nothing(make_room, monkeypatch):
    def fail(*_):
        raise RuntimeError("a secret of the machine")

    room = make_room()
    monkeypatch.setattr("dyadlog.serve.app.read_asked", fail)
    answer = room.get(f"/{HERE}/events")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert is_guarded(answer)


# -- who may ask -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", STRANGERS)
def test_a_host_name_that_is_not_ours_is_refused(make_room, host):
    answer = make_room().get("/", headers={"host": host})
    assert answer.status_code == 421
    assert is_guarded(answer)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:8765", "desk.example"])
def test_names_of_this_machine_and_allowed_ones_are_served(make_room, host):
    assert make_room(hosts=("desk.example",)).get("/", headers={"host": host}).status_code == 200


def test_listening_everywhere_does_not_make_every_name_ours(make_room):
    assert make_room(host="0.0.0.0").get("/", headers={"host": "0.0.0.0"}).status_code == 421


@pytest.mark.parametrize("address", [*PAGES, "/api/v1/dyads", "/openapi.json", "/nothing"])
def test_nothing_is_served_without_the_token(make_room, address):
    answer = make_room(token=TOKEN).get(address)
    assert answer.status_code == 401
    assert is_guarded(answer)


@pytest.mark.parametrize("given", ["a token", TOKEN + "x", "", "ü", "\udcff"])
def test_a_wrong_token_is_refused(make_room, given):
    room = make_room(token=TOKEN)
    assert room.get("/", params={"token": given.encode("utf-8", "replace")}).status_code == 401
    assert room.get("/", headers={"authorization": f"Bearer {given}".encode("utf-8", "replace")}).status_code == 401


def test_the_token_becomes_a_cookie_and_leaves_the_address(make_room):
    room = make_room(token=TOKEN)
    answer = room.get(f"/{HERE}/events", params={"since": "2024", "token": TOKEN})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/{HERE}/events?since=2024"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert room.get("/").status_code == 200
    assert COOKIE in room.cookies


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "///evil.example"])
def test_the_way_on_from_a_token_stays_on_this_machine(make_room, path):
    answer = make_room(token=TOKEN).get(f"http://localhost{path}", params={"token": TOKEN})
    assert not answer.headers["location"].startswith(("//", "/\\", "http"))


# -- forms -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_forms_of_other_sites_are_refused(make_room, method, headers):
    assert make_room().request(method, "/review", headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_only_read(make_room, method, address):
    answer = make_room().request(method, address, data={"csrf": "x"})
    assert answer.status_code == 405
    assert is_guarded(answer)


# -- hostile addresses -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", CLIMBS)
def test_no_file_is_reached_by_climbing(make_room, address):
    answer = make_room().get(f"http://localhost{address}")
    assert answer.status_code in (404, 422, 307)
    assert "root:" not in answer.text
    assert "import " not in answer.text


def ask_with(room, address, words_by_name):
    for name, words in words_by_name:
        answer = room.get(address, params={name: words})
        assert answer.status_code in (200, 303, 307, 404, 422), (name, words)
        assert not re.search(r"sqlite3|OperationalError|fts5:|syntax error", answer.text), (name, words)
        assert ">49<" not in answer.text


@pytest.mark.parametrize("address", ["/", *SECTIONS, *(f"/{name}" for name in ON_THE_RECORD)])
def test_words_of_a_question_are_never_sql(make_room, address):
    before = count_events()
    ask_with(make_room(), address, zip(PARAMETERS, cycle(INJECTIONS), strict=False))
    assert count_events() == before


@pytest.mark.parametrize("words", INJECTIONS)
def test_no_filter_or_search_is_sql(make_room, words):
    before, room = count_events(), make_room()
    ask_with(room, f"/{HERE}/events", ((name, words) for name in PARAMETERS[:12]))
    ask_with(room, "/search", ((name, words) for name in ("q", "pair", "outlet", "since", "page")))
    assert count_events() == before


@pytest.mark.parametrize("folder", ["events", "documents", "instruments", "api/v1/events", "api/v1/documents"])
@pytest.mark.parametrize("words", INJECTIONS)
def test_ids_are_never_sql(make_room, folder, words):
    before = count_events()
    assert make_room().get(f"/{folder}/{quote(words, safe='')}").status_code in (404, 422)
    assert count_events() == before


def test_long_questions_are_refused_or_answered_but_never_break(make_room):
    room = make_room()
    questions = ({"outlet": ["x"] * 3000}, {"q": "word " * 10_000}, {"since": "2" * 60_000}, {"type": "A" * 50_000})
    for question in questions:
        for address in (f"/{HERE}/events", "/search", f"/{HERE}", f"/{HERE}/ledger"):
            answer = room.get(address, params=question)
            assert answer.status_code in (200, 404, 414, 422)
            assert len(answer.content) < 400_000


def test_the_store_is_opened_for_reading_only(sample_room):
    with sample_room.app.state.desk.open() as view, pytest.raises(sqlite3.OperationalError, match="readonly"):
        view._db.execute("DELETE FROM events")
