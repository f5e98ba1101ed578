"""Counts: figures with what they count, and whether two of them count the same thing.

Figures are of one thing where they measure alike, in units that can be converted, of the same people or goods, both as
done or both as foreseen, at times that can be one. Two claims of one event need no more; others must moreover share
words, a day or those who are counted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.sides import are_printed_alike, printed_within, states_around, states_of
from dyadlog.knowledge.states import State
from dyadlog.records import Interval, Quantity

OUTCOMES = frozenset(("killed", "wounded", "arrested", "released", "deported", "evacuated", "missing"))
"""Measures that say what became of those counted: the dead are not to be set against the wounded."""
FLOWS = frozenset(("trade", "exports", "imports", "investment", "aid", "loan"))
"""Sums of money that are of a year or another stretch of time."""
STREAMS = frozenset(("trade", "exports", "imports"))
"""Sums that are never of the same thing as others of one event."""
SUMS = FLOWS | {"cost", "value", "contracts", "compensation"}
"""What sums of money can be of."""
MONEY, NUMBER, DOCUMENTS = "money", "number", "documents"
LOOSE_METHODS = ("published", "narrative")
"""Dates that a page does not state but that follow from where a sentence stands."""
SIGNING = "signing"
NEAR = timedelta(days=60)
"""Pages printed further apart than this may give the figures of two different times."""
DAYS_APART = timedelta(days=2)
"""How far the days of one incident may lie apart in two reports of it."""
LAG = timedelta(days=7)
"""The same where the days only follow from where a sentence stands."""
SHORT = 7
"""Days of what is told as one happening, of which the days may be in dispute as well."""
ALIKE_PERIODS = 0.6
"""Share of days that two periods must have in common for totals of them to be compared."""
COMMON_STEMS = 2
"""Content words that two sentences of different events must share."""
FIT = 1.25
"""How far above a number an "up to" may lie and still plainly bear it out."""
LEAST_FIT = 2.0
"""How far a number may lie above an "at least" and still bear it out."""
CONVERTED = 0.06
"""How far two figures in different units may differ by rounding."""
PART = re.compile(
    r"\b(?:in addition, (?:\w+ )?|another|further|additional|extra|each|per|every|remaining)\W*$",
    re.I,
)
PART_AFTER = re.compile(r"^\W*(?:\w+\W+){0,2}(?:each|apiece|per (?:head|family|person|victim))\b", re.I)
SO_FAR = re.compile(r"\b(?:so far|to date|until now|by now|up to now|as yet)\b", re.I)
DUE = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:due|promised|pledged|owed|planned|foreseen|expected)\b", re.I)
NOT = re.compile(r"\b(?:not|nor|rather than|instead of)\W*$", re.I)
AMONG = re.compile(r"^\W*of (?:them|whom|those)\b", re.I)
EACH = re.compile(r"\b(?:each|every)\b[^,;.]*$", re.I)
PLAIN = "citizens nationals victims innocents men women persons residents souls compatriots people civilians villagers"
SORTS = (
    "soldiers troops servicemen servicewomen guards sergeants officers policemen police marines gendarmes carabineros "
    "personnel border recruits conscripts",
    "fighters militants rebels insurgents terrorists gunmen combatants militiamen guerrillas",
    "fishermen crew sailors seamen crewmen",
    "migrants refugees asylum seekers displaced",
    "ships vessels boats trawlers",
    "trucks lorries",
)
"""People, and things, that pages call now by one word and now by another."""
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Count:
    """A figure and what it counts.

    ``measures`` are those its words name; ``family`` the sort of unit: a base unit, a currency (``money``), a
    percentage, or a bare number; ``low`` to ``high`` in the base unit; ``whose`` the states whose people or losses it
    counts; ``sort`` stems of the noun counted; ``topic`` stems of that and of what the figure is said to be of;
    ``ahead`` whether it is of something still to come, and ``deadline`` by when; ``part`` whether it counts a part of
    a whole or one of several rounds; ``pointing`` whether it says of whom only by a pronoun; ``events`` those to which
    claims of its sentence belong that carry it.
    """

    told: Told
    figure: Quantity
    measures: frozenset[str]
    family: str
    low: float
    high: float
    whose: frozenset[str]
    sort: frozenset[str]
    topic: frozenset[str]
    ahead: bool
    aim: bool
    deadline: date | None
    part: bool
    pointing: bool
    when: Interval | None
    events: frozenset[str]

    @property
    def place(self) -> tuple[bool, int, int]:
        """The order in which counts are shown: those of headlines last."""
        return self.told.in_headline, self.told.order, self.figure.start

    @property
    def outcome(self) -> str | None:
        """What became of those counted."""
        return next(iter(sorted(self.measures & OUTCOMES)), None)

    @property
    def original(self) -> str:
        """The words of the page."""
        return " ".join(self.figure.original.split())


class Counter:
    """Reads the counts of a book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.knowledge = book.knowledge
        stems = book.knowledge.content_words.stems
        self._class_of = {stem: stems(words)[0] for words in SORTS for stem in stems(words)}
        self._named: dict[str, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
        for reading in book.readings:
            for mention in reading.mentions:
                codes = frozenset(code for party in mention.parties for code in party.states)
                if reading.document is not None and codes:
                    self._named[reading.document.document_id].append((mention.start, mention.end, codes))
        self._around: dict[tuple[str, int], list[Told]] = defaultdict(list)
        for one in book.told.values():
            self._around[one.document.document_id, one.claim.sentence].append(one)

    def read(self, told: Iterable[Told], events: Mapping[str, str]) -> list[Count]:
        """Every figure once, of the claim that tells most of it; in the order of the record."""
        found: dict[tuple[str, int], list[tuple[Told, Quantity]]] = defaultdict(list)
        for one in told:
            for figure in self._figures_of(one):
                before = one.document.text[one.claim.evidence.start : figure.start]
                if (
                    not one.denied
                    and not NOT.search(before)
                    and (figure.value is not None or figure.low is not None or figure.high is not None)
                ):
                    found[one.document.document_id, figure.start].append((one, figure))
        counts = _fill([self._read_one(rows, events) for rows in found.values()])
        return sorted(counts, key=lambda count: count.place)

    def _figures_of(self, told: Told) -> tuple[Quantity, ...]:
        """The figures of a claim; to a signing belongs the number of documents that its sentence gives elsewhere."""
        own = told.claim.quantities
        if own or self.knowledge.families.get(told.claim.kind).name != SIGNING:
            return own
        head = self.knowledge.instrument_words.head
        return tuple(
            figure
            for figure in told.sentence_figures
            if any(head(word) for word in f"{figure.unit or ''} {figure.of or ''}".casefold().split())
        )

    def _read_one(self, rows: Sequence[tuple[Told, Quantity]], events: Mapping[str, str]) -> Count:
        rows = sorted(
            rows, key=lambda row: (row[0].claim.event_type is None, row[0].claim.evidence.start, row[0].order)
        )
        one, figure = rows[0]
        dated = [told for told, _ in rows if _own_time(told) is not None]
        when = dated[0].claim.when if dated else None
        text = one.document.text
        start, end = one.claim.evidence.start, one.claim.evidence.end
        before, after = text[start : figure.start], text[figure.end : end]
        measures, sort, topic = self._measures(figure, before, after)
        family, low, high = self._reach(figure)
        sentence = self._around[one.document.document_id, one.claim.sentence]
        aims = {
            item.start: item.deadline
            for told in sentence
            for item in told.claim.instruments
            if item.kind == "target" and item.start <= figure.start and figure.end <= item.end
        }
        deadlines = [item.deadline for told, _ in rows for item in told.claim.instruments if item.deadline]
        return Count(
            told=one,
            figure=figure,
            measures=measures,
            family=family,
            low=low,
            high=high,
            whose=self._whose(one, figure, (measures, sort), before),
            sort=sort,
            topic=topic,
            ahead=all(_is_ahead(told) for told, _ in rows) or bool(DUE.search(after[:50])),
            aim=bool(aims),
            deadline=next(iter(aims.values()), None) or next(iter(deadlines), None),
            part=_is_part(before, after),
            pointing=AMONG.search(after) is not None,
            when=when,
            events=frozenset(events[told.claim.claim_id] for told, _ in rows if told.claim.claim_id in events),
        )

    def _measures(
        self, figure: Quantity, before: str, after: str
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """What a figure measures, the noun it counts, and all its own words."""
        knowledge = self.knowledge
        measures, stems = knowledge.measures, knowledge.content_words.stems
        numbers = knowledge.units.number_words
        fields = (figure.of or "", figure.original, figure.unit or "")
        own = {m for words in fields for word in WORD.findall(words) if (m := measures.find(word))}
        nouns = " ".join(
            w for w in WORD.findall(figure.original) if w.casefold() not in numbers and not self._is_state(w)
        )
        following = self._first_noun(after) if not nouns else ""
        of = figure.of or ""
        if any(knowledge.instrument_words.head(word.casefold()) for word in WORD.findall(f"{figure.unit} {nouns}")):
            own.add(DOCUMENTS)
        money = figure.unit is not None and figure.unit.isupper()
        measured = money or knowledge.conversions.convert(figure.unit or "") is not None or figure.unit == "percent"
        if measured:
            own -= OUTCOMES
        elif not own & OUTCOMES:
            own |= {m for m in (self._outcome_near(before, after),) if m}
        if money and not own & SUMS:
            found = measures.find(" ".join(WORD.findall(before)))
            own |= {found} if found in SUMS else set()
        if own & OUTCOMES:
            own &= OUTCOMES
            own -= {
                m for m in own if figure.of and m != measures.find(figure.of) and measures.find(figure.of) in OUTCOMES
            }
        units = self._unit_stems(figure)
        sort = frozenset(stems(f"{nouns} {following}")) - units
        outcomes = frozenset(stem for word in (*OUTCOMES, *SUMS) for stem in stems(word))
        plain = frozenset(stems(" ".join(knowledge.units.plain_people)))
        plain |= frozenset(stems(PLAIN)) if own & OUTCOMES else frozenset()
        sort = frozenset(self._class_of.get(stem, stem) for stem in sort - plain)
        return frozenset(own), sort, frozenset(stems(f"{of} {nouns} {following}")) - units - outcomes

    def _is_state(self, word: str) -> bool:
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
        plain = [word for word in words if not self._is_state(word)]
        return " ".join(plain[:2])

    def _unit_stems(self, figure: Quantity) -> frozenset[str]:
        """Stems of the name of a unit, which say nothing of what is counted; a plain noun says it."""
        unit = figure.unit or ""
        if unit.isupper():
            words = [w for w in WORD.findall(figure.original) if w.islower() or w.isupper() or len(w) < 4]
            return (
                frozenset(self.knowledge.content_words.stems(" ".join(WORD.findall(figure.original))))
                if words
                else frozenset()
            )
        if self.knowledge.conversions.convert(unit) is None and unit != "percent":
            return frozenset()
        return frozenset(self.knowledge.content_words.stems(" ".join(WORD.findall(f"{unit} {figure.original}"))))

    def _outcome_near(self, before: str, after: str) -> str | None:
        """What the words next to a figure say became of those counted."""
        ahead = re.split(r"[,;:.!?]| and | but ", after)[0].casefold().split()[:7]
        behind = re.split(r"[,;:.!?]| and | but ", before)[-1].casefold().split()[-3:]
        for word in (*ahead, *reversed(behind)):
            found = self.knowledge.measures.find("".join(c for c in word if c.isalpha()))
            if found in OUTCOMES:
                return found
        return None

    def _reach(self, figure: Quantity) -> tuple[str, float, float]:
        low, high = figure.reach()
        unit = figure.unit or ""
        if unit.isupper():
            return MONEY, low, high
        if converted := self.knowledge.conversions.convert(unit):
            base, factor = converted
            return base, low * factor, high * factor
        return ("percent" if unit == "percent" else NUMBER), low, high

    def _whose(
        self, told: Told, figure: Quantity, counted: tuple[frozenset[str], frozenset[str]], before: str
    ) -> frozenset[str]:
        """The states whose people a figure counts: named in its words or right after them, or whose losses it tells."""
        measures, sort = counted
        named = self._named[told.document.document_id]
        after = told.document.text[figure.end : told.claim.evidence.end]
        reach = figure.end + (1 + len(after.split(" ", 2)[1]) if after.startswith(" ") and " " in after[1:] else 0)
        own = [codes for start, end, codes in named if figure.start <= start and end <= reach]
        if not own and (found := re.match(r"\s+(?:\w+\s+){0,2}(?:from|of)\s+(?:the\s+)?", after)):
            place = figure.end + found.end()
            own = [codes for start, end, codes in named if start == place]
        words = [
            word for word in WORD.findall(f"{figure.original} {' '.join(after.split()[:1])}") if self._is_state(word)
        ]
        if not own and words:
            found_state = self._find_state(words[0])
            own = [frozenset((found_state.code,))] if found_state else []
        if own:
            return own[0]
        if not measures & OUTCOMES:
            return frozenset()
        if re.search(r"\b(?:its|their|our|his|her) (?:own )?(?:losses|dead|casualties|wounded|side)\b", before, re.I):
            return (
                frozenset((told.claim.attribution[-1].side and (told.claim.attribution[-1].side,)) or ())
                if told.claim.attribution
                else frozenset()
            )
        if not sort or AMONG.search(after):
            return frozenset()
        doers = frozenset(code for party in told.claim.actors for code in party.states)
        hit = frozenset(code for party in told.claim.recipients for code in party.states)
        return hit if len(hit) == 1 and told.claim.quad_class == 4 and not hit & doers else frozenset()


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


def _is_part(before: str, after: str) -> bool:
    """Whether a figure counts one part, one round or what there is up to now, by the words around it."""
    if SO_FAR.search(before) or SO_FAR.search(after):
        return True
    return bool(PART.search(before) or PART_AFTER.search(after[:40]) or EACH.search(before[-40:]))


def _own_time(told: Told) -> Interval | None:
    when = told.claim.when
    return when if when is not None and when.method != "published" else None


def _is_ahead(told: Told) -> bool:
    """Whether what a claim counts is yet to come: a plan, a request, or what somebody undertakes to do."""
    return told.claim.modality in ("planned", "requested", "hypothetical") or told.claim.kind in PROMISES


WORDS_OF_OUTCOMES = ("killed", "dead", "died", "deaths", "wounded", "injured", "lives", "losses", "fallen", "people")
PROMISES = frozenset(("pledge", "promise", "offer", "propose", "negotiate", "request", "demand"))


def count_the_same(book: Book, one: Count, other: Count) -> bool:
    """Whether two figures are of one thing, whether or not they agree."""
    if one.family != other.family or one.aim != other.aim or one.ahead != other.ahead or one.part != other.part:
        return False
    if (one.told.document.document_id, one.told.claim.sentence) == (
        other.told.document.document_id,
        other.told.claim.sentence,
    ):
        return False
    if not _measure_alike(one, other) or not _of_the_same(one, other):
        return False
    if one.deadline and other.deadline and one.deadline != other.deadline and (one.aim or other.aim):
        return False
    return _of_one_time(one, other) and (bool(one.events & other.events) or _are_tied(book, one, other))


def _measure_alike(one: Count, other: Count) -> bool:
    """Whether both figures measure one thing by their words."""
    if one.outcome or other.outcome:
        return one.outcome == other.outcome
    named, there = one.measures - {"value"}, other.measures - {"value"}
    if named & there:
        return True
    if one.events & other.events and one.family not in (NUMBER, "percent") and not (named | there) & STREAMS:
        return True
    if named and there:
        return False
    if one.family == MONEY and (named & FLOWS or there & FLOWS):
        return False
    return bool(one.topic & other.topic) or (one.family == MONEY and not (named or there))


def _of_the_same(one: Count, other: Count) -> bool:
    """Whether the people or things counted can be the same: of one state, of one sort."""
    if one.events & other.events and (one.pointing or other.pointing):
        return one.low == other.low and one.high == other.high
    if one.whose != other.whose and ((one.whose and other.whose) or (one.outcome and not one.sort & other.sort)):
        return False
    named = (one.measures & other.measures) - OUTCOMES
    return bool(named) or not (one.sort and other.sort) or bool(one.sort & other.sort)


def _of_one_time(one: Count, other: Count) -> bool:
    """Whether the times of two figures can be one: the same days, or for totals nearly the same stretch."""
    when, then = one.when, other.when
    if when is None or then is None or None in (when.start, when.end, then.start, then.end):
        return True
    assert when.start and when.end and then.start and then.end
    if one.outcome:
        loose = any(i.method in LOOSE_METHODS for i in (when, then))
        gap = max(when.start - then.end, then.start - when.end, timedelta())
        return gap <= (LAG if loose else DAYS_APART)
    if any(i.method in LOOSE_METHODS for i in (when, then)):
        return max(when.start - then.end, then.start - when.end, timedelta()) <= NEAR
    if one.events & other.events and (when.days() or 0) <= SHORT and (then.days() or 0) <= SHORT:
        return max(when.start - then.end, then.start - when.end, timedelta()) <= LAG
    shared = (min(when.end, then.end) - max(when.start, then.start)).days + 1
    whole = (max(when.end, then.end) - min(when.start, then.start)).days + 1
    return shared / whole >= ALIKE_PERIODS or bool(
        one.events & other.events and shared > 0 and not one.measures & FLOWS
    )


def _are_tied(book: Book, one: Count, other: Count) -> bool:
    """Whether two claims of different events speak of one matter."""
    first, second = one.told, other.told
    if not states_around(book, first) & states_around(book, second):
        return False
    dated = one.when is not None and other.when is not None and _are_dated(one, other)
    if not dated and not printed_within(NEAR, first.document, second.document):
        return False
    if are_printed_alike(first.claim.evidence.quote, second.claim.evidence.quote):
        return False
    shared = len(first.stems & second.stems)
    if one.measures & other.measures & FLOWS:
        return dated
    if one.outcome:
        outcomes = {stem for word in WORDS_OF_OUTCOMES for stem in book.knowledge.content_words.stems(word)}
        shared = len((first.stems & second.stems) - outcomes - one.sort)
        if one.sort and other.sort and not one.sort & other.sort:
            return False
        shared += bool(dated) + bool(one.whose and one.whose == other.whose)
        return shared >= COMMON_STEMS
    if not one.topic & other.topic and one.family not in (MONEY,):
        return False
    return shared >= COMMON_STEMS


def _are_dated(one: Count, other: Count) -> bool:
    return not any(c.when is not None and c.when.method == "published" for c in (one, other))


def agree(one: Count, other: Count) -> bool:
    """Whether two figures can be the same number of the same unit."""
    if one.family == MONEY and one.figure.unit != other.figure.unit:
        return False
    slack = CONVERTED if one.figure.unit != other.figure.unit and one.family != NUMBER else 0.0
    return one.low * (1 - slack) <= other.high and other.low * (1 - slack) <= one.high


def lie_apart(one: Count, other: Count) -> bool:
    """Whether a bound and a number within it are so far apart that a reader will ask: four, or up to six."""
    for bound, exact in ((one, other), (other, one)):
        if exact.figure.bound == "exactly" and exact.figure.value and bound.figure.bound in ("at_most", "at_least"):
            limit, value = (bound.high if bound.figure.bound == "at_most" else bound.low), exact.low
            fit = FIT if bound.figure.bound == "at_most" else LEAST_FIT
            return limit > 0 and max(limit, value) > fit * min(limit, value)
    return False


def bear_out(one: Count, other: Count) -> bool:
    """Whether one of two figures plainly confirms the other."""
    return agree(one, other) and not lie_apart(one, other)


def is_unit_conflict(one: Count, other: Count) -> bool:
    """Whether two figures differ in their unit: another currency, or one number with another measure."""
    if one.family == MONEY:
        return one.figure.unit != other.figure.unit
    return one.figure.unit != other.figure.unit and one.figure.reach() == other.figure.reach() and not agree(one, other)


def states_of_counts(counts: Sequence[Count]) -> tuple[str, ...]:
    """The states of some counts."""
    return states_of(*(count.told.claim for count in counts))
