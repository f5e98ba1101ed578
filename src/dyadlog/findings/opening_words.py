"""State words: what a sentence says of how a thing stands ("the border remains closed"), where no act is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from dyadlog.knowledge.openings import List, Move, Openings, Words
from dyadlog.records import Claim

WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[.;:!?]")
BREAKS: Final = frozenset(".;:!?")
THING_REACH: Final = 14
"""Words from a thing to the words that lead to its state: "the border between the two countries at the river is"."""
LINK_REACH: Final = 3
"""Words between "is" and the state: "is, however, still closed"."""
PARTLY_REACH: Final = 2
"""Words between an act and "partly"."""
MOVE_REACH: Final = 60
"""Letters between an act and the word for what it moves; further off, the word belongs to another act."""
FAR: Final = 10**6
CLAUSE_REACH: Final = 8
"""Words before a thing in which a doubt or a plan may stand."""

Tense = Literal["lasting", "being", "past", "ahead"]


@dataclass(frozen=True, slots=True)
class Telling:
    """What words say of a thing: its status, in which tense, whether negated or in doubt, and where the words stand.

    ``lasting`` says that it still is so, ``being`` that it is, ``past`` that it was or came to be, ``ahead`` that it
    will be.
    """

    thing: str
    status: str
    tense: Tense
    negated: bool
    doubted: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    words: Words


class StateReader:
    """Finds what a text says of how things stand."""

    def __init__(self, openings: Openings) -> None:
        self._openings = openings

    def read(self, text: str) -> tuple[Telling, ...]:
        """Everything a text says of the state of things, in order."""
        tokens = [(match[0].casefold().replace("’", "'"), match.start(), match.end()) for match in WORD.finditer(text)]
        words = [token for token, _, _ in tokens]
        if not (self._any("thing", words) or self._any("phrase", words)):
            return ()
        found = [*self._phrases(words), *self._linked(words), *self._kept(words), *self._finite(words)]
        tellings: dict[tuple[str, int], Telling] = {}
        for thing, status, tense, first, last in sorted(found, key=lambda row: (row[3], row[4])):
            before = words[_clause_start(words, first) : first]
            inside = words[first : last + 1]
            ahead = self._any("ahead", inside) or self._any("ahead", before[-2:])
            partly = status == "open" and self._any("partly", [*inside, *words[last + 1 : last + 2]])
            telling = Telling(
                thing=thing,
                status="partly_open" if partly else status,
                tense="ahead" if ahead else tense,
                negated=self._any("negation", inside) and not ahead,
                doubted=self._any("doubt", before[-CLAUSE_REACH:]) or self._any("doubt", inside),
                start=tokens[first][1],
                end=tokens[last][2],
            )
            tellings.setdefault((thing, last), telling)
        return tuple(tellings.values())

    def things(self, text: str) -> tuple[tuple[str, int, int], ...]:
        """The things that a text names, with the place of their words."""
        tokens = [(match[0].casefold().replace("’", "'"), match.start(), match.end()) for match in WORD.finditer(text)]
        words = [token for token, _, _ in tokens]
        hits = self._hits("thing", words) or self._hits("generic", words)
        return tuple(
            (self._openings.kept_as(thing), tokens[hit.first][1], tokens[hit.last][2])
            for hit in hits
            for thing in self._openings.things_named(hit.words)
        )

    def move_of(self, claim: Claim, text: str, offset: int) -> Move | None:
        """What a claim moves: of the things its kind can move, the one whose word stands nearest to its trigger.

        ``text`` is what stands around the claim, and begins at ``offset`` of its page.
        """
        moves = self._openings.moves(claim.kind)
        if not moves:
            return None
        trigger = next((span for span in claim.spans if span.slot == "trigger"), None)
        centre = (trigger.start if trigger else claim.evidence.start) - offset
        named: dict[str, int] = {}
        for thing, start, end in self.things(text):
            gap = start - centre if start >= centre else centre - end + 1
            if gap <= MOVE_REACH:
                named[thing] = min(gap, named.get(thing, gap))
        worded = [move for move in moves if move.needs_word and move.thing in named]
        plain = next((move for move in moves if not move.needs_word), None)
        best = min(worded, key=lambda move: named[move.thing], default=None)
        if best is None or (plain is not None and named.get(plain.thing, FAR) < named[best.thing]):
            return plain
        return best

    def is_partly(self, claim: Claim, text: str, offset: int) -> bool:
        """Whether words beside the trigger of a claim say that it is so only in part."""
        trigger = next((span for span in claim.spans if span.slot == "trigger"), None)
        if trigger is None:
            return False
        before = [match[0].casefold() for match in WORD.finditer(text[: trigger.start - offset])][-PARTLY_REACH:]
        after = [match[0].casefold() for match in WORD.finditer(text[trigger.end - offset :])][:PARTLY_REACH]
        return self._any("partly", before) or self._any("partly", after)

    def _phrases(self, words: list[str]) -> Iterator[tuple[str, str, Tense, int, int]]:
        for hit in self._hits("phrase", words):
            named = self._openings.phrase(hit.words)
            if named is not None:
                yield named[0], named[1], "being", hit.first, hit.last

    def _linked(self, words: list[str]) -> Iterator[tuple[str, str, Tense, int, int]]:
        """Thing, "is" or "remains", state."""
        links = [*self._hits("being", words), *self._hits("lasting", words)]
        for state in self._hits("state", words):
            near = [hit for hit in links if hit.last < state.first <= hit.last + LINK_REACH + 1]
            near = [hit for hit in near if not BREAKS & set(words[hit.last : state.first])]
            if not near:
                continue
            link = min(near, key=lambda hit: hit.first)
            named = self._thing_before(words, link.first, state.words)
            if named is not None:
                lasting = any(self._openings.has("lasting", hit.words) for hit in near)
                past = not lasting and self._openings.is_past(link.words)
                yield named[0], named[1], "lasting" if lasting else "past" if past else "being", named[2], state.last

    def _kept(self, words: list[str]) -> Iterator[tuple[str, str, Tense, int, int]]:
        """ "Keeps", thing, state."""
        for keeping in self._hits("keeping", words):
            for state in self._hits("state", words):
                between = words[keeping.last + 1 : state.first]
                if not 0 < len(between) <= THING_REACH or BREAKS & set(between):
                    continue
                named = self._thing_before(words, state.first, state.words)
                if named is not None and named[2] > keeping.last:
                    yield named[0], named[1], "lasting", keeping.first, state.last
                    break

    def _finite(self, words: list[str]) -> Iterator[tuple[str, str, Tense, int, int]]:
        """Thing, verb of state: "the truce holds"."""
        for verb in self._hits("finite", words):
            named = self._thing_before(words, verb.first, verb.words)
            linked = any(hit.last < verb.first <= hit.last + LINK_REACH for hit in self._hits("being", words))
            if named is not None and not linked:
                yield named[0], named[1], "being" if verb.words[-1].endswith("s") else "past", named[2], verb.last

    def _thing_before(self, words: list[str], end: int, state: Words) -> tuple[str, str, int] | None:
        """The nearest thing before a place that the state can be said of, with the status and its first word."""
        things = [hit for hit in self._hits("thing", words) if hit.last < end <= hit.last + THING_REACH]
        things = [hit for number, hit in enumerate(things) if not (number and self._is_object(words, hit))]
        for hit in reversed(things):
            if BREAKS & set(words[hit.last : end]):
                return None
            for thing in self._openings.things_named(hit.words):
                status = self._openings.status_named(state, thing)
                if status is not None:
                    return self._openings.kept_as(thing), status, hit.first
        return None

    def _is_object(self, words: list[str], hit: _Hit) -> bool:
        """Whether a thing is what another one is about: "talks on the border"."""
        before = words[max(hit.first - 2, 0) : hit.first]
        return any(self._openings.has("about", (word,)) for word in before)

    def _hits(self, name: List, words: list[str]) -> list[_Hit]:
        """Where the words of a list stand, longest first, none overlapping."""
        hits: list[_Hit] = []
        if not self._openings.may_hold(name, words):
            return hits
        place = 0
        while place < len(words):
            length = self._openings.match_at(name, words, place)
            if length:
                hits.append(_Hit(place, place + length - 1, tuple(words[place : place + length])))
            place += length or 1
        return hits

    def _any(self, name: List, words: list[str]) -> bool:
        return bool(self._hits(name, words))


def owner_of(move: Move, claim: Claim, pair: frozenset[str]) -> str | None:
    """Which of two states owns what a claim moves; None where it is both's alike, or nobody says whose."""
    if move.owner == "both":
        return None
    parties, others = claim.actors, claim.recipients
    if move.owner == "recipient":
        parties, others = others, parties
    own = {code for party in parties for code in party.states} & pair
    own = own or set(pair) - {code for party in others for code in party.states}
    return next(iter(own)) if len(own) == 1 else None


def _clause_start(words: list[str], place: int) -> int:
    while place > 0 and words[place - 1] not in BREAKS:
        place -= 1
    return place
