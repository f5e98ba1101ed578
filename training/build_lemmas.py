"""Builds the lemma rules of ``dyadlog.parse`` from treebanks and WordNet's word lists.

usage: build_lemmas.py TREEBANK_DIR WORDNET_DIR

TREEBANK_DIR holds the training files of EWT and GUM as in ../shared/treebanks (CC BY-SA 4.0, CC BY). WORDNET_DIR holds
``en_lemma_index.json.gz`` and ``en_lemma_exc.json.gz`` from the PyPI package spacy-lookups-data 1.0.5 (WordNet 3.0
licence). ``lemma_exceptions.tsv`` beside this script holds words of the news that those lists get wrong or give two
lemmas ("bases": base, basis); it wins over them. Writes ``src/dyadlog/parse/model/lemmas.tsv``: a class, an ending
(``^`` before it: the whole word), how many letters to take away and what to put in their place. The longest ending that
fits decides. Only endings that change the answer of the next shorter one are written, so the table is small and still
right for every form it was made from.
"""

import gzip
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dyadlog.parse.lemmas import CLASSES, KEEPS_CASE, lemma_class

TABLE = Path(__file__).parent.parent / "src/dyadlog/parse/model/lemmas.tsv"
EXCEPTIONS = Path(__file__).parent / "lemma_exceptions.tsv"
TREEBANKS = ("en_ewt-ud-train.conllu.xz", "gum11_train_clean.conllu.xz")
TREEBANK_WEIGHT = 5
"""How many words of WordNet's lists one word of running text outweighs."""
LONGEST = 5
"""Letters of an ending that may decide for unseen words."""
SUPPORT = 3
"""How many more words must follow an ending's rule than the shorter ending's."""
VOWELS = "aeiou"

Forms = dict[str, dict[str, Counter[str]]]
Edit = tuple[int, str]


def read_treebank(path: Path) -> Iterator[list[str]]:
    """The word lines of a CoNLL-U file, split into columns; words spelled wrongly left out."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit() and "Typo=Yes" not in columns[5]:
                yield columns


def count_treebanks(folder: Path, forms: Forms) -> None:
    """Add every word of the treebanks to ``forms``."""
    for name in TREEBANKS:
        for columns in read_treebank(folder / name):
            word, lemma, pos, tag = columns[1:5]
            kind = lemma_class(word, pos, tag)
            if kind is None or lemma == "_" or (word.lower() == "people" and lemma == "person"):
                continue
            if kind not in KEEPS_CASE:
                word, lemma = word.lower(), lemma.lower() if lemma != "I" else lemma
            forms[kind][word.replace("’", "'")][lemma] += TREEBANK_WEIGHT


def count_wordnet(folder: Path, forms: Forms) -> None:
    """Add the inflected forms of WordNet's verbs, nouns and adjectives."""

    def load(name: str) -> dict[str, dict[str, list[str]]]:
        tables: dict[str, dict[str, list[str]]] = json.loads(gzip.decompress((folder / name).read_bytes()))
        return tables

    words, irregular = load("en_lemma_index.json.gz"), load("en_lemma_exc.json.gz")
    plain = re.compile(r"[a-z]{2,}")
    for part, inflect in (("verb", inflect_verb), ("noun", inflect_noun), ("adj", inflect_adjective)):
        lemmas = {word for word in words[part] if plain.fullmatch(word)}
        odd: dict[str, set[str]] = defaultdict(set)
        for form, bases in irregular[part].items():
            for base in bases:
                if base in lemmas and plain.fullmatch(form) and form != base:
                    kind = class_of_form(part, form)
                    odd[base].add(kind)
                    forms[kind][form][base] += 1
        for lemma in sorted(lemmas):
            for kind, form in inflect(lemma):
                if kind not in odd[lemma]:
                    for same in (kind, f"{kind}_adverb"):
                        if same in forms:
                            forms[same][form][lemma] += 1


def set_exceptions(forms: Forms) -> dict[str, set[str]]:
    """Give each form of the exceptions its one lemma, in place of what the lists say; the forms by class."""
    exceptions: dict[str, set[str]] = defaultdict(set)
    for line in EXCEPTIONS.read_text(encoding="utf-8").splitlines()[1:]:
        kind, form, lemma = line.split("\t")
        forms[kind][form] = Counter({lemma: 1})
        exceptions[kind].add(form)
    return exceptions


