"""HTML pages: the article, the order of metadata, and pages that mean harm."""
# ruff: noqa: E501 (paragraphs of pages stand on one line)

import json
from datetime import date

import pytest

from dyadlog.clean import Cleaner
from dyadlog.errors import PageError
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Page

PARAGRAPHS = "".join(
    f"<p>{text}</p>"
    for text in (
        "The foreign ministers of Chile and Peru met in Lima on Monday to discuss fishing rights in the southern Pacific.",
        "The talks lasted for three hours, and both sides called them useful in a statement that was released at night.",
        "A second round of talks will be held in Santiago in May, when the fleets of the two countries are back in port.",
    )
)


def page(head="", body=PARAGRAPHS, heading="<h1>Chile and Peru talk about fish</h1>"):
    return f"<html><head>{head}</head><body><nav><a href='/'>Home</a></nav><article>{heading}{body}</article></body></html>"


def clean(html):
    content = html if isinstance(html, bytes) else html.encode()
    return Cleaner(load_knowledge())(Page.from_bytes("page.html", content, "text/html"))


def found(value):
    return (value.value, value.method) if value is not None else None


def ld(data):
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


def test_article_is_headline_then_paragraphs_parted_by_blank_lines():
    document = clean(page(body=PARAGRAPHS + "<h2>What comes next</h2>" + PARAGRAPHS.replace("Chile", "Bolivia")))
    assert document.text.startswith("Chile and Peru talk about fish\n\nThe foreign ministers")
    assert [block.kind for block in document.blocks] == ["headline", *["paragraph"] * 3, "subhead", *["paragraph"] * 3]
    assert document.text == "\n\n".join(document.text_of(block) for block in document.blocks)
    assert found(document.title) == ("Chile and Peru talk about fish", "h1")


def test_json_ld_comes_before_meta_tags():
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "Some site"},
            {
                "@type": ["NewsArticle"],
                "headline": "Chile and Peru meet",
                "author": [{"@type": "Person", "name": "Ana Soto"}, {"@id": "#luis"}],
                "publisher": {"@id": "#paper"},
                "datePublished": "2024-03-04T23:30:00-05:00",
                "articleSection": "Opinion",
                "mainEntityOfPage": {"@id": "https://example.org/fish"},
            },
            {"@id": "#paper", "@type": "Organization", "name": "The Pacific Post"},
            {"@id": "#luis", "@type": "Person", "name": "Luis Vega"},
        ]
    }
    meta = "<meta property='og:site_name' content='Other'><meta property='article:published_time' content='2024-03-05'>"
    document = clean(page(ld(graph) + meta))
    assert found(document.title) == ("Chile and Peru meet", "json-ld")
    assert found(document.byline) == ("Ana Soto, Luis Vega", "json-ld")
    assert found(document.outlet) == ("The Pacific Post", "json-ld")
    assert found(document.url) == ("https://example.org/fish", "json-ld")
    assert (document.publication.day, document.publication.method) == (date(2024, 3, 4), "json-ld")
    assert document.genre == "opinion"


def test_broken_json_ld_falls_back_to_meta_tags():
    meta = (
        "<meta property='og:title' content='Chile and Peru meet | The Pacific Post'>"
        "<meta property='og:site_name' content='The Pacific Post'><meta name='author' content='By Ana Soto'>"
        "<meta property='article:published_time' content='2024-03-05T01:00:00Z'>"
    )
    document = clean(page(ld('{"@type": "NewsArticle", "headline": "cut off') + meta, heading=""))
    assert found(document.title) == ("Chile and Peru meet", "meta")
    assert found(document.byline) == ("Ana Soto", "meta")
    assert found(document.outlet) == ("The Pacific Post", "meta")
    assert (document.publication.day, document.publication.method) == (date(2024, 3, 5), "meta")


def test_json_ld_with_trailing_commas_and_comments_is_mended():
    data = '<!-- {"@type": "NewsArticle", "headline": "Chile and Peru meet", "datePublished": "2024-03-05",} -->'
    assert clean(page(ld(data))).publication.method == "json-ld"


def test_unknown_stays_unknown():
    document = clean(page())
    assert document.byline is None and document.outlet is None and document.url is None
    assert document.publication.day is None


def test_titles_are_cleared_of_tags_and_control_characters():
    data = {"@type": "NewsArticle", "headline": "A <b>bold</b> &lt;script&gt;alert(1)&lt;/script&gt;\u0007 move"}
    document = clean(page(ld(json.dumps(data).replace("</", "<\\/"))))
    assert document.title is not None
    assert document.title.value == "A bold alert(1) move"


def test_links_to_other_articles_are_left_out():
    body = PARAGRAPHS.replace("</p><p>A second", "</p><p>Read more: Peru buys two new ships</p><p>A second")
    assert "two new ships" not in clean(page(body=body)).text


def test_declared_charset_is_used():
    html = page("<meta charset='windows-1252'>", PARAGRAPHS.replace("fishing", "“fishing”"))
    assert "“fishing”" in clean(html.encode("cp1252")).text


def test_deeply_nested_and_unclosed_pages_are_read():
    assert "Lima" in clean("<div>" * 200 + PARAGRAPHS).text
    assert "Lima" in clean("<html><body>" + ld("[" * 100_000) + PARAGRAPHS).text


def test_nesting_without_end_is_an_error_and_no_crash():
    with pytest.raises(PageError):
        clean("<div>" * 100_000 + PARAGRAPHS)


def test_comments_within_a_paragraph_part_no_text():
    body = PARAGRAPHS.replace(" in Lima", " in<!-- --> Lima").replace("May,", "<!-- /16 -->May<!-- 7 -->,")
    assert clean(page(body=body)).text == clean(page()).text


def test_cells_of_a_table_are_parted():
    rows = "".join(f"<tr><td>{n}</td><td>Vessel {n}</td><td>{n * 11} tonnes</td></tr>" for n in range(1, 6))
    document = clean(page(body=f"{PARAGRAPHS}<table>{rows}</table>{PARAGRAPHS.replace('Chile', 'Bolivia')}"))
    assert "3 Vessel 3 33 tonnes" in [document.text_of(block) for block in document.article_blocks()]
