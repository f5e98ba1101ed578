"""How well and how fast the parser reads, on the treebanks of ../shared/treebanks (nothing to do where they are not).

usage: nice python benchmarks/parsing.py [--limit 500] [NAME ...]

From gold words: tags, heads and labels of the reader alone. From raw text: our own sentences and words as well; a word
counts where its characters are those of a gold word (the F1 of the CoNLL 2018 scorer). LAS looks at labels without
subtypes, LAS* at whole labels. NAME: pud, ewt, gum, ewt-dev, gum-dev.
"""

import argparse
import lzma
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Document, Publication

TREEBANKS = Path(__file__).parents[2] / "shared" / "treebanks"
FILES = {
    "pud": "en_pud-ud-test.conllu.xz",
    "ewt": "en_ewt-ud-test.conllu.xz",
    "gum": "gum11_test_clean.conllu.xz",
    "ewt-dev": "en_ewt-ud-dev.conllu.xz",
    "gum-dev": "gum11_dev.conllu.xz",
}
LABELS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "conj", "appos", "flat", "compound", "ccomp")


@dataclass(slots=True)
class Word:
    """A gold word; ``head`` is the position of its head in the sentence, its own for the root."""

    form: str
    lemma: str
    pos: str
    head: int
    relation: str
    space: bool
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Score:
    """Counts of one run."""

    gold: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    labels: dict[str, list[int]] = field(default_factory=lambda: {label: [0, 0, 0] for label in LABELS})

    def f1(self, key: str) -> float:
        """The F1 of one measure, in percent."""
        return 200 * self.right[key] / (self.gold + self.found)

    def line(self) -> str:
        """All measures."""
        return "  ".join(f"{key} {self.f1(key):5.2f}" for key in ("words", "UPOS", "lemma", "UAS", "LAS", "LAS*"))

    def label_line(self) -> str:
        """The F1 of each label, its head being right as well."""
        return "  ".join(
            f"{label} {200 * ok / max(1, gold + found):.0f}" for label, (ok, gold, found) in self.labels.items()
        )


def read_paragraphs(path: Path) -> Iterator[list[list[Word]]]:
    """The paragraphs of a CoNLL-U file as sentences of syntactic words; sentences whose words are withheld left out."""
    paragraph: list[list[Word]] = []
    sentence: list[Word] = []
    token_end, token_space = 0, True
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if line.startswith(("# newdoc", "# newpar")) and paragraph:
                yield paragraph
                paragraph = []
            elif len(columns) == 10 and "." not in columns[0]:
                space = "SpaceAfter=No" not in columns[9]
                if "-" in columns[0]:
                    token_end, token_space = int(columns[0].split("-")[1]), space
                    continue
                number, head = int(columns[0]), int(columns[6])
                space = token_space if number == token_end else space and number > token_end
                at = head - 1 if head else number - 1
                form = columns[1].replace(" ", "")
                sentence.append(Word(form, columns[2], columns[3], at, columns[7], space))
            elif len(columns) == 1 and not line.startswith("#"):
                if sentence and any(set(word.form) != {"_"} for word in sentence):
                    paragraph.append(sentence)
                sentence, token_end = [], 0
    if paragraph:
        yield paragraph


def take(path: Path, limit: int) -> list[list[list[Word]]]:
    """The first paragraphs of a treebank, up to ``limit`` sentences."""
    taken: list[list[list[Word]]] = []
    count = 0
    for paragraph in read_paragraphs(path):
        if count >= limit:
            break
        taken.append(paragraph[: limit - count])
        count += len(taken[-1])
    return taken


def compare(score: Score, gold: Word, gold_head: object, pos: str, lemma: str, head: object, relation: str) -> None:
    """Count one word that both sides have."""
    score.right["words"] += 1
    score.right["UPOS"] += pos == gold.pos
    score.right["lemma"] += gold.lemma in ("_", lemma)
    if head == gold_head:
        score.right["UAS"] += 1
        score.right["LAS"] += relation.partition(":")[0] == gold.relation.partition(":")[0]
        score.right["LAS*"] += relation == gold.relation
        if relation == gold.relation and relation in score.labels:
            score.labels[relation][0] += 1


