"""Why reports are one event, and which of the pages that tell of it are voices of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from dyadlog.consolidate.voices import Account, group_voices, measure_shares
from dyadlog.records import Claim, Document, Event, Voice, VoiceBond
from dyadlog.report.plain import shorten
from dyadlog.report.rulings import reason_rows
from dyadlog.report.sources import REASONS
from dyadlog.serve.pages.event_sources import name_line, name_pages
from dyadlog.serve.sheets import Scene

LONGEST: Final = 240
"""Letters of a quote; the reader has the whole."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a page, with their address in the reader."""

    source: str
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two claims were taken for one happening: single reasons in words, and both quotes."""

    reasons: tuple[str, ...]
    sides: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A page of a voice; ``bonds`` say why it is no voice of its own."""

    source: str
    href: str
    bonds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One independent voice with its pages; ``first_hand`` is False where it only hands on what others said."""

    first_hand: bool
    members: tuple[Member, ...]


def tell_reasons(scene: Scene, event: Event, claims: Set[str]) -> list[Reason]:
    """The bonds that tie some claims of an event to claims before them."""
    order = {name: number for number, name in enumerate(event.claims)}
    later = {
        reason: max((reason.claim_id, reason.other_id), key=lambda name: order.get(name, 0)) for reason in event.reasons
    }
    wanted = tuple(reason for reason in event.reasons if later[reason] in claims)
    concerned = tuple({name: None for reason in wanted for name in (reason.claim_id, reason.other_id)})
    return [
        Reason(
            tuple(part.strip() for part in row["reason"].split(";")),
            tuple(
                Words(
                    name_line(words["outlet"], words["page"]),
                    shorten(words["quote"], LONGEST),
                    scene.links.document(words["document_id"], claim_id),
                )
                for claim_id, words in zip((row["claim_id"], row["other_id"]), row["evidence"], strict=False)
            ),
        )
        for row in reason_rows(scene.view, replace(event, reasons=wanted, claims=concerned))
    ]


def tell_voices(scene: Scene, claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[VoiceLine]:
    """The independent voices behind claims, with why other pages add none."""
    copies = scene.view.copies_of(list(documents))
    told = [claim for claim in claims if claim.document_id in documents]
    accounts = [
        Account(claim, documents[claim.document_id], copies.get(claim.document_id, claim.document_id)) for claim in told
    ]
    names = name_pages(documents.values())
    first = {claim.document_id: claim.claim_id for claim in reversed(told)}
    return [
        VoiceLine(
            voice.first_hand,
            tuple(
                Member(names[name], scene.links.document(name, first[name]), _bonds(voice, name, names))
                for name in voice.documents
            ),
        )
        for voice in measure_shares(group_voices(accounts), documents)
    ]


def _bonds(voice: Voice, document_id: str, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_tell(bond, names) for bond in voice.bonds if bond.document_id == document_id)


def _tell(bond: VoiceBond, names: Mapping[str, str]) -> str:
    share = f", {bond.share:.0%} alike" if bond.share is not None else ""
    words = f": “{shorten(bond.evidence.quote, LONGEST)}”" if bond.evidence else ""
    return f"{REASONS[bond.kind]} {names.get(bond.other_id, 'another page')}{share}{words}"
