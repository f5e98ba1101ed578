"""Our own sentences with names marked (corpus/names)."""

import re
from pathlib import Path

import pytest

from training.reader.sources import MARK, NAMES, OUR_NAMES, read_ours, unmark

FILES = sorted(OUR_NAMES.glob("*.txt"))
LINE = re.compile(r"([a-z]+-\d{3})\t(\S.*\S)")


def rows(path: Path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_belongs_to_a_part_and_every_line_has_its_form(path):
    assert re.fullmatch(r"# part: (train|dev|test)", path.read_text(encoding="utf-8").splitlines()[0])
    for row in rows(path):
        match = LINE.fullmatch(row)
        assert match, row
        assert match[1].startswith(path.stem), row


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marks_are_known_flat_and_tight(path):
    for row in rows(path):
        assert {match[1] for match in MARK.finditer(row)} <= set(NAMES), row
        text, spans = unmark(row)
        assert "[" not in text and "]" not in text, row
        for start, end, _ in spans:
            assert text[start:end] == text[start:end].strip(" ,;:"), row


def test_ids_and_sentences_occur_once():
    every = [row.split("\t", 1) for path in FILES for row in rows(path)]
    assert len({row[0] for row in every}) == len(every)
    assert len({unmark(row[1])[0] for row in every}) == len(every)


def test_every_part_has_all_kinds_and_sentences_without_names():
    for part in ("train", "dev", "test"):
        sentences = list(read_ours(part))
        assert {kind for _, spans in sentences for _, _, kind in spans} == set(NAMES)
        assert any(not spans for _, spans in sentences)
    assert sum(1 for part in ("train", "dev", "test") for _ in read_ours(part)) >= 1500
