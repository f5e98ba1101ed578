"""Pledges: instruments that no act of the sentence carries, and aims with a figure ("raise trade to 10 billion").

An instrument that is under negotiation, proposed or planned between two named sides is itself a planned dealing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dyadlog.coding.attribution import find_attribution
from dyadlog.coding.draft import Draft
from dyadlog.coding.drafting import settle_modality
from dyadlog.coding.instrument_names import MOST_WORDS, name_goal, name_instrument
from dyadlog.coding.instruments import find_owner_tokens
from dyadlog.coding.modality import read_modality
from dyadlog.coding.parties import Cast, entities, find_all
from dyadlog.coding.roles import find_patients, find_role
from dyadlog.coding.statuses import find_status
from dyadlog.coding.thread import Thread, lend_state
from dyadlog.coding.tree import children, find_case, find_clause_head
from dyadlog.records import InstrumentMention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.records.vocabulary import InstrumentKind, InstrumentStatus

KIND_OF: dict[str, str] = {"project": "joint_project", "mechanism": "joint_project", "target": "trade"}
OPEN: tuple[InstrumentStatus, ...] = ("proposed", "negotiating", "announced", "unknown", "stalled")
UNDER_WAY: tuple[InstrumentStatus, ...] = ("proposed", "negotiating")
"""Only of these may the sides be read off the sentences before."""
CONFIDENCE = 0.6


def draft_pledges(
    scene: Scene, drafts: list[Draft], left: Iterable[tuple[Token, InstrumentKind]], thread: Thread
) -> list[Draft]:
    """A draft for every instrument that is left over and has two sides, and for every aim with a figure."""
    found: list[Draft] = []
    for token, kind in left:
        draft = _draft_instrument(scene, token, kind, thread, drafts)
        if draft is not None:
            found.append(draft)
    for verb in scene.tokens:
        if verb.lemma_ in scene.cues.instruments.aim_verbs and verb.pos_ == "VERB":
            _note_aim(scene, verb, [*drafts, *found], found, thread)
    return found


def _draft_instrument(
    scene: Scene, token: Token, kind: InstrumentKind, thread: Thread, drafts: list[Draft]
) -> Draft | None:
    cast = find_all(scene, find_owner_tokens(token), agentive=False)
    clause = find_clause_head(token)
    if len(entities(cast.parties)) < 2 and clause.pos_ == "VERB":
        cast = cast + find_all(scene, find_role(clause, "subj"), agentive=True)
    status = find_status(scene, token, None)
    if status not in OPEN or kind in ("pledge", "bundle"):
        return None
    name = KIND_OF.get(kind, "agree")
    draft = Draft(scene, token, scene.knowledge.kinds.get(name), f"{name}/instrument:{kind}", CONFIDENCE, actors=cast)
    _finish(draft)
    open_still = status in UNDER_WAY or (status == "announced" and draft.modality in ("planned", "requested"))
    if not draft.has_two_sides() and not (open_still and _borrow(draft, thread, drafts)):
        return None
    if status == "unknown" and kind not in ("project", "mechanism"):
        return None
    if draft.modality in ("asserted", "claimed"):
        draft.modality = "planned"
    start, end = name_instrument(scene, token)
    words = " ".join(scene.words(start, end).split())
    draft.instruments = (InstrumentMention(words, kind, "proposed" if status == "unknown" else status, start, end),)
    return draft


def _note_aim(scene: Scene, verb: Token, drafts: list[Draft], found: list[Draft], thread: Thread) -> None:
    """An aim to bring trade or the like to a figure is a target."""
    cues = scene.cues.instruments
    patients = [token for token in find_patients(verb) if token.lemma_.lower() in cues.aim_objects]
    goals = [token for token in children(verb, "obl") if find_case(token) in ("to", "by")]
    if not patients or not goals or not any(t.like_num or t.pos_ == "NUM" for g in goals for t in g.subtree):
        return
    first, last = patients[0].left_edge.i, max(token.i for goal in goals for token in goal.subtree)
    start, end = scene.offsets(first, last) if last - first <= MOST_WORDS else name_goal(scene, goals[0])
    words = " ".join(scene.words(start, end).split())
    holder = next((d for d in drafts if verb.i in (d.trigger.i, *d.absorbed) or _carries(d, verb)), None)
    if holder is None:
        holder = Draft(scene, verb, scene.knowledge.kinds.get("trade"), "trade/aim", CONFIDENCE)
        holder.actors = find_all(scene, find_role(verb, "subj"), agentive=True)
        if not holder.has_two_sides() and not _borrow(holder, thread, drafts):
            return
        _finish(holder)
        if holder.modality in ("asserted", "claimed"):
            holder.modality = "planned"
        found.append(holder)
    status: InstrumentStatus = "announced" if holder.modality in ("planned", "requested") else "proposed"
    holder.instruments = (*holder.instruments, InstrumentMention(words, "target", status, start, end))


def _carries(draft: Draft, verb: Token) -> bool:
    """Whether the draft is the intent whose content the verb is ("agreed to raise trade to")."""
    return draft.kind.event_type in ("AGREE", "COOPERATE") and verb.head.i == draft.trigger.i


def _borrow(draft: Draft, thread: Thread, siblings: Iterable[Draft]) -> bool:
    """Take the missing side from the last dealing of the same side."""
    own = draft.sides
    for earlier in [*siblings, *reversed(thread.drafts[-6:])]:
        if not earlier.has_two_sides() or not (own & earlier.sides or not own):
            continue
        parties = (*earlier.actors.parties, *earlier.recipients.parties)
        others = tuple(lend_state(draft, party) for party in parties if not entities((party,)) & own)
        draft.recipients = draft.recipients + Cast(others, (), derived=True)
        if not own:
            draft.actors, draft.recipients = draft.recipients, Cast()
        draft.notes.append("anaphora")
        return draft.has_two_sides()
    return False


def _finish(draft: Draft) -> None:
    draft.mode, draft.cameo = draft.kind.mode, draft.kind.cameo
    draft.reading = read_modality(draft.scene, draft.trigger, draft.kind.event_type)
    draft.chain = find_attribution(draft.scene, draft.trigger)
    draft.modality = settle_modality(draft, None)
    draft.negated = draft.reading.negated
    draft.notes.insert(0, "instrument")
