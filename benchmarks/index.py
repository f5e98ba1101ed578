"""Measure what ought not to move the index of cooperation and conflict, on made-up records run through `consolidate`.

usage: index.py [HAPPENINGS]     default 600
       index.py --wording DB     how much the confidence differs between the pages of one event, in a store

A world of six states over eighteen months: every happening has a kind, two states, people, a topic and a day, and is
told by a page of its own. Then, always against that record:

1. placebo: ten times as many pages about the same happenings, by nine more outlets: three exact copies of each page,
   three that cut its end and put their own lead before it, three that tell it in other words. Other words come with
   another confidence: it varies about that of the event by as much as --wording shows. The move is printed for several
   weights of the confidence as well, and for made-up records in which all are equally sure;
2. one outlet left out, of twelve that each tell of a half of the happenings;
3. a month of retrospectives: half as many pages as there are happenings, published in the last month, about happenings
   of the months before, with their old dates; and as many without any date.

Moves are relative: the difference of a sum of cooperation or conflict, divided by what it was. Last, how many series
without a change get a change point, and how many changes to three times the level are found.
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, count
from pathlib import Path
from statistics import fmean, pstdev

from dyadlog.consolidate import consolidate
from dyadlog.findings.index import Index, IndexPoint, Slices, compute_index
from dyadlog.findings.index.changes import find_changes
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import (
    EVENT_MODALITIES,
    Block,
    Claim,
    Consolidation,
    Document,
    Dyad,
    Evidence,
    Found,
    Interval,
    Page,
    Party,
    Publication,
    Reading,
    content_id,
)
from dyadlog.store import open_view

KINDS = (
    "visit",
    "meet",
    "call",
    "sign",
    "praise",
    "condemn",
    "strike",
    "humanitarian_aid",
    "expel",
    "accuse",
    "supply",
)
STATES = 6
MONTHS = 18
FIRST_DAY = date(2023, 1, 1)
LAST_MONTH = date(2024, 6, 1)
SYLLABLES = ("ka", "ro", "mi", "ten", "lu", "sor", "bel", "du", "vin", "ash", "por", "gel", "nim", "tar", "os", "fen")
TOPICS = (
    ("harbour", "fees"), ("fisheries", "quota"), ("railway", "gauge"), ("drought", "relief"), ("customs", "posts"),
    ("vaccine", "stocks"), ("pipeline", "repairs"), ("student", "visas"), ("steel", "tariffs"), ("border", "mines"),
)  # fmt: skip
WORDING = 0.21
"""Standard deviation of the confidence within an event: 0.216 in a store of samples/pages and the pages of two dyads of
corpus/relations (SDN-TCD, KAZ-UZB), by --wording."""
FILLER = 60
"""Made-up words of filler on a page: enough for a copy to be known as one."""
PERIODS_OF_SERIES, SERIES = 36, 200


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened in the made-up world."""

    number: int
    kind: str
    doer: Party
    target: Party
    topic: tuple[str, str]
    day: date
    confidence: float


@dataclass(frozen=True, slots=True)
class Story:
    """A page about a happening: the sentence that tells it, the paragraphs around it, and the slots of its claim."""

    happening: Happening
    outlet: str
    published: date
    lead: str
    sentence: str
    rest: str
    confidence: float
    when: Interval | None


