"""Antecedents: what relative pronouns and "it" point back at, by the syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dyadlog.records import Mention
from dyadlog.resolve.scene import SUBJECTS, Scene, governors, is_subject, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge.reference import ReferenceWords

ACTORS = frozenset(("state", "body", "organisation", "armed_group", "company"))
PASSED = frozenset(("conj", "xcomp", *SUBJECTS, "obj", "obl", "nmod", "nmod:poss"))
"""Relations between a relative pronoun and the verb of its clause."""


def single(mentions: Sequence[Mention]) -> Mention | None:
    """The last of the mentions where all mean the same actor; None where there is none, or several are meant."""
    if not mentions:
        return None
    actors = {tuple(party.actor_id for party in mention.parties) for mention in mentions}
    return mentions[-1] if len(actors) == 1 else None


def conjuncts(token: Token) -> Iterator[Token]:
    """The nouns coordinated with a noun."""
    for child in token.children:
        if child.dep_ == "conj":
            yield child
            yield from conjuncts(child)


def relative_head(scene: Scene, token: Token) -> Mention | None:
    """The noun that a relative clause explains, for its pronoun."""
    if token.dep_ not in {*SUBJECTS, "obj", "nmod:poss", "obl"}:
        return None
    for governor in (token.head, *governors(token.head)):
        if governor.dep_ in {"acl:relcl", "acl"}:
            mention = scene.at.get(governor.head.i)
            if mention is not None and mention.kind == "person" and token.lower_ in {"that", "which"}:
                return None
            return mention if mention is not None and mention.last < token.i and mention.parties else None
        if governor.dep_ not in PASSED:
            return None
    return None


def find_actor(scene: Scene, token: Token, earlier: Sequence[Scene], words: ReferenceWords) -> Mention | None:
    """The state, body or organisation that "it" or "its" means: the one in the clauses around it that can be meant;
    else the only one named before it in the sentence; else the subject of the sentence before."""
    before = [mention for mention in scene.ordered() if mention.kind in ACTORS and mention.last < token.i]
    sovereign = token.dep_ == "nmod:poss" and words.holds("sovereign", token.head.lemma_.lower())
    above = list(governors(token))
    for governor in above:
        if token.dep_ == "nmod:poss":
            mention = thanked(scene, token, governor) or possessor(scene, governor, token)
            if mention is not None:
                doubtful = "of" in prepositions(token.head) and not sovereign  # "X's praise of its help": whose?
                return mention if not doubtful and is_alone(scene, mention, before, token) else None
        for child in governor.children:
            if child.dep_ not in SUBJECTS or child.i >= token.i or child.pos_ in {"PRON", "DET"} or child in above:
                continue
            mention = actor_at(scene, child)
            if mention is not None and (is_parallel(token, governor) or is_alone(scene, mention, before, token)):
                return mention if not list(conjuncts(child)) else None
            owner = possessor(scene, child, token)
            if mention is None and owner is not None and token.dep_ == "nmod:poss":
                return owner if is_alone(scene, owner, before, token) else None
            if mention is not None or not sovereign:
                return None
    if before:
        return single(
            [
                mention
                for mention in before
                if mention.parties and mention.rule != "adjective" and not is_plural(scene, mention)
            ]
        )
    if not earlier or not (is_subject(token) or token.dep_ == "nmod:poss"):
        return None
    last = earlier[-1]
    subjects = [
        mention
        for mention in last.ordered()
        if mention.kind in ACTORS and mention.parties and last.doc[mention.head].dep_ in SUBJECTS
    ]
    return single([mention for mention in subjects if not list(conjuncts(last.doc[mention.head]))])


def actor_at(scene: Scene, token: Token) -> Mention | None:
    """The actor named at a token, where "it" can mean one."""
    mention = scene.at.get(token.i)
    if mention is None or mention.kind not in ACTORS or not mention.parties or is_plural(scene, mention):
        return None
    return mention


def is_plural(scene: Scene, mention: Mention) -> bool:
    """Whether a mention's noun is plural, so that "it" cannot mean it ("vessels"); names of states never are."""
    return mention.kind != "state" and scene.tokens[mention.head].tag_ in {"NNS", "NNPS"}


def possessor(scene: Scene, noun: Token, token: Token) -> Mention | None:
    """The actor that owns a noun ("Oslo's reply showed its resolve")."""
    owners = [child for child in noun.children if child.dep_ == "nmod:poss" and child.i < token.i]
    return actor_at(scene, owners[0]) if owners and noun.pos_ in {"NOUN", "PROPN"} else None


def thanked(scene: Scene, token: Token, verb: Token) -> Mention | None:
    """Who is thanked, praised or blamed "for its" deeds: the object, not the subject."""
    if not prepositions(token.head) & {"for", "over"} or token.head.head.i != verb.i:
        return None
    objects = [child for child in verb.children if child.dep_ == "obj" and child.i < token.i]
    return actor_at(scene, objects[0]) if objects else None


def is_parallel(token: Token, governor: Token) -> bool:
    """Whether "it" is the subject of a clause coordinated with the governor's ("X will talk but it will not act")."""
    return is_subject(token) and token.head.dep_ == "conj" and token.head.head.i == governor.i


def is_alone(scene: Scene, mention: Mention, before: Sequence[Mention], token: Token) -> bool:
    """Whether no other actor between the mention and the pronoun could be meant as well."""
    return not any(mention.last < other.first < token.i and is_rival(scene, other, mention) for other in before)


def is_rival(scene: Scene, other: Mention, subject: Mention) -> bool:
    """Whether another actor between the subject and the pronoun could be meant as well: not itself again, nor one that
    only modifies a noun."""
    if other.parties == subject.parties or other.rule in {"adjective", "pronoun"} or is_plural(scene, other):
        return False
    if scene.tokens[other.head].dep_ == "appos" and scene.tokens[other.head].head.i == subject.head:
        return False
    return scene.tokens[other.head].dep_ not in {"amod", "compound", "nmod:poss"}
