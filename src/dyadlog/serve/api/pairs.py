"""Tables about two states."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from dyadlog.errors import NotFound, UserError
from dyadlog.exchange.foreign import WINDOW
from dyadlog.notebook import Record, Table
from dyadlog.records import ForeignSource
from dyadlog.records.vocabulary import FindingKind
from dyadlog.serve.api.answers import answer_table, answer_worked
from dyadlog.serve.api.asking import Asked, Asking, Narrowed, Outlet, Paged, Paging, Serial, Slotted, Word
from dyadlog.serve.api.models import PAGES, responses
from dyadlog.serve.api.problems import ProblemRoute
from dyadlog.serve.api.working import Row, Worker, get_worker

PairName = Annotated[
    str,
    Path(
        pattern="^[A-Za-z]{3}-[A-Za-z]{3}$",
        description="The codes of two states (ISO 3166-1 alpha-3), in either order.",
        examples=["FRA-JPN"],
    ),
]
"""Two states in an address."""
Working = Annotated[Worker, Depends(get_worker)]
router = APIRouter(route_class=ProblemRoute)


def list_of(name: str, about: str, waits: bool = False) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """The route of a table about two states; ``waits`` where it may take long."""
    return router.get(
        f"/dyads/{{pair}}/{name}",
        operation_id=f"list_{name}",
        summary=about,
        response_model=PAGES[name],
        responses=responses(as_file=True, waits=waits),
        tags=["dyads"],
    )


def codes_of(pair: str, asked: Asked) -> tuple[str, str]:
    """The codes of the two states of an address, sorted; NotFound where there is no such state."""
    first, second = sorted(pair.upper().split("-"))
    unknown = [code for code in (first, second) if asked.tables.states.get(code) is None]
    if unknown:
        raise NotFound(f"no state has the code {unknown[0]!r}")
    if first == second:
        raise UserError("this is about two different states")
    return first, second


def without_text(row: Row) -> Row:
    """A document without the article: sentences are quoted, whole texts given only to those who ask."""
    return {**row, "text": None}


WithText = Annotated[bool, Query(description="With the text of the article.")]


def _answer(
    asked: Asked,
    paging: Paging,
    pair: str,
    make: Callable[..., Table],
    edit: Callable[[Row], Row] | None = None,
    **words: Any,
) -> Response:
    states = codes_of(pair, asked)
    return answer_table(asked, paging, lambda record: make(record, *states, **words), edit)


@list_of("events", "What happened between two states, newest first")
def list_events(pair: PairName, asked: Asking, slots: Slotted, narrow: Narrowed, paging: Paged) -> Response:
    """Events in which both states take part; days that are not known are null, and such events come last."""
    return _answer(asked, paging, pair, Record.events, **slots.words(), **narrow.words())


@list_of("claims", "What single sentences assert")
def list_claims(pair: PairName, asked: Asking, slots: Slotted, paging: Paged) -> Response:
    """Claims in which both states take part, plain statements included, each with its sentence."""
    return _answer(asked, paging, pair, Record.claims, **slots.words())


@list_of("instruments", "Agreements, pledges, targets, mechanisms and projects")
def list_instruments(pair: PairName, asked: Asking, paging: Paged) -> Response:
    """Each with its status, deadline and history."""
    return _answer(asked, paging, pair, Record.instruments)


@list_of("findings", "Where sources agree and contradict each other")
def list_findings(
    pair: PairName,
    asked: Asking,
    paging: Paged,
    kind: Annotated[FindingKind | None, Query(description="Only findings of this kind.")] = None,
) -> Response:
    """Claims compared, side by side; nothing is decided for the reader but what a person ruled."""
    return _answer(asked, paging, pair, Record.findings, kind=kind)


@list_of("actors", "Who acts for either state")
def list_actors(pair: PairName, asked: Asking, paging: Paged) -> Response:
    """States, bodies, organisations, groups and people, with spellings and offices."""
    return _answer(asked, paging, pair, Record.actors)


@list_of("documents", "The articles that tell of both states")
def list_documents(
    pair: PairName, asked: Asking, paging: Paged, outlet: Outlet = None, text: WithText = False
) -> Response:
    """With their metadata; the article itself only on demand."""
    return _answer(asked, paging, pair, Record.documents, None if text else without_text, outlet=outlet)


def _work(asked: Asked, paging: Paging, work: Worker, pair: str, name: str, **words: Any) -> Response:
    return answer_worked(asked, paging, work, codes_of(pair, asked), (name, tuple(words.items())))


@list_of("index", "Cooperation and conflict over time", waits=True)
def list_index(pair: PairName, asked: Asking, series: Serial, paging: Paged, work: Working) -> Response:
    """One row a period; a period without data has nulls, which is not zero."""
    return _work(asked, paging, work, pair, "index", **series.words())


@list_of("people", "People of either state, with offices, spellings and meetings", waits=True)
def list_people(
    pair: PairName,
    asked: Asking,
    paging: Paged,
    work: Working,
    person: Annotated[Word | None, Query(description="Only people in whose name these letters stand.")] = None,
) -> Response:
    """Who met whom, and when."""
    return _work(asked, paging, work, pair, "people", person=person)


@list_of("offices", "Who held which office when", waits=True)
def list_offices(pair: PairName, asked: Asking, paging: Paged, work: Working) -> Response:
    """With who followed, and the findings in which pages name different holders."""
    return _work(asked, paging, work, pair, "offices")


@list_of("status", "What is open and what is shut", waits=True)
def list_status(pair: PairName, asked: Asking, paging: Paged, work: Working) -> Response:
    """Borders, airspace, flights, visas, envoys, talks, ceasefires and trade bans, and since when."""
    return _work(asked, paging, work, pair, "status")


@list_of("threads", "Incidents, and what followed", waits=True)
def list_threads(pair: PairName, asked: Asking, paging: Paged, work: Working) -> Response:
    """Each with what answered, calmed and ended it, and with each side's version."""
    return _work(asked, paging, work, pair, "threads")


@list_of("outlets", "What each outlet reports", waits=True)
def list_outlets(pair: PairName, asked: Asking, paging: Paged, work: Working) -> Response:
    """With what the others leave out, and how each words the same event."""
    return _work(asked, paging, work, pair, "outlets")


@list_of("readouts", "Each side's own account of an encounter", waits=True)
def list_readouts(pair: PairName, asked: Asking, paging: Paged, work: Working) -> Response:
    """Meetings, visits and calls, the accounts side by side."""
    return _work(asked, paging, work, pair, "readouts")


@list_of("foreign", "Other data sets beside the record", waits=True)
def list_foreign(
    pair: PairName,
    asked: Asking,
    paging: Paged,
    work: Working,
    source: Annotated[ForeignSource | None, Query(description="Only this data set.")] = None,
    window: Annotated[int, Query(ge=0, le=31, description="Days by which two accounts may be apart.")] = WINDOW,
) -> Response:
    """What GDELT, ICEWS, POLECAT, ACLED and UCDP GED have of each event, how often they count it, what either lacks."""
    return _work(asked, paging, work, pair, "foreign", source=source, window=window)
