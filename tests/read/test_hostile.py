"""Sources made to fill memory or time: each gives an issue, and what is sound beside it is read."""

import gzip
import io
import json
import random
import struct
import zipfile
import zlib

import pyarrow as pa
import pytest
from pyarrow import parquet

from dyadlog.knowledge import load_knowledge
from dyadlog.read import Columns, Intake, limits
from dyadlog.read.formats import read_held
from dyadlog.read.intake import Held
from dyadlog.read.media import CONTAINERS
from dyadlog.records import Given, Issue, Page
from tests.read.archives import OTHER, PAGE, make_record, pack
from tests.read.test_archives import make_mhtml, make_zip

MEBIBYTE = 2**20


def squeeze(size, byte=b"\n"):
    """A gzip member that unpacks to ``size`` bytes, a thousand times as much as it is."""
    packer = zlib.compressobj(9, wbits=31)
    parts = [packer.compress(byte * MEBIBYTE) for _ in range(size // MEBIBYTE)]
    return b"".join((*parts, packer.flush()))


@pytest.fixture(scope="module")
def blanks():
    """A hundred megabytes of line ends in a hundred kilobytes."""
    return squeeze(100 * MEBIBYTE)


@pytest.fixture(autouse=True)
def low(monkeypatch):
    """A bound that a small bomb goes beyond too, so that the tests are quick."""
    monkeypatch.setattr(limits, "FREE", 8 * MEBIBYTE)


def test_a_page_above_the_limit_is_not_held(take, within, tmp_path):
    with (tmp_path / "page.html").open("wb") as file:
        file.truncate(200 * MEBIBYTE)
    with within(2, 150):
        assert take("page.html", None).issues == {"page.html": "too_large"}


def test_a_packed_page_above_the_limit_is_not_held(take, within, blanks):
    with within(3, 200):
        assert take("page.html.gz", blanks).issues == {"page.html.gz": "bomb"}


def test_a_packed_page_above_the_limit_is_an_issue(take, monkeypatch, blanks):
    monkeypatch.setattr(limits, "FREE", 1024 * MEBIBYTE)
    found = take("page.html.gz", blanks, limit=10 * MEBIBYTE)
    assert found.issues == {"page.html.gz": "too_large"}


@pytest.mark.parametrize("name", ["rows.jsonl.gz", "rows.csv.gz", "crawl.warc.gz"])
def test_a_gzip_bomb_is_left_when_it_is_seen(take, within, blanks, name):
    with within(20, 150):
        found = take(name, pack(make_record()) + blanks if "warc" in name else gzip.compress(b"text\n") + blanks)
    assert "bomb" in found.issues.values() and len(found.pages) == ("warc" in name)


@pytest.mark.parametrize("extra", [b"X: " + b"a" * 100, b""])
def test_a_bomb_within_a_record_is_left_when_it_is_seen(take, within, extra):
    head = make_record(b"", length=2**31, extra=extra + b"\r\n" if extra else b"")
    packed = gzip.compress(head) + squeeze(100 * MEBIBYTE, b"a")
    with within(6, 100):
        found = take("crawl.warc.gz", pack(make_record(OTHER)) + packed)
    assert [page.content for page in found.pages] == [OTHER] and found.issues


def test_a_packed_response_above_the_limit_is_not_held(take, within, blanks):
    record = make_record(blanks, headers=b"Content-Encoding: gzip\r\n")
    with within(3, 250):
        found = take("crawl.warc.gz", pack(record, make_record(OTHER)))
    assert list(found.issues.values()) == ["too_large"] and len(found.pages) == 1
    twenty = make_record(PAGE, headers=b"Content-Encoding: " + b"gzip, " * 20 + b"br\r\n")
    assert list(take("crawl.warc.gz", pack(twenty)).issues.values()) == ["malformed"]


def test_a_zip_bomb_of_many_pages_is_left_when_it_is_seen(take, within):
    page = b"<p>" + b"a" * (5 * MEBIBYTE)
    content = make_zip(*((f"{number}.html", page) for number in range(12)))
    with within(10, 450):
        found = take("bomb.zip", content)
    assert len(found.pages) <= 1 and set(found.issues.values()) == {"bomb"}


def test_a_zip_whose_entries_share_their_bytes_is_left_when_it_is_seen(take, within):
    """The entries of the table of contents all point at the same packed megabytes."""
    content = make_zip(("0.html", b"a" * (6 * MEBIBYTE)))
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start:end]
    entries = b"".join(entry.replace(b"0.html", b"%06d" % number) for number in range(2000))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(entries), start, 0)
    with within(10, 450):
        found = take("bomb.zip", content[:start] + entries + tail)
    assert len(found.pages) < 10 and found.issues


