"""Pages of several entries or articles: live blogs, digests, and pages that only look like them. All words are ours."""
# ruff: noqa: E501 (paragraphs of pages stand on one line)

from datetime import date

import pytest

from dyadlog.clean import Cleaner
from dyadlog.engine import ENGINES
from dyadlog.knowledge import load_knowledge
from dyadlog.pipeline import PageStep
from dyadlog.records import Page, PageTask

CLEANER = Cleaner(load_knowledge())
TOLD = (
    "Kenya closed its border with Tanzania this morning after a quarrel over maize trucks at the crossing of Namanga.",
    "The foreign minister of Tanzania said that the closing of the border was a mistake that would soon be mended.",
    "Lorry drivers on both sides waited in long rows and cooked by the road while officials talked in a customs hall.",
    "The border was opened again after a call between the two presidents, and the first trucks rolled over at noon.",
)
DAYS = (
    "2026-03-12T09:40:00+03:00",
    "2026-03-11T18:05:00+03:00",
    "2026-03-11T08:30:00+03:00",
    "2026-03-10T21:15:00+03:00",
)
PLAIN = "".join(f"<p>{text}</p>" for text in (*TOLD, *reversed(TOLD)))


def html(body, head=""):
    return f"<html><head>{head}</head><body><nav><a href='/'>Home</a></nav><main>{body}</main></body></html>"


def entry(text, moment, inside="<time datetime='{0}'>{1}</time><p>{2}</p>", tag="div class='entry'"):
    return f"<{tag}>{inside.format(moment, moment[11:16], text)}</{tag.split()[0]}>"


def live(head="", **form):
    body = "".join(entry(text, moment, **form) for text, moment in zip(TOLD, DAYS, strict=True))
    return html(
        f"<h1>Border quarrel: the news as it comes in</h1><p>All that is known of the quarrel at Namanga.</p>{body}",
        head,
    )


def clean(text, media_type="text/html"):
    return CLEANER(Page.from_bytes("page", text.encode(), media_type))


def days_of(document):
    """The first words of every block with a day, and the day."""
    return {document.text_of(block).split()[1]: block.day.isoformat() for block in document.blocks if block.day}


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"tag": "article"},
        {"tag": "li"},
        {
            "inside": "<h3>{1} <time datetime='{0}'>{1}</time></h3><div><p>{2}</p></div>",
            "tag": "section class='post x'",
        },
    ],
    ids=["div", "article", "li", "headed"],
)
def test_a_live_blog_keeps_all_entries_each_with_its_own_day(form):
    document = clean(live(**form))
    assert document.genre == "live_blog" and document.genre_method == "4 entries with times"
    assert [text for text in TOLD if text in document.text] == list(TOLD)
    assert (
        days_of(document).items() >= {"closed": "2026-03-12", "foreign": "2026-03-11", "border": "2026-03-10"}.items()
    )


def test_what_stands_above_the_entries_has_the_day_of_the_page():
    document = clean(live())
    assert [block.day for block in document.blocks if block.kind == "headline"] == [None]


def test_a_page_that_calls_itself_a_live_blog_is_one():
    said = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Border quarrel"}</script>'
    document = clean(html(f"<article><h1>Border quarrel</h1>{PLAIN}</article>", said))
    assert (document.genre, document.genre_method, days_of(document)) == ("live_blog", "LiveBlogPosting", {})


def test_a_moment_in_universal_time_is_of_the_day_that_its_entry_prints():
    inside = "<time datetime='{0}'>12 March 2026, 01:10</time><p>{2}</p>"
    moments = ("2026-03-11T22:10:00Z",) * 4
    body = "".join(entry(text, moment, inside) for text, moment in zip(TOLD, moments, strict=True))
    assert set(days_of(clean(html(f"<h1>Border quarrel</h1>{body}"))).values()) == {"2026-03-12"}


def test_articles_under_one_headline_of_the_page_are_a_digest():
    long = " ".join(TOLD)
    body = "".join(
        f"<article><h2>{name}</h2><p>{long}</p></article>" for name in ("Maize at Namanga", "Trucks roll again")
    )
    document = clean(html(f"<h1>The week on the border</h1>{body}"))
    assert document.genre == "digest" and "Maize at Namanga" in document.text and "Trucks roll again" in document.text


