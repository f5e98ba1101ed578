"""International organisations and alliances, present and past, with membership by date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dyadlog.knowledge.names import NameEntry
from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.states import States

OrganisationKind = Literal[
    "agency",
    "alliance",
    "coalition",
    "court",
    "finance",
    "global",
    "group",
    "humanitarian",
    "other",
    "regional",
    "security",
    "trade",
    "un",
    "union",
]
KINDS: Final = get_args(OrganisationKind)


@dataclass(frozen=True, slots=True)
class Membership:
    """A state in an organisation from ``start`` to ``end``; None where that is open or not recorded."""

    state: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation or alliance of states. ``names`` are all its names, ``name`` first.

    ``memberships`` is empty where the table does not list them, which does not mean that there are no members.
    """

    org_id: str
    name: str
    names: tuple[str, ...]
    kind: OrganisationKind
    founded: date | None
    dissolved: date | None
    memberships: tuple[Membership, ...]


class Organisations:
    """All organisations, by id."""

    def __init__(self, organisations: Iterable[Organisation], states: "States") -> None:
        self._organisations = {organisation.org_id: organisation for organisation in organisations}
        self._states = states

    def get(self, org_id: str) -> Organisation | None:
        """The organisation with this id."""
        return self._organisations.get(org_id)

    def all(self) -> tuple[Organisation, ...]:
        """Every organisation."""
        return tuple(self._organisations.values())

    def members_on(self, org_id: str, day: date) -> tuple[str, ...]:
        """The codes of the states recorded as members on ``day``; none before it was founded or after its end.

        A membership without a start counts from the founding, or from when the state came to be.
        """
        organisation = self._organisations.get(org_id)
        if organisation is None or not _holds(organisation.founded, organisation.dissolved, day):
            return ()
        members = []
        for membership in organisation.memberships:
            state = self._states.get(membership.state)
            if state is not None and state.exists_on(day) and _holds(membership.start, membership.end, day):
                members.append(membership.state)
        return tuple(dict.fromkeys(members))


def _holds(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


ORGANISATION_COLUMNS = ("org_id", "name", "names", "kind", "founded", "dissolved", "source")
MEMBERSHIP_COLUMNS = ("org_id", "state", "start", "end", "source")


def load_organisations(knowledge: "Knowledge") -> Organisations:
    """``organisations.csv`` and ``memberships.csv``."""
    rows = list(read_rows(knowledge, "organisations.csv", ORGANISATION_COLUMNS, ("org_id",)))
    memberships: dict[str, list[Membership]] = {row.text("org_id"): [] for row in rows}
    for row in read_rows(knowledge, "memberships.csv", MEMBERSHIP_COLUMNS, ("org_id", "state", "start")):
        row.text("source")
        state = row.text("state")
        if knowledge.states.get(state) is None:
            raise row.error(f"unknown state {state}")
        memberships[row.choice("org_id", memberships)].append(Membership(state, row.day("start"), row.day("end")))
    organisations = []
    for row in rows:
        row.text("source")
        name, org_id = row.text("name"), row.text("org_id")
        kind = cast(OrganisationKind, row.choice("kind", KINDS))
        names = (name, *row.several("names"))
        members = tuple(memberships[org_id])
        organisations.append(Organisation(org_id, name, names, kind, row.day("founded"), row.day("dissolved"), members))
    return Organisations(organisations, knowledge.states)


def read_organisation_names(knowledge: "Knowledge") -> list[NameEntry]:
    """The names of organisations; those that are a state of ours too (the European Union) are named there."""
    return [
        NameEntry(
            name,
            "name" if name == organisation.name else "abbreviation" if name.isupper() else "short",
            "organisation",
            organisation.org_id,
            valid_from=organisation.founded,
            valid_to=organisation.dissolved,
        )
        for organisation in knowledge.organisations.all()
        if knowledge.states.get(organisation.org_id) is None
        for name in organisation.names
    ]
