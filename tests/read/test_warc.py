"""WARC files: what becomes a page, and what is damaged in them."""

import gzip
import zlib
from datetime import date

import pytest
from fastwarc.stream_io import BrotliWriter

from tests.read.archives import OTHER, PAGE, make_record, pack

A, B, C = make_record(), make_record(OTHER, "https://example.org/b"), make_record(PAGE + b"!", "https://example.org/c")


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_responses_are_pages_with_their_address_and_place(take, name):
    content = A + B if name.endswith(".warc") else pack(A, B)
    found = take(name, content)
    second = len(A) if name.endswith(".warc") else len(gzip.compress(A))
    assert found.places == [f"{name}!0", f"{name}!{second}"] and not found.issues
    assert [page.content for page in found.pages] == [PAGE, OTHER]
    assert [page.given.url for page in found.pages] == ["https://example.org/a", "https://example.org/b"]
    assert found.pages[0].given.published is None


def test_the_place_of_a_page_can_be_unpacked_from_there(take, tmp_path):
    found = take("crawl.warc.gz", pack(A, B, C))
    place = int(found.places[-1].partition("!")[2])
    rest = (tmp_path / "crawl.warc.gz").read_bytes()[place:]
    assert b"https://example.org/c" in gzip.decompress(rest)


def test_a_file_packed_as_one_has_places_within_it(take):
    found = take("crawl.warc.gz", gzip.compress(A + B))
    assert found.places == ["crawl.warc.gz!0", f"crawl.warc.gz!0+{len(A)}"]


def test_what_holds_no_page_is_counted(take):
    records = (
        make_record(b"software: x", kind="warcinfo", mime="application/warc-fields"),
        make_record(b"GET / HTTP/1.1\r\n\r\n", kind="request", mime="application/http; msgtype=request"),
        make_record(b"\x89PNG", mime="image/png"),
        make_record(b"gone", status="404 Not Found"),
        make_record(b"Ghana and Togo signed.", kind="conversion", mime="text/plain"),
        A,
    )
    found = take("crawl.warc.gz", pack(*records))
    assert found.left_out.no_page == 4 and not found.issues
    assert [page.media_type for page in found.pages] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        (b"Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        (b"Content-Encoding: deflate\r\n", zlib.compress(PAGE)[2:-4]),
        (b"Content-Encoding: gzip\r\n", PAGE),
        (
            b"Transfer-Encoding: chunked\r\n",
            b"%x;name=1\r\n" % 10 + PAGE[:10] + b"\r\n%X\r\n" % len(PAGE[10:]) + PAGE[10:] + b"\r\n0\r\n\r\n",
        ),
        (b"Transfer-Encoding: chunked\r\n", PAGE),
        (
            b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            b"%x\r\n" % len(gzip.compress(PAGE)) + gzip.compress(PAGE) + b"\r\n0\r\n\r\n",
        ),
    ],
)
def test_the_body_that_was_meant_is_read(take, headers, body):
    found = take("crawl.warc.gz", pack(make_record(body, headers=headers), B))
    assert [page.content for page in found.pages] == [PAGE, OTHER]


def test_brotli_is_unpacked(take, tmp_path):
    with (tmp_path / "body.br").open("wb") as file:
        writer = BrotliWriter(file)
        writer.write(PAGE)
        writer.close()
    packed = (tmp_path / "body.br").read_bytes()
    assert packed and PAGE not in packed
    assert (
        take("crawl.warc.gz", pack(make_record(packed, headers=b"Content-Encoding: br\r\n"))).pages[0].content == PAGE
    )


