"""The reading room as files: every link leads somewhere, files are enough, nobody else's folder is touched."""

import csv
import json
import os
import re
import subprocess
import sys
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from typer.testing import CliRunner

from dyadlog.cli import app
from dyadlog.errors import NotFound, UserError
from dyadlog.serve import Settings
from dyadlog.serve.desk import Desk
from dyadlog.serve.pages import OF_PAIRS
from dyadlog.serve.pages.ledger import IN_A_FILE
from dyadlog.serve.site import make_plan, write_site
from dyadlog.serve.site.folder import MARKER, Folder
from dyadlog.serve.site.leads import read_lead, relink
from dyadlog.store import open_view
from tests.notebook.samples import read_samples
from tests.serve.made_up import HOSTILE, make_finding, make_instrument, make_pages, report_of, write_store
from tests.serve.showing import words_of

PAIRS = ("ECU-PER", "KEN-TZA")
ADDRESS = re.compile(r'\s(?:href|src)="([^"]*)"')


def write(db, out, names=(), most=25, since="", **more):
    desk = Desk(Settings(db=db))
    with desk.open() as view:
        plan = make_plan(view, desk.knowledge, names, most, since, **more)
        pages = write_site(desk, view, plan, out, lambda done, coming: None)
    return plan, pages


def contents(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def pages_of(files):
    return {name: data.decode() for name, data in files.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """The files of all sample pages."""
    out = tmp_path_factory.mktemp("site") / "out"
    write(read_samples(), out)
    return contents(out)


def broken_links(files):
    """Addresses that no file stands at, or whose anchor is not in it."""
    pages = pages_of(files)
    anchors = {name: set(map(unescape, re.findall(r'\sid="([^"]*)"', html))) for name, html in pages.items()}
    for name, html in pages.items():
        for found in map(unescape, ADDRESS.findall(html)):
            parts = urlsplit(found)
            if parts.scheme:
                continue
            target = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
            anchor = unquote(parts.fragment).partition(":~:")[0]
            if parts.query or target not in files or (anchor and anchor not in anchors[target]):
                yield name, found


def test_every_link_leads_to_a_file_and_a_place_in_it(samples):
    assert list(broken_links(samples)) == []
    assert list(broken_links({**samples, "index.html": b'<a href="gone.html">'})) == [("index.html", "gone.html")]


def test_every_page_of_every_relation_is_there_and_every_record(samples):
    sections = {f"{pair}/{section}.html" if section else f"{pair}.html" for pair in PAIRS for section in OF_PAIRS}
    assert sections - set(samples) == {f"{pair}/foreign.html" for pair in PAIRS}  # nothing was taken in
    folders = [name.partition("/")[0] for name in samples]
    with open_view(read_samples()) as view:
        events = {line.event_id for pair in view.pairs() for line in view.lines(pair.states)}
    assert (folders.count("events"), folders.count("documents")) == (len(events), 10)
    assert folders.count("instruments") > 10


def test_pages_need_nothing_but_files(samples):
    for name, html in pages_of(samples).items():
        assert "<form" not in html and "hx-" not in html and "<style" not in html and 'style="' not in html, name
        assert "default-src &#39;none&#39;" in html.partition("</head>")[0], name
        assert not re.findall(r"<script(?![^>]*(?:src=|application/json))", html), name
        assert not [found for found in ADDRESS.findall(html) if found.startswith("/")], name
    style = samples["static/style.css"].decode()
    loaded = set(re.findall(r"url\(([^)]+)\)", style))
    assert loaded and all(f"static/{name}" in samples for name in loaded if not name.startswith("data:"))
    assert not [name for name in samples if "htmx" in name]
    assert "static/vendor/cytoscape-LICENSE.txt" in samples and "static/fonts/source-serif-4-LICENSE.txt" in samples


def test_an_article_is_shown_whole_only_on_demand(samples, tmp_path):
    cut = [name for name in samples if name.startswith("documents/") and "[…]" in samples[name].decode()]
    write(read_samples(), tmp_path, whole_text=True)
    whole = contents(tmp_path)
    assert len(cut) > 5
    assert not [name for name in cut if "[…]" in whole[name].decode()]
    assert all(len(words_of(whole[name].decode())) > len(words_of(samples[name].decode())) for name in cut)


def test_two_runs_give_the_same_bytes_whatever_order_sets_have(samples, tmp_path):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "dyadlog.cli", "site", str(out), "--db", str(read_samples())]
    run = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "7"}, capture_output=True, check=True, text=True)
    assert contents(out) == samples
    assert "on 2 relations; open" in run.stderr


def test_tables_stand_beside_the_pages(samples):
    for table in ("events", "instruments", "findings", "people", "offices", "outlets", "index"):
        rows = json.loads(samples[f"data/ECU-PER/{table}.json"])
        lines = list(csv.DictReader(samples[f"data/ECU-PER/{table}.csv"].decode().splitlines(keepends=True)))
        assert rows["total"] == len(rows["rows"]) == len(lines) > 0, table
    assert 'href="../data/ECU-PER/events.csv"' in samples["ECU-PER/events.html"].decode()


def test_only_the_relations_asked_for_are_written(tmp_path):
    plan, _ = write(read_samples(), tmp_path, ["Kenya", "Tanzania"])
    files = contents(tmp_path)
    assert plan.pairs == (("KEN", "TZA"),) and "KEN-TZA.html" in files and "ECU-PER.html" not in files
    assert "Peru" not in files["index.html"].decode()
    assert list(broken_links(files)) == []


