"""Parser: Document -> Parse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from dyadlog.encoder import Masked, Masker, StateWords
from dyadlog.parse.corrections import correct
from dyadlog.parse.datelines import find_dateline, join_dateline
from dyadlog.parse.headlines import graft_list, is_verbless, leading_list, word_as_subject
from dyadlog.parse.lemmas import Lemmatiser
from dyadlog.parse.quotations import Quoted, find_quotations, place_quotations
from dyadlog.parse.reader import Analysis
from dyadlog.parse.readers import DEFAULT_READER, make_reader
from dyadlog.parse.sentences import SentenceSplitter
from dyadlog.parse.tokenizer import Tokenizer
from dyadlog.parse.worth import Worth, is_left_out, leave_out
from dyadlog.records import Document, Parse, Sentence, content_id
from dyadlog.records.vocabulary import ARTICLE_BLOCKS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dyadlog.knowledge import Knowledge

LONGEST = 160
"""Words. Training saw none above 150; what is longer is cut, at a semicolon where there is one."""
QUOTES_AGAIN = ("“", '"', "«", "‘")


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence cut out of a block, ``start`` to ``end`` in its text; ``visible`` are the words that are no space."""

    block: int
    start: int
    end: int
    words: Sequence[str]
    spaces: Sequence[bool]
    visible: Sequence[int]

    @property
    def seen(self) -> Sequence[str]:
        """The words that are read."""
        if len(self.visible) == len(self.words):
            return self.words
        return [self.words[position] for position in self.visible]


