"""Sentence boundaries where no rule knows: a small network over the gaps between the pieces of a block.

A piece is what stands between white space. The network (trained by ``training/boundaries.py``, run with numpy) sees
three pieces on either side of a gap, by shape and signs, and ordinary words by themselves; and how far the last and the
next full stop are. It does not see names: every capitalised word that is not a listed ordinary word looks the same, and
a row of them counts as one, so that exchanging one name for another moves no boundary.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float32]

MODEL = Path(__file__).parent / "model" / "boundaries.npz"
MOST_REMEMBERED = 50_000
AT_ONCE = 2000
"""Gaps, so that a long block costs no more memory than a short one."""
LONGEST_SEEN = 40
"""Characters of a piece; a longer one is an address or no language."""

SHAPES = ("none", "edge", "lower", "word", "name", "letter", "capitals", "number", "figures", "address")
HEADS = ("none", "quote", "bracket", "dash", "bullet", "angle", "other")
SIGN_TAILS = (".", "..", "...", "!", "?", "many", ",", ";", ":")
TAILS = ("none", *SIGN_TAILS, "bracket", "quote", "stop bracket", "stop quote", "dash", "angle", "smiley", "other")
PIECE = re.compile(r"([^\w$£€#@+]*)(.*?)([^\w%$+]*)", re.DOTALL)
ADDRESS = re.compile(r"https?:|www\.|[^@]+@[^@]|\w+\.(?:com|org|net|edu|gov)\b|\w+/\w+/", re.IGNORECASE)
SIGNS = {"-": "dash", "–": "dash", "—": "dash", "(": "bracket", "[": "bracket", "<": "angle", "*": "bullet"}
SIGNS |= dict.fromkeys("•‣▪●", "bullet") | dict.fromkeys("\"'“‘«`", "quote")
CLOSERS = {"-": "dash", "–": "dash", "—": "dash", ")": "bracket", "]": "bracket", ">": "angle"}
CLOSERS |= dict.fromkeys("\"'”’»`", "quote") | dict.fromkeys(".!?,;:", "")
STOPS = frozenset(TAILS.index(tail) for tail in (".", "...", "!", "?", "many", "stop bracket", "stop quote"))
NAME, EDGE = SHAPES.index("name"), SHAPES.index("edge")
STEPS = np.array([1, 2, 3, 4, 5, 7, 10, 15, 21, 31, 46])
"""Distances are seen in these steps."""
FAR = 2 * (len(STEPS) + 1)
HEAD_BITS, TAIL_BITS, SHAPE_BITS = 3, 5, 4


class Features:
    """What the network sees of each gap, as one number per slot; ``sizes`` says how many each slot has."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = {word: number for number, word in enumerate(words, 1)}
        self.remembered: dict[str, int] = {}
        lexical, tails, heads = len(words) + 1, len(TAILS) * len(SHAPES), len(HEADS) * len(SHAPES)
        self.sizes = (*[lexical] * 6, *[tails] * 6, *[heads] * 3, FAR, FAR, FAR, FAR, 4, 4)
        self.offsets = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])

    def describe(self, piece: str) -> int:
        """One piece as one number: its word, head, tail, shape, brackets opened less closed and quotation marks."""
        match = PIECE.fullmatch(piece[:LONGEST_SEEN])
        before, core, after = match.groups() if match else ("", piece, "")
        lower = core.lower()
        word = self.words.get(lower, 0) if core[1:].islower() or len(core) == 1 or core[1:2] in "'’" else 0
        head = HEADS.index(SIGNS.get(before[-1], "other") if before else "none")
        shape = SHAPES.index(shape_of(core, listed=word > 0))
        tail = TAILS.index(tail_of(after if core else before))
        opened = 4 + min(3, max(-3, sum(map(piece.count, "([")) - sum(map(piece.count, ")]"))))
        quotes = piece.count('"') % 2
        packed = (word << 3 | head) << 5 | tail
        return ((packed << 4 | shape) << 3 | opened) << 1 | quotes

    def numbers(self, pieces: Sequence[str]) -> Numbers:
        """The pieces as numbers."""
        remembered = self.remembered
        if len(remembered) > MOST_REMEMBERED:
            remembered.clear()
        found = []
        for piece in pieces:
            number = remembered.get(piece)
            if number is None:
                number = self.describe(piece)
                if len(piece) <= LONGEST_SEEN:
                    remembered[piece] = number
            found.append(number)
        return np.array(found, dtype=np.int64)

    def __call__(self, pieces: Sequence[str]) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """A row per gap, and whether the gap may be a boundary at all (not within a name)."""
        count = len(pieces)
        packed = self.numbers(pieces)
        quotes, opened, shape, tail = packed & 1, (packed >> 1 & 7) - 4, packed >> 4 & 15, packed >> 8 & 31
        head, word = packed >> 13 & 7, packed >> 16
        joined = (shape[:-1] == NAME) & (tail[:-1] == 0) & (shape[1:] == NAME) & (head[1:] == 0)
        unit = np.concatenate([[0], np.cumsum(~joined)])
        places = np.arange(count)
        starts = np.flatnonzero(np.concatenate([[True], ~joined]))
        ends = np.concatenate([starts[1:], [count]])
        before, after = (
            starts[unit] - 1,
            ends[unit],
        )  # the pieces before and after the name a piece is in; -1, count: none
        before, after = np.append(before, -1), np.append(after, count)
        left, right = places[:-1], places[1:]
        left2 = before[left]
        left3 = before[left2]
        right2 = after[right]
        right3 = after[right2]
        around = np.array([left, left2, left3, right, right2, right3])
        around[around < 0] = count
        words, tails = np.append(word, 0), np.append(tail * len(SHAPES) + shape, EDGE)
        heads = np.append(head * len(SHAPES) + shape, EDGE)
        stops = np.flatnonzero(IS_STOP[tail])
        depth, inside = np.cumsum(opened)[:-1] > 0, np.cumsum(quotes)[:-1] % 2
        ends_well, spacing = int(IS_STOP[tail[-1]]), int(unit[-1] + 1) // max(1, len(stops))
        slots = np.empty((len(self.sizes), count - 1), dtype=np.int64)
        slots[0:6] = words[around]
        slots[6:12] = tails[around]
        slots[12:15] = heads[around[[0, 3, 4]]]
        slots[15:17] = distances(unit, stops)
        slots[17] = np.searchsorted(STEPS, unit[left] + 1)
        slots[18] = np.searchsorted(STEPS, unit[-1] - unit[left])
        slots[19] = depth + 2 * inside
        slots[20] = ends_well + 2 * (spacing > 30)
        slots += self.offsets[:, None]
        return slots.T, ~joined


