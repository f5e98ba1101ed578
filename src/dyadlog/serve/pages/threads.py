"""Incident threads as cards: what followed on what, what each side says, and who gives which figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.exchange import Rows
from dyadlog.exchange.rows import day
from dyadlog.findings.casualties import Casualty
from dyadlog.findings.threads import Step, Thread, Version
from dyadlog.knowledge import Knowledge
from dyadlog.records import Dyad
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.report.plain import plain_line, short_name
from dyadlog.report.threads import show_figure
from dyadlog.serve.pages.quoting import Happening, Quote, Quoter
from dyadlog.store import View

MOST_WORDS: Final = 12
"""Quotes kept of one side."""
MOST_STEPS: Final = 60
ROLES: Final = {
    "incident": "incident",
    "response": "answer in kind",
    "reaction": "reaction",
    "word": "words",
    "calming": "calming",
    "closing": "taken back or ended",
}
"""The parts of a thread in our words."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One event of a thread, why it stands there, and its words; ``day`` is '' where no page dates it."""

    role: str
    label: str
    day: str
    happening: Happening
    done: bool
    reason: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an issuer: as told, of which day, and whether it replaces an earlier one."""

    words: str
    when: str
    revised: bool
    quote: Quote


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who gives figures, for which state (None: an outlet or others), in the order of time."""

    name: str
    side: str | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said on the word of one state, of another one or of the outlets (``side`` None); ``more`` counts what is
    left out."""

    side: str | None
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """A thread. ``sides`` are the versions of its two states, in their order, empty where a side is not heard;
    ``others`` those of other states, ``own`` what outlets tell on their own word."""

    thread_id: str
    when: str
    status: str
    year: str
    steps: tuple[StepLine, ...]
    more_steps: int
    issuers: tuple[Issuer, ...]
    sides: tuple[Said, Said]
    others: tuple[Said, ...]
    own: Said | None


class ThreadWriter:
    """Puts threads of a dyad into words."""

    def __init__(self, view: View, knowledge: Knowledge, dyad: Dyad, quoter: Quoter) -> None:
        self._rows = Rows(view)
        self._writer = LineWriter(knowledge, Notebook({}), {})
        self._dyad = dyad
        self._quoter = quoter

    def write(self, thread: Thread) -> ThreadCard:
        """One thread."""
        self._writer.start_section()
        steps = tuple(self._step(step) for step in thread.steps[:MOST_STEPS])
        said = {version.side: self._say(version) for version in thread.versions}
        first, second = (said.pop(code, Said(code, (), 0)) for code in thread.states)
        own = said.pop(None, None)
        ends = {"date_start": day(thread.opened), "date_end": day(thread.last), "date_precision": "day"}
        return ThreadCard(
            thread_id=thread.thread_id,
            when=show_span(ends),
            status=thread.status,
            year=f"{thread.opened.year}",
            steps=steps,
            more_steps=len(thread.steps) - len(steps),
            issuers=tuple(self._issuers(thread.casualties)),
            sides=(first, second),
            others=tuple(said.values()),
            own=own,
        )

    def _step(self, step: Step) -> StepLine:
        row = self._rows.event_row(step.event)
        told = next((self._dyad.claims[claim_id] for claim_id in step.claims), None)
        return StepLine(
            role=step.role,
            label=ROLES[step.role],
            day=step.opened.isoformat() if step.opened else "",
            happening=Happening(
                event_id=step.event.event_id,
                when=show_span(row) or (show_day(step.opened.isoformat()) if step.opened else "undated"),
                text=plain_line(self._writer.describe(row)),
                quad=step.event.quad_class,
                modality=step.event.modality,
                disputed=step.event.disputed,
            ),
            done=step.done,
            reason=plain_line(step.reason) if step.after else "",
            quote=self._quoter.quote(told.evidence, told.claim_id) if told else None,
        )

    def _say(self, version: Version) -> Said:
        """The words of a side, each sentence once."""
        claims = [self._dyad.claims[claim_id] for claim_id in version.claims]
        each = {(claim.document_id, claim.evidence.start, claim.evidence.end): claim for claim in reversed(claims)}
        told = list(reversed(each.values()))
        quotes = tuple(self._quoter.quote(claim.evidence, claim.claim_id) for claim in told[:MOST_WORDS])
        return Said(version.side, quotes, len(told) - len(quotes))

    def _issuers(self, casualties: Sequence[Casualty]) -> Iterable[Issuer]:
        by_issuer: dict[tuple[str, str | None], list[Figure]] = {}
        for casualty in casualties:
            figure = Figure(
                words=plain_line(show_figure(casualty.quantity)),
                when=casualty.day.isoformat() if casualty.day else "",
                revised=casualty.revises is not None,
                quote=self._quoter.quote(casualty.evidence, casualty.claim_id),
            )
            by_issuer.setdefault((casualty.issuer, casualty.side), []).append(figure)
        for (issuer, side), figures in by_issuer.items():
            yield Issuer(plain_line(short_name(issuer)), side, tuple(figures))
