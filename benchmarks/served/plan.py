"""What readers ask for: every kind of page, of pairs as often as they are in the news, the largest among them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from dyadlog.records import PairLine
from dyadlog.report.questions import LANES
from dyadlog.serve.links import pair_name
from dyadlog.serve.pages import OF_PAIRS, OF_RECORDS
from dyadlog.store import View, open_view

PAIRS: Final = 400
"""Pairs that readers open, those with most events; the rest of a store's have a page or two."""
FILTERED: Final = 0.4
"""How many of the lists are asked for with a filter, or at a later page."""
OFTEN: Final = {"overview": 4, "events": 3, "one-events": 6, "one-documents": 4, "search": 3, "home": 1}
"""How often readers open a kind of page; any other once."""
SAMPLED: Final = 300
"""Records of each kind, of which readers open some."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One address, and the kind of page it leads to."""

    kind: str
    address: str


class Plan:
    """Draws what readers ask for; the same for a seed."""

    def __init__(self, db: Path, seed: int = 1) -> None:
        self._dice = random.Random(seed)
        with open_view(db) as view:
            self.pairs = view.pairs(limit=PAIRS)
            self._records = _sample_records(view, self.pairs)
            self._words = _sample_words(view, self._records["documents"])
            self._outlets = [name for name, _ in view.census(self.pairs[0].states).facets["outlet"][:8]]
        self._weights = list(accumulate(pair.events for pair in self.pairs))
        self.kinds = ["home", "search", "api"]
        self.kinds += [section or "overview" for section in OF_PAIRS] + [f"one-{folder}" for folder in OF_RECORDS]
        self.kinds = [kind for kind in self.kinds if self._records.get(kind.removeprefix("one-"), [""])]
        self._often = list(accumulate(OFTEN.get(kind, 1) for kind in self.kinds))

    @property
    def largest(self) -> str:
        """The pair with most events, as addresses have it."""
        return pair_name(self.pairs[0].states)

    def draw(self) -> Iterator[Ask]:
        """One reader's pages, without end."""
        dice = random.Random(self._dice.random())
        while True:
            (kind,) = dice.choices(self.kinds, cum_weights=self._often)
            yield Ask(kind, self.address(kind, dice))

    def address(self, kind: str, dice: random.Random, pair: str = "") -> str:
        """An address of one kind of page, of a pair where one is given."""
        if not pair:
            (line,) = dice.choices(self.pairs, cum_weights=self._weights)
            pair = pair_name(line.states)
        if kind.startswith("one-"):
            folder = kind.removeprefix("one-")
            return f"/{folder}/{dice.choice(self._records[folder])}"
        match kind:
            case "home":
                return "/"
            case "search":
                return f"/search?{urlencode({'q': dice.choice(self._words)} | self._narrowed(dice, pair))}"
            case "api":
                return f"/api/v1/dyads/{pair}/events?limit=50"
            case "overview":
                return f"/{pair}"
            case "events" if dice.random() < FILTERED:
                return f"/{pair}/events?{self._filter(dice)}"
            case _:
                return f"/{pair}/{kind}"

    def _narrowed(self, dice: random.Random, pair: str) -> dict[str, str]:
        return {"pair": pair} if dice.random() < FILTERED else {}

    def _filter(self, dice: random.Random) -> str:
        return urlencode(
            dice.choice(
                [
                    {"lane": dice.choice(list(LANES))},
                    {"since": str(dice.randrange(2005, 2026))},
                    {"page": dice.randrange(2, 5)},
                    {"outlet": dice.choice(self._outlets or [""])},
                    {"modality": "planned", "certainty": "likely"},
                ]
            )
        )


def _sample_records(view: View, pairs: list[PairLine]) -> dict[str, list[str]]:
    events = [line for pair in pairs[:20] for line in view.lines(pair.states, limit=SAMPLED // 20)]
    claims = {claim_id for event in view.events_named([line.event_id for line in events]) for claim_id in event.claims}
    instruments = {record.instrument_id for pair in pairs[:10] for record in view.instruments(pair.states)}
    return {
        "events": [line.event_id for line in events],
        "documents": sorted({claim.document_id for claim in view.claims_named(sorted(claims))})[:SAMPLED],
        "instruments": sorted(instruments)[:SAMPLED],
    }


def _sample_words(view: View, documents: list[str]) -> list[str]:
    """Words and phrases of the store's own texts, common ones among them."""
    words = []
    for document in view.documents_named(documents[:40]):
        told = [word for word in document.text.split() if word.isalpha()]
        words += [told[5], told[9], " ".join(told[12:14]), f'"{" ".join(told[20:22])}"', f"{told[30][:4]}*"]
    return words
