"""What the parser leaves unread: how much, at what cost, and what is lost by it.

usage: worth.py [--records]

Prints for our annotated pages and the seeds the sentences left out and, of those that the gold marks as holding a
claim, the ones lost; for pages that are not about states and for treebank documents the share left out; for the
examples of the lexicon and the marked sentences of ``../shared/gold/plv_train.tsv`` those without a word that a claim
can hang on. With ``--records`` all pages are also read twice, whole and in part, and every claim, every
holder of an office and every mention of a person of a state that differs is counted (a minute).
"""

import json
import lzma
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dyadlog.clean import Cleaner
from dyadlog.coding import Coder
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.parse import Parser
from dyadlog.parse.sentences import SentenceSplitter
from dyadlog.parse.tokenizer import Tokenizer
from dyadlog.parse.worth import Worth
from dyadlog.records import Document, Page
from dyadlog.records.vocabulary import ARTICLE_BLOCKS
from dyadlog.resolve import Resolver

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SETS = {
    "pages": (ROOT / "corpus" / "pages", ROOT / "corpus" / "pages" / "gold.json"),
    "pages2": (ROOT / "corpus" / "pages2", ROOT / "corpus" / "pages2" / "gold.json"),
    "samples": (ROOT / "samples" / "pages", None),
    "seeds": (SHARED / "seeds", SHARED / "gold" / "seeds_dev.json"),
    "foreign": (ROOT / "corpus" / "foreign", None),
}
"""Folders of pages, each with its gold where it has one."""
TREEBANKS = ("en_ewt-ud-test", "gum11_dev", "en_pud-ud-test")
MARKED = SHARED / "gold" / "plv_train.tsv"
MEDIA = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html"}


@dataclass
class Measured:
    """Sentences and words of a set, those left out, and the sentences with a claim, those lost told in full."""

    sentences: int = 0
    left_out: int = 0
    words: int = 0
    words_left_out: int = 0
    with_claim: int = 0
    lost: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def share_lost(self) -> float:
        """Of the sentences that hold a claim, how many are left out."""
        return len(self.lost) / self.with_claim if self.with_claim else 0.0


