"""A made-up record of one pair of states since 1945, for measuring how the work grows.

Every happening has a kind, two states, people and a day, and is told by one to four pages: with the day, only the month
or year, or no date at all, with both people or one, now and then as a plan printed before the day, and signings by the
name of what is signed. All is drawn by a fixed seed, so that the figures are the same on any machine.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dyadlog.knowledge import load_knowledge
from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import (
    Block,
    Claim,
    Document,
    Evidence,
    InstrumentMention,
    Interval,
    Page,
    Party,
    Publication,
    Reading,
    content_id,
)

KINDS = ("visit", "meet", "talks", "sign", "praise", "condemn", "strike", "aid", "sanction", "agree")
CLAIMS_A_PAGE = 10
FIRST_DAY = date(1945, 6, 1)
DAYS = 80 * 365
TERM = 10 * 365
"""Days after which other people act for a state."""
PEOPLE = 12
"""Of each state at one time."""
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

    def __init__(self, claims: int) -> None:
        self.knowledge = load_knowledge()
        self.dice = random.Random(claims)
        codes = sorted(state.code for state in self.knowledge.states.all() if state.valid_to is None)[:2]
        terms = range(DAYS // TERM + 1)
        self.people = {(code, n): [self._make_person(code) for _ in range(PEOPLE)] for code in codes for n in terms}
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
        days = self.dice.randrange(DAYS)
        day, term = FIRST_DAY + timedelta(days=days), days // TERM
        people = tuple(self.dice.choice(self.people[code, term]) for code in (doer, target))
        kind, topic = self.dice.choice(KINDS), self.dice.choice(TOPICS)
        names = ("".join(self.dice.choices(SYLLABLES, k=3)) for _ in range(2))
        signed = " ".join((topic, *names, "agreement")) if kind == "sign" else None
        rows = []
        for _ in range(self.dice.randint(1, 4)):
            planned = self.dice.random() < 0.1
            lag = -self.dice.randint(1, 6) if planned else self.dice.randint(0, 6)
            named = tuple(
                person if self.dice.random() < 0.7 else Party(f"state:{code}", code, "state", (code,))
                for person, code in zip(people, (doer, target), strict=True)
            )
            exact = Interval(day, day, "day", "explicit")
            first = day.replace(day=1)
            last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            month = Interval(first, last, "month", "explicit")
            year = Interval(day.replace(month=1, day=1), day.replace(month=12, day=31), "year", "explicit")
            when = self.dice.choices((exact, month, year, None), (66, 30, 2, 2))[0]
            fields: dict[str, object] = {
                "kind": kind,
                "actors": named[:1],
                "recipients": named[1:],
                "when": when,
                "modality": "planned" if planned else "asserted",
            }
            filler = " ".join("".join(self.dice.choices(SYLLABLES, k=3)) for _ in range(5))
            sentence = f"{named[0].name} {kind} {named[1].name} {signed or topic} {filler}."
            fields["instruments"] = self._mention(sentence, signed, planned=planned)
            rows.append((day + timedelta(days=lag), sentence, fields, happening))
        return rows

    def _mention(self, sentence: str, signed: str | None, *, planned: bool) -> tuple[InstrumentMention, ...]:
        if signed is None:
            return ()
        start = sentence.index(signed)
        return (
            InstrumentMention(signed, "agreement", "announced" if planned else "signed", start, start + len(signed)),
        )

    def _make_reading(self, number: int, rows: list[tuple[date, str, dict[str, object], int]]) -> Reading:
        text = "\n".join(sentence for _, sentence, _, _ in rows)
        location = f"page-{number:06}.txt"
        page = Page.from_bytes(location, text.encode(), "text/plain")
        document_id = content_id("doc", location)
        claims, blocks, start = [], [], 0
        for index, (_, sentence, fields, happening) in enumerate(rows):
            end = start + len(sentence)
            blocks.append(Block(start, end, "paragraph"))
            mentions = (replace(m, start=m.start + start, end=m.end + start) for m in fields["instruments"])  # type: ignore[attr-defined]
            told = fields | {"instruments": tuple(mentions)}
            claim = self._make_claim(document_id, index, Evidence(document_id, start, end, sentence), told)
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
            places=(), negated=False, attribution=(), quantities=(), framings=(), spans=(),
            confidence=0.8, rule="made up", language="en", **fields,
        )  # type: ignore[arg-type]  # fmt: skip
