import csv
import gc
import time
from datetime import date

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import SHIPPED, Knowledge, load_knowledge

KNOWLEDGE = load_knowledge()
OFFICES = KNOWLEDGE.offices
ORGANISATIONS = KNOWLEDGE.organisations

LOAD_SECONDS = 0.6


def rows_of(table):
    with (SHIPPED / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def titles(text):
    words = text.split()
    return [
        (" ".join(words[m.first : m.last + 1]), m.office.office_id, m.effects, m.plural)
        for m in OFFICES.match_titles(words)
    ]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("organisations.csv", ("org_id",)),
        ("memberships.csv", ("org_id", "state", "start")),
        ("armed_groups.csv", ("group_id",)),
        ("offices.csv", ("office_id",)),
        ("bodies.csv", ("body_id",)),
        ("title_modifiers.csv", ("modifier",)),
        ("honorifics.csv", ("honorific",)),
        ("loaded_terms.csv", ("term",)),
    ],
)
def test_tables_are_sorted_unique_and_sourced(table, key):
    rows = rows_of(table)
    keys = [tuple(row[column] for column in key) for row in rows]
    assert keys == sorted(set(keys))
    assert all(row["source"] for row in rows)


def test_a_title_belongs_to_one_office_and_a_generic_name_to_one_body():
    held = [title.lower() for office in OFFICES.all() for title in office.titles]
    assert len(held) == len(set(held))
    named = [name.lower() for body in OFFICES.bodies() if body.state is None for name in body.names]
    assert len(named) == len(set(named))


def test_bodies_of_one_state_name_a_known_state():
    assert all(body.state is None or KNOWLEDGE.states.get(body.state) for body in OFFICES.bodies())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the foreign minister", [("foreign minister", "foreign_minister", (), False)]),
        ("Minister of Foreign Affairs", [("Minister of Foreign Affairs", "foreign_minister", (), False)]),
        ("the minister for the interior", [("minister for the interior", "interior_minister", (), False)]),
        ("foreign ministers of Chile", [("foreign ministers", "foreign_minister", (), True)]),
        ("secretaries-general", [("secretaries-general", "secretary_general", (), True)]),
        ("heads of state", [("heads of state", "president", (), True)]),
        ("ex-President Lund", [("ex-President", "president", ("former",), False)]),
        ("Prime Minister-elect", [("Prime Minister-elect", "prime_minister", ("future",), False)]),
        ("the acting defence minister", [("acting defence minister", "defence_minister", ("acting",), False)]),
        ("deputy foreign minister", [("deputy foreign minister", "deputy_foreign_minister", (), False)]),
        ("Chargé d’Affaires", [("Chargé d’Affaires", "charge_daffaires", (), False)]),
        ("General Oduya held a general meeting", [("General", "military_officer", (), False)]),
        ("speaker of the National Assembly", [("speaker of the National Assembly", "speaker", (), False)]),
        ("spokeswoman", [("spokeswoman", "government_spokesperson", (), False)]),
    ],
)
def test_titles_are_found_with_their_modifiers(text, expected):
    assert titles(text) == expected


def test_a_modifier_that_stands_apart_can_be_asked_for():
    assert OFFICES.modifier_effect("former") == "former"
    assert OFFICES.modifier_effect("elect") is None


def test_bodies_any_state_may_have_are_found():
    words = ["the", "Peruvian", "Foreign", "Ministry", ",", "parliament", "and", "the", "armies"]
    assert [match.body.body_id for match in OFFICES.match_bodies(words)] == ["foreign_ministry", "parliament", "army"]
    assert OFFICES.body("knesset").generic == "parliament"


def test_membership_is_a_matter_of_dates():
    assert "FIN" not in ORGANISATIONS.members_on("NATO", date(2020, 1, 1))
    assert "FIN" in ORGANISATIONS.members_on("NATO", date(2024, 1, 1))
    assert "GBR" not in ORGANISATIONS.members_on("EUU", date(2021, 1, 1))
    assert ORGANISATIONS.members_on("WARPACT", date(2000, 1, 1)) == ()
    assert "CSK" in ORGANISATIONS.members_on("WARPACT", date(1970, 1, 1))
    assert len(ORGANISATIONS.members_on("UNO", date(2024, 1, 1))) == 193
    assert len(ORGANISATIONS.members_on("NATO", date(2025, 1, 1))) == 32
    assert len(ORGANISATIONS.members_on("EUU", date(2025, 1, 1))) == 27
    assert ORGANISATIONS.members_on("nobody", date(2024, 1, 1)) == ()


