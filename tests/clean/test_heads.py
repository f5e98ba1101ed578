"""Head blocks, foot lines and live blogs as news sites of all continents write them, in pages of our own words."""
# ruff: noqa: E501 (lines of pages stand as they are found)

import time

import pytest

from dyadlog.clean import Cleaner
from dyadlog.errors import PageError
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Page

CLEANER = Cleaner(load_knowledge())

ZAMBEZI = """\
The Zambezi Mirror
Home   News   Business   Sport   Opinion
Zambia, Zimbabwe agree to share Kariba power deficit
By Chanda Mulenga
LUSAKA - 14/11/2024
Zambia and Zimbabwe have agreed to share the shortfall of the Kariba dam equally, the energy ministers of both countries said on Wednesday.
The ministers met in Livingstone and signed a letter that sets out who may draw how much water until the rains.
Zimbabwe had complained in October that Zambia drew more than its part.
Copyright The Zambezi Mirror 2024
"""

STRAIT = """\
Nordlys Tidende English
Opinion | The strait is no place for pride
Opinion
The strait is no place for pride

Sweden and Denmark have quarrelled over the bridge toll for a year, and it is time to stop

Anders Holm
Published: 7 April 2025, 14:30 CET

When I was a child the ferry took an hour and nobody asked who owned the water on which it sailed.

My country has since built a bridge with its neighbour, and I believe that we should be proud of what we share.

We must not let a toll decide what we think of one another, and our ministers should say so aloud.

Anders Holm is a former ferry captain and a member of the board of the bridge association.
"""

TREATY = """\
JAKARTA/DILI, Sept 4 (Coral Newswire) - Indonesia and Timor-Leste signed a treaty on their land border on Wednesday, officials of both governments said.
The treaty settles the last two stretches, which had been open since 2002.
Timor-Leste's foreign minister thanked Indonesia for its patience.
(Reporting by Ratna Dewi and Paulo Soares; editing by Jane Cole)
"""

RIVER = """\
WORLD
AMERICAS

Chile and Bolivia reopen talks on river water

Santiago | 12 June 2023 | Marisol Fuentes

Chile and Bolivia reopened talks on the waters of the Silala on Monday, seven months after a ruling of the court in The Hague.

The delegations sat for three hours in the foreign ministry and agreed to meet again in La Paz.

"We have a river in common, not a quarrel," said the Chilean delegate.

ALSO READ
Copper price slips again
Bus drivers strike in Arica
"""

AIRSPACE = """\
Sign In
Subscribe
☰
MALAYSIA
Malaysia protests to Singapore over airspace

ADVERTISEMENT

By AISHAH RAHMAN and TAN WEI LING

Tuesday, 04 Dec 2018 | 10:15 AM MYT

PUTRAJAYA: Malaysia has handed Singapore a note of protest over its plan for landings at Seletar, the transport minister said.

He told Parliament that the plan would stop high buildings at Pasir Gudang.

Singapore said that it respects the sovereignty of Malaysia and is ready for talks.

Follow us on our official WhatsApp channel for breaking news alerts
"""

LIVE_TALKS = """\
LIVE: Armenia and Azerbaijan hold border talks

Caucasus Monitor staff
22 May 2024

Key points
- Talks began at noon in Ijevan.
- Four villages are to be handed over this week.

14:05 - Delegations arrive
The two delegations arrived at the border post by car and shook hands in front of the cameras.

15:40 - First statement
A spokesman for the Armenian side says the mood is good and that maps have been exchanged.

17:20 - Protest in Yerevan
Several hundred people have gathered in front of the government building in Yerevan.
"""

RELEASE = """\
MINISTRY OF EXTERNAL RELATIONS
REPUBLIC OF CAMEROON

PRESS RELEASE

The Ministry of External Relations informs the public that the Minister received the Ambassador of Chad in audience on 9 May 2022.

The Ministry expresses its satisfaction with the state of cooperation between Cameroon and Chad.

Done at Yaoundé, 10 May 2022
"""

PATROL_BOAT = """\
Home > World > Europe
Baltic Courier
Sweden hands over patrol boat to Latvia
By Elina Ozola in Riga | 03/11/2023
Sweden handed over a used patrol boat to the Latvian coast guard on Thursday, the defence ministry in Riga said.
The boat sailed from Karlskrona on 31 October and reached Ventspils on 2 November after a stop at Gotland.
Latvia will pay for its repair, which is expected to take four months.
About Baltic Courier | Contact | Privacy policy
"""