class World:
    """A made-up world with its happenings and the stories about them."""

    def __init__(self, happenings: int, seed: int = 1, sure: bool = False) -> None:
        self.knowledge = load_knowledge()
        self.dice = random.Random(seed)
        self.sure = sure
        codes = [state.code for state in self.knowledge.states.all() if state.valid_to is None]
        self.codes = sorted(self.dice.sample(sorted(codes), STATES))
        self.people = {code: [self._make_person(code) for _ in range(4)] for code in self.codes}
        self.happenings = [self._make_happening(number) for number in range(happenings)]

    def _make_person(self, code: str) -> Party:
        name = " ".join(self._word().title() for _ in range(2))
        return Party(f"person:{fold_name(name)}:{code}", name, "person", (code,))

    def _word(self) -> str:
        return "".join(self.dice.choices(SYLLABLES, k=self.dice.randint(2, 3)))

    def _make_happening(self, number: int) -> Happening:
        doer, target = self.dice.sample(self.codes, 2)
        day = FIRST_DAY + timedelta(days=self.dice.randrange((LAST_MONTH - FIRST_DAY).days + 27))
        return Happening(
            number,
            self.dice.choice(KINDS),
            self.dice.choice(self.people[doer]),
            self.dice.choice(self.people[target]),
            self.dice.choice(TOPICS),
            day,
            self.dice.uniform(0.3, 0.9),
        )

    def tell(self, happening: Happening, outlet: str) -> Story:
        """A story of its own words: another lead, other filler, another confidence."""
        filler = [self._word() for _ in range(FILLER)]
        first, last = happening.topic
        forms = (
            f"{happening.doer.name} {happening.kind} {happening.target.name} over {first} {last}",
            f"On the {first} {last} {happening.doer.name} came to {happening.kind} {happening.target.name}",
            f"It was over {last} of the {first} that {happening.doer.name} {happening.kind} {happening.target.name}",
        )
        return Story(
            happening=happening,
            outlet=outlet,
            published=happening.day + timedelta(days=self.dice.randint(0, 2)),
            lead=" ".join(filler[:8]) + ".",
            sentence=f"{self.dice.choice(forms)} {filler[8]} {filler[9]}.",
            rest=" ".join(filler[10:]) + ".",
            confidence=0.8 if self.sure else min(max(self.dice.gauss(happening.confidence, WORDING), 0.05), 0.98),
            when=Interval(happening.day, happening.day, "day", "explicit"),
        )

    def copy(self, story: Story, outlet: str) -> Story:
        """The same text in another outlet, up to a day later."""
        return replace(story, outlet=outlet, published=story.published + timedelta(days=self.dice.randint(0, 1)))

    def cut(self, story: Story, outlet: str) -> Story:
        """The text without its end, under a lead of the outlet's own."""
        words = story.rest.split()
        kept = words[: round(len(words) * self.dice.uniform(0.7, 0.9))]
        lead = " ".join(self._word() for _ in range(8)) + "."
        return replace(self.copy(story, outlet), lead=lead, rest=" ".join(kept) + ".")

    def look_back(self, happening: Happening, outlet: str, dated: bool) -> Story:
        """A story of the last month about something old, with its date or without one."""
        story = self.tell(happening, outlet)
        published = LAST_MONTH + timedelta(days=self.dice.randrange(28))
        return replace(story, published=published, when=story.when if dated else None)

    def print_pages(self, stories: Sequence[Story]) -> list[Reading]:
        """The readings of the stories, each a page of its own."""
        return [self._print(number, story) for number, story in enumerate(stories)]

    def _print(self, number: int, story: Story) -> Reading:
        text = f"{story.lead}\n{story.sentence}\n{story.rest}"
        location = f"{story.outlet}-{story.happening.number:05}-{number:06}.txt"
        page = Page.from_bytes(location, text.encode(), "text/plain")
        document_id = content_id("doc", location)
        start = len(story.lead) + 1
        end = start + len(story.sentence)
        blocks = (
            Block(0, start - 1, "paragraph"),
            Block(start, end, "paragraph"),
            Block(end + 1, len(text), "paragraph"),
        )
        document = Document(
            document_id, page.page_id, location, text, blocks, None, None, Found(story.outlet, "made up"), None,
            Publication(story.published, "day", "given"), "en", "news", "made up", page.sha256,
        )  # fmt: skip
        evidence = Evidence(document_id, start, end, story.sentence)
        return Reading(page, document, claims=(self._claim(document_id, evidence, story),))

    def _claim(self, document_id: str, evidence: Evidence, story: Story) -> Claim:
        kind, happening = self.knowledge.kinds.get(story.happening.kind), story.happening
        return Claim(
            claim_id=content_id("claim", document_id), document_id=document_id, sentence=1, evidence=evidence,
            event_type=kind.event_type, kind=kind.kind, mode=kind.mode, contexts=kind.contexts,
            quad_class=kind.quad_class, goldstein=kind.goldstein, cameo=kind.cameo, when=story.when,
            when_reason=None if story.when else "no time word", actors=(happening.doer,),
            recipients=(happening.target,), territory=(), places=(), modality="asserted", negated=False,
            attribution=(), quantities=(), instruments=(), framings=(), spans=(), confidence=story.confidence,
            rule="made up", language="en",
        )  # fmt: skip


def compute(world: World, stories: Sequence[Story]) -> tuple[Consolidation, dict[tuple[str, str], Index]]:
    """The events of the stories, and the index of every two states."""
    readings = world.print_pages(stories)
    found = consolidate(readings, world.knowledge)
    return found, index_all(world.knowledge, world.codes, readings, found)


