"""What follows from the record of two states: who is who, what is open, incidents, outlets, readouts, the index."""

from collections.abc import Iterator
from functools import cached_property

from dyadlog.consolidate.voices import voices_of
from dyadlog.findings.index import Index, Question, compute_index
from dyadlog.findings.openings import Opening, find_openings
from dyadlog.findings.outlets import OutletComparison, compare_outlets
from dyadlog.findings.people import Encounters, Portrait, Tenure, count_encounters, draw_portraits, list_tenures
from dyadlog.findings.readouts import Readout, lay_out_readouts
from dyadlog.findings.spellings import collect_spellings
from dyadlog.findings.threads import Thread, find_threads
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.encounters import load_encounters
from dyadlog.records import Dyad, Finding, Reading
from dyadlog.store import Filter, View


class Relation:
    """All that concerns two states, found on first use; for commands, notebooks, reports and pages alike."""

    def __init__(self, view: View, knowledge: Knowledge, codes: tuple[str, str]) -> None:
        self._view = view
        self._knowledge = knowledge
        self._codes = codes

    @cached_property
    def dyad(self) -> Dyad:
        """The record of the two states."""
        return self._view.dyad(*self._codes)

    @cached_property
    def conflicts(self) -> list[Finding]:
        """Where pages name different holders of an office of either state."""
        return self._view.office_conflicts(self._codes)

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        """Who held which office when."""
        return list_tenures(self.dyad, self._knowledge, self.conflicts)

    @cached_property
    def encounters(self) -> tuple[Encounters, ...]:
        """Who met whom."""
        return count_encounters(self.dyad, load_encounters(self._knowledge))

    def portraits(self, person: str | None = None) -> list[Portrait]:
        """Every person's spellings, offices and encounters; of those in whose name some letters stand, if given."""
        spellings = collect_spellings(self.dyad, self._readings())
        drawn = draw_portraits(self.dyad, self.tenures, self.encounters, spellings)
        return [portrait for portrait in drawn if person is None or _is_called(portrait, person)]

    def openings(self) -> tuple[Opening, ...]:
        """What is open and what is shut."""
        return find_openings(self.dyad, self._readings(), self._knowledge)

    def threads(self) -> tuple[Thread, ...]:
        """Incidents, with what followed."""
        return find_threads(self.dyad, self._knowledge)

    def outlets(self) -> OutletComparison:
        """What each outlet reports and leaves out."""
        return compare_outlets(self.dyad, {event.event_id: voices_of(event, self.dyad) for event in self.dyad.events})

    def readouts(self, event_id: str | None = None) -> tuple[Readout, ...]:
        """Each side's own account of every encounter, or of one."""
        readings = dict(zip(self.dyad.documents, self._readings(), strict=True))
        return lay_out_readouts(self.dyad, readings, self._knowledge, event_id)

    def index(self, question: Question) -> Index:
        """Cooperation and conflict over time."""
        return compute_index(self.dyad, self._knowledge, question, self._view.documents(Filter(self._codes)))

    def _readings(self) -> Iterator[Reading]:
        return map(self._view.reading, self.dyad.documents)


def _is_called(portrait: Portrait, letters: str) -> bool:
    names = (*portrait.actor.names, *(spelling.name for spelling in portrait.spellings))
    return any(letters.casefold() in name.casefold() for name in names)
