"""Sampling: sentences drawn so that what the program missed shows as well as what it got wrong."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final, Literal, get_args

from dyadlog.errors import UserError
from dyadlog.records import content_id
from dyadlog.store import View
from dyadlog.store.reviewing import StoredSentence

Stratum = Literal["type", "outlet", "genre"]
STRATA: Final = get_args(Stratum)
NONE: Final = "none"
"""The stratum of sentences in which nothing was coded, and of pages without an outlet."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence of a blind sample: where it stands, and its words with those around it. Nothing that the program found
    in it is told, so neither is the stratum it was drawn from."""

    sentence_id: str
    document_id: str
    start: int
    end: int
    before: str
    quote: str
    after: str


def stratum_of(sentence: StoredSentence, by: Stratum) -> str:
    """What a sentence is counted under: the first type of the claims found in it, by name; its outlet; its genre."""
    match by:
        case "type":
            return sentence.types[0] if sentence.types else NONE
        case "outlet":
            return sentence.outlet or NONE
        case "genre":
            return sentence.genre


def draw_sample(
    view: View, seed: str, size: int, by: Stratum = "type", pair: tuple[str, str] | None = None
) -> list[Drawn]:
    """``size`` sentences of each stratum (all, where it has fewer), in an order that tells nothing of what was found;
    of pages on two states, if told.

    Which sentences are drawn hangs on the seed and their words alone: the same on every machine, whatever was decided
    and in whatever order pages were read.
    """
    if by not in STRATA or size < 1:
        raise UserError(f"a sample is of one sentence at least, by one of: {', '.join(STRATA)}")
    strata: dict[str, list[tuple[str, StoredSentence]]] = defaultdict(list)
    for sentence in view.sentences(pair):
        strata[stratum_of(sentence, by)].append((content_id("draw", seed, sentence.sentence_id), sentence))
    chosen = sorted((row for held in strata.values() for row in sorted(held, key=_lot)[:size]), key=_lot)
    texts = {d.document_id: d.text for d in view.documents_named(sorted({one.document_id for _, one in chosen}))}
    return [_show(one, texts[one.document_id]) for _, one in chosen]


def _lot(row: tuple[str, StoredSentence]) -> str:
    return row[0]


AROUND: Final = 400
"""Letters of the text shown before and after a sentence."""


def _show(sentence: StoredSentence, text: str) -> Drawn:
    return Drawn(
        sentence_id=sentence.sentence_id,
        document_id=sentence.document_id,
        start=sentence.start,
        end=sentence.end,
        before=text[max(0, sentence.start - AROUND) : sentence.start],
        quote=text[sentence.start : sentence.end],
        after=text[sentence.end : sentence.end + AROUND],
    )
