"""The web as a source: one page, or all that a feed or a sitemap lists."""

import gzip
from datetime import date

import pytest

from dyadlog.fetch import WebSettings, find_everywhere
from dyadlog.fetch.pages import Web
from dyadlog.knowledge import load_knowledge
from dyadlog.read import Columns, Intake
from dyadlog.records import Given, Issue

PAGE = b"<html><body><p>Ghana and Togo signed an accord.</p></body></html>"
INTAKE = Intake(Columns(chosen={}, usual={}))


@pytest.fixture
def find(site, make_fetcher):
    """What a path of the site leads to: (path, whether an issue, its code or what is known of the page)."""

    def find(path, given=Given(), is_new=lambda location: True, **settings):  # noqa: B008  frozen
        web = Web(make_fetcher(**settings), INTAKE, is_new)
        return list(web.pages(site.url + path, given))

    return find


def codes(found):
    return [item.code for item in found if isinstance(item, Issue)]


def rss(*items):
    return f'<rss version="2.0"><channel><title>Hill</title>{"".join(items)}</channel></rss>'.encode()


def item(link, extra=""):
    return f"<item><link>{link}</link>{extra}</item>"


def sitemap(*links):
    return f"<urlset>{''.join(f'<url><loc>{link}</loc></url>' for link in links)}</urlset>".encode()


def test_url_of_a_page_is_a_page(site, find):
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.pages["/b"] = PAGE
    (page,) = find("/a")
    assert (page.location, page.given.url, page.content) == (f"{site.url}/a", f"{site.url}/b", PAGE)
    assert page.media_type == "text/html" and page.given.published is None and page.given.captured


def test_what_is_no_text_is_an_issue(site, find):
    site.pages["/a"] = b"%PDF-1.7 \x00"
    assert codes(find("/a")) == ["binary"]
    assert codes(find("/missing")) == ["gone"]


def test_feed_leads_to_its_pages_with_the_days_it_tells(site, find):
    day = "<pubDate>Tue, 25 Nov 2025 23:30:00 -0500</pubDate>"
    site.pages["/feed"] = rss(item("/a?utm_medium=rss", day), item("/a"), item("/b"), item("/c.jpg"), item("/d"))
    site.pages["/a"] = site.pages["/b"] = PAGE
    first, second, third = find("/feed")
    assert first.location == f"{site.url}/a"
    assert (first.given.published, first.given.published_method) == (date(2025, 11, 25), "feed")
    assert second.given.published is None
    assert (third.location, third.code) == (f"{site.url}/d", "gone")


def test_word_of_the_user_wins_over_the_feed(site, find):
    site.pages["/feed"] = rss(item("/a", "<pubDate>Tue, 25 Nov 2025 23:30:00 GMT</pubDate>"))
    site.pages["/a"] = PAGE
    (page,) = find("/feed", Given(published=date(2025, 11, 20)))
    assert (page.given.published, page.given.published_method) == (date(2025, 11, 20), None)


def test_feed_that_is_ahead_of_its_time_tells_no_day(site, find):
    site.pages["/feed"] = rss(item("/a", "<pubDate>Tue, 25 Nov 2999 23:30:00 GMT</pubDate>"))
    site.pages["/a"] = PAGE
    (page,) = find("/feed")
    assert (page.given.published, page.given.published_method) == (None, None)


def test_text_of_an_entry_stands_for_a_page_that_is_not_there(site, find):
    words = '<title>A &lt;script&gt;</title><guid isPermaLink="false">g1</guid>'
    words += "<description>&lt;p&gt;Togo signed.&lt;/p&gt;</description>"
    site.pages["/feed"] = rss(f"<item>{words}</item>", item("/gone", words))
    without, gone = find("/feed")
    assert (without.location, without.given.url) == (f"{site.url}/feed#g1", None)
    assert gone.location == gone.given.url == f"{site.url}/gone"
    assert b"<p>Togo signed.</p>" in gone.content and b"<h1>A &lt;script&gt;</h1>" in gone.content


def test_only_what_is_new_is_asked_for(site, find):
    site.pages["/feed"] = rss(item("/a"), item("/b"))
    site.pages["/a"] = site.pages["/b"] = PAGE
    assert len(find("/feed", is_new=lambda location: location.endswith("/b"))) == 1
    assert "/a" not in site.asked


def test_more_than_the_most_are_counted_and_left(site, find):
    site.pages["/feed"] = rss(*(item(f"/{n}") for n in range(5)))
    site.pages["/map"] = sitemap(*(f"/{n}" for n in range(5)))
    site.pages |= {f"/{n}": PAGE for n in range(5)}
    for path in ("/feed", "/map"):
        *pages, issue = find(path, most=2)
        assert (len(pages), issue.code, issue.message.split()[0]) == (2, "left_out", "3")


def test_sitemaps_of_sitemaps_are_followed_once(site, find):
    index = "<sitemapindex>" + "<sitemap><loc>/{}</loc></sitemap>" * 3 + "</sitemapindex>"
    site.pages["/index"] = index.format("index", "one.xml.gz", "missing").encode()
    site.pages["/one.xml.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(sitemap("/a", "/b", "/a")))
    site.pages["/a"] = site.pages["/b"] = PAGE
    found = find("/index")
    assert [page.location for page in found if not isinstance(page, Issue)] == [f"{site.url}/a", f"{site.url}/b"]
    assert codes(found) == ["gone"] and site.asked.count("/index") == 1


def test_sitemap_that_unpacks_without_measure_is_given_up(site, find):
    site.pages["/map.gz"] = gzip.compress(b"<urlset>" + b" " * 100_000_000)
    assert codes(find("/map.gz")) == ["bomb"]
    site.pages["/half.gz"] = gzip.compress(sitemap("/a"))[:-20]
    assert codes(find("/half.gz")) == ["truncated"]


@pytest.mark.parametrize("listing", [rss(item("{}")), sitemap("{}")])
@pytest.mark.parametrize("link", ["file:///etc/passwd", "ftp://127.0.0.1/a", "http://169.254.169.254/latest", "/own"])
def test_links_to_files_and_to_this_machine_are_refused(site, find, listing, link):
    site.pages["/list"] = listing.replace(b"{}", link.encode())
    site.pages["/own"] = PAGE
    assert codes(find("/list", private=False)) == ["refused"]
    assert "/own" not in site.asked


def test_feed_where_a_page_was_to_be_is_not_followed(site, find):
    site.pages["/feed"] = rss(item("/other"))
    site.pages["/other"] = rss(item("/a"))
    assert codes(find("/feed")) == ["no_page"]


def test_files_and_urls_stand_side_by_side(site, tmp_path):
    (tmp_path / "a.txt").write_text("Ghana and Togo signed an accord.")
    site.pages["/a"] = PAGE
    intake = Intake(Columns.of(load_knowledge()))
    settings = WebSettings(cache=tmp_path / "cache", delay=0)
    found = list(find_everywhere([f"{site.url}/a", str(tmp_path / "a.txt")], Given(), intake, settings))
    assert [page.location for page in found] == [str(tmp_path / "a.txt"), f"{site.url}/a"]
