"""One agreement, pledge, target, mechanism or project: its history, its figures, and where sources differ on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.consolidate.histories import latest_status
from dyadlog.errors import NotFound
from dyadlog.records import Claim, Document, Instrument, StatusReport
from dyadlog.report.dates import show_day
from dyadlog.report.drawings.canvas import NARROW, WIDE
from dyadlog.report.drawings.ladder import Flag, Rung, draw_ladder
from dyadlog.report.notes import make_link
from dyadlog.report.plain import plain_line, short_name
from dyadlog.serve.pages.cards import ASIDE, PATH, Card, CardWriter, Placed, find_company, newest_day, place_report
from dyadlog.serve.pages.choices import read_choices
from dyadlog.serve.pages.comparing import EntryWriter, Side, Words
from dyadlog.serve.sheets import Scene, Sheet

LENGTH: Final = 100
"""Reports on a page."""
PLAIN: Final = "asserted"


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


def show_instrument(scene: Scene, record_id: str) -> Sheet:
    """The page."""
    instrument = scene.view.get(record_id)
    if not isinstance(instrument, Instrument):
        raise NotFound(f"no agreement or pledge {record_id[:80]!r}")
    pair = (instrument.states[0], instrument.states[1]) if len(instrument.states) > 1 else None
    as_of = newest_day(scene.view, pair or instrument.states, [instrument])
    findings = scene.view.findings_about(instrument_ids=[instrument.instrument_id])
    company = find_company(scene.view, [instrument])[instrument.instrument_id]
    writer = CardWriter(scene.view, scene.knowledge, pair or instrument.states, as_of, [instrument])
    card = writer.write(instrument, findings, company)
    page = read_choices(scene, {})
    start = (page.page - 1) * LENGTH if scene.links.live else 0
    steps = read_history(scene, instrument)
    return Sheet(
        "instrument.html.j2",
        card.name,
        pair,
        "agreements",
        {
            "asked": page,
            "card": card,
            "as_of": as_of.isoformat() if as_of else "",
            "parties": [scene.state_name(code) for code in instrument.states],
            "path": read_path(steps, card.status),
            "drawings": draw_history(card, steps, as_of),
            "steps": steps[start : start + LENGTH] if scene.links.live else steps,
            "total": len(steps),
            "length": LENGTH,
            "figures": compare_figures(scene, instrument, steps),
            "entries": EntryWriter(scene).write(findings),
            "company": company,
        },
    )


def read_history(scene: Scene, instrument: Instrument) -> list[Step]:
    """The reports in the order of the record: oldest first."""
    view = scene.view
    claims = {claim.claim_id: claim for claim in view.claims_named([r.claim_id for r in instrument.history])}
    documents = {d.document_id: d for d in view.documents_named([r.evidence.document_id for r in instrument.history])}
    event_of = view.events_of_claims(list(claims))
    steps: list[Step] = []
    for number, report in enumerate(instrument.history, 1):
        document, claim = documents[report.evidence.document_id], claims.get(report.claim_id)
        standing = latest_status([one.status for one in instrument.history[:number]])
        placed = place_report(report, document.publication.day)
        event_id = event_of.get(report.claim_id)
        steps.append(
            Step(
                number=number,
                status=report.status,
                standing=standing,
                new=standing != (steps[-1].standing if steps else "unknown"),
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
    told = "" if claim.modality == PLAIN else claim.modality
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


def read_path(steps: Sequence[Step], status: str) -> list[tuple[str, str, bool]]:
    """The stages as (status, when it was first told, whether it stands there now); those off the way only when told."""
    told = {step.standing: step.placed.last for step in reversed(steps)}
    return [
        (stage, told.get(stage, "-"), stage == status) for stage in (*PATH, *ASIDE) if stage in PATH or stage == status
    ]


def draw_history(card: Card, steps: Sequence[Step], as_of: date | None) -> list[str]:
    """The ladder, wide and narrow; none where fewer than two days are known."""
    dated = [step for step in steps if step.placed.last]
    if len({step.placed.last for step in dated}) < 2:
        return []
    rungs = [
        Rung(
            date.fromisoformat(step.placed.first),
            date.fromisoformat(step.placed.last),
            step.status,
            step.standing,
            _label(step),
            f"#report-{step.number}",
        )
        for step in dated
    ]
    named = {level for rung in rungs for level in (rung.level, rung.standing)}
    levels = [*(stage for stage in reversed(PATH)), *(stage for stage in ASIDE if stage in named)]
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
    return f"{step.placed.words}: {step.status.replace('_', ' ')}, {step.words.source}"


def compare_figures(scene: Scene, instrument: Instrument, steps: Sequence[Step]) -> list[Side]:
    """Each figure told of it, with everyone who gives it; by the words of the first."""
    found: dict[tuple[object, ...], Side] = {}
    claims = {claim.claim_id: claim for claim in scene.view.claims_named([r.claim_id for r in instrument.history])}
    for report, step in zip(instrument.history, steps, strict=True):
        claim = claims.get(report.claim_id)
        for figure in claim.quantities if claim else ():
            if figure in instrument.quantities:
                key = (figure.low, figure.high, figure.unit)
                side = found.get(key, Side(plain_line(figure.original), ()))
                if step.words.quote not in [one.quote for one in side.words]:
                    found[key] = Side(side.value, (*side.words, step.words))
    return list(found.values())
