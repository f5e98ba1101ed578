"""Armed groups. Their ties to states are never assumed: a page that claims one makes a claim."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.knowledge.names import NameEntry, NameRole
from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class ArmedGroup:
    """An armed group. ``names`` are its names and spellings, ``name`` first; ``loaded_names`` are what foes call it.

    ``countries_active`` are the states on whose land it is known to be, or to have been, active: nothing more.
    """

    group_id: str
    name: str
    names: tuple[str, ...]
    loaded_names: tuple[str, ...]
    countries_active: tuple[str, ...]


class ArmedGroups:
    """All armed groups, by id."""

    def __init__(self, groups: Iterable[ArmedGroup]) -> None:
        self._groups = {group.group_id: group for group in groups}

    def get(self, group_id: str) -> ArmedGroup | None:
        """The group with this id."""
        return self._groups.get(group_id)

    def all(self) -> tuple[ArmedGroup, ...]:
        """Every group."""
        return tuple(self._groups.values())


def load_armed_groups(knowledge: "Knowledge") -> ArmedGroups:
    """``armed_groups.csv``."""
    columns = ("group_id", "name", "names", "loaded_names", "countries", "source")
    groups = []
    for row in read_rows(knowledge, "armed_groups.csv", columns, ("group_id",)):
        row.text("source")
        name = row.text("name")
        countries = row.several("countries")
        for country in countries:
            if knowledge.states.get(country) is None:
                raise row.error(f"unknown state {country}")
        loaded = row.several("loaded_names")
        groups.append(ArmedGroup(row.text("group_id"), name, (name, *row.several("names")), loaded, countries))
    return ArmedGroups(groups)


def read_group_names(knowledge: "Knowledge") -> list[NameEntry]:
    """The names of armed groups, loaded ones with the neutral name."""
    entries = []
    for group in knowledge.armed_groups.all():
        for name in group.names:
            role: NameRole = "name" if name == group.name else "abbreviation" if name.isupper() else "short"
            entries.append(NameEntry(name, role, "armed_group", group.group_id))
        for name in group.loaded_names:
            entries.append(NameEntry(name, "epithet", "armed_group", group.group_id, True, group.name))
    return entries
