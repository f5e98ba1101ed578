"""Treebanks as the CoNLL 2018 scorer sees them: paragraphs of raw text, and words with a place among its characters."""

import lzma
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared"
TREEBANKS = SHARED / "treebanks"
FILES = {
    "pud": "en_pud-ud-test.conllu.xz",
    "ewt": "en_ewt-ud-test.conllu.xz",
    "gum": "gum11_test_clean.conllu.xz",
    "ewt-dev": "en_ewt-ud-dev.conllu.xz",
    "gum-dev": "gum11_dev.conllu.xz",
}
ROOT = -1
"""The head of a root word."""


@dataclass(slots=True)
class Word:
    """A syntactic word. ``head`` is a position among the words of the same ``Reading``.

    ``start`` and ``end`` count the characters of the text without its spaces. A word of a multiword token ("don't") has
    the place of the whole token.
    """

    form: str
    start: int
    end: int
    lemma: str = "_"
    pos: str = "_"
    head: int = ROOT
    relation: str = "_"
    multiword: bool = False


@dataclass(slots=True)
class Reading:
    """The words of one paragraph, and where its sentences begin and end in characters and in words."""

    words: list[Word] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    word_spans: list[tuple[int, int]] = field(default_factory=list)

    def split_words(self) -> Iterator[list[Word]]:
        """The words of each sentence."""
        for first, last in self.word_spans:
            yield self.words[first:last]


@dataclass(slots=True)
class Paragraph:
    """Raw text and its gold reading."""

    text: str
    gold: Reading
    opens_document: bool


def is_space(char: str) -> bool:
    """What the scorer leaves out of forms; line ends and tabs are white space as well, and never part of one."""
    return unicodedata.category(char) == "Zs" or char in "\t\n\r"


def count_characters(text: str) -> list[int]:
    """For each offset in ``text``, its end included, how many characters that are no spaces stand before it."""
    return [0, *accumulate(not is_space(char) for char in text)]


def read_blocks(lines: Iterable[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The comments and rows of each sentence of a CoNLL-U file."""
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("#") and not rows:
            comments.append(line)
        elif line.strip():
            rows.append(line.rstrip("\r\n").split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []
    if rows:
        yield comments, rows


def read_paragraphs(lines: Iterable[str]) -> Iterator[Paragraph]:
    """The paragraphs of a CoNLL-U file; sentences whose words are withheld ("_") left out.

    As in the raw text of the shared task, one space stands between sentences. (Its lines of 80 characters are not
    imitated: a page has no such lines.)
    """
    paragraph: Paragraph | None = None
    opens = True
    for comments, rows in read_blocks(lines):
        new_document = any(line.startswith("# newdoc") for line in comments)
        opens = opens or new_document
        if paragraph and (new_document or any(line.split()[:2] == ["#", "newpar"] for line in comments)):
            yield paragraph
            paragraph = None
        if all(set(row[1]) == {"_"} for row in rows):
            continue
        if paragraph is None:
            paragraph = Paragraph("", Reading(), opens)
            opens = False
        add_sentence(paragraph, rows)
    if paragraph:
        yield paragraph


def add_sentence(paragraph: Paragraph, rows: Sequence[Sequence[str]]) -> None:
    """Put a sentence at the end of a paragraph. Empty nodes (8.1) are no words."""
    reading = paragraph.gold
    first, start = len(reading.words), reading.sentences[-1][1] if reading.sentences else 0
    at, text = start, f"{paragraph.text} " if paragraph.text else ""
    token_last, token_end = 0, start
    for row in rows:
        number, form, lemma, pos, _, _, head, relation, _, misc = row
        if "." in number:
            continue
        bare = "".join(char for char in form if not is_space(char))
        if "-" in number:
            token_last, token_end = int(number.split("-")[1]), at + len(bare)
        else:
            inside = int(number) <= token_last
            end = token_end if inside else at + len(bare)
            governor = first + int(head) - 1 if int(head) else ROOT
            reading.words.append(Word(bare, at, end, lemma, pos, governor, relation, inside))
            at = end if not inside or int(number) == token_last else at
            if inside:
                continue
        text += form if "SpaceAfter=No" in misc.split("|") else f"{form} "
    paragraph.text = text.rstrip()
    reading.sentences.append((start, at))
    reading.word_spans.append((first, len(reading.words)))


def take(name: str, limit: int | None) -> list[Paragraph]:
    """The first paragraphs of a treebank, whole ones, until they hold ``limit`` sentences."""
    taken: list[Paragraph] = []
    count = 0
    with lzma.open(TREEBANKS / FILES[name], "rt", encoding="utf-8") as file:
        for paragraph in read_paragraphs(file):
            if limit is not None and count >= limit:
                break
            taken.append(paragraph)
            count += len(paragraph.gold.sentences)
    return taken
