"""Accuracy of coding: whole pages against the gold of the seeds, and single sentences against marked events.

usage: coding.py pages [GOLD.json] [-v]       page step on ../shared/seeds, then the gold's own scorer on the claims
       coding.py sentences [FILE.tsv] [-v]    event root and quad class of sentences with marked source and target

The sentences come without actors we know, so source and target are given to the coder as two made-up states: this
measures triggers, roles and types, not names. Nothing is trained or tuned on either file.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dyadlog.clean import Cleaner
from dyadlog.coding import Coder
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Claim, Document, Mention, Page, Parse, Party, Publication, Resolution
from dyadlog.resolve import Resolver

SHARED = Path(__file__).parents[2] / "shared"
SOURCE, TARGET = "AAA", "BBB"
# the sentences' label set merges and renames some of PLOVER's types
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}


def make_document(text: str) -> Document:
    """One paragraph without a date."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    block = (Block(0, len(text), "paragraph"),)
    return Document(
        f"doc-{sha[:8]}", "page", "line", text, block, None, None, None, None, Publication(), "en", "news", "given", sha
    )


def read_pages() -> Iterator[tuple[Path, tuple[Claim, ...]]]:
    """The claims of the seed pages."""
    knowledge = load_knowledge()
    cleaner, parser, resolver = Cleaner(knowledge), Parser(knowledge), Resolver(knowledge)
    coder = Coder(knowledge)
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        document = cleaner(Page.from_bytes(str(path), path.read_bytes(), "text/plain"))
        parse = parser(document)
        yield path, coder(document, parse, resolver(document, parse))


def make_row(claim: Claim, page: Path) -> dict[str, Any]:
    """The fields of the export contract that the scorer reads."""
    when = claim.when
    sides = {
        name: [{"name": party.name, "states": list(party.states)} for party in parties]
        for name, parties in (("actors", claim.actors), ("recipients", claim.recipients))
    }
    return {
        "event_type": claim.event_type,
        "modality": claim.modality,
        "negated": claim.negated,
        "date_start": str(when.start) if when and when.start else None,
        "date_end": str(when.end) if when and when.end else None,
        "evidence": [{"page": str(page), "quote": claim.evidence.quote}],
        **sides,
    }


def score_pages(gold_path: Path) -> None:
    """Print the scorer's figures on the claims."""
    sys.path.insert(0, str(SHARED / "gold"))
    import score  # type: ignore[import-not-found]  # lies beside the gold, outside the package

    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    rows = [make_row(claim, path) for path, claims in read_pages() for claim in claims]
    count, figures, missed = score.score_claims(gold, rows)
    print(f"claims={count} " + " ".join(f"{name}={value:.3f}" for name, value in figures.items()))
    print("not exact:", " ".join(missed))


@dataclass(frozen=True)
class Row:
    """One marked sentence."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    root: str


def read_rows(path: Path) -> Iterator[Row]:
    """The sentences with the spans of source and target."""
    lines = path.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = dict(zip(columns, line.split("\t"), strict=False))
        marked, text, spans = cells["marked_sentence"], "", {}
        while marked:
            for mark in ("<s>", "</s>", "<t>", "</t>"):
                if marked.startswith(mark):
                    spans[mark] = len(text)
                    marked = marked[len(mark) :]
                    break
            else:
                text, marked = text + marked[0], marked[1:]
        if len(spans) == 4:
            yield Row(text, (spans["<s>"], spans["</s>"]), (spans["<t>"], spans["</t>"]), cells["gold_root"])


def mark_parties(parse: Parse, row: Row) -> Resolution:
    """Source and target as mentions of two made-up states."""
    mentions = []
    for code, (start, end) in ((SOURCE, row.source), (TARGET, row.target)):
        for sentence in parse.sentences:
            inside = [t for t in sentence.doc if start <= sentence.start + t.idx < end and not t.is_space]
            if not inside:
                continue
            first, last = inside[0].i, inside[-1].i
            head = next((t for t in inside if not first <= t.head.i <= last or t.head.i == t.i), inside[-1])
            party = Party(f"state:{code}", row.text[start:end], "state", (code,))
            mentions.append(
                Mention(
                    sentence.index, start, end, first, last, head.i, row.text[start:end], "state", "given", (party,)
                )
            )
    return Resolution("doc", tuple(mentions), (), (), ())


def pick_root(claims: tuple[Claim, ...]) -> str | None:
    """The root of the claim from source to target; where there are several the surest."""
    best: tuple[int, float, str] | None = None
    for claim in claims:
        if claim.event_type is None:
            continue
        actors = {code for party in claim.actors for code in party.states}
        recipients = {code for party in claim.recipients for code in party.states}
        directed = SOURCE in actors and (TARGET in recipients or TARGET in actors)
        rank = (2 if directed else 1, claim.confidence, MERGED.get(claim.event_type, claim.event_type))
        if best is None or rank[:2] > best[:2]:
            best = rank
    return best[2] if best else None


def score_sentences(path: Path, verbose: bool) -> None:
    """Print coverage, accuracy and macro F1 of root and quad class."""
    knowledge = load_knowledge()
    parser, coder = Parser(knowledge), Coder(knowledge)
    pairs: list[tuple[str, str | None]] = []
    for row in read_rows(path):
        document = make_document(row.text)
        parse = parser(document)
        root = pick_root(coder(document, parse, mark_parties(parse, row)))
        pairs.append((row.root, root))
        if verbose and root != row.root:
            print(f"{row.root}\t{root}\t{row.text}")
    coded = sum(found is not None for _, found in pairs)
    right = sum(gold == found for gold, found in pairs)
    quads = [(QUADS[gold], QUADS.get(found or "")) for gold, found in pairs if gold in QUADS]
    print(f"sentences={len(pairs)} coverage={coded / len(pairs):.3f} precision={right / max(1, coded):.3f}")
    print(f"root macro F1={macro_f1(pairs):.3f} quad macro F1={macro_f1(quads):.3f}")


def macro_f1(pairs: list[tuple[str, str | None]]) -> float:
    """The mean over the gold's labels of each one's F1."""
    gold, found = Counter(g for g, _ in pairs), Counter(f for _, f in pairs)
    right = Counter(g for g, f in pairs if g == f)
    return sum(2 * right[label] / (gold[label] + found[label]) for label in gold) / len(gold)


def main(arguments: list[str]) -> None:
    """Run one of the two measurements."""
    verbose = "-v" in arguments
    paths = [Path(argument) for argument in arguments[1:] if argument != "-v"]
    if arguments[:1] == ["pages"]:
        score_pages(paths[0] if paths else SHARED / "gold" / "seeds_dev.json")
    elif arguments[:1] == ["sentences"]:
        score_sentences(paths[0] if paths else SHARED / "gold" / "plv_train.tsv", verbose)
    else:
        print(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
