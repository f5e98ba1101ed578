"""Quantities: the figures of a sentence with bound, unit and what they measure. Never summed, never averaged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.coding.measured import find_counted_noun, find_measured, find_outcome, find_participle, find_root, name_of
from dyadlog.records import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.units import Units
    from dyadlog.records import Sentence
    from dyadlog.records.vocabulary import Bound

PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ", "\n": " ", "\t": " ", "\N{HYPHEN}": "-"})
JOINER = re.compile(r" ?(-|–|—) ?| (to|or|and) ", re.I)
NO_COUNT = re.compile(
    r"(?:st|nd|rd|th)\b|[:.+]\d|,\d| ?(?:a\.m|p\.m|am\b|pm\b|GMT|UTC|o'clock|hrs\b)|[- ]years?[- ]old|\)", re.I
)
"""What follows an ordinal, a clock time, an age or the number of a list."""
YEARS = range(1900, 2101)
FEW = 3
"""Up to so many "countries" or "sides" are the parties themselves, not a count."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands; ``currency`` where a sign of money stands before it, ``start`` then is the sign's."""

    start: int
    end: int
    words: str
    low: float
    value: float | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure counts: the unit, the end of its words, and what is measured."""

    unit: str
    end: int
    of: str | None


def find_quantities(
    sentence: Sentence, knowledge: Knowledge, taken: Sequence[tuple[int, int]] = ()
) -> tuple[Quantity, ...]:
    """The figures of a sentence in order, those in the document spans ``taken`` left out."""
    return tuple(QuantityReader(sentence, knowledge.units, taken).read())


class QuantityReader:
    """Reads the quantities of one sentence."""

    def __init__(self, sentence: Sentence, units: Units, taken: Sequence[tuple[int, int]]) -> None:
        self.sentence = sentence
        self.units = units
        self.text = sentence.text.translate(PLAIN)
        self.taken = [(start - sentence.start, end - sentence.start) for start, end in taken]

    def read(self) -> list[Quantity]:
        """Every quantity, in order; a range is one."""
        figures = self._find_figures()
        found: list[Quantity] = []
        position = 0
        while position < len(figures):
            quantity, used = self._read_range(figures[position : position + 2]), 2
            if quantity is None:
                quantity, used = self._read_one(figures[position]), 1
            position += used
            if quantity is not None:
                found.append(quantity)
        return found

    def _find_figures(self) -> list[Figure]:
        figures = []
        for match in self.units.number_pattern.finditer(self.text):
            start, end = match.span()
            if any(start < last and end > first for first, last in self.taken) or NO_COUNT.match(self.text, end):
                continue
            symbol = self.units.symbol_pattern.search(self.text[:start])
            number = self.units.read_number(match[0], symbol is not None or self._has_noun_after(end))
            if number is not None:
                currency = self.units.find_currency(symbol[1]) if symbol is not None else None
                first = symbol.start(1) if symbol is not None else start
                figures.append(Figure(first, end, match[0], number.low, number.value, currency))
        return figures

    def _has_noun_after(self, end: int) -> bool:
        following = next((token for token in self.sentence.doc if token.idx >= end), None)
        return following is not None and following.tag_ == "NNS"

    def _read_range(self, pair: list[Figure]) -> Quantity | None:
        """Two figures that are the ends of one range; "from X to Y" is a change, not a range."""
        if len(pair) < 2 or pair[0].value is None or pair[1].value is None:
            return None
        first, second = pair
        before = self.text[: first.start].rstrip().lower()
        currency_end = self.units.currency_pattern.match(self.text, first.end)
        joiner = JOINER.fullmatch(self.text, currency_end.end() if currency_end else first.end, second.start)
        if joiner is None:
            return None
        word = (joiner[1] or joiner[2]).lower()
        if (word == "and" and not before.endswith("between")) or (word == "to" and before.endswith("from")):
            return None
        low, high = self._share_scale(first, second), second.low
        currency = first.currency or second.currency
        measure = self._find_measure(Figure(second.start, second.end, second.words, high, high, currency))
        if measure is None or low >= high:
            return None
        start = before.rindex("between") if word == "and" else first.start
        return self._make(start, measure, None, low, high, "between")

    def _share_scale(self, first: Figure, second: Figure) -> float:
        """The low end of "$10-12bn": a scale told last holds for both where the first has none."""
        bare = re.match(r"[\d.,]*\d", second.words)
        number = self.units.read_number(bare[0]) if bare is not None else None
        if not re.fullmatch(r"[\d.,]+", first.words) or number is None or not number.value:
            return first.low
        return first.low * (second.low / number.value)

    def _read_one(self, figure: Figure) -> Quantity | None:
        measure = self._find_measure(figure)
        if measure is None:
            return None
        start, end, bound = figure.start, measure.end, None
        before = self.units.bound_pattern.search(self.text[:start])
        tail = self.units.tail_pattern.match(self.text, figure.end) or self.units.tail_pattern.match(self.text, end)
        if before is not None and (before[1].lower() != "over" or not self._is_time(measure.unit)):
            start, bound = before.start(1), self.units.find_bound(before[1], "before")
        elif tail is not None:
            end, bound = max(end, tail.end()), self.units.find_bound(tail[1], "after")
        if figure.value is None:
            bound = bound if bound == "at_most" else "at_least"
        low = figure.low if bound in (None, "exactly", "at_least") else None
        high = figure.low if bound in (None, "exactly", "at_most") else None
        placed = Measure(measure.unit, end, measure.of)
        return self._make(start, placed, figure.value, low, high, bound or "exactly")

    def _is_time(self, unit: str) -> bool:
        """ "Over five years" says how long as often as that it was more."""
        known = self.units.find_unit(unit)
        return known is not None and known.kind == "time"

    def _make(
        self, start: int, measure: Measure, value: float | None, low: float | None, high: float | None, bound: Bound
    ) -> Quantity:
        words, offset = self.sentence.text[start : measure.end], self.sentence.start
        return Quantity(value, low, high, measure.unit, bound, measure.of, words, offset + start, offset + measure.end)

    def _find_measure(self, figure: Figure) -> Measure | None:
        """What the figure counts: money by sign or name, a unit right after it, a noun by syntax; None for no count."""
        root = find_root(self.sentence.doc, figure.start, figure.end)
        if root is None:
            return None
        named = self.units.currency_pattern.match(self.text, figure.end)
        if figure.currency is not None or named is not None:
            end = named.end() if named is not None and figure.currency is None else figure.end
            unit = figure.currency or (self.units.find_currency(named[1]) if named is not None else None)
            whole = find_root(self.sentence.doc, figure.start, end) or root
            return Measure(unit, end, find_measured(whole, self.units, end)) if unit is not None else None
        beside = self.units.unit_pattern.match(self.text, figure.end)
        if beside is not None:
            return self._measure_unit(figure, beside.end(), beside[1])
        return self._measure_noun(figure, root)

    def _measure_unit(self, figure: Figure, end: int, words: str) -> Measure | None:
        unit, whole = self.units.find_unit(words), find_root(self.sentence.doc, figure.start, end)
        if unit is None or whole is None:
            return None
        if unit.kind in ("person", "object"):
            if whole.idx >= figure.end:
                return self._measure_counted(figure, self._head_of_compound(whole, end) or whole, end)
            beside = find_participle(self.sentence.doc, figure.end, self.units)
            of = beside[0] if beside is not None else find_outcome(whole, self.units, unit.kind)
            plain = unit.kind == "object" or words.lower() in self.units.plain_people
            return Measure(unit.unit, end, of if of is not None or plain else words)
        if unit.kind == "time" and figure.low == 1:
            return None
        return Measure(unit.unit, end, find_measured(whole, self.units, end))

    @staticmethod
    def _head_of_compound(whole: Token, end: int) -> Token | None:
        """The noun that a unit only modifies: "12 police officers" counts officers."""
        head = whole.head
        return head if whole.dep_ == "compound" and head.idx >= end and head.tag_ == "NNS" else None

    def _measure_noun(self, figure: Figure, root: Token) -> Measure | None:
        noun = find_counted_noun(root, figure.end)
        if noun is not None and noun.lemma_ != "other":
            return self._measure_counted(figure, noun)
        beside = find_participle(self.sentence.doc, figure.end, self.units)
        if beside is not None and self._may_be_count(figure):
            return Measure("person", beside[1], beside[0])
        root = root if noun is None else noun
        outcome = find_outcome(root, self.units, "person")
        if outcome is not None and root.dep_ in ("nsubj", "nsubj:pass", "obj", "conj", "root", "nmod", "obl", "dep"):
            return Measure("person", figure.end, outcome) if self._may_be_count(figure) else None
        return None

    def _measure_counted(self, figure: Figure, noun: Token, end: int = 0) -> Measure | None:
        if not self._may_be_count(figure, noun):
            return None
        unit = self.units.find_unit(noun.text) or self.units.find_unit(noun.lemma_)
        linked = self.text[figure.end : figure.end + 1] == "-"
        if unit is None and noun.tag_ not in ("NNS", "NNPS") and not linked:
            return None
        name, kind = (unit.unit, unit.kind) if unit is not None else (noun.lemma_.lower(), "object")
        if kind not in ("person", "object"):
            return Measure(name, noun.idx + len(noun), find_measured(noun, self.units, noun.idx + len(noun)))
        of = find_outcome(noun, self.units, kind)
        root = find_root(self.sentence.doc, figure.start, figure.end)
        if of is None and root is not None and root.i != noun.i:
            of = find_outcome(root, self.units, kind)
        if of is None and kind == "person" and noun.lower_ not in self.units.plain_people:
            of = name_of(noun, start=figure.end)
        return Measure(name, max(end, noun.idx + len(noun)), of)

    def _may_be_count(self, figure: Figure, noun: Token | None = None) -> bool:
        """Whether the figure counts: not a year, not the number of a thing, not "the two sides", "one day"."""
        if figure.words.isdigit() and len(figure.words) == 4 and int(figure.words) in YEARS:
            return noun is not None and noun.i - 1 >= 0 and self.units.find_unit(noun.lower_) is not None
        if noun is None:
            return figure.low > 1
        if figure.low > FEW:
            return True
        definite = any(child.lower_ in ("the", "these", "those", "both") for child in noun.children)
        party = noun.lemma_.lower() in self.units.parties
        single = figure.low <= 1 and self.units.find_unit(noun.lower_) is None
        return not (definite or party or single)
