"""One URL at a time: as a guest who says who he is, asks for the rules, and comes back when told."""

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest

from dyadlog import __version__
from dyadlog.errors import PageError, UserError
from dyadlog.fetch import WebSettings

PAGE = b"<html><body><p>Ghana and Togo signed an accord.</p></body></html>"


def fails(fetcher, url, typed=True):
    with pytest.raises(PageError) as caught:
        fetcher.get(url, typed)
    return caught.value.code


def test_page_comes_with_its_url_and_a_day_by_which_it_stood_there(site, make_fetcher):
    site.pages["/a"] = (200, {"Date": "Tue, 25 Nov 2025 23:30:00 GMT"}, PAGE)
    fetched = make_fetcher().get(f"{site.url}/a#end", typed=True)
    assert (fetched.url, fetched.content, fetched.captured) == (f"{site.url}/a", PAGE, date(2025, 11, 26))


def test_clock_of_a_server_that_is_ahead_is_not_believed(site, make_fetcher):
    site.pages["/a"] = (200, {"Date": "Tue, 25 Nov 2999 23:30:00 GMT"}, PAGE)
    captured = make_fetcher().get(f"{site.url}/a", typed=True).captured
    assert captured <= (datetime.now(UTC) + timedelta(hours=14)).date()


def test_we_say_who_we_are_and_keep_no_cookies(site, make_fetcher):
    site.pages["/a"] = (200, {"Set-Cookie": "a=1; Path=/"}, PAGE)
    fetcher = make_fetcher(contact="desk@paper.example")
    fetcher.get(f"{site.url}/a", typed=True)
    assert fails(fetcher, f"{site.url}/b") == "gone"
    assert {headers["user-agent"] for headers in site.headers} == {f"dyadlog/{__version__} (desk@paper.example)"}
    assert not any("cookie" in headers for headers in site.headers)


@pytest.mark.parametrize("contact", ["a)b", "a\r\nX-Evil: 1", "", "é"])
def test_contact_that_could_break_out_of_its_header_is_refused(contact, tmp_path):
    with pytest.raises(UserError):
        WebSettings(cache=tmp_path, contact=contact)


def test_unchanged_page_is_asked_for_conditionally_and_comes_from_the_cache(site, make_fetcher):
    def answer(handler):
        same = handler.headers.get("If-None-Match") == '"1"'
        return (304, {"ETag": '"1"'}, b"") if same else (200, {"ETag": '"1"', "Cache-Control": "no-cache"}, PAGE)

    site.pages["/a"] = answer
    assert make_fetcher().get(f"{site.url}/a", typed=True).content == PAGE
    assert make_fetcher().get(f"{site.url}/a", typed=True).content == PAGE
    assert [headers["if-none-match"] for headers in site.headers if "if-none-match" in headers] == ['"1"']


def test_compressed_page_is_unpacked_also_from_the_cache(site, make_fetcher):
    site.pages["/a"] = (200, {"Content-Encoding": "gzip", "Cache-Control": "max-age=600"}, gzip.compress(PAGE))
    fetcher = make_fetcher()
    assert [fetcher.get(f"{site.url}/a", typed=True, anew=False).content for _ in range(2)] == [PAGE, PAGE]
    assert site.asked.count("/a") == 1
    fetcher.get(f"{site.url}/a", typed=True)
    assert site.asked.count("/a") == 2


# -- robots.txt --------------------------------------------------------------------------------------------------------


def test_robots_txt_is_obeyed_and_asked_for_once(site, make_fetcher):
    site.pages["/robots.txt"] = b"User-agent: dyadlog\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
    site.pages["/a"] = PAGE
    fetcher = make_fetcher()
    assert fetcher.get(f"{site.url}/a", typed=True).content == PAGE
    assert fails(fetcher, f"{site.url}/private/b") == "robots"
    assert site.asked == ["/robots.txt", "/a"]


def test_redirect_does_not_lead_around_robots_txt(site, make_fetcher):
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private\n"
    site.pages["/a"] = (302, {"Location": "/private"}, b"")
    site.pages["/private"] = PAGE
    assert fails(make_fetcher(), f"{site.url}/a") == "robots"
    assert "/private" not in site.asked


def test_robots_txt_that_fails_closes_the_site(site, make_fetcher):
    site.pages["/robots.txt"] = (500, {}, b"")
    site.pages["/a"] = PAGE
    assert fails(make_fetcher(), f"{site.url}/a") == "server_error"
    assert "/a" not in site.asked


def test_crawl_delay_is_kept_between_pages(site, make_fetcher):
    site.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 7\n"
    site.pages["/a"] = site.pages["/b"] = PAGE
    fetcher = make_fetcher()
    fetcher.get(f"{site.url}/a", typed=True)
    assert fetcher.slept == []
    fetcher.get(f"{site.url}/b", typed=True)
    assert [round(seconds) for seconds in fetcher.slept] == [7]


# -- servers without time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "wait"), [("3", 3), ("", 1)])
def test_busy_server_is_asked_again_when_it_says(site, make_fetcher, said, wait):
    answers = [(429, {"Retry-After": said}, b""), (200, {}, PAGE)]
    site.pages["/a"] = lambda handler: answers.pop(0)
    fetcher = make_fetcher()
    assert fetcher.get(f"{site.url}/a", typed=True).content == PAGE
    assert [round(seconds) for seconds in fetcher.slept] == [wait]


def test_retry_after_may_be_a_date(site, make_fetcher):
    later = datetime.now(UTC) + timedelta(seconds=31)
    answers = [(503, {"Retry-After": later.strftime("%a, %d %b %Y %H:%M:%S GMT")}, b""), (200, {}, PAGE)]
    site.pages["/a"] = lambda handler: answers.pop(0)
    fetcher = make_fetcher()
    fetcher.get(f"{site.url}/a", typed=True)
    assert 25 < fetcher.slept[0] <= 31


def test_server_that_stays_busy_is_left_alone(site, make_fetcher):
    site.pages["/a"] = (503, {}, b"")
    assert fails(make_fetcher(tries=3), f"{site.url}/a") == "busy"
    assert site.asked.count("/a") == 3


def test_server_that_asks_for_hours_is_not_asked_again(site, make_fetcher):
    site.pages["/a"] = (429, {"Retry-After": "7200"}, b"")
    site.pages["/b"] = PAGE
    fetcher = make_fetcher()
    assert [fails(fetcher, f"{site.url}/{name}") for name in "ab"] == ["busy", "busy"]
    assert site.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("status", "code"), [(404, "gone"), (410, "gone"), (403, "forbidden"), (418, "not_found"), (500, "server_error")]
)
def test_answers_that_are_no_page(site, make_fetcher, status, code):
    site.pages["/a"] = (status, {}, PAGE)
    assert fails(make_fetcher(), f"{site.url}/a") == code


def test_cache_folder_that_cannot_be_made_is_said(tmp_path, make_fetcher):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cache"):
        make_fetcher(cache=tmp_path / "file" / "cache")
