"""The parts of the cleaner: dates, bylines, decoding, language, lines, the classifier."""

from datetime import date

import numpy as np
import pytest

from dyadlog.clean.dates import find_dates
from dyadlog.clean.decoding import decode_page
from dyadlog.clean.genre import PageParts, judge_genre
from dyadlog.clean.language import detect_language
from dyadlog.clean.line_model import classify_lines
from dyadlog.clean.lines import split_lines
from dyadlog.clean.marks import find_byline, is_date_line, undouble
from dyadlog.knowledge import load_knowledge

WORDS = load_knowledge().page_words


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Thursday, November 27, 2025", ["2025-11-27"]),
        ("25th Nov 2025 10:30 am GMT+5", ["2025-11-25"]),
        ("JonesMarch 3, 2024Updated:March 4, 2024No Comments", ["2024-03-03", "2024-03-04"]),
        ("October 7, 2025177", ["2025-10-07"]),
        ("2025-11-25T23:10:00-05:00", ["2025-11-25"]),
        ("12.03.2024", ["2024-03-12"]),
        ("25/04/2025", ["2025-04-25"]),
        ("03/04/2025", []),  # March or April: two readings, so none
        ("31 February 2024", []),
        ("Jan-15-2026", ["2026-01-15"]),
        ("the may 20 2024ers", ["2024-05-20"]),
        ("2 hours ago", []),
    ],
)
def test_dates_beside_headlines(text, days):
    assert [str(found.day) for found in find_dates(text, WORDS)] == days


def test_month_with_year_has_month_precision():
    assert [(found.day, found.precision) for found in find_dates("March 2024", WORDS)] == [(date(2024, 3, 1), "month")]


@pytest.mark.parametrize("text", ["- 2 Hours ago", "Published: 3 March 2024 | 10:15 am IST", "Updated 2024-03-03"])
def test_date_lines(text):
    assert is_date_line(text, WORDS)


def test_a_sentence_with_a_date_is_no_date_line():
    assert not is_date_line("Fiji and Samoa signed the accord on 3 March 2024.", WORDS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Ana Soto", "Ana Soto"),
        ("BY ANA SOTO", "ANA SOTO"),
        ("By Ana Soto and Luis Vega | March 3, 2024", "Ana Soto and Luis Vega"),
        ("Written by: Ana Soto", "Ana Soto"),
        ("- Web Desk", "Web Desk"),
        ("Our Correspondent", "Our Correspondent"),
        ("Ana SotoBy Ana SotoMarch 3, 2024", "Ana Soto"),
        ("Ana Soto Published March 3, 2024", "Ana Soto"),
        ("(Reporting by Ana Soto in Lima; Editing by Luis Vega)", "Ana Soto"),
        ("By the time they met, the deal was done.", None),
        ("By Monday the ministers had left", None),
        ("Chile and Peru sign accord", None),
    ],
)
def test_bylines(text, name):
    assert find_byline(text, WORDS) == name


def test_a_logo_printed_twice_is_said_once():
    assert undouble("The Fjord PostThe Fjord Post") == "The Fjord Post"
    assert undouble("The Fjord Post") == "The Fjord Post"


@pytest.mark.parametrize(
    "content",
    [
        "“Æsir” – peace".encode(),
        "“Æsir” – peace".encode("utf-8-sig"),
        "“Æsir” – peace".encode("utf-16"),
        "“Æsir” – peace".encode("utf-16-be"),
        "“Æsir” – peace".encode("utf-32"),
    ],
)
def test_text_in_any_encoding(content):
    assert decode_page(content) == "“Æsir” – peace"


def test_declared_latin_1_is_windows_1252():
    assert decode_page(b"<meta charset=iso-8859-1>\x93peace\x94") == "<meta charset=iso-8859-1>“peace”"


def test_a_page_cut_in_mid_character_is_still_utf8():
    assert decode_page(("peace – " * 500).encode()[:-2]).startswith("peace – peace")


def test_line_ends_and_control_characters_keep_lines_and_columns():
    assert decode_page(b"\xef\xbb\xbfa\x07b\r\nc\rd\te\x00"[:-1]) == "a b\nc\nd\te"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of the two states met in the capital and agreed on a plan for the border.", "en"),
        ("Die Minister der beiden Staaten trafen sich in der Stadt und einigten sich auf einen Plan.", "de"),
        ("Les ministres des deux pays se sont rencontrés dans la ville et ont signé un accord pour la paix.", "fr"),
        ("Los ministros de los dos países se reunieron en la ciudad y firmaron un acuerdo para la paz.", "es"),
        ("Министры двух стран встретились в столице и подписали договор.", "und"),
        ("Alpha Bravo", "und"),
    ],
)
def test_language(text, language):
    assert detect_language([text], WORDS) == language


def test_lines_keep_their_numbers_and_places():
    text = "\n  One line \n\n\t- two\n"
    lines = split_lines(text)
    assert [(line.first, text[line.start : line.end], line.bullet) for line in lines] == [
        (2, "One line", False),
        (4, "- two", True),
    ]


def test_classifier_gives_a_distribution_for_every_line():
    lines = split_lines("Home\nFiji and Samoa sign accord\nThe two states signed an accord on Monday in Suva.\n")
    probabilities = classify_lines(lines, WORDS)
    assert probabilities.shape == (3, 3)
    assert np.allclose(probabilities.sum(axis=1), 1, atol=1e-5)


def parts(**known):
    empty = {
        "headline": None,
        "labels": (),
        "paragraphs": ("Fiji signed the accord.",),
        "bios": (),
        "byline": None,
        "outlet": None,
        "furniture": (),
        "spam_links": 0,
    }
    return PageParts(**{**empty, **known})


@pytest.mark.parametrize(
    ("known", "genre"),
    [
        ({}, "news"),
        ({"paragraphs": ()}, "unknown"),
        ({"labels": ("Editorial",)}, "opinion"),
        ({"headline": "Opinion: why Fiji signed"}, "opinion"),
        ({"bios": ("(The writer is a lawyer in Suva)",)}, "opinion"),
        ({"paragraphs": ("I was there.", "I saw my minister sign.", "It was late.")}, "opinion"),
        ({"paragraphs": ("“I was there,” he said.", "“I saw it,” she said.")}, "news"),
        ({"paragraphs": ("In an article titled “One sea”, a daily of Suva praises the accord.",)}, "relay"),
        ({"byline": "Ministry of Fisheries"}, "official"),
        ({"furniture": ("Table of Contents",), "spam_links": 5}, "content_farm"),
    ],
)
def test_genre(known, genre):
    assert judge_genre(parts(**known), WORDS)[0] == genre
