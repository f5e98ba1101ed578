"""Ranking: the rules' drafts and the ranker's beside each other.

The ranker proposes acts that no frame of the lexicon knows, fills sides that syntax left open, and weighs every draft:
its confidence is the chance, measured on annotated sentences, that type and sides are right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dyadlog.coding.assemble import doubt
from dyadlog.coding.draft import LINKED_NOTE, PROPOSED
from dyadlog.coding.drafting import RAISED, UNTOLD, make_draft
from dyadlog.coding.fill import Match
from dyadlog.coding.parties import Cast, entities
from dyadlog.coding.ranker import MODALITIES, NOTHING
from dyadlog.coding.sides import LEAST_LINK, LINKED, fill_sides, find_sides
from dyadlog.knowledge.frame import Frame
from dyadlog.records import EVENT_MODALITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dyadlog.coding.draft import Draft
    from dyadlog.coding.ranker import Floats, Impression, Ranker, Tone, Verdict
    from dyadlog.coding.scene import Scene
    from dyadlog.records import Modality


@dataclass(frozen=True, slots=True)
class Least:
    """The least confidence of a claim that a frame found, and of one that the ranker proposed or completed. Chosen on
    our annotated pages: what frames find there is mostly right even where sentences alone would make one doubt."""

    rule: float
    ranker: float


Judges = Literal["both", "rules", "ranker"]
"""Who finds claims: the lexicon, the network, or both."""
Scope = Literal["between", "all"]
"""Which acts are told: those between states, organisations of states and armed groups, or those of all political
actors, who then need not be known ("police", "protesters")."""
LEAST = Least(rule=0.0, ranker=0.45)
MODALITY_SHARE, NEGATION_SHARE = 0.6, 0.4
"""What the rules' reading adds to the ranker's chance of a modality, and to or off that of a negation; chosen on the
development part of our corpus."""
SURE, RULED_OUT = 0.7, 0.05
"""The least chance of the kind that replaces a frame's, and the largest that the frame's type then has; chosen on the
development part of our corpus and on our pages."""
WORDS_TO_DEEDS = frozenset(((1, 2), (1, 4), (3, 2), (3, 4)))
"""Quad classes of a frame's kind and of one that must not replace it."""
UNSURE = 0.6
"""The largest chance that a word names no act, of one that is proposed as an act; chosen on the development part."""
AT_ONCE = 64
"""Sentences that are read together."""
POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


SIGNS = (
    "type at words",
    "type between sides",
    "actors",
    "recipients",
    "rule",
    "ranker's own",
    "anaphora",
    "linked",
    "same actors",
    "same recipients",
)
"""What speaks for or against a draft, in the order of ``find_signs``."""


class Panel:
    """The judges of one document's drafts. Sentences that name two sides are read together, others when asked for."""

    def __init__(self, judges: Judges, scope: Scope, least: Least, rank: Ranker, scenes: Sequence[Scene]) -> None:
        self.judges = judges
        self.scope = scope
        self.least = least
        self.rank = rank
        chosen = [scene for scene in scenes if judges != "rules" and (scope == "all" or has_sides(scene))]
        self.chosen = {scene.sentence.index: scene for scene in chosen}
        self.impressions: dict[int, Impression] = {}

    def look(self, scene: Scene) -> Impression | None:
        """The ranker's impression of a sentence that names two sides; those that follow are read with it."""
        index = scene.sentence.index
        if index in self.chosen and index not in self.impressions:
            following = [number for number in self.chosen if number >= index][:AT_ONCE]
            found = self.rank([self.chosen[number].sentence.doc for number in following])
            self.impressions.update(zip(following, found, strict=True))
        return self.impressions.get(index)

    def forget(self, scene: Scene) -> None:
        """Let go of what is no longer needed."""
        self.impressions.pop(scene.sentence.index, None)

    def propose(self, scene: Scene, drafts: list[Draft]) -> list[Draft]:
        """The drafts of a sentence with those that the ranker proposes, in text order."""
        impression = self.look(scene)
        if impression is None:
            return drafts
        proposed = propose(scene, impression, drafts, self.scope)
        return sorted([*drafts, *proposed], key=lambda draft: draft.trigger.i)

    def complete(self, draft: Draft) -> None:
        """Fill a side that neither syntax nor the page could."""
        impression = self.look(draft.scene)
        if impression is not None:
            fill_sides(impression, draft)

    def weigh(self, scene: Scene, drafts: list[Draft]) -> list[Draft]:
        """The drafts that are likely enough, each with its confidence; those that no word names keep their frame's."""
        typed = [draft for draft in drafts if draft.is_typed and draft.rule not in RAISED]
        if self.judges == "rules" or not typed:
            return drafts
        impression = self.look(scene) or self.rank([scene.sentence.doc])[0]
        for draft in typed:
            retype(impression, draft)
        verdicts = impression.judge([(draft.actors.tokens, draft.recipients.tokens) for draft in typed])
        impression.consider(find_place(impression, draft) for draft in typed)
        for draft, verdict in zip(typed, verdicts, strict=True):
            draft.signs = find_signs(impression, draft, verdict)
            draft.confidence = settle(self.rank.weights, draft.signs)
            set_tone(draft, impression.act_at(find_place(impression, draft)).tone)
        return [draft for draft in drafts if not draft.is_typed or draft.confidence >= self.find_least(draft)]

    def find_least(self, draft: Draft) -> float:
        """The least confidence that a draft must have."""
        return self.least.ranker if draft.is_ranked else self.least.rule


def has_sides(scene: Scene) -> bool:
    """Whether the sentence names two sides that may deal with each other."""
    return len(entities(party for mention in scene.mentions for party in mention.parties)) > 1


