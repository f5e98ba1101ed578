"""Incident threads as rows and for the terminal."""

import re
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dyadlog.exchange.rows import Rows, attribution_row, day, interval_row, quantity_row
from dyadlog.findings.casualties import Casualty
from dyadlog.findings.threads import Step, Thread, Version
from dyadlog.records import Claim, Dyad, Quantity
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.frames import labelled_grid
from dyadlog.report.lines import LineWriter
from dyadlog.report.plain import plain_line, short_name

Row = dict[str, Any]
DEAD = re.compile(r"\b(?:dead|deaths|died|killed|fatalities)\b", re.IGNORECASE)
"""Words of a figure that say by themselves what was counted."""
STATUS_STYLES = {"open": "red", "calming": "yellow", "closed": "green"}


class ThreadRows:
    """Threads as rows of JSON, each step, version and figure with the words it rests on."""

    def __init__(self, rows: Rows, dyad: Dyad) -> None:
        self._rows = rows
        self._dyad = dyad

    def row(self, thread: Thread) -> Row:
        """A thread as one row."""
        return {
            "thread_id": thread.thread_id,
            "states": list(thread.states),
            "opened": day(thread.opened),
            "last": day(thread.last),
            "status": thread.status,
            "steps": [self._step_row(step) for step in thread.steps],
            "versions": [self._version_row(version) for version in thread.versions],
            "casualties": [self._casualty_row(casualty) for casualty in thread.casualties],
        }

    def _step_row(self, step: Step) -> Row:
        event = step.event
        return {
            "event_id": event.event_id,
            "role": step.role,
            "kind": event.kind,
            "date": day(step.opened),
            **interval_row(event.when),
            "actors": [self._rows.party_row(party) for party in event.actors],
            "recipients": [self._rows.party_row(party) for party in event.recipients],
            "modality": event.modality,
            "negated": event.negated,
            "disputed": event.disputed,
            "done": step.done,
            "reason": step.reason,
            "after": step.after,
            "evidence": [self._evidence_row(self._dyad.claims[claim_id]) for claim_id in step.claims],
        }

    def _version_row(self, version: Version) -> Row:
        claims = [self._dyad.claims[claim_id] for claim_id in version.claims]
        return {"side": version.side, "claims": [self._claim_row(claim) for claim in claims]}

    def _claim_row(self, claim: Claim) -> Row:
        return {
            "claim_id": claim.claim_id,
            "event_id": self._dyad.event_of.get(claim.claim_id),
            "kind": claim.kind,
            "modality": claim.modality,
            "negated": claim.negated,
            "actors": [self._rows.party_row(party) for party in claim.actors],
            "recipients": [self._rows.party_row(party) for party in claim.recipients],
            "attribution": [attribution_row(link) for link in claim.attribution],
            **self._rows.evidence_row(claim.evidence),
        }

    def _casualty_row(self, casualty: Casualty) -> Row:
        return {
            "issuer": casualty.issuer,
            "side": casualty.side,
            "date": day(casualty.day),
            **quantity_row(casualty.quantity),
            "revises": casualty.revises,
            "claim_id": casualty.claim_id,
            **self._rows.evidence_row(casualty.evidence),
        }

    def _evidence_row(self, claim: Claim) -> Row:
        return {"claim_id": claim.claim_id, **self._rows.evidence_row(claim.evidence)}


def show_threads(threads: Sequence[Thread], rows: Rows, dyad: Dyad, writer: LineWriter) -> RenderableType:
    """The threads for the terminal, newest first, each with its steps, figures and versions."""
    parts: list[RenderableType] = []
    for thread in threads:
        writer.start_section()
        span = show_span({"date_start": day(thread.opened), "date_end": day(thread.last), "date_precision": "day"})
        head = Text(f"{span} ", style="bold").append(thread.status, style=STATUS_STYLES[thread.status])
        parts += [head.append(f"  {thread.thread_id[:15]}", style="dim"), _list_steps(thread, rows, writer)]
        if thread.casualties:
            parts.append(_list_casualties(thread))
        parts += [_list_versions(thread, dyad, writer), Text()]
    return Group(*parts)


def _list_steps(thread: Thread, rows: Rows, writer: LineWriter) -> Table:
    table = labelled_grid(2)
    for step in thread.steps:
        row = rows.event_row(step.event)
        text = Text(plain_line(writer.describe(row)), style="" if step.done else "cyan")
        if step.event.disputed:
            text.append(" (disputed)", style="red")
        told = show_day(step.opened.isoformat()) if step.opened else "undated"
        table.add_row(Text(show_span(row) or told), Text(step.role), text)
        table.add_row("", "", Text(f"{plain_line(step.reason)} · {step.event.event_id[:14]}", style="dim"))
    return table


def _list_casualties(thread: Thread) -> Table:
    table = labelled_grid(2)
    for casualty in thread.casualties:
        when = show_day(casualty.day.isoformat()) if casualty.day else "undated"
        figure = f"{show_figure(casualty.quantity)} according to {short_name(casualty.issuer)}"
        revised = " (revises an earlier figure)" if casualty.revises else ""
        table.add_row(Text(when), Text("casualties"), Text(plain_line(figure + revised)))
    return table


def show_figure(quantity: Quantity) -> str:
    """A figure in the words of the page, with what it counts where they do not say."""
    of = quantity.of or ""
    told = of in quantity.original or DEAD.search(quantity.original)
    return quantity.original if told else f"{quantity.original} {of}"


def _list_versions(thread: Thread, dyad: Dyad, writer: LineWriter) -> Table:
    table = labelled_grid(2)
    for version in thread.versions:
        if version.side is None:
            continue
        claims = [dyad.claims[claim_id] for claim_id in version.claims]
        for claim in {claim.evidence: claim for claim in claims}.values():
            document = dyad.documents[claim.document_id]
            source = document.outlet.value if document.outlet else short_name(document.location)
            words = plain_line(f"“{' '.join(claim.evidence.quote.split())}” ({source})")
            table.add_row("", Text(f"{writer.name_state(version.side)} says"), Text(words, style="dim"))
    return table
