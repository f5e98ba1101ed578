"""Train the network for sentence boundaries and write src/dyadlog/parse/model/boundaries.npz.

usage: python training/boundaries.py [TREEBANK_FOLDER]   (default ../shared/treebanks)

From the training parts of English EWT (CC BY-SA 4.0) and of GUM without its non-commercial genres: paragraphs rebuilt
as text, an example for every gap between pieces. The words it knows are those that are written small at least as often
as not and often enough, without any part of a state's name. One hidden layer, Adagrad; at every step a part of what the
network sees is hidden from it (words more than shapes), without which it learns the paragraphs by heart (sentences of
EWT's development part 85 instead of 88); of the plain gaps (no sign before, a small letter after) it sees a quarter,
weighted. The weights of the last third of the passes are averaged. Needs the ``build`` extra (scipy, which
scikit-learn brings). Fixed seed; ten seconds.
"""

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from dyadlog.knowledge import load_knowledge
from dyadlog.parse.boundaries import HEADS, MODEL, PIECE, SHAPES, Features

TREEBANKS = Path(__file__).parents[2] / "shared" / "treebanks"
FILES = ("en_ewt-ud-train.conllu.xz", "gum11_train_clean.conllu.xz")
RAREST = 20
HIDDEN = 24
PASSES = 36
RATE = 0.3
BATCH = 1024
HIDDEN_WORDS, HIDDEN_SIGNS = 0.3, 0.1
EASY = 4
SEED = 1
FIRST_TAIL, RIGHT_HEAD = 6, 13
"""Slots: the signs of the piece before the gap, the start of the piece after it."""

Paragraph = list[list[str]]


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a treebank: for each sentence its pieces."""
    paragraph: Paragraph = []
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith(("# newdoc", "# newpar")) and paragraph:
                yield paragraph
                paragraph = []
            elif line.startswith("# text = ") and (pieces := line[9:].split()):
                paragraph.append(pieces)
    if paragraph:
        yield paragraph


def state_words() -> set[str]:
    """Every word of every state's name, small."""
    path = load_knowledge().files("state_names.csv")[0]
    return set(re.findall(r"\w+", path.read_text(encoding="utf-8").lower()))


def choose_words(paragraphs: list[Paragraph]) -> list[str]:
    """The ordinary words the network may know, in order."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for paragraph in paragraphs:
        for pieces in paragraph:
            for position, piece in enumerate(pieces):
                match = PIECE.fullmatch(piece)
                core = match[2] if match else ""
                if not re.fullmatch(r"[A-Za-z]+(?:['’][a-z]+)?", core):
                    continue
                if core.islower():
                    small[core] += 1
                elif position > 0:
                    capital[core.lower()] += 1
    names = state_words()
    common = {
        word
        for word, count in small.items()
        if count + min(count, capital[word]) >= RAREST and count >= capital[word] and word not in names
    }
    return sorted(common | {"i", "i'm", "i’m", "i've", "i'll", "i'd"})


def make_examples(paragraphs: list[Paragraph], features: Features) -> tuple[np.ndarray, np.ndarray]:
    """The rows of all gaps that may be boundaries, and whether they are."""
    rows, labels = [], []
    for paragraph in paragraphs:
        pieces = [piece for sentence in paragraph for piece in sentence]
        if len(pieces) > 1:
            ends = np.cumsum([len(sentence) for sentence in paragraph])[:-1] - 1
            label = np.zeros(len(pieces) - 1, dtype=bool)
            label[ends] = True
            row, allowed = features(pieces)
            rows.append(row[allowed])
            labels.append(label[allowed])
    return np.concatenate(rows), np.concatenate(labels)


def find_plain(rows: np.ndarray, features: Features) -> np.ndarray:
    """Which gaps have no sign before them and a small letter after."""
    tail = (rows[:, FIRST_TAIL] - features.offsets[FIRST_TAIL]) // len(SHAPES)
    head, shape = np.divmod(rows[:, RIGHT_HEAD] - features.offsets[RIGHT_HEAD], len(SHAPES))
    return (tail == 0) & (head == HEADS.index("none")) & (shape == SHAPES.index("lower"))


class Network:
    """The network in training: its table and its small arrays, with Adagrad's sums."""

    def __init__(self, size: int, random: np.random.Generator) -> None:
        self.table = random.uniform(-0.1, 0.1, (size, HIDDEN)).astype(np.float32)
        weights = random.uniform(-0.4, 0.4, HIDDEN).astype(np.float32)
        self.small = [np.zeros(HIDDEN, np.float32), weights, np.full(1, -2, np.float32)]
        self.table_sum = np.full_like(self.table, 0.1)
        self.small_sums = [np.full_like(array, 0.1) for array in self.small]

    def learn(self, rows: np.ndarray, seen: np.ndarray, labels: np.ndarray, weights: np.ndarray, rate: float) -> None:
        """One step on a batch; only the rows of the table that it uses move."""
        bias, output, constant = self.small
        count, slots = rows.shape
        used, inverse = np.unique(rows, return_inverse=True)
        shown = csr_matrix((seen.ravel(), inverse.ravel(), np.arange(0, count * slots + 1, slots)), (count, len(used)))
        raw = shown @ self.table[used] + bias
        hidden = np.maximum(raw, 0)
        error = (1 / (1 + np.exp(-(hidden @ output + constant))) - labels) * weights * (10 / count)
        back = np.outer(error, output) * (raw > 0)
        gradient = shown.T @ back
        self.table_sum[used] += gradient**2
        self.table[used] -= rate * gradient / np.sqrt(self.table_sum[used])
        steps = (back.sum(axis=0), hidden.T @ error, error.sum(keepdims=True))
        for number, step in enumerate(steps):
            self.small_sums[number] += step**2
            self.small[number] -= rate * step / np.sqrt(self.small_sums[number])


