"""Threads: what opens, answers, calms and closes an incident between two states.

``tables/threads.csv``: ``kind, role, needs, days, undoes, source``. ``role`` is what an act of the kind does in a
thread; ``needs`` what must speak for its being part of one: ``time``, that it is of the two states within ``days``;
``side``, that moreover the side that was hit does it, or a reason stands on the page; ``page``, that the page tells of
the earlier act a few sentences off, or gives a reason; ``reason``, that it gives a reason. ``undoes`` names the kinds
that it takes back. ``tables/thread_words.csv``: ``list, words, kinds, source``, in the lists of ``LISTS``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dyadlog.knowledge.rows import Row, read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

ThreadRole = Literal["incident", "reaction", "word", "calming", "closing"]
Need = Literal["time", "side", "page", "reason"]
List = Literal[
    "answer",  # an act answers another ("in retaliation")
    "calm",  # what an act of calming is about ("tensions")
    "casualty",  # what figures of casualties count
    "cause",  # before the name of what an act answers ("over the shelling")
    "ground",  # before the name alone: it says too little elsewhere ("for the raid")
    "name",  # how pages name acts of some kinds
    "revision",  # a figure takes the place of an earlier one ("rose to")
]
LISTS: Final = get_args(List)
LONGEST_GAP_DAYS: Final = 183
"""How long after an act words may still answer it. Correlates of War, Militarized Interstate Disputes: a dispute
without an incident for six months has ended (Jones, Bremer and Singer 1996)."""
LETTERS_BETWEEN: Final = 40
"""Letters that may stand between a word of cause and the name of the act: "over last week's shelling"."""


@dataclass(frozen=True, slots=True)
class ThreadKind:
    """What acts of a kind do in a thread."""

    kind: str
    role: ThreadRole
    needs: Need
    days: int
    undoes: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamedCause:
    """Words of a sentence that name an act as the cause or occasion of what it tells.

    ``kinds`` are those it may be of; ``words`` stand at ``start`` of the text.
    """

    kinds: frozenset[str]
    words: str
    start: int


class Threads:
    """The roles of kinds, and the words that link acts."""

    def __init__(self, kinds: Sequence[ThreadKind], words: Mapping[List, Mapping[str, frozenset[str]]]) -> None:
        self._kinds = {kind.kind: kind for kind in kinds}
        self._words = words
        self._patterns = {name: _compile(held) for name, held in words.items() if held}

    def get(self, kind: str) -> ThreadKind | None:
        """What acts of this kind do in a thread; None where they have no part in any."""
        return self._kinds.get(kind)

    def is_casualty(self, measure: str | None) -> bool:
        """Whether figures of this sort count casualties."""
        return measure is not None and measure in self._words["casualty"]

    def find(self, name: List, text: str) -> str | None:
        """The first words of a list in a text, as they stand there; None where it has none."""
        pattern = self._patterns.get(name)
        match = pattern.search(text) if pattern else None
        return match[0] if match else None

    def causes(self, text: str) -> tuple[NamedCause, ...]:
        """The acts that a text names after words of cause or answer."""
        names = self._patterns.get("name")
        if names is None:
            return ()
        keys: tuple[List, ...] = ("answer", "cause", "ground")
        leads = [match for key in keys for match in self._find_all(key, text)]
        found = []
        for match in names.finditer(text):
            before = [lead for lead in leads if lead.end() <= match.start() <= lead.end() + LETTERS_BETWEEN]
            lead = min(before, key=lambda lead: lead.start(), default=None)
            if lead is not None and not re.search(r"[.;:]", text[lead.end() : match.start()]):
                found.append(
                    NamedCause(self._words["name"][_fold(match[0])], text[lead.start() : match.end()], lead.start())
                )
        return tuple(found)

    def names(self, text: str) -> frozenset[str]:
        """The kinds of the acts that a text names, whether as a cause or not."""
        pattern = self._patterns.get("name")
        matches = pattern.finditer(text) if pattern else ()
        return frozenset(kind for match in matches for kind in self._words["name"][_fold(match[0])])

    def _find_all(self, name: List, text: str) -> list[re.Match[str]]:
        pattern = self._patterns.get(name)
        return list(pattern.finditer(text)) if pattern else []


def load_threads(knowledge: "Knowledge") -> Threads:
    """The roles and words of the shipped tables and the user's."""
    columns = ("kind", "role", "needs", "days", "undoes", "source")
    kinds = [_read_kind(row, knowledge) for row in read_rows(knowledge, "threads.csv", columns, ("kind",))]
    words: dict[List, dict[str, frozenset[str]]] = {name: {} for name in LISTS}
    for row in read_rows(knowledge, "thread_words.csv", ("list", "words", "kinds", "source"), ("list", "words")):
        name = cast("List", row.choice("list", LISTS))
        _check_kinds(row, "kinds", knowledge)
        words[name][_fold(row.text("words"))] = frozenset(row.several("kinds"))
    return Threads(kinds, words)


def _read_kind(row: Row, knowledge: "Knowledge") -> ThreadKind:
    if row.text("kind") not in knowledge.kinds:
        raise row.error(f"no kind is called {row.text('kind')!r}")
    days = row.number("days")
    if days is None or days < 0 or days != int(days):
        raise row.error(f"days: {row.cell('days')!r} is not a number of days")
    _check_kinds(row, "undoes", knowledge)
    return ThreadKind(
        kind=row.text("kind"),
        role=cast("ThreadRole", row.choice("role", get_args(ThreadRole))),
        needs=cast("Need", row.choice("needs", get_args(Need))),
        days=int(days),
        undoes=frozenset(row.several("undoes")),
    )


def _check_kinds(row: Row, column: str, knowledge: "Knowledge") -> None:
    unknown = [kind for kind in row.several(column) if kind not in knowledge.kinds]
    if unknown:
        raise row.error(f"{column}: no kind is called {unknown[0]!r}")


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())


def _compile(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Any of some phrases as whole words, the longest first."""
    phrases = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(phrases)})(?![\w-])", re.IGNORECASE)
