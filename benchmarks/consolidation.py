"""Measure consolidation on made-up records of growing size: seconds, and B-cubed F1 against the known happenings.

usage: consolidation.py [CLAIMS ...]     sizes, default 1000 3000 10000

Every happening has a kind, two states, people and a day, and is told by one to four pages: with the day or only the
month, with both people or one, and now and then as a plan printed before the day. States, people and days are drawn by
a fixed seed, so that the figures are the same on any machine.
"""

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from dyadlog.consolidate import consolidate
from dyadlog.findings import find
from dyadlog.knowledge import load_knowledge
from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import (
    Block,
    Claim,
    Document,
    Evidence,
    Interval,
    Page,
    Party,
    Publication,
    Reading,
    content_id,
)

KINDS = ("visit", "meet", "talks", "sign", "praise", "condemn", "strike", "aid", "sanction", "agree")
CLAIMS_A_PAGE = 10
FIRST_DAY = date(2020, 1, 1)
SYLLABLES = ("ka", "ro", "mi", "ten", "lu", "sor", "bel", "du", "vin", "ash", "por", "gel", "nim", "tar", "os", "fen")
TOPICS = (
    "harbour",
    "fisheries",
    "railway",
    "drought",
    "customs",
    "vaccines",
    "pipeline",
    "students",
    "tariffs",
    "mines",
)


class World:
    """A made-up world with its happenings and the pages that tell of them."""

    def __init__(self, claims: int, states: int = 60, days: int = 700) -> None:
        self.knowledge = load_knowledge()
        self.dice = random.Random(claims)
        self.days = days
        codes = sorted(state.code for state in self.knowledge.states.all() if state.valid_to is None)[:states]
        self.people = {code: [self._make_person(code) for _ in range(240 // states)] for code in codes}
        self.truth: dict[str, int] = {}
        self.readings = list(self._make_readings(claims, codes))

    def _make_person(self, code: str) -> Party:
        words = ("".join(self.dice.choices(SYLLABLES, k=self.dice.randint(2, 3))).title() for _ in range(2))
        name = " ".join(words)
        return Party(f"person:{fold_name(name)}:{code}", name, "person", (code,))

    def _make_readings(self, wanted: int, codes: list[str]) -> Iterator[Reading]:
        told: list[tuple[date, str, dict[str, object], int]] = []
        happening = 0
        while len(told) < wanted:
            happening += 1
            told += self._tell(happening, codes)
        told.sort(key=lambda row: row[0])
        for number in range(0, len(told), CLAIMS_A_PAGE):
            yield self._make_reading(number, told[number : number + CLAIMS_A_PAGE])

    def _tell(self, happening: int, codes: list[str]) -> list[tuple[date, str, dict[str, object], int]]:
        """One happening, told one to four times."""
        doer, target = self.dice.sample(codes, 2)
        day = FIRST_DAY + timedelta(days=self.dice.randrange(self.days))
        people = (self.dice.choice(self.people[doer]), self.dice.choice(self.people[target]))
        kind, topic = self.dice.choice(KINDS), self.dice.choice(TOPICS)
        rows = []
        for _ in range(self.dice.randint(1, 4)):
            planned = self.dice.random() < 0.1
            lag = -self.dice.randint(1, 6) if planned else self.dice.randint(0, 6)
            named = tuple(
                person if self.dice.random() < 0.7 else Party(f"state:{code}", code, "state", (code,))
                for person, code in zip(people, (doer, target), strict=True)
            )
            exact = Interval(day, day, "day", "explicit")
            month = Interval(
                day.replace(day=1), (day.replace(day=28) + timedelta(days=4)).replace(day=1), "month", "explicit"
            )
            fields: dict[str, object] = {
                "kind": kind,
                "actors": named[:1],
                "recipients": named[1:],
                "when": exact if self.dice.random() < 0.7 else month,
                "modality": "planned" if planned else "asserted",
            }
            filler = " ".join(self.dice.choices(SYLLABLES, k=5))
            rows.append(
                (
                    day + timedelta(days=lag),
                    f"{named[0].name} {kind} {named[1].name} {topic} {filler}.",
                    fields,
                    happening,
                )
            )
        return rows

    def _make_reading(self, number: int, rows: list[tuple[date, str, dict[str, object], int]]) -> Reading:
        text = "\n".join(sentence for _, sentence, _, _ in rows)
        location = f"page-{number:06}.txt"
        page = Page.from_bytes(location, text.encode(), "text/plain")
        document_id = content_id("doc", location)
        claims, blocks, start = [], [], 0
        for index, (_, sentence, fields, happening) in enumerate(rows):
            end = start + len(sentence)
            blocks.append(Block(start, end, "paragraph"))
            claim = self._make_claim(document_id, index, Evidence(document_id, start, end, sentence), fields)
            self.truth[claim.claim_id] = happening
            claims.append(claim)
            start = end + 1
        document = Document(
            document_id, page.page_id, location, text, tuple(blocks), None, None, None, None,
            Publication(max(day for day, *_ in rows), "day", "given"), "en", "news", "made up", page.sha256,
        )  # fmt: skip
        return Reading(page, document, claims=tuple(claims))

    def _make_claim(self, document_id: str, index: int, evidence: Evidence, fields: dict[str, object]) -> Claim:
        kind = self.knowledge.kinds.get(str(fields["kind"]))
        return Claim(
            claim_id=content_id("claim", document_id, index), document_id=document_id, sentence=index,
            evidence=evidence, event_type=kind.event_type, mode=kind.mode, contexts=kind.contexts,
            quad_class=kind.quad_class, goldstein=kind.goldstein, cameo=kind.cameo, when_reason=None, territory=(),
            places=(), negated=False, attribution=(), quantities=(), instruments=(), framings=(), spans=(),
            confidence=0.8, rule="made up", language="en", **fields,
        )  # type: ignore[arg-type]  # fmt: skip


def b_cubed(pairs: list[tuple[int, str]]) -> float:
    """B-cubed F1 of events against happenings."""
    events: dict[str, Counter[int]] = defaultdict(Counter)
    sizes = Counter(happening for happening, _ in pairs)
    for happening, event in pairs:
        events[event][happening] += 1
    precision = sum(count * count / sum(group.values()) for group in events.values() for count in group.values())
    recall = sum(count * count / sizes[happening] for group in events.values() for happening, count in group.items())
    precision, recall = precision / len(pairs), recall / len(pairs)
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print a line for each size."""
    for size in [int(word) for word in sys.argv[1:]] or [1000, 3000, 10000]:
        world = World(size)
        begin = time.perf_counter()
        outcome = consolidate(world.readings, world.knowledge)
        middle = time.perf_counter()
        findings = find(world.readings, outcome, world.knowledge)
        end = time.perf_counter()
        merged = [(world.truth[claim], event.event_id) for event in outcome.events for claim in event.claims]
        print(
            f"claims {len(world.truth)}  events {len(outcome.events)}  findings {len(findings)}  "
            f"consolidate {middle - begin:.2f} s  find {end - middle:.2f} s  B-cubed F1 {b_cubed(merged):.3f}"
        )


if __name__ == "__main__":
    main()
