"""Each side's own account of a meeting, visit or call, beside the other's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.findings.own_accounts import Account, side_of_page
from dyadlog.findings.readouts import Point, Readout, Said, lay_out_readouts
from dyadlog.records import Claim, Document, Dyad, Event, Evidence
from dyadlog.report.plain import shorten
from dyadlog.report.readouts import ReadoutWriter
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.event_merging import LONGEST, Words
from dyadlog.serve.pages.event_sources import name_line
from dyadlog.serve.sheets import Scene
from dyadlog.store import View

MOST_PAGES: Final = 8
"""Pages looked through for accounts, those published by a side first: each takes some milliseconds."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account: whose, on which page, and how it is theirs."""

    whose: str
    how: str
    words: Words


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point with what each column says on it; ``only`` names the side that alone mentions it."""

    name: str
    only: str
    cells: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class AccountTable:
    """The accounts of one encounter; ``note`` says which there are, ``left`` how many pages were not looked through."""

    note: str
    columns: tuple[str, ...]
    accounts: tuple[AccountLine, ...]
    points: tuple[PointLine, ...]
    left: int


def lay_out_accounts(scene: Scene, event: Event, claims: Sequence[Claim], pair: Pair | None) -> AccountTable | None:
    """The accounts of an event; None where it is no encounter of two states, or no page gives any."""
    if pair is None or event.kind not in scene.knowledge.accounts.kinds:
        return None
    documents = scene.view.documents_named(list(dict.fromkeys(claim.document_id for claim in claims)))
    chosen = sorted(documents, key=lambda document: side_of_page(document, scene.knowledge) is None)[:MOST_PAGES]
    dyad = _narrow_dyad(scene.view, event, chosen, pair)
    readings = {document.document_id: scene.view.reading(document.document_id) for document in chosen}
    readout = next(iter(lay_out_readouts(dyad, readings, scene.knowledge, event.event_id)), None)
    if readout is None or not readout.accounts:
        return None
    return _Teller(scene, dyad).tell(readout, len(documents) - len(chosen))


def _narrow_dyad(view: View, event: Event, documents: Sequence[Document], pair: Pair) -> Dyad:
    """The record of two states as far as some pages concern it."""
    claims = [claim for document in documents for claim in view.claims_of_document(document.document_id)]
    event_of = view.events_of_claims([claim.claim_id for claim in claims])
    events = [one for one in view.events_named(list(dict.fromkeys(event_of.values()))) if set(pair) <= one.states()]
    known = {one.event_id for one in events}
    names = [document.document_id for document in documents]
    return Dyad(
        states=pair,
        events=tuple(events),
        instruments=tuple(view.instruments_named(event.instrument_ids)),
        findings=(),
        documents={document.document_id: document for document in documents},
        claims={claim.claim_id: claim for claim in claims},
        actors={},
        identities={},
        copies=view.copies_of(names),
        event_of={claim_id: name for claim_id, name in event_of.items() if name in known},
    )


class _Teller:
    """Puts a readout into words."""

    def __init__(self, scene: Scene, dyad: Dyad) -> None:
        self._scene = scene
        self._dyad = dyad
        self._writer = ReadoutWriter(scene.view, scene.knowledge, dyad.documents)

    def tell(self, readout: Readout, left: int) -> AccountTable:
        """The table, with a column for each side that has an account, and for joint texts."""
        names = (*(self._scene.state_name(code) for code in readout.states), "joint text")
        told = [number for number in range(len(names)) if any(point.sides[number] for point in readout.points)]
        points = tuple(
            PointLine(
                self._name(point),
                "" if point.only is None or len(told) < 2 else f"only {names[point.only]}",
                tuple(tuple(self._said(point, said) for said in point.sides[number]) for number in told),
            )
            for point in readout.points
        )
        accounts = tuple(self._account(account, readout) for account in readout.accounts)
        return AccountTable(self._writer.note(readout), tuple(names[n] for n in told), accounts, points, left)

    def _account(self, account: Account, readout: Readout) -> AccountLine:
        whose = "joint text" if account.joint else "unknown side"
        if account.side in readout.states:
            whose = self._scene.state_name(account.side or "")
        how = "its own page" if account.basis == "page" else f"on the word of “{account.source}”"
        how = f"“{account.source}”" if account.joint else how
        return AccountLine(whose, how, self._words(account.sentences[0], ""))

    def _name(self, point: Point) -> str:
        if point.aspect == "level":
            return f"level of {self._scene.state_name(point.name)}"
        return f"agreement: {point.name}" if point.aspect == "instrument" else point.name

    def _said(self, point: Point, said: Said) -> Words:
        short = point.aspect in ("level", "verb", "framing", "instrument")
        return self._words(said.evidence, f"“{said.words}”" if short else "")

    def _words(self, evidence: Evidence, shown: str) -> Words:
        """Words with the address of the claim that stands there, or of the page."""
        document = self._dyad.documents[evidence.document_id]
        inside = (
            claim.claim_id
            for claim in self._dyad.claims.values()
            if claim.document_id == evidence.document_id and evidence.start <= claim.evidence.start < evidence.end
        )
        name = name_line(document.outlet.value if document.outlet else None, document.location)
        href = self._scene.links.document(evidence.document_id, next(inside, ""))
        return Words(name, shown or shorten(evidence.quote, LONGEST), href)
