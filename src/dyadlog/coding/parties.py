"""Parties: who a noun phrase stands for.

A phrase stands for a mention that resolve found, for the person in apposition to it, or, where its noun is one that
acts for others ("officials", "jets"), for the state, organisation or group that modifies it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dyadlog.coding.tree import DATELINE_ENDS, children, expand, find_case, phrase_edges
from dyadlog.records import Mention, Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.records.vocabulary import PartyKind

MODIFIERS = ("nmod:poss", "compound", "amod", "nmod", "det", "nmod:desc")
LINKS = frozenset({"of", "from", "in", "for", "by", "with", "between", "on"})
OWNERS = frozenset({"of", "between"})
GUESSED = "entity"
"""The rule of mentions that only look like an organisation: they are named, but stand for no side."""
AGENT_KINDS: dict[str, PartyKind] = {
    "body": "body",
    "force": "body",
    "people": "people",
    "company": "company",
    "fighter": "unknown",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties that one role is filled with, and the tokens they stand on (document offsets of their words).

    ``derived`` where they were read off a modifier ("Kenyan officials"); ``owned`` where the phrase itself is a thing
    or an act of theirs ("Kenya's decision").
    """

    parties: tuple[Party, ...] = ()
    tokens: tuple[int, ...] = ()
    derived: bool = False
    owned: bool = False
    mentions: tuple[Mention, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parties)

    def __add__(self, other: Cast) -> Cast:
        return Cast(
            unite(self.parties, other.parties),
            self.tokens + tuple(t for t in other.tokens if t not in self.tokens),
            self.derived or other.derived,
            self.owned or other.owned,
            self.mentions + tuple(m for m in other.mentions if m not in self.mentions),
        )


def unite(first: Iterable[Party], second: Iterable[Party]) -> tuple[Party, ...]:
    """The parties of both, each once, in order."""
    found: dict[str, Party] = {}
    for party in (*first, *second):
        found.setdefault(party.actor_id, party)
    return tuple(found.values())


def is_side(party: Party) -> bool:
    """Whether a party can stand for one side of a dealing between states, organisations or armed groups."""
    return bool(party.states) or party.kind in ("state", "organisation", "armed_group")


def entities(parties: Iterable[Party]) -> frozenset[str]:
    """What the parties come to: the states they act for, else the organisation or group itself."""
    found: set[str] = set()
    for party in parties:
        if party.states:
            found.update(party.states)
        elif party.kind in ("organisation", "armed_group"):
            found.add(party.actor_id)
    return frozenset(found)


def find_parties(scene: Scene, token: Token, agentive: bool) -> Cast:
    """The parties a nominal stands for, without its conjuncts. ``agentive``: it must be one that can act."""
    named = _find_named(scene, token)
    if named and any(is_side(party) for party in named.parties):
        if token.pos_ == "NOUN" and token.tag_ == "NNS":
            owned = _derive(scene, token, agentive)  # "the governments of A, B and C"
            return owned if entities(owned.parties) > entities(named.parties) else named
        return named
    return (
        _derive(scene, token, agentive) or named or _find_described(scene, token) or _find_past_dateline(scene, token)
    )


def _find_described(scene: Scene, token: Token) -> Cast:
    """Who is named after a word for what they are: "old rivals Kenya and Uganda", "neighbouring state Oman"."""
    if token.pos_ != "NOUN" or children(token, "nmod:poss", "case"):
        return Cast()
    cast = Cast()
    for child in children(token, "appos", "flat"):
        for name in expand(child) if child.i == token.i + 1 else ():
            mention = scene.find_mention(name)
            if mention is not None and mention.kind == "state" and _stands_for(mention, name):
                cast += _cast(mention, name)
    return cast


def _find_past_dateline(scene: Scene, token: Token) -> Cast:
    """Who is named after the dash, where the parser took a dateline and the subject for one phrase."""
    last = token.right_edge.i
    dash = next((t.i for t in token.doc[token.i + 1 : last] if t.text in DATELINE_ENDS), None)
    if dash is None or token.left_edge.i != 0 or token.dep_ not in ("nsubj", "nsubj:pass"):
        return Cast()
    cast = Cast()
    for mention in scene.mentions:
        if dash < mention.first and mention.last <= last and mention.kind in ("person", "body", "organisation"):
            cast += Cast(mention.parties, (mention.head,), mentions=(mention,))
    return cast