def test_too_many_relations_are_told_of(tmp_path):
    run = CliRunner().invoke(app, ["site", str(tmp_path / "out"), "--db", str(read_samples()), "--most", "1"])
    assert run.exit_code == 0 and "1 more are left out" in run.stderr
    assert (tmp_path / "out/ECU-PER.html").is_file() and not (tmp_path / "out/KEN-TZA.html").exists()


def test_states_without_a_relation_and_days_that_are_none_are_refused(tmp_path):
    with pytest.raises(NotFound, match="between Fiji and Peru"):
        write(read_samples(), tmp_path / "out", ["Fiji", "Peru"])
    with pytest.raises(UserError):
        write(read_samples(), tmp_path / "out", since="soon")
    with pytest.raises(NotFound, match="tells of no relation;"):
        write(write_store(tmp_path / "empty.db", ()), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_since_leaves_out_what_was_before(samples, tmp_path):
    write(read_samples(), tmp_path, since="2026-03-05")
    files = contents(tmp_path)
    days = [row["date_end"] for row in json.loads(files["data/ECU-PER/events.json"])["rows"]]
    assert any(days) and min(filter(None, days)) >= "2026-03-05"
    assert 0 < sum(name.startswith("events/") for name in files) < sum(name.startswith("events/") for name in samples)
    assert "since 2026-03-05" in files["ECU-PER/events.html"].decode()
    assert list(broken_links(files)) == []


def test_long_lists_have_numbered_pages_and_anchors_find_theirs(tmp_path):
    told = make_pages()
    findings = [make_finding(number, told) for number in range(IN_A_FILE + 5)]
    pacts = [make_instrument(number, [report_of(told[0], "announced")]) for number in range(130)]
    write(write_store(tmp_path / "record.db", told, pacts, findings), tmp_path / "out")
    files = contents(tmp_path / "out")
    assert files["FRA-JPN/ledger.html"].count(b"<article") == IN_A_FILE
    assert files["FRA-JPN/ledger-2.html"].count(b"<article") == 5
    assert b'href="ledger-2.html" rel="next"' in files["FRA-JPN/ledger.html"]
    assert b'href="ledger.html" rel="prev"' in files["FRA-JPN/ledger-2.html"]
    assert "FRA-JPN/agreements-2.html" in files and "FRA-JPN/ledger-3.html" not in files
    assert sum(name.startswith("instruments/") for name in files) == 130
    assert list(broken_links(files)) == []


def test_hostile_words_stay_words(tmp_path):
    told = make_pages(2, f"France and Japan signed {HOSTILE}")
    pact = make_instrument(1, [report_of(page, "signed") for page in told], name=HOSTILE)
    write(write_store(tmp_path / "record.db", told, [pact], [make_finding(1, told)]), tmp_path / "out")
    for name, html in pages_of(contents(tmp_path / "out")).items():
        assert "<script>alert" not in html and "\u202e" not in html, name
    assert "&lt;script&gt;alert(1)" in next((tmp_path / "out/instruments").iterdir()).read_text()


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(UserError, match="something else"):
        write(read_samples(), tmp_path)
    assert contents(tmp_path) == {"thesis.txt": b"years of work"}
    with pytest.raises(UserError, match="cannot write"):
        Folder(tmp_path / "thesis.txt")


def test_what_is_stale_goes_and_what_others_added_stays(tmp_path):
    first = Folder(tmp_path / "out")
    for name in ("a.html", "old/b.html", "old/deep/c.html"):
        first.put(name, name)
    first.finish()
    (tmp_path / "out/CNAME").write_text("log.example")
    (tmp_path / "kept.txt").write_text("kept")
    with (tmp_path / "out" / MARKER).open("a") as stream:
        stream.write("../kept.txt\n/etc/hostname\n\n")
    second = Folder(tmp_path / "out")
    second.put("a.html", "a.html")
    second.finish()
    assert set(contents(tmp_path / "out")) == {"a.html", "CNAME", MARKER}
    assert not (tmp_path / "out/old").exists()
    assert (tmp_path / "kept.txt").read_text() == "kept"


def test_a_run_that_was_killed_leaves_nothing_unknown(tmp_path):
    Folder(tmp_path / "out").put("half.html", "half")
    after = Folder(tmp_path / "out")
    after.put("whole.html", "whole")
    after.finish()
    assert set(contents(tmp_path / "out")) == {"whole.html", MARKER}


def test_a_file_that_is_the_same_is_not_written_again(tmp_path):
    write(read_samples(), tmp_path, ["Kenya"])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    write(read_samples(), tmp_path, ["Kenya"])
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}


def test_addresses_are_read_as_files_have_them():
    usual = (("since", "2024"),)
    assert read_lead("ledger.html?page=3#x", "A-B/ledger.html", usual).name == "A-B/ledger-3.html"
    assert read_lead("../A-B.html?since=2024&page=1", "A-B/ledger.html", usual).name == "A-B.html"
    assert read_lead("?since=2024&page=2", "A-B/events.html", usual).name == "A-B/events-2.html"
    assert read_lead("events.html?since=2023", "A-B/events.html", usual) is None
    assert read_lead("/search", "A-B/events.html", usual) is None


def test_links_that_lead_nowhere_become_words_and_shapes():
    page = (
        '<a class="x" href="gone" rel="next">one <b>two</b></a> <a href="#here">in</a> <a href="https://e.example/">out</a>'
        '<svg viewBox="0 0 1 1"><a href="gone"><title>t</title><rect/></a></svg> <a href="there&amp;y">last</a>'
    )
    assert relink(page, {"there&y": "then&there"}.get) == (
        '<span class="x">one <b>two</b></span> <a href="#here">in</a> <a href="https://e.example/">out</a>'
        '<svg viewBox="0 0 1 1"><g><title>t</title><rect/></g></svg> <a href="then&amp;there">last</a>'
    )
