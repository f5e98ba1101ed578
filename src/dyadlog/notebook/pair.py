"""What follows from the record of two states: who is who, what is open, incidents, outlets, readouts, the index."""

from collections.abc import Iterator
from functools import cached_property

from dyadlog.consolidate.voices import voices_of
from dyadlog.exchange import Rows
from dyadlog.exchange.foreign import compare, compare_all, comparison_rows
from dyadlog.findings.index import Question, compute_index
from dyadlog.findings.openings import find_openings
from dyadlog.findings.outlets import compare_outlets
from dyadlog.findings.people import Portrait, Tenure, count_encounters, draw_portraits, list_tenures
from dyadlog.findings.readouts import lay_out_readouts
from dyadlog.findings.spellings import collect_spellings
from dyadlog.findings.threads import find_threads
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.encounters import load_encounters
from dyadlog.notebook.table import Row
from dyadlog.records import Dyad, Finding, ForeignSource, Reading
from dyadlog.report.index_rows import IndexRows
from dyadlog.report.openings import OpeningRows
from dyadlog.report.people import PeopleRows
from dyadlog.report.readouts import ReadoutWriter
from dyadlog.report.sources import SourceWriter
from dyadlog.report.threads import ThreadRows
from dyadlog.store import Filter, View


class PairRows:
    """The rows about two states; each is found on first use."""

    def __init__(self, view: View, knowledge: Knowledge, codes: tuple[str, str]) -> None:
        self._view = view
        self._knowledge = knowledge
        self._codes = codes
        self._rows = Rows(view)

    @cached_property
    def _dyad(self) -> Dyad:
        return self._view.dyad(*self._codes)

    def _readings(self) -> Iterator[Reading]:
        return map(self._view.reading, self._dyad.documents)

    @cached_property
    def _conflicts(self) -> list[Finding]:
        """Where pages name different holders of an office of either state."""
        return self._view.office_conflicts(self._codes)

    @cached_property
    def _tenures(self) -> tuple[Tenure, ...]:
        return list_tenures(self._dyad, self._knowledge, self._conflicts)

    def index(self, question: Question) -> list[Row]:
        """Cooperation and conflict over time."""
        documents = self._view.documents(Filter(self._codes))
        found = compute_index(self._dyad, self._knowledge, question, documents)
        return list(IndexRows(found, self._dyad, self._rows).point_rows())

    def offices(self) -> list[Row]:
        """Who held which office when."""
        return [self._people_rows.tenure_row(tenure) for tenure in self._tenures]

    def people(self, person: str | None) -> list[Row]:
        """Of every person spellings, offices and meetings; only those in whose name the letters ``person`` stand."""
        encounters = count_encounters(self._dyad, load_encounters(self._knowledge))
        spellings = collect_spellings(self._dyad, self._readings())
        portraits = draw_portraits(self._dyad, self._tenures, encounters, spellings)
        return [
            self._people_rows.portrait_row(portrait)
            for portrait in portraits
            if person is None or _is_called(portrait, person)
        ]

    @cached_property
    def _people_rows(self) -> PeopleRows:
        return PeopleRows(self._rows, self._conflicts)

    def status(self) -> list[Row]:
        """What is open and what is shut."""
        rows = OpeningRows(self._rows)
        return [rows.row(opening) for opening in find_openings(self._dyad, self._readings(), self._knowledge)]

    def threads(self) -> list[Row]:
        """Incidents, with what followed."""
        rows = ThreadRows(self._rows, self._dyad)
        return [rows.row(thread) for thread in find_threads(self._dyad, self._knowledge)]

    def outlets(self) -> list[Row]:
        """What each outlet reports."""
        voices = {event.event_id: voices_of(event, self._dyad) for event in self._dyad.events}
        writer = SourceWriter(self._view, self._knowledge, self._dyad.documents)
        return [writer.outlet_row(outlet) for outlet in compare_outlets(self._dyad, voices).outlets]

    def readouts(self) -> list[Row]:
        """Each side's own account of an encounter."""
        readings = dict(zip(self._dyad.documents, self._readings(), strict=True))
        writer = ReadoutWriter(self._view, self._knowledge, self._dyad.documents)
        return [writer.row(readout) for readout in lay_out_readouts(self._dyad, readings, self._knowledge)]

    def foreign(self, source: ForeignSource | None, window: int) -> list[Row]:
        """Another data set beside the record, or every one that was taken in."""
        asked = (self._view, self._knowledge)
        compared = (
            [compare(*asked, source, self._codes, window)] if source else compare_all(*asked, self._codes, window)
        )
        return [row for one in compared for row in comparison_rows(one)]


def _is_called(portrait: Portrait, letters: str) -> bool:
    names = (*portrait.actor.names, *(spelling.name for spelling in portrait.spellings))
    return any(letters.casefold() in name.casefold() for name in names)