def test_a_table_of_contents_that_would_fill_memory_is_not_read(take, within):
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, limits.MOST_DIRECTORY + 1, 0, 0)
    with within(2, 120):
        assert take("a.zip", b"PK\x01\x02" + bytes(limits.MOST_DIRECTORY + 1) + tail).issues == {"a.zip": "too_large"}


def test_archives_nested_without_end_are_opened_once(take, within):
    content = make_zip(("page.html", PAGE))
    for _ in range(30):
        content = make_zip(("a.html", OTHER), ("inner.zip", content))
    with within(2, 50):
        found = take("deep.zip", content)
    assert list(found.issues.values()) == ["nested"] and len(found.pages) == 2


def test_a_nested_archive_above_what_may_be_laid_down_is_an_issue(take, within, monkeypatch):
    monkeypatch.setattr("dyadlog.read.unpacking.MOST_SPOOLED", 2 * MEBIBYTE)
    inner = make_zip(("b.html", bytes(4 * MEBIBYTE)), packing=zipfile.ZIP_STORED)
    with within(5, 100):
        found = take("a.zip", make_zip(("inner.zip", inner), ("a.html", PAGE)))
    assert found.issues == {"a.zip!/inner.zip": "too_large"} and len(found.pages) == 1


def test_a_bomb_within_an_archive_ends_the_archive(take, within):
    with within(5, 100):
        found = take("a.zip", make_zip(("a.html", PAGE), ("inner.zip", bytes(40 * MEBIBYTE)), ("b.html", OTHER)))
    assert found.places == ["a.zip!/a.html"] and set(found.issues.values()) == {"bomb"}


def test_a_field_of_a_table_above_the_limit_is_an_issue(take, within):
    content = b"text,url\nGhana,u\n" + b"a" * (50 * MEBIBYTE) + b",u\nTogo,u\n"
    with within(6, 450):
        found = take("rows.csv", content, limit=10 * MEBIBYTE)
    assert [page.content for page in found.pages] == [b"Ghana", b"Togo"] and list(found.issues) == ["rows.csv!row-2"]
    quoted = b'text,url\nGhana,u\n"' + b"line\n" * MEBIBYTE + b'",u\nTogo,u\n'
    with within(6, 150):
        found = take("rows.csv", quoted, limit=MEBIBYTE)
    assert found.pages[0].content == b"Ghana" and found.issues


def test_a_row_of_many_large_fields_is_an_issue(take, within):
    header = ",".join(["text", *(f"c{number}" for number in range(100))])
    row = ",".join(['"' + "line\n" * 200_000 + '"'] * 101)
    with within(10, 350):
        found = take("rows.csv", f"{header}\n{row}\n".encode(), limit=2 * MEBIBYTE)
    assert found.issues == {"rows.csv": "too_large"}


def test_a_line_above_the_limit_is_an_issue_and_the_next_is_read(take, within):
    line = b'{"text": "' + b"a" * (100 * MEBIBYTE) + b'"}\n'
    with within(4, 350):
        found = take("rows.jsonl", line + b'{"text": "Ghana"}\n', limit=10 * MEBIBYTE)
    assert found.issues == {"rows.jsonl!row-1": "too_large"} and [page.content for page in found.pages] == [b"Ghana"]


def test_objects_of_ever_new_shapes_do_not_fill_memory(take, within):
    rows = (json.dumps({"text": "Ghana", f"key{number}": 1}).encode() for number in range(30_000))
    content = b"\n".join(rows)
    with within(10, 60):
        take("rows.jsonl", content, about=("FJI",))
        assert len(take("rows.jsonl", content[:200_000]).pages) > 3000


