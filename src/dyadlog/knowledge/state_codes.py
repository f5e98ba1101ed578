"""How other data sets call states: numbers, letters and names that ``states.csv`` does not have.

``tables/state_codes.csv``: ``scheme, code, state, valid_from, valid_to, main, source``. ``main`` is 1 for the code
that we write for a state. ``name`` is a scheme as well: names as data sets put them, where no page would.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dyadlog.knowledge.phrases import phrase_key
from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.states import States

Scheme = Literal["cameo", "cameo_group", "cow", "fips", "gw", "iso_numeric", "name"]
COLUMNS: Final = ("scheme", "code", "state", "valid_from", "valid_to", "main", "source")


@dataclass(frozen=True, slots=True)
class StateCode:
    """What a code of a scheme means in a time; None where that is open."""

    scheme: Scheme
    code: str
    state: str
    valid_from: date | None
    valid_to: date | None
    main: bool

    def holds_on(self, day: date) -> bool:
        """Whether the code meant the state on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class StateCodes:
    """Codes of other data sets, both ways."""

    def __init__(self, codes: Iterable[StateCode], states: "States") -> None:
        self._states = states
        self._held: dict[tuple[str, str], list[StateCode]] = {}
        self._main: dict[tuple[str, str], str] = {}
        for one in codes:
            self._held.setdefault((one.scheme, _fold(one.scheme, one.code)), []).append(one)
            if one.main and one.valid_to is None:
                self._main[one.scheme, one.state] = one.code

    def find(self, scheme: Scheme, code: str, day: date) -> str | None:
        """The state that a code or name meant on a day; None where it means none, or an unknown one.

        CAMEO codes that the table does not have are ISO 3166-1 alpha-3, numbers of the Correlates of War those of
        Gleditsch and Ward, and names those that pages use.
        """
        if not code:
            return None
        held = self._held.get((scheme, _fold(scheme, code)))
        if held is not None:
            return next((one.state for one in held if one.holds_on(day)), None)
        if scheme == "cow":
            return self.find("gw", code, day)
        if scheme == "cameo" and len(code) == 3:
            state = self._states.find(code)
            return None if state is None else state.code
        return self._find_name(code) if scheme == "name" else None

    def code_of(self, scheme: Scheme, state: str) -> str | None:
        """The code that a scheme has for a state today; None where it has none, or several for its parts."""
        main = self._main.get((scheme, state))
        if main is None and scheme == "cow":
            return self.code_of("gw", state)
        return state if main is None and scheme == "cameo" else main

    def _find_name(self, name: str) -> str | None:
        """A state by the name that a page could call it, or by its ISO code."""
        return _by_name(self._states, name)


@lru_cache(1 << 12)
def _by_name(states: "States", name: str) -> str | None:
    state = states.find(name)
    return None if state is None else state.code


def _fold(scheme: str, code: str) -> str:
    return " ".join(phrase_key(code)) if scheme == "name" else code.strip().upper().lstrip("0") or "0"


def load_state_codes(knowledge: "Knowledge") -> StateCodes:
    """``state_codes.csv``."""
    states, codes = knowledge.states, []
    known = [state.code for state in states.all()]
    for row in read_rows(knowledge, "state_codes.csv", COLUMNS, ("scheme", "code", "valid_from")):
        row.text("source")
        codes.append(
            StateCode(
                cast(Scheme, row.choice("scheme", get_args(Scheme))),
                row.text("code"),
                row.choice("state", known),
                row.day("valid_from"),
                row.day("valid_to"),
                row.choice("main", ("0", "1")) == "1",
            )
        )
    return StateCodes(codes, states)