class Parser:
    """Sentences, words, syntax, lemmas, names and quotations of a document's article blocks.

    With ``everything`` off, sentences that can hold no claim are left without syntax. Holds settings only; spaCy, the
    network and the tables are loaded on first use.
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
    """The tables the parse of a sentence depends on: those of written forms and of the index of names. Which sentences
    are worth reading hangs on others too; it is settled anew when a parse is taken from the cache."""

    def __init__(
        self, knowledge: "Knowledge", reader: str = DEFAULT_READER, threads: int = 1, *, everything: bool = True
    ) -> None:
        self.knowledge = knowledge
        self.reader_name = reader
        self.threads = threads
        self.everything = everything
        self.read = make_reader(reader, threads)
        self.version = f"10 {self.read.name} {self.read.version}{'' if everything else ' worth'}"

    def __reduce__(self) -> tuple["partial[Parser]", tuple["Knowledge", str, int]]:
        return partial(Parser, everything=self.everything), (self.knowledge, self.reader_name, self.threads)

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
    def worth(self) -> Worth:
        """Which sentences of a page are worth reading."""
        return Worth(self.knowledge)

    @cached_property
    def lemmatise(self) -> Lemmatiser:
        """Lemmas by word and tags."""
        return Lemmatiser()

    def __call__(self, document: Document) -> Parse:
        """The sentences of the headline, subheads and paragraphs, in order."""
        blocks = [index for index, block in enumerate(document.blocks) if block.kind in ARTICLE_BLOCKS]
        texts = [document.text_of(document.blocks[index]) for index in blocks]
        cuts = [cut for block, text in zip(blocks, texts, strict=True) for cut in self.cut_block(block, text)]
        docs = self.read_cuts(cuts, self.choose(document, cuts))
        quoted = {block: find_quotations(text) for block, text in zip(blocks, texts, strict=True)}
        goes_on = {
            block: following.lstrip().startswith(QUOTES_AGAIN)
            for block, following in zip(blocks, [*texts[1:], ""], strict=False)
        }
        return Parse(
            document.document_id,
            tuple(
                place_sentence(document, index, cut, doc, quoted[cut.block], goes_on=goes_on[cut.block])
                for index, (cut, doc) in enumerate(zip(cuts, docs, strict=True))
            ),
        )

    def read_text(self, text: str) -> list[tuple[int, int, "Doc"]]:
        """The sentences of a text that is no document, each with its span in it."""
        cuts = list(self.cut_block(0, text))
        return [
            (cut.start, cut.end, doc) for cut, doc in zip(cuts, self.read_cuts(cuts, [True] * len(cuts)), strict=True)
        ]

    def choose(self, document: Document, cuts: Sequence[Cut]) -> list[bool]:
        """Which sentences of a document are to be read."""
        if self.everything:
            return [True] * len(cuts)
        return self.worth([cut.seen for cut in cuts], document.outlet.value if document.outlet is not None else "")

    def cut_block(self, block: int, text: str) -> Iterator[Cut]:
        """The sentences of a block, as words; stretches of white space are none."""
        for start, end in self.split_sentences(text):
            words, spaces = self.split_words(text[start:end])
            offset = start
            for first, last in cut_words(words):
                length = sum(map(len, words[first:last])) + sum(spaces[first:last])
                visible = [position for position, word in enumerate(words[first:last]) if not word.isspace()]
                if visible:
                    trailing = int(spaces[last - 1])
                    piece = [*spaces[first : last - 1], False]
                    yield Cut(block, offset, offset + length - trailing, words[first:last], piece, visible)
                offset += length

    def read_cuts(self, cuts: Sequence[Cut], chosen: Sequence[bool]) -> list["Doc"]:
        """The spaCy ``Doc`` of each sentence, all that are chosen read at once."""
        from dyadlog.parse.docs import Filled, make_doc

        vocab = self.split_words.vocab
        answers = iter(self.read_words([cut.seen for cut, one in zip(cuts, chosen, strict=True) if one]))
        docs = []
        for cut, one in zip(cuts, chosen, strict=True):
            analysis, lemmas = next(answers) if one else (leave_out(cut.seen), cut.seen)
            filled = Filled(0, len(cut.words), cut.visible, analysis, lemmas)
            docs.append(make_doc(vocab, cut.words, cut.spaces, filled))
        return docs

    def read_words(self, sentences: Sequence[Sequence[str]]) -> list[tuple[Analysis, list[str]]]:
        """The analysis and the lemmas of sentences of at most ``LONGEST`` words, none of them white space."""
        masked = [self.mask(words) for words in sentences]
        return [
            (analysis, self.find_lemmas(words, mask, analysis))
            for words, mask, analysis in zip(sentences, masked, self.analyse(sentences, masked), strict=True)
        ]

    def find_lemmas(self, words: Sequence[str], masked: Masked, analysis: Analysis) -> list[str]:
        """The lemma of each word."""
        lemmas = self.lemmatise(words, analysis.pos, analysis.tags)
        for state in masked.states:
            if state.role == "adjective":  # whether its lemma keeps the capital must not hang on which state it is
                lemmas[state.first : state.last + 1] = words[state.first : state.last + 1]
        return lemmas

    def analyse(self, sentences: Sequence[Sequence[str]], masked: Sequence[Masked]) -> list[Analysis]:
        """The syntax and names of sentences, states' names masked and the faults of headlines corrected.

        The reader is called once for all, and once more for the headlines whose list of states has to be reworded.
        """
        cuts = [find_dateline(words) for words in sentences]
        parts = [
            part
            for mask, cut in zip(masked, cuts, strict=True)
            for part in (mask.words[:cut], mask.words[cut:])
            if part
        ]
        read = iter(self.read(parts))
        analyses = [join_dateline(next(read), next(read)) if cut else next(read) for cut in cuts]
        again: list[tuple[int, tuple[StateWords, ...], tuple[str, ...]]] = []
        for index, (words, mask) in enumerate(zip(sentences, masked, strict=True)):
            states = leading_list(words, mask) if len(mask.states) > 1 else ()
            reworded = word_as_subject(mask, states) if states and is_verbless(analyses[index]) else None
            if reworded is not None:
                again.append((index, states, reworded))
        if again:
            second = self.read([reworded for *_, reworded in again])
            for (index, states, _), reading in zip(again, second, strict=True):
                analyses[index] = graft_list(states, analyses[index], reading)
        return [correct(*one) for one in zip(sentences, masked, analyses, strict=True)]

    def to_bytes(self, parse: Parse) -> bytes:
        """The bytes to cache a parse as; the same for the same parse."""
        from dyadlog.parse.docs import write_parse

        return write_parse(parse)

    def from_bytes(self, document: Document, blob: bytes) -> Parse:
        """The parse of this document that ``to_bytes`` wrote."""
        from dyadlog.parse.docs import read_parse

        return self.bring_up_to_date(document, read_parse(document, blob, self.split_words.vocab))

    def bring_up_to_date(self, document: Document, parse: Parse) -> Parse:
        """The parse with those sentences read that are worth it by the tables of today, and those alone."""
        if self.everything:
            return parse
        cuts = [recut(sentence) for sentence in parse.sentences]
        chosen = self.choose(document, cuts)
        stale = [i for i, sentence in enumerate(parse.sentences) if chosen[i] == is_left_out(sentence.doc)]
        if not stale:
            return parse
        docs = self.read_cuts([cuts[i] for i in stale], [chosen[i] for i in stale])
        sentences = list(parse.sentences)
        for i, doc in zip(stale, docs, strict=True):
            sentences[i] = replace(sentences[i], doc=doc)
        return Parse(parse.document_id, tuple(sentences))


def place_sentence(
    document: Document, index: int, cut: Cut, doc: "Doc", quoted: Sequence[Quoted], *, goes_on: bool
) -> Sentence:
    """A sentence in its document, with the quotations that reach into it."""
    block = document.blocks[cut.block]
    start, end = block.start + cut.start, block.start + cut.end
    return Sentence(
        sentence_id=content_id("sentence", document.document_id, start, end),
        document_id=document.document_id,
        index=index,
        block=cut.block,
        kind=block.kind,
        start=start,
        end=end,
        doc=doc,
        quotations=place_quotations(quoted, block.start, (cut.start, cut.end), goes_on=goes_on),
    )


def recut(sentence: Sentence) -> Cut:
    """The words of a sentence as they were before it was read."""
    visible = [token.i for token in sentence.doc if not token.is_space]
    words, spaces = [token.text for token in sentence.doc], [bool(token.whitespace_) for token in sentence.doc]
    return Cut(sentence.block, 0, len(sentence.text), words, spaces, visible)


def cut_words(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """``words`` in stretches of at most ``LONGEST``, cut after a semicolon, else a comma or dash, else anywhere."""
    first = 0
    while len(words) - first > LONGEST:
        window = range(first + LONGEST - 1, first + LONGEST // 3, -1)
        cut = next((position for marks in (";", ",–—") for position in window if words[position] in marks), window[0])
        yield first, cut + 1
        first = cut + 1
    yield first, len(words)
