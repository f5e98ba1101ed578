"""The tables of cues."""

import tomllib
from itertools import chain
from types import SimpleNamespace

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.knowledge.cues import FILES, load_cues


@pytest.fixture(scope="module")
def cues():
    return load_knowledge().cues


def test_words_that_govern_an_act_say_how_it_stands(cues):
    assert cues.effects("vow", "VERB") == {"planned"}
    assert cues.effects("deny", "VERB") == {"denied"}
    assert "report" in cues.effects("say", "VERB")
    assert cues.effects("table", "NOUN") == frozenset()


def test_kinds_named_in_the_tables_are_kinds():
    knowledge = load_knowledge()
    cues = knowledge.cues
    assert all(kind in knowledge.kinds for kind in chain(cues.domestic, cues.joint, cues.solitary))


def test_topics_are_contexts_of_the_ontology():
    knowledge = load_knowledge()
    assert set(knowledge.cues.topics.values()) <= knowledge.ontology.contexts


def test_no_word_stands_twice_under_one_heading():
    for name in FILES:
        path = load_knowledge().files(f"{name}.toml")[0]
        for words in lists_of(tomllib.loads(path.read_text(encoding="utf-8"))):
            assert len(words) == len(set(words)), (name, words[0])


def lists_of(table):
    for value in table.values():
        if isinstance(value, dict):
            yield from lists_of(value)
        else:
            yield value


def test_user_adds_words(tmp_path):
    (tmp_path / "cues.toml").write_text('[modifier.planned]\nwords = ["pencilled-in"]\n', encoding="utf-8")
    cues = load_cues(Knowledge([tmp_path]))
    assert cues.modifier["pencilled-in"] == "planned"
    assert cues.modifier["upcoming"] == "planned"


def test_unknown_section_names_the_file(tmp_path):
    (tmp_path / "cues.toml").write_text('[modifiers]\nwords = ["x"]\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"cues\.toml"):
        load_cues(Knowledge([tmp_path]))


def test_missing_section_names_the_file(tmp_path):
    for name in FILES:
        text = load_knowledge().files(f"{name}.toml")[0].read_text(encoding="utf-8")
        (tmp_path / f"{name}.toml").write_text(text.replace("[setting]", "[elsewhere]"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"cues_time\.toml: no 'setting'"):
        load_cues(SimpleNamespace(files=lambda name: sorted(tmp_path.glob(name))))
