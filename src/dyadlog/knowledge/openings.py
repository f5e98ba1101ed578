"""Openings: things that are open or shut, what moves them, and the words that say how they stand.

``tables/openings.csv``: ``kind, thing, status, owner, needs_word, alone, source``. A claim of the kind moves the thing
to the status; where ``needs_word`` is 1, only if a word for the thing stands in it. ``owner`` says whose thing it is:
the side of the ``actor`` or of the ``recipient`` of the claim, or of ``both`` alike. Where ``alone`` is 0, such claims
do not make a thing worth showing on their own (talks are held all the time). ``tables/opening_words.csv``: ``list,
words, things, status, source``, in the lists of ``LISTS``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dyadlog.knowledge.rows import Row, read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

Owner = Literal["actor", "recipient", "both"]
List = Literal[
    "about",  # leads from a thing to what it is about ("talks on the border"): the state is said of the first
    "ahead",  # before the words of a state: it is still to come ("will", "set to")
    "as",  # the thing under which another is kept (trade: the trade ban)
    "being",  # lead from a thing to its state ("is", "has been"); of status ``past``, to one that it had
    "crossing",  # beside the name of a place: it is a crossing ("gate")
    "doubt",  # before a thing: nothing is said to be so ("if", "could")
    "finite",  # a verb that tells the state of the thing before it ("the truce holds")
    "generic",  # names a thing only where no other word does ("ban")
    "keeping",  # before a thing: it stays in the state told after it ("keeps its airspace shut")
    "lasting",  # lead from a thing to a state that it still has ("remains")
    "negation",  # between a thing and a state
    "partly",  # beside a state: not wholly
    "phrase",  # thing and state in one ("no ambassador")
    "state",  # of the things named
    "thing",  # words for a thing
]
LISTS: Final = get_args(List)
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What a claim of a kind does to a thing."""

    kind: str
    thing: str
    status: str
    owner: Owner
    needs_word: bool
    alone: bool


class Openings:
    """The things, what moves them, and the words for them. Words are in lower case, as tuples."""

    def __init__(self, moves: Sequence[Move], rows: Sequence[tuple[List, Words, tuple[str, ...], str]]) -> None:
        self._moves: dict[str, list[Move]] = {}
        for move in moves:
            self._moves.setdefault(move.kind, []).append(move)
        self._lists: dict[List, dict[Words, list[tuple[tuple[str, ...], str]]]] = {name: {} for name in LISTS}
        for name, words, things, status in rows:
            self._lists[name].setdefault(words, []).append((things, status))
        self.owners: dict[str, Owner] = {}
        for move in moves:
            if move.owner != "recipient" or move.thing not in self.owners:
                self.owners[move.thing] = move.owner
        self.things = tuple(dict.fromkeys(move.thing for move in moves))
        self._lengths = {name: _lengths(held) for name, held in self._lists.items()}

    def moves(self, kind: str) -> tuple[Move, ...]:
        """What a claim of this kind can move; those that need a word of the thing first."""
        return tuple(sorted(self._moves.get(kind, ()), key=lambda move: not move.needs_word))

    def has(self, name: List, words: Words) -> bool:
        """Whether the list has these words."""
        return words in self._lists[name]

    def may_hold(self, name: List, words: Iterable[str]) -> bool:
        """Whether any of some words begins one of a list."""
        return not self._lengths[name].keys().isdisjoint(words)

    def match_at(self, name: List, words: Sequence[str], place: int) -> int:
        """How many words from ``place`` on are words of a list, the longest it has; 0 where none are."""
        held = self._lists[name]
        lengths = self._lengths[name].get(words[place], ())
        return next((n for n in lengths if tuple(words[place : place + n]) in held), 0)

    def things_named(self, words: Words) -> tuple[str, ...]:
        """The things that these words name."""
        held = self._lists["thing"].get(words) or self._lists["generic"].get(words) or ()
        return tuple(thing for things, _ in held for thing in things)

    def status_named(self, words: Words, thing: str) -> str | None:
        """The state that these words give a thing; None where they give it none."""
        held = self._lists["state"].get(words, ())
        return next((status for things, status in held if thing in things), None)

    def phrase(self, words: Words) -> tuple[str, str] | None:
        """Thing and status that these words name together."""
        return next(((things[0], status) for things, status in self._lists["phrase"].get(words, ())), None)

    def is_past(self, words: Words) -> bool:
        """Whether words that lead to a state tell of one that was."""
        return any(status == "past" for _, status in self._lists["being"].get(words, ()))

    def kept_as(self, thing: str) -> str:
        """The thing under which this one is kept: itself, for most."""
        return next((things[0] for things, _ in self._lists["as"].get((thing,), ())), thing)


def _lengths(held: Iterable[Words]) -> dict[str, list[int]]:
    """By the first word, how many words there are in those of a list that begin with it, the most first."""
    found: dict[str, set[int]] = {}
    for words in held:
        found.setdefault(words[0], set()).add(len(words))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def load_openings(knowledge: "Knowledge") -> Openings:
    """The things, moves and words of the shipped tables and the user's."""
    columns = ("kind", "thing", "status", "owner", "needs_word", "alone", "source")
    moves = [_read_move(row, knowledge) for row in read_rows(knowledge, "openings.csv", columns, ("kind", "thing"))]
    heads = ("list", "words", "things", "status", "source")
    rows = read_rows(knowledge, "opening_words.csv", heads, ("list", "words", "things"))
    return Openings(moves, [_read_words(row) for row in rows])


def _read_move(row: Row, knowledge: "Knowledge") -> Move:
    if row.text("kind") not in knowledge.kinds:
        raise row.error(f"no kind is called {row.text('kind')!r}")
    return Move(
        kind=row.text("kind"),
        thing=row.text("thing"),
        status=row.text("status"),
        owner=cast("Owner", row.choice("owner", get_args(Owner))),
        needs_word=row.choice("needs_word", ("0", "1")) == "1",
        alone=row.choice("alone", ("0", "1")) == "1",
    )


def _read_words(row: Row) -> tuple[List, Words, tuple[str, ...], str]:
    name = cast("List", row.choice("list", LISTS))
    if name in ("as", "generic", "phrase", "state", "thing"):
        row.text("things")
    if name in ("phrase", "state"):
        row.text("status")
    return name, tuple(row.text("words").casefold().split()), row.several("things"), row.cell("status")
