"""The tables that comparing claims across pages rests on."""

import csv

import pytest

from dyadlog.knowledge import SHIPPED, load_knowledge

KNOWLEDGE = load_knowledge()


def rows_of(table):
    with (SHIPPED / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("table", ["kind_families.csv", "kind_ladders.csv"])
def test_every_row_is_about_a_kind_that_there_is(table):
    assert [row["kind"] for row in rows_of(table) if row["kind"] not in KNOWLEDGE.kinds] == []


@pytest.mark.parametrize(
    "table", ["kind_families.csv", "kind_ladders.csv", "stop_words.csv", "instrument_words.csv", "measures.csv"]
)
def test_rows_are_sorted_and_have_a_source(table):
    rows = rows_of(table)
    keys = [next(iter(row.values())) for row in rows]
    assert keys == sorted(keys) and all(row["source"] for row in rows)


def test_kinds_of_one_family_merge_by_comparable_rules():
    assert KNOWLEDGE.families.get("host").flipped and KNOWLEDGE.families.get("visit").whole
    assert KNOWLEDGE.families.get("no_such_kind").name == "no_such_kind"


def test_stems_bring_the_forms_of_a_word_together():
    words = KNOWLEDGE.content_words
    assert words.stems("They negotiated tariffs") == words.stems("negotiating a tariff")
    assert words.stems("Peru signed", [(0, 4)]) == words.stems("signed")
    assert words.words_with("Fishing rights and other rights", set(words.stems("fishing"))) == ("Fishing",)


def test_general_words_name_the_sort_of_an_instrument():
    heads = KNOWLEDGE.instrument_words
    assert [heads.head(word) for word in ("memoranda", "MoUs", "pacts")] == ["memorandum", "memorandum", "agreement"]
    assert heads.head("fisheries") is None