def test_a_list_of_articles_with_days_is_a_digest():
    inside = "<h3><a href='/x'>Border quarrel</a></h3><time datetime='{0}'>{1}</time><p>{2}</p>"
    assert clean(live(inside=inside)).genre == "digest"


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Border quarrel</h1><time datetime='{DAYS[0]}'>Thursday</time>{PLAIN}</article>",
        f"<article><h1>Border quarrel</h1>{PLAIN}</article><aside>" + "".join(map(entry, TOLD, DAYS)) + "</aside>",
        f"<article><h1>Border quarrel</h1>{PLAIN}</article><div class='comments'>"
        + "".join(map(entry, TOLD, DAYS))
        + "</div>",
        f"<article><h1>Border quarrel</h1>{PLAIN}</article><article><h2>Another thing</h2><p>{' '.join(TOLD[:2])} Rain fell on the lake.</p></article>",
        f"<article><h1>Border quarrel</h1>{PLAIN}</article><section>"
        + "".join(entry(f"Read more of page {n} here.", moment) for n, moment in enumerate(DAYS))
        + "</section>",
    ],
    ids=["one-day", "aside", "comments", "next-article", "teasers"],
)
def test_an_article_beside_other_things_with_times_stays_one_article(body):
    document = clean(html(body))
    assert document.genre == "news" and days_of(document) == {}


def test_a_table_of_days_over_years_is_no_live_blog():
    moments = [f"{year}-03-12T09:40:00+03:00" for year in (1998, 2005, 2014, 2021)]
    body = "".join(entry(text, moment) for text, moment in zip(TOLD, moments, strict=True))
    assert clean(html(f"<h1>A quarrel and its years</h1>{body}")).genre == "news"


DUMP = """Lake Herald
Home | News | Sport
Border quarrel: the news as it comes in
By Asha Otieno
12 March 2026
{}
11 March 2026
{}
"""


def dump(mark="{} EAT"):
    first = "\n".join(f"{mark.format(clock)}\n{text}" for clock, text in zip(("11:40", "09:05"), TOLD[:2], strict=True))
    second = "\n".join(
        f"{mark.format(clock)}\n{text}" for clock, text in zip(("18:05", "08:30"), TOLD[2:], strict=True)
    )
    return DUMP.format(first, second)


def test_a_text_dump_of_a_live_blog_has_the_day_of_the_line_above_an_entry():
    document = clean(dump(), "text/plain")
    assert document.genre == "live_blog" and document.publication.day == date(2026, 3, 12)
    days = {document.text_of(block): block.day for block in document.blocks}
    assert days[TOLD[0]] == date(2026, 3, 12) and days[TOLD[3]] == date(2026, 3, 11)


def test_a_text_dump_with_several_headlines_and_datelines_is_a_digest():
    text = f"""Lake Herald
Border of Kenya and Tanzania closed
NAIROBI, 12 March 2026 (Lake Herald) — {TOLD[0]}
{TOLD[1]}
Trucks wait at the crossing
ARUSHA, 11 March 2026 (Lake Herald) — {TOLD[2]}
{TOLD[3]}
"""
    document = clean(text, "text/plain")
    assert (document.genre, document.genre_method) == ("digest", "2 headlines with datelines")
    days = {document.text_of(block)[-20:]: block.day for block in document.blocks}
    assert days[TOLD[1][-20:]] == date(2026, 3, 12) and days[TOLD[3][-20:]] == date(2026, 3, 11)


def test_times_in_lists_of_other_articles_make_no_live_blog():
    times = "\n".join(f"2026-03-1{n}T09:00:00+03:00\n2026-03-1{n}T10:00:00+03:00\nBorder quarrel {n}" for n in range(5))
    text = f"Border of Kenya and Tanzania closed\n12 March 2026, 10:15\n{TOLD[0]}\n{TOLD[1]}\n{TOLD[2]}\nRelated\n{times}\n"
    assert clean(text, "text/plain").genre == "news"


def test_one_article_as_text_is_no_digest():
    text = f"Border of Kenya and Tanzania closed\nBy Asha Otieno\n12 March 2026, 10:15\nNAIROBI — {TOLD[0]}\n{TOLD[1]}\n{TOLD[2]}\n"
    document = clean(text, "text/plain")
    assert document.genre == "news" and days_of(document) == {}


def test_today_is_the_day_of_the_entry_that_says_it():
    text = (
        live().replace("this morning", "today").replace(TOLD[2], "Kenya recalled its ambassador from Tanzania today.")
    )
    (outcome,) = ENGINES["inline"](1).run(PageStep(), [PageTask(Page.from_bytes("page", text.encode(), "text/html"))])
    when = {claim.kind: claim.when for claim in outcome.reading.claims if claim.when}
    assert when["close_border"].start == when["close_border"].end == date(2026, 3, 12)
    assert when["recall"].start == date(2026, 3, 11)


def test_hostile_numbers_of_entries_take_little_time():
    many = "".join(
        f"<div class='e'><div class='e'><time datetime='2026-03-12'>x</time><p>w {n}</p></div></div>"
        for n in range(5000)
    )
    assert clean(html(f"<h1>Border quarrel</h1>{PLAIN}{many}")).document_id
    deep = "<div class='e'>" * 150 + "<time>1</time>" * 3000 + PLAIN
    assert clean(html(f"<h1>Border quarrel</h1>{deep}")).document_id
