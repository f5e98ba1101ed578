import csv
import random
from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import SHIPPED, Knowledge, load_knowledge
from dyadlog.knowledge.names import ROLES

KNOWLEDGE = load_knowledge()
STATES = KNOWLEDGE.states
CURRENT = [state for state in STATES.all() if state.valid_to is None]
NEEDED = {"name", "formal", "adjective", "demonym", "capital"}


def rows_of(table):
    with (SHIPPED / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("state", STATES.all(), ids=lambda state: state.code)
def test_every_state_has_a_name_of_each_needed_kind(state):
    roles = {entry.role for entry in STATES.names_of(state.code)}
    wanted = NEEDED - {"capital"} if state.code == "EUU" else NEEDED
    assert wanted <= roles


def test_current_states_have_capital_coordinates_and_two_letter_codes():
    for state in CURRENT:
        assert state.iso2 is not None and len(state.iso2) == 2, state.code
        assert state.lat is not None and -90 <= state.lat <= 90, state.code
        assert state.lon is not None and -180 <= state.lon <= 180, state.code


def test_codes_are_unique_and_tables_sorted():
    rows = rows_of("states.csv")
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    two = [row["iso2"] for row in rows if row["iso2"]]
    assert len(two) == len(set(two))
    names = [(row["code"], ROLES.index(row["role"])) for row in rows_of("state_names.csv")]
    assert names == sorted(names)


def test_every_row_states_its_source():
    for table in ("states.csv", "state_names.csv", "common_words.csv"):
        assert all(row["source"] for row in rows_of(table)), table


def test_loaded_names_come_with_the_neutral_one():
    for state in STATES.all():
        own = {entry.surface for entry in STATES.names_of(state.code) if not entry.loaded}
        for entry in STATES.names_of(state.code):
            if entry.loaded:
                assert entry.neutral in own


def test_any_two_states_have_the_same_kinds_of_names():
    sample = random.Random(7).sample([state for state in CURRENT if state.code != "EUU"], 30)
    kinds = {state.code: {entry.role for entry in STATES.names_of(state.code)} & NEEDED for state in sample}
    assert all(kinds[one.code] == kinds[other.code] for one, other in combinations(sample, 2))


def test_every_state_is_found_by_code_name_and_formal_name():
    for state in STATES.all():
        assert STATES.find(state.code) == state
        assert STATES.find(state.name.lower()) == state
        if state.iso2 is not None:
            assert STATES.find(state.iso2.lower()) == state


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("republic of peru", "PER"),
        ("Copenhagen", "DNK"),
        ("nzl", "NZL"),
        ("u.k.", "GBR"),
        ("The Netherlands", "NLD"),
        ("Türkiye", "TUR"),
        ("Cote d'Ivoire", "CIV"),
        ("Kenyan", "KEN"),
        ("Burma", "MMR"),
        ("Moscow", "RUS"),
        ("ZAR", "COD"),
        ("Brussels", "BEL"),
        ("usa", "USA"),
    ],
)
def test_a_state_is_found_by_what_people_call_it(text, code):
    assert STATES.find(text).code == code


@pytest.mark.parametrize("text", ["Congo", "Korea", "Atlantis", "", "Islamic Republic"])
def test_an_unknown_or_ambiguous_name_finds_nothing(text):
    assert STATES.find(text) is None


def test_suggestions_hold_the_nearest_right_names():
    assert STATES.suggest("Argentna")[0].code == "ARG"
    assert STATES.suggest("Zimbawe")[0].code == "ZWE"
    assert {state.code for state in STATES.suggest("Congo", 2)} == {"COD", "COG"}
    assert len(STATES.suggest("Sweeden", 3)) <= 3


def test_former_states_have_an_end_and_known_successors():
    former = {state.code: state for state in STATES.all() if state.valid_to is not None}
    assert {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD", "VDR"} <= set(former)
    assert all(STATES.get(code) is not None for state in former.values() for code in state.successors)
    assert set(STATES.lineage("YUG")) >= {"YUG", "SCG", "SRB", "HRV"}
    assert not former["DDR"].exists_on(date(1995, 1, 1))
    assert STATES.get("SSD").exists_on(date(2015, 1, 1)) and not STATES.get("SSD").exists_on(date(2005, 1, 1))


def user_folder(tmp_path, text, name="state_names.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return Knowledge((tmp_path,))


def test_a_users_row_adds_a_name(tmp_path):
    header = "code,surface,role,loaded,neutral,valid_from,valid_to,source\n"
    knowledge = user_folder(tmp_path, header + "NOR,Noreg,name,0,,,,desk\n")
    assert knowledge.states.find("noreg").code == "NOR"
    assert [match.entries[0].target for match in knowledge.names.match(["Noreg"])] == ["NOR"]


@pytest.mark.parametrize(
    "line",
    [
        "XQX,Nowhere,name,0,,,,desk",
        "NOR,Noreg,nickname,0,,,,desk",
        "NOR,Noreg,name,0,,1905,,desk",
        "NOR,Noreg,name,1,,,,desk",
        "NOR,Noreg,name,0,,,,",
        "NOR,Noreg,name",
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path, line):
    header = "code,surface,role,loaded,neutral,valid_from,valid_to,source\n"
    knowledge = user_folder(tmp_path, header + line + "\n")
    with pytest.raises(KnowledgeError, match=r"state_names\.csv, line 2"):
        _ = knowledge.states


def test_a_missing_column_and_a_second_row_are_errors(tmp_path):
    with pytest.raises(KnowledgeError, match="no column"):
        _ = user_folder(tmp_path, "code,surface\n").states
    header = "code,surface,role,loaded,neutral,valid_from,valid_to,source\n"
    twice = header + "NOR,Noreg,name,0,,,,desk\n" * 2
    with pytest.raises(KnowledgeError, match="line 3: a second row"):
        _ = user_folder(tmp_path, twice).states


def test_a_name_stands_once_for_each_role_of_a_state():
    counts = Counter((row["code"], row["surface"], row["role"]) for row in rows_of("state_names.csv"))
    assert max(counts.values()) == 1