def propose(scene: Scene, impression: Impression, drafts: Sequence[Draft], scope: Scope) -> list[Draft]:
    """Drafts of the acts that no rule found; where all actors count, also of those whose sides no rule knows."""
    impression.consider(token.i for token in scene.tokens if impression.kind_at(token.i, UNSURE)[0] != NOTHING)
    known = [draft for draft in drafts if scope == "between" or draft.has_two_sides()]
    taken = {position for draft in known for position in (draft.trigger.i, *draft.absorbed)}
    least = LEAST_LINK if scope == "between" else LINKED  # else the guess is a noun that no table knows
    found = []
    for token in scene.tokens:
        kind, chance = impression.kind_at(token.i, UNSURE)
        if kind == NOTHING or token.i in taken or token.pos_ not in POS or kind not in scene.knowledge.kinds:
            continue
        actors, recipients = find_sides(scene, impression, token, scope, least)
        if not (is_known(actors, scope) or is_known(recipients, scope)):
            continue
        frame = Frame(PROPOSED, kind, POS[token.pos_], token.lemma_.lower(), None, "", confidence=chance)  # type: ignore[arg-type]
        found.append(make_draft(scene, Match(frame, token, actors, recipients), apart=scope == "between"))
    return found


def is_known(cast: Cast, scope: Scope) -> bool:
    """Whether the cast holds a side, of any sort where all actors count."""
    return bool(cast) if scope == "all" else bool(entities(cast.parties))


def find_signs(impression: Impression, draft: Draft, verdict: Verdict) -> tuple[float, ...]:
    """What speaks for a draft: chances of its type at its words and between its sides, of its sides, the rule's own
    confidence, whether it is the ranker's, whether an earlier sentence or the ranker lent a side, whether the ranker
    would have chosen the same sides."""
    same = impression.ranker.numbers_of(draft.kind.event_type)
    links = impression.act_at(find_place(impression, draft)).links
    own, cast = draft.is_proposed, (draft.actors, draft.recipients)
    chosen = cast if own else find_sides(draft.scene, impression, draft.trigger)
    return (
        squeeze(max(float(impression.chances[at][same].sum()) for at in (draft.trigger.i, *draft.absorbed))),
        squeeze(float(verdict.kinds[same].sum())),
        mean_link(links, draft.actors.tokens, (1, 2) if draft.kind.mutual else (1,)),
        mean_link(links, draft.recipients.tokens, (1, 2) if draft.kind.mutual else (2,)),
        0.0 if own else doubt(draft),
        float(own),
        float("anaphora" in draft.notes),
        float(LINKED_NOTE in draft.notes),
        *(float(set(one.tokens) == set(other.tokens)) for one, other in zip(cast, chosen, strict=True)),
    )


def find_place(impression: Impression, draft: Draft) -> int:
    """Which word of a draft names the act most likely: its trigger, or a noun that this one stands with."""
    return min((draft.trigger.i, *draft.absorbed), key=lambda at: float(impression.chances[at][0]))


def settle(weights: Sequence[float], signs: Sequence[float]) -> float:
    """The chance that type and sides are right: a logistic regression on the signs, fitted on annotated sentences
    (``training/ranker``)."""
    score = weights[0] + sum(weight * sign for weight, sign in zip(weights[1:], signs, strict=True))
    return 1 / (1 + math.exp(-score))


def retype(impression: Impression, draft: Draft) -> None:
    """Give a frame's draft the kind that the ranker is sure of, where it all but rules out the frame's own type. Words
    are not made deeds: what was only spoken of must not stand as done."""
    kind, chance = impression.kind_at(find_place(impression, draft))
    kinds = draft.scene.knowledge.kinds
    if draft.is_proposed or kind == NOTHING or kind not in kinds or chance < SURE:
        return
    if (draft.kind.quad_class, kinds.get(kind).quad_class) in WORDS_TO_DEEDS:
        return
    same = impression.ranker.numbers_of(draft.kind.event_type)
    if max(float(impression.chances[at][same].sum()) for at in (draft.trigger.i, *draft.absorbed)) <= RULED_OUT:
        draft.kind = kinds.get(kind)
        draft.mode, draft.cameo = draft.kind.mode, draft.kind.cameo
        draft.notes.append("retyped")


def settle_tone(tone: Tone, modality: Modality, *, negated: bool) -> tuple[Modality, bool]:
    """Modality and negation by the ranker's chances, to which the rules' reading adds its share."""
    chances = {name: float(chance) for name, chance in zip(MODALITIES, tone.modalities, strict=True)}
    chances[modality] += MODALITY_SHARE
    share = NEGATION_SHARE if negated else -NEGATION_SHARE
    return max(chances, key=lambda name: chances[name]), tone.negated + share > 0.5


def set_tone(draft: Draft, tone: Tone) -> None:
    """Modality by rules and ranker together, of the ranker's own drafts negation too. What a frame's words leave open
    is not made a fact, and what a page as a whole is told on stays."""
    modality, negated = settle_tone(tone, draft.modality, negated=draft.negated)
    if draft.is_proposed:
        draft.negated = negated
    elif modality in EVENT_MODALITIES and draft.modality not in EVENT_MODALITIES:
        return
    told = modality == "asserted" and draft.scene.document.genre in UNTOLD
    draft.modality = "claimed" if told else modality


def mean_link(links: Floats, tokens: Iterable[int], wanted: tuple[int, ...]) -> float:
    """The mean chance of tokens to stand on one of the sides; 0.5 where there is no token."""
    chances = [float(links[token, list(wanted)].sum()) for token in tokens]
    return sum(chances) / len(chances) if chances else 0.5


def squeeze(chance: float) -> float:
    """The logit of a chance, kept within 5 of 0."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return min(max(math.log(chance / (1 - chance)), -5.0), 5.0)
