"""Our parser and the baseline on the same paragraphs and on the same given words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.reading.treebanks import ROOT, Paragraph, Reading, Word, count_characters
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.parse.reader import Analysis, Reader
from dyadlog.records import Block, Document, Publication

PAGE = 20
"""Sentences of a document at least: treebanks cut texts into pieces of two or three, a news page has more."""


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence as a system has it: words, where they stand in the text of their paragraph, analysis, lemmas."""

    words: list[str]
    spans: list[tuple[int, int]]
    analysis: Analysis
    lemmas: Sequence[str]


def make_documents(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Document, list[Paragraph]]]:
    """Documents of whole paragraphs in their order, each of ``PAGE`` sentences or a few more."""
    page: list[Paragraph] = []
    for paragraph in paragraphs:
        page.append(paragraph)
        if sum(len(one.gold.sentences) for one in page) >= PAGE:
            yield make_document([one.text for one in page]), page
            page = []
    if page:
        yield make_document([one.text for one in page]), page


def make_document(texts: Sequence[str]) -> Document:
    """A document of these paragraphs."""
    blocks: list[Block] = []
    start = 0
    for text in texts:
        blocks.append(Block(start, start + len(text), "paragraph"))
        start += len(text) + 1
    return Document(
        "doc",
        "page",
        "",
        "\n".join(texts),
        tuple(blocks),
        None,
        None,
        None,
        None,
        Publication(),
        "en",
        "news",
        "none",
        "",
    )


Parsed = tuple[Paragraph, list[ParsedSentence]]
WordsRead = tuple[Analysis, Sequence[str]]


class Ours:
    """The parser that ships."""

    name = "dyadlog"

    def __init__(self) -> None:
        self.parser = Parser(load_knowledge())

    def read_text(self, paragraphs: Iterable[Paragraph]) -> Iterator[Parsed]:
        """Each paragraph with our sentences of it."""
        for document, page in make_documents(paragraphs):
            sentences: list[list[ParsedSentence]] = [[] for _ in page]
            for sentence in self.parser(document).sentences:
                tokens = [token for token in sentence.doc if not token.is_space]
                position = {token.i: index for index, token in enumerate(tokens)}
                offset = sentence.start - document.blocks[sentence.block].start
                sentences[sentence.block].append(
                    ParsedSentence(
                        words=[token.text for token in tokens],
                        spans=[(offset + token.idx, offset + token.idx + len(token)) for token in tokens],
                        analysis=Analysis(
                            pos=tuple(token.pos_ for token in tokens),
                            tags=tuple(token.tag_ for token in tokens),
                            morphs=tuple(str(token.morph) for token in tokens),
                            heads=tuple(position[token.head.i] for token in tokens),
                            relations=tuple(token.dep_ for token in tokens),
                            names=tuple(f"{token.ent_iob_}-{token.ent_type_}".rstrip("-") for token in tokens),
                        ),
                        lemmas=[token.lemma_ for token in tokens],
                    )
                )
            yield from zip(page, sentences, strict=True)

    def read_words(self, sentences: Sequence[Sequence[str]], *, masked: bool = True) -> list[WordsRead]:
        """Analysis and lemmas of sentences whose words are given, as in a document; or, where state names are not to be
        masked, the reader's bare answer with its lemmas."""
        if masked:
            return list(self.parser.read_words(sentences))
        return [
            (analysis, self.parser.lemmatise(words, analysis.pos, analysis.tags))
            for words, analysis in zip(sentences, self.parser.read(sentences), strict=True)
        ]


def reread(reader: Reader, parsed: Sequence[Parsed]) -> Iterator[Parsed]:
    """The same sentences and words read by another reader, which knows no lemmas."""
    analyses = iter(reader([sentence.words for _, sentences in parsed for sentence in sentences]))
    for paragraph, sentences in parsed:
        again = [
            replace(sentence, analysis=next(analyses), lemmas=["_"] * len(sentence.words)) for sentence in sentences
        ]
        yield paragraph, again


def make_reading(text: str, sentences: Iterable[ParsedSentence]) -> Reading:
    """What a system made of a paragraph, in the form the scorer compares. We mark no multiword tokens."""
    before = count_characters(text)
    reading = Reading()
    for sentence in sentences:
        first = len(reading.words)
        for index, (form, (start, end)) in enumerate(zip(sentence.words, sentence.spans, strict=True)):
            head = sentence.analysis.heads[index]
            word = Word(
                form,
                before[start],
                before[end],
                sentence.lemmas[index],
                sentence.analysis.pos[index],
                ROOT if head == index else first + head,
                sentence.analysis.relations[index],
            )
            reading.words.append(word)
        reading.sentences.append((reading.words[first].start, reading.words[-1].end))
        reading.word_spans.append((first, len(reading.words)))
    return reading


def reanalyse(gold: Reading, analyses: Iterator[WordsRead]) -> Reading:
    """The gold words and sentences of a paragraph with the next ones of the analyses a system gave."""
    reading = Reading(sentences=gold.sentences, word_spans=gold.word_spans)
    for (first, last), (analysis, lemmas) in zip(gold.word_spans, analyses, strict=False):
        for index, word in enumerate(gold.words[first:last]):
            head = analysis.heads[index]
            reading.words.append(
                replace(
                    word,
                    lemma=lemmas[index],
                    pos=analysis.pos[index],
                    head=ROOT if head == index else first + head,
                    relation=analysis.relations[index],
                )
            )
    return reading
