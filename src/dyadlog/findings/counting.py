"""Counting: reading the figures of claims, with what each of them counts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dyadlog.findings.book import Book, Told
from dyadlog.findings.counted import Nouns
from dyadlog.findings.counts import DOCUMENTS, MONEY, NUMBER, PERCENT, Count
from dyadlog.records import OPEN_MODALITIES, Interval, Quantity

SIGNING = "signing"
FORCE = 4
"""The quad class of material conflict."""
EACH = re.compile(r"\b(?:each|every)\b[^,;.]*$", re.I)
REACH = 40
"""Letters before and after a figure in which a word makes it one of several parts."""
BLOW = "ASSAULT"
"""The type of act that kills and wounds."""
SENTENCES_NEAR = 4
"""Sentences from one that tells of a blow within which a toll without a time is the toll of that blow."""


class Counter:
    """Reads the counts of a book; with ``blows``, a toll without a time has that of the blow told beside it."""

    def __init__(self, book: Book, *, blows: bool = False) -> None:
        self.book = book
        self.knowledge = book.knowledge
        self.words = book.knowledge.count_words
        self.nouns = Nouns(book)
        self._outcomes = self.words.measures("outcomes")
        self._around: dict[tuple[str, int], list[Told]] = defaultdict(list)
        for one in book.told.values():
            self._around[one.document.document_id, one.claim.sentence].append(one)
        self._blows = Blows(book) if blows else None

    def read(self, told: Iterable[Told], events: Mapping[str, str]) -> list[Count]:
        """Every figure once, of the claim that tells most of it; in the order of the record."""
        found: dict[tuple[str, int], list[tuple[Told, Quantity]]] = defaultdict(list)
        for one in told:
            for figure in self._figures_of(one):
                before = one.document.text[one.claim.evidence.start : figure.start]
                known = figure.value is not None or figure.low is not None or figure.high is not None
                if known and (figure.value == 0 or not (one.denied or self.words.stands_before("not", before))):
                    found[one.document.document_id, figure.start].append((one, figure))
        counts = _fill([self._read_one(rows, events) for rows in found.values()])
        return sorted(counts, key=lambda count: count.place)

    def _figures_of(self, told: Told) -> tuple[Quantity, ...]:
        """The figures of a claim; to a signing belongs the number of documents that its sentence gives elsewhere.

        What a page says there was not a single one of is a figure as well: none.
        """
        own = told.claim.quantities
        if told.denied and not any(figure.value == 0 for figure in own) and (none := self._find_none(told)):
            return none
        if own or self.knowledge.families.get(told.claim.kind).name != SIGNING:
            return own
        head = self.knowledge.instrument_words.head
        return tuple(
            figure
            for figure in told.sentence_figures
            if any(head(word) for word in f"{figure.unit or ''} {figure.of or ''}".casefold().split())
        )

    def _find_none(self, told: Told) -> tuple[Quantity, ...]:
        evidence = told.claim.evidence
        found = self.words.nothing.search(evidence.quote)
        if found is None:
            return ()
        noun = found[1].casefold()
        measured = next(
            (name for name in (noun, noun.removesuffix("s")) if self.knowledge.conversions.convert(name)), None
        )
        start = evidence.start + found.start()
        words = (measured or noun, "exactly", found[2] if measured else None, found[0])
        return (Quantity(0.0, 0.0, 0.0, *words, start, start + len(found[0])),)  # type: ignore[arg-type]

    def _read_one(self, rows: Sequence[tuple[Told, Quantity]], events: Mapping[str, str]) -> Count:
        rows = sorted(
            rows, key=lambda row: (row[0].claim.event_type is None, row[0].claim.evidence.start, row[0].order)
        )
        one, figure = rows[0]
        dated = [told for told, _ in rows if _own_time(told) is not None]
        text, evidence = one.document.text, one.claim.evidence
        before, after = text[evidence.start : figure.start], text[figure.end : evidence.end]
        measures = self._measures(one, figure, before, after)
        outcome = next(iter(sorted(measures & self._outcomes)), None)
        sort, topic = self.nouns.stems_of(figure, after, people=outcome is not None)
        family, low, high = self._reach(figure)
        aims = {
            item.start: item.deadline
            for told in self._around[one.document.document_id, one.claim.sentence]
            for item in told.claim.instruments
            if item.kind == "target" and item.start <= figure.start and figure.end <= item.end
        }
        deadlines = [item.deadline for told, _ in rows for item in told.claim.instruments if item.deadline]
        among = self.words.stands_after("among", after)
        return Count(
            told=one,
            figure=figure,
            measures=measures,
            outcome=outcome,
            family=family,
            moneys=self.knowledge.units.moneys(figure.unit or ""),
            low=low,
            high=high,
            whose=self._whose(one, figure, outcome, bool(sort) and not among, before),
            sort=sort,
            topic=topic,
            ahead=all(self._is_ahead(told) for told, _ in rows) or self.words.stands_after("due", after),
            aim=bool(aims),
            deadline=next(iter(aims.values()), None) or next(iter(deadlines), None),
            part=self._is_part(before, after),
            pointing=among,
            when=dated[0].claim.when if dated else self._time_of_blow(one, outcome),
            events=frozenset(events[told.claim.claim_id] for told, _ in rows if told.claim.claim_id in events),
        )

    def _time_of_blow(self, told: Told, outcome: str | None) -> Interval | None:
        """The time of the blow beside which a page gives a toll."""
        if self._blows is None or told.claim.event_type is not None or not self.knowledge.threads.is_casualty(outcome):
            return None
        return self._blows.time_near(told)

    def _measures(self, told: Told, figure: Quantity, before: str, after: str) -> frozenset[str]:
        """What a figure measures: by its own words, those next to it, or else by the act that its claim tells."""
        measures, sums = self.knowledge.measures, self.words.measures("sums") | self.words.measures("flows")
        own = self.nouns.measures_of(figure)
        head = self.knowledge.instrument_words.head
        if any(head(word.casefold()) for word in self.nouns.plain_nouns(figure)):
            own.add(DOCUMENTS)
        money = bool(figure.unit and self.knowledge.units.moneys(figure.unit))
        acted = self.words.measure_of(told.claim.kind)
        if money or figure.unit == PERCENT or self.knowledge.conversions.convert(figure.unit or "") is not None:
            own -= self._outcomes
        elif not own & self._outcomes and not self.nouns.are_things(figure, after):
            near = self.nouns.outcome_near(before, after)
            own |= {near} if near else set()
            if not near and acted in self._outcomes and self.nouns.are_people(figure, after):
                own.add(acted)
        if money and not own & sums:
            found = measures.find(" ".join(re.findall(r"[^\W\d_]+", before)))
            own |= {found} if found in sums else set()
        if money and not (own & sums) - {"value"} and acted in sums and told.happened:
            own.add(acted)
        if own & self._outcomes:
            said = measures.find(figure.of) if figure.of else None
            own &= {said} if said in own & self._outcomes else self._outcomes
        return frozenset(own)

    def _reach(self, figure: Quantity) -> tuple[str, float, float]:
        low, high = figure.reach()
        unit = figure.unit or ""
        if self.knowledge.units.moneys(unit):
            return MONEY, low, high
        if converted := self.knowledge.conversions.convert(unit):
            base, factor = converted
            return base, low * factor, high * factor
        return (PERCENT if unit == PERCENT else NUMBER), low, high

    def _whose(self, told: Told, figure: Quantity, outcome: str | None, named: bool, before: str) -> frozenset[str]:
        """The states whose people a figure counts: named in its words or right after them, or whose losses it tells."""
        own = self.nouns.state_of(told, figure)
        if own or outcome is None:
            return own
        if self._are_own_losses(before):
            side = told.claim.attribution[-1].side if told.claim.attribution else None
            return frozenset((side,)) if side else frozenset()
        if not named:
            return frozenset()
        doers = frozenset(code for party in told.claim.actors for code in party.states)
        hit = frozenset(code for party in told.claim.recipients for code in party.states)
        return hit if len(hit) == 1 and told.claim.quad_class == FORCE and not hit & doers else frozenset()

    def _are_own_losses(self, before: str) -> bool:
        """Whether a speaker gives the losses of his own side: "its losses at six dead"."""
        words = "|".join(map(re.escape, self.words.words("before", "own")))
        losses = "|".join(map(re.escape, self.words.words("after", "losses")))
        return re.search(rf"\b(?:{words}) (?:own )?(?:{losses})\b", before, re.I) is not None

    def _is_part(self, before: str, after: str) -> bool:
        """Whether a figure counts one part, one round or what there is up to now, by the words around it."""
        near = self.words.stands_before("part", before) or self.words.stands_after("apiece", after[:REACH])
        so_far = any(self.words.stands_in("so far", text) for text in (before, after))
        return so_far or near or EACH.search(before[-REACH:]) is not None

    def _is_ahead(self, told: Told) -> bool:
        """Whether what a claim counts is yet to come: a plan, a request, or what somebody undertakes to do."""
        return told.claim.modality in OPEN_MODALITIES or told.claim.kind in self.words.words("promise")


class Blows:
    """The attacks and clashes that pages tell of, by page."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._told: dict[str, list[Told]] = defaultdict(list)
        for one in book.told.values():
            if one.claim.event_type == BLOW and one.happened:
                self._told[one.document.document_id].append(one)
        self._event_of = {claim_id: event for event in book.events for claim_id in event.claims}

    def time_near(self, toll: Told) -> Interval | None:
        """The time of the nearest blow to a toll that can be its own, from its page or others of the same event."""
        states = toll.states
        near = [
            blow
            for blow in self._told[toll.document.document_id]
            if abs(blow.claim.sentence - toll.claim.sentence) <= SENTENCES_NEAR
            if states <= blow.states or not states
        ]
        for blow in sorted(near, key=lambda blow: (_steps(toll, blow), blow.in_headline, blow.order)):
            event = self._event_of.get(blow.claim.claim_id)
            told = [blow, *(self.book.told_of(event) if event is not None else ())]
            when = next((when for one in told if one.happened and (when := _own_time(one)) is not None), None)
            if when is not None:
                return when
        return None


def _steps(toll: Told, blow: Told) -> tuple[int, bool]:
    """How far a blow stands from a toll; of two equally far the one before is nearer."""
    return abs(blow.claim.sentence - toll.claim.sentence), blow.claim.sentence > toll.claim.sentence


def _fill(counts: list[Count]) -> list[Count]:
    """Where all who are counted in one event are of one state, as far as it is told, the others are as well."""
    told: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    for count in counts:
        for event in count.events:
            if count.outcome and count.whose:
                told[event, count.outcome].add(count.whose)
    filled = []
    for count in counts:
        known = [
            told[event, count.outcome] for event in count.events if count.outcome and (event, count.outcome) in told
        ]
        single = not count.whose and bool(known) and all(len(whose) == 1 for whose in known)
        filled.append(replace(count, whose=next(iter(known[0]))) if single else count)
    return filled


def _own_time(told: Told) -> Interval | None:
    when = told.claim.when
    return when if when is not None and when.method != "published" else None
