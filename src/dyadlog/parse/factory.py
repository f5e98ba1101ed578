"""The parser in spaCy: the component ``dyadlog_reader`` and the tokenizer ``dyadlog_words``.

spaCy finds both by the package's entry points; nothing has to be imported.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

from dyadlog.knowledge import load_knowledge
from dyadlog.parse.docs import Filled, fill_doc
from dyadlog.parse.parser import Parser, cut_words
from dyadlog.parse.reader import Analysis
from dyadlog.parse.readers import DEFAULT_READER

Answer = tuple[Analysis, list[str]]
Stretch = tuple[int, int]
ASSIGNS = (
    "doc.ents",
    "doc.sents",
    "token.dep",
    "token.ent_iob",
    "token.ent_type",
    "token.head",
    "token.is_sent_start",
    "token.lemma",
    "token.morph",
    "token.pos",
    "token.tag",
)


@Language.factory("dyadlog_reader", assigns=ASSIGNS, default_config={"reader": DEFAULT_READER, "knowledge": []})
def make_component(nlp: Language, name: str, reader: str, knowledge: list[str]) -> "Component":
    """The component; ``knowledge`` are folders with tables of one's own."""
    return Component(make_parser(knowledge, reader))


def make_tokenizer() -> Callable[[Language], "WordSplitter"]:
    """What ``@tokenizers = "dyadlog_words"`` stands for in a pipeline's configuration."""
    return lambda nlp: WordSplitter(nlp.vocab, make_parser(()))


def make_parser(folders: Sequence[str], reader: str = DEFAULT_READER) -> Parser:
    """A parser with the shipped tables and those of the folders."""
    return Parser(load_knowledge(tuple(map(Path, folders))), reader)


class Component:
    """Fills tags, features, lemmas, trees, names and sentence starts of any ``Doc``, on the words it has.

    Sentence starts are kept where the ``Doc`` has them.
    """

    def __init__(self, parser: Parser) -> None:
        self.parser = parser

    def __call__(self, doc: Doc) -> Doc:
        """Fill one document."""
        self.fill([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Fill many documents, ``batch_size`` of them in one call of the reader."""
        remaining = iter(stream)
        while batch := list(islice(remaining, batch_size)):
            self.fill(batch)
            yield from batch

    def fill(self, docs: Sequence[Doc]) -> None:
        """Read the sentences of all documents at once, and write them."""
        words = [[token.text for token in doc] for doc in docs]
        spans = [self.find_sentences(doc, own) for doc, own in zip(docs, words, strict=True)]
        stretches = [
            [cut_sentence(own, *span) for span in document] for own, document in zip(words, spans, strict=True)
        ]
        seen = [
            [own[position] for position in stretch]
            for own, document in zip(words, stretches, strict=True)
            for sentence in document
            for stretch in sentence
        ]
        answers = iter(self.parser.read_words(seen))
        for doc, own, document, sentences in zip(docs, words, spans, stretches, strict=True):
            filled = []
            for (first, end), sentence in zip(document, sentences, strict=True):
                visible = [position for stretch in sentence for position in stretch]
                filled.append(Filled(first, end, visible, *join_answers([next(answers) for _ in sentence])))
            fill_doc(doc, own, filled)

    def find_sentences(self, doc: Doc, words: Sequence[str]) -> list[Stretch]:
        """The first token and the end of each sentence; together they cover the document."""
        if doc.has_annotation("SENT_START"):
            starts = [token.i for token in doc if token.is_sent_start]
        else:
            starts = self.split(doc, words)
        cuts = [*dict.fromkeys((0, *starts)), len(doc)]
        return [(first, end) for first, end in pairwise(cuts) if first < end]

    def split(self, doc: Doc, words: Sequence[str]) -> list[int]:
        """The first tokens of the sentences that are found; those too long to be read are parted."""
        places = [token.idx for token in doc]
        firsts = [bisect_left(places, start) for start, _ in self.parser.split_sentences(doc.text)]
        return [
            first + start
            for first, end in pairwise([*firsts, len(doc)])
            if first < end
            for start, _ in cut_words(words[first:end])
        ]


class WordSplitter(DummyTokenizer):
    """A spaCy tokenizer with our words and sentence starts."""

    def __init__(self, vocab: Vocab, parser: Parser) -> None:
        self.vocab = vocab
        self.parser = parser

    def __call__(self, text: str) -> Doc:
        """The document of a text; white space between sentences, but for one space, is a word of the one before."""
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool | int | None] = []
        offset = 0
        for start, end in [*self.parser.split_sentences(text), (len(text), len(text))]:
            gap = text[offset:start]
            if words and gap.startswith(" ") and not spaces[-1]:
                spaces[-1], gap = True, gap[1:]
            own, own_spaces = self.parser.split_words(text[start:end])
            if gap:
                words.append(gap)
                spaces.append(False)
                starts.append(False)
            words += own
            spaces += own_spaces
            starts += [position == 0 for position in range(len(own))]
            offset = end
        return Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts)


def cut_sentence(words: Sequence[str], first: int, end: int) -> list[list[int]]:
    """The positions of the words of a sentence that are no white space, in stretches that can be read."""
    visible = [position for position in range(first, end) if not words[position].isspace()]
    if not visible:
        return []
    return [visible[start:stop] for start, stop in cut_words([words[position] for position in visible])]


def join_answers(answers: Sequence[Answer]) -> Answer:
    """The stretches of one sentence as one tree; the later ones go on with the first (parataxis)."""
    if len(answers) == 1:
        return answers[0]
    heads: list[int] = []
    relations: list[str] = []
    root = next((word for analysis, _ in answers[:1] for word, head in enumerate(analysis.heads) if word == head), 0)
    for analysis, _ in answers:
        offset = len(heads)
        for word, head in enumerate(analysis.heads):
            below = offset > 0 and word == head
            heads.append(root if below else offset + head)
            relations.append("parataxis" if below else analysis.relations[word])
    return (
        Analysis(
            pos=tuple(value for analysis, _ in answers for value in analysis.pos),
            tags=tuple(value for analysis, _ in answers for value in analysis.tags),
            morphs=tuple(value for analysis, _ in answers for value in analysis.morphs),
            heads=tuple(heads),
            relations=tuple(relations),
            names=tuple(value for analysis, _ in answers for value in analysis.names),
        ),
        [lemma for _, lemmas in answers for lemma in lemmas],
    )
