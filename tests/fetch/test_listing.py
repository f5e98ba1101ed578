"""Feeds and sitemaps: what they list, and how little a hostile one costs."""

import subprocess
import sys
import time
from datetime import date

import pytest

from dyadlog.errors import PageError
from dyadlog.fetch.feeds import parse_feed
from dyadlog.fetch.links import clean_link, may_be_page
from dyadlog.fetch.markup import sort_of
from dyadlog.fetch.sitemaps import parse_sitemap

URL = "https://harbour.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<!-- made by hand --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour &amp; Hill</title>
<item><title>Caf&eacute; talks</title><link>../a?id=1&amp;utm_source=feed</link><guid isPermaLink="false">one</guid>
<pubDate>Tue, 25 Nov 2025 23:30:00 -0500</pubDate><description>short</description>
<content:encoded><![CDATA[<p>Ghana and&nbsp;Togo signed.</p>]]></content:encoded></item>
<item><title>No link</title><guid isPermaLink="false">two</guid>
<description>Only words &lt;b&gt;here&lt;/b&gt;</description>
</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Hill</title>
<entry><id>tag:1</id><title>Written</title><link rel="alternate" href="/1"/><updated>2025-03-09T00:00:00Z</updated>
<published>2025-03-01T23:00:00+09:00</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Togo <b>agreed</b>.</p></div></content></entry>
<entry><id>tag:2</id><title>Changed</title><link href="/2"/><updated>2025-03-09T00:00:00Z</updated></entry></feed>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://harbour.example/a </loc><lastmod>2025-12-01</lastmod><news:news>
<news:publication_date>2025-11-25T23:30:00-05:00</news:publication_date></news:news></url>
<url><loc>https://harbour.example/b</loc><lastmod>2025-12-01</lastmod></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>https://harbour.example/one.xml.gz</loc></sitemap></sitemapindex>"""


def entries(text, most=10):
    return parse_feed(text.encode(), URL, most).entries


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_rss_entries_in_any_encoding(encoding):
    feed = parse_feed(RSS.format(encoding=encoding).encode(encoding), URL, 10)
    first, second = feed.entries
    assert feed.title == "Harbour & Hill"
    assert (first.name, first.title) == ("one", "Café talks")
    assert first.published == date(2025, 11, 25), "the day in the calendar of the feed, not in UTC"
    assert first.text == "<p>Ghana and\xa0Togo signed.</p>"
    assert clean_link(first.link, URL) == "https://harbour.example/a?id=1"
    assert (second.link, second.published, second.text) == (None, None, "Only words <b>here</b>")


def test_day_of_the_last_change_is_no_day_of_publication():
    assert [entry.published for entry in entries(ATOM)] == [date(2025, 3, 1), None]
    assert "<b>agreed</b>" in entries(ATOM)[0].text


@pytest.mark.parametrize("text", [RSS.format(encoding="utf-8"), ATOM])
def test_damaged_feed_is_read_as_far_as_it_can_be(text):
    assert len(entries(text[: text.rindex("</")].replace("</channel>", ""))) == 2
    assert [entry.title for entry in entries(text.replace("<title>", "<title>R&D ", 1))]


def test_news_sitemap_has_days_of_publication_and_last_changes_are_none():
    first, second = parse_sitemap(NEWS.encode())
    assert (first.link, first.published) == ("https://harbour.example/a", date(2025, 11, 25))
    assert (second.published, second.is_sitemap) == (None, False)
    assert [found.is_sitemap for found in parse_sitemap(INDEX.encode())] == [True]


