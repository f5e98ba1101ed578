"""Units: number words, currencies, units of measure, bound words, and what happens to people that are counted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from dyadlog.knowledge.rows import read_rows
from dyadlog.records.vocabulary import Bound

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

ROLES = ("cardinal", "article", "scale", "short_scale", "money_scale", "plural", "half")
KINDS = ("share", "measure", "time", "person", "object")
BOUNDS = ("exactly", "at_least", "at_most", "about")
LISTS = ("measuring", "plain_people", "parties")
DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted or measured: ``share`` of something, ``measure``, ``time``, ``person`` or ``object``."""

    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as words say it. ``value`` None where they only tell that there are at least ``low``: "dozens"."""

    value: float | None
    low: float


class Units:
    """The tables ``numbers``, ``currencies``, ``units``, ``bounds``, ``outcomes`` and ``quantity_words``.

    ``measuring`` are verbs whose subject a figure measures ("exports reached"), ``plain_people`` nouns that say no more
    than person, ``parties`` nouns that small numbers stand before without counting ("the two sides").
    """

    def __init__(
        self,
        numbers: Mapping[str, Mapping[str, float]],
        currencies: Mapping[str, str],
        symbols: Mapping[str, str],
        units: Mapping[str, Unit],
        bounds: Mapping[str, Mapping[str, Bound]],
        outcomes: Mapping[str, tuple[str, str]],
        lists: Mapping[str, frozenset[str]],
    ) -> None:
        self._numbers = numbers
        self._currencies = currencies
        self._symbols = symbols
        self._units = units
        self._bounds = bounds
        self._outcomes = outcomes
        self.measuring = lists["measuring"]
        self.plain_people = lists["plain_people"]
        self.parties = lists["parties"]

    @property
    def number_words(self) -> frozenset[str]:
        """Words that say a number above one."""
        words = {word: value for role in ("cardinal", "scale", "plural") for word, value in self._numbers[role].items()}
        return frozenset(word for word, value in words.items() if value > 1)

    def read_number(self, words: str, money: bool = False) -> Number | None:
        """The number that words say ("1,200", "2.5 million", "half a dozen", "tens of thousands"), if they say one."""
        text = words.lower().replace(",", "")
        pieces = [piece for piece in re.findall(r"\d+(?:\.\d+)?|[a-z]+", text) if piece not in ("and", "of")]
        plural = self._numbers["plural"]
        if any(piece in plural for piece in pieces):
            return self._read_plural(pieces)
        value = self._read_pieces(pieces, money)
        return None if value is None else Number(value, value)

    def _read_plural(self, pieces: list[str]) -> Number | None:
        plural, scales = self._numbers["plural"], self._numbers["scale"]
        first, *others = [piece for piece in pieces if piece in plural or piece in scales]
        low = plural.get(first)
        if low is None:
            return None
        for piece in others:
            low *= scales[piece] if piece in scales else plural[piece] / 2
        return Number(None, low)

    def _read_pieces(self, pieces: list[str], money: bool) -> float | None:
        cardinals, scales = self._numbers["cardinal"], {**self._numbers["scale"], **self._numbers["short_scale"]}
        if money:
            scales |= self._numbers["money_scale"]
        total, current, seen = 0.0, 0.0, False
        for position, piece in enumerate(pieces):
            if piece[0].isdigit():
                current, seen = current + float(piece), True
            elif piece in cardinals:
                current, seen = current + cardinals[piece], True
            elif piece in self._numbers["article"]:
                if position + 1 < len(pieces) and pieces[position + 1] in scales and not current:
                    current = 1.0
            elif piece in self._numbers["half"]:
                current, seen = current + self._numbers["half"][piece], True
            elif piece in scales:
                scale, seen = scales[piece], True
                if not current and total:
                    total *= scale
                    continue
                current = current or 1.0
                if scale >= 1000:
                    total, current = total + current * scale, 0.0
                else:
                    current *= scale
            else:
                return None
        return total + current if seen else None

    def find_currency(self, words: str) -> str | None:
        """The money that a name or sign says: an ISO 4217 code, or the word itself where several states use it."""
        return self._symbols.get(words) or self._currencies.get(words.lower())

    def moneys(self, unit: str) -> frozenset[str]:
        """What a unit of money can be: its code; for a word that several states use, that and all their codes."""
        if unit.isupper():
            return frozenset((unit,))
        word = unit.casefold()
        if word not in {known.casefold() for known in self._currencies.values()}:
            return frozenset()
        codes = {code for name, code in self._currencies.items() if code.isupper() and word in name.casefold().split()}
        return frozenset((unit, *codes))

    def find_unit(self, words: str) -> Unit | None:
        """The unit that words name."""
        return self._units.get(words) or self._units.get(words.lower())

    def find_bound(self, words: str, side: str) -> Bound | None:
        """What words before or after a number say about it."""
        return self._bounds[side].get(" ".join(words.lower().split()))

    def find_outcome(self, lemma: str) -> tuple[str, str] | None:
        """What happened to those counted ("killed") and of which kind they are, by a verb's or noun's lemma."""
        return self._outcomes.get(lemma)

    @cached_property
    def number_pattern(self) -> re.Pattern[str]:
        """Matches a number in digits or words, with its scale."""
        cardinal, scale = alternatives(self._numbers["cardinal"]), alternatives(self._numbers["scale"])
        short = alternatives([*self._numbers["short_scale"], *self._numbers["money_scale"]])
        plural = alternatives(self._numbers["plural"])
        digits = rf"(?:{DIGITS})(?:(?: and a half)?(?:[ -](?:{scale}))+\b|[ -]?(?:{short})\b)?"
        words = rf"(?:{cardinal})(?:(?:[ -]|[ -]and[ -])(?:a half[ -])?(?:{cardinal}|{scale}))*\b"
        article = rf"(?:half an? |an? )(?:{scale})(?:(?:[ -]|[ -]and[ -])(?:{cardinal}|{scale}))*\b"
        vague = rf"(?:{plural})(?: of (?:{plural})| (?:{scale}))*\b"
        letters = "|".join(rf"(?<={re.escape(sign)})" for sign in self._symbols if sign[-1].isalnum())
        return re.compile(
            rf"(?:(?<![\w.,])|{letters})(?<![A-Za-z]-)(?<!\d[+/:])(?:{article}|{vague}|{words}|{digits})", re.I
        )

    @cached_property
    def symbol_pattern(self) -> re.Pattern[str]:
        """Matches a sign of money at the end of the words before a number."""
        return re.compile(rf"(?:(?<!\w)|(?<=\d[-–]))({alternatives(self._symbols)}) ?$")

    @cached_property
    def currency_pattern(self) -> re.Pattern[str]:
        """Matches the name of a currency right after a number."""
        return re.compile(rf"[ -]({alternatives(self._currencies)})(?!\w)", re.I)

    @cached_property
    def unit_pattern(self) -> re.Pattern[str]:
        """Matches the name of a unit right after a number."""
        return re.compile(rf"[ -]?({alternatives(self._units)})(?!\w)", re.I)

    @cached_property
    def bound_pattern(self) -> re.Pattern[str]:
        """Matches bound words at the end of the words before a number."""
        return re.compile(rf"(?<!\w)({alternatives(self._bounds['before'])}) (?:an? (?=$)|the )?$", re.I)

    @cached_property
    def tail_pattern(self) -> re.Pattern[str]:
        """Matches bound words right after a number."""
        return re.compile(rf" ?({alternatives(self._bounds['after'])})(?!\w)", re.I)


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def load_units(knowledge: "Knowledge") -> Units:
    """Read the five tables."""
    numbers: dict[str, dict[str, float]] = {role: {} for role in ROLES}
    for row in read_rows(knowledge, "numbers.csv", ("word", "value", "role"), ("word",)):
        value = row.number("value")
        if value is None:
            raise row.error("value is empty")
        numbers[row.choice("role", ROLES)][row.text("word")] = value
    currencies: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for row in read_rows(knowledge, "currencies.csv", ("unit", "names", "symbols", "source"), ("unit",)):
        currencies |= {name.lower(): row.text("unit") for name in row.several("names")}
        symbols |= {symbol: row.text("unit") for symbol in row.several("symbols")}
    units: dict[str, Unit] = {}
    for row in read_rows(knowledge, "units.csv", ("unit", "names", "kind"), ("unit",)):
        unit = Unit(row.text("unit"), row.choice("kind", KINDS))
        units |= dict.fromkeys(row.several("names"), unit)
    bounds: dict[str, dict[str, Bound]] = {"before": {}, "after": {}}
    for row in read_rows(knowledge, "bounds.csv", ("words", "bound", "side"), ("words", "side")):
        bounds[row.choice("side", ("before", "after"))][row.text("words")] = cast("Bound", row.choice("bound", BOUNDS))
    outcomes: dict[str, tuple[str, str]] = {}
    for row in read_rows(knowledge, "outcomes.csv", ("of", "lemmas", "kind"), ("of",)):
        outcomes |= dict.fromkeys(row.several("lemmas"), (row.text("of"), row.choice("kind", KINDS)))
    lists = dict.fromkeys(LISTS, frozenset[str]())
    for row in read_rows(knowledge, "quantity_words.csv", ("list", "words"), ("list",)):
        lists[row.choice("list", LISTS)] = frozenset(row.several("words"))
    return Units(numbers, currencies, symbols, units, bounds, outcomes, lists)
