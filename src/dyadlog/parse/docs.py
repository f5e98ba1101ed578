"""spaCy documents: filling one from an analysis, and the bytes a parse is cached as.

The only module of the room, beside the tokenizer, that needs spaCy; imported when a sentence is first read.
"""

import json
from collections.abc import Sequence

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, TAG
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from dyadlog.parse.reader import Analysis
from dyadlog.records import Document, Parse, Quotation, Sentence

ATTRIBUTES = (ORTH, TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE)
LENGTH_BYTES = 8


def make_doc(
    vocab: Vocab,
    words: Sequence[str],
    spaces: Sequence[bool],
    visible: Sequence[int],
    analysis: Analysis,
    lemmas: Sequence[str],
) -> Doc:
    """A ``Doc`` of one sentence. ``visible`` are the positions of the words that were analysed; the others are white
    space and hang on their neighbour."""
    count = len(words)
    place = dict(enumerate(visible))
    heads = [max(position - 1, 0) for position in range(count)]
    if visible[0] != 0:
        heads[: visible[0]] = [visible[0]] * visible[0]
    pos, tags, morphs, deps = ["SPACE"] * count, ["_SP"] * count, [""] * count, ["dep"] * count
    lemma_of, names = list(words), ["O"] * count
    for index, position in enumerate(visible):
        heads[position] = place[analysis.heads[index]]
        pos[position], tags[position] = analysis.pos[index], analysis.tags[index]
        morphs[position], deps[position] = analysis.morphs[index], analysis.relations[index]
        lemma_of[position], names[position] = lemmas[index], analysis.names[index]
    for position in range(1, count):
        if pos[position] == "SPACE" and names[position - 1] != "O" and names[min(position + 1, count - 1)][0] == "I":
            names[position] = f"I{names[position - 1][1:]}"
    return Doc(
        vocab,
        words=list(words),
        spaces=list(spaces),
        tags=tags,
        pos=pos,
        morphs=morphs,
        lemmas=lemma_of,
        heads=heads,
        deps=deps,
        ents=names,
    )


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