def test_rows_of_parquet_that_are_one_text_again_and_again_are_left(take, within, tmp_path):
    text = "a" * MEBIBYTE
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 1000, pa.int32()), pa.array([text]))
    parquet.write_table(pa.table({"text": column.cast(pa.string())}), tmp_path / "rows.parquet", compression="gzip")
    with within(15, 500):
        found = take("rows.parquet", None)
    assert found.issues == {"rows.parquet": "bomb"} and len(found.pages) < 400


def test_a_record_with_endless_empty_lines_after_it_is_left(take, within):
    with within(8, 100):
        found = take("crawl.warc.gz", pack(make_record()) + squeeze(100 * MEBIBYTE) + pack(make_record(OTHER)))
    assert found.issues and len(found.pages) <= 2


@pytest.mark.parametrize("suffix", [*CONTAINERS, ".warc.gz", ".html", ".txt"])
@pytest.mark.parametrize(
    "content",
    [
        bytes(100_000),
        bytes(range(256)) * 400,
        b"\xff\xfe" + "Ghana".encode("utf-16-le") * 1000 + b"\x00",
        b'"' * 100_001,
        b"\r" * 100_000,
        b"{" * 100_000,
        b"\x1f\x8b\x08" * 30_000,
        b"PK\x05\x06" * 30_000,
        b"PAR1" * 30_000,
        b"WARC/1.0\r\n\r\n" * 10_000,
        b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n" * 3_000,
    ],
    ids=["zeros", "bytes", "utf16", "quotes", "returns", "braces", "gzips", "zips", "parquets", "warcs", "lengths"],
)
def test_junk_of_any_name_is_an_issue_or_a_page(take, within, suffix, content):
    with within(10, 300):
        found = take(f"junk{suffix}", content)
    assert found.pages or found.issues or found.left_out.no_page


def damage(content, chance):
    """Some bytes changed, taken out, put in or cut off."""
    held = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 20))):
        place = chance.randrange(len(held))
        match chance.randrange(5):
            case 0:
                held[place] = chance.randrange(256)
            case 1:
                del held[place : place + chance.choice((1, 4, 50))]
            case 2:
                held[place:place] = chance.randbytes(chance.choice((1, 4, 50)))
            case 3:
                held[place : place + 4] = chance.choice((b"\xff" * 4, bytes(4), b"9999", b"\r\n\r\n", b"-100"))
            case _:
                del held[place:]
        held = held or bytearray(b"x")
    return bytes(held)


@pytest.mark.parametrize(
    "name", ["a.warc", "a.warc.gz", "a.zip", "a.parquet", "a.mhtml", "a.jsonl", "a.csv", "a.html.gz"]
)
def test_damage_anywhere_is_an_issue_and_never_a_fault(name):
    table = io.BytesIO()
    parquet.write_table(pa.table({"text": ["Ghana and Togo"] * 50, "date": ["2024-01-01"] * 50}), table)
    records = make_record(PAGE, headers=b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), make_record(OTHER)
    whole = {
        "a.warc": b"".join(records),
        "a.warc.gz": pack(*records),
        "a.zip": make_zip(("a.html", PAGE), ("b.jsonl", b'{"text":"x"}\n' * 20), ("c.warc.gz", pack(*records))),
        "a.parquet": table.getvalue(),
        "a.mhtml": make_mhtml()[0],
        "a.jsonl": b'{"text": "Ghana", "date": "2024-01-01"}\n' * 20,
        "a.csv": b'text,date\n"Gh ""a"" na",2024\n' * 20,
        "a.html.gz": gzip.compress(PAGE * 50),
    }[name]
    chance, columns = random.Random(name), Columns.of(load_knowledge())
    for _ in range(300):
        content = damage(whole, chance)
        found = read_held(Held(name, name, lambda content=content: io.BytesIO(content), Given()), Intake(columns))
        assert all(isinstance(one, (Page, Issue)) for one in found)


def test_a_sound_zip_beside_junk_is_read(take):
    file = io.BytesIO(b"junk before" * 100)
    file.seek(0, 2)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("a.html", PAGE)
    assert take("a.zip", file.getvalue()).places == ["a.zip!/a.html"]
