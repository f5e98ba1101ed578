"""What follows from the record of two states, as rows."""

from functools import cached_property

from dyadlog.exchange import Rows
from dyadlog.exchange.foreign import compare, compare_all, comparison_rows
from dyadlog.findings.index import Question
from dyadlog.knowledge import Knowledge
from dyadlog.notebook.table import Row
from dyadlog.records import ForeignSource
from dyadlog.report.index_rows import IndexRows
from dyadlog.report.openings import OpeningRows
from dyadlog.report.people import PeopleRows
from dyadlog.report.readouts import ReadoutWriter
from dyadlog.report.relation import Relation
from dyadlog.report.sources import SourceWriter
from dyadlog.report.threads import ThreadRows
from dyadlog.store import View


class PairRows:
    """The rows about two states; each is found on first use."""

    def __init__(self, view: View, knowledge: Knowledge, codes: tuple[str, str]) -> None:
        self._view = view
        self._knowledge = knowledge
        self._codes = codes
        self._rows = Rows(view)
        self._relation = Relation(view, knowledge, codes)

    def index(self, question: Question) -> list[Row]:
        """Cooperation and conflict over time."""
        return list(IndexRows(self._relation.index(question), self._relation.dyad, self._rows).point_rows())

    def offices(self) -> list[Row]:
        """Who held which office when."""
        return [self._people_rows.tenure_row(tenure) for tenure in self._relation.tenures]

    def people(self, person: str | None) -> list[Row]:
        """Of every person spellings, offices and meetings; only those in whose name the letters ``person`` stand."""
        return [self._people_rows.portrait_row(portrait) for portrait in self._relation.portraits(person)]

    @cached_property
    def _people_rows(self) -> PeopleRows:
        return PeopleRows(self._rows, self._relation.conflicts)

    def status(self) -> list[Row]:
        """What is open and what is shut."""
        rows = OpeningRows(self._rows)
        return [rows.row(opening) for opening in self._relation.openings()]

    def threads(self) -> list[Row]:
        """Incidents, with what followed."""
        rows = ThreadRows(self._rows, self._relation.dyad)
        return [rows.row(thread) for thread in self._relation.threads()]

    def outlets(self) -> list[Row]:
        """What each outlet reports."""
        writer = SourceWriter(self._view, self._knowledge, self._relation.dyad.documents)
        return [writer.outlet_row(outlet) for outlet in self._relation.outlets().outlets]

    def readouts(self) -> list[Row]:
        """Each side's own account of an encounter."""
        writer = ReadoutWriter(self._view, self._knowledge, self._relation.dyad.documents)
        return [writer.row(readout) for readout in self._relation.readouts()]

    def foreign(self, source: ForeignSource | None, window: int) -> list[Row]:
        """Another data set beside the record, or every one that was taken in."""
        asked = (self._view, self._knowledge)
        compared = (
            [compare(*asked, source, self._codes, window)] if source else compare_all(*asked, self._codes, window)
        )
        return [row for one in compared for row in comparison_rows(one)]
