"""What a reader asks for, kept in the address so that every view is a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final, get_args
from urllib.parse import urlencode

from dyadlog.errors import NotFound, UserError
from dyadlog.knowledge import Knowledge
from dyadlog.records.vocabulary import EventType, Modality
from dyadlog.report.dates import first_day, last_day
from dyadlog.report.questions import CERTAINTIES, LANES, choose, resolve_states
from dyadlog.store import LineFilter

PAGE_LENGTH: Final = 50
MOST_PAGES: Final = 100_000
LONGEST: Final = 200
"""Letters of one word of a question; no outlet's name is longer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a page. Days are as typed (``2025-01``), so that the form shows what the reader wrote."""

    since: str = ""
    until: str = ""
    new: str = ""
    type: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    lane: tuple[str, ...] = ()
    certainty: str = ""
    contested: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return replace(self, page=1) != NOTHING_ASKED

    def query(self, **changes: object) -> str:
        """The query of an address that asks for this, with some filters changed; changing any leads to page one."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values |= {"page": 1} | changes
        pairs: list[tuple[str, str]] = []
        for name, value in values.items():
            if isinstance(value, tuple | list):
                pairs += [(name, str(one)) for one in value]
            elif value and not (name == "page" and value == 1):
                pairs.append((name, str(value)))
        return urlencode(pairs)

    def without(self, name: str, value: str = "") -> str:
        """The query without one filter, or without one of its values."""
        now = getattr(self, name)
        return self.query(**{name: tuple(one for one in now if one != value) if isinstance(now, tuple) else ""})

    def chips(self) -> list[tuple[str, str, str]]:
        """The filters that are set, as (name, value, query without it)."""
        found = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "page" or not value:
                continue
            for one in value if isinstance(value, tuple) else (value,):
                found.append((field.name, str(one), self.without(field.name, str(one))))
        return found

    def as_filter(self) -> LineFilter:
        """The same for the store."""
        return LineFilter(
            since=first_day(self.since) if self.since else None,
            until=last_day(self.until) if self.until else None,
            reported_since=first_day(self.new) if self.new else None,
            types=self.type,
            kinds=self.kind,
            modalities=self.modality,
            outlets=self.outlet,
            contexts=self.context,
            places=self.place,
            quads=tuple(LANES[lane] for lane in self.lane),
            least_confidence=CERTAINTIES.get(self.certainty),
            contested=bool(self.contested),
        )


NOTHING_ASKED: Final = Asked()
"""No filter at all."""


def read_asked(query: Mapping[str, Sequence[str]], knowledge: Knowledge) -> Asked:
    """The question in an address (names to all their values); UserError where a word of it is none we know."""

    def words(name: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(value.strip() for value in query.get(name, ()) if value.strip()))
        if any(len(value) > LONGEST or "\x00" in value for value in found) or len(found) > LONGEST:
            raise UserError(f"{name}: too long, or not text")
        return found

    def word(name: str) -> str:
        return next(iter(words(name)), "")

    def chosen(name: str, known: Iterable[str]) -> tuple[str, ...]:
        listed = tuple(known)
        return tuple(choose(value, listed, name) for value in words(name))

    asked = Asked(
        since=word("since"),
        until=word("until"),
        new=word("new"),
        type=chosen("type", get_args(EventType)),
        kind=chosen("kind", (known.kind for known in knowledge.kinds)),
        modality=chosen("modality", get_args(Modality)),
        outlet=words("outlet"),
        context=chosen("context", (context.lower() for context in knowledge.ontology.contexts)),
        place=words("place"),
        lane=chosen("lane", LANES),
        certainty=choose(word("certainty"), CERTAINTIES, "certainty") if word("certainty") else "",
        contested="yes" if word("contested") else "",
        page=_page(word("page")),
    )
    first, last = _days(asked)
    if first and last and first > last:
        raise UserError(f"nothing is both since {asked.since} and until {asked.until}")
    return asked


def _days(asked: Asked) -> tuple[date | None, date | None]:
    wanted = asked.as_filter()
    return wanted.since, wanted.until


def _page(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_PAGES):
        raise UserError(f"no page is called {text[:20]!r}")
    return int(text)


def read_pair(name: str, knowledge: Knowledge) -> tuple[str, str]:
    """The codes of an address such as ``ECU-PER``, in the order of the alphabet; NotFound where it is no two states."""
    words = name.split("-")
    if len(words) != 2 or not all(words):
        raise NotFound(f"no page is called {name[:80]!r}; two states are written ECU-PER")
    codes = sorted(resolve_states(words, knowledge))
    if len(codes) != 2:
        raise NotFound(f"{name[:80]!r} is one state; a page is about two")
    return codes[0], codes[1]
