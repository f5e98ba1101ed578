"""``dyadlog follow`` and ``dyadlog read`` of URLs, in processes of their own."""

import json
import os
import signal
import subprocess
import sys
from datetime import date

import pytest

from dyadlog.cli.follow import read_interval, read_round
from dyadlog.cli.groups import Pages
from dyadlog.errors import UserError
from dyadlog.fetch import PASSING, interleave, read_list
from dyadlog.pipeline import PageStep
from dyadlog.records import Given, Issue, Page, Reading
from dyadlog.store import open_writer

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{title}, the ministers of both states told reporters in the harbour after two days of talks.</p>
<p>Ghana and Togo signed an accord on ferries on Monday, and both sides called the talks useful and frank.</p>
</article></body></html>"""


def rss(*paths):
    day = "<pubDate>Tue, 25 Nov 2025 23:30:00 -0500</pubDate>"
    items = "".join(f"<item><title>{path}</title><link>{path}</link>{day}</item>" for path in paths)
    return f'<rss version="2.0"><channel><title>Hill</title>{items}</channel></rss>'.encode()


@pytest.fixture
def feed(site):
    """A site with a feed of two articles; more may be added."""
    for number in range(4):
        site.pages[f"/{number}"] = PAGE.format(title=f"Ferry number {number} is agreed").encode()
    site.pages["/feed"] = (200, {"ETag": '"1"', "Content-Type": "application/rss+xml"}, rss("/0", "/1"))
    return site


@pytest.fixture
def start(tmp_path):
    def start(*arguments):
        command = [sys.executable, "-m", "dyadlog.cli", *map(str, arguments), "--private", "--delay", "0"]
        paths = {"DYADLOG_DB": str(tmp_path / "record.db"), "DYADLOG_CACHE": str(tmp_path / "cache")}
        return subprocess.Popen(
            command, env={**os.environ, **paths}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    return start


@pytest.fixture
def list_of(tmp_path):
    def list_of(*urls):
        (tmp_path / "feeds.txt").write_text("# ours\n\n" + "\n".join(urls), "utf-8")
        return tmp_path / "feeds.txt"

    return list_of


def news(process):
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return json.loads(output)


@pytest.fixture(scope="module")
def step():
    return PageStep()


def test_second_round_reads_only_what_is_new(feed, step, make_fetcher, tmp_path):
    fetcher, urls, db = make_fetcher(), [f"{feed.url}/feed"], tmp_path / "record.db"
    assert read_round(urls, fetcher, step, db, Pages().make_intake(step.knowledge), set()).read == 2
    feed.pages["/feed"] = (200, {"ETag": '"2"', "Content-Type": "application/rss+xml"}, rss("/2", "/0", "/1"))
    feed.asked.clear()
    assert read_round(urls, fetcher, step, db, Pages().make_intake(step.knowledge), set()).read == 1
    assert feed.asked == ["/feed", "/2"]
    assert feed.headers[-2]["if-none-match"] == '"1"'
    assert read_round(urls, fetcher, step, db, Pages().make_intake(step.knowledge), set()).read == 0


def test_only_pages_about_the_states_asked_for_are_read_and_the_others_not_asked_for_again(
    feed, step, make_fetcher, tmp_path
):
    feed.pages["/1"] = PAGE.format(title="Cocoa is dear").replace("Ghana and Togo", "Peru and Chile").encode()
    fetcher, urls, pages = make_fetcher(), [f"{feed.url}/feed"], Pages(about="Togo,GHA")
    elsewhere = set()
    for read, left_out, asked in ((1, 1, ["/feed", "/0", "/1"]), (0, 0, ["/feed"])):
        intake = pages.make_intake(step.knowledge)
        assert read_round(urls, fetcher, step, tmp_path / "record.db", intake, elsewhere).read == read
        assert intake.left_out.elsewhere == left_out
        assert [path for path in feed.asked if path != "/robots.txt"] == asked
        feed.asked.clear()


def test_follow_says_how_many_pages_it_left_out(feed, start, list_of):
    told = news(start("follow", list_of(f"{feed.url}/feed"), "--about", "PER,CHL", "--json"))
    assert (told["read"], told["elsewhere"]) == (0, 2)
    process = start("follow", list_of(f"{feed.url}/feed"), "--about", "GHA,TGX")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2 and "TGX" in errors


def test_day_of_the_feed_is_that_of_a_page_that_tells_none(feed, step, make_fetcher, tmp_path):
    urls, intake = [f"{feed.url}/feed", f"{feed.url}/3"], Pages().make_intake(step.knowledge)
    read_round(urls, make_fetcher(), step, tmp_path / "record.db", intake, set())
    with open_writer(tmp_path / "record.db") as writer:
        documents = [reading.document for reading in writer.readings()]
    known = {document.location.rpartition("/")[2]: document.publication for document in documents}
    assert {(known[name].day.isoformat(), known[name].method) for name in "01"} == {("2025-11-25", "feed")}
    assert known["3"].day is None and known["3"].not_after_method == "captured"


def test_page_met_again_on_a_later_day_is_unchanged(feed, step, tmp_path):
    page = Page.from_bytes("a", b"x", "text/html", Given(captured=date(2025, 1, 1)))
    later = Page.from_bytes("a", b"x", "text/html", Given(captured=date(2025, 1, 9)))
    told = Page.from_bytes("a", b"x", "text/html", Given(published=date(2025, 1, 1), published_method="feed"))
    assert step.reading_key(page) == step.reading_key(later) != step.reading_key(told)


def test_kill_in_the_midst_loses_and_doubles_nothing(feed, start, list_of):
    feed.pages["/feed"] = rss("/0", "/1", "/2", "/3")
    page, slow = feed.pages["/2"], []

    def die(handler):
        if not slow:
            slow.append(process.send_signal(signal.SIGKILL))
            return None
        return page

    feed.pages["/2"] = die
    process = start("follow", list_of(f"{feed.url}/feed"))
    assert process.wait(120) == -signal.SIGKILL
    process.communicate()
    feed.asked.clear()
    assert news(start("follow", list_of(f"{feed.url}/feed"), "--json"))["read"] == 2
    assert [path for path in feed.asked if path in ("/0", "/1", "/2", "/3")] == ["/2", "/3"]


def test_ctrl_c_ends_the_waiting_cleanly(feed, start, list_of):
    process = start("follow", list_of(f"{feed.url}/feed"), "--every", "1h")
    line = process.stderr.readline()
    assert "1 sources, 2 pages read, 0 issues; next at" in line
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors and "the next run goes on" in errors


@pytest.mark.parametrize(("every", "seconds"), [("30m", 1800), ("6h", 21600), ("1d", 86400)])
def test_interval_is_minutes_hours_or_days(every, seconds):
    assert read_interval(every) == seconds


@pytest.mark.parametrize("every", ["0m", "soon", "30", "5s", "-1h", "99999d"])
def test_interval_that_is_none_is_said(every):
    with pytest.raises(UserError, match="interval"):
        read_interval(every)


def test_list_of_urls_is_read_and_its_bad_lines_are_named(list_of):
    assert read_list(list_of("https://b.example/", "http://a.example/", "https://b.example/")) == [
        "https://b.example/",
        "http://a.example/",
    ]
    for bad in ("file:///etc/passwd", "feeds/all.xml", "ftp://a.example"):
        with pytest.raises(UserError, match="line 4"):
            read_list(list_of("https://a.example/", bad))
    with pytest.raises(UserError, match="no URL"):
        read_list(list_of())


def test_sources_take_turns():
    asked = []

    def source(name, count):
        for number in range(count):
            asked.append(name)
            yield number

    assert list(interleave([source("a", 3), source("b", 1), source("c", 2)])) == [0, 0, 0, 1, 1, 2]
    assert asked == ["a", "b", "c", "a", "c", "a"]


def test_only_failures_that_last_are_not_tried_again(tmp_path):
    with open_writer(tmp_path / "record.db") as writer:
        writer.save_issue(Issue.of("https://a.example/gone", "fetch", "gone", "404"))
        writer.save_issue(Issue.of("https://a.example/slow", "fetch", "timeout", "late"))
        writer.save_reading(Reading(Page.from_bytes("https://a.example/read", b"x", "text/plain"), None), "key")
        met = [writer.has_met(f"https://a.example/{name}", PASSING) for name in ("gone", "slow", "read", "new")]
    assert met == [True, False, True, False]