FLIGHTS = """\
Fiji, Tonga sign pact on flights
Posted on: Thursday, 8 February 2024 by Newsroom
Fiji and Tonga have signed a pact that allows airlines of both countries to fly as often as they wish.
The pact was signed in Nuku'alofa by the two ministers of transport.
Tags: Fiji, Tonga, flights
Share on Facebook
"""

LORRIES = """\
The Great Lakes Standard
Kampala, Uganda
March 12, 2021

Rwanda lets lorries from Uganda pass at Gatuna

By Okello James

Rwanda has let a first column of lorries from Uganda pass at the Gatuna post, two years after it closed the road.

Drivers said they had waited since Monday and that customs officers checked every box.

Uganda's trade minister welcomed the step and called for the opening of the other posts.

The writer can be reached at jokello@standard.example
"""

AMBASSADOR = """\
Politics
Peru recalls its ambassador from Honduras
REDACTION LIMA POST
Lima, 27 Jan. 2023
Peru recalled its ambassador from Honduras on Thursday and said that relations would stay at the level of chargé d'affaires.
The foreign ministry in Lima accused the president of Honduras of meddling.
Honduras answered that it stood by its words.
"""

RAIL = """\
Mongolia and China to build third rail crossing | Steppe Today
Steppe Today
Mongolia and China to build third rail crossing
2 min read
Batbayar Dorj
May 3, 2022
Mongolia and China will build a third rail crossing at Gashuunsukhait, the two transport ministries announced on Tuesday.
Work begins in the summer and will take two years.
The line carries coal, which makes up half of what Mongolia sells to China.
Related
Coal convoys stuck in the desert
"""

COCOA = """\
Ghana and Ivory Coast set joint floor price for cocoa

The two neighbours grow most of the world's beans and want a fairer share

Accra (Ghana) – Ghana and Ivory Coast set a joint floor price for cocoa on Tuesday, ending years of rivalry.

Buyers had been told of the price in June. Some of them called it too high.

Ivory Coast's council said the price would hold for the season.
"""

DRILL = """\
Egypt and Sudan drill together
EMN – Air forces of Egypt and Sudan held an exercise at Merowe for the second time, the armies of both countries announced on Saturday.
It lasted a week and was watched by the chiefs of staff.
Sudan's army praised the cooperation with Egypt.
About us: Eastern Mediterranean News is an independent service. All rights reserved.
"""

RESCUE = """\
Sponsored: Win a trip to the islands
The Island Gazette
Saturday, July 8, 2023
Malta and Libya agree on search and rescue zones
Maria Vella
Malta and Libya have agreed where the search and rescue zone of each begins, the Maltese home affairs minister said on Friday.
The text was initialled in Tripoli after talks that lasted two days.
A spokesman of the Libyan coast guard confirmed it.
More from The Island Gazette
Ferry fares go up
"""


