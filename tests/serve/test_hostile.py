"""Every page of a hostile store: what is in it stands as words; no element, attribute or address comes of it."""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from dyadlog.serve.asked import LONGEST
from tests.serve.hostile import HERE, LONG, read_hostile_pages, write_hostile_records
from tests.serve.showing import open_room

FOREIGN = ("img", "iframe", "object", "embed", "base", "frame", "video", "audio", "style", "template", "math")
SCHEMES = ("", "http", "https")
ADDRESSES = ("href", "src", "action", "hx-get", "hx-post", "xlink:href", "formaction", "data", "poster")
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x07\x1b"
MOST = 150


class Page(HTMLParser):
    """The elements of a page, what is wrong with them, and the words between."""

    def __init__(self, html):
        super().__init__()
        self.faults, self.links, self.words = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag in FOREIGN:
            self.faults.append(f"<{tag}>")
        if tag == "script" and "src" not in told and told.get("type") != "application/json":
            self.faults.append("<script> in the page")
        for name, value in told.items():
            if name.startswith("on") or name == "style":
                self.faults.append(f"{name}={value}")
            if name in ADDRESSES and urlsplit(value or "").scheme.strip().casefold() not in SCHEMES:
                self.faults.append(f"{name}={value}")
        if tag == "a" and (told.get("href") or "").startswith("/"):
            self.links.append(told["href"].partition("#")[0])

    def handle_data(self, data):
        self.words.append(data)


def crawl(room, *starts):
    """All pages that links lead to from the first ones, each address once; downloads left aside."""
    seen, ahead = set(starts), deque(starts)
    while ahead and len(seen) <= MOST:
        address = ahead.popleft()
        answer = room.get(address)
        if "text/html" not in answer.headers["content-type"]:
            continue
        page = Page(answer.text)
        yield address, answer, page
        new = [link for link in page.links if link not in seen and "/api/v1" not in link and "format=" not in link]
        seen.update(new)
        ahead.extend(new)


STARTS = (
    "/",
    f"/{HERE}",
    "/search?q=france",
    "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/review",
    f"/review?pair={HERE}",
)


@pytest.mark.parametrize("make_store", [read_hostile_pages, write_hostile_records])
def test_nothing_of_a_hostile_page_becomes_part_of_ours(make_store):
    shown = set()
    with open_room(make_store()) as room:
        for address, answer, page in crawl(room, *STARTS):
            assert answer.status_code == 200 or (answer.status_code == 422 and len(address) > LONGEST), address
            assert page.faults == [], address
            assert not set(DIRECTIONS) & set(answer.text), address
            assert ">49<" not in answer.text, address
            shown.add(address.partition("?")[0].split("/")[1])
            if "alert(1)" in "".join(page.words):
                shown.add("words")
    assert {"", HERE, "events", "documents", "search", "words"} <= shown


def test_tricks_stand_as_words_where_they_stood():
    with open_room(write_hostile_records()) as room:
        words = "".join(Page(room.get(f"/{HERE}/ledger").text).words)
        assert "<script>alert(1)</script>" in words
        assert LONG[:60] in words


@pytest.mark.parametrize("make_store", [read_hostile_pages, write_hostile_records])
@pytest.mark.parametrize("table", ["events", "claims", "documents", "findings", "instruments"])
def test_downloads_of_hostile_words_are_no_pages(make_store, table):
    with open_room(make_store()) as room:
        for form, kind in (("json", "application/json"), ("csv", "text/csv"), ("jsonl", "application/")):
            answer = room.get(f"/api/v1/dyads/{HERE}/{table}", params={"format": form})
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(kind)
            assert answer.headers["x-content-type-options"] == "nosniff"