def test_an_organisation_id_is_no_state_code_save_the_unions():
    codes = {state.code for state in KNOWLEDGE.states.all()}
    assert {organisation.org_id for organisation in ORGANISATIONS.all()} & codes == {"EUU"}


def test_memberships_of_a_state_in_an_organisation_do_not_overlap():
    for organisation in ORGANISATIONS.all():
        for one in organisation.memberships:
            for other in organisation.memberships:
                if one is not other and one.state == other.state:
                    first, second = sorted((one, other), key=lambda membership: membership.start or date.min)
                    assert first.end is not None and first.end <= (second.start or date.max), organisation.org_id


def test_armed_groups_are_known_by_their_spellings_and_bound_to_no_state():
    group = KNOWLEDGE.armed_groups.get("houthis")
    assert {"Houthi", "Ansar Allah"} <= set(group.names)
    assert not any("sponsor" in column for column in rows_of("armed_groups.csv")[0])
    assert len(KNOWLEDGE.armed_groups.all()) >= 80


def test_loaded_terms_are_found_longest_first_with_the_neutral_word():
    words = [
        "terrorists",
        "were",
        "neutralised",
        "in",
        "a",
        "special",
        "military",
        "operation",
        "by",
        "the",
        "so",
        "-",
        "called",
        "republic",
    ]
    matches = KNOWLEDGE.loaded_terms.match(words)
    assert [(match.term.neutral, match.term.kind) for match in matches] == [
        ("militants", "label"),
        ("killed", "euphemism"),
        ("invasion", "euphemism"),
        (None, "label"),
    ]


def test_a_loaded_name_of_a_state_is_a_loaded_term_of_that_state():
    (match,) = KNOWLEDGE.loaded_terms.match(["the", "Hermit", "Kingdom"])
    assert (match.term.kind, match.term.state, match.term.neutral) == ("state_name", "PRK", "North Korea")


def test_terms_that_fit_any_state_name_none():
    for term in KNOWLEDGE.loaded_terms.all():
        assert (term.state is not None) == (term.kind == "state_name")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("armed_groups.csv", "group_id,name,names,loaded_names,countries,source\nx,X,,,QQQ,desk\n"),
        ("memberships.csv", "org_id,state,start,end,source\nNATO,QQQ,,,desk\n"),
        ("memberships.csv", "org_id,state,start,end,source\nNONE,NOR,,,desk\n"),
        ("offices.csv", "office_id,titles,body,branch,rank,source\nx,x,,executive,9,desk\n"),
        ("offices.csv", "office_id,titles,body,branch,rank,source\nx,x,nobody,executive,3,desk\n"),
        ("bodies.csv", "body_id,names,branch,state,generic,source\nx,x,kitchen,,,desk\n"),
        ("loaded_terms.csv", "term,neutral,kind,state,source\nx,y,insult,,desk\n"),
    ],
)
def test_a_bad_line_stops_the_loading(tmp_path, table, text):
    (tmp_path / table).write_text(text, encoding="utf-8")
    knowledge = Knowledge((tmp_path,))
    with pytest.raises(KnowledgeError, match=f"{table}, line 2"):
        _ = (knowledge.armed_groups, knowledge.organisations, knowledge.offices, knowledge.loaded_terms)


def test_actor_and_place_tables_load_within_their_budget():
    knowledge = Knowledge()
    gc.disable()  # what other tests left behind is not looked through meanwhile
    try:
        started = time.process_time()
        _ = (knowledge.names, knowledge.offices, knowledge.places, knowledge.loaded_terms)
        taken = time.process_time() - started
    finally:
        gc.enable()
    assert taken < LOAD_SECONDS
