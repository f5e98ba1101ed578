"""The tables that comparing claims across pages rests on."""

import csv

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import SHIPPED, load_knowledge

KNOWLEDGE = load_knowledge()


def rows_of(table):
    with (SHIPPED / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("table", ["kind_families.csv", "kind_ladders.csv", "openings.csv", "threads.csv"])
def test_every_row_is_about_a_kind_that_there_is(table):
    assert [row["kind"] for row in rows_of(table) if row["kind"] not in KNOWLEDGE.kinds] == []


@pytest.mark.parametrize(
    "table",
    [
        "instrument_words.csv",
        "kind_families.csv",
        "kind_ladders.csv",
        "measures.csv",
        "opening_words.csv",
        "openings.csv",
        "stop_words.csv",
        "thread_words.csv",
        "threads.csv",
    ],
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


def test_what_can_be_taken_back_and_named_is_part_of_threads():
    rows = rows_of("threads.csv")
    parts = {row["kind"] for row in rows} | {"war"}
    assert {kind for row in rows for kind in row["undoes"].split("|") if kind} <= parts
    assert {kind for row in rows_of("thread_words.csv") for kind in row["kinds"].split("|") if kind} <= parts


def test_every_state_word_is_of_a_thing_that_something_moves():
    openings = KNOWLEDGE.openings
    rows = [row for row in rows_of("opening_words.csv") if row["list"] in ("generic", "phrase", "state", "thing")]
    things = {openings.kept_as(thing) for row in rows for thing in row["things"].split("|")}
    assert things <= set(openings.things)


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("openings.csv", "no_such_kind,border,open,both,0,1,own", "no kind"),
        ("openings.csv", "talks,talks,open,nobody,0,1,own", "owner"),
        ("threads.csv", "strike,incident,side,soon,,own", "days"),
        ("threads.csv", "strike,opener,side,3,,own", "role"),
        ("threads.csv", "strike,incident,side,3,no_such_kind,own", "undoes"),
    ],
)
def test_a_bad_row_of_a_users_table_is_named(tmp_path, table, row, message):
    (tmp_path / table).write_text((SHIPPED / table).read_text("utf-8").splitlines()[0] + f"\n{row}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=f"{table}, line 2.*{message}"):
        load_knowledge((tmp_path,)).check()
