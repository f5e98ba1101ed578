"""Coder: what the sentences of a document assert, as claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dyadlog.coding.answers import answer
from dyadlog.coding.assemble import make_claim
from dyadlog.coding.carriers import carry_rest
from dyadlog.coding.dating import Dating
from dyadlog.coding.drafting import draft_sentence, iterate_parents, raise_to_accusation, raise_to_threat
from dyadlog.coding.dyad import Dyad, find_dyad
from dyadlog.coding.figures import attach_quantities
from dyadlog.coding.instruments import attach_instruments, take_up
from dyadlog.coding.pledges import draft_pledges
from dyadlog.coding.prune import prune
from dyadlog.coding.ranker import Ranker
from dyadlog.coding.ranking import LEAST, Judges, Least, Panel, Scope
from dyadlog.coding.scene import Scene, set_scenes
from dyadlog.coding.thread import Thread, is_echo

if TYPE_CHECKING:
    from dyadlog.coding.draft import Draft
    from dyadlog.knowledge import Knowledge
    from dyadlog.records import Claim, Document, Parse, Resolution


class Coder:
    """Syntax, lexicon and ranker in, claims out. Holds settings only; tables are loaded on first use."""

    name = "coding"

    def __init__(
        self, knowledge: Knowledge, judges: Judges = "both", scope: Scope = "between", least: Least = LEAST
    ) -> None:
        self.knowledge = knowledge
        self.judges = judges
        self.scope = scope
        self.least = least
        self.rank = Ranker(knowledge)
        self.version = f"13 {judges} {scope} {least.rule:g} {least.ranker:g} {self.rank.name} {self.rank.version}"

    def __reduce__(self) -> tuple[type[Coder], tuple[Knowledge, Judges, Scope, Least]]:
        return Coder, (self.knowledge, self.judges, self.scope, self.least)

    def __call__(self, document: Document, parse: Parse, resolution: Resolution) -> tuple[Claim, ...]:
        """The claims of a document, in text order."""
        return make_claims(self.draft(document, parse, resolution))

    def draft(self, document: Document, parse: Parse, resolution: Resolution) -> list[Draft]:
        """The finished drafts of a document, in text order."""
        scenes = set_scenes(document, parse, resolution, self.knowledge)
        thread, dyad = Thread(), find_dyad(scenes)
        dating = Dating(document, thread.drafts)
        panel = Panel(self.judges, self.scope, self.least, self.rank, scenes)
        told: list[Draft] = []
        for scene in scenes:
            told.extend(code_scene(scene, thread, dating, dyad, panel))
            panel.forget(scene)
        dating.date_headlines()
        return told


def code_scene(scene: Scene, thread: Thread, dating: Dating, dyad: Dyad, panel: Panel) -> list[Draft]:
    """The finished drafts of one sentence."""
    dating.note_time(scene)
    drafts = panel.propose(scene, draft_sentence(scene) if panel.judges != "ranker" else [])
    lenders = {id(draft): thread.complete(draft, drafts) for draft in drafts}
    for draft in drafts:
        answer(draft, drafts)
        dyad.complete(draft)
        panel.complete(draft)
    raise_to_accusation(drafts)
    raise_to_threat(drafts)
    drafts = [draft for draft in drafts if is_sound(draft, panel.scope)]
    link_parents(drafts)
    drafts = prune(drafts)
    drafts = [draft for draft in drafts if not is_echo(draft, (*thread.drafts, *drafts))]
    drafts = panel.weigh(scene, drafts)
    left = attach_instruments(scene, drafts)
    take_up(drafts, thread.drafts)
    drafts.extend(draft_pledges(scene, drafts, left, thread))
    drafts.sort(key=lambda draft: draft.trigger.i)
    attach_quantities(scene, drafts)
    drafts.extend(carry_rest(scene, drafts, dyad))
    for draft in drafts:
        dating.set_time(draft, lenders.get(id(draft)))
    thread.drafts.extend(draft for draft in drafts if draft.is_typed)
    return drafts


def is_sound(draft: Draft, scope: Scope) -> bool:
    """Whether the draft is a dealing between two sides; for a statement, whether it is one state's about another. Where
    all actors count, two parties of any sort will do."""
    if draft.missing:
        return False
    if draft.is_typed:
        anyone = scope == "all" and len(draft.actors.parties) + len(draft.recipients.parties) > 1
        return anyone or draft.has_two_sides()
    return draft.has_actor() and bool(find_topics(draft) - draft.sides)


def find_topics(draft: Draft) -> frozenset[str]:
    """The states that the content of a statement names."""
    low, high = draft.trigger.left_edge.i, draft.trigger.right_edge.i
    return frozenset(
        code
        for mention in draft.scene.mentions
        if low <= mention.head <= high and mention.head not in draft.actors.tokens
        for party in mention.parties
        for code in party.states
    )


def link_parents(drafts: Iterable[Draft]) -> None:
    """Tie content to the speech act it is the content of."""
    drafts = list(drafts)
    for content, speech in iterate_parents(drafts):
        content.parent = speech


def make_claims(drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """Claims in order, each with the id of its speech act; of two with one identity the first stays."""
    claims: dict[str, Claim] = {}
    ids: dict[int, str] = {}
    for draft in drafts:
        ids[id(draft)] = make_claim(draft, None).claim_id
    for draft in drafts:
        parent = ids.get(id(draft.parent)) if draft.parent is not None else None
        claim = make_claim(draft, parent)
        claims.setdefault(claim.claim_id, claim)
    return tuple(claims.values())