@pytest.mark.parametrize(
    ("text", "title", "byline", "outlet", "published", "genre", "article"),
    [
        (
            ZAMBEZI,
            "Zambia, Zimbabwe agree to share Kariba power deficit",
            "Chanda Mulenga",
            "The Zambezi Mirror",
            "2024-11-14",
            "news",
            [3, 6, 7, 8],
        ),
        (STRAIT, "The strait is no place for pride", "Anders Holm", None, "2025-04-07", "opinion", [4, 6, 11, 13, 15]),
        (TREATY, None, "Ratna Dewi and Paulo Soares", "Coral Newswire", None, "news", [1, 2, 3]),
        (
            RIVER,
            "Chile and Bolivia reopen talks on river water",
            "Marisol Fuentes",
            None,
            "2023-06-12",
            "news",
            [4, 8, 10, 12],
        ),
        (
            AIRSPACE,
            "Malaysia protests to Singapore over airspace",
            "AISHAH RAHMAN and TAN WEI LING",
            None,
            "2018-12-04",
            "news",
            [5, 13, 15, 17],
        ),
        (
            LIVE_TALKS,
            "LIVE: Armenia and Azerbaijan hold border talks",
            "Caucasus Monitor staff",
            None,
            "2024-05-22",
            "news",
            [1, 6, 7, 8, 10, 11, 13, 14, 16, 17],
        ),
        (RELEASE, None, None, "MINISTRY OF EXTERNAL RELATIONS", None, "official", [6, 8]),
        (
            PATROL_BOAT,
            "Sweden hands over patrol boat to Latvia",
            "Elina Ozola",
            "Baltic Courier",
            "2023-11-03",
            "news",
            [3, 5, 6, 7],
        ),
        (FLIGHTS, "Fiji, Tonga sign pact on flights", "Newsroom", None, "2024-02-08", "news", [1, 3, 4]),
        (
            LORRIES,
            "Rwanda lets lorries from Uganda pass at Gatuna",
            "Okello James",
            "The Great Lakes Standard",
            "2021-03-12",
            "news",
            [5, 9, 11, 13],
        ),
        (
            AMBASSADOR,
            "Peru recalls its ambassador from Honduras",
            "REDACTION LIMA POST",
            None,
            "2023-01-27",
            "news",
            [2, 5, 6, 7],
        ),
        (
            RAIL,
            "Mongolia and China to build third rail crossing",
            "Batbayar Dorj",
            "Steppe Today",
            "2022-05-03",
            "news",
            [3, 7, 8, 9],
        ),
        (COCOA, "Ghana and Ivory Coast set joint floor price for cocoa", None, None, None, "news", [1, 3, 5, 7, 9]),
        (DRILL, "Egypt and Sudan drill together", None, "Eastern Mediterranean News", None, "news", [1, 2, 3, 4]),
        (
            RESCUE,
            "Malta and Libya agree on search and rescue zones",
            "Maria Vella",
            "The Island Gazette",
            None,
            "news",
            [4, 6, 7, 8],
        ),
    ],
)
def test_head_blocks(text, title, byline, outlet, published, genre, article):
    document = CLEANER(Page.from_bytes("page", text.encode(), "text/plain"))
    found = tuple(one.value if one is not None else None for one in (document.title, document.byline, document.outlet))
    assert found == (title, byline, outlet)
    day = document.publication.day
    assert (day.isoformat() if day is not None else None) == published
    assert document.genre == genre
    assert [block.line_start for block in document.article_blocks()] == article


def test_numbers_that_may_be_day_or_month_stay_unknown():
    text = ZAMBEZI.replace("14/11/2024", "04/11/2024").replace("in October", "again")
    document = CLEANER(Page.from_bytes("page", text.encode(), "text/plain"))
    assert document.publication.day is None


@pytest.mark.parametrize(("dated", "day"), [("on 2 November", "2023-11-03"), ("on March 9", "2023-03-11")])
def test_the_days_a_page_speaks_of_tell_how_it_writes_numbers(dated, day):
    text = PATROL_BOAT.replace("on 31 October", "early").replace("on 2 November", dated)
    document = CLEANER(Page.from_bytes("page", text.encode(), "text/plain"))
    assert str(document.publication.day) == day


def test_a_mark_is_spelt_out_alike_whichever_state_is_in_the_name():
    """Letters of a mark that stand for a state keep their meaning when the states of a page are exchanged."""
    text = DRILL.replace("Eastern Mediterranean News", "Egypt Media News")
    for page, name in ((text, "Egypt Media News"), (text.replace("Egypt", "Sudan"), "Sudan Media News")):
        outlet = CLEANER(Page.from_bytes("page", page.encode(), "text/plain")).outlet
        assert outlet is not None and outlet.value == name


def test_html_with_nothing_but_a_menu_has_no_article():
    with pytest.raises(PageError, match="no article"):
        CLEANER(Page.from_bytes("page", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "text/html"))


def test_a_short_sentence_alone_is_a_document():
    document = CLEANER(Page.from_bytes("-", b"Gabon's president visited Fiji on Monday.\n", "text/plain"))
    assert [block.kind for block in document.blocks] == ["paragraph"]


def test_ten_thousand_lines_take_a_few_seconds():
    text = (
        ZAMBEZI
        + "The ministers of Fiji and Samoa (FS) met in Suva on Monday and signed an accord.\nBy Ana Soto\n" * 4900
    )
    started = time.monotonic()
    CLEANER(Page.from_bytes("page", text.encode(), "text/plain"))
    assert time.monotonic() - started < 15
