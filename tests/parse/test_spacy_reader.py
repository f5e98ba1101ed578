"""A spaCy pipeline in the place of our language model."""

import pickle

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from dyadlog.errors import UserError
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser, make_reader
from dyadlog.parse.spacy_reader import SpacyReader

COMPONENTS = ("tagger", "morphologizer", "parser", "ner")


def learn(folder, components=COMPONENTS, relations=("det", "nsubj", "ROOT", "det", "obj", "punct")):
    """A pipeline trained for some steps on a few sentences, saved in ``folder``."""
    nlp = spacy.blank("en")
    for name in components:
        nlp.add_pipe(name, config={"min_action_freq": 1} if name == "parser" else {})
    examples = []
    for subject, verb, thing in (("Kenya", "bought", "ship"), ("Norway", "sold", "boat"), ("Oman", "leased", "port")):
        words = ["The", subject, verb, "a", thing, "."]
        tags, pos = ["DT", "NNP", "VBD", "DT", "NN", "."], ["DET", "PROPN", "VERB", "DET", "NOUN", "PUNCT"]
        doc = Doc(
            nlp.vocab,
            words=words,
            tags=tags,
            pos=pos,
            morphs=["", "Number=Sing", "Tense=Past", "", "Number=Sing", ""],
            heads=[1, 2, 2, 4, 2, 2],
            deps=list(relations),
            ents=["O", "B-PERSON", "O", "O", "B-DATE", "O"],
        )
        examples.append(Example(Doc(nlp.vocab, words=words), doc))
    if components:
        spacy.util.fix_random_seed(1)
        optimizer = nlp.initialize(lambda: examples)
        for _ in range(12):
            nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder)
    return f"spacy:{folder}"


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory):
    return learn(tmp_path_factory.mktemp("pipeline"))


def test_a_pipeline_gives_tags_trees_and_names(pipeline):
    reader = make_reader(pipeline)
    words = ["The", "Norway", "sold", "a", "boat", "."]
    one, two = reader([words, words[1:]])
    assert one.pos == ("DET", "PROPN", "VERB", "DET", "NOUN", "PUNCT") and one.tags[2] == "VBD"
    assert one.relations.count("root") == 1 and one.heads[one.relations.index("root")] == one.relations.index("root")
    assert set(one.names) <= {"O", "B-PER", "I-PER"} and "B-PER" in one.names
    assert len(two.pos) == 5
    assert reader([words[1:]]) == [two]
    assert pickle.loads(pickle.dumps(reader)).version == reader.version


def test_the_parser_and_its_cache_key_hang_on_the_pipeline(pipeline):
    knowledge = load_knowledge()
    ours, theirs = Parser(knowledge), Parser(knowledge, pipeline)
    assert ours.version != theirs.version
    (found,) = theirs.read_text("The Norway sold a boat.")
    assert found[2].text == "The Norway sold a boat." and [token.dep_ for token in found[2]].count("root") == 1


def test_a_pipeline_trained_again_is_another_version(pipeline, tmp_path):
    assert SpacyReader(learn(tmp_path, ("tagger",)).removeprefix("spacy:")).version != make_reader(pipeline).version


def test_what_a_pipeline_lacks_is_said(tmp_path):
    reader = make_reader(learn(tmp_path, ("tagger", "morphologizer")))
    with pytest.raises(UserError, match=r"lacks a dependency tree \(DEP\), names \(ENT_IOB\)") as caught:
        reader([["Oman", "leased", "a", "port"]])
    assert str(tmp_path) in str(caught.value)


def test_another_scheme_than_universal_dependencies_is_refused(tmp_path):
    source = learn(tmp_path, relations=("det", "nsubj", "ROOT", "det", "dobj", "punct"))
    with pytest.raises(UserError, match="Universal Dependencies: it has the relations dobj"):
        make_reader(source)([["The", "Oman", "leased", "a", "port", "."]])


def test_several_roots_become_one(pipeline):
    reader = make_reader(pipeline)
    reader.pipeline.add_pipe("roots")
    (analysis,) = reader([["a", "b", "c"]])
    assert analysis.heads == (0, 0, 0) and analysis.relations == ("root", "parataxis", "parataxis")


@Language.component("roots")
def all_roots(doc):
    for token in doc:
        token.head, token.dep_ = token, "ROOT"
    return doc


@pytest.mark.parametrize("name", ["nosuch", "spacy:nosuch", "spacy:/no/such/folder", "spacy:"])
def test_an_unknown_reader_is_said(name):
    with pytest.raises(UserError, match=r"no reader is called|no spaCy pipeline is called"):
        make_reader(name)


def test_a_folder_that_is_no_pipeline_is_said(tmp_path):
    with pytest.raises(UserError, match="cannot be loaded"):
        make_reader(f"spacy:{tmp_path}")([["a"]])
