import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadlog.knowledge.transliteration import fold_name, name_similarity, same_person


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Muammar Gaddafi", "Muammar Qaddafi"),
        ("Mustafa al-Kadhimi", "Mustafa al Kazemi"),
        ("President Abdel Fattah el-Sisi", "Abdul Fattah al-Sisi"),
        ("Nouri al-Maliki", "Nuri Maliki"),
        ("Gen. Khalifa Haftar", "Khalifa Hiftar"),
    ],
)
def test_spellings_of_one_name_are_one_person(first, second):
    assert same_person(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Raul Castro", "Fidel Castro"),
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Hassan Diab", "Hussein Diab"),
        ("John Kerry", "Jane Kerry"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Saad Hariri", "Rafik Hariri"),
        ("Hariri", "Saad Hariri"),
    ],
)
def test_different_people_are_never_one(first, second):
    assert not same_person(first, second)


def test_titles_do_not_count_in_a_folded_name():
    assert fold_name("President Dr. Émile Lahoud") == "emile lahoud"


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_symmetrical_and_bounded(first, second):
    value = name_similarity(first, second)
    assert value == name_similarity(second, first)
    assert 0.0 <= value <= 1.0
