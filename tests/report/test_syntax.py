"""The syntax of a sentence, shown."""

import xml.etree.ElementTree as ET

import pytest
import spacy
from rich.console import Console
from spacy.tokens import Doc

from dyadlog.errors import UserError
from dyadlog.report.syntax import make_row, make_tree_table, render_html, render_svg, write_drawing

TEXT = "See: Tom & <b>\nran “off” \x1b[1m."


@pytest.fixture
def row():
    doc = Doc(
        spacy.blank("en").vocab,
        words=["Tom", "&", "<b>", "\n", "ran", "“", "off", "”", "\x1b[1m", "."],
        spaces=[True, True, False, False, True, False, False, True, False, False],
        tags=["NNP", "CC", "NN", "_SP", "VBD", "``", "RB", "''", "X", "."],
        pos=["PROPN", "CCONJ", "NOUN", "SPACE", "VERB", "PUNCT", "ADV", "PUNCT", "X", "PUNCT"],
        morphs=["Number=Sing", "", "", "", "Tense=Past|VerbForm=Fin", "", "", "", "", ""],
        lemmas=["Tom", "&", "<b>", "\n", "run", '"', "off", '"', "x", "."],
        heads=[4, 2, 0, 2, 4, 6, 4, 6, 4, 4],
        deps=["nsubj", "cc", "conj", "dep", "root", "punct", "advmod", "punct", "dep", "punct"],
        ents=["B-PER", "O", "O", "O", "O", "O", "O", "O", "O", "O"],
    )
    return make_row(TEXT, 5, len(TEXT), doc)


def test_a_row_counts_words_and_leaves_line_ends_out(row):
    assert [word["number"] for word in row["words"]] == list(range(1, 10))
    assert [word["head"] for word in row["words"]] == [4, 3, 1, 0, 6, 4, 6, 4, 4]
    assert all(TEXT[word["start"] : word["end"]] == word["word"] for word in row["words"])
    assert row["words"][3]["features"] == {"Tense": "Past", "VerbForm": "Fin"}
    assert row["names"] == [{"kind": "PER", "text": "Tom", "start": 5, "end": 8}]


@pytest.mark.parametrize("width", [80, 160])
def test_a_table_shows_relations_and_names_at_any_width(row, width):
    console = Console(width=width, record=True, file=None, force_terminal=False)
    with console.capture() as capture:
        console.print(make_tree_table(row, width))
    shown = capture.get()
    assert "nsubj" in shown and "B-PER" in shown and "\x1b" not in shown
    assert ("VerbForm=Fin" in shown) == (width >= 100)


def test_sentences_stand_below_each_other_in_one_drawing(row):
    drawing = ET.fromstring(render_svg([row, row]))
    groups = [group for group in drawing if group.tag.endswith("}g")]
    assert len(groups) == 2 and groups[0].get("transform") == "translate(0 0)"
    words = [text.text for text in groups[0].iter() if text.get("class") == "displacy-word"]
    assert words == ["Tom", "&", "<b>", "ran", "“off”", " [1m."]
    assert render_svg([row]) == render_svg([row])


def test_a_page_shows_names_and_escapes_words(row):
    page = render_html([row])
    assert "Tom<small>PER</small>" in page and "<b>" not in page and "\x1b" not in page


def test_a_drawing_is_svg_or_html(row, tmp_path):
    with pytest.raises(UserError, match=r"\.svg or \.html, not \.png"):
        write_drawing([row], tmp_path / "tree.png")
    with pytest.raises(UserError, match="cannot write"):
        write_drawing([row], tmp_path / "nowhere" / "tree.svg")
    assert list(tmp_path.iterdir()) == []
