"""Roles: states for people and bodies whose words leave the state unsaid, from the rest of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dyadlog.records import Mention, Party
from dyadlog.resolve.antecedents import find_actor
from dyadlog.resolve.owners import owners_before, states_of
from dyadlog.resolve.roster import Roster
from dyadlog.resolve.scene import OfficeSpan, Scene, governors, is_capitalised, is_subject, prepositions
from dyadlog.resolve.setting import Setting

if TYPE_CHECKING:
    from dyadlog.knowledge.reference import ReferenceWords

ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"))


SHORT_FORM = 3
"""Sentences back to where an organisation's full name still stands behind its short form."""


def complete_bodies(scenes: Sequence[Scene], setting: Setting, words: ReferenceWords) -> None:
    """Give bodies without a state the one that is safe: of the organisation named just before; of the same body named
    before; of one that speaks, where the page is told from; of the body that acts in the sentence; else where the page
    is told from, else where it happens."""
    named: dict[str, set[str]] = {}
    for number, scene in enumerate(scenes):
        for mention in scene.ordered():
            if mention.rule != "bare_body":
                for party in mention.parties:
                    if party.kind == "body":
                        named.setdefault(party.actor_id.rsplit(":", 1)[-1], set()).update(party.states)
                        named.setdefault(party.actor_id.rsplit("_", 1)[-1], set()).update(party.states)
                continue
            plain = (
                words.holds("plain_body", scene.tokens[mention.last].lemma_.lower()) and mention.first == mention.last
            )
            if plain or not is_definite(scene, mention):
                continue
            organisation = meant_organisation(scene, mention, scenes[max(0, number - SHORT_FORM) : number + 1])
            if organisation is not None:
                scene.replace(mention, replace(mention, kind="organisation", parties=organisation.parties))
                continue
            body_id = mention.parties[0].actor_id.rsplit(":", 1)[-1]
            before = (
                seat_states(scene, mention) or fronted_states(scene, mention.head, setting) or named.get(body_id, set())
            )
            code = next(iter(before)) if len(before) == 1 else None
            if not before:
                at_home = setting.home == setting.own and speaks(scene, mention, words)
                code = (setting.own if at_home else None) or sole_body_state(scene, words)
            if code is None and not before:
                code = setting.own
            if code is not None:
                scene.replace(mention, own_body(mention, code))
        scene.offices = [own_office(scene, office, words) for office in scene.offices]


def speaks(scene: Scene, mention: Mention, words: ReferenceWords) -> bool:
    """Whether a body, or somebody of it, is whom a sentence has its news from: not the one the news is about."""
    token = scene.tokens[mention.head]
    while token.dep_ == "nmod" and token.head is not token:
        token = token.head
    return is_subject(token) and words.holds("speaking", token.head.lemma_.lower())


def meant_organisation(scene: Scene, mention: Mention, near: Sequence[Scene]) -> Mention | None:
    """The organisation that a bare noun shortens ("the court" after the International Court of Justice)."""
    if scene.tokens[mention.first].i != mention.last:
        return None
    noun = scene.tokens[mention.last].lemma_.lower()
    for where in reversed(near):
        for other in reversed(where.ordered()):
            earlier = where is not scene or other.last < mention.first
            if earlier and other.kind == "organisation" and other.parties:
                name = f"{other.text} {other.parties[0].name}".lower().split()
                if noun in name:
                    return other
    return None


def seat_states(scene: Scene, mention: Mention) -> set[str]:
    """The state of the capital that a body's name ends with ("Office of the President, Lima")."""
    if mention.last + 2 >= len(scene.doc) or scene.tokens[mention.last + 1].text != ",":
        return set()
    seat = scene.at.get(mention.last + 2)
    if seat is None or seat.rule != "capital" or scene.tokens[mention.last].pos_ != "PROPN":
        return set()
    return {code for party in seat.parties for code in party.states}


def fronted_states(scene: Scene, position: int, setting: Setting) -> set[str]:
    """The state of the capital that a sentence opens with before it tells what a body did there ("In Lima, the
    government said"): one that the page is about, as a third state's capital may be a mere venue."""
    subject = scene.tokens[position]
    if not is_subject(subject):
        return set()
    for place in scene.ordered():
        token = scene.tokens[place.head]
        fronted = place.last < position and token.dep_ == "obl" and bool(prepositions(token) & {"in", "at"})
        if place.rule == "capital" and fronted and token.head.i in {subject.head.i, *(v.i for v in governors(subject))}:
            codes = {code for party in place.parties for code in party.states}
            return codes if not setting.pair or codes <= set(setting.pair) else set()
    return set()


