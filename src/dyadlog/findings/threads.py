"""Incident threads: an incident, what answered it, what calmed it and what ended it, with each side's version.

An incident between the two states opens a thread. A later act belongs to it where a reason says so: the page names the
one as the cause of the other, words of answer, the same place or armed group, an earlier act taken back, or, for kinds
that seldom stand alone, the side that was hit acting within so many days (``knowledge/tables/threads.csv``). What is
planned, asked for, possible or denied may stand in a thread; nothing hangs on it, and it changes no status.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from dyadlog.findings.casualties import SPEECH, Casualty, claims_with_figures, list_casualties
from dyadlog.findings.thread_acts import Act, list_acts, order_of_act
from dyadlog.findings.thread_anchors import Anchors
from dyadlog.findings.thread_links import NEAR, Link, find_link, takes_back
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.threads import Threads
from dyadlog.records import Claim, Dyad, Event, content_id

StepRole = Literal["incident", "response", "reaction", "word", "calming", "closing"]
ThreadStatus = Literal["open", "calming", "closed"]
ESCALATING: Final = ("incident", "response", "reaction")


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a thread, and why it belongs there.

    ``opened`` is its first day, None where no page dates it; ``after`` the event it is linked to, None for the first.
    """

    event: Event
    role: StepRole
    opened: date | None
    done: bool
    reason: str
    after: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What one side says: claims made on the word of a state (``side``), or on the outlets' own (None)."""

    side: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """One incident with what followed. ``status``: open; calming, where something calmed it after its last blow;
    closed, where moreover all that can be taken back was. ``opened`` and ``last`` are days of what stands as done."""

    thread_id: str
    states: tuple[str, str]
    opened: date
    last: date
    status: ThreadStatus
    steps: tuple[Step, ...]
    versions: tuple[Version, ...]
    casualties: tuple[Casualty, ...]


@dataclass(slots=True)
class _Draft:
    acts: list[Act] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def add(self, act: Act, role: StepRole, link: Link | None, after: Act | None) -> None:
        self.acts.append(act)
        self.steps.append(
            Step(
                event=act.event,
                role=role,
                opened=act.start if act.dated else None,
                done=act.done,
                reason=link.reason if link else "the incident that opens the thread",
                after=after.event.event_id if after else None,
                claims=link.claims if link else (act.claims[0].claim_id,),
            )
        )


def find_threads(dyad: Dyad, knowledge: Knowledge) -> tuple[Thread, ...]:
    """The threads of a dyad, newest first. An incident that nothing followed, and of which no two figures are told, is
    none: it stands among the events."""
    drafts: list[_Draft] = []
    anchors: Anchors[_Draft] = Anchors(knowledge.threads)
    acts = _place_undated(list_acts(dyad, knowledge), knowledge.threads)
    undated: dict[str, list[Act]] = {}
    for act in acts:
        told = () if act.dated or act.kind.role != "incident" else act.claims
        for document_id in {claim.document_id: None for claim in told}:
            undated.setdefault(document_id, []).append(act)
    for act in acts:
        beside = [other for claim in act.claims for other in undated.get(claim.document_id, ())]
        found = anchors.find_best(act, beside)
        if found is not None:
            link, earlier, draft = found
            draft.add(act, _role_of(act, earlier, link), link, earlier)
        elif act.done and act.dated and act.kind.role == "incident" and (act.by or act.groups):
            draft = _Draft()
            draft.add(act, "incident", None, None)
            drafts.append(draft)
        else:
            continue
        if act.done and act.kind.role != "word" and (act.dated or act.kind.role == "reaction"):
            anchors.add(act, draft)
    figures_of = claims_with_figures(dyad, knowledge)
    threads = [_finish(draft, figures_of, dyad, knowledge) for draft in drafts]
    kept = [thread for thread in threads if len(thread.steps) > 1 or len(thread.casualties) > 1]
    return tuple(sorted(kept, key=lambda thread: (thread.opened, thread.last), reverse=True))