def index_all(
    knowledge: Knowledge, codes: Sequence[str], readings: Sequence[Reading], found: Consolidation
) -> dict[tuple[str, str], Index]:
    """The index of every two states."""
    documents = {reading.document.document_id: reading.document for reading in readings if reading.document}
    claims = {claim.claim_id: claim for reading in readings for claim in reading.claims}
    event_of = {claim_id: event.event_id for event in found.events for claim_id in event.claims}
    indexes = {}
    for pair in combinations(codes, 2):
        events = tuple(event for event in found.events if event.states() >= set(pair))
        telling = {claims[claim_id].document_id for event in events for claim_id in event.claims}
        pages = {document_id: document for document_id, document in documents.items() if document_id in telling}
        dyad = Dyad(pair, events, (), (), pages, claims, {}, {}, dict(found.copies), event_of)
        indexes[pair] = compute_index(dyad, knowledge)
    return indexes


Cell = tuple[tuple[str, str], str, str]
"""A dyad, a month and a side."""


def cells_of(indexes: dict[tuple[str, str], Index]) -> dict[Cell, float]:
    """Every sum of the series."""
    return {
        (pair, point.label, side): value
        for pair, index in indexes.items()
        for point in index.points
        for side, value in (("cooperation", point.cooperation), ("conflict", point.conflict))
        if value is not None
    }


@dataclass(frozen=True, slots=True)
class Moves:
    """How far the sums of a series moved, each in parts of what it was: the largest, the mean, and of their total."""

    largest: float
    mean: float
    total: float

    def __str__(self) -> str:
        return f"largest {self.largest:7.2%}   mean {self.mean:7.2%}   of the total {self.total:7.2%}"


def measure(
    before: dict[Cell, float], after: dict[Cell, float], asked: Callable[[Cell], bool] = lambda _: True
) -> Moves:
    """The moves of the sums that are asked for; one out of nothing moves by all of itself."""
    cells = {cell for cell in before.keys() | after.keys() if asked(cell)}
    pairs = [(before.get(cell, 0.0), after.get(cell, 0.0)) for cell in sorted(cells)]
    moves = [abs(new - old) / max(abs(old), 1e-9) if old else float(bool(new)) for old, new in pairs if old or new]
    total = sum(abs(old) for old, _ in pairs)
    moved = sum(abs(new - old) for old, new in pairs)
    return Moves(max(moves, default=0.0), fmean(moves) if moves else 0.0, moved / total if total else 0.0)


def in_last_month(cell: Cell) -> bool:
    """Whether a sum is of the month in which the retrospectives are published."""
    return cell[1] == LAST_MONTH.isoformat()[:7]


def placebo(world: World) -> tuple[list[Story], list[Story]]:
    """One page a happening, and ten."""
    once = [world.tell(happening, "outlet-0") for happening in world.happenings]
    more = [
        story
        for first in once
        for story in (
            first,
            *(world.copy(first, f"outlet-{number}") for number in (1, 2, 3)),
            *(world.cut(first, f"outlet-{number}") for number in (4, 5, 6)),
            *(world.tell(first.happening, f"outlet-{number}") for number in (7, 8, 9)),
        )
    ]
    return once, more


def weigh_confidence(knowledge: Knowledge, share: float) -> None:
    """Give the confidence another weight; for the measurement only."""
    tables = knowledge.index_tables
    tables.weights = replace(tables.weights, confidence=share)


def run_placebo(happenings: int) -> Iterator[tuple[str, Moves]]:
    """The moves of the placebo: as shipped, with other weights of the confidence, and with all equally sure."""
    for sure in (False, True):
        world = World(happenings, sure=sure)
        records = []
        for stories in placebo(world):
            readings = world.print_pages(stories)
            records.append((readings, consolidate(readings, world.knowledge)))
        shipped = world.knowledge.index_tables.weights.confidence
        counts = "{} events of {} pages, then {} of {}".format(
            *(n for r, c in records for n in (len(c.events), len(r)))
        )
        for share in (shipped,) if sure else (shipped, 0.0, 0.5, 1.0):
            weigh_confidence(world.knowledge, share)
            before, after = (cells_of(index_all(world.knowledge, world.codes, *record)) for record in records)
            name = "all equally sure" if sure else f"weight of confidence {share:g}"
            yield f"{name:<28}{counts if share == shipped else '':<52}", measure(before, after)
        weigh_confidence(world.knowledge, shipped)


def run_outlets(happenings: int) -> Iterator[tuple[str, Moves, Moves]]:
    """The moves, of all months and of the last, where one of twelve outlets is left out."""
    world = World(happenings, seed=2)
    outlets = [f"outlet-{number}" for number in range(12)]
    stories = [
        world.tell(happening, outlet) for happening in world.happenings for outlet in world.dice.sample(outlets, 6)
    ]
    before = cells_of(compute(world, stories)[1])
    for left_out in outlets:
        after = cells_of(compute(world, [story for story in stories if story.outlet != left_out])[1])
        yield left_out, measure(before, after), measure(before, after, in_last_month)


