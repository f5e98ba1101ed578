"""Bodies, collectives and firms: what belongs to a state without being it.

A ministry, an army, "officials" act for their state; citizens, firms and newspapers are of it and speak for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import Mention, Party
from dyadlog.records.vocabulary import MentionKind, PartyKind
from dyadlog.resolve.owners import find_owners
from dyadlog.resolve.scene import Scene, is_capitalised

if TYPE_CHECKING:
    from dyadlog.knowledge.names import NameMatch
    from dyadlog.knowledge.offices import BodyMatch
    from dyadlog.knowledge.reference import ReferenceWords

PLACED = frozenset(("in", "from"))
COLLECTIVE_KINDS: dict[str, PartyKind] = {
    "government": "body",
    "officials": "body",
    "military": "body",
    "people": "people",
    "company": "company",
    "media": "company",
}
ACTING = frozenset(("government", "officials", "military"))


def add_bodies(scene: Scene, matches: Sequence[BodyMatch], words: ReferenceWords) -> None:
    """Mentions for bodies that many states have ("foreign ministry"), with the state the words around them give."""
    for match in matches:
        if not scene.free(match.first, match.last) or is_modifier(scene, match):
            continue
        owners, _, _ = find_owners(scene, words, match.first, match.last)
        name = scene.text_of(match.first, match.last)
        parties = owned_parties(owners, "body", match.body.body_id, name)
        rule = "body" if parties else "bare_body"
        parties = parties or (Party(f"body::{match.body.body_id}", name, "body"),)
        scene.add(scene.mention(match.first, match.last, kind_of(parties, "body"), rule, parties))


def is_modifier(scene: Scene, match: BodyMatch) -> bool:
    """Whether an adjective that is also a body's name only modifies a noun ("military leaders")."""
    token = scene.doc[match.last]
    return match.first == match.last and (token.pos_ == "ADJ" or token.dep_ == "amod") and token.head.i > match.last


def owned_parties(owners: Sequence[Mention], kind: PartyKind, label: str, name: str) -> tuple[Party, ...]:
    """One party for each owner: the owner's body, people or firm; of an organisation, the organisation itself."""
    parties: dict[str, Party] = {}
    for owner in owners:
        for party in owner.parties:
            if party.kind == "organisation" or not party.states:
                parties.setdefault(party.actor_id, party)
                continue
            for code in party.states:
                made = Party(f"{kind}:{code}:{label}" if label else f"{kind}:{code}", name, kind, (code,))
                parties.setdefault(made.actor_id, made)
    return tuple(parties.values())


def kind_of(parties: Sequence[Party], kind: MentionKind) -> MentionKind:
    """A mention of several parties is a group."""
    return "group" if len(parties) > 1 else kind


def add_collectives(scene: Scene, words: ReferenceWords) -> None:
    """Mentions for nouns that a state owns ("Thai officials", "the Danish public", "Chilean miners")."""
    titled = {position for office in scene.offices for position in range(office.first, office.last + 1)}
    for token in scene.doc:
        sort = words.value("collective", token.lemma_.lower())
        if sort is None or token.i in scene.at or token.i in titled or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if token.dep_ in {"compound", "nmod:desc", "flat"} and token.head.i > token.i:
            continue
        owners, _, _ = find_owners(scene, words, token.i, token.i, PLACED if sort in ACTING else frozenset())
        add_collective(scene, token.i, sort, owners)


def add_collective(scene: Scene, position: int, sort: str, owners: Sequence[Mention]) -> None:
    """One collective; without an owner only those that act for some state are kept, the state being open."""
    token = scene.doc[position]
    if owners and owners[0].first > position and any(owner.rule != "capital" for owner in owners):
        placed = scene.doc[position + 1].lower_ in PLACED
        if placed:
            owners = []
    kind = COLLECTIVE_KINDS[sort]
    label = "" if sort == "people" else sort
    first = owners[0].first if owners and owners[0].first < position else position
    name = scene.text_of(first, position)
    parties = owned_parties(owners, kind, label, name)
    if parties:
        scene.add(scene.mention(position, position, kind_of(parties, kind), "collective", parties))
    elif sort in ACTING and token.tag_ in {"NNS", "NN"} and not has_possessor(scene, position):
        party = Party(f"body::{sort}", scene.text_of(position, position), "body")
        scene.add(scene.mention(position, position, "body", "bare_collective", (party,)))


def has_possessor(scene: Scene, position: int) -> bool:
    """Whether some possessor that is no known actor owns the noun ("the factory's officials")."""
    return any(
        child.dep_ in {"nmod:poss", "compound", "nmod"} and child.pos_ != "PRON"
        for child in scene.doc[position].children
    )


def add_firms(scene: Scene, matches: Sequence[NameMatch], bodies: Sequence[BodyMatch], words: ReferenceWords) -> None:
    """Firms, news media and institutes whose longer name holds a state's ("Bank of Malta", "Chad Airlines")."""
    known = {position for match in matches for position in range(match.first, match.last + 1)}
    known |= {position for body in bodies for position in range(body.first, body.last + 1)}
    spans = [(entity.start, entity.end - 1) for entity in scene.doc.ents if entity.label_ == "ORG"]
    spans += [(match.first, run_end(scene, match.last)) for match in matches if run_end(scene, match.last) > match.last]
    for first, last in spans:
        sort = firm_sort(scene, first, last, words)
        if sort is None or last in known or not scene.free(first, last) or first == last:
            continue
        inner = [entry for match in matches if first <= match.first <= match.last <= last for entry in match.entries]
        codes = tuple(dict.fromkeys(entry.target for entry in inner if entry.target_kind == "state"))
        scene.add(make_firm(scene, first, last, sort, codes[:1] if len(codes) == 1 else ()))


def run_end(scene: Scene, last: int) -> int:
    """The end of the capitalised words that follow a name without a break."""
    end = last
    while end + 1 < len(scene.doc) and end - last < 4:
        token = scene.doc[end + 1]
        if token.pos_ != "PROPN" or not is_capitalised(token):
            break
        end += 1
    return end


def firm_sort(scene: Scene, first: int, last: int, words: ReferenceWords) -> str | None:
    """What a name's words make of it: a firm, a news medium, an institute; None where they say nothing."""
    for token in (scene.doc[last], scene.doc[first]):
        for name in ("company_name", "media_name", "institute_name"):
            if words.holds(name, token.lower_):
                return name
    return None


def make_firm(scene: Scene, first: int, last: int, sort: str, codes: tuple[str, ...]) -> Mention:
    """The mention of a firm, medium or institute, of the state in its name."""
    name = scene.text_of(first, last)
    kind: PartyKind = "organisation" if sort == "institute_name" else "company"
    prefix = "org" if kind == "organisation" else "company"
    party = Party(f"{prefix}:{fold_name(name)}", name, kind, codes if kind == "company" else ())
    return scene.mention(first, last, kind, "name", (party,))


def add_organisations(scene: Scene) -> None:
    """Named organisations that the tables do not know."""
    for entity in scene.doc.ents:
        first, last = entity.start, entity.end - 1
        while first <= last and scene.doc[first].pos_ in {"DET", "PUNCT", "ADP"}:
            first += 1
        while last >= first and scene.doc[last].pos_ in {"PART", "PUNCT", "ADP"}:
            last -= 1
        if entity.label_ != "ORG" or first > last or not scene.free(first, last):
            continue
        name = scene.text_of(first, last)
        party = Party(f"org:{fold_name(name)}", name, "organisation")
        scene.add(scene.mention(first, last, "organisation", "entity", (party,)))
