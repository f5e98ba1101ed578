"""JSON Lines, CSV, TSV and Parquet: one article a row."""

import gzip
import json
from datetime import date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from dyadlog.errors import UserError
from dyadlog.knowledge import load_knowledge
from dyadlog.read import Columns
from dyadlog.records import Given

ROWS = (
    {
        "id": 1,
        "title": "Accord",
        "body": "Ghana and Togo signed an accord.",
        "link": "https://example.org/a",
        "source": "The Wire",
        "date": "2024-05-06T23:50:00+02:00",
    },
    {"id": 2, "title": None, "body": "It rained in the hills.", "link": None, "source": None, "date": None},
)


def as_csv(rows, mark=","):
    lines = [mark.join(rows[0])]
    lines += [mark.join('"{}"'.format(str(cell or "").replace('"', '""')) for cell in row.values()) for row in rows]
    return "\n".join(lines).encode()


def as_parquet(rows, path):
    parquet.write_table(pa.Table.from_pylist(list(rows)), path)
    return path.read_bytes()


@pytest.fixture(params=["jsonl", "ndjson", "csv", "tsv", "jsonl.gz", "csv.gz", "parquet"])
def table(request, tmp_path):
    """The rows in a format: its name and bytes."""
    kind = request.param
    if kind == "parquet":
        return "rows.parquet", as_parquet(ROWS, tmp_path / "made")
    lines = "\n".join(json.dumps(row) for row in ROWS).encode()
    plain = {"j": lines, "n": lines, "c": as_csv(ROWS), "t": as_csv(ROWS, "\t")}[kind[0]]
    return f"rows.{kind}", gzip.compress(plain) if kind.endswith(".gz") else plain


def test_plain_names_of_columns_are_understood(take, table):
    found = take(*table)
    assert found.places == [f"{table[0]}!row-1", f"{table[0]}!row-2"] and not found.issues
    assert found.pages[0].content == b"Accord\n\nGhana and Togo signed an accord."
    assert found.pages[0].given == Given("https://example.org/a", "The Wire", date(2024, 5, 6))
    assert found.pages[1].content == b"It rained in the hills." and found.pages[1].given == Given()
    assert found.pages[0].media_type == "text/plain"


def test_what_the_user_says_of_columns_wins(take):
    row = {"text": "a summary", "full": "Ghana and Togo signed.", "when": "20240506", "who": "The Wire", "url": "u"}
    chosen = ("text=full", "published=when", "outlet=who")
    found = take("rows.jsonl", json.dumps(row).encode(), columns=chosen)
    assert found.pages[0].content == b"Ghana and Togo signed."
    assert found.pages[0].given == Given("u", "The Wire", date(2024, 5, 6))


def test_a_column_may_lie_within_another(take):
    row = {"article": {"body": "Ghana and Togo signed."}, "url": "u"}
    assert take("rows.jsonl", json.dumps(row).encode(), columns=["text=article.body"]).pages[0].given.url == "u"


def test_what_a_row_does_not_say_is_what_the_user_said_of_all(take):
    given = Given("https://all.example", "The Wire", date(2020, 1, 1))
    found = take("rows.jsonl", b'{"text": "Ghana and Togo.", "date": "2024-05-06"}', given=given)
    assert found.pages[0].given == Given(None, "The Wire", date(2024, 5, 6))


@pytest.mark.parametrize("word", ["text", "text=", "author=x", "=x"])
def test_a_column_in_another_shape_stops_the_run(word):
    with pytest.raises(UserError, match="FIELD=NAME"):
        Columns.of(load_knowledge(), [word])
    with pytest.raises(UserError, match="two columns"):
        Columns.of(load_knowledge(), ["text=a", "text=b"])


