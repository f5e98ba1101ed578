"""Whole pages in many shapes: what each line is, and what the page says about its article."""
# ruff: noqa: E501 (lines of pages stand as they are found)

from datetime import date

import pytest

from dyadlog.clean import Cleaner
from dyadlog.errors import PageError
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Given, Page

HERALD = """\
Skip to content
Monday, 10 Mar 2025
32° C Nairobi
Home
World
Business
Opinion
Sports
Kenya, Uganda ink deal on lake patrols
Joseph Mwangi Otieno Published March 9, 2025 Updated March 9, 2025 09:14am
Listen to article
NAIROBI: Kenya and Uganda on Saturday signed an agreement on joint patrols of Lake Victoria, officials from both sides said.
The agreement was signed by Kenyan Interior Minister Grace Wanjiru and her Ugandan counterpart in the presence of fishermen.
“This is a good day for the lake and for all who live from it,” Ms Wanjiru told reporters after the ceremony.
Also read: Uganda opens new port at Bukasa
Both sides agreed to meet again in June, when the navies of the two countries will hold their first exercise.
Published in The Lake Herald, March 9th, 2025
Read more
Kenya raises tea levy
Comments
Be the first to comment
Latest Stories
Uganda bans plastic bags in Kampala from July
© 2025 The Lake Herald. All rights reserved.
"""

BLOG = """\
Close Menu
    Subscribe

    The Fjord PostThe Fjord Post
    • Home
    • WORLD
    • OPINION
    Home » Denmark and Sweden rediscover the bridge
    OPINION

    Denmark and Sweden rediscover the bridge

    Ingrid HolmBy Ingrid HolmMay 3, 2024Updated:May 4, 2024No Comments6 Views
    Facebook Twitter Pinterest LinkedIn WhatsApp Reddit Email

    By Ingrid Holm

    For many years the bridge over the Sound was taken for granted by the governments in Copenhagen and Stockholm alike.

    The new border agreement between Denmark and Sweden changes that, since it treats commuters as people of one region.

    It will not be easy, because each country has its own taxes, its own schools and its own idea of what a border is for.

    (The writer is a geographer and can be reached at ingrid@fjordpost.example)

    Share. Facebook Twitter Pinterest LinkedIn Email
    Ingrid Holm

    Ingrid Holm is a freelance journalist and columnist, known for her books about the region.

    Related Posts

    Norway buys a ferry from Finland

    June 15, 2024

    Fishing season opens in Bergen

    June 12, 2024

    Leave A Reply Cancel Reply
    © {2024} The Fjord Post. Designed by SOMEBODY.
"""

DESK_LIST = """\
- News Desk
- 3 Hours ago
Vietnam and Laos agree to widen road link
-
- News Desk
- Aug 14, 2023
Hanoi saw a new round of talks on Monday as the transport ministers of Vietnam and Laos met to discuss the road to Vientiane.
The two ministers agreed to widen the road by 2026 and to share the cost of two bridges over the Nam Ou river.
Officials described the meeting as friendly and said that the next one would be held in Luang Prabang in the spring."""

WEATHER = """\
9.5 C
Tallinn
Thursday, October 12, 2023

Latvian President Arrives in Tallinn for Talks on Power Grid

Tallinn (NBT): The president of Latvia arrived in Tallinn on Wednesday for a two-day visit to discuss the common power grid.

During the visit the two presidents will meet business leaders and open an exhibition in the old town of the capital.

Read More: Estonia and Finland plan a second cable

The visit follows the meeting of the three Baltic prime ministers in Vilnius, where a date for the switch was agreed upon.

grid
Mari Tamm
+ posts

Mari Tamm holds a Master's in Political Science from Tartu. She writes about energy.

Trending Now
"""

FARM = """\
Egypt And Ethiopia: Everything You Need To Know
Egypt and Ethiopia share a river and a long story of mistrust, and this guide explains why that story matters to you today.
Table of Contents
- A River Shared By Many
- The Dam And The Dispute
A River Shared By Many
The Nile rises in the highlands of Ethiopia and feeds the fields of Egypt, and both countries depend on its water every day.
- Famous Singer Net Worth
- Some Actor Daughter
- Old Quarterback Wife
The Dam And The Dispute
Ethiopia began to fill the dam in July 2020, and Egypt called the step unilateral and a threat to the life of its people.
Talks have failed many times, yet it is believed that a deal is still within the reach of both governments. We invite you to \
share your thoughts in the comments below. Explore more articles on this site.
- Famous Singer Net Worth
- Some Actor Daughter
"""

