"""Time words of a document: closed intervals with precision and method, unresolved where there is no anchor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from dyadlog.records import Interval, TimeMention
from dyadlog.resolve.time_grammar import Expression, find_expressions, plain
from dyadlog.resolve.time_guards import is_no_time
from dyadlog.resolve.time_reading import ELSEWHERE, Moment, Tense, unresolved
from dyadlog.resolve.time_relations import Located, apply_relation, find_relation, join_ranges
from dyadlog.resolve.time_tense import find_governor, find_tense, is_arrival

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.time_words import TimeWords
    from dyadlog.records import Document, Parse, Publication, Sentence

GRAMMAR = frozenset(("case", "punct", "det", "cc", "mark"))
AFTER = frozenset(("after", "since", "following"))
DAY_HOLDS = 2
"""A day told in one sentence is what "the next day" counts from for so many sentences."""
YEAR_HOLDS = 1
YEAR_HOLDS_UNANCHORED = 5
"""A past year told in one sentence holds for the months of so many sentences of its block."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that time words are read against, and whether it is only a bound of the publication date."""

    day: date | None
    bounded: bool

    @classmethod
    def of(cls, publication: Publication) -> Anchor:
        """The publication day; else the latest day that it can have been."""
        if publication.day is not None and publication.precision in (None, "day"):
            return cls(publication.day, False)
        return cls(publication.not_after, True)


@dataclass(slots=True)
class Thread:
    """What the telling has reached: the past year and the day told last, and where."""

    anchor: Anchor
    year: int | None = None
    year_at: tuple[int, int] = (0, 0)
    day: date | None = None
    day_at: int = 0

    def moment(self, sentence: Sentence, tense: Tense) -> Moment:
        """What a time word of the sentence is read against."""
        block, index = self.year_at
        holds = YEAR_HOLDS if self.anchor.day else YEAR_HOLDS_UNANCHORED
        keeps_year = tense is not Tense.FUTURE and block == sentence.block and sentence.index - index <= holds
        keeps_day = sentence.index - self.day_at <= DAY_HOLDS
        year, day = self.year if keeps_year else None, self.day if keeps_day else None
        return Moment(self.anchor.day, tense, year, day)

    def note(self, located: Located, sentence: Sentence) -> None:
        """Remember a day, or a year long before the anchor, for the words that follow."""
        days = located.reading.days
        if days is None or days.start is None or located.reading.relation != "at":
            return
        if days.precision == "day":
            self.day, self.day_at = days.start, sentence.index
        if located.reading.method in ("relative", "narrative") or not located.root.dep_.startswith("obl"):
            return
        if days.end is not None and days.end.year == days.start.year:
            far = self.anchor.day is None or days.start.year <= self.anchor.day.year - 2
            self.year, self.year_at = (days.start.year if far else None), (sentence.block, sentence.index)


def find_times(document: Document, parse: Parse, knowledge: Knowledge) -> tuple[TimeMention, ...]:
    """Every time expression of the article, resolved where the page gives it a day to be read against."""
    thread = Thread(Anchor.of(document.publication))
    found: list[TimeMention] = []
    for sentence in parse.sentences:
        anchor = Anchor.of(document.publication_of(sentence.block))
        if anchor != thread.anchor:  # an entry of another day
            thread = Thread(anchor)
        found.extend(_find_in_sentence(sentence, thread, knowledge))
    return tuple(found)


def latest_happening(
    document: Document, parse: Parse, times: tuple[TimeMention, ...], knowledge: Knowledge
) -> date | None:
    """The latest day on which something told as past began, by dates that need no anchor: published no earlier."""
    table, latest = knowledge.time_words, None
    by_index = {sentence.index: sentence for sentence in parse.sentences}
    for time in times:
        interval = time.interval
        if interval is None or interval.start is None or interval.method not in ("explicit", "named_period"):
            continue
        sentence = by_index[time.sentence]
        root = find_root(sentence.doc, time.start - sentence.start, time.end - sentence.start)
        tense = find_tense(root, table.tense, sentence.kind == "paragraph")
        bound = document.publication.not_after
        possible = bound is None or interval.start <= bound
        if tense is Tense.PAST and time.relation in ("at", "since", "after") and possible:
            latest = interval.start if latest is None else max(latest, interval.start)
    return latest


