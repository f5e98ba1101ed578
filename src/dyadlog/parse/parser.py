"""Parser: Document -> Parse."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from dyadlog.parse.corrections import correct
from dyadlog.parse.headlines import graft_list, is_verbless, leading_list, word_as_subject
from dyadlog.parse.lemmas import Lemmatiser
from dyadlog.parse.masking import Masked, Masker
from dyadlog.parse.quotations import Quoted, find_quotations, place_quotations
from dyadlog.parse.reader import Analysis, MiniLmReader, Reader
from dyadlog.parse.sentences import SentenceSplitter
from dyadlog.parse.tokenizer import Tokenizer
from dyadlog.records import Document, Parse, Sentence, content_id
from dyadlog.records.vocabulary import ARTICLE_BLOCKS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dyadlog.knowledge import Knowledge

READERS: Mapping[str, Callable[[int], Reader]] = {MiniLmReader.name: MiniLmReader}
"""The language models there are, by name; each is made with a number of threads."""

LONGEST = 160
"""Words. Training saw none above 150; what is longer is cut, at a semicolon where there is one."""
QUOTES_AGAIN = ("“", '"', "«", "‘")


class Parser:
    """Sentences, words, syntax, lemmas, names and quotations of a document's article blocks.

    Holds settings only; spaCy, the network and the tables are loaded on first use.
    """

    name = "parse"
    tables = (
        "written_forms.csv",
        "states.csv",
        "state_names.csv",
        "organisations.csv",
        "armed_groups.csv",
        "bodies.csv",
        "common_words.csv",
        "false_names.csv",
        "places.csv",
        "regions.csv",
    )
    """The tables a parse depends on: those of written forms and of the index of names."""

    def __init__(self, knowledge: "Knowledge", reader: str = MiniLmReader.name, threads: int = 1) -> None:
        self.knowledge = knowledge
        self.reader_name = reader
        self.threads = threads
        self.read = READERS[reader](threads)
        self.version = f"6 {self.read.name} {self.read.version}"

    def __reduce__(self) -> tuple[type["Parser"], tuple["Knowledge", str, int]]:
        return Parser, (self.knowledge, self.reader_name, self.threads)

    @cached_property
    def split_sentences(self) -> SentenceSplitter:
        """Where sentences end in a block."""
        return SentenceSplitter(self.knowledge.written_forms)

    @cached_property
    def split_words(self) -> Tokenizer:
        """The words of a sentence, and the vocabulary they share."""
        return Tokenizer(self.knowledge.written_forms)

    @cached_property
    def mask(self) -> Masker:
        """Stand-ins for words that name states."""
        return Masker(self.knowledge)

    @cached_property
    def lemmatise(self) -> Lemmatiser:
        """Lemmas by word and tags."""
        return Lemmatiser()

    def __call__(self, document: Document) -> Parse:
        """The sentences of the headline, subheads and paragraphs, in order."""
        sentences: list[Sentence] = []
        blocks = [index for index, block in enumerate(document.blocks) if block.kind in ARTICLE_BLOCKS]
        for index, following in zip_longest(blocks, blocks[1:]):
            text = document.text_of(document.blocks[index])
            goes_on = following is not None and document.text_of(document.blocks[following]).lstrip().startswith(
                QUOTES_AGAIN
            )
            quoted = find_quotations(text)
            for start, end, doc in self.read_block(text):
                sentences.append(
                    place_sentence(document, index, len(sentences), (start, end), doc, quoted, goes_on=goes_on)
                )
        return Parse(document.document_id, tuple(sentences))

    def read_block(self, text: str) -> Iterator[tuple[int, int, "Doc"]]:
        """The sentences of a block with their spans in it."""
        for start, end in self.split_sentences(text):
            words, spaces = self.split_words(text[start:end])
            offset = start
            for first, last in cut_words(words):
                length = sum(map(len, words[first:last])) + sum(spaces[first:last])
                trailing = int(spaces[last - 1])
                if any(not word.isspace() for word in words[first:last]):
                    piece = [*spaces[first : last - 1], False]
                    yield offset, offset + length - trailing, self.read_sentence(words[first:last], piece)
                offset += length

    def read_sentence(self, words: Sequence[str], spaces: Sequence[bool]) -> "Doc":
        """The spaCy ``Doc`` of one sentence. A word of white space (a line end) hangs on the word before it."""
        from dyadlog.parse.docs import make_doc

        visible = [position for position, word in enumerate(words) if not word.isspace()]
        seen = [words[position] for position in visible]
        masked = self.mask(seen)
        analysis = self.analyse(seen, masked)
        lemmas = self.lemmatise(seen, analysis.pos, analysis.tags)
        for state in masked.states:
            if state.role == "adjective":  # whether its lemma keeps the capital must not hang on which state it is
                lemmas[state.first : state.last + 1] = seen[state.first : state.last + 1]
        return make_doc(self.split_words.vocab, words, spaces, visible, analysis, lemmas)

    def analyse(self, words: Sequence[str], masked: Masked) -> Analysis:
        """The syntax and names of a sentence's words, states' names masked and the faults of headlines corrected."""
        (analysis,) = self.read([masked.words])
        states = leading_list(words, masked)
        reworded = word_as_subject(masked, states) if states and is_verbless(analysis) else None
        if reworded is not None:
            analysis = graft_list(states, analysis, *self.read([reworded]))
        return correct(words, masked, analysis)

    def to_bytes(self, parse: Parse) -> bytes:
        """The bytes to cache a parse as; the same for the same parse."""
        from dyadlog.parse.docs import write_parse

        return write_parse(parse)

    def from_bytes(self, document: Document, blob: bytes) -> Parse:
        """The parse of this document that ``to_bytes`` wrote."""
        from dyadlog.parse.docs import read_parse

        return read_parse(document, blob, self.split_words.vocab)


def place_sentence(
    document: Document,
    block: int,
    index: int,
    span: tuple[int, int],
    doc: "Doc",
    quoted: Sequence[Quoted],
    *,
    goes_on: bool,
) -> Sentence:
    """A sentence in its document, with the quotations that reach into it; ``span`` is within the block."""
    offset = document.blocks[block].start
    start, end = offset + span[0], offset + span[1]
    return Sentence(
        sentence_id=content_id("sentence", document.document_id, start, end),
        document_id=document.document_id,
        index=index,
        block=block,
        kind=document.blocks[block].kind,
        start=start,
        end=end,
        doc=doc,
        quotations=place_quotations(quoted, offset, span, goes_on=goes_on),
    )


def cut_words(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """``words`` in stretches of at most ``LONGEST``, cut after a semicolon, else a comma or dash, else anywhere."""
    first = 0
    while len(words) - first > LONGEST:
        window = range(first + LONGEST - 1, first + LONGEST // 3, -1)
        cut = next((position for marks in (";", ",–—") for position in window if words[position] in marks), window[0])
        yield first, cut + 1
        first = cut + 1
    yield first, len(words)
