"""The history of an instrument: its reports in the order of time, as steps of a ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.consolidate.histories import latest_status
from dyadlog.records import Claim, Document, Instrument, StatusReport
from dyadlog.records.vocabulary import InstrumentStatus
from dyadlog.report.dates import show_day
from dyadlog.report.drawings.canvas import NARROW, WIDE
from dyadlog.report.drawings.ladder import Flag, Rung, draw_ladder
from dyadlog.report.notes import make_link
from dyadlog.report.plain import plain_line, short_name
from dyadlog.serve.pages.cards import ASIDE, PATH, Card, Placed, place_report
from dyadlog.serve.pages.comparing import Words
from dyadlog.serve.sheets import Scene

STAGES: Final = {"in_force": "in force", "unknown": "mentioned"}
"""Statuses that are not told by their own word; the last is that of a report which does not tell how far a thing is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One report of the history. ``told`` is how it is told where that is not as plain fact, ``standing`` the status
    after it, ``new`` whether that changed by it."""

    number: int
    status: str
    standing: str
    new: bool
    placed: Placed
    told: str
    words: Words
    event: str


def read_history(scene: Scene, instrument: Instrument) -> list[Step]:
    """The reports in the order of the record, oldest first. What cannot be placed in time changes nothing here."""
    view = scene.view
    claims = {claim.claim_id: claim for claim in view.claims_named([r.claim_id for r in instrument.history])}
    documents = {d.document_id: d for d in view.documents_named([r.evidence.document_id for r in instrument.history])}
    event_of = view.events_of_claims(list(claims))
    steps: list[Step] = []
    told: list[InstrumentStatus] = []
    for number, report in enumerate(instrument.history, 1):
        document, claim = documents[report.evidence.document_id], claims.get(report.claim_id)
        placed = place_report(report, document.publication.day)
        told += [report.status] if placed.last else []
        standing = latest_status(told)
        event_id = event_of.get(report.claim_id)
        steps.append(
            Step(
                number=number,
                status=report.status,
                standing=standing,
                new=bool(placed.last) and standing != (steps[-1].standing if steps else "unknown"),
                placed=placed,
                told=describe_telling(claim),
                words=_quote(scene, number, report, document),
                event=scene.links.event(event_id) if event_id else "",
            )
        )
    return steps


def describe_telling(claim: Claim | None) -> str:
    """How a claim tells what it tells, where that is not as plain fact."""
    if claim is None:
        return ""
    told = "" if claim.modality == "asserted" else claim.modality
    return "said not to be so" if claim.negated and told != "denied" else told


def _quote(scene: Scene, number: int, report: StatusReport, document: Document) -> Words:
    day = document.publication.day
    return Words(
        number=number,
        source=plain_line(document.outlet.value if document.outlet else short_name(document.location)),
        published=day.isoformat() if day else "",
        quote=report.evidence.quote,
        href=scene.links.document(document.document_id, anchor=report.claim_id),
        live=make_link(document, report.evidence.quote),
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage on the way: whether the thing ever stood there, since which ISO day ('' where none is known), and whether
    it stands there now."""

    status: str
    reached: bool
    day: str
    now: bool


def read_path(steps: Sequence[Step], status: str) -> list[Stage]:
    """The stages of the way, and the one off it where the thing stands."""
    days = {step.standing: step.placed.last for step in reversed(steps) if step.new}
    return [
        Stage(stage, stage in days or stage == status, days.get(stage, ""), stage == status)
        for stage in (*PATH, *ASIDE)
        if stage in PATH or stage == status
    ]


def draw_history(card: Card, steps: Sequence[Step], as_of: date | None) -> list[str]:
    """The ladder, wide and narrow; none where the thing is not known to have moved."""
    dated = [step for step in steps if step.placed.last]
    if len({step.standing for step in dated} - {"unknown"}) < 2:
        return []
    rungs = [
        Rung(
            date.fromisoformat(step.placed.first),
            date.fromisoformat(step.placed.last),
            name_stage(step.status),
            "" if step.standing == "unknown" else name_stage(step.standing),
            _label(step),
            f"#report-{step.number}",
        )
        for step in dated
    ]
    named = {level for rung in rungs for level in (rung.level, rung.standing)}
    levels = [name_stage(stage) for stage in (*reversed(PATH), *ASIDE) if stage in PATH or name_stage(stage) in named]
    flags = [Flag(date.fromisoformat(card.deadline), f"due {show_day(card.deadline)}")] if card.deadline else []
    flags += [Flag(as_of, "newest page")] if as_of else []
    note = f"{len(dated)} dated reports. " + " ".join(f"{_label(step)}." for step in dated if step.new)
    return [
        draw_ladder(
            rungs,
            levels,
            flags,
            name=f"ladder-{size}",
            title=f"How far it has come: {card.name}",
            note=note,
            width=width,
        )
        for size, width in (("wide", WIDE), ("narrow", NARROW))
    ]


def _label(step: Step) -> str:
    return f"{step.placed.words}: {name_stage(step.status)}, {step.words.source}"


def name_stage(status: str) -> str:
    """A status in words."""
    return STAGES.get(status, status)
