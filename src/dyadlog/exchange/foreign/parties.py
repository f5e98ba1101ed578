"""Who the sides of foreign events act for: states by the names and numbers that data sets have for them."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from dyadlog.knowledge.state_codes import Scheme, StateCodes

FORCES: Final = re.compile(
    r"(?:(?:Military|Police) Forces|Government) of (?:the )?(?P<name>.+?)(?: \(\d{4}-(?:\d{4})?\).*)?"
)
"""The forces of a state in ACLED, and its government in ACLED and UCDP: ``Military Forces of Chad (1990-2021)``."""
PEOPLE: Final = re.compile(r"(?:Civilians|Protesters|Rioters) \((?P<name>.+)\)")
"""People of a state in ACLED: they do not act for it, and are of it."""
ASIDE: Final = re.compile(r" \([^()]*\)$")


class Parties:
    """Finds states; the same name on the same day is looked up once."""

    def __init__(self, codes: StateCodes) -> None:
        self._codes = codes
        self.find = lru_cache(1 << 14)(self._find)
        self.of_names = lru_cache(1 << 14)(self._of_names)

    def of_codes(self, scheme: Scheme, codes: Iterable[str], day: date) -> tuple[str, ...]:
        """The states of some codes, each once."""
        found = (self.find(scheme, code.strip(), day) for code in codes)
        return tuple(dict.fromkeys(state for state in found if state is not None))

    def _find(self, scheme: Scheme, code: str, day: date) -> str | None:
        state = self._codes.find(scheme, code, day)
        if state is None and scheme == "name" and ASIDE.search(code):
            return self._codes.find(scheme, ASIDE.sub("", code), day)
        return state

    def _of_names(self, names: str | None, day: date, separator: str = ";") -> tuple[str, ...]:
        """The states that sides act for or are of, by their names: governments, forces, people; no armed groups."""
        found = []
        for name in (names or "").split(separator):
            match = FORCES.fullmatch(name.strip()) or PEOPLE.fullmatch(name.strip())
            found.append(self.find("name", match["name"], day) if match else None)
        return tuple(dict.fromkeys(state for state in found if state is not None))