RELAY = """\
The grounds for closer ties between Hanoi and Vientiane in the view of a Lao researcher

LPN – A Lao researcher described the grounds for closer cooperation of Laos and Vietnam and praised the road that joins them.

According to the report of Laos Press Network, the researcher wrote in a note titled "One road" about trade between the two.

It says in the note of this researcher:

Trade between the two countries has grown for ten years, and the road through the mountains has been the reason for that growth.

Read more:

The foreign minister of Vietnam stressed the need for a joint customs house on the border of the countries

Laos and Vietnam: a bond of stone

In the next years the railway will follow the road, and with it the factories that were planned in the lowlands for so long.

Outlook: the sea at last

For Laos the way to the sea is the dream of generations, and for Vietnam it is a way to win a friend for generations to come.

Leave a Reply

Your email address will not be published. Required fields are marked *
"""

WRAPPED = """\
Norway and Sweden open a joint rescue centre on the border

By Kari Nordmann
12 February 2024

OSLO - Norway and Sweden opened a joint rescue centre near Storlien on
Monday, the first of its kind on the border, the two governments said in
a statement after a ceremony that was attended by both prime ministers.

The centre will hold forty people and two helicopters. It will serve an
area the size of Belgium, where the nearest hospital is often two hours
away by road in winter.

The cost is shared by the two countries, and so is the command, which
will change hands every year on the first of May.
"""

PRESS_RELEASE = """\
FOR IMMEDIATE RELEASE

Ministry of Foreign Affairs

Press Release No. 14/2025

GHANA AND TOGO CONCLUDE TALKS ON MARITIME BOUNDARY

Accra, 4 April 2025 – The Ministry of Foreign Affairs welcomes the conclusion of the third round of talks with the Togolese Republic.

The Ministry expresses its appreciation to the delegation of Togo, led by H.E. Kofi Mensah, for the spirit of the talks.
"""


def clean(text, media_type="text/plain", given=None):
    content = text if isinstance(text, bytes) else text.encode()
    return Cleaner(load_knowledge())(Page.from_bytes("page", content, media_type, given))


def kinds_of(document):
    return {document.text_of(block): block.kind for block in document.blocks}


def article(document):
    return [document.text_of(block)[:30] for block in document.article_blocks()]


def values(document):
    found = (document.title, document.byline, document.outlet)
    return tuple(one.value if one is not None else None for one in found)


def test_newspaper_dump_with_menu_and_published_line():
    document = clean(HERALD)
    assert values(document) == ("Kenya, Uganda ink deal on lake patrols", "Joseph Mwangi Otieno", "The Lake Herald")
    assert (document.publication.day, document.publication.precision) == (date(2025, 3, 9), "day")
    assert document.publication.method == "published_line"
    assert [line[:10] for line in article(document)] == [
        "Kenya, Uga",
        "NAIROBI: K",
        "The agreem",
        "“This is a",
        "Both sides",
    ]
    assert kinds_of(document)["Also read: Uganda opens new port at Bukasa"] == "related"
    assert (document.genre, document.language) == ("news", "en")


def test_blog_dump_with_glued_byline_and_bio():
    document = clean(BLOG)
    assert values(document) == ("Denmark and Sweden rediscover the bridge", "Ingrid Holm", "The Fjord Post")
    assert document.publication.day == date(2024, 5, 3)
    assert (document.genre, document.genre_method) == ("opinion", "section")
    assert len(article(document)) == 4
    kinds = kinds_of(document)
    assert [kind for text, kind in kinds.items() if text.startswith(("(The writer", "Ingrid Holm is"))] == [
        "bio",
        "bio",
    ]
    assert kinds["Norway buys a ferry from Finland"] == "related"


def test_page_without_blank_lines_has_a_block_for_each_line():
    document = clean(DESK_LIST)
    kinds = {block.line_start: block.kind for block in document.blocks}
    assert kinds == {
        1: "byline",
        2: "date",
        3: "headline",
        4: "boilerplate",
        5: "byline",
        6: "date",
        7: "paragraph",
        8: "paragraph",
        9: "paragraph",
    }
    assert values(document) == ("Vietnam and Laos agree to widen road link", "News Desk", None)
    assert document.publication.day == date(2023, 8, 14)


def test_date_of_a_weather_header_is_an_upper_bound_and_not_the_publication_date():
    document = clean(WEATHER)
    assert document.publication.day is None
    assert (document.publication.not_after, document.publication.not_after_method) == (date(2023, 10, 12), "page_clock")
    assert values(document) == ("Latvian President Arrives in Tallinn for Talks on Power Grid", "Mari Tamm", "NBT")
    assert kinds_of(document)["Read More: Estonia and Finland plan a second cable"] == "related"
    assert len(article(document)) == 4


def test_content_farm_with_contents_and_link_spam():
    document = clean(FARM)
    assert document.genre == "content_farm"
    kinds = [(block.line_start, block.kind) for block in document.blocks]
    assert [line for line, kind in kinds if kind == "subhead"] == [6, 11]
    assert [line for line, kind in kinds if kind == "paragraph"] == [2, 7, 12, 13]
    assert values(document) == ("Egypt And Ethiopia: Everything You Need To Know", None, None)


