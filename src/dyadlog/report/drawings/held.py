"""Who held which office when, as pages know or merely see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dyadlog.findings.people import Tenure
from dyadlog.report.drawings.canvas import Cell, DataTable
from dyadlog.report.people import show_days


@dataclass(frozen=True, slots=True)
class Held:
    """A person in an office. ``known_from`` and ``known_to`` are ends that a page gives, ``seen_first`` and
    ``seen_last`` the days of the first and last page that sees the person there; None where there is none.
    ``standing`` is that of the post (holds, acting, former, future, contested)."""

    state: str
    office: str
    person: str
    href: str
    standing: str = "holds"
    known_from: date | None = None
    known_to: date | None = None
    seen_first: date | None = None
    seen_last: date | None = None
    conflict: bool = False

    @property
    def days(self) -> tuple[date, date] | None:
        """From the first to the last day that anything is known of; None without a day."""
        known = [day for day in (self.known_from, self.seen_first, self.seen_last, self.known_to) if day]
        return (min(known), max(known)) if known else None

    @property
    def name(self) -> str:
        """The person, with what is special about the standing."""
        return self.person if self.standing == "holds" else f"{self.person} ({self.standing})"

    @property
    def title(self) -> str:
        """All of it in words."""
        told = [
            f"from {show_days(self.known_from, self.known_from)}" if self.known_from else "",
            f"to {show_days(self.known_to, self.known_to)}" if self.known_to else "",
            f"seen {show_days(self.seen_first, self.seen_last)}" if self.seen_first or self.seen_last else "",
            "pages disagree" if self.conflict else "",
        ]
        return f"{self.name}, {self.office} ({self.state}): {', '.join(part for part in told if part) or 'not dated'}"


def read_tenures(tenures: Sequence[Tenure], link_to: Callable[[Tenure], str]) -> list[Held]:
    """Tenures as they are drawn; ``link_to`` gives the address of each."""
    return [
        Held(
            tenure.state, tenure.occupancy.office, tenure.actor.name, link_to(tenure), tenure.post.standing,
            tenure.occupancy.date_start, tenure.occupancy.date_end,
            tenure.occupancy.first_seen, tenure.occupancy.last_seen, bool(tenure.conflicts),
        )
        for tenure in tenures
    ]  # fmt: skip


def tabulate_tenures(held: Sequence[Held]) -> DataTable:
    """Offices and their holders as rows, those without a date too."""

    def day(value: date | None) -> Cell:
        return Cell(show_days(value, value))

    rows = [
        (
            Cell(one.state), Cell(one.office), Cell(one.name, one.href), day(one.known_from), day(one.known_to),
            day(one.seen_first), day(one.seen_last), Cell("pages disagree" if one.conflict else ""),
        )
        for one in held
    ]  # fmt: skip
    return DataTable(("state", "office", "holder", "from", "to", "first seen", "last seen", "conflict"), tuple(rows))