def test_a_charset_told_beside_the_page_is_heeded_where_the_page_tells_none(take):
    text = "<p>Гана и Того подписали соглашение.</p>"
    found = take("crawl.warc", make_record(text.encode("koi8-r"), mime="text/html; charset=koi8-r"))
    assert found.pages[0].content.decode("utf-8") == text
    declared = "<meta charset=windows-1251>" + text
    found = take("crawl.warc", make_record(declared.encode("cp1251"), mime="text/html; charset=koi8-r"))
    assert found.pages[0].content == declared.encode("cp1251")


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2024-05-06T08:00:00Z", date(2024, 5, 6)),
        ("2024-05-06T20:00:00Z", date(2024, 5, 7)),
        ("1970-01-01T00:00:00Z", None),
        ("9999-12-31T23:00:00Z", None),
        ("yesterday", None),
    ],
)
def test_the_day_of_capture_is_that_of_the_earliest_calendar_and_never_the_day_of_publication(take, told, day):
    (page,) = take("crawl.warc", make_record(day=told)).pages
    assert page.given.captured == day and page.given.published is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.org/a b", "file:///etc/passwd", "x" * 5000])
def test_an_address_that_is_none_is_left_out(take, url):
    assert take("crawl.warc", make_record(url=url)).pages[0].given.url is None


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (make_record(length=20), "malformed"),
        (make_record(length=-5), "malformed"),
        (make_record(length=10**25), "malformed"),
        (make_record(extra=b"X-Padding: " + b"a" * 10_000_000 + b"\r\n"), "malformed"),
        (b"this is no record\r\n\r\n", "malformed"),
    ],
)
def test_one_bad_record_is_an_issue_and_the_rest_goes_on(take, name, bad, code):
    parts = (A, bad, C, B)
    found = take(name, b"".join(parts) if name.endswith(".warc") else pack(*parts))
    assert [page.given.url for page in found.pages] == [f"https://example.org/{one}" for one in "acb"]
    assert list(found.issues.values()) == [code]


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_damaged_member_loses_its_own_page_only(take, position):
    members = [gzip.compress(record) for record in (A, C, B)]
    members[position] = members[position][:40] + b"\xff" * 60 + members[position][100:]
    found = take("crawl.warc.gz", b"".join(members))
    assert len(found.pages) == 2 and list(found.issues.values()) == ["malformed"]


def test_a_length_that_swallows_other_records_mixes_no_pages(take):
    found = take("crawl.warc.gz", pack(make_record(length=len(A) + 300), B, C))
    assert [page.content for page in found.pages] == [OTHER, PAGE + b"!"] and len(found.issues) == 1
    found = take("crawl.warc.gz", pack(make_record(length=5_000_000), B, C))
    assert [page.content for page in found.pages] == [OTHER, PAGE + b"!"] and len(found.issues) == 1
    found = take("crawl.warc", make_record(length=len(PAGE) + 300) + B + C)
    assert [page.content for page in found.pages] == [PAGE + b"!"] and len(found.issues) == 1


def test_a_record_written_into_a_page_is_not_taken_for_one(take):
    forged = make_record(b"Togo attacked Ghana.", "https://forged.example/")
    page = make_record(PAGE + b"\r\n\r\n" + forged)
    for content in (page + B, page[:-60], make_record(PAGE + forged, length=10**7)):
        for name, packed in (("a.warc", content), ("a.warc.gz", gzip.compress(content))):
            assert "https://forged.example/" not in [one.given.url for one in take(name, packed).pages]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_file_cut_short_keeps_what_came_before(take, name):
    content = A + C if name.endswith(".warc") else pack(A, C)
    found = take(name, content[:-60])
    assert [page.content for page in found.pages] == [PAGE] and list(found.issues.values()) == ["truncated"]


def test_junk_and_emptiness_are_no_pages(take):
    assert list(take("a.warc", b"no archive at all\r\n" * 5000).issues.values()) == ["malformed"]
    assert not take("a.warc", b"").pages


def test_pages_that_do_not_name_the_states_are_counted(take):
    found = take("crawl.warc.gz", pack(A, B, C), about=("GHA", "TGO"))
    assert len(found.pages) == 2 and found.left_out.elsewhere == 1
