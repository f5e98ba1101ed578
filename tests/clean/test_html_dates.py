"""The day of publication of an HTML page: the one its readers see, never a guess."""

import json
from datetime import date

import pytest

from dyadlog.clean import Cleaner
from dyadlog.clean.local_day import find_local_day
from dyadlog.clean.moments import Moment, find_moments
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Page

FIFTH, SIXTH = date(2024, 3, 5), date(2024, 3, 6)
ADDRESS = "<link rel='canonical' href='https://example.org/news/2024/03/05/fish-talks'>"
PARAGRAPHS = "".join(
    f"<p>{text}</p>"
    for text in (
        "The foreign ministers of Chile and Peru met in Lima to discuss fishing rights in the southern Pacific.",
        "The talks lasted for three hours, and both sides called them useful in a statement released at night.",
        "A second round of talks will be held in Santiago, when the fleets of the two countries are back in port.",
    )
)


def publication(head="", below="", after=""):
    body = f"<article><h1>Chile and Peru talk about fish</h1>{below}{PARAGRAPHS}{after}</article>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    found = Cleaner(load_knowledge())(Page.from_bytes("page.html", page.encode(), "text/html")).publication
    return found.day, found.method


def stated(published, **more):
    data = {"@type": "NewsArticle", "headline": "Chile and Peru talk", "datePublished": published, **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("value", "day", "method"),
    [
        ("", FIFTH, "address"),
        ("2024-03-06T02:10:00Z", FIFTH, "address"),
        ("2024-03-06T02:10:00+00:00", FIFTH, "address"),
        ("2024-03-06T02:10:00+05:00", SIXTH, "json-ld"),
        ("2024-03-06", SIXTH, "json-ld"),
        ("2024-03-09T02:10:00Z", date(2024, 3, 9), "json-ld"),
    ],
)
def test_the_address_says_which_day_a_moment_in_universal_time_was(value, day, method):
    assert publication(ADDRESS + stated(value)) == (day, method)


@pytest.mark.parametrize(
    ("below", "day", "method"),
    [
        ("<p>March 5, 2024 | 9:10 pm EST</p>", FIFTH, "json-ld"),  # the same moment by the outlet's clock
        ("<div>By Ana Soto | March 5, 2024</div>", FIFTH, "date_line"),
        ("<p>Updated March 5, 2024</p>", FIFTH, "date_line"),  # no change comes before publication
        ("<p>Updated March 7, 2024</p>", SIXTH, "json-ld"),
        ("<p>March 2, 2024</p>", SIXTH, "json-ld"),  # too far off to be the same day elsewhere
        ("<p>Ministers on the quay, Tuesday, March 5, 2024, in Lima (photo by the port)</p>", SIXTH, "json-ld"),
    ],
)
def test_the_day_printed_at_the_headline_says_which_day_a_moment_in_universal_time_was(below, day, method):
    assert publication(stated("2024-03-06T02:10:00Z"), below) == (day, method)


def test_another_clock_in_the_data_says_which_day_it_was():
    changed = stated("2024-03-06T02:10:00Z", dateModified="2024-03-05T22:15:00-05:00")
    assert publication(changed) == (FIFTH, "json-ld")
    local = "<meta name='parsely-pub-date' content='2024-03-05 20:10:00'>"
    assert publication(stated("2024-03-06T02:10:00Z") + local) == (FIFTH, "json-ld")


def test_a_moment_without_a_zone_is_the_outlets_own_unless_a_print_says_other():
    assert publication(stated("2024-03-06 02:10:00")) == (SIXTH, "json-ld")
    assert publication(stated("2024-03-06 02:10:00"), "<p>March 5, 2024, 8:10 pm</p>") == (FIFTH, "json-ld")


def test_data_that_give_one_clock_two_zones_are_settled_by_the_print():
    both = stated("2024-03-06T04:31:00-06:00")
    both += "<meta property='article:published_time' content='2024-03-06T04:31:00+00:00'>"
    assert publication(both, "<p>Mar 5, 2024, 10:31 pm CST</p>") == (FIFTH, "json-ld")
    assert publication(both) == (SIXTH, "json-ld")


def test_a_page_without_data_is_dated_by_what_stands_beside_its_headline():
    assert publication(below="<p>Tuesday, March 5, 2024</p>") == (FIFTH, "date_line")
    assert publication(below="<p><time datetime='2024-03-05T10:00:00Z'>2 hours ago</time></p>") == (FIFTH, "date_line")


@pytest.mark.parametrize(
    ("head", "below", "after"),
    [
        ("<meta property='og:image' content='https://example.org/img/2017/03/28/boat.jpg'>", "", ""),
        ("", "<p>Updated March 5, 2024</p>", ""),
        ("", "", "<ul><li>March 2, 2024: Peru buys ships</li><li>1 March 2024: Chile sells ships</li></ul>"),
        ("", "", "<p>Copyright 2024 Example Courier</p><p>Comment of Luis, March 7, 2024 at 8:10 pm</p>"),
        ("<meta name='generator' content='Press 2024-03-01'>", "", ""),
    ],
)
def test_an_undated_page_is_given_no_day(head, below, after):
    assert publication(head, below, after)[0] is None


def test_moments_have_the_clock_nearest_to_their_day():
    words = load_knowledge().page_words
    text = "PUBLISHED: 10:48, Tue, Mar 5, 2024 | UPDATED: March 6, 2024 at 8:05 pm"
    assert list(find_moments(text, words)) == [Moment(FIFTH, 648), Moment(SIXTH, 1205, None, changed=True)]
    assert list(find_moments("Tue Mar 05 2024 03:05:46 GMT+0530", words)) == [Moment(FIFTH, 185, 330)]
    assert list(find_moments("0339 GMT (1139 HKT) March 5, 2024", words)) == [Moment(FIFTH, 219, 0)]
    assert list(find_moments("2024-03-05T23:59:59.120Z", words)) == [Moment(FIFTH, 1439, 0)]


def test_clocks_of_different_events_prove_nothing():
    moment = Moment(SIXTH, 130, 0)
    change = Moment(FIFTH, 1210, None, changed=True)  # four hours and a half before, by the clock of some place
    assert find_local_day(moment, [change], [], None) == (SIXTH, "stated")