def train(rows: np.ndarray, labels: np.ndarray, features: Features) -> list[np.ndarray]:
    """The averaged table, bias, output weights and constant."""
    random = np.random.default_rng(SEED)
    network = Network(sum(features.sizes), random)
    plain = find_plain(rows, features) & ~labels
    keep = np.full(rows.shape[1], 1 - HIDDEN_SIGNS, np.float32)
    keep[:FIRST_TAIL] = 1 - HIDDEN_WORDS
    kept: list[list[np.ndarray]] = []
    for number in range(PASSES):
        chosen = np.flatnonzero(~plain | (random.random(len(labels)) < 1 / EASY))
        random.shuffle(chosen)
        for first in range(0, len(chosen), BATCH):
            batch = chosen[first : first + BATCH]
            shape = (len(batch), rows.shape[1])
            seen = ((random.random(shape, dtype=np.float32) < keep) / keep).astype(np.float32)
            weights = np.where(plain[batch], EASY, 1).astype(np.float32)
            network.learn(rows[batch], seen, labels[batch].astype(np.float32), weights, RATE * (1 - number / PASSES))
        if number >= PASSES * 2 // 3:
            kept.append([network.table.copy(), *(array.copy() for array in network.small)])
    return [np.mean(arrays, axis=0) for arrays in zip(*kept, strict=True)]


def compress(trained: list[np.ndarray], words: list[str]) -> dict[str, np.ndarray]:
    """The network as the arrays ``BoundaryModel`` runs, its table in eight bits."""
    table, bias, weights, constant = trained
    scale = np.abs(table).max(axis=0) / 127
    return {
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "table": np.round(table / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": bias.astype(np.float32),
        "weights": weights.astype(np.float32),
        "constant": constant[0].astype(np.float32),
    }


def main() -> None:
    """Train and write the file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TREEBANKS
    paragraphs = [paragraph for name in FILES for paragraph in read_paragraphs(folder / name)]
    words = choose_words(paragraphs)
    features = Features(words)
    rows, labels = make_examples(paragraphs, features)
    arrays = compress(train(rows, labels, features), words)
    np.savez_compressed(MODEL, **arrays)
    print(f"{len(labels)} gaps, {labels.sum()} boundaries, {len(words)} words")
    print(f"wrote {MODEL}, {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
