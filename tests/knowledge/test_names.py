import itertools
from datetime import date

import pytest

from dyadlog.knowledge import load_knowledge

NAMES = load_knowledge().names


def found(text, on=None):
    words = text.split()
    return [
        (" ".join(words[match.first : match.last + 1]), {entry.target for entry in match.entries})
        for match in NAMES.match(words, on)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru 's envoy flew to Santiago", [("Peru", {"PER"}), ("Santiago", {"CHL"})]),
        ("the United Arab Emirates and the Emiratis", [("United Arab Emirates", {"ARE"}), ("Emiratis", {"ARE"})]),
        ("Greece’s and Cyprus' ministers", [("Greece’s", {"GRC"}), ("Cyprus'", {"CYP"})]),
        ("a Danish-led force", [("Danish-led", {"DNK"})]),
        ("the US - led force", [("US", {"USA"})]),
        ("U.S. , U.K. and D.R. Congo", [("U.S.", {"USA"}), ("U.K.", {"GBR"}), ("D.R. Congo", {"COD"})]),
        ("the U. S. envoy", [("U. S.", {"USA"})]),
        ("the U.S . envoy", [("U.S", {"USA"})]),
        ("Côte d’Ivoire", [("Côte d’Ivoire", {"CIV"})]),
        ("Cote d ' Ivoire", [("Cote d ' Ivoire", {"CIV"})]),
        ("Guinea - Bissau , Guinea and Equatorial Guinea", None),
        ("Republic of Korea", [("Republic of Korea", {"KOR"})]),
        ("Democratic People 's Republic of Korea", [("Democratic People 's Republic of Korea", {"PRK"})]),
        ("Washington , D.C. said", [("Washington , D.C.", {"USA"})]),
        ("St. Lucia", [("St. Lucia", {"LCA"})]),
        ("Frenchmen , Spaniards , Turks and Danes", None),
        ("Türkiye and TÜRKIYE", [("Türkiye", {"TUR"}), ("TÜRKIYE", {"TUR"})]),
        ("the kremlin and the Kremlin", [("Kremlin", {"RUS"})]),
    ],
)
def test_names_are_found_however_the_tokens_are_cut(text, expected):
    if expected is None:
        assert len(found(text)) == text.count(",") + text.count(" and ") + 1
    else:
        assert found(text) == expected


def test_joined_adjectives_are_two_names():
    assert found("Sino-Indian talks") == [("Sino-Indian", {"CHN"}), ("Sino-Indian", {"IND"})]
    assert found("Franco - German talks") == [("Franco", {"FRA"}), ("German", {"DEU"})]
    assert found("Anglo–Irish talks") == [("Anglo–Irish", {"GBR"}), ("Anglo–Irish", {"IRL"})]


def test_a_prefix_alone_is_no_state():
    assert found("Franco ruled until 1975") == []


@pytest.mark.parametrize(
    "text",
    [
        "they ate turkey from the china",
        "let us go",
        "polish the poles",
        "those who go by car",
        "the male chad",
        "a white house",
        "an eco plan , a quad",
        "guinea pigs",
    ],
)
def test_common_words_in_small_letters_are_no_names(text):
    assert found(text) == []


def test_small_letters_do_not_hide_a_name_that_is_no_common_word():
    assert found("norway and kenyan officials") == [("norway", {"NOR"}), ("kenyan", {"KEN"})]


def test_a_headline_in_capitals_names_states_but_not_pronouns():
    assert found("CHINA WARNS TURKEY WHO IT IS") == [("CHINA", {"CHN"}), ("TURKEY", {"TUR"})]


def test_what_may_be_two_states_gives_both():
    assert found("Congo") == [("Congo", {"COD", "COG"})]
    assert found("Koreans") == [("Koreans", {"KOR", "PRK"})]
    assert {"GEO"} < dict(found("Georgia"))["Georgia"]


def test_a_shared_capital_goes_by_the_day():
    assert found("Moscow") == [("Moscow", {"RUS"})]
    assert found("Moscow", date(1970, 1, 1)) == [("Moscow", {"SUN"})]
    assert found("Saigon") == []
    assert found("Zaire") == [("Zaire", {"COD"})]


def test_loaded_epithets_carry_the_neutral_name():
    (match,) = NAMES.match(["the", "Great", "Satan"])
    (entry,) = match.entries
    assert (entry.target, entry.loaded, entry.neutral) == ("USA", True, "United States")


def test_organisations_groups_bodies_and_territories_are_in_the_index():
    kinds = {
        entry.target_kind: entry.target
        for text in ("Mercosur", "al - Shabaab", "the Bundestag", "Greenlanders")
        for match in NAMES.match(text.split())
        for entry in match.entries
    }
    assert kinds["organisation"] == "MERCOSUR"
    assert kinds["armed_group"] == "al_shabaab"
    assert kinds["body"] == "bundestag"
    assert kinds["place"] == "region:greenland"


def test_the_longest_name_wins():
    assert found("UN Security Council") == [("UN Security Council", {"UNSC"})]
    assert found("Islamic State Khorasan Province") == [("Islamic State Khorasan Province", {"isis_k"})]


def test_matches_do_not_overlap_and_follow_the_text():
    words = "South Africa , South Sudan and Sudan met Papua New Guinea in New Delhi"
    matches = NAMES.match(words.split())
    assert all(one.last < other.first for one, other in itertools.pairwise(matches))


def test_an_empty_sentence_has_no_names():
    assert NAMES.match([]) == []
    assert NAMES.match(["", "-", "."]) == []


def test_a_state_within_a_longer_name_of_something_else_is_none():
    assert found("the South China Sea") == [("South China Sea", {"sea:south-china-sea"})]
    assert found("Latin American envoys met American envoys") == [("American", {"USA"})]
    assert found("ten Canadian dollars") == []
    assert found("ships in the Indo-Pacific") == [("Indo-Pacific", {"region:indo-pacific"})]


def test_a_region_of_one_state_still_names_that_state():
    assert found("shelling in southern Lebanon") == [("Lebanon", {"LBN"})]


def test_a_common_word_that_opens_a_sentence_is_no_capital():
    assert found("Male nurses went on strike") == []
    assert found("They met in Male") == [("Male", {"MDV"})]
