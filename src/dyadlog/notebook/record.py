"""The record of a store, for notebooks and for the JSON API: questions in, tables out."""

from collections.abc import Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import get_args

from dyadlog.errors import UserError
from dyadlog.exchange import Rows
from dyadlog.exchange.cells import day, issue_row
from dyadlog.exchange.foreign import SOURCES, WINDOW
from dyadlog.findings.index import PERIODS, Question
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.notebook.acts import claim_source, event_source
from dyadlog.notebook.pair import PairRows
from dyadlog.notebook.shapes import PAIR_COLUMNS, PAIR_SHAPES
from dyadlog.notebook.table import Row, Source, Table, listed, one_by_one, paged, whole
from dyadlog.notebook.wanted import Words, make_narrow, make_wanted
from dyadlog.records import Evidence, Finding, PairLine
from dyadlog.records.vocabulary import FindingKind
from dyadlog.report.dates import first_day, last_day
from dyadlog.report.questions import choose, resolve_states
from dyadlog.store import Filter, View, open_view
from dyadlog.store.searching import MOST, Hit


def open_record(path: str | PathLike[str], knowledge: Sequence[str | PathLike[str]] = ()) -> "Record":
    """The record in a file that ``dyadlog read`` made; ``knowledge`` are folders with tables of your own."""
    return Record(open_view(Path(path)), load_knowledge(tuple(Path(folder) for folder in knowledge)))


