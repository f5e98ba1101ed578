"""Opposites: the other of a page's two states, meant by words for whom somebody acts on ("its neighbour")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dyadlog.records import Mention, Party
from dyadlog.resolve.named import state_party
from dyadlog.resolve.scene import SUBJECTS, Scene, governors, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge.reference import ReferenceWords
    from dyadlog.resolve.groups import GroupResolver
    from dyadlog.resolve.setting import Setting

ACTING = frozenset((*SUBJECTS, "obl:agent"))


def faced_state(scene: Scene, token: Token, groups: GroupResolver) -> tuple[str, Mention, tuple[Party, ...]] | None:
    """The other of the page's two states than the one that acts in the clause around a noun; None where the actor is
    open, or is none of the two."""
    if token.dep_ == "conj":  # "he and his host"
        mention = scene.at.get(token.head.i)
        return opposite_of(scene, token, mention, groups) if token.head.i < token.i else None
    if is_subject(token):
        return None
    above = list(governors(token))
    for governor in above:
        actors = [child for child in governor.children if child.dep_ in ACTING and child.i != token.i]
        actors = [child for child in actors if child not in above and child.i < token.i]
        if not actors:
            continue
        return opposite_of(scene, token, scene.at.get(actors[-1].i), groups)
    return None


def opposite_of(
    scene: Scene, token: Token, mention: Mention | None, groups: GroupResolver
) -> tuple[str, Mention, tuple[Party, ...]] | None:
    """The other of the page's two states than an actor's, where the noun's own possessor is that actor."""
    codes = {code for party in mention.parties for code in party.states} if mention is not None else set()
    other = groups.setting.other(next(iter(codes))) if len(codes) == 1 else None
    if mention is None or other is None or not codes <= owner_states(scene, token, codes):
        return None
    return "definite", mention, (state_party(other, groups.knowledge),)


def owner_states(scene: Scene, token: Token, default: set[str]) -> set[str]:
    """The states of the pronoun that possesses a noun; ``default`` where none does."""
    for child in token.children:
        if child.tag_ == "PRP$":
            mention = scene.at.get(child.i)
            return {code for party in mention.parties for code in party.states} if mention is not None else set()
    return default


def is_definite(token: Token) -> bool:
    """Whether a singular noun stands with the article or a possessive pronoun ("the neighbour", "its neighbour")."""
    before = [child for child in token.children if child.i < token.i and child.dep_ in {"det", "nmod:poss"}]
    told = any(child.dep_ in {"nmod", "acl:relcl", "appos"} for child in token.children)
    plain = len(before) == 1 and (before[0].lower_ == "the" or before[0].tag_ == "PRP$")
    return plain and not told and token.tag_ in {"NN", "NNP"}


def find_voice(scenes: Sequence[Scene], setting: Setting, words: ReferenceWords) -> str | None:
    """The state that the author of a page about two states speaks of as "ours": the one that the sentences which say so
    mostly set against the other."""
    against: Counter[str] = Counter()
    for scene in scenes:
        if any(words.holds("ours", token.lower_) and not is_quoted(scene, token) for token in scene.tokens):
            named = {code for mention in scene.ordered() for party in mention.parties for code in party.states}
            against.update(code for code in setting.pair if code in named)
    ranked = against.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return setting.other(ranked[0][0])


def our_state(
    scene: Scene, token: Token, voice: str | None, groups: GroupResolver, words: ReferenceWords
) -> tuple[str, Mention, tuple[Party, ...]] | None:
    """The author's state where "our" owns what a state has ("our waters"), in no one else's mouth."""
    if voice is None or token.tag_ != "PRP$" or is_quoted(scene, token):
        return None
    if not words.holds("sovereign", token.head.lemma_.lower()):
        return None
    mention = scene.mention(token.i, token.i, "state", "pronoun", (state_party(voice, groups.knowledge),))
    return "pronoun", mention, mention.parties


def is_quoted(scene: Scene, token: Token) -> bool:
    """Whether a token stands between quotation marks."""
    offset = scene.sentence.start + token.idx
    return any(quotation.start <= offset < quotation.end for quotation in scene.sentence.quotations)
