"""Lemmas in the style of Universal Dependencies, by tag and ending.

``model/lemmas.tsv`` holds the rules; ``training/build_lemmas.py`` made it from the training parts of EWT and GUM
(CC BY-SA 4.0, CC BY 4.0) and WordNet's word lists (WordNet 3.0 licence).
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

RULES = Path(__file__).parent / "model" / "lemmas.tsv"
LONGEST = 5
SHORTEST_PAST = 6
"""Letters that a word in -ed must have more of to be a past tense whatever its tag: "embed", "shred" are not."""

TAG_CLASS = {
    "VBD": "past",
    "VBN": "past",
    "VBG": "ing",
    "VBZ": "third",
    "NNS": "plural",
    "NNPS": "plural",
    "JJR": "comparative",
    "RBR": "comparative_adverb",
    "JJS": "superlative",
    "RBS": "superlative_adverb",
    "POS": "genitive",
    "PRP": "pronoun",
    "PRP$": "possessive",
    "DT": "determiner",
    "MD": "modal",
    "VBP": "present",
    "RB": "adverb",
    "JJ": "adjective",
}
"""PTB tags whose words change; the rest are their own lemma, in lower case but for names."""
CLASSES = tuple(dict.fromkeys((*TAG_CLASS.values(), "verb", "proper_adjective")))
KEEPS_CASE = frozenset(("proper_adjective",))
"""Classes whose rules look at capitals: "Polish" stays so, "Former" does not."""
MARKS = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}


class Lemmatiser:
    """Lemmas of the words of a sentence."""

    @cached_property
    def rules(self) -> dict[tuple[str, str], tuple[int, str]]:
        """By class and ending: how many letters to take away, and what to put there."""
        lines = RULES.read_text(encoding="utf-8").splitlines()[1:]
        rows = (line.split("\t") for line in lines)
        return {(kind, ending): (int(cut), add) for kind, ending, cut, add in rows}

    def __call__(self, words: Sequence[str], pos: Sequence[str], tags: Sequence[str]) -> list[str]:
        """The lemma of each word, by its UPOS and PTB tag."""
        return [self.find_lemma(*word) for word in zip(words, pos, tags, strict=True)]

    def find_lemma(self, word: str, pos: str, tag: str) -> str:
        """The lemma of one word."""
        if pos == "PUNCT":
            return MARKS.get(word, word)
        if pos == "NUM" and word[:1].isdigit():
            return word.replace(",", "")
        kind = lemma_class(word, pos, tag)
        if kind == "third" and not word.lower().endswith("s") and ("third", f"^{word.lower()}") not in self.rules:
            kind = None  # "police", VBZ
        if kind is None:
            return word if keeps_form(word, pos, tag) else word.lower()
        form = word.replace("’", "'")
        lemma = self.apply(kind, form if kind in KEEPS_CASE else form.lower())
        if kind in KEEPS_CASE and lemma.lower() != form.lower():
            return form  # an ending of another word's rule ("Medical" as if "Hypocritical")
        return f"{word[0]}{lemma[1:]}" if tag == "NNPS" else lemma

    def apply(self, kind: str, form: str) -> str:
        """``form`` changed by the rule of its longest known ending."""
        endings = (f"^{form}", *(form[start:] for start in range(max(0, len(form) - LONGEST), len(form) + 1)))
        for ending in endings:
            rule = self.rules.get((kind, ending))
            if rule is not None:
                cut, add = rule
                return form[: len(form) - cut] + add
        return form


def lemma_class(word: str, pos: str, tag: str) -> str | None:
    """The class of rules for a word; None where a word is its own lemma."""
    if tag == "NNP" or pos in ("SYM", "NUM", "X", "PUNCT"):
        return None
    kind = TAG_CLASS.get(tag)
    if kind == "adjective":
        return "proper_adjective" if word[:1].isupper() and not word.isupper() else None
    if kind == "adverb":
        return kind if pos == "PART" else None
    if tag == "VB" and pos == "AUX":
        return "verb"
    if kind in ("third", "present") and word.endswith("ed") and not word.endswith("eed") and len(word) > SHORTEST_PAST:
        return "past"  # the reader takes rare past tenses for present ones ("deplored", VBZ)
    if kind == "present" and word.endswith("s") and not word.endswith(("as", "is", "ss", "us")):
        return "third"  # "Chad thanks Mali", VBP
    return kind


def keeps_form(word: str, pos: str, tag: str) -> bool:
    """Whether a word that is its own lemma keeps its capitals: names and acronyms do."""
    return pos in ("PROPN", "SYM", "X") or tag == "NNP" or (tag in ("NN", "CD") and word.isupper())
