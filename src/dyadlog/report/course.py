"""The course of things in a brief: incident threads, and what is open and what is shut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.exchange import Rows
from dyadlog.exchange.rows import day
from dyadlog.findings.casualties import Casualty
from dyadlog.findings.openings import Opening
from dyadlog.findings.threads import Thread
from dyadlog.knowledge import Knowledge
from dyadlog.records import Evidence
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.lines import Line, LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.report.openings import name_opening, show_announced, show_status
from dyadlog.report.plain import short_name
from dyadlog.report.relation import Relation
from dyadlog.report.threads import show_figure
from dyadlog.store import View

MOST_THREADS: Final = 4
MOST_STEPS: Final = 10
MOST_FIGURES: Final = 6
SHOWN_ROLES: Final = ("incident", "response", "reaction", "calming", "closing")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a thread: its part in it, why it belongs there, and the event."""

    role: str
    reason: str
    line: Line


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of casualties on one issuer's word."""

    text: str
    issuer: str
    when: str
    revised: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """An incident with what followed; ``left_out`` counts the steps not shown."""

    when: str
    status: str
    record_id: str
    steps: tuple[StepLine, ...]
    figures: tuple[FigureLine, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A thing that is open or shut. ``announced`` is what is to come, and stands as not done."""

    name: str
    status: str
    contested: bool
    confirmed: str
    announced: tuple[str, ...]
    notes: tuple[int, ...]


class CourseWriter:
    """Writes the two sections of one dyad."""

    def __init__(
        self, view: View, codes: tuple[str, str], knowledge: Knowledge, writer: LineWriter, notebook: Notebook
    ) -> None:
        self._rows = Rows(view)
        self._relation = Relation(view, knowledge, codes)
        self._knowledge = knowledge
        self._writer = writer
        self._notebook = notebook

    def write_threads(self, since: date | None) -> tuple[ThreadLine, ...]:
        """The newest threads; with ``since``, those in which something was done from that day on."""
        threads = [thread for thread in self._relation.threads() if since is None or thread.last >= since]
        return tuple(self._write_thread(thread) for thread in threads[:MOST_THREADS])

    def write_openings(self, since: date | None) -> tuple[OpeningLine, ...]:
        """Every thing; with ``since``, those that a report of that day or later speaks of."""
        openings = self._relation.openings()
        return tuple(self._write_opening(opening) for opening in openings if _is_new(opening, since))

    def _write_thread(self, thread: Thread) -> ThreadLine:
        self._writer.start_section()
        wanted = [step for step in thread.steps if step.role in SHOWN_ROLES and step.opened is not None]
        half = MOST_STEPS // 2
        shown = wanted if len(wanted) <= MOST_STEPS else [*wanted[:half], *wanted[-half:]]
        span = {"date_start": day(thread.opened), "date_end": day(thread.last), "date_precision": "day"}
        return ThreadLine(
            when=show_span(span),
            status=thread.status,
            record_id=thread.thread_id,
            steps=tuple(
                StepLine(step.role, step.reason, self._writer.write_event(self._rows.event_row(step.event), ()))
                for step in shown
            ),
            figures=tuple(self._write_figure(casualty) for casualty in thread.casualties[:MOST_FIGURES]),
            left_out=len(thread.steps) - len(shown),
        )

    def _write_figure(self, casualty: Casualty) -> FigureLine:
        state = self._writer.name_state(casualty.side) if casualty.side else ""
        issuer = short_name(casualty.issuer)
        return FigureLine(
            text=show_figure(casualty.quantity),
            issuer=f"{issuer} ({state})" if state and state != issuer else issuer,
            when=show_day(casualty.day.isoformat()) if casualty.day else "",
            revised=casualty.revises is not None,
            notes=self._cite([casualty.evidence]),
        )

    def _write_opening(self, opening: Opening) -> OpeningLine:
        confirmed = show_day(opening.last_confirmed.isoformat()) if opening.last_confirmed else ""
        present = [r for r in opening.history if r.holds and r.status == opening.status] or list(opening.history)
        told = [*opening.contested_by, *reversed(present), *opening.announced]
        return OpeningLine(
            name=name_opening(opening, self._knowledge),
            status=show_status(opening),
            contested=opening.contested,
            confirmed=confirmed,
            announced=tuple(show_announced(report) for report in opening.announced),
            notes=self._cite(report.evidence for report in told),
        )

    def _cite(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        return self._notebook.cite([self._rows.evidence_row(words) for words in evidence])


def _is_new(opening: Opening, since: date | None) -> bool:
    reports: Sequence[date | None] = [report.moment for report in opening.history]
    return since is None or any(moment is None or moment >= since for moment in reports)
