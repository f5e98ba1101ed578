"""Made-up pages of forty outlets that tell of made-up happenings, some ten claims a page.

A page tells of one pair of states that is much in the news, or of a few that are not: reports are sorted by outlet,
month and pair, and cut into pages. Sentences are made of phrases over 20,000 words whose frequency follows Zipf's law,
the commonest being English function words, so that searches meet words of every frequency.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from benchmarks.stored.happenings import Happening, Happenings
from dyadlog.records import (
    Attribution,
    Block,
    Claim,
    Document,
    Evidence,
    Found,
    Genre,
    Page,
    Publication,
    Reading,
    SentenceSpan,
    content_id,
)

OUTLETS: Final = 40
WORDS: Final = 20_000
PHRASES: Final = 40_000
COMMON: Final = tuple("the of to and in a on for that with said was by at from as its it has is".split(" "))  # noqa: SIM905
QUIET: Final = 0.35
"""Sentences without a claim, for each with one."""
GENRES: Final[dict[Genre, int]] = {"news": 74, "official": 10, "opinion": 6, "relay": 7, "content_farm": 3}
"""How often of a hundred each is drawn."""


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's telling of a happening."""

    happening: Happening
    outlet: int
    day: date


class Pages:
    """Writes pages from happenings."""

    def __init__(self, world: Happenings) -> None:
        self.world, self.dice = world, world.dice
        self.outlets = [
            f"{world.make_word().title()} {kind}" for kind in ("Post", "Times") for _ in range(OUTLETS // 2)
        ]
        self.outlet_weights = list(accumulate(1 / (rank + 3) for rank in range(OUTLETS)))
        words = [*COMMON, *(world.make_word(2, 5) for _ in range(WORDS))]
        weights = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
        drawn = self.dice.choices(words, cum_weights=weights, k=9 * PHRASES)
        self.phrases = [" ".join(drawn[9 * number : 9 * number + 9]) for number in range(PHRASES)]

    def report(self, happenings: Sequence[Happening]) -> list[Report]:
        """Who tells of what, in the order of the pages."""
        reports = [
            Report(happening, outlet, happening.day + timedelta(days=self.dice.randrange(6)))
            for happening in happenings
            for outlet in self.dice.choices(range(OUTLETS), cum_weights=self.outlet_weights, k=happening.reports)
        ]
        return sorted(reports, key=lambda r: (r.outlet, r.day.year, r.day.month, r.happening.pair, r.happening.number))

    def write(self, reports: Sequence[Report], documents: int) -> Iterator[tuple[Reading, list[Report]]]:
        """So many pages, each with what it tells of, in the order of its claims."""
        for number in range(documents):
            first, last = number * len(reports) // documents, (number + 1) * len(reports) // documents
            yield self._write_page(number, list(reports[first:last])), list(reports[first:last])

    def _write_page(self, number: int, reports: list[Report]) -> Reading:
        sentences = [self._tell(report) for report in reports]
        quiet = [
            " ".join(self.dice.choices(self.phrases, k=3)).capitalize() + "."
            for _ in range(1 + int(len(reports) * QUIET))
        ]
        text = "\n".join((*sentences, *quiet))
        location = f"pages/{number // 1000:03}/{number:06}.txt"
        page = Page.from_bytes(location, text.encode(), "text/plain")
        document_id = content_id("doc", location)
        spans, claims, start = [], [], 0
        for index, sentence in enumerate((*sentences, *quiet)):
            end = start + len(sentence)
            spans.append(SentenceSpan(self._name("sentence"), index, index, start, end))
            if index < len(reports):
                evidence = Evidence(document_id, start, end, sentence)
                claims.append(self._claim(self._name("claim"), index, evidence, reports[index].happening))
            start = end + 1
        document = self._document(document_id, page, text, reports, len(sentences))
        return Reading(replace(page, content=b""), document, tuple(spans), claims=tuple(claims))

    def _name(self, sort: str) -> str:
        """An id that looks like a hash, as those of true records do."""
        return f"{sort}-{self.dice.getrandbits(64):016x}"

    def _tell(self, report: Report) -> str:
        happening = report.happening
        doer, target = happening.actors[0].name, happening.recipients[0].name
        filler = self.dice.choices(self.phrases, k=2)
        return f"{doer} {happening.kind.kind.replace('_', ' ')} {target} {filler[0]} , {filler[1]}."

    def _document(self, document_id: str, page: Page, text: str, reports: list[Report], told: int) -> Document:
        day = max(report.day for report in reports)
        title = " ".join(text.split(" ", 9)[:9]).title()
        dated = self.dice.random() < 0.9
        publication = Publication(day, "day", "given") if dated else Publication(None, None, None, None, day, "capture")
        return Document(
            document_id, page.page_id, page.location, text, (Block(0, len(text), "paragraph", 1, 1 + told),),
            Found(title, "line"), None, Found(self.outlets[reports[0].outlet], "given"),
            Found(f"https://example.org/{page.location}", "given"), publication, "en",
            self.dice.choices(tuple(GENRES), tuple(GENRES.values()))[0], "made up", page.sha256,
        )  # fmt: skip

    def _claim(self, claim_id: str, index: int, evidence: Evidence, happening: Happening) -> Claim:
        kind = happening.kind
        said = (
            (Attribution("a spokesman", "government", happening.pair[0], "said"),)
            if happening.modality == "claimed"
            else ()
        )
        return Claim(
            claim_id=claim_id, document_id=evidence.document_id, sentence=index, evidence=evidence,
            event_type=kind.event_type, kind=kind.kind, mode=kind.mode, contexts=kind.contexts,
            quad_class=kind.quad_class, goldstein=kind.goldstein, cameo=kind.cameo, when=happening.when,
            when_reason=None if happening.when else "no time word", actors=happening.actors,
            recipients=happening.recipients, territory=happening.territory, places=happening.places,
            modality=happening.modality, negated=False, attribution=said, quantities=(), instruments=(), framings=(),
            spans=(), confidence=round(self.dice.uniform(0.4, 0.98), 3), rule="made up", language="en",
        )  # fmt: skip
