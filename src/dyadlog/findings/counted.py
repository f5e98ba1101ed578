"""Counted: the people or things that a figure counts, by the words that it stands with."""

import re
from collections import defaultdict

from dyadlog.findings.book import Book, Told
from dyadlog.findings.counts import PERCENT
from dyadlog.knowledge.states import State
from dyadlog.records import Quantity

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
CLAUSE = re.compile(r"[,;:.!?]| and | but ")
WORDS_AFTER, WORDS_BEFORE = 7, 3
"""How far from a figure a word may stand that says what became of those counted."""
PEOPLE = ("soldiers", "fighters", "seamen", "migrants", "workers", "prisoners", "pupils")
THINGS = frozenset(("vessels", "lorries", "planes", "animals", "documents"))
"""Sorts of the table that are people, and those that are none."""
FROM = re.compile(r"\s+(?:\w+\s+){0,2}(?:from|of)\s+(?:the\s+)?")


class Nouns:
    """Reads the nouns that figures of a book count."""

    def __init__(self, book: Book) -> None:
        self.knowledge = book.knowledge
        words, self._stems = book.knowledge.count_words, book.knowledge.content_words.stems
        self._class_of = {stem: name for name, row in words.rows_of("sort").items() for stem in self._stem_all(row)}
        self._people = {stem for name in PEOPLE for stem in self._stem_all(words.words("sort", name))}
        self._moneys = book.knowledge.units.moneys
        self._plain = frozenset(self._stem_all(words.words("plain", "people")))
        self._units_of_people = frozenset(self._stem_all(book.knowledge.units.plain_people))
        sums = words.measures("sums") | words.measures("flows")
        self._outcomes = words.measures("outcomes")
        self._telling = frozenset(self._stem_all((*self._outcomes, *sums)))
        self._named: dict[str, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
        for reading in book.readings:
            for mention in reading.mentions:
                codes = frozenset(code for party in mention.parties for code in party.states)
                if reading.document is not None and codes:
                    self._named[reading.document.document_id].append((mention.start, mention.end, codes))

    def _stem_all(self, words: "tuple[str, ...] | frozenset[str]") -> set[str]:
        return {stem for word in words for stem in self._stems(word)}

    def plain_nouns(self, figure: Quantity) -> list[str]:
        """The words of a figure but for numbers and states, and its unit."""
        numbers = self.knowledge.units.number_words
        words = [w for w in WORD.findall(figure.original) if w.casefold() not in numbers and not self.is_state(w)]
        return [*words, *(figure.unit.split() if figure.unit and not self._moneys(figure.unit) else [])]

    def measures_of(self, figure: Quantity) -> set[str]:
        """The measures that the words of a figure name."""
        fields = (figure.of or "", figure.original, figure.unit or "")
        find = self.knowledge.measures.find
        return {m for words in fields for word in WORD.findall(words) if (m := find(word))}

    def stems_of(self, figure: Quantity, after: str, *, people: bool) -> tuple[frozenset[str], frozenset[str]]:
        """Stems of the noun counted, by sorts, and of that with what the figure is said to be of."""
        numbers = self.knowledge.units.number_words
        nouns = " ".join(
            w for w in WORD.findall(figure.original) if w.casefold() not in numbers and not self.is_state(w)
        )
        following = self._first_noun(after) if not nouns else ""
        unit = figure.unit or ""
        if not nouns and not following and not self._moneys(unit) and not self.knowledge.conversions.convert(unit):
            following = unit
        units = self._unit_stems(figure)
        sort = frozenset(self._stems(f"{nouns} {following}")) - units - self._units_of_people
        sort -= self._plain if people else frozenset()
        topic = frozenset(self._stems(f"{figure.of or ''} {nouns} {following}")) - units - self._telling
        return frozenset(self._class_of.get(stem, stem) for stem in sort), topic

    def are_people(self, figure: Quantity, after: str) -> bool:
        """Whether those counted are people."""
        if figure.unit == "person":
            return True
        words = f"{' '.join(self.plain_nouns(figure))} {self._first_noun(after)}"
        known = self._people | self._plain | self._units_of_people
        return bool(known & set(self._stems(words))) or any(self.is_state(w) for w in WORD.findall(figure.original))

    def are_things(self, figure: Quantity, after: str) -> bool:
        """Whether those counted are ships, lorries and the like, which nobody kills or arrests."""
        words = f"{' '.join(self.plain_nouns(figure))} {self._first_noun(after)}"
        classes = {self._class_of[stem] for stem in self._stems(words) if stem in self._class_of}
        return bool(classes) and classes <= THINGS

    def outcome_near(self, before: str, after: str) -> str | None:
        """What the words next to a figure say became of those counted."""
        ahead = CLAUSE.split(after)[0].casefold().split()[:WORDS_AFTER]
        behind = CLAUSE.split(before)[-1].casefold().split()[-WORDS_BEFORE:]
        for word in (*ahead, *reversed(behind)):
            found = self.knowledge.measures.find("".join(c for c in word if c.isalpha()))
            if found in self._outcomes:
                return found
        return None

    def state_of(self, told: Told, figure: Quantity) -> frozenset[str]:
        """The state whose people or things are counted: named in the words of a figure or right after them."""
        named = self._named[told.document.document_id]
        after = told.document.text[figure.end : told.claim.evidence.end]
        reach = figure.end + (1 + len(after.split(" ", 2)[1]) if after.startswith(" ") and " " in after[1:] else 0)
        own = [codes for start, end, codes in named if figure.start <= start and end <= reach]
        if not own and (found := FROM.match(after)):
            place = figure.end + found.end()
            own = [codes for start, end, codes in named if start == place]
        if own:
            return own[0]
        words = WORD.findall(f"{figure.original} {' '.join(after.split()[:1])}")
        state = next((self._find_state(word) for word in words if self.is_state(word)), None)
        return frozenset((state.code,)) if state else frozenset()

    def is_state(self, word: str) -> bool:
        """Whether a word names a state or its people."""
        return word[0].isupper() and self._find_state(word) is not None

    def _find_state(self, word: str) -> State | None:
        states = self.knowledge.states
        return states.find(word) or states.find(word.removesuffix("s"))

    def _first_noun(self, after: str) -> str:
        """The words right after a bare number, names of states left aside, up to the next break: what it counts."""
        found = re.match(r"\s+((?:[^\W\d_]+\s?){1,3})", after)
        words = found[1].split() if found else []
        stops = [
            place for place, word in enumerate(words) if word.casefold() in self.knowledge.content_words.stop_words
        ]
        words = words[: stops[0]] if stops else words
        plain = [word for word in words if not self.is_state(word)]
        return " ".join(plain[:2])

    def _unit_stems(self, figure: Quantity) -> frozenset[str]:
        """Stems of the name of a unit, which say nothing of what is counted; a plain noun says it."""
        unit = figure.unit or ""
        words = WORD.findall(figure.original)
        if self._moneys(unit):
            told = any(w.islower() or w.isupper() or len(w) < len("euro") for w in words)
            return frozenset(self._stems(" ".join(words))) if told else frozenset()
        if self.knowledge.conversions.convert(unit) is None and unit != PERCENT:
            return frozenset()
        return frozenset(self._stems(" ".join(WORD.findall(f"{unit} {figure.original}"))))