def sole_body_state(scene: Scene, words: ReferenceWords) -> str | None:
    """The state of the body or official that acts in a sentence that names no other state ("the ministry said that the
    government")."""
    acting = [mention for mention in scene.ordered() if mention.kind in {"body", "state"}]
    codes = {code for mention in acting for party in mention.parties for code in party.states}
    speakers = [
        office
        for office in scene.offices
        if office.strength == 2 and not office.diplomatic and is_subject(scene.tokens[office.last])
    ]
    if speakers and codes | {code for office in speakers for code in office.states} == set(speakers[0].states):
        return speakers[0].states[0] if len(speakers[0].states) == 1 else None
    bodies = [m for m in acting if m.kind == "body" and m.parties[0].states and is_subject(scene.tokens[m.head])]
    home = any(not words.holds("abroad", mention.parties[0].actor_id.rsplit(":", 1)[-1]) for mention in bodies)
    return codes.pop() if home and len(codes) == 1 else None


def own_office(scene: Scene, office: OfficeSpan, words: ReferenceWords) -> OfficeSpan:
    """The office of a body whose state has become known ("ministry spokesperson")."""
    if office.states:
        return office
    owners, _ = owners_before(scene, words, office.first)
    states = states_of(owners)
    return replace(office, states=states, strength=2) if states else office


def own_body(mention: Mention, code: str) -> Mention:
    """The mention of a bare body as the body of a state."""
    body_id = mention.parties[0].actor_id.rsplit(":", 1)[-1]
    party = Party(f"body:{code}:{body_id}", mention.parties[0].name, "body", (code,))
    return replace(mention, parties=(party,))


def is_definite(scene: Scene, mention: Mention) -> bool:
    """Whether a body stands as the only one there is ("the army", "Parliament"), with nothing to say whose it is."""
    before = [token for token in scene.doc[max(0, mention.first - 3) : mention.first] if token.pos_ != "ADJ"]
    article = before[-1].lower_ if before else ""
    named = is_capitalised(scene.tokens[mention.first]) and mention.first > 0
    told = any(
        (child.dep_ in {"nmod:poss", "nmod"} or is_person(scene, child.i))
        and child.i not in range(mention.first, mention.last + 1)
        for child in scene.tokens[mention.head].children
    )
    if any(office.first == mention.last + 1 for office in scene.offices):
        return True
    alone = scene.tokens[mention.first].lower_ == "parliament" and not list(scene.tokens[mention.last].children)
    return not told and (article == "the" or alone or (named and (not before or before[-1].pos_ != "DET")))


def is_person(scene: Scene, position: int) -> bool:
    """Whether a token is in a person's name."""
    return any(span.first <= position <= span.last for span in scene.people)


def own_by_pronoun(scenes: Sequence[Scene], words: ReferenceWords) -> None:
    """Give offices that a pronoun possesses the state it means ("its foreign minister"); where that is open, the rest
    of the page may not decide either."""
    for position, scene in enumerate(scenes):
        for number, office in enumerate(scene.offices):
            pronoun = next(
                (token for token in scene.doc[max(0, office.lead - 1) : office.first] if token.tag_ == "PRP$"), None
            )
            if pronoun is None or office.states:
                continue
            owner = None
            if words.holds("pronoun_state", pronoun.lower_):
                owner = find_actor(scene, pronoun, scenes[max(0, position - 1) : position], words)
            states = states_of([owner]) if owner is not None else ()
            scene.offices[number] = replace(office, states=states, strength=2 if states else 0, national=False)


def name_counterparts(roster: Roster, scenes: Sequence[Scene]) -> None:
    """Give counterparts the office of the person they are told to be the counterpart of."""
    for scene in scenes:
        for position, office in enumerate(scene.offices):
            if office.office_id is not None or not office.counterpart:
                continue
            before = [span for span in scene.people if span.last < office.first]
            earlier = [span for other in scenes[max(0, scene.index - 1) : scene.index] for span in other.people]
            people = before or earlier
            model = roster.of(people[-1]).office if people else None
            if model is None or model.former or model.private:
                continue
            named = replace(office, office_id=model.office_id, wording=model.title, title=model.title)
            scene.offices[position] = named
            if office.person is None:
                continue
            offices = roster.of(scene.people[office.person]).offices
            offices[offices.index(office)] = named


def can_own(owner: Mention) -> bool:
    """Whether a possessor found late tells whose a body is: a pronoun, a group, a person who acts for a state."""
    return owner.rule in {"pronoun", "group", "definite"} or owner.kind == "person"


def own_possessed(scene: Scene) -> None:
    """Give bodies and officials that a pronoun or a group possesses the states meant ("its navy", "both countries'
    governments")."""
    for mention in scene.ordered():
        if mention.kind != "body" or any(party.states for party in mention.parties):
            continue
        for child in scene.tokens[mention.head].children:
            owner = scene.at.get(child.i)
            if owner is None or not can_own(owner):
                continue
            named = owner.kind == "person" and child.dep_ in {"compound", "amod"}  # "the Okello administration"
            if child.dep_ not in {"nmod:poss", "nmod"} and not named:
                continue
            codes = dict.fromkeys(code for party in owner.parties for code in party.states)
            if codes:
                parties = tuple(own_body(mention, code).parties[0] for code in codes)
                scene.replace(mention, replace(mention, parties=parties, kind="group" if parties[1:] else "body"))
                break
