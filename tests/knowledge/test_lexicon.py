"""The lexicon is well formed, covers every kind and mode, and says where it is wrong."""

import tomllib
from collections import Counter

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import SHIPPED, Knowledge, load_knowledge
from dyadlog.knowledge.frame import ClassTest
from dyadlog.knowledge.lexicon import read_blocks

KNOWLEDGE = load_knowledge()
LEXICON = KNOWLEDGE.lexicon
FILES = sorted((SHIPPED / "lexicon").glob("*.toml"))
# frames whose word means an act in some settings only, of several types
MIXED = "general"


def load_own(folder, text: str):
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "own.toml").write_text(text, encoding="utf-8")
    return Knowledge((folder,)).lexicon


def first_trigger(block: dict[str, str]) -> str:
    return (block.get("verb") or block.get("noun") or block["adjective"]).split("|")[0]


def test_every_kind_has_a_frame():
    covered = {frame.kind for frame in LEXICON}
    assert [kind.kind for kind in KNOWLEDGE.kinds if kind.kind not in covered] == []


def test_every_mode_of_the_manual_can_be_reached():
    reached = set()
    for frame in LEXICON:
        kind = KNOWLEDGE.kinds.get(frame.kind)
        reached.add((kind.event_type, frame.mode or kind.mode))
    wanted = {(name, mode) for name, entry in KNOWLEDGE.ontology.types.items() for mode in entry.modes}
    assert wanted - reached == set()


def test_tomllib_reads_the_same():
    for path in FILES:
        ours = [block for _, block in read_blocks(path)]
        theirs = tomllib.loads(path.read_text(encoding="utf-8"))["frame"]
        assert ours == [{key: str(value) for key, value in block.items()} for block in theirs], path.name


def test_there_is_one_file_a_type():
    for path in FILES:
        types = {(KNOWLEDGE.kinds.get(b["kind"]).event_type or "statement").lower() for _, b in read_blocks(path)}
        assert path.stem == MIXED or types == {path.stem}


def test_frames_are_sorted_by_kind_then_trigger():
    for path in FILES:
        keys = [(block["kind"], first_trigger(block)) for _, block in read_blocks(path)]
        assert keys == sorted(keys) or path.stem == MIXED, path.name


def test_every_example_is_a_sentence_of_its_own():
    examples = Counter(example for _, _, example in LEXICON.examples())
    assert [example for example, count in examples.items() if count > 1] == []
    assert [example for example in examples if not (example[0].isupper() and example.endswith("."))] == []


def test_example_names_no_dyad_of_the_first_corpus():
    assert [e for _, _, e in LEXICON.examples() if "Pakistan" in e or "Iran" in e] == []


def test_frame_ids_tell_blocks_apart():
    blocks = sum(len(list(read_blocks(path))) for path in FILES)
    assert len({frame.frame_id for frame in LEXICON}) == blocks


def test_most_specific_frame_comes_first():
    for lemma in ("sign", "strike", "hold"):
        counts = [frame.constraints for frame in LEXICON.frames_for(lemma, "VERB")]
        assert counts == sorted(counts, reverse=True)
        assert counts


def test_bare_relations_are_no_event():
    assert [LEXICON.frames_for(noun, "NOUN") for noun in ("relation", "tie", "relationship", "friendship")] == [()] * 4


def test_word_is_looked_up_with_its_part_of_speech():
    assert {frame.kind for frame in LEXICON.frames_for("visit", "VERB")} >= {"visit"}
    assert LEXICON.frames_for("visit", "ADV") == ()


def test_particle_stays_with_its_verb():
    assert ("kick", "out") in {(frame.lemma, frame.particle) for frame in LEXICON if frame.kind == "expel"}


def test_class_test_wants_and_bars():
    test = ClassTest(("party",), ("state",))
    assert test.holds_for(frozenset({"party", "person"}))
    assert not test.holds_for(frozenset({"party", "state"}))
    assert not test.holds_for(frozenset())


OWN = """
# the Order of the Golden Plover
[[frame]]
kind = "praise"
verb = "decorate|hang a"
object = "medal"
preposition_object = "with:order|ribbon"
object_type = "person|!state"
actor = "subj"
recipient = "obj|on"
confidence = 0.9
example = "Norway decorated a Danish pilot with the order."
"""


def test_user_may_add_a_frame(tmp_path):
    frame = load_own(tmp_path, OWN).frames_for("decorate", "VERB")[0]
    assert frame.kind == "praise"
    assert frame.preposition_object == {("with", "order"), ("with", "ribbon")}
    assert frame.object_type == ClassTest(("person",), ("state",))
    assert frame.needs == ("actor",)
    assert frame.confidence == 0.9


def test_frame_with_our_id_replaces_ours(tmp_path):
    block = dict(next(block for _, block in read_blocks(SHIPPED / "lexicon" / "agree.toml")))
    block["confidence"] = "0.11"
    text = "[[frame]]\n" + "\n".join(f'{key} = "{value}"' for key, value in block.items())
    own = load_own(tmp_path, text)
    assert len(own) == len(LEXICON)
    assert [frame.confidence for frame in own].count(0.11) == len(first_alternatives(block))


def first_alternatives(block: dict[str, str]) -> list[str]:
    return (block.get("verb") or block.get("noun") or block["adjective"]).split("|")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ('kind = "prais"', "no kind 'prais'"),
        ('noun = "decoration"', "exactly one of verb, noun, adjective"),
        ('recipient = "unto"', "no role 'unto'"),
        ('verb = "Decorate"', "not a lemma in lower case"),
        ('preposition_object = "order"', "not preposition:lemma"),
        ('object_type = "person|thing"', "none of party"),
        ('needs = "territory"', "which the frame does not have"),
        ('mode = "phone"', "SUPPORT has no mode 'phone'"),
        ('cameo = "777"', "CAMEO has no code '777'"),
        ('modality = "maybe"', "no modality"),
        ("confidence = 2", "above 0 and up to 1"),
        ('example = ""', "example sentence"),
    ],
)
def test_bad_frame_is_reported_with_file_and_line(tmp_path, change, complaint):
    key = change.split(" = ")[0]
    lines = [line for line in OWN.strip().splitlines() if not line.startswith(f"{key} =")]
    with pytest.raises(KnowledgeError) as raised:
        load_own(tmp_path, "\n".join((*lines, change)))
    assert "own.toml, line 2: " in str(raised.value)
    assert complaint in str(raised.value)


@pytest.mark.parametrize("line", ["verb = unquoted", 'colour = "red"', 'kind = "praise"', "some words", "[frame]"])
def test_line_that_is_no_key_of_a_frame_is_reported(tmp_path, line):
    with pytest.raises(KnowledgeError, match=r"own\.toml, line 13: "):
        load_own(tmp_path, f"{OWN}{line}\n")


def test_the_same_frame_twice_is_an_error(tmp_path):
    with pytest.raises(KnowledgeError, match="stands twice"):
        load_own(tmp_path, OWN + OWN)
