import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.knowledge.posts import read_posts

OFFICES = load_knowledge().offices


def only(words):
    (post,) = read_posts(words, OFFICES)
    return post


@pytest.mark.parametrize(
    ("words", "standing", "held"),
    [
        ("foreign minister", "holds", True),
        ("new foreign minister", "holds", True),
        ("acting foreign minister", "acting", True),
        ("former foreign minister", "former", False),
        ("foreign minister-designate", "future", False),
        ("self-proclaimed president", "contested", False),
    ],
)
def test_modifiers_say_how_somebody_stands_to_an_office(words, standing, held):
    post = only(words)
    assert (post.standing, post.is_held) == (standing, held)


def test_two_offices_in_one_title_are_two_posts():
    posts = read_posts("deputy prime minister and foreign minister", OFFICES)
    assert [(post.key, post.words) for post in posts] == [
        ("deputy_prime_minister", "deputy prime minister"),
        ("foreign_minister", "foreign minister"),
    ]


def test_words_that_no_table_knows_are_a_post_of_their_own():
    post = only("keeper of the seals")
    assert (post.key, post.office, post.seat, post.rank) == ("keeper of the seals", None, None, 7)


@pytest.mark.parametrize("words", ["foreign minister", "president", "minister of energy", "ambassador to Chad"])
def test_an_office_that_one_person_holds_at_a_time_has_a_seat(words):
    assert only(words).seat is not None


@pytest.mark.parametrize("words", ["minister", "deputy prime minister", "vice president", "ambassador", "adviser"])
def test_an_office_that_several_hold_has_none(words):
    assert only(words).seat is None


def test_envoys_to_two_countries_sit_in_two_seats():
    assert only("ambassador to Chad").seat != only("ambassador to Peru").seat
    assert only("ambassador to Chad").key == only("ambassador").key


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("president", "prime minister", True),
        ("foreign minister", "defence minister", True),
        ("foreign minister", "deputy foreign minister", True),
        ("foreign minister", "minister of foreign affairs", False),
        ("deputy prime minister", "foreign minister", False),
        ("prime minister", "foreign minister", False),
        ("crown prince", "prime minister", False),
        ("army chief", "chief of defence staff", False),
        ("foreign minister", "minister", False),
        ("adviser", "spokesperson", False),
    ],
)
def test_some_offices_exclude_each_other(one, other, excluded):
    assert only(one).excludes(only(other)) == only(other).excludes(only(one)) == excluded
