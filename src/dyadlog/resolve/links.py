"""Links: which person of a sentence holds an office that is told there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dyadlog.resolve.owners import owners_after, states_of
from dyadlog.resolve.scene import POSSESSIVE, OfficeSpan, PersonSpan, Scene, head_of, is_capitalised, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge.reference import ReferenceWords

NEAR = 8
"""How many words may part a person from the office told after the name ("X, who is at present the head of")."""
OPENERS = frozenset((",", "(", "-", "–", "—"))


def link_offices(scene: Scene, offices: Sequence[OfficeSpan], words: ReferenceWords) -> list[OfficeSpan]:
    """The offices, each tied to the person it is told of, where there is one."""
    linked = list(offices)
    for number, office in enumerate(linked):
        if not office.plural:
            linked[number] = replace(office, person=person_before_name(scene, office))
    for number, office in reversed(list(enumerate(linked))):
        joined = linked[number + 1] if number + 1 < len(linked) else None
        if office.person is None and joined is not None and one_holder(scene, office, joined):
            linked[number] = replace(office, person=joined.person)
    for number, office in enumerate(linked):
        if office.person is None and not office.plural:
            linked[number] = replace(office, person=person_after_name(scene, office, words))
    shared = [one for office in linked for one in share_plural(scene, office)]
    return [own_after_name(scene, office, words) for office in shared]


def share_plural(scene: Scene, office: OfficeSpan) -> list[OfficeSpan]:
    """A plural office with as many states as people named after it is theirs in turn ("the presidents of Peru and
    Chile, X and Y"); with one state, it is that state's for all of them."""
    if not office.plural or not office.states:
        return [office]
    people = []
    reached = office.end
    for position, person in enumerate(scene.people):
        between = [token.lower_ for token in scene.doc[reached + 1 : person.lead]]
        if person.lead <= reached or not set(between) <= {",", "and", ":", "-", "–"} or len(between) > 2:
            continue
        people.append(position)
        reached = person.last
    if len(people) < 2 or len(office.states) not in {1, len(people)}:
        return [office]
    states = office.states * (len(people) if len(office.states) == 1 else 1)
    turns = zip(people, states, strict=True)
    return [office, *(replace(office, plural=False, person=position, states=(code,)) for position, code in turns)]


def own_after_name(scene: Scene, office: OfficeSpan, words: ReferenceWords) -> OfficeSpan:
    """The office with the owner that stands after the name ("King X of Jordan")."""
    if office.person is None or office.strength == 2:
        return office
    owners, _ = owners_after(scene, words, scene.people[office.person].last, frozenset(("of",)))
    states = states_of([owner for owner in owners if owner.kind == "state"])
    return replace(office, states=states, strength=2) if states else office


def person_before_name(scene: Scene, office: OfficeSpan) -> int | None:
    """The person whose name follows the title: "President X", "Ghana's ambassador to Togo, X"."""
    doc = scene.doc
    for position, person in enumerate(scene.people):
        start = office.end + 1 if office.end < person.first else office.last + 1
        if start in {person.first, person.lead} or person.lead <= office.last < person.first:
            return position
        name = start + 1
        while name < person.lead and doc[name].pos_ == "DET":  # "the prime minister of Malta, the Hon X"
            name += 1
        after_comma = start < len(doc) and doc[start].text == "," and name in {person.first, person.lead}
        title = doc[head_of(doc, office.first, office.last)]
        explained = in_apposition(doc[office.last], doc[person.first]) or in_apposition(title, doc[person.first])
        if after_comma and (office.strength == 2 or explained):
            return position if not begins_list(scene, person) else None
    return None


def begins_list(scene: Scene, person: PersonSpan) -> bool:
    """Whether the name after the comma goes on a list of people rather than explaining the title before it."""
    head = scene.tokens[head_of(scene.doc, person.first, person.last)]
    return head.dep_ == "conj" and any(child.dep_ == "cc" for child in head.children)


def in_apposition(title: Token, name: Token) -> bool:
    """Whether the syntax has one explain the other."""
    return (name.dep_ == "appos" and name.head.i == title.i) or (title.dep_ == "appos" and title.head.i == name.i)


def one_holder(scene: Scene, office: OfficeSpan, following: OfficeSpan) -> bool:
    """Whether two titles before one name are of one person ("Vice-President and Trade Minister X")."""
    if office.plural or following.person is None or following.strength == 2:
        return False
    between = [token.lower_ for token in scene.doc[office.end + 1 : following.first]]
    person = scene.people[following.person]
    return between in (["and"], ["&"], ["-"], ["/"]) and following.first < person.first


def person_after_name(scene: Scene, office: OfficeSpan, words: ReferenceWords) -> int | None:
    """The person named before the title: "X, the secretary of", "X, who serves as", "X is the"."""
    doc = scene.doc
    head = doc[head_of(doc, office.first, office.last)]
    for position, person in reversed(list(enumerate(scene.people))):
        if person.last >= office.first:
            continue
        name = doc[head_of(doc, person.first, person.last)]
        if head.dep_ == "appos" and head.head.i == name.i and not has_other_person(scene, person, office):
            return position
        if describes(head, name) or is_made(head, name, words):
            return position
        gap = list(doc[person.last + 1 : office.lead])
        if len(gap) <= NEAR and explains(gap, words) and not has_other_person(scene, person, office):
            return position
        return None
    return None


def has_other_person(scene: Scene, person: PersonSpan, office: OfficeSpan) -> bool:
    """Whether another person's name follows the title at once: it is that person's."""
    follows = any(other.first in {office.end + 1, office.last + 1} for other in scene.people)
    return follows or any(person.last < other.first < office.first for other in scene.people)


def describes(head: Token, name: Token) -> bool:
    """Whether the title is said of the person: "X is the minister", "X, who is the minister"."""
    if not any(child.dep_ == "cop" for child in head.children):
        return False
    if head.dep_ == "acl:relcl" and head.head.i == name.i:
        return True
    return any(child.dep_ in {"nsubj", "nsubj:outer"} and child.i == name.i for child in head.children)


def is_made(head: Token, name: Token, words: ReferenceWords) -> bool:
    """Whether the person comes into the office: "X became president", "X was sent as ambassador"."""
    if name.head.i != head.head.i or name.dep_ not in {"nsubj", "nsubj:pass", "obj"}:
        return False
    if head.dep_ in {"xcomp", "obj"} and name.dep_ == "nsubj":
        return words.holds("linking", head.head.lemma_.lower())
    return head.dep_ in {"obl", "xcomp"} and "as" in prepositions(head)


def explains(gap: Sequence[Token], words: ReferenceWords) -> bool:
    """Whether only words of apposition stand between a name and the title after it."""
    if not gap or gap[0].text not in OPENERS:
        return False
    return all(fits_apposition(token, words) for token in gap[1:])


def fits_apposition(token: Token, words: ReferenceWords) -> bool:
    """A word that may stand between a name and its title without parting them."""
    if token.pos_ in {"DET", "ADJ", "NUM", "ADV"} or token.lower_ in {"as", "who", *POSSESSIVE}:
        return True
    if words.holds("linking", token.lemma_) or words.holds("between", token.lower_):
        return True
    return is_capitalised(token) and token.pos_ == "PROPN"