def find_root(doc: Doc, start: int, end: int) -> Token:
    """The token of ``doc.text[start:end]`` that governs the others."""
    inside = [token for token in doc if token.idx < end and token.idx + len(token) > start]
    positions = {token.i for token in inside}
    outer = [token for token in inside if token.head.i not in positions or token.head.i == token.i]
    return next((token for token in outer if token.dep_ not in GRAMMAR), outer[0])


def find_head(expression: Expression, root: Token, clock: frozenset[str]) -> int:
    """The position of the verb or noun that a time expression hangs on."""
    if expression.reading == "count_after":
        clause = _find_after_clause(root, expression.end)
        if clause is not None:
            return int(clause.i)
    while (root.dep_ == "conj" or root.head.lower_ in clock) and root.head.i != root.i:
        root = root.head
    return int(find_governor(root).i)


def _find_in_sentence(sentence: Sentence, thread: Thread, knowledge: Knowledge) -> list[TimeMention]:
    table = knowledge.time_words
    text = plain(sentence.text)
    found: list[Located] = []
    for expression in find_expressions(text, table, knowledge.periods):
        located = _read(expression, text, sentence, thread, table)
        if located is not None:
            thread.note(located, sentence)
            found.append(located)
    return [_make_mention(located, sentence, thread.anchor, table.clock) for located in join_ranges(text, found, table)]


def _read(expression: Expression, text: str, sentence: Sentence, thread: Thread, table: TimeWords) -> Located | None:
    root = find_root(sentence.doc, expression.start, expression.end)
    if is_no_time(expression, sentence.doc, root, table):
        return None
    relation = find_relation(text, expression, root, table)
    tense = find_tense(root, table.tense, sentence.kind == "paragraph")
    if relation == "since":
        tense = Tense.PAST
    elif relation in ("until", "by") and tense is Tense.OPEN:
        tense = Tense.FUTURE
    moment = thread.moment(sentence, tense)
    reading = expression.read(moment)
    if reading is None:
        return None
    if expression.reading == "count_after" and not _tells_of_now(root, expression, table):
        reading = unresolved(ELSEWHERE)
    return Located(expression, root, moment, reading if reading.days is None else replace(reading, relation=relation))


def _find_after_clause(root: Token, end: int) -> Token | None:
    """The verb or noun after "after": when it was is what "a few weeks after" tells."""
    for candidate in (root.head, *root.head.children, *root.children):
        if candidate.idx >= end and any(
            child.dep_ in ("mark", "case") and child.lower_ in AFTER for child in candidate.children
        ):
            return candidate
    return None


def _tells_of_now(root: Token, expression: Expression, table: TimeWords) -> bool:
    clause = _find_after_clause(root, expression.end)
    return clause is not None and is_arrival(clause.head if clause.i == root.head.i else root.head, table.tense)


def _make_mention(located: Located, sentence: Sentence, anchor: Anchor, clock: frozenset[str]) -> TimeMention:
    expression, root = located.expression, located.root
    reading = apply_relation(located.reading, located.moment)
    interval = None
    if reading.days is not None:
        bounded = anchor.bounded and reading.method == "relative"
        method = "bounded" if bounded else reading.method
        interval = Interval(reading.days.start, reading.days.end, reading.days.precision, method)
    inside = [t.i for t in sentence.doc if t.idx < expression.end and t.idx + len(t) > expression.start]
    return TimeMention(
        sentence=sentence.index,
        start=sentence.start + expression.start,
        end=sentence.start + expression.end,
        first=inside[0],
        last=inside[-1],
        head=find_head(expression, root, clock),
        text=sentence.text[expression.start : expression.end],
        interval=interval,
        relation=reading.relation,
        reason=reading.reason,
    )