def class_of_form(part: str, form: str) -> str:
    """The class an irregular form belongs to."""
    if part == "verb":
        return "ing" if form.endswith("ing") else "third" if form.endswith("s") else "past"
    if part == "noun":
        return "plural"
    return "superlative" if form.endswith("st") else "comparative"


def inflect_verb(verb: str) -> Iterator[tuple[str, str]]:
    """The regular forms of a verb."""
    if verb.endswith("e"):
        yield "past", verb + "d"
        yield (
            "ing",
            verb[:-2] + "ying"
            if verb.endswith("ie")
            else verb + "ing"
            if verb[-2:] in ("ee", "oe", "ye")
            else verb[:-1] + "ing",
        )
    elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
        yield "past", verb[:-1] + "ied"
        yield "ing", verb + "ing"
    else:
        yield "past", verb + "ed"
        yield "ing", verb + "ing"
    yield "third", inflect_ending(verb)


def inflect_noun(noun: str) -> Iterator[tuple[str, str]]:
    """The regular plural of a noun."""
    if not noun.endswith(("men", "ss")) or noun.endswith("ss"):
        yield "plural", inflect_ending(noun)


def inflect_adjective(adjective: str) -> Iterator[tuple[str, str]]:
    """The regular comparative and superlative of a short adjective."""
    if len(adjective) > 7:
        return
    stem = adjective.removesuffix("e")
    if adjective.endswith("y"):
        stem = adjective[:-1] + "i"
    yield "comparative", stem + "er"
    yield "superlative", stem + "est"


def inflect_ending(word: str) -> str:
    """A word with the ending -s."""
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def find_edit(form: str, lemma: str) -> Edit:
    """How many letters to take from the end of ``form``, and what to put there, to get ``lemma``."""
    pairs = zip(form, lemma, strict=False)
    kept = next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(form), len(lemma)))
    return len(form) - kept, lemma[kept:]


def build_rules(forms: dict[str, Counter[str]], exceptions: set[str]) -> Iterator[tuple[str, Edit]]:
    """The endings that decide within one class, shortest first; exceptions say nothing about other words."""
    best = {form: min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma)) for form, lemmas in forms.items()}
    votes: dict[str, Counter[Edit]] = defaultdict(Counter)
    for form, lemma in best.items():
        if form in exceptions:
            continue
        for length in range(min(LONGEST, len(form)) + 1):
            votes[form[len(form) - length :]][find_edit(form, lemma)] += sum(forms[form].values())
    rules: dict[str, Edit] = {}
    for ending in sorted(votes, key=lambda ending: (len(ending), ending)):
        edits = votes[ending]
        edit = min(edits, key=lambda edit: (-edits[edit], edit))
        inherited = decide(rules, ending[1:]) if ending else None
        if inherited is None or (edit != inherited and edits[edit] >= edits[inherited] + SUPPORT):
            rules[ending] = edit
    for form in sorted(best):
        edit = find_edit(form, best[form])
        if form in exceptions or decide(rules, form) != edit:
            rules[f"^{form}"] = edit
    yield from sorted(rules.items())


def decide(rules: dict[str, Edit], form: str) -> Edit | None:
    """The edit of the longest ending of ``form`` that has a rule."""
    for start in range(len(form) + 1):
        if form[start:] in rules:
            return rules[form[start:]]
    return None


def main() -> None:
    """Write the table."""
    forms: Forms = {kind: defaultdict(Counter) for kind in CLASSES}
    treebanks, wordnet = map(Path, sys.argv[1:])
    count_treebanks(treebanks, forms)
    count_wordnet(wordnet, forms)
    exceptions = set_exceptions(forms)
    lines = [
        f"{kind}\t{ending}\t{cut}\t{add}"
        for kind in sorted(forms)
        for ending, (cut, add) in build_rules(forms[kind], exceptions[kind])
    ]
    TABLE.write_text("\n".join(["class\tending\tcut\tadd", *lines]) + "\n", encoding="utf-8")
    print(len(lines), "rules,", TABLE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