def _place_undated(acts: Sequence[Act], threads: Threads) -> list[Act]:
    """Reactions without a date put behind the latest incident that their page names as the cause; others left out."""
    incidents = [act for act in acts if act.done and act.dated and act.kind.role == "incident"]
    placed = []
    for act in acts:
        if act.dated or act.kind.role != "reaction":
            placed.append(act)
            continue
        causes = [incident for incident in incidents if find_link(act, incident, threads)]
        if causes:
            day = max(incident.end for incident in causes)
            placed.append(replace(act, start=day, end=day))
    return sorted(placed, key=order_of_act)


def _role_of(act: Act, earlier: Act, link: Link) -> StepRole:
    if act.kind.role != "incident":
        return act.kind.role
    if not act.dated:
        return act.kind.role
    answers = act.by != earlier.by and earlier.kind.role in ("incident", "reaction") and len(act.by) == 1
    return "response" if answers and (link.strength > NEAR or bool(act.by & earlier.on)) else "incident"


def _finish(draft: _Draft, figures_of: Mapping[str, Sequence[Claim]], dyad: Dyad, knowledge: Knowledge) -> Thread:
    done = [act for act in draft.acts if act.done and act.dated]
    claims = [claim.claim_id for act in draft.acts for claim in act.claims]
    casualties = list_casualties(draft.acts, figures_of, dyad, knowledge)
    return Thread(
        thread_id=content_id("thread", draft.acts[0].event.event_id),
        states=dyad.states,
        opened=done[0].start,
        last=max(act.end for act in done),
        status=_status(draft),
        steps=tuple(draft.steps),
        versions=_list_versions([*claims, *(row.claim_id for row in casualties)], dyad, knowledge),
        casualties=casualties,
    )


def _status(draft: _Draft) -> ThreadStatus:
    standing: list[Act] = []
    calmed = ended = False
    for act, step in zip(draft.acts, draft.steps, strict=True):
        if not act.done or not (act.dated or step.role == "reaction"):
            continue
        if step.role in ESCALATING:
            calmed = ended = False
            standing.append(act)
        elif step.role in ("calming", "closing"):
            calmed = True
            ended = ended or step.role == "closing"
            standing = [earlier for earlier in standing if not takes_back(act, earlier)]
    if ended and not any(earlier.kind.role == "reaction" for earlier in standing):
        return "closed"
    return "calming" if calmed else "open"


def _list_versions(claim_ids: Iterable[str], dyad: Dyad, knowledge: Knowledge) -> tuple[Version, ...]:
    """The claims by who stands behind them: each of the two states, others, and the outlets themselves last."""
    by_side: dict[str | None, list[str]] = {code: [] for code in dyad.states}
    for claim_id in _without_prints(dict.fromkeys(claim_ids), dyad):
        by_side.setdefault(_side_of(dyad.claims[claim_id], dyad, knowledge), []).append(claim_id)
    named = [code for code in by_side if code is not None]
    return tuple(Version(side, tuple(by_side[side])) for side in (*named, None) if by_side.get(side))


def _without_prints(claim_ids: Iterable[str], dyad: Dyad) -> list[str]:
    """Claims without those of pages that only print the text of another of them."""
    claim_ids = list(claim_ids)
    documents = {dyad.claims[claim_id].document_id for claim_id in claim_ids}
    return [
        claim_id
        for claim_id in claim_ids
        if (page := dyad.claims[claim_id].document_id) == dyad.origin_of(page) or dyad.origin_of(page) not in documents
    ]


def _side_of(claim: Claim, dyad: Dyad, knowledge: Knowledge) -> str | None:
    """The state on whose word a claim stands: of its innermost speaker, or of who does a speech act."""
    said = [link.side for link in claim.attribution if link.side]
    if said:
        return said[-1]
    parent = dyad.claims.get(claim.parent or "")
    for speech in (claim, *((parent,) if parent else ())):
        role = knowledge.threads.get(speech.kind)
        if speech.rule.startswith(SPEECH) or (role is not None and role.role == "word"):
            return next((code for party in speech.actors[:1] for code in party.states), None)
    return None