def test_relayed_note_with_links_between_its_parts():
    document = clean(RELAY)
    kinds = {block.line_start: block.kind for block in document.blocks}
    assert document.genre == "relay"
    assert [kinds[line] for line in (1, 3, 5, 7, 9)] == ["headline", *["paragraph"] * 4]
    assert [kinds[line] for line in (11, 13, 15)] == ["related"] * 3
    assert [kinds[line] for line in (17, 19, 21)] == ["paragraph", "subhead", "paragraph"]
    assert document.outlet is not None and document.outlet.value == "Laos Press Network"
    assert document.publication.day is None and document.publication.not_after is None


def test_hard_wrapped_lines_are_one_paragraph():
    document = clean(WRAPPED)
    paragraphs = [block for block in document.blocks if block.kind == "paragraph"]
    assert [(block.line_start, block.line_end) for block in paragraphs] == [(6, 8), (10, 12), (14, 15)]
    assert values(document)[1:] == ("Kari Nordmann", None)
    assert document.publication.day == date(2024, 2, 12)


def test_press_release_is_official():
    document = clean(PRESS_RELEASE)
    assert document.genre == "official"
    assert values(document)[::2] == (
        "GHANA AND TOGO CONCLUDE TALKS ON MARITIME BOUNDARY",
        "Ministry of Foreign Affairs",
    )
    assert document.publication.day == date(2025, 4, 4)


def test_a_single_pasted_sentence_is_an_article():
    document = clean("Brazil recalled its ambassador from Argentina on Tuesday.")
    assert [block.kind for block in document.blocks] == ["paragraph"]
    assert document.title is None


def test_dates_of_other_articles_only_bound_the_date():
    document = clean(BLOG.replace("May 3, 2024Updated:May 4, 2024", ""))
    assert document.publication.day is None
    assert (document.publication.not_after, document.publication.not_after_method) == (date(2024, 6, 15), "sidebar")


def test_markdown_with_front_matter():
    text = (
        "---\ntitle: A dry port for Laos\nauthor: Linh Tran\ndate: 2023-08-14\n---\n\n# A dry port for Laos\n\n"
        "Laos and Vietnam agreed on Monday to build a dry port.\n\n## What the deal says\n\n"
        "- Vietnam will lend 40 million dollars.\n- Laos will give the land.\n"
    )
    document = clean(text, "text/markdown")
    assert values(document) == ("A dry port for Laos", "Linh Tran", None)
    assert (document.publication.day, document.publication.method) == (date(2023, 8, 14), "front_matter")
    blocks = [(block.kind, document.text_of(block)[:12]) for block in document.article_blocks()]
    assert blocks[0] == ("headline", "A dry port f")
    assert blocks[2:] == [("subhead", "What the dea"), ("paragraph", "Vietnam will"), ("paragraph", "Laos will gi")]


def test_what_the_user_said_wins():
    document = clean(HERALD, given=Given("https://example.org/1", "My Paper", date(2020, 2, 3)))
    assert document.outlet is not None and (document.outlet.value, document.outlet.method) == ("My Paper", "given")
    assert document.url is not None and document.url.method == "given"
    assert (document.publication.day, document.publication.method) == (date(2020, 2, 3), "given")


def test_identity_is_of_the_text_alone():
    assert clean(HERALD).document_id == clean(HERALD, given=Given(outlet="My Paper")).document_id
    assert clean(HERALD).document_id == clean(HERALD.replace("\n", "\r\n")).document_id
    assert clean(HERALD).sha256 != clean(HERALD.replace("\n", "\r\n")).sha256


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b" \n\t\n", "text/plain", "no_text"),
        (b"Home\nWorld\nContact us\n", "text/plain", "no_article"),
        (b"a" * 50_000_000, "text/plain", "no_article"),
        (b"x\n" * 20_000, "text/plain", "too_long"),
        (bytes(range(256)) * 20, "text/plain", "undecodable"),
        (b"<html><body></body></html>", "text/html", "no_article"),
        (b"<!-- nothing -->", "text/html", "no_text"),
        (b"<p>" + b"word and the " * 400_000, "text/html", "too_long"),
        (b"<script " * 500_000, "text/html", "too_long"),
    ],
)
def test_a_page_without_an_article_is_an_error_with_a_stable_code(content, media_type, code):
    with pytest.raises(PageError) as error:
        clean(content, media_type)
    assert error.value.code == code


def test_a_line_from_one_day_to_another_is_no_publication_day():
    text = HERALD.replace("Joseph Mwangi Otieno Published March 9, 2025 Updated March 9, 2025 09:14am", "{}")
    text = text.replace("Published in The Lake Herald, March 9th, 2025\n", "")
    days = [
        Cleaner(load_knowledge())(Page.from_bytes("p.txt", text.format(line).encode(), "text/plain")).publication.day
        for line in ("9 March 2025", "9 March 2025 | 20 June 2025")
    ]
    assert days == [date(2025, 3, 9), None]