def find_all(scene: Scene, tokens: Iterable[Token], agentive: bool) -> Cast:
    """The parties of several nominals together."""
    cast = Cast()
    for token in tokens:
        cast += find_parties(scene, token, agentive)
    return cast


def _find_named(scene: Scene, token: Token) -> Cast:
    mention = scene.find_mention(token)
    if mention is not None and not _stands_for(mention, token):
        mention = None
    person = _find_apposition(scene, token)
    if person is not None and (mention is None or mention.kind in ("person", "body", "unknown")):
        return _cast(person, token)
    if mention is not None and mention.parties:
        return _cast(mention, token)
    return Cast()


def _stands_for(mention: Mention, token: Token) -> bool:
    """A word inside a mention stands for it; one that the mention merely modifies does not."""
    return mention.head == token.i or mention.first <= token.i <= mention.last


def _find_apposition(scene: Scene, token: Token) -> Mention | None:
    for child in children(token, "appos", "flat", "flat:name", "compound"):
        mention = scene.find_mention(child)
        if mention is not None and mention.kind == "person" and any(is_side(p) for p in mention.parties):
            return mention
    return None


def _cast(mention: Mention, token: Token) -> Cast:
    parties = mention.parties
    if mention.rule == GUESSED:
        parties = tuple(replace(party, kind="unknown") if not party.states else party for party in parties)
    return Cast(parties, (token.i,), mentions=(mention,))


def _derive(scene: Scene, token: Token, agentive: bool) -> Cast:
    """Read the parties off the modifiers of a noun that is no mention itself."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "SYM"):
        return Cast()
    kind = scene.cues.agents.get(token.lemma_)
    if kind is None and agentive:
        return _look_through(scene, token)
    found = Cast()
    for child in _find_modifiers(token):
        if entities(found.parties) and child.dep_ == "nmod" and find_case(child) not in OWNERS:
            continue  # "Kenyan soldiers in Somalia"
        mention = scene.find_mention(child)
        if mention is not None and mention.parties and _stands_for(mention, child):
            found += Cast(mention.parties, (child.i,), mentions=(mention,))
        elif child.dep_ != "amod":
            found += _derive(scene, child, agentive or child.dep_ != "nmod")
    if not found:
        return Cast()
    if kind is None:
        return Cast(found.parties, found.tokens, True, True, found.mentions)
    return Cast(_name_agents(scene, token, kind, found.parties), (token.i,), True, False, found.mentions)


def _look_through(scene: Scene, token: Token) -> Cast:
    """Numbers and gatherings of others: "a number of officials", "one of the leaders", "the college of ministers"."""
    for child in children(token, "nmod"):
        if find_case(child) != "of":
            continue
        counted = token.pos_ in ("NUM", "DET", "PRON") or token.lemma_ in scene.cues.quantities
        if counted or child.lemma_ in scene.cues.agents:
            return find_all(scene, expand(child), True)
    return Cast()


def _find_modifiers(token: Token) -> list[Token]:
    found = []
    for child in children(token, *MODIFIERS):
        if child.dep_ == "nmod" and find_case(child) not in LINKS:
            continue
        found.extend(expand(child))
    return found


def _name_agents(scene: Scene, token: Token, kind: str, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """One party for each owner: its own party where that is an armed group or organisation, else agents of it."""
    first, last = phrase_edges(token)
    while first < token.i and token.doc[first].dep_ in ("case", "det", "punct", "cc"):
        first += 1
    start, end = scene.offsets(first, last)
    name = " ".join(scene.words(start, end).split())
    if len(name.split()) > 8:
        name = token.text
    found = []
    for party in parties:
        if party.kind in ("organisation", "armed_group") or not party.states:
            found.append(party)
            continue
        label = AGENT_KINDS[kind]
        actor_id = f"{label}:{'+'.join(party.states)}:{token.lemma_}"
        found.append(Party(actor_id, name, label, party.states, None))
    return unite(found, ())


def find_countries(mention: Mention) -> tuple[str, ...]:
    """The states a place mention lies in; the state itself for a state."""
    if mention.place is not None:
        return mention.place.countries
    if mention.kind == "state":
        return tuple(code for party in mention.parties for code in party.states)
    return ()


def make_state_party(scene: Scene, code: str) -> Party:
    """The state with this code as a party, under its neutral name: where the page names only a place of it."""
    state = scene.knowledge.states.get(code)
    return Party(f"state:{code}", state.name if state is not None else code, "state", (code,), None)
