"""The card of one event: what, when, where and who, in every source's words, and why they are one event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Final

from dyadlog.errors import NotFound
from dyadlog.exchange import Rows
from dyadlog.records import Claim, Event
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.event_accounts import lay_out_accounts
from dyadlog.serve.pages.event_contests import tell_contests
from dyadlog.serve.pages.event_facts import MODALITIES, FactTeller
from dyadlog.serve.pages.event_merging import tell_reasons, tell_voices
from dyadlog.serve.pages.event_slots import SlotComparer
from dyadlog.serve.pages.event_sources import SourceTeller, name_pages
from dyadlog.serve.pages.passages import SLOTS
from dyadlog.serve.pages.telling import Teller
from dyadlog.serve.sheets import Scene, Sheet

SOURCES_AT_ONCE: Final = 20
"""Pages of sources shown at once; the running application leafs through more, files show all."""


def show_event(scene: Scene, event_id: str) -> Sheet:
    """The page; any id that leads to the event will do."""
    event = find_event(scene, event_id)
    teller = Teller(scene)
    (entry,) = teller.tell([event])
    claims = scene.view.claims_named(event.claims)
    shown, total = _leaf(scene, claims)
    facts = FactTeller(scene, event, entry.row)
    pair = pair_of(event, scene.only)
    told = {
        "event": event,
        "record": scene.links.api(f"events/{event.event_id}") if scene.links.live else "",
        "entry": entry,
        "facts": facts.tell(claims),
        "codes": facts.tell_codes(),
        "pairs": _pairs_of(scene, event),
        "total": total,
        "length": SOURCES_AT_ONCE,
        "labels": SLOTS,
        "modalities": MODALITIES,
        "contests": tell_contests(scene, event, entry.row),
        "reasons": tell_reasons(scene, event, {claim.claim_id for claim in shown}),
        "whole": teller.tell(scene.view.events_named([event.part_of] if event.part_of else [])),
        "parts_told": teller.tell(scene.view.parts_of(event.event_id)),
        "instruments": scene.view.instruments_named(event.instrument_ids),
        "readout": lay_out_accounts(scene, event, claims, pair),
    }
    home = scene.links.event(event.event_id)
    sheet = Sheet("event.html.j2", entry.text[:1].upper() + entry.text[1:], pair, "event", told, home=home)
    return sheet.told(**_tell_sources(scene, shown, whole=len(shown) == len(claims)))


def find_event(scene: Scene, name: str) -> Event:
    """The event by its id, one it had before, or a unique beginning; NotFound where that is another record."""
    record = scene.view.get(name)
    if not isinstance(record, Event):
        raise NotFound(f"{name[:80]!r} is no event")
    return record


def _tell_sources(scene: Scene, claims: Sequence[Claim], whole: bool) -> dict[str, object]:
    """The pages with their words, and what they agree and differ on; voices only where all pages are shown."""
    rows = Rows(scene.view)
    sources = SourceTeller(scene, rows).tell(claims)
    documents = {one.document_id: one for one in scene.view.documents_named([one.document_id for one in sources])}
    names = name_pages(documents.values())
    pages = {one.document_id: (names[one.document_id], one.reader) for one in sources}
    comparer = SlotComparer(scene.knowledge, rows, LineWriter(scene.knowledge, Notebook({}), {}))
    return {
        "sources": sources,
        "table": comparer.compare(claims, documents, pages),
        "voices": tell_voices(scene, claims, documents) if whole and len(documents) <= SOURCES_AT_ONCE else None,
    }


def _leaf(scene: Scene, claims: Sequence[Claim]) -> tuple[list[Claim], int]:
    """The claims of the pages that are shown at once, and how many pages there are."""
    pages = list(dict.fromkeys(claim.document_id for claim in claims))
    start = (scene.asked.page - 1) * SOURCES_AT_ONCE
    kept = set(pages[start : start + SOURCES_AT_ONCE] if scene.links.live else pages)
    if pages and not kept:
        raise NotFound(f"this event has no page {scene.asked.page} of sources")
    return [claim for claim in claims if claim.document_id in kept], len(pages)


def pair_of(event: Event, only: Collection[Pair] | None = None) -> Pair | None:
    """The two states whose event it is first: of who acts and of whom it concerns; None where there are no two."""
    acting, concerned = ([code for p in parties for code in p.states] for parties in (event.actors, event.recipients))
    return choose_pair([*acting[:1], *concerned, *acting, *sorted(event.states())], only)


def choose_pair(codes: Sequence[str], only: Collection[Pair] | None) -> Pair | None:
    """The first two different states; where ``only`` some relations are shown, the first two that are one of these."""
    pairs = [(min(two), max(two)) for two in combinations(dict.fromkeys(codes), 2)]
    return next((pair for pair in pairs if only is None or pair in only), next(iter(pairs), None))


def _pairs_of(scene: Scene, event: Event) -> list[tuple[str, str]]:
    """All relations that the event belongs to, as (names, address); none where there is but one."""
    codes = sorted(event.states())
    pairs = [(one, other) for number, one in enumerate(codes) for other in codes[number + 1 :]]
    return [
        (f"{scene.state_name(one)} and {scene.state_name(other)}", scene.links.dyad((one, other)))
        for one, other in pairs
        if len(pairs) > 1
    ]
