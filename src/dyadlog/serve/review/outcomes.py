"""What a decision did to the record, in words: the claim and its event before, and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dyadlog.errors import NotFound
from dyadlog.records import Ruling, StandingRuling
from dyadlog.records.ruling import ABOUT_CLAIMS, ABOUT_EVENTS
from dyadlog.report.plain import shorten
from dyadlog.serve.pages.review_claim import find_claim
from dyadlog.serve.pages.review_words import ClaimTeller, tell_act
from dyadlog.serve.pages.telling import Teller
from dyadlog.serve.sheets import Scene

LONGEST: Final = 140


@dataclass(frozen=True, slots=True)
class State:
    """A claim and its event at a time: both in our words, '' where there is none; ``reports`` counts the claims of the
    event, this one among them."""

    claim: str
    event_id: str = ""
    event: str = ""
    reports: int = 0


NOWHERE: Final = State("")
"""Of a decision that is about no claim, or whose words are gone."""


def look_at(scene: Scene, claim_id: str) -> State:
    """How a claim and its event stand now."""
    claim, _ = find_claim(scene, claim_id)
    text = shorten(ClaimTeller(scene).tell(claim).text, LONGEST)
    event_id = scene.view.events_of_claims([claim.claim_id]).get(claim.claim_id, "")
    events = scene.view.events_named([event_id]) if event_id else []
    if not events:
        return State(text)
    (told,) = Teller(scene).tell(events)
    return State(text, event_id, shorten(told.text, LONGEST), len(events[0].claims))


def tell_outcome(ruling: Ruling, before: State, after: State) -> str:
    """What somebody decided, and what it changed."""
    lead = tell_act(ruling)
    return f"{lead[:1].upper()}{lead[1:]}: {after.claim or before.claim}. {_tell_event(before, after)}".strip()


def tell_undone(ruling: Ruling, before: State, after: State) -> str:
    """What was taken back, and what that changed."""
    return f"Taken back: {tell_act(ruling)}. {after.claim or before.claim}. {_tell_event(before, after)}".strip()


def _tell_event(before: State, after: State) -> str:
    if before.event_id and not after.event_id:
        left = before.reports - 1
        stay = f"keeps {_others(left)}" if left else "has left the record: nothing else tells of it"
        return f"Its event {stay}."
    if after.event_id and not before.event_id:
        return (
            "It is an event of its own now." if after.reports == 1 else f"It is one with {_others(after.reports - 1)}."
        )
    if after.reports != before.reports:
        alone = "It stands as an event of its own now"
        return f"{alone}." if after.reports == 1 else f"It is one event with {_others(after.reports - 1)} now."
    if after.event != before.event and after.event_id:
        return f"Its event reads now: {after.event}."
    return "The record stays as it was." if before == after else ""


def _tell_company(state: State) -> str:
    if state.reports == 1:
        return "It stands as an event of its own now."
    return f"It is one event with {_others(state.reports - 1)} now."


def _others(count: int) -> str:
    return f"{count} other report{'' if count == 1 else 's'}"


def find_standing(scene: Scene, number: int | None, author: str) -> StandingRuling:
    """The standing decision of a number, else the newest of somebody; NotFound where there is none."""
    standing = scene.view.rulings()
    fitting = [one for one in standing if number in (None, one.ruling.number)]
    own = [one for one in fitting if number is not None or one.ruling.author == author]
    if not own:
        raise NotFound("this decision was taken back already" if number else f"nothing that {author} decided stands")
    return max(own, key=lambda one: one.ruling.turn)


def claim_of(scene: Scene, standing: StandingRuling) -> str:
    """The claim that a decision is about; of one on events, the first claim of the first. '' where it is about none."""
    for name in standing.record_ids if standing.ruling.kind in (*ABOUT_CLAIMS, *ABOUT_EVENTS) else ():
        events = scene.view.events_named([name])
        return events[0].claims[0] if events else find_claim(scene, name)[0].claim_id
    return ""