IS_STOP = np.array([number in STOPS for number in range(len(TAILS))])


def distances(unit: Numbers, stops: Numbers) -> Numbers:
    """How far before each gap the last stop is (not the one at the gap) and how far after it the next."""
    left = np.arange(len(unit) - 1)
    slots = np.empty((2, len(left)), dtype=np.int64)
    if len(stops) == 0:
        slots[0] = len(STEPS) + 1 + np.searchsorted(STEPS, unit[left] + 1)
        slots[1] = len(STEPS) + 1 + np.searchsorted(STEPS, unit[-1] - unit[left])
        return slots
    following = np.searchsorted(stops, left, side="right")
    last = np.searchsorted(stops, left, side="left") - 1
    known, ahead = last >= 0, following < len(stops)
    back = np.where(known, unit[left] - unit[stops[np.maximum(last, 0)]], unit[left] + 1)
    on = np.where(ahead, unit[stops[np.minimum(following, len(stops) - 1)]], unit[-1]) - unit[left]
    slots[0] = np.searchsorted(STEPS, back) + (len(STEPS) + 1) * ~known
    slots[1] = np.searchsorted(STEPS, on) + (len(STEPS) + 1) * ~ahead
    return slots


def shape_of(core: str, *, listed: bool) -> str:
    """The shape of a piece without its signs; an abbreviation in capitals is as any name."""
    if not core:
        return "none"
    if ADDRESS.search(core):
        return "address"
    if any(map(str.isdigit, core)):
        return "number" if core.isdigit() else "figures"
    if not core[0].isupper():
        return "lower"
    if listed:
        return "word"
    if len(core) == 1:
        return "letter"
    return "capitals" if len(core) > 6 and core.isupper() else "name"


def tail_of(signs: str) -> str:
    """The kind of the signs a piece ends in."""
    if not signs:
        return "none"
    if signs in TAILS:
        return signs
    if signs[0] in ":;=" and signs[-1] in ")(":
        return "smiley"
    if set(signs) <= set(".!?…"):
        return "..." if "!" not in signs and "?" not in signs else "many"
    closed = CLOSERS.get(signs[-1], "other")
    stop = any(sign in signs for sign in ".!?…")
    if closed in ("bracket", "quote"):
        return f"stop {closed}" if stop else closed
    return closed or signs[-1]


class BoundaryModel:
    """The network: a table of rows to add up for what a gap shows, one hidden layer, one probability."""

    def __init__(self, words: Sequence[str], arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self.features = Features(words)
        self.table = arrays["table"].astype(np.float32) * arrays["scale"].astype(np.float32)
        self.bias = arrays["bias"].astype(np.float32)
        self.weights = arrays["weights"].astype(np.float32)
        self.constant = float(arrays["constant"])

    def probabilities(self, pieces: Sequence[str]) -> Reals:
        """For the gap after each piece but the last, the probability that a sentence ends there."""
        if len(pieces) < 2:
            return np.zeros(0, dtype=np.float32)
        rows, allowed = self.features(pieces)
        scores = np.empty(len(rows), dtype=np.float32)
        for first in range(0, len(rows), AT_ONCE):
            hidden = self.table.take(rows[first : first + AT_ONCE].T, axis=0).sum(axis=0) + self.bias
            scores[first : first + AT_ONCE] = np.maximum(hidden, 0) @ self.weights + self.constant
        return np.where(allowed, 1 / (1 + np.exp(-scores)), 0).astype(np.float32)


def load_boundaries() -> BoundaryModel:
    """The model that ships."""
    with np.load(MODEL) as file:
        arrays = dict(file)
    return BoundaryModel(bytes(arrays.pop("words")).decode().split("\n"), arrays)
