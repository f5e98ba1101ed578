"""Broken input: a clear message or an Issue, the rest of the run done, the store intact."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

GOOD = (
    "By Staff Reporter\nMay 4, 2024\n\nNorway's foreign minister visited Chile on Friday and met President Ana Rojas.\n"
)


@pytest.fixture
def folder(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text(GOOD, "utf-8")
    return pages


def rows(run):
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def read_and_list(dyadlog, folder, db):
    run = dyadlog("read", folder, "--db", db)
    assert run.returncode == 0 and "Traceback" not in run.stderr, run.stderr
    assert dyadlog("verify", "--db", db).returncode == 0
    pages = {row["page"].rsplit("/", 1)[-1] for row in rows(dyadlog("documents", "--db", db, "--json"))}
    issues = {row["page"].rsplit("/", 1)[-1]: row["code"] for row in rows(dyadlog("issues", "--db", db, "--json"))}
    assert "good.txt" in pages and "internal" not in issues.values(), issues
    return pages, issues


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("binary.txt", bytes(range(256)) * 64),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("no_article.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>"),
    ],
)
def test_what_is_no_page_becomes_an_issue(dyadlog, folder, tmp_path, name, content):
    (folder / name).write_bytes(content)
    pages, issues = read_and_list(dyadlog, folder, tmp_path / "record.db")
    assert name in issues and name not in pages


def test_a_line_of_fifty_megabytes_is_survived(dyadlog, folder, tmp_path):
    (folder / "long.txt").write_bytes(b"Norway visited Chile. " * (50 * 2**20 // 22))
    started = time.monotonic()
    read_and_list(dyadlog, folder, tmp_path / "record.db")
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read(dyadlog, folder, tmp_path, encoding):
    (folder / "other.txt").write_bytes(GOOD.replace("Ana Rojas", "Ana Peña Núñez").encode(encoding))
    pages, _ = read_and_list(dyadlog, folder, tmp_path / "record.db")
    assert "other.txt" in pages


def test_wrong_bytes_in_a_page_do_no_harm(dyadlog, folder, tmp_path):
    (folder / "wrong.txt").write_bytes(GOOD.encode() + b"\xff\xfe\x80 broken \xc3\x28 bytes\n")
    read_and_list(dyadlog, folder, tmp_path / "record.db")


def test_hostile_markup_is_read_as_text(dyadlog, folder, tmp_path):
    title = "<title><script>alert(1)</script>Norway visits Chile</title>"
    body = "<div>" * 3000 + f"<p>{GOOD}</p>" + "</div>" * 3000
    (folder / "hostile.html").write_text(f"<html><head>{title}</head><body>{body}</body></html>", "utf-8")
    db = tmp_path / "record.db"
    read_and_list(dyadlog, folder, db)
    brief = tmp_path / "brief.html"
    assert dyadlog("brief", "NOR", "CHL", "-o", brief, "--db", db).returncode == 0
    assert "<script>" not in brief.read_text("utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_without_permission_becomes_an_issue(dyadlog, folder, tmp_path):
    closed = folder / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        _, issues = read_and_list(dyadlog, folder, tmp_path / "record.db")
    finally:
        closed.chmod(0o700)
    assert "closed" in issues


def test_a_missing_source_is_said_and_the_rest_is_read(dyadlog, folder, tmp_path):
    db = tmp_path / "record.db"
    run = dyadlog("read", tmp_path / "nowhere.txt", folder, "--db", db)
    assert run.returncode == 0
    assert [row["code"] for row in rows(dyadlog("issues", "--db", db, "--json"))] == ["not_found"]


def test_when_nothing_can_be_read_the_exit_code_says_so(dyadlog, tmp_path):
    run = dyadlog("read", tmp_path / "nowhere.txt", "--db", tmp_path / "record.db")
    assert run.returncode == 1


def test_a_bad_table_stops_the_run_with_file_and_line(dyadlog, folder, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "kinds.csv").write_text("kind,what\nvisit,1\n", "utf-8")
    db = tmp_path / "record.db"
    run = dyadlog("read", folder, "--db", db, "--knowledge", own)
    assert run.returncode == 2 and "kinds.csv, line 1" in run.stderr.replace("\n", " ")


def test_a_database_in_a_missing_folder_is_a_store_error(dyadlog, folder, tmp_path):
    run = dyadlog("read", folder, "--db", tmp_path / "missing" / "record.db")
    assert run.returncode == 3 and "does not exist" in run.stderr


def test_a_killed_run_leaves_a_sound_store_and_the_next_run_goes_on(dyadlog, folder, tmp_path):
    for number in range(40):
        (folder / f"page{number:02}.txt").write_text(GOOD.replace("Friday", f"Friday, report {number},"), "utf-8")
    db = tmp_path / "record.db"
    command = [sys.executable, "-m", "dyadlog.cli", "read", str(folder), "--db", str(db)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if db.exists() and dyadlog("documents", "--db", db, "--json").stdout.count("\n") >= 3:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = dyadlog("documents", "--db", db, "--json").stdout.count("\n")
    assert before >= 3 and dyadlog("verify", "--db", db).returncode == 0
    run = dyadlog("read", folder, "--db", db, "--json")
    tally = json.loads(run.stdout)
    assert tally["unchanged"] >= before and tally["read"] + tally["unchanged"] == 41
