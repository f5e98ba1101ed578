"""States, present and past, with ISO 3166-1 codes and dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge.names import NameEntry, read_state_names
from dyadlog.knowledge.phrases import phrase_key
from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

FIND_ORDER = (
    frozenset({"name"}),
    frozenset({"formal", "short", "abbreviation"}),
    frozenset({"capital"}),
    frozenset({"adjective", "demonym"}),
    frozenset({"metonym", "epithet"}),
)
"""A word means a state first as its name, then as a shorter or longer one, and last as a figure of speech."""

SUGGEST_FLOOR = 60.0
"""Similarity (0-100) under which a suggestion would only puzzle."""


@dataclass(frozen=True, slots=True)
class State:
    """A state; ``code`` is ISO 3166-1 alpha-3 (user-assigned where ISO has none), coordinates are the capital's.

    ``valid_from`` and ``valid_to`` bound the time the state existed under this code, None where open or not recorded.
    ``successors`` are the codes of the states that came after it, ``old_codes`` codes it formerly had.
    """

    code: str
    iso2: str | None
    name: str
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]
    old_codes: tuple[str, ...]
    region: str
    lat: float | None
    lon: float | None

    def exists_on(self, day: date) -> bool:
        """Whether the state existed on ``day``, as far as the table knows."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class States:
    """All states and the look-up of what users call them."""

    def __init__(self, states: Iterable[State], names: Iterable[NameEntry]) -> None:
        self._states = {state.code: state for state in states}
        self._names: dict[str, list[NameEntry]] = {code: [] for code in self._states}
        self._found: dict[tuple[str, ...], list[tuple[int, str]]] = {}
        self._codes: dict[str, str] = {}
        for state in self._states.values():
            for code in (state.code, *state.old_codes, *((state.iso2,) if state.iso2 is not None else ())):
                self._codes.setdefault(code.lower(), state.code)
            self._found.setdefault(phrase_key(state.name), []).append((-1, state.code))
        for entry in names:
            self._names[entry.target].append(entry)
            rank = next(rank for rank, roles in enumerate(FIND_ORDER) if entry.role in roles)
            self._found.setdefault(phrase_key(entry.surface), []).append((rank, entry.target))

    def get(self, code: str) -> State | None:
        """The state with this ISO 3166-1 alpha-3 code."""
        return self._states.get(code)

    def all(self) -> tuple[State, ...]:
        """Every state, present and past, in the order of the table."""
        return tuple(self._states.values())

    def names_of(self, code: str) -> tuple[NameEntry, ...]:
        """All surface forms of a state."""
        return tuple(self._names.get(code, ()))

    def named(self, key: tuple[str, ...]) -> set[str]:
        """The codes of the states that a folded phrase may mean, by name or as a figure of speech."""
        return {code for _, code in self._found.get(key, ())}

    def find(self, text: str) -> State | None:
        """The state a user means by a code, name, capital or adjective; None where unknown or where it may be two."""
        code = self._codes.get(text.strip().lower().replace(".", ""))
        if code is not None:
            return self._states[code]
        key = phrase_key(text)
        held = self._found.get(key) or self._found.get(key[1:] if key[:1] == ("the",) else key)
        if not held:
            return None
        best = min(rank for rank, _ in held)
        codes = {code for rank, code in held if rank == best}
        if len(codes) > 1:
            codes = {code for code in codes if self._states[code].valid_to is None}
        return self._states[codes.pop()] if len(codes) == 1 else None

    def suggest(self, text: str, n: int = 3) -> list[State]:
        """The states whose names come nearest to ``text``, nearest first."""
        from rapidfuzz import fuzz, process

        key = phrase_key(text)
        exact = [self._states[code] for _, code in sorted(self._found.get(key, ()), key=lambda held: held[0])]
        choices = {" ".join(phrase): phrase for phrase in self._found}
        near = process.extract(
            " ".join(key), list(choices), scorer=fuzz.ratio, score_cutoff=SUGGEST_FLOOR, limit=20 * n
        )
        fuzzy = [self._states[code] for choice, _, _ in near for _, code in self._found[choices[choice]]]
        return list(dict.fromkeys(exact + fuzzy))[:n]

    def lineage(self, code: str) -> tuple[str, ...]:
        """The state and all that came after it, itself first."""
        line = [code]
        for member in line:
            state = self._states.get(member)
            line += [later for later in (state.successors if state is not None else ()) if later not in line]
        return tuple(line)


COLUMNS = (
    "code",
    "iso2",
    "name",
    "valid_from",
    "valid_to",
    "successors",
    "old_codes",
    "region",
    "lat",
    "lon",
    "source",
)


def load_states(knowledge: "Knowledge") -> States:
    """``states.csv`` and ``state_names.csv``."""
    states = []
    for row in read_rows(knowledge, "states.csv", COLUMNS, ("code",)):
        code = row.text("code")
        if len(code) != 3 or not code.isupper():
            raise row.error(f"code {code!r} is not three capital letters")
        row.text("source")
        states.append(
            State(
                code,
                row.maybe("iso2"),
                row.text("name"),
                row.day("valid_from"),
                row.day("valid_to"),
                row.several("successors"),
                row.several("old_codes"),
                row.text("region"),
                row.number("lat"),
                row.number("lon"),
            )
        )
    known = {state.code: (state.valid_from, state.valid_to) for state in states}
    for state in states:
        for code in state.successors:
            if code not in known:
                raise KnowledgeError("states.csv", None, f"{state.code}: unknown successor {code}")
    names = read_state_names(knowledge, known)
    return States(states, names)