def run_retrospectives(happenings: int, dated: bool) -> tuple[Moves, Moves, int]:
    """The moves of all months and of the last one, and how many retrospectives there are."""
    world = World(happenings, seed=3)
    stories = [world.tell(happening, "outlet-0") for happening in world.happenings]
    old = [happening for happening in world.happenings if happening.day < LAST_MONTH]
    late = [
        world.look_back(world.dice.choice(old), f"outlet-{1 + number % 5}", dated) for number in range(happenings // 2)
    ]
    before, after = cells_of(compute(world, stories)[1]), cells_of(compute(world, stories + late)[1])
    return measure(before, after), measure(before, after, in_last_month), len(late)


def run_changes(series: int) -> tuple[float, float]:
    """The share of series without a change that get one, and of changes found within two periods of their place."""
    dice = random.Random(4)
    false = sum(bool(find_changes(make_series(dice, 1.0), 12)) for _ in range(series))
    middle = month_of(PERIODS_OF_SERIES // 2)
    found = 0
    for _ in range(series):
        changes = find_changes(make_series(dice, 3.0), 12) or ()
        found += any(abs((change.start - middle).days) <= 62 for change in changes)
    return false / series, found / series


def month_of(number: int) -> date:
    """The first day of a month of a series."""
    return date(2020 + number // 12, number % 12 + 1, 1)


def make_series(dice: random.Random, later: float) -> list[IndexPoint]:
    """Sums of chance numbers of chance scores; from the middle on, ``later`` times as many of cooperation."""
    none = Slices((), (), ())
    points = []
    for number in range(PERIODS_OF_SERIES):
        rate = 4.0 * (later if number >= PERIODS_OF_SERIES // 2 else 1.0)
        gain = sum(dice.choice((1.0, 1.9, 2.8, 3.4, 6.5, 7.0)) for _ in range(draw_number(dice, rate)))
        loss = -sum(dice.choice((2.0, 4.0, 5.0, 9.0)) for _ in range(draw_number(dice, 2.0)))
        start = month_of(number)
        label, quads = start.isoformat()[:7], (0, 0, 0, 0)
        point = IndexPoint(
            ("", ""), "month", label, start, start, "value", gain, loss, None, None, quads, none, 1, ()
        )  # fmt: skip
        points.append(point)
    return points


def draw_number(dice: random.Random, rate: float) -> int:
    """A number of events from a Poisson distribution: how many waits of mean 1 fit into ``rate``."""
    waited = 0.0
    for number in count():
        waited += dice.expovariate(1.0)
        if waited > rate:
            return number
    raise AssertionError


def print_wording(db: Path) -> None:
    """Print how much the confidence differs between the independent pages of one event."""
    with open_view(db) as view:
        claims, copies, events = {claim.claim_id: claim for claim in view.claims()}, view.copies(), view.events()
    apart: list[float] = []
    several = 0
    for event in events:
        surest: dict[str, float] = {}
        for claim in (claims[claim_id] for claim_id in event.claims):
            if claim.modality in EVENT_MODALITIES and not claim.negated:
                origin = copies.get(claim.document_id, claim.document_id)
                surest[origin] = max(surest.get(origin, 0.0), claim.confidence)
        if len(surest) > 1:
            several += 1
            apart += [confidence - fmean(surest.values()) for confidence in surest.values()]
    print(f"{several} events told by several pages: standard deviation of the confidence {pstdev(apart):.3f}")


def main() -> None:
    """Print everything."""
    if sys.argv[1:2] == ["--wording"]:
        print_wording(Path(sys.argv[2]))
        return
    happenings = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    print(f"{happenings} happenings, {STATES} states, {MONTHS} months")
    print("placebo: ten times as many pages about the same events")
    for name, moves in run_placebo(happenings):
        print(f"  {name}{moves}")
    print("one of twelve outlets left out, each happening told by six")
    rows = list(run_outlets(happenings))
    for part, title in ((1, "all months"), (2, "last month")):
        moves = [row[part] for row in rows]
        print(f"  {title}: largest {max(m.largest for m in moves):.2%}   mean {fmean(m.mean for m in moves):.2%}")  # type: ignore[union-attr]
    for dated in (True, False):
        everywhere, present, pages = run_retrospectives(happenings, dated)
        print(f"{pages} retrospectives in the last month, {'with their old dates' if dated else 'without any date'}")
        print(f"  all months: {everywhere}\n  last month: {present}")
    false, found = run_changes(SERIES)
    print(f"change points: {false:.1%} of {SERIES} series without a change get one; {found:.1%} of changes are found")


if __name__ == "__main__":
    main()
