"""Short forms: words that mean an organisation or body named in full before ("the Commission", "the bloc")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dyadlog.records import Mention
from dyadlog.resolve.antecedents import single
from dyadlog.resolve.pronouns import is_the
from dyadlog.resolve.scene import Scene, is_capitalised

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.reference import ReferenceWords

NEAR = 3
"""Sentences back to where "the bloc" may point."""
UNNAMED = frozenset(("bare_body", "bare_collective", "adjective", "pronoun", "definite"))


def add_short_forms(scenes: Sequence[Scene], knowledge: Knowledge, words: ReferenceWords) -> None:
    """Mentions for "the" and the last word of a longer name, with a capital as there, and for nouns that mean an
    organisation of states."""
    for number, scene in enumerate(scenes):
        for token in scene.tokens:
            if token.i == 0 or not scene.free(token.i, token.i) or not is_the(scene, token):
                continue
            found = None
            if is_capitalised(token) and scene.sentence.kind == "paragraph":
                found = named_in_full(scenes[: number + 1], token)
            elif words.holds("organisation_noun", token.lemma_.lower()):
                found = nearest_organisation(scenes[max(0, number - NEAR) : number + 1], token, knowledge)
            if found is not None:
                scene.add(scene.mention(token.i, token.i, found.kind, "definite", found.parties, None, found.start))


def before(scenes: Sequence[Scene], token: Token) -> Iterator[Mention]:
    """What is named before a token of the last of the scenes, the nearest first."""
    for scene in reversed(scenes):
        for mention in reversed(scene.ordered()):
            if mention.parties and (scene is not scenes[-1] or mention.last < token.i):
                yield mention


def named_in_full(scenes: Sequence[Scene], token: Token) -> Mention | None:
    """The body or organisation named last whose longer name ends in the word."""
    for mention in before(scenes, token):
        known = mention.kind in {"body", "organisation"} and mention.rule not in UNNAMED
        name = mention.text.split()
        if known and len(name) > 1 and name[-1] == token.text and is_capitalised_name(name):
            return mention
    return None


def is_capitalised_name(name: Sequence[str]) -> bool:
    """Whether a name's first word is written with a capital too."""
    return name[0][:1].isupper()


def nearest_organisation(scenes: Sequence[Scene], token: Token, knowledge: Knowledge) -> Mention | None:
    """The only organisation of states in the nearest sentence that names one."""
    for scene in reversed(scenes):
        here = [mention for mention in before([scene], token) if is_organisation(mention, knowledge)]
        if scene is not scenes[-1]:
            here = [mention for mention in scene.ordered() if is_organisation(mention, knowledge)]
        if here:
            return single(here)
    return None


def is_organisation(mention: Mention, knowledge: Knowledge) -> bool:
    """Whether a mention names an organisation that the tables know, or a union of states that acts as one."""
    if mention.rule in UNNAMED or len(mention.parties) != 1:
        return False
    if mention.kind == "organisation":
        return knowledge.organisations.get(mention.parties[0].actor_id.partition(":")[2]) is not None
    names = [entry.surface for code in mention.parties[0].states for entry in knowledge.states.names_of(code)]
    return mention.kind == "state" and any(name.endswith(" bloc") for name in names)
