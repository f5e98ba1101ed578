"""Scores and weights of the index: on view, and a user's to replace."""

import csv

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import SHIPPED, load_knowledge
from tests.builders import make_claim, make_document, make_event, make_page

EVENT = make_event(make_claim(make_document(make_page("The French envoy visited Japan."))))


def load(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    return load_knowledge((tmp_path,)).index_tables


@pytest.mark.parametrize("name", ["index_scores.csv", "index_weights.csv"])
def test_rows_are_sorted_and_have_a_source(name):
    with (SHIPPED / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    keys = [tuple(row.values())[:2] for row in rows]
    assert keys == sorted(keys) and all(row["source"] for row in rows)


def test_the_most_specific_row_gives_the_score(tmp_path):
    rows = ["s,quad_1,1,x", "s,CONSULT,2,x", "s,CONSULT/visit,3,x", "s,visit,4,x"]
    for count in range(1, 5):
        folder = tmp_path / str(count)
        folder.mkdir()
        tables = load(folder, "index_scores.csv", "scale,target,score,source\n" + "\n".join(rows[:count]))
        assert tables.score("s", EVENT) == count


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("index_scores.csv", "scale,target,score,source\ns,picnic,1,x\n", "picnic"),
        ("index_scores.csv", "scale,target,score,source\ns,visit,11,x\n", "from -10 to 10"),
        ("index_weights.csv", "weight,value,meaning,source\nclaimed,2,,x\n", "from 0 to 1"),
        ("index_weights.csv", "weight,value,meaning,source\nluck,1,,x\n", "luck"),
    ],
)
def test_a_bad_row_is_told_with_its_line(tmp_path, name, text, message):
    with pytest.raises(KnowledgeError, match=message):
        load(tmp_path, name, text)
