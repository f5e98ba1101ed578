"""Links: why one act is taken to belong to the thread of an earlier one. Every link has a reason a person can check."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.findings.thread_acts import Act
from dyadlog.knowledge.threads import LETTERS_BETWEEN, LONGEST_GAP_DAYS, Threads
from dyadlog.records import Claim

SAME_SORT_DAYS: Final = 7
"""Days within which a second attack between the two states is of one thread, if its place does not speak against it."""
UNDATED_DAYS: Final = 14
"""Days after an incident within which a page that tells of one without a date means it."""
SENTENCES_BESIDE: Final = 3
"""Sentences between two acts that a page tells beside each other."""
CALM_DAYS: Final = 30
"""Days within which words such as "tensions" mean those of an incident, if they do not name it."""
STATED, TOLD, NEAR = 3, 2, 1
"""How strongly a link stands: the page states it; words, place, group or what it takes back tell it; time and sides."""
RELATIONS: Final = "relations"
"""The thing whose restoring takes back every diplomatic step."""
ESCALATION: Final = ("incident", "reaction")


@dataclass(frozen=True, slots=True)
class Link:
    """A reason, how strongly it stands, and the claims whose words it rests on."""

    strength: int
    reason: str
    claims: tuple[str, ...]


def find_link(act: Act, earlier: Act, threads: Threads, undated: Sequence[Act] = ()) -> Link | None:
    """Why ``act`` belongs to the thread of ``earlier``; None where nothing says so.

    ``undated`` are incidents without a date told on the same pages as ``act``.
    """
    gap = (act.start - earlier.end).days
    if act.start < earlier.start and act.end < earlier.start:
        return None
    if not act.dated:
        stated = _stated(act, earlier, gap, threads) if gap <= UNDATED_DAYS and earlier.dated else None
        return stated or _undated(act, earlier, gap)
    alike = [other for other in undated if _undated(other, earlier, (other.start - earlier.end).days)]
    return (
        _stated(act, earlier, gap, threads)
        or _told(act, earlier, gap)
        or (_beside(act, earlier, alike, gap) if act.kind.needs == "page" else None)
        or (_near(act, earlier, gap) if act.done and act.kind.needs not in ("reason", "page") else None)
    )


def _stated(act: Act, earlier: Act, gap: int, threads: Threads) -> Link | None:
    """The page itself names the earlier act as the cause, or as what the words are about."""
    if gap > LONGEST_GAP_DAYS:
        return None
    about = next((claim for claim in earlier.claims if claim.parent in {own.claim_id for own in act.claims}), None)
    if about is not None:
        return Link(STATED, "its words are about that act", (about.claim_id,))
    for claim in act.claims:
        for other in earlier.claims:
            if words := _joined(claim, other, threads):
                return Link(STATED, f"told in one sentence, with “{words}”", (claim.claim_id, other.claim_id))
    for cause in act.causes:
        if earlier.kind.kind in cause.kinds and _can_answer(act, earlier):
            return Link(STATED, f"named as the cause: “{cause.words}”", (cause.claim_id, earlier.claims[0].claim_id))
    return None


def _can_answer(act: Act, earlier: Act) -> bool:
    """Whether an act can answer the earlier one: a blow answers what the other side did."""
    return act.kind.role != "incident" or act.by != earlier.by or len(act.by) != 1


def _joined(claim: Claim, other: Claim, threads: Threads) -> str | None:
    """The words of cause or answer that join two claims of one sentence: they lead to the trigger of the other."""
    if (claim.document_id, claim.sentence) != (other.document_id, other.sentence) or claim.kind == other.kind:
        return None
    trigger = next((span for span in other.spans if span.slot == "trigger"), None)
    own = next((span for span in claim.spans if span.slot == "trigger"), None)
    if trigger is None or own is None or trigger.start == own.start:
        return None
    start = claim.evidence.start
    first = own.end if own.end <= trigger.start else start
    between = claim.evidence.quote[max(first - start, 0) : max(trigger.start - start, 0)]
    if len(between) > 2 * LETTERS_BETWEEN or re.search(r"[.;]", between):
        return None
    return threads.find("answer", between) or threads.find("cause", between)


def _told(act: Act, earlier: Act, gap: int) -> Link | None:
    """It takes the earlier act back, answers in words, or shares its place or armed group."""
    if gap <= act.kind.days and takes_back(act, earlier):
        verb = "breaks" if act.kind.role == "incident" else "takes back"
        when = f", {_days(gap)}" if earlier.dated else ""
        return Link(TOLD, f"{verb} the earlier act ({_name(earlier)}){when}", _both(act, earlier))
    if not earlier.dated:
        return None
    if gap > act.kind.days or earlier.kind.role not in ESCALATION:
        return None
    shared = _shared_places(act, earlier)
    groups = sorted(act.groups & earlier.groups)
    if act.answer is not None and act.by != earlier.by:
        words, claim_id = act.answer
        return Link(TOLD, f"words of answer: “{words}”, {_days(gap)}", (claim_id, earlier.claims[0].claim_id))
    if act.kind.role in ESCALATION and groups:
        return Link(TOLD, f"the same armed group, {_days(gap)}", _both(act, earlier))
    if act.kind.role in ESCALATION and shared:
        return Link(TOLD, f"the same place ({', '.join(shared)}), {_days(gap)}", _both(act, earlier))
    if act.kind.role in ("calming", "closing") and act.calm is not None and gap <= CALM_DAYS:
        return Link(TOLD, f"speaks of “{act.calm[0]}”, {_days(gap)}", (act.calm[1],))
    if act.kind.role in ("calming", "word") and earlier.kind.kind in act.names:
        return Link(TOLD, f"speaks of such an act ({_name(earlier)}), {_days(gap)}", _both(act, earlier))
    about = next((claim for claim in act.content if _is_of_sort(claim, earlier)), None)
    if about is not None:
        return Link(TOLD, f"its words are about such an act ({_name(earlier)}), {_days(gap)}", (about.claim_id,))
    return None


def _undated(act: Act, earlier: Act, gap: int) -> Link | None:
    """An incident without a date is one of its sort that happened not long before it was told, in no other place."""
    alike = act.kind.kind == earlier.kind.kind or (act.is_violent and earlier.is_violent)
    if (
        {act.kind.role, earlier.kind.role} != {"incident"}
        or not earlier.dated
        or not alike
        or not 0 <= gap <= UNDATED_DAYS
        or _are_apart(act, earlier)
    ):
        return None
    return Link(TOLD, f"undated; first told of such an act, {_days(gap)}", _both(act, earlier))


def _is_of_sort(claim: Claim, earlier: Act) -> bool:
    return claim.kind == earlier.kind.kind or (claim.event_type == "ASSAULT" and earlier.is_violent)


def _beside(act: Act, earlier: Act, undated: Sequence[Act], gap: int) -> Link | None:
    """The page tells of the earlier act beside this one, be it without its date."""
    if gap > act.kind.days or earlier.kind.role not in ESCALATION:
        return None
    told = [*earlier.claims, *(claim for other in undated for claim in other.claims)]
    for claim in act.claims:
        for other in told:
            apart = abs(claim.sentence - other.sentence)
            if claim.document_id == other.document_id and apart <= SENTENCES_BESIDE:
                reason = f"its page tells of that act beside it, {_days(gap)}"
                return Link(TOLD, reason, (claim.claim_id, other.claim_id))
    return None


def takes_back(act: Act, earlier: Act) -> bool:
    """Whether an act takes an earlier one back: by its kind, and of the same thing (flights again, not the border)."""
    if earlier.kind.kind not in act.kind.undoes:
        return False
    if act.things and earlier.things and RELATIONS not in {thing for thing, _ in act.things}:
        return any(_is_same_thing(thing, other) for thing in act.things for other in earlier.things)
    return not act.by or not earlier.by or bool(act.by & (earlier.by | earlier.on))


def _is_same_thing(thing: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    return thing[0] == other[0] and (thing[1] is None or other[1] is None or thing[1] == other[1])


def _near(act: Act, earlier: Act, gap: int) -> Link | None:
    """Nothing but time and sides speaks for it; enough only for kinds that seldom stand alone."""
    if gap > act.kind.days or earlier.kind.role != "incident" or not earlier.dated:
        return None
    role = act.kind.role
    if role == "incident" and act.is_violent and earlier.is_violent and gap <= SAME_SORT_DAYS:
        if not _are_apart(act, earlier):
            return Link(NEAR, f"an attack between the same two states, {_days(gap)}", _both(act, earlier))
        return None
    if act.kind.needs == "time" and role == "calming" and (act.kind.kind != "ceasefire" or earlier.is_violent):
        return Link(NEAR, f"the same two states, {_days(gap)}", _both(act, earlier))
    if act.kind.needs == "side" and _hits_back(act, earlier) and not (role == "incident" and _are_apart(act, earlier)):
        return Link(NEAR, f"an act of the side that was hit, {_days(gap)}", _both(act, earlier))
    return None


def _hits_back(act: Act, earlier: Act) -> bool:
    return bool(act.by & earlier.on) and (act.by != earlier.by or act.by == earlier.on)


def _are_apart(act: Act, earlier: Act) -> bool:
    return bool(act.places) and bool(earlier.places) and not _shared_places(act, earlier)


def _shared_places(act: Act, earlier: Act) -> list[str]:
    """Places of both acts; also one of either that the words for the other name ("near the village of ...")."""
    found = act.places & earlier.places
    for places, other in ((act.places, earlier), (earlier.places, act)):
        quotes = [claim.evidence.quote for claim in other.claims]
        found |= {place for place in places if any(re.search(rf"\b{re.escape(place)}\b", text) for text in quotes)}
    return sorted(found)


def _both(act: Act, earlier: Act) -> tuple[str, ...]:
    return act.claims[0].claim_id, earlier.claims[0].claim_id


def _name(act: Act) -> str:
    return act.kind.kind.replace("_", " ")


def _days(gap: int) -> str:
    if gap <= 0:
        return "the same day"
    return "a day later" if gap == 1 else f"{gap} days later"
