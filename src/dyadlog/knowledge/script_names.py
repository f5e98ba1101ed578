"""What other languages call each state, in their own scripts: for finding pages, not for reading them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class ScriptNames:
    """Names of states by code, and for each letter those that are written for it (itself first)."""

    names: dict[str, tuple[str, ...]]
    letters: dict[str, str]


def load_script_names(knowledge: "Knowledge") -> ScriptNames:
    """``state_script_names.csv`` and ``interchanged_letters.csv``."""
    names: dict[str, list[str]] = {}
    columns = ("code", "surface", "languages", "source")
    for row in read_rows(knowledge, "state_script_names.csv", columns, ("code", "surface")):
        row.text("source")
        if knowledge.states.get(row.text("code")) is None:
            raise row.error(f"unknown state {row.text('code')}")
        names.setdefault(row.text("code"), []).append(row.text("surface"))
    letters: dict[str, str] = {}
    for row in read_rows(knowledge, "interchanged_letters.csv", ("letters", "source"), ("letters",)):
        row.text("source")
        group = row.text("letters")
        for letter in group:
            letters[letter] = letter + group.replace(letter, "")
    return ScriptNames({code: tuple(found) for code, found in names.items()}, letters)
