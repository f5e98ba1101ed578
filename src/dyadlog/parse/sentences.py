"""Sentences: where they end in a block of running text."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from dyadlog.knowledge.written_forms import WrittenForms
from dyadlog.parse.boundaries import BoundaryModel, load_boundaries

Span = tuple[int, int]

STOPS = ".!?…"
CLOSERS = "\"'”’»)]"
OPENERS = "\"'“‘«([-–—•*"
LONGEST = 3000
"""Characters. No sentence of a treebank or a news page comes near; what is longer is no language and is cut, so that
a hostile block costs linear time."""

CANDIDATE = re.compile(
    rf"(?P<stop>[{re.escape(STOPS)}]+)(?P<close>[{re.escape(CLOSERS)}]{{0,4}})(?P<note>(?: ?\[\d{{1,3}}\])*)"
    rf"(?P<gap>\s+|$)"
    rf"|(?<=[a-z]{{2}})(?P<glued>[.!?][”’\"]?)(?=[A-Z][a-z]+[ ,’'])"
)
BREAK = re.compile(r"\s*\n[ \t\r\f\v]*\n\s*|\s*\n\s*(?=(?:[•*‣▪●]|[-–—]\s|\(?\d{1,2}[.)]\s)\s*\S)")
LAST_WORD = re.compile(r"[^\s(\[“‘\"«—–]*$")
NEXT_WORD = re.compile(rf"[{re.escape(OPENERS)}\s]*([^\W_]+(?:['’][^\W_]+)?)")
WHITE = re.compile(r"\s*")
PIECE = re.compile(r"\S+")
STOPPED = re.compile(rf"[{re.escape(STOPS)}][{re.escape(CLOSERS)}]*$")
JOIN = 0.05
"""Below this probability a full stop ends no sentence; set on the development parts, as are the others."""
CUT_STOPPED = 0.5
CUT_BARE = 0.7
CUT_COLON = 0.85


class SentenceSplitter:
    """Splits a block into sentences by its full stops, knowing abbreviations.

    Where no full stop stands, or what follows one begins small, a network trained on the web's text decides
    (``boundaries.py``); it also joins what only looks ended. After an abbreviation the rules alone decide.
    """

    def __init__(self, forms: WrittenForms) -> None:
        self.before_name = forms.of("title", "inner")
        self.before_number = forms.of("number", "month")
        self.may_end = forms.of("end", "month")
        self.starters = forms.of("starter")
        self.abbreviations = self.before_name | self.before_number | self.may_end

    @cached_property
    def model(self) -> BoundaryModel:
        """The network, read on first use."""
        return load_boundaries()

    def __call__(self, text: str) -> list[Span]:
        """The spans of the sentences of ``text``, white space around them left out."""
        spans: list[Span] = []
        for start, end in split_at(text, BREAK):
            cuts = [start, *self.weigh_ends(text, start, end, set(self.find_ends(text, start, end))), end]
            for left, right in pairwise(cuts):
                spans.extend(cut_long(text, left, right))
        return spans

    def find_ends(self, text: str, start: int, end: int) -> Iterator[int]:
        """The offsets within ``start:end`` at which a sentence ends."""
        for match in CANDIDATE.finditer(text, start, end):
            if match["glued"] is not None:
                yield match.end()
            elif match.end() < end and self.ends_here(text, start, match):
                yield match.end("note")

    def weigh_ends(self, text: str, start: int, end: int, ends: set[int]) -> list[int]:
        """The ends that the rules found, less those that are unlikely, and the likely ones they did not find."""
        pieces = [match.span() for match in PIECE.finditer(text, start, end)]
        if len(pieces) < 2:
            return sorted(ends)
        probabilities = self.model.probabilities([text[left:right] for left, right in pieces]).tolist()
        for (left, right), probability in zip(pieces, probabilities, strict=False):
            if right in ends:
                if probability < JOIN:
                    ends.discard(right)
            elif probability > CUT_STOPPED and self.may_cut(text[max(left, right - 40) : right], probability):
                ends.add(right)
        return sorted(ends)

    def may_cut(self, piece: str, probability: float) -> bool:
        """Whether a sentence may end after a piece at which no rule ends one."""
        if not STOPPED.search(piece):
            return probability > (CUT_COLON if piece.endswith(":") else CUT_BARE)
        word = piece.rstrip(STOPS + CLOSERS).lstrip(OPENERS)
        return not (word in self.abbreviations or "." in word or (len(word) == 1 and word.isupper()))

    def ends_here(self, text: str, start: int, match: re.Match[str]) -> bool:
        """Whether the stops at ``match`` end a sentence."""
        after = NEXT_WORD.match(text, match.end(), match.end() + 60)
        following = after[1] if after else ""
        stop, close = match["stop"], match["close"]
        if following[:1].islower():
            return False
        if stop != ".":
            return stop[-1] in "!?" or bool(following)
        if ")" in close and not close.startswith(")"):
            return True
        word_match = LAST_WORD.search(text, max(start, match.start() - 40), match.start())
        word = word_match[0].lstrip("'’") if word_match else ""
        if not close or close[0] == ")":
            return self.word_ends(word, following, text[start : match.start()].strip() == word)
        return True

    def word_ends(self, word: str, following: str, alone: bool) -> bool:
        """Whether a sentence ends after ``word`` and a full stop, before the word ``following``."""
        if word in self.before_name:
            return False
        if following[:1].isdigit() and word in self.before_number:
            return False
        if alone and (word.isdigit() or len(word) == 1):
            return False
        if word in self.may_end or "." in word.strip("."):
            return following in self.starters
        if len(word) == 1 and word.isupper():
            return following in self.starters and word != "I"
        return True


def split_at(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The stretches of ``text`` between matches of ``pattern``."""
    start = 0
    for match in pattern.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def cut_long(text: str, start: int, end: int) -> Iterator[Span]:
    """``start:end`` without white space at its ends, in pieces of at most ``LONGEST`` characters; none empty."""
    while True:
        gap = WHITE.match(text, start, end)
        start = gap.end() if gap else start
        if start >= end:
            return
        piece = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            piece = space if space > 0 else start + LONGEST
        stop = start + len(text[start:piece].rstrip())
        if stop > start:
            yield start, stop
        start = piece
