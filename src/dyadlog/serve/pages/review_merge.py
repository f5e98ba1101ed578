"""Merging: the events that may be one with that of a claim, found by nearness or by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dyadlog.errors import UserError
from dyadlog.records import Claim, Event
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.event import pair_of
from dyadlog.serve.pages.review_claim import find_claim
from dyadlog.serve.pages.review_frame import Seat, frame, read_word
from dyadlog.serve.pages.telling import Teller
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store import LineFilter

MOST: Final = 20
AROUND: Final = timedelta(days=120)
"""How far from an event others of its kind are offered."""
HITS: Final = 60


def show_merge(scene: Scene, seat: Seat, name: str) -> Sheet:
    """The page; UserError where the claim has no event."""
    claim, _ = find_claim(scene, name)
    event = _event_of(scene, claim)
    pair = seat.pair or pair_of(event)
    words = read_word(scene, "words")
    found = _search(scene, pair, words) if words else _list_near(scene, pair, event)
    told = Teller(scene).tell(scene.view.events_named([one for one in found if one != event.event_id][:MOST]))
    (own,) = Teller(scene).tell([event])
    facts = {
        "claim": claim,
        "event": own,
        "reports": len(event.claims),
        "candidates": told,
        "words": words,
        "back": scene.links.review(query=seat.query(claim=claim.claim_id)),
    }
    return frame(scene, Seat(seat.author, pair, seat.news), "review_merge.html.j2", "Merge events", "", facts)


def _event_of(scene: Scene, claim: Claim) -> Event:
    event_id = scene.view.events_of_claims([claim.claim_id]).get(claim.claim_id)
    events = scene.view.events_named([event_id]) if event_id else []
    if not events:
        raise UserError("this claim belongs to no event: a plain statement, or a rejected claim, has none")
    return events[0]


def _list_near(scene: Scene, pair: Pair | None, event: Event) -> list[str]:
    """Events of the same kind, then of the same type, those first that are nearest in time; any time will do where
    there are none near."""
    if pair is None:
        return []
    when = event.when
    middle = (when.start or when.end) if when else None
    span = (middle - AROUND, middle + AROUND) if middle else (None, None)
    near = LineFilter(since=span[0], until=span[1], types=(event.event_type,))
    lines = scene.view.lines(pair, near, 10 * MOST)
    if len(lines) < 2:
        lines = scene.view.lines(pair, replace(near, since=None, until=None), 10 * MOST)

    def far(day: date | None) -> int:
        return abs((day - middle).days) if day and middle else 10_000

    lines.sort(key=lambda line: (line.kind != event.kind, far(line.first or line.last)))
    return [line.event_id for line in lines]


def _search(scene: Scene, pair: Pair | None, words: str) -> Sequence[str]:
    """The events whose sentences hold the words, best first."""
    view = scene.view
    sentences = [view.sentence(hit.sentence_id) for hit in view.search(words, HITS, states=pair or ())]
    claims = [
        claim.claim_id
        for sentence in sentences
        if sentence is not None
        for claim in view.claims_in_sentence(sentence.document_id, sentence.position)
    ]
    events = view.events_of_claims(claims)
    return list(dict.fromkeys(events[name] for name in claims if name in events))