def score_gold_words(parser: Parser, paragraphs: Sequence[Sequence[Sequence[Word]]], masked: bool) -> Score:
    """Read sentences whose words are given."""
    score = Score()
    for sentence in (sentence for paragraph in paragraphs for sentence in paragraph):
        words = [word.form for word in sentence]
        analysis = parser.analyse(words, parser.mask(words)) if masked else parser.read([words])[0]
        lemmas = parser.lemmatise(words, analysis.pos, analysis.tags)
        score.gold += len(words)
        score.found += len(words)
        for position, word in enumerate(sentence):
            relation = analysis.relations[position]
            for label, column in ((word.relation, 1), (relation, 2)):
                if label in score.labels:
                    score.labels[label][column] += 1
            compare(
                score, word, word.head, analysis.pos[position], lemmas[position], analysis.heads[position], relation
            )
    return score


def write_paragraph(paragraph: Sequence[Sequence[Word]]) -> str:
    """The text of a paragraph; each word learns where it stands."""
    text = ""
    for sentence in paragraph:
        for word in sentence:
            word.start = len(text)
            text += word.form
            word.end = len(text)
            text += " " if word.space else ""
        text = text.rstrip() + " "
    return text.rstrip()


def score_raw_text(parser: Parser, paragraphs: Sequence[Sequence[Sequence[Word]]]) -> Score:
    """Read paragraphs as plain text."""
    score = Score()
    for paragraph in paragraphs:
        text = write_paragraph(paragraph)
        block = Block(0, len(text), "paragraph")
        document = Document(
            "doc", "page", "", text, (block,), None, None, None, None, Publication(), "en", "news", "none", ""
        )
        found = {}
        spans = set()
        for sentence in parser(document).sentences:
            spans.add((sentence.start, sentence.end))
            for token in sentence.doc:
                if not token.is_space:
                    start = sentence.start + token.idx
                    head = sentence.start + token.head.idx
                    found[start, start + len(token)] = token, (head, head + len(token.head))
                    score.found += 1
        score.right["sentences"] += sum((sentence[0].start, sentence[-1].end) in spans for sentence in paragraph)
        score.right["all sentences"] += len(spans) + len(paragraph)
        for sentence_words in paragraph:
            for word in sentence_words:
                score.gold += 1
                if (word.start, word.end) in found:
                    token, head = found[word.start, word.end]
                    gold_head = sentence_words[word.head]
                    compare(score, word, (gold_head.start, gold_head.end), token.pos_, token.lemma_, head, token.dep_)
    return score


def main() -> None:
    """Print the figures of each treebank asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", default=["pud", "ewt", "gum"])
    arguments.add_argument("--limit", type=int, default=500)
    asked = arguments.parse_args()
    if not TREEBANKS.is_dir():
        print(f"no treebanks at {TREEBANKS}")
        return
    parser = Parser(load_knowledge())
    parser.read([["Ready"]])
    for name in asked.names:
        paragraphs = take(TREEBANKS / FILES[name], asked.limit)
        count = sum(map(len, paragraphs))
        for masked in (False, True):
            score = score_gold_words(parser, paragraphs, masked)
            print(f"{name} {count} sentences, gold words, {'masked  ' if masked else 'unmasked'}  {score.line()}")
        print(f"  labels  {score.label_line()}")
        before = time.process_time()
        score = score_raw_text(parser, paragraphs)
        speed = score.found / (time.process_time() - before)
        sentences = 200 * score.right["sentences"] / score.right["all sentences"]
        print(
            f"{name} {count} sentences, raw text, masked  {score.line()}"
            f"  sentences {sentences:.2f}  {speed:.0f} words/s"
        )


if __name__ == "__main__":
    main()