class Record:
    """What a store holds, as tables. States are given by code or name and must all take part; ``since`` and ``until``
    are a day, month or year (``2025-01-31``, ``2025-01``, ``2025``). A wrong word raises UserError with the right ones.
    """

    def __init__(self, view: View, knowledge: Knowledge) -> None:
        self._view = view
        self._knowledge = knowledge
        self._rows = Rows(view)
        self._pairs: dict[tuple[str, str], PairRows] = {}

    def __enter__(self) -> "Record":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Record({str(self._view.path)!r})"

    def close(self) -> None:
        """Close the file."""
        self._view.close()

    def get(self, record_id: str) -> Row:
        """Any record by its id, an id it had before, or a unique beginning of one; NotFound where there is none."""
        return self._rows.record_row(self._view.get(record_id))

    def dyads(self) -> Table:
        """Every two states of the record with how much there is on them, those with most events first."""
        return make_table("dyads", listed(self._view.pairs, one_by_one(pair_row)))

    def events(
        self,
        *states: str,
        since: str | None = None,
        until: str | None = None,
        type: Words = None,
        kind: Words = None,
        modality: Words = None,
        outlet: Words = None,
        context: Words = None,
        place: Words = None,
        lane: Words = None,
        certainty: str | None = None,
        contested: bool = False,
        new: str | None = None,
    ) -> Table:
        """What happened, newest first. Of two states also by ``place``, ``lane`` (``material-conflict``), ``certainty``
        (``likely``, ``sure``), whether it is ``contested``, and what a page of the day ``new`` or later tells of."""
        slots = {"type": type, "kind": kind, "modality": modality, "outlet": outlet, "context": context}
        wanted = make_wanted(self._knowledge, states, since=since, until=until, **slots)
        narrow = make_narrow(place=place, lane=lane, certainty=certainty, contested=contested, new=new)
        return make_table("events", event_source(self._view, self._rows, wanted, narrow))

    def claims(
        self,
        *states: str,
        since: str | None = None,
        until: str | None = None,
        type: Words = None,
        kind: Words = None,
        modality: Words = None,
        outlet: Words = None,
        context: Words = None,
    ) -> Table:
        """What single sentences assert, statements included."""
        slots = {"type": type, "kind": kind, "modality": modality, "outlet": outlet, "context": context}
        wanted = make_wanted(self._knowledge, states, since=since, until=until, **slots)
        return make_table("claims", claim_source(self._view, self._rows, wanted))

    def instruments(self, *states: str) -> Table:
        """Agreements, pledges, targets, mechanisms and projects, and how far they have come."""
        codes = self._states(states)
        return make_table(
            "instruments", listed(lambda: self._view.instruments(codes), one_by_one(self._rows.instrument_row))
        )

    def findings(self, *states: str, kind: str | None = None) -> Table:
        """Where sources agree, and where they contradict each other."""
        codes = self._states(states)
        word = choose(kind, get_args(FindingKind), "kind of finding") if kind else None

        def count() -> int:
            counts = self._view.count_findings(codes)
            return sum(counts.values()) if word is None else counts.get(word, 0)

        def page(limit: int, offset: int) -> list[Finding]:
            return self._view.findings(codes, word, limit, offset)

        return make_table("findings", paged(count, page, one_by_one(self._rows.finding_row)))

    def actors(self, *states: str) -> Table:
        """Who acts for any of the states, in which office, under which spellings."""
        codes = self._states(states)
        return make_table("actors", listed(lambda: self._view.actors(codes), one_by_one(self._rows.actor_row)))

    def documents(self, *states: str, outlet: str | None = None) -> Table:
        """The articles that were read; with states, those that have a claim in which all of them take part."""
        wanted = Filter(self._states(states), outlet=outlet)
        view = self._view
        source = paged(
            partial(view.count_documents, wanted), partial(view.documents, wanted), one_by_one(self._rows.document_row)
        )
        return make_table("documents", source)

    def issues(self) -> Table:
        """What could not be read, and why."""
        return make_table("issues", listed(self._view.issues, one_by_one(issue_row)))

    def search(
        self,
        words: str,
        *states: str,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Table:
        """Sentences that hold all the words, best first; the syntax of SQLite's FTS5 is allowed.

        With states, sentences with a claim in which all of them take part; the days are those of publication. Of words
        that stand nearly everywhere, the sentences read last are given, at most ``MOST`` of them.
        """
        first, last = first_day(since) if since else None, last_day(until) if until else None
        slots = (outlet, first, last, self._states(states))

        def count() -> int:
            return self._view.search_counts(words, *slots).total

        def page(limit: int, offset: int) -> list[Hit]:
            return self._view.search(words, min(limit, MOST - offset), offset, *slots) if offset < MOST else []

        return make_table("search", paged(count, page, one_by_one(self._hit_row)))

    def index(
        self,
        first: str,
        second: str,
        *,
        period: str = "month",
        scores: str = "goldstein",
        since: str | None = None,
        until: str | None = None,
    ) -> Table:
        """Cooperation and conflict of two states over time, by month, week or day."""
        question = Question(
            period=choose(period, PERIODS, "period"),  # type: ignore[arg-type]
            scale=choose(scores, self._knowledge.index_tables.scales, "scale"),
            since=first_day(since) if since else None,
            until=last_day(until) if until else None,
        )
        rows = self._pair(first, second)
        return make_table("index", whole(lambda: rows.index(question)))

    def people(self, first: str, second: str, *, person: str | None = None) -> Table:
        """Of every person of two states all spellings, offices, meetings, calls and visits."""
        rows = self._pair(first, second)
        return make_table("people", whole(lambda: rows.people(person)))

    def offices(self, first: str, second: str) -> Table:
        """Who held which office of two states when, who followed, and where pages name different holders."""
        return make_table("offices", whole(self._pair(first, second).offices))

    def status(self, first: str, second: str) -> Table:
        """What is open and what is shut between two states, and since when."""
        return make_table("status", whole(self._pair(first, second).status))

    def threads(self, first: str, second: str) -> Table:
        """Incidents between two states, with what answered, calmed and ended them, and each side's version."""
        return make_table("threads", whole(self._pair(first, second).threads))

    def outlets(self, first: str, second: str) -> Table:
        """What each outlet reports of two states, and what the others leave out."""
        return make_table("outlets", whole(self._pair(first, second).outlets))

    def readouts(self, first: str, second: str) -> Table:
        """Each side's own account of a meeting, visit or call."""
        return make_table("readouts", whole(self._pair(first, second).readouts))

    def foreign(self, first: str, second: str, *, source: str | None = None, window: int = WINDOW) -> Table:
        """Other data sets (all, or ``source``) beside the record of two states: what they have of each event, how
        often, and what either lacks. Two accounts of one event may be ``window`` days apart."""
        name = SOURCES[choose(source, SOURCES, "data set")].name if source else None
        rows = self._pair(first, second)
        return make_table("foreign", whole(lambda: rows.foreign(name, window)))

    def _states(self, states: Sequence[str]) -> tuple[str, ...]:
        return resolve_states(states, self._knowledge)

    def _pair(self, first: str, second: str) -> PairRows:
        codes = self._states((first, second))
        if len(codes) != 2:
            raise UserError("this is about two different states")
        pair = (codes[0], codes[1])
        return self._pairs.setdefault(pair, PairRows(self._view, self._knowledge, pair))

    def _hit_row(self, hit: Hit) -> Row:
        return self._rows.evidence_row(Evidence(hit.document_id, hit.start, hit.end, hit.quote))


def make_table(name: str, source: Source) -> Table:
    """The table ``name`` with rows from ``source``."""
    return Table(name, PAIR_SHAPES[name], PAIR_COLUMNS[name], source)


def pair_row(line: PairLine) -> Row:
    """Two states with how much there is on them."""
    return {
        "states": list(line.states),
        "events": line.events,
        "documents": line.documents,
        "first": day(line.first),
        "last": day(line.last),
        "reported": day(line.reported),
    }
