"""Lines of credits: outlet, place, date and author side by side, in any order; and dates that are nobody's credit."""

from datetime import date

import pytest

from dyadlog.clean import Cleaner
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Document, Page

CLEANER = Cleaner(load_knowledge())
TITLE = "Peru and Ecuador sign canal protocol"
BODY = """
Peru and Ecuador signed a protocol on the sharing of the waters of the Zarumilla canal on Friday, officials of the two \
governments said in Tumbes.

The canal was built under the treaty of 26 October 1998 and has been a source of quarrels since the drought of the \
last decade, when farmers on both sides took more than their part.

The ministers will meet again in Quito before the end of the year to settle the rules for the gates, said the Peruvian \
minister.
"""
DAY = date(2021, 9, 17)


def read(text: str) -> Document:
    return CLEANER(Page.from_bytes("page", text.encode(), "text/plain"))


@pytest.mark.parametrize(
    "line",
    [
        "Pacific Courier, 17 September 2021",
        "Pacific Courier, Lima, 17 September 2021",
        "Pacific Courier | 17 September 2021 | By Ana Soto",
        "Lima, September 17, 2021 (Ecos)",
        "17 September 2021, Pacific Courier",
        "Friday, 17 September 2021, 14:30 GMT, Pacific Courier",
        "Pacific Courier · Sept. 17, 2021",
        "17\u00a0September\u00a02021\u00a0-\u00a0Lima",
        "Ecos del Norte, 17 September 2021",
        "Lima, Peru, Friday 17th September 2021",
        "By Ana Soto, Pacific Courier, Lima, 17 September 2021",
        "By Ana Soto | Lima | 17 September 2021 | 09:15 (UTC-5)",
        "17/09/2021 | Pacific Courier | Lima",
        "Pacific Courier (Lima), 17 September 2021",
        "Pacific Courier – Friday, September 17, 2021 – 8:05 a.m. EST",
        "Pacific Courier and agencies, 17 September 2021",
        "Pacific Courier with inputs from agencies, 17 September 2021",
        "From our correspondent in Lima, 17 September 2021",
        "Pacific Courier prints the full text below. 17 September 2021",
        "Sept 17, 2021, 08:05 PET | Pacific Courier | World desk",
        "Compiled by the editors, 17 September 2021",
        "[Lima, 17 September 2021]",
        "PACIFIC COURIER, 17.09.2021",
    ],
)
def test_date_below_headline(line: str) -> None:
    document = read(f"{TITLE}\n{line}\n{BODY}")
    assert document.publication.day == DAY
    assert document.title is not None and document.title.value == TITLE
    assert document.byline is None or "Courier" not in document.byline.value


@pytest.mark.parametrize(
    "line",
    ["Pacific Courier, Lima, 17 September 2021", "17 September 2021, Pacific Courier", "By Ana Soto, 17 Sept 2021"],
)
def test_date_right_above_headline(line: str) -> None:
    assert read(f"{line}\n\n{TITLE}\n{BODY}").publication.day == DAY


def test_outlet_beside_date() -> None:
    document = read(f"{TITLE}\nPacific Courier, Lima, 17 September 2021\n{BODY}")
    assert document.outlet is not None
    assert (document.outlet.value, document.outlet.method) == ("Pacific Courier", "date_line")


@pytest.mark.parametrize(
    "line",
    [
        "Minister wins a prize for the bridge, 17 September 2021",
        "Weather in Lima, 17 September 2021: 21°C",
        "The treaty was signed on 17 September 2021",
        "Read more: Gate shut at Huaquillas, 17 September 2021",
        "Canal built, 3 May 1999 - closed, 17 September 2021",
        "- Gate Shut, 17 September 2021",
        "Home | World | 17 September 2021 | Log in",
        "In force since 17 September 2021",
        "Pacific Courier, 24 degrees, 17 September 2021",
    ],
)
def test_other_dates_are_no_credit(line: str) -> None:
    assert read(f"{TITLE}\n{line}\n{BODY}").publication.day is None
    assert read(f"{line}\n\n{TITLE}\n{BODY}").publication.day is None


def test_weekday_in_masthead_is_the_clock() -> None:
    publication = read(f"Friday, 17 September 2021, 14:30 GMT, Pacific Courier\n\n{TITLE}\n{BODY}").publication
    assert (publication.day, publication.not_after) == (None, DAY)


def test_list_of_other_articles_below_headline() -> None:
    others = "Lima Opens Port, 16 September 2021\nQuito Shuts Bridge, 15 September 2021\n"
    assert read(f"{TITLE}\n{others}{BODY}").publication.day is None
    assert (
        read(f"{TITLE}\nGates of Tumbes shut for a week\nLima Opens Port, 16 September 2021\n{BODY}").publication.day
        is None
    )


def test_two_dates_in_credits_tell_nothing() -> None:
    lines = "Pacific Courier, 17 September 2021\nAndes Herald, 18 September 2021\n"
    assert read(f"{TITLE}\n{lines}{BODY}").publication.day is None


def test_date_in_text_or_after_it_is_no_credit() -> None:
    for tail in ("Lima Opens Port, 16 September 2021", "Pacific Courier, Lima, 16 September 2021"):
        assert read(f"{TITLE}\n{BODY}\nMore news\n\n{tail}\n").publication.day is None
