"""Files, folders, globs and standard input to pages; what cannot be read becomes an issue."""

import io
import os
from datetime import date
from pathlib import Path

import pytest

from dyadlog.errors import UserError
from dyadlog.read import find_pages
from dyadlog.records import Given, Issue, Page

TEXT = b"Ghana and Togo signed an accord."


def read(sources, given=None, **options):
    return list(find_pages([str(source) for source in sources], given or Given(), **options))


def codes(found):
    return [(Path(item.location).name, item.code) for item in found if isinstance(item, Issue)]


def test_folder_is_walked_in_sorted_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.html", "sub/c.md", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)
    pages = read([tmp_path])
    assert [Path(page.location).name for page in pages] == ["a.html", "b.txt", "c.md"]
    assert [page.media_type for page in pages] == ["text/html", "text/plain", "text/markdown"]


def test_location_stays_as_the_user_gave_it(tmp_path, monkeypatch):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_bytes(TEXT)
    monkeypatch.chdir(tmp_path)
    assert [page.location for page in read(["pages"])] == ["pages/a.txt"]
    assert [page.location for page in read(["pages/*.txt"])] == ["pages/a.txt"]


def test_a_file_named_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert len(read([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"])) == 1


def test_standard_input_is_a_page():
    pages = read(["-"], standard_input=io.BytesIO(b"<!doctype html><html><body><p>x</p></body></html>"))
    assert [(page.location, page.media_type) for page in pages] == [("-", "text/html")]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "text/html"),
        ("<html><body>x</body></html>".encode("utf-16"), "text/html"),
        (b"<div><p>a</p><p>b</p><p>c</p></div>", "text/html"),
        (b"a < b and b > c", "text/plain"),
    ],
)
def test_a_file_without_a_known_suffix_is_looked_into(tmp_path, content, media_type):
    (tmp_path / "page").write_bytes(content)
    assert read([tmp_path / "page"])[0].media_type == media_type


def test_what_cannot_be_read_becomes_an_issue_and_the_run_goes_on(tmp_path):
    (tmp_path / "a_empty.txt").write_bytes(b"")
    (tmp_path / "b_image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (tmp_path / "c_paper.txt").write_bytes(b"%PDF-1.7 text only")
    (tmp_path / "d_large.txt").write_bytes(b"x" * 2000)
    (tmp_path / "e_broken.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "f_pipe.txt")
    (tmp_path / "g_good.txt").write_bytes(TEXT)
    found = read([tmp_path, tmp_path / "missing.txt", tmp_path / "*.nothing"], limit=1000)
    assert codes(found) == [
        ("a_empty.txt", "empty"),
        ("b_image.txt", "binary"),
        ("c_paper.txt", "binary"),
        ("d_large.txt", "too_large"),
        ("e_broken.txt", "not_found"),
        ("f_pipe.txt", "unreadable"),
        ("missing.txt", "not_found"),
        ("*.nothing", "not_found"),
    ]
    assert [Path(item.location).name for item in found if isinstance(item, Page)] == ["g_good.txt"]


@pytest.mark.parametrize("name", ["rows.json", "feed.xml", "report.PDF", "letter.docx"])
def test_other_formats_are_said_to_be_unsupported(tmp_path, name):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / name).write_bytes(b'{"text": "Ghana and Togo signed an accord."}')
    found = read([tmp_path])
    assert codes(found) == [(name, "unsupported")] and len(found) == 2


def test_utf16_is_not_binary(tmp_path):
    (tmp_path / "a.txt").write_bytes("Ghana and Togo signed an accord.".encode("utf-16-le"))
    assert isinstance(read([tmp_path])[0], Page)


def test_a_link_back_to_a_folder_above_is_an_issue(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert codes(read([tmp_path])) == [("loop", "loop")]


def test_folder_and_file_without_permission_are_issues(tmp_path, monkeypatch):
    """The tests may run as root, whom no permission stops, so the refusal is made here."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "secret.txt").write_bytes(TEXT)
    (tmp_path / "z.txt").write_bytes(TEXT)
    walk, opened = Path.iterdir, Path.open

    def refuse_folder(self):
        if self.name == "closed":
            raise PermissionError(13, "Permission denied")
        return walk(self)

    def refuse_file(self, *args, **options):
        if self.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **options)

    monkeypatch.setattr(Path, "iterdir", refuse_folder)
    monkeypatch.setattr(Path, "open", refuse_file)
    found = read([tmp_path])
    assert codes(found) == [("closed", "unreadable"), ("secret.txt", "unreadable")]
    assert isinstance(found[-1], Page)


def test_manifest_says_what_the_page_does_not_and_the_options_fill_the_rest(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.txt").write_bytes(TEXT + b"!")
    (tmp_path / "manifest.csv").write_text("page,url,outlet,published\nsub/a.txt,https://example.org/a,,2024-05-06\n")
    a, b = sorted(
        read([tmp_path], Given(outlet="The Wire", published=date(2020, 1, 1))), key=lambda page: page.location
    )[::-1]
    assert a.given == Given("https://example.org/a", "The Wire", date(2024, 5, 6))
    assert b.given == Given(None, "The Wire", date(2020, 1, 1))
    assert read([tmp_path / "b.txt"])[0].given == Given()


def test_manifest_beside_a_single_file_counts_too(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "manifest.csv").write_text("page,outlet\na.txt,The Wire\n")
    assert read([tmp_path / "a.txt"])[0].given.outlet == "The Wire"


def test_manifest_row_without_a_page_is_an_issue(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "manifest.csv").write_text("page,outlet\nb.txt,The Wire\n")
    assert codes(read([tmp_path])) == [("b.txt", "not_found")]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("page,publisher\na.txt,X", 1),
        ("url,outlet\nx,y", 1),
        ("page,published\na.txt,6 May 2024", 2),
        ("page,outlet\na.txt,X\na.txt,Y", 3),
        ("page,outlet\n,X", 2),
        ("page,outlet\n/etc/passwd,X", 2),
        ("page,outlet\na.txt,X,Y,Z", 2),
    ],
)
def test_a_bad_manifest_line_stops_before_the_first_page(tmp_path, rows, line):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "manifest.csv").write_text(rows + "\n")
    with pytest.raises(UserError, match=rf"manifest\.csv, line {line}"):
        find_pages([str(tmp_path)])


def test_a_name_in_no_encoding_is_written_so_that_it_can_be_stored(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(TEXT)
    (page,) = read([tmp_path])
    assert page.location == f"{tmp_path}/caf\\xe9.txt"
    (issue,) = read([os.fsdecode(b"gone\xff.txt")])
    assert issue.location == "gone\\xff.txt" and issue.code == "not_found"
