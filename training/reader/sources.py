"""Where training sentences come from: treebanks and name corpora, each read into ``Example``."""

import lzma
import re
import tarfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NAMES = ("PER", "ORG", "LOC", "GPE", "NORP", "MISC", "TITLE")
NAME_LABELS = ("O", *(f"{place}-{kind}" for kind in NAMES for place in "BI"))
REPOSITORY = Path(__file__).parents[2]
OUR_NAMES = REPOSITORY / "corpus" / "names"
LEXICON = REPOSITORY / "src" / "dyadlog" / "knowledge" / "tables" / "lexicon"
MARK = re.compile(r"\[([A-Z]+) ([^\]]+)\]")

CROSSNER_DOMAINS = ("politics", "science", "literature", "music", "ai")
CROSSNER = {
    "person": "PER",
    "politician": "PER",
    "scientist": "PER",
    "writer": "PER",
    "musicalartist": "PER",
    "researcher": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "university": "ORG",
    "band": "ORG",
    "country": "GPE",
    "location": "LOC|GPE",
    "misc": "MISC|NORP",
    "magazine": "MISC|ORG",
    "academicjournal": "MISC|ORG",
    "astronomicalobject": "MISC|LOC",
    "event": "MISC",
    "election": "MISC",
    "award": "MISC",
    "book": "MISC",
    "poem": "MISC",
    "album": "MISC",
    "song": "MISC",
    "conference": "MISC",
    "product": "MISC",
}
"""Types of CrossNER as ours; those left out (algorithms, enzymes, ...) are names to nobody who reads the news."""
UNMARKED = {
    "uner": ("O", "NORP", "MISC", "TITLE"),
    "crossner": ("O", "NORP", "TITLE"),
    "wikigold": ("O", "TITLE"),
    "ours": ("O",),
}
"""What a word without a mark may be in each corpus: none but ours marks offices, and not all mark nationalities."""


@dataclass(slots=True)
class Example:
    """A sentence and what is known of it; a list is empty where nothing is.

    ``names`` holds for each word the labels it may have, joined by "|": corpora differ in what they mark. ``lemmas``
    are the lemmas themselves; ``heads`` count words from 1, 0 is the root.
    """

    source: str
    words: list[str]
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    masked: list[str] = field(default_factory=list)


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a text file, packed or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def split_blocks(lines: Iterable[str]) -> Iterator[list[list[str]]]:
    """Blocks of tab-separated rows between empty lines; comments left out."""
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("#") and "\t" not in line:
            continue
        if line:
            rows.append(line.split("\t"))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def read_treebank(path: Path, source: str) -> Iterator[Example]:
    """The sentences of a CoNLL-U file; those whose words are withheld left out."""
    for block in split_blocks(read_lines(path)):
        rows = [row for row in block if row[0].isdigit()]
        words = [row[1].replace(" ", "") for row in rows]
        if words and not all(set(word) == {"_"} for word in words):
            yield Example(
                source,
                words,
                pos=[row[3] for row in rows],
                tags=[row[4] for row in rows],
                morphs=[row[5] for row in rows],
                lemmas=[row[2] for row in rows],
                heads=[int(row[6]) for row in rows],
                relations=[row[7] for row in rows],
            )


def allow(labels: Sequence[str], corpus: str, kinds: Mapping[str, str] | None = None) -> list[str]:
    """Labels of a corpus (IOB1 or IOB2) as the sets of our labels each word may have."""
    allowed = []
    before = "O"
    free = "|".join(["O", *(f"{place}-{kind}" for kind in UNMARKED[corpus][1:] for place in "BI")])
    for label in labels:
        kind = label[2:] if kinds is None else kinds.get(label[2:], "")
        if label == "O" or not kind:
            allowed.append(free)
        else:
            place = "B" if label[0] == "B" or before[2:] != label[2:] else "I"
            allowed.append("|".join(f"{place}-{one}" for one in kind.split("|")))
        before = label
    return allowed


def read_uner(path: Path) -> Iterator[Example]:
    """Universal NER; its places include those with a government."""
    kinds = {"PER": "PER", "ORG": "ORG", "LOC": "LOC|GPE", "OTH": "MISC|NORP"}
    for rows in split_blocks(read_lines(path)):
        labels = [row[2] if row[2] not in ("B-O", "I-O") else "O" for row in rows]
        yield Example("uner", [row[1].replace(" ", "") for row in rows], names=allow(labels, "uner", kinds))


def read_wikigold(path: Path) -> Iterator[Example]:
    """WikiGold; its MISC holds nationalities."""
    kinds = {"PER": "PER", "ORG": "ORG", "LOC": "LOC|GPE", "MISC": "MISC|NORP"}
    for rows in split_blocks(line.replace(" ", "\t") for line in read_lines(path)):
        if rows[0][0] == "-DOCSTART-":
            continue
        yield Example("wikigold", [row[0] for row in rows], names=allow([row[1] for row in rows], "wikigold", kinds))


def read_crossner(path: Path, domain: str, part: str) -> Iterator[Example]:
    """One part of one domain of CrossNER."""
    with tarfile.open(path) as archive:
        member = archive.extractfile(f"CrossNER/{domain}/{part}.txt")
        if member is None:
            raise FileNotFoundError(f"{path}: CrossNER/{domain}/{part}.txt")
        lines = member.read().decode("utf-8").splitlines()
    for rows in split_blocks(lines):
        yield Example("crossner", [row[0] for row in rows], names=allow([row[1] for row in rows], "crossner", CROSSNER))


def list_ours(*parts: str) -> Iterator[Path]:
    """The files of our own sentences of these parts; the first line of each says its part."""
    for path in sorted(OUR_NAMES.glob("*.txt")):
        with path.open(encoding="utf-8") as file:
            if file.readline().removeprefix("# part:").strip() in parts:
                yield path


def read_ours(part: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Our own sentences of a part as text and marked spans (start, end, kind)."""
    for path in list_ours(part):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield unmark(line.split("\t", 1)[1])


def list_lexicon() -> list[Path]:
    """The files of the lexicon."""
    return sorted(LEXICON.glob("*.toml"))


def read_lexicon() -> Iterator[str]:
    """The example sentences of the lexicon: ours, without gold, for a teacher to annotate."""
    for path in list_lexicon():
        for frame in tomllib.loads(path.read_text(encoding="utf-8"))["frame"]:
            if "example" in frame:
                yield frame["example"]


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a sentence with marks, and the spans they mark."""
    text, spans, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    return text + marked[last:], spans


def label_words(words: Sequence[str], spaces: Sequence[bool], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """BIO labels of words from spans of characters; a word that is partly inside counts as inside."""
    labels = []
    at = 0
    for word, space in zip(words, spaces, strict=True):
        end = at + len(word)
        span = next((span for span in spans if span[0] < end and at < span[1]), None)
        labels.append("O" if span is None else f"{'B' if at <= span[0] else 'I'}-{span[2]}")
        at = end + space
    return labels
