"""Zip and gzip files, archives in archives, MHTML."""

import base64
import gzip
import io
import quopri
import stat
import zipfile
from datetime import date

import pytest

from dyadlog.records import Given
from tests.read.archives import OTHER, PAGE, make_record, pack


def make_zip(*members, packing=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def test_a_packed_page_has_the_location_of_its_file(take):
    found = take("page.html.gz", gzip.compress(PAGE))
    assert found.places == ["page.html.gz"] and found.pages[0].content == PAGE
    assert found.pages[0].media_type == "text/html"


def test_files_of_a_zip_are_pages_with_their_place(take):
    members = (("news/a.html", PAGE), ("b.txt", b"Ghana and Togo."), ("news/", b""), (".hidden/c.txt", b"x"))
    found = take("archive.zip", make_zip(*members, ("__MACOSX/._a.html", b"x"), ("style.css", b"p {}")))
    assert found.places == ["archive.zip!/news/a.html", "archive.zip!/b.txt"]
    assert found.issues == {"archive.zip!/style.css": "unsupported"}


def test_archives_within_an_archive_are_opened_once(take):
    deepest = make_zip(("deep.html", PAGE))
    inner = make_zip(("page.html", PAGE), ("deepest.zip", deepest), ("deep.txt.gz", gzip.compress(b"x")))
    members = (("inner.zip", inner), ("other.html.gz", gzip.compress(OTHER)), ("c.warc.gz", pack(make_record())))
    found = take("archive.zip", make_zip(*members, ("rows.jsonl", b'{"text": "Ghana and Togo."}')))
    assert found.places == [
        "archive.zip!/inner.zip!/page.html",
        "archive.zip!/other.html.gz",
        "archive.zip!/c.warc.gz!0",
        "archive.zip!/rows.jsonl!row-1",
    ]
    assert found.issues == {
        "archive.zip!/inner.zip!/deepest.zip": "nested",
        "archive.zip!/inner.zip!/deep.txt.gz": "nested",
    }


@pytest.mark.parametrize("name", ["../up.html", "a/../../up.html", "/etc/page.html", "C:/page.html", "..\\up.html"])
def test_a_name_that_leads_out_of_the_archive_is_refused(take, tmp_path, name):
    found = take("archive.zip", make_zip((name, PAGE), ("good.html", OTHER)))
    assert [page.content for page in found.pages] == [OTHER] and list(found.issues.values()) == ["unsafe"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["archive.zip"]


def test_a_link_in_an_archive_is_not_followed(take):
    link = zipfile.ZipInfo("link.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = take("archive.zip", make_zip((link, "/etc/passwd"), ("good.html", OTHER)))
    assert len(found.pages) == 1 and found.issues == {"archive.zip!/link.html": "unsafe"}


def test_an_encrypted_file_is_an_issue(take):
    content = bytearray(make_zip(("secret.html", PAGE), ("good.html", OTHER)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    found = take("archive.zip", bytes(content))
    assert found.issues == {"archive.zip!/secret.html": "encrypted"} and len(found.pages) == 1


def test_a_damaged_file_of_an_archive_leaves_the_others(take):
    content = bytearray(make_zip(("bad.html", PAGE), ("good.html", OTHER), packing=zipfile.ZIP_STORED))
    content[content.index(b"Accord")] ^= 1
    found = take("archive.zip", bytes(content))
    assert found.issues == {"archive.zip!/bad.html": "malformed"} and len(found.pages) == 1


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_told_apart(take):
    found = take("archive.zip", make_zip(("a.html", PAGE), ("a.html", OTHER)))
    assert [page.content for page in found.pages] == [OTHER] or [page.content for page in found.pages] == [PAGE]
    assert found.issues == {"archive.zip!/a.html": "twice"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"no zip at all" * 100, make_zip(("a.html", PAGE))[:-30]])
def test_what_is_no_zip_is_an_issue(take, content):
    found = take("archive.zip", content)
    assert not found.pages and found.issues == {"archive.zip": "malformed"}


def test_a_packed_page_cut_short_is_an_issue(take):
    assert take("page.html.gz", gzip.compress(PAGE)[:-20]).issues == {"page.html.gz": "truncated"}
    assert take("page.html.gz", PAGE).issues == {"page.html.gz": "malformed"}
    assert take("page.html.gz", b"").issues == {"page.html.gz": "empty"}


def make_mhtml(boundary="----Edge--x", coding="quoted-printable", charset="utf-8", text=None):
    html = (text or '<p>Ghana and Togo – an accord, <a href="x">more</a> of it.</p>').encode(charset)
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}[coding](html)
    lines = (
        "From: <Saved by a browser>\r\nDate: Mon, 06 May 2024 08:00:00 +0200\r\nSnapshot-Content-Location: https://example.org/a\r\n"
        "Subject: =?utf-8?Q?Accord?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        f'\ttype="text/html"; boundary="{boundary}"\r\n\r\n'
        f"\r\n--{boundary}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        f"--{boundary}\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n"
        "Content-Location: https://example.org/part\r\n\r\n"
    )
    return lines.encode() + packed + f"\r\n--{boundary}--\r\n".encode(), html


@pytest.mark.parametrize("boundary", ["----Edge--x", "=_1 2'()+", "a" * 70, "--"])
@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_the_html_of_a_saved_page_is_read(take, boundary, coding):
    content, html = make_mhtml(boundary, coding)
    found = take("page.mhtml", content)
    assert [page.content.strip() for page in found.pages] == [html.strip()] and found.places == ["page.mhtml"]
    assert (
        found.pages[0].given == Given("https://example.org/a", captured=date(2024, 5, 6))
        and found.pages[0].media_type == "text/html"
    )


def test_the_charset_of_the_part_is_heeded(take):
    text = "<p>Гана и Того</p>"
    content, _ = make_mhtml(coding="base64", charset="windows-1251", text=text)
    assert take("page.mht", content).pages[0].content.decode() == text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no header at all",
        b"Content-Type: multipart/related\r\n\r\n--x\r\n\r\n",
        b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x--\r\n',
        b'Content-Type: multipart/related; boundary="x"\r\n\r\n' + b"--x\r\n" * 100_000,
        b"Content-Type: image/png\r\n\r\nx",
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nabc",
    ],
)
def test_a_saved_page_without_html_is_an_issue(take, within, content):
    with within(2, 50):
        found = take("page.mhtml", content)
    assert not found.pages and found.issues == {"page.mhtml": "malformed"}


def test_pages_of_an_archive_are_filtered_too(take):
    found = take("archive.zip", make_zip(("a.html", PAGE), ("b.html", OTHER)), about=("GHA", "TGO"))
    assert found.places == ["archive.zip!/a.html"] and found.left_out.elsewhere == 1
