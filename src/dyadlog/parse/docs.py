"""spaCy documents: filling one from analyses, and the bytes a parse is cached as.

The only module of the room, beside the tokenizer, the factory and the spaCy reader, that needs spaCy; imported when a
sentence is first read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, TAG
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from dyadlog.parse.names import close_names
from dyadlog.parse.reader import Analysis
from dyadlog.records import Document, Parse, Quotation, Sentence

ATTRIBUTES = (ORTH, TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE)
LENGTH_BYTES = 8
IOB = {"I": 1, "O": 2, "B": 3}
"""spaCy's numbers for the first letter of a name's label."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is known of the words ``first`` up to ``end`` of a ``Doc``, one sentence.

    ``visible`` are the positions of the words that were analysed; the others are white space (a line end) and hang on
    the word before, or on the first visible one.
    """

    first: int
    end: int
    visible: Sequence[int]
    analysis: Analysis
    lemmas: Sequence[str]


def make_doc(vocab: Vocab, words: Sequence[str], spaces: Sequence[bool], filled: Filled) -> Doc:
    """A ``Doc`` of one sentence."""
    return fill_doc(Doc(vocab, words=list(words), spaces=list(spaces)), words, (filled,))


def fill_doc(doc: Doc, words: Sequence[str], sentences: Sequence[Filled]) -> Doc:
    """Write the sentences into ``doc``, whose words they cover; sentence starts follow from the trees."""
    if not words:
        return doc
    columns = _Columns(words)
    for filled in sentences:
        columns.write(filled)
    doc.from_array([POS, TAG, MORPH, LEMMA, DEP, ENT_TYPE, HEAD, ENT_IOB], columns.make_array(doc.vocab))
    return doc


class _Columns:
    """The annotations of a ``Doc``, a list each."""

    def __init__(self, words: Sequence[str]) -> None:
        count = len(words)
        self.pos, self.tags, self.morphs, self.relations = (
            ["SPACE"] * count,
            ["_SP"] * count,
            [""] * count,
            ["dep"] * count,
        )
        self.lemmas, self.names = list(words), ["O"] * count
        self.heads = list(range(-1, count - 1))

    def write(self, filled: Filled) -> None:
        """Write one sentence."""
        first, end, visible, analysis = filled.first, filled.end, filled.visible, filled.analysis
        if len(visible) == end - first:
            self.pos[first:end], self.tags[first:end] = analysis.pos, analysis.tags
            self.morphs[first:end], self.relations[first:end] = analysis.morphs, analysis.relations
            self.lemmas[first:end], self.names[first:end] = filled.lemmas, analysis.names
            self.heads[first:end] = [first + head for head in analysis.heads] if first else analysis.heads
            return
        top = visible[0] if visible else first
        self.heads[first:top] = [top] * (top - first)
        if not visible:
            self.heads[first], self.relations[first] = first, "root"
        for index, position in enumerate(visible):
            self.heads[position] = visible[analysis.heads[index]]
            self.pos[position], self.tags[position] = analysis.pos[index], analysis.tags[index]
            self.morphs[position], self.relations[position] = analysis.morphs[index], analysis.relations[index]
            self.lemmas[position], self.names[position] = filled.lemmas[index], analysis.names[index]
        for position in range(first + 1, end - 1):
            before, after = self.names[position - 1], self.names[position + 1]
            if self.pos[position] == "SPACE" and before != "O" and after[0] == "I":
                self.names[position] = f"I{before[1:]}"

    def make_array(self, vocab: Vocab) -> Any:
        """The columns as spaCy's numbers; every string is looked up once."""
        count = len(self.heads)
        array = np.empty((count, 8), dtype=np.uint64)
        names = close_names(self.names)
        kinds = [name[2:] for name in names]
        columns = (self.pos, self.tags, self.morphs, self.lemmas, self.relations, kinds)
        add, add_morph = vocab.strings.add, vocab.morphology.add
        keys = {text: add(text) for text in set().union(*columns)}
        keys_of_morphs = {morph: add_morph(morph) for morph in set(self.morphs)}
        for column, texts in enumerate(columns):
            known = keys_of_morphs if texts is self.morphs else keys
            array[:, column] = np.array([known[text] for text in texts], dtype=np.uint64)
        array[:, 6] = (np.array(self.heads, dtype=np.int64) - np.arange(count)).view(np.uint64)
        array[:, 7] = [IOB[name[0]] for name in names]
        return array


def write_parse(parse: Parse) -> bytes:
    """A header of spans as JSON, then the syntax as a spaCy ``DocBin``."""
    rows = [
        [
            sentence.sentence_id,
            sentence.block,
            sentence.start,
            sentence.end,
            [[quotation.start, quotation.end, quotation.open_ended] for quotation in sentence.quotations],
        ]
        for sentence in parse.sentences
    ]
    header = json.dumps(rows, separators=(",", ":")).encode()
    syntax = DocBin(attrs=ATTRIBUTES, docs=[sentence.doc for sentence in parse.sentences]).to_bytes()
    return len(header).to_bytes(LENGTH_BYTES, "big") + header + syntax


def read_parse(document: Document, blob: bytes, vocab: Vocab) -> Parse:
    """The parse of ``document`` that ``blob`` was written from."""
    body = LENGTH_BYTES + int.from_bytes(blob[:LENGTH_BYTES], "big")
    rows = json.loads(blob[LENGTH_BYTES:body])
    docs = DocBin().from_bytes(blob[body:]).get_docs(vocab)
    return Parse(
        document.document_id,
        tuple(
            Sentence(
                sentence_id=sentence_id,
                document_id=document.document_id,
                index=index,
                block=block,
                kind=document.blocks[block].kind,
                start=start,
                end=end,
                doc=doc,
                quotations=read_quotations(quotations),
            )
            for index, ((sentence_id, block, start, end, quotations), doc) in enumerate(zip(rows, docs, strict=True))
        ),
    )


def read_quotations(rows: Sequence[tuple[int, int, bool]]) -> tuple[Quotation, ...]:
    """Quotations from their rows in the header."""
    return tuple(Quotation(start, end, open_ended) for start, end, open_ended in rows)
