"""One agreement, pledge, target, mechanism or project: its history, its figures, and where sources differ on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dyadlog.errors import NotFound
from dyadlog.records import Instrument
from dyadlog.report.plain import plain_line
from dyadlog.serve.pages.cards import CardWriter, find_company, findings_on, newest_day
from dyadlog.serve.pages.choices import read_choices
from dyadlog.serve.pages.comparing import EntryWriter, Side
from dyadlog.serve.pages.event import choose_pair
from dyadlog.serve.pages.history import STAGES, Step, draw_history, read_history, read_path
from dyadlog.serve.sheets import Scene, Sheet

LENGTH: Final = 100
"""Reports on a page."""


def show_instrument(scene: Scene, record_id: str) -> Sheet:
    """The page."""
    instrument = scene.view.get(record_id)
    if not isinstance(instrument, Instrument):
        raise NotFound(f"no agreement or pledge {record_id[:80]!r}")
    pair = choose_pair(instrument.states, scene.only)
    as_of = newest_day(scene.view, pair or instrument.states, [instrument])
    findings = findings_on(scene.view, [instrument])[instrument.instrument_id]
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
            "stages": STAGES,
            "path": read_path(steps, card.status),
            "drawings": draw_history(card, steps, as_of),
            "steps": steps[start : start + LENGTH] if scene.links.live else steps,
            "total": len(steps),
            "length": LENGTH,
            "figures": compare_figures(scene, instrument, steps),
            "entries": EntryWriter(scene).write(findings),
            "company": company,
        },
        home=scene.links.instrument(instrument.instrument_id),
    )


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