@pytest.mark.parametrize(
    ("content", "sort"),
    [
        (RSS.format(encoding="utf-8").encode(), "feed"),
        (ATOM.encode("utf-16"), "feed"),
        (b'<!DOCTYPE rdf:RDF><rdf:RDF xmlns:rdf="a"><item/></rdf:RDF>', "feed"),
        (NEWS.encode(), "sitemap"),
        (INDEX.encode(), "sitemap"),
        (b"<!doctype html><html><body><rss></body></html>", "page"),
        (b"The <rss> tag was invented in 1999.", "page"),
        (b"", "page"),
    ],
)
def test_content_tells_what_a_file_is(content, sort):
    assert sort_of(content) == sort


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("/a?gallery=5&ref=x", "https://harbour.example/a?gallery=5&ref=x"),
        (" b\n#top", "https://harbour.example/feeds/b"),
        ("https://other.example/a?utm_source=x", "https://other.example/a"),
        ("//other.example/ä", "https://other.example/%C3%A4"),
    ],
)
def test_links_are_made_whole_and_marks_of_campaigns_taken_off(link, whole):
    assert clean_link(link, URL) == whole


@pytest.mark.parametrize(
    ("link", "code"),
    [("file:///etc/passwd", "refused"), ("ftp://a.example/", "refused"), ("mailto:a@b.example", "refused"),
     ("https://a:b@c.example/", "refused"), ("http://[", "bad_url"), ("http://a.example:0x/", "bad_url")],
)  # fmt: skip
def test_links_out_of_the_web_are_refused(link, code):
    with pytest.raises(PageError) as caught:
        clean_link(link, URL)
    assert caught.value.code == code


def test_pictures_and_logins_are_no_pages():
    links = ("/a.jpg", "/a.pdf", "/login", "/world/2025/talks", "/a.html", "/?p=12")
    assert [may_be_page(f"https://harbour.example{link}") for link in links] == [False] * 3 + [True] * 3


# -- files that mean harm ----------------------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
MANY = b"<item><title>Talks</title><link>https://a.example/1</link><description>words</description></item>"
HARM = {
    "deep": (b"<rss><channel>" + b"<a>" * 2_000_000, "too_deep"),
    "wide": (b"<rss><channel>" + b"<a/>" * 2_000_000, "too_large"),
    "attributes": (
        b"<rss><channel><item " + b" ".join(b'a%d=""' % n for n in range(100_000)) + b"/></rss>",
        "too_large",
    ),
    "long faults": (b"<rss><channel><item><title>" + b"<a <a " * 1_000_000, "malformed"),
    "no XML": (b"<rss" + b"<" * 3_000_000, "malformed"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE])
def test_entities_are_refused_in_any_encoding(doctype, encoding):
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    for text, parse in ((ATOM, lambda content: parse_feed(content, URL, 10)), (NEWS, parse_sitemap)):
        with pytest.raises(PageError) as caught:
            parse((declared + doctype + text).encode(encoding))
        assert caught.value.code == "entities"


@pytest.mark.parametrize("name", HARM)
def test_feed_made_to_cost_memory_or_time_is_given_up(name):
    content, code = HARM[name]
    started = time.process_time()
    with pytest.raises(PageError) as caught:
        parse_feed(content, URL, 1000)
    assert caught.value.code == code
    assert time.process_time() - started < 10


def test_feed_of_a_hundred_thousand_entries_costs_as_much_as_its_first_thousand():
    script = f"""
import resource
from dyadlog.fetch.feeds import parse_feed
content = b'<rss version="2.0"><channel>' + {MANY!r} * 100_000 + b"</channel></rss>"
before = resource.getrusage(resource.RUSAGE_SELF)
feed = parse_feed(content, "{URL}", 1000)
after = resource.getrusage(resource.RUSAGE_SELF)
print(len(feed.entries), feed.left_out, after.ru_maxrss - before.ru_maxrss, after.ru_utime - before.ru_utime)
"""
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60)
    entries, left_out, kibibytes, seconds = map(float, run.stdout.split())
    assert (entries, left_out) == (1000, 99_000)
    assert kibibytes < 150 * 1024
    assert seconds < 15


def test_one_endless_text_of_an_entry_is_cut():
    content = (
        b"<rss><channel><item><description><![CDATA["
        + b"a <b " * 1_500_000
        + b"]]></description></item></channel></rss>"
    )
    started = time.process_time()
    assert len(parse_feed(content, URL, 10).entries[0].text) < 1_000_000
    assert time.process_time() - started < 10