def test_html_is_read_as_html_and_gets_the_title_it_lacks(take):
    rows = [
        {"html": "<p>Ghana and Togo.</p>", "title": "A < B"},
        {"html": "<title>Own</title><p>Ghana.</p>", "title": "Other"},
        {"html": "", "title": None, "text": "Togo signed."},
    ]
    found = take("rows.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [page.media_type for page in found.pages] == ["text/html", "text/html", "text/plain"]
    assert found.pages[0].content == b"<title>A &lt; B</title>\n<p>Ghana and Togo.</p>"
    assert found.pages[1].content == b"<title>Own</title><p>Ghana.</p>"


def test_a_table_without_a_column_of_text_says_which_it_has(take):
    for name, content in (("rows.csv", b"a,b\n1,2\n"), ("rows.tsv", b"a\tb\n"), ("rows.csv", b"")):
        assert take(name, content).issues == {name: "no_column"}
    assert take("rows.csv", b"text,b\nx,y\n", columns=["text=words"]).issues == {"rows.csv": "no_column"}
    assert take("rows.jsonl", b'{"a": 1}\n').issues == {"rows.jsonl!row-1": "no_column"}


def test_bad_lines_are_issues_and_the_rest_goes_on(take):
    deep = b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    lines = (
        *(b'{"text": "Ghana."}', b"not json", b'{"text": 5}', b'["text"]', b'{"text": "cut', deep, b'{"text": null}'),
        *(
            b'{"text": "\xff\xfe"}',
            b"",
            b'{"text": "a\\u0000b"}',
            b'{"text": "lone \\ud800"}',
            b'{"text": %s}' % (b"9" * 5000),
        ),
        b'{"text": "Togo."}',
    )
    found = take("rows.jsonl", b"\n".join(lines))
    assert [page.content for page in found.pages] == [b"Ghana.", b"a b", b"lone ?", b"Togo."]
    codes = {int(place.rpartition("-")[2]): code for place, code in found.issues.items()}
    assert codes == {
        2: "malformed",
        3: "wrong_type",
        4: "wrong_type",
        5: "malformed",
        6: "too_deep",
        7: "empty",
        8: "undecodable",
        12: "malformed",
    }


def test_a_day_that_is_not_understood_is_left_open_and_said_once(take):
    days = ("yesterday", "2024-13-45", "06.05.2024", "Mon, 06 May 2024 23:10:00 +0200", "2024/05/06")
    lines = "\n".join(json.dumps({"text": f"Ghana {number}.", "date": day}) for number, day in enumerate(days))
    found = take("rows.jsonl", lines.encode())
    assert [page.given.published for page in found.pages] == [None] * 3 + [date(2024, 5, 6)] * 2
    assert found.issues == {"rows.jsonl!published": "bad_date"}


def test_days_of_parquet_are_understood(take, tmp_path):
    rows = ({"text": "Ghana.", "date": datetime(2024, 5, 6, 23)}, {"text": "Togo.", "date": None})
    found = take("rows.parquet", as_parquet(rows, tmp_path / "made"))
    assert [page.given.published for page in found.pages] == [date(2024, 5, 6), None]


def test_a_header_that_cannot_be_read_is_an_issue(take):
    assert take("rows.csv", b"te\rxt,url\nGhana,u\n").issues == {"rows.csv": "malformed"}


def test_rows_that_do_not_fit_their_header_are_issues(take):
    found = take("rows.csv", b'text,url\nGhana.,u\nTogo.\nGhana,,x\n\n"Ghana\nand Togo.",v\n')
    assert [page.content for page in found.pages] == [b"Ghana.", b"Ghana\nand Togo."]
    assert found.issues == {"rows.csv!row-2": "malformed", "rows.csv!row-3": "malformed"}
    assert found.places[1] == "rows.csv!row-4"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_other_encodings_of_spreadsheets_are_read(take, encoding):
    text = "وقعت إيران وباكستان اتفاقا جديدا للتجارة بين البلدين يوم الاثنين في العاصمة "
    rows = "text;url\r\n" + "".join(f"{text * 3}{number};u\r\n" for number in range(5))
    found = take("rows.csv", rows.encode(encoding))
    assert [page.content.decode() for page in found.pages] == [f"{text * 3}{number}" for number in range(5)]


def test_lines_of_mixed_encodings_are_read_each_by_itself(take):
    content = "text\nGhana – Togo\n".encode() + "Côte d’Ivoire signed\n".encode("cp1252")
    assert [page.content.decode() for page in take("rows.csv", content).pages] == [
        "Ghana – Togo",
        "Côte d’Ivoire signed",
    ]


@pytest.mark.parametrize("cut", [0, 4, 50, -1, -10])
def test_damaged_parquet_is_an_issue(take, tmp_path, cut):
    content = as_parquet(ROWS, tmp_path / "made")
    assert take("rows.parquet", content[:cut]).issues == {"rows.parquet": "malformed"}
    middle = len(content) // 3
    found = take("rows.parquet", content[:middle] + bytes(60) + content[middle + 60 :])
    assert all(place.startswith("rows.parquet") for place in found.issues)


def test_rows_that_do_not_name_the_states_are_counted(take, table):
    found = take(*table, about=("GHA", "TGO"))
    assert len(found.pages) == 1 and found.left_out.elsewhere == 1


def test_many_bad_rows_are_counted_after_the_first_hundred(take):
    found = take("rows.jsonl", b"bad\n" * 5000 + b'{"text": "Ghana."}')
    assert len(found.issues) == 101 and found.issues["rows.jsonl"] == "many" and len(found.pages) == 1
