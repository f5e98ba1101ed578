"""What a client asks: parameters with their limits, and the record that is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator, Field

from dyadlog.findings.index import Period
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.records.vocabulary import EventType, Modality
from dyadlog.store import View

OpenView = Callable[[], View]
Format = Literal["json", "jsonl", "csv"]
MOST_ROWS = 1000
USUAL_ROWS = 100
MOST_WORDS = 20
Lane = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
Certainty = Literal["likely", "sure"]
DAY = r"^[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?$"


def get_store() -> OpenView:
    """How a view of the store is opened, in the thread that answers; the application overrides this."""
    raise NotImplementedError


def get_tables() -> Knowledge:
    """The knowledge tables; the application may override this."""
    return load_knowledge()


def check_word(word: str) -> str:
    """A word that a store can be asked for: no NUL, no half of a character."""
    if "\x00" in word or any("\ud800" <= letter <= "\udfff" for letter in word):
        raise ValueError("this is not text")
    return word


Word = Annotated[str, Field(max_length=200), AfterValidator(check_word)]

RecordId = Annotated[Word, Path(description="The id, or one that it had before.")]
Since = Annotated[
    str | None, Query(pattern=DAY, description="Not before this day, month or year.", examples=["2024-05"])
]
Until = Annotated[str | None, Query(pattern=DAY, description="Not after this day, month or year.", examples=["2025"])]
Outlet = Annotated[Word | None, Query(description="Only what this outlet reports.")]


def any_of(about: str) -> Any:
    """A parameter that may be given several times."""
    return Query(default_factory=list, max_length=MOST_WORDS, description=about)


@dataclass(frozen=True, slots=True)
class Slots:
    """Which claims or events; several values of one parameter mean any of them."""

    type: Annotated[list[EventType], any_of("PLOVER types.")]
    kind: Annotated[list[Word], any_of("Fine kinds of act, as docs/kinds.md has them.")]
    modality: Annotated[list[Modality], any_of("How the act is told.")]
    outlet: Annotated[list[Word], any_of("Only what these outlets report.")]
    context: Annotated[list[Word], any_of("PLOVER contexts.")]
    since: Since = None
    until: Until = None

    def words(self) -> dict[str, Any]:
        """The same by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Narrow:
    """What narrows the events of two states further."""

    place: Annotated[list[Word], any_of("Only what happened at these places.")]
    lane: Annotated[list[Lane], any_of("Cooperation and conflict, in words and in deeds.")]
    certainty: Annotated[Certainty | None, Query(description="At least so sure.")] = None
    contested: Annotated[bool, Query(description="Only what is disputed or told in different ways.")] = False
    new: Annotated[str | None, Query(pattern=DAY, description="Told by a page of this day or later.")] = None

    def words(self) -> dict[str, Any]:
        """The same by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Series:
    """Which index."""

    period: Annotated[Period, Query(description="Length of the periods.")] = "month"
    scores: Annotated[Word, Query(description="Scale of scores: goldstein, plover, counts, or one of your tables.")] = (
        "goldstein"
    )
    since: Since = None
    until: Until = None

    def words(self) -> dict[str, Any]:
        """The same by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Paging:
    """Which rows, and written how."""

    limit: Annotated[
        int | None,
        Query(ge=1, le=MOST_ROWS, description=f"At most so many rows: {USUAL_ROWS} for json, else all."),
    ] = None
    offset: Annotated[int, Query(ge=0, le=100_000_000, description="Leave out so many rows first.")] = 0
    format: Annotated[Format, Query(description="json: one page with `total` and `next`; csv, jsonl: a file.")] = "json"


@dataclass(frozen=True, slots=True)
class Asked:
    """The request, and what it is asked of."""

    request: Request
    open_view: Annotated[OpenView, Depends(get_store)]
    tables: Annotated[Knowledge, Depends(get_tables)]


Asking = Annotated[Asked, Depends()]
Paged = Annotated[Paging, Depends()]
Narrowed = Annotated[Narrow, Depends()]
Slotted = Annotated[Slots, Depends()]
Serial = Annotated[Series, Depends()]
