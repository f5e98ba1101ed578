"""Archives and tables through the command, as a user reads them."""

import json
import subprocess
import sys
import zipfile

import pytest

from tests.read.archives import OTHER, make_record, pack

BODY = "<p>Norway and Chile signed a fishing treaty in Oslo on Monday, officials of both states told reporters.</p>"
TALKS = (
    "<p>Norway and Chile held talks on ports in Oslo on Friday, the foreign ministry of Norway said in the evening.</p>"
)


def page(text, title):
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a WARC, a zip file and a table, and the record of it."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "in").mkdir()
    records = make_record(page(BODY, "Treaty").encode(), "https://example.org/1"), make_record(OTHER)
    (folder / "in" / "crawl.warc.gz").write_bytes(pack(*records))
    with zipfile.ZipFile(folder / "in" / "saved.zip", "w") as archive:
        archive.writestr("news/talks.html", page(TALKS, "Talks"))
    row = {
        "headline": "Treaty signed",
        "story": "Norway and Chile signed a treaty on ports in Lima on Monday, officials said.",
    }
    (folder / "in" / "rows.jsonl").write_text(json.dumps(row | {"when": "2024-05-06"}), "utf-8")
    return folder


def run(folder, *arguments):
    command = [sys.executable, "-m", "dyadlog.cli", *arguments, "--db", "record.db"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_container_read_again_does_no_work_and_is_forgotten_page_by_page(folder):
    read = ("read", "in", "--about", "Norway,CHL", "--column", "text=story", "--column", "published=when", "--json")
    assert run(folder, *read) == [{"read": 3, "unchanged": 0, "issues": 0, "elsewhere": 1}]
    assert run(folder, *read) == [{"read": 0, "unchanged": 3, "issues": 0, "elsewhere": 1}]
    documents = {document["page"]: document for document in run(folder, "documents", "--json")}
    assert set(documents) == {"in/crawl.warc.gz!0", "in/rows.jsonl!row-1", "in/saved.zip!/news/talks.html"}
    crawled, row = documents["in/crawl.warc.gz!0"], documents["in/rows.jsonl!row-1"]
    assert (crawled["published"], crawled["published_not_after"]) == (None, "2024-05-07")
    assert crawled["url"] == "https://example.org/1" and row["published"] == "2024-05-06"
    subprocess.run(
        [sys.executable, "-m", "dyadlog.cli", "forget", "in/rows.jsonl!row-1", "--db", "record.db"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    assert {document["page"] for document in run(folder, "documents", "--json")} == set(documents) - {row["page"]}