class Bench:
    """The stages before the network, and the check."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.clean, self.worth = Cleaner(knowledge), Worth(knowledge)
        self.split_sentences = SentenceSplitter(knowledge.written_forms)
        self.split_words = Tokenizer(knowledge.written_forms)
        self.check(["Peru's foreign minister visited Chad."])  # loads the tables

    def documents(self, folder: Path) -> Iterator[tuple[str, Document]]:
        """The pages of a folder, by file stem."""
        for path in sorted(path for path in folder.iterdir() if path.suffix in MEDIA and path.name != "README.md"):
            yield path.stem, self.clean(Page.from_bytes(str(path), path.read_bytes(), MEDIA[path.suffix]))

    def check(self, sentences: list[str], outlet: str = "") -> tuple[list[bool], list[int], float]:
        """Which sentences of a page are worth reading, their numbers of words, and the seconds it took to decide."""
        words = [self.split_words(sentence)[0] for sentence in sentences]
        started = time.process_time()
        found = self.worth(words, outlet)
        return found, [len(one) for one in words], time.process_time() - started

    def measure(self, sentences: list[str], outlet: str, quotes: list[str], into: Measured) -> None:
        """Count one page in."""
        found, lengths, seconds = self.check(sentences, outlet)
        into.sentences += len(found)
        into.left_out += found.count(False)
        into.words += sum(lengths)
        into.words_left_out += sum(length for length, one in zip(lengths, found, strict=True) if not one)
        into.seconds += seconds
        for sentence, one in zip(sentences, found, strict=True):
            if any(plain(quote) in plain(sentence) for quote in quotes):
                into.with_claim += 1
                into.lost += [] if one else [sentence]

    def measure_folder(self, folder: Path, gold: Path | None) -> Measured:
        """What is left out of the pages of a folder. A sentence holds a claim where the gold has an event in it."""
        events = json.loads(gold.read_text(encoding="utf-8"))["events"] if gold is not None else []
        measured = Measured()
        for stem, document in self.documents(folder):
            quotes = [event["quote"] for event in events if stem in event["pages"]]
            outlet = document.outlet.value if document.outlet is not None else ""
            self.measure(self.sentences(document), outlet, quotes, measured)
        return measured

    def sentences(self, document: Document) -> list[str]:
        """The sentences of a document, in order."""
        texts = (document.text_of(block) for block in document.blocks if block.kind in ARTICLE_BLOCKS)
        return [text[start:end] for text in texts for start, end in self.split_sentences(text)]

    def measure_treebank(self, name: str) -> Measured:
        """What is left out of the documents of a treebank."""
        with lzma.open(SHARED / "treebanks" / f"{name}.conllu.xz", "rt", encoding="utf-8") as stream:
            text = stream.read()
        measured = Measured()
        for document in re.split(r"^# newdoc id = .*\n", text, flags=re.M):
            sentences = re.findall(r"^# text = (.*)", document, re.M)
            if sentences:
                self.measure(sentences, "", [], measured)
        return measured

    def measure_examples(self) -> Measured:
        """The examples of the lexicon, each a page of its own: every one holds a claim."""
        measured = Measured()
        for _, _, example in self.knowledge.lexicon.examples():
            self.measure([example], "", [example], measured)
        return measured

    def measure_marked(self) -> Measured:
        """Single sentences about parties we may not know: only whether they have a word that a claim can hang on."""
        measured = Measured()
        rows = MARKED.read_text(encoding="utf-8").splitlines()
        column = rows[0].split("\t").index("sentence")
        for row in rows[1:]:
            sentence = row.split("\t")[column]
            measured.with_claim += 1
            measured.lost += [] if self.worth.may_act(self.split_words(sentence)[0]) else [sentence]
        return measured


def plain(text: str) -> str:
    """The words with single spaces."""
    return " ".join(text.split())


def compare_records(bench: Bench, folder: Path) -> tuple[int, int]:
    """The records of a folder's pages, read whole; and those that differ when only what is worth it is read."""
    knowledge = bench.knowledge
    whole, part = Parser(knowledge), Parser(knowledge, everything=False)
    resolve, code = Resolver(knowledge), Coder(knowledge)
    total = differing = 0
    for _, document in bench.documents(folder):
        found: list[set[object]] = []
        for parser in (whole, part):
            parse = parser(document)
            resolution = resolve(document, parse)
            people = {m for m in resolution.mentions if any(p.kind == "person" and p.states for p in m.parties)}
            found.append({*code(document, parse, resolution), *resolution.occupancies, *people})
        total += len(found[0])
        differing += len(found[0] ^ found[1])
    return total, differing


def show(name: str, measured: Measured) -> None:
    """One line of the table."""
    words = max(1, measured.words)
    print(
        f"{name:<16}{measured.sentences:>10}{measured.left_out / max(1, measured.sentences):>10.1%}"
        f"{measured.words_left_out / words:>10.1%}{measured.seconds / words * 1e6:>10.1f}"
        f"{measured.with_claim:>12}{len(measured.lost):>6}{measured.share_lost:>8.2%}"
    )
    for sentence in measured.lost:
        print(f"    lost: {sentence}")


def main() -> None:
    """Print the tables."""
    bench = Bench(load_knowledge())
    sets = {name: pair for name, pair in SETS.items() if pair[0].is_dir()}
    print(f"{'':<16}{'sentences':>10}{'left out':>10}{'words':>10}{'us/word':>10}{'with claim':>12}{'lost':>6}")
    for name, (folder, gold) in sets.items():
        show(name, bench.measure_folder(folder, gold))
    for name in TREEBANKS if (SHARED / "treebanks").is_dir() else ():
        show(name, bench.measure_treebank(name))
    show("lexicon", bench.measure_examples())
    if MARKED.is_file():
        show("marked", bench.measure_marked())
    if "--records" in sys.argv[1:]:
        for name, (folder, _) in sets.items():
            print("{:<16}{:>10} records, {} differ".format(name, *compare_records(bench, folder)))


if __name__ == "__main__":
    main()
