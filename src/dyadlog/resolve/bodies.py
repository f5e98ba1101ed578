"""Bodies, collectives and firms: what belongs to a state without being it.

A ministry, an army, "officials" act for their state; citizens, firms and newspapers are of it and speak for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import Mention, Party, Place
from dyadlog.records.vocabulary import MentionKind, PartyKind
from dyadlog.resolve.owners import FROM, PLACED, find_owners, placed_owners, states_of
from dyadlog.resolve.scene import Scene, is_capitalised, is_subject, prepositions

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.names import NameMatch
    from dyadlog.knowledge.offices import BodyMatch
    from dyadlog.knowledge.reference import ReferenceWords

COLLECTIVE_KINDS: dict[str, PartyKind] = {
    "government": "body",
    "officials": "body",
    "military": "body",
    "people": "people",
    "company": "company",
    "media": "company",
}
ACTING = frozenset(("government", "officials", "military"))
LOCAL = frozenset(("from", "in", "of", "near", "at"))
BARE = frozenset(("government", "officials"))


def add_bodies(scene: Scene, matches: Sequence[BodyMatch], words: ReferenceWords) -> None:
    """Mentions for bodies that many states have ("foreign ministry"), with the state the words around them give."""
    for match in matches:
        if not scene.free(match.first, match.last) or is_modifier(scene, match):
            continue
        placed = PLACED if sits_in_capital(scene, match, words) else FROM
        owners, _, _ = find_owners(scene, words, match.first, match.last, placed)
        owners = placed_owners(scene, owners, match.last)
        name = scene.text_of(match.first, match.last)
        parties = owned_parties(owners, "body", match.body.body_id, name)
        rule = "body" if parties else "bare_body"
        parties = parties or (Party(f"body::{match.body.body_id}", name, "body"),)
        scene.add(scene.mention(match.first, match.last, kind_of(parties, "body"), rule, parties))


def sits_in_capital(scene: Scene, match: BodyMatch, words: ReferenceWords) -> bool:
    """Whether a capital after the body tells whose it is ("the foreign ministry in Oslo"), as it does not for
    embassies, delegations and soldiers."""
    lemma = scene.tokens[match.last].lemma_.lower()
    if words.holds("plain_body", lemma):
        return words.holds("sedentary", lemma)
    return match.body.branch != "military" and not words.holds("abroad", match.body.body_id)


def is_modifier(scene: Scene, match: BodyMatch) -> bool:
    """Whether a body's name only modifies another word ("military leaders", "anti-government")."""
    if match.first > 0 and scene.tokens[match.first - 1].text in {"-", "–"}:
        return True
    token = scene.tokens[match.last]
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
    for token in scene.tokens:
        sort = collective_sort(scene, token.i, words)
        if sort is None or not scene.free(token.i, token.i) or token.i in titled or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if is_hyphened(scene, token.i):
            continue
        named = token.i + 1 in scene.reserved and words.holds("vessel", token.lemma_.lower())
        if token.dep_ in {"compound", "nmod:desc", "flat"} and token.head.i > token.i and not named:
            continue
        owners, _, _ = find_owners(scene, words, token.i, token.i, PLACED if sort in ACTING else frozenset())
        add_collective(scene, token.i, sort, placed_owners(scene, owners, token.i), words)


def collective_sort(scene: Scene, position: int, words: ReferenceWords) -> str | None:
    """What kind of collective a noun is, with the word before it where the two are one name ("patrol boat")."""
    lemma = scene.tokens[position].lemma_.lower()
    whole = f"{scene.tokens[position - 1].lower_} {lemma}" if position > 0 else ""
    return words.value("collective", whole) or words.value("collective", lemma)


def add_locals(scene: Scene, words: ReferenceWords) -> None:
    """People and firms told by their town ("drivers from Aalborg", "shoppers in Oran"), and residents of the town where
    they do something ("students marched in Oran")."""
    for token in scene.tokens:
        sort = collective_sort(scene, token.i, words)
        if sort not in {"people", "company"} or not scene.free(token.i, token.i) or token.tag_ not in {"NNS", "NNPS"}:
            continue
        if token.dep_ in {"compound", "nmod:desc", "flat"} or has_possessor(scene, token.i, also=frozenset()):
            continue
        told = [child for child in token.children if child.dep_ == "nmod"]
        if words.holds("resident", token.lemma_.lower()) and is_subject(token):
            told += [child for child in token.head.children if child.dep_ == "obl"]
        for child in told:
            place = scene.at.get(child.i)
            if place is None or place.place is None or not prepositions(child) & LOCAL:
                continue
            if len(place.place.countries) == 1:
                kind = COLLECTIVE_KINDS[sort]
                name = scene.text_of(token.i, token.i)
                label = "" if sort == "people" else sort
                code = place.place.countries[0]
                party = Party(f"{kind}:{code}:{label}" if label else f"{kind}:{code}", name, kind, (code,))
                scene.add(scene.mention(token.i, token.i, kind, "collective", (party,)))
                break


def add_capitals(scene: Scene, words: ReferenceWords, knowledge: Knowledge) -> None:
    """Mentions for capitals told by their state ("the Latvian capital", "the capital of Peru"): places, and the state
    where they act."""
    for token in scene.tokens:
        if token.lemma_.lower() != "capital" or token.tag_ not in {"NN", "NNP"} or not scene.free(token.i, token.i):
            continue
        owners, _, _ = find_owners(scene, words, token.i, token.i)
        codes = states_of([owner for owner in owners if owner.kind == "state"])
        if len(codes) == 1:
            scene.add(
                scene.mention(token.i, token.i, "state", "capital", owners[0].parties, capital(codes[0], knowledge))
            )


def capital(code: str, knowledge: Knowledge) -> Place | None:
    """A state's capital as a place."""
    state = knowledge.states.get(code)
    name = next((entry.surface for entry in knowledge.states.names_of(code) if entry.role == "capital"), None)
    return Place(name, (code,), state.lat, state.lon) if state is not None and name is not None else None


def is_hyphened(scene: Scene, position: int) -> bool:
    """Whether the word is part of a compound ("state-to-state")."""
    beside = [beside for beside in (position - 1, position + 1) if 0 <= beside < len(scene.doc)]
    return any(scene.tokens[position].text in {"-", "–"} for position in beside)


def shared_owners(scene: Scene, position: int) -> tuple[Party, ...]:
    """The parties of the collective this one is coordinated with ("Iraqi soldiers and policemen")."""
    token = scene.tokens[position]
    first = scene.at.get(token.head.i) if token.dep_ == "conj" else None
    return first.parties if first is not None and first.rule in {"collective", "body"} else ()


def add_collective(scene: Scene, position: int, sort: str, owners: Sequence[Mention], words: ReferenceWords) -> None:
    """One collective; without an owner only those that act for some state are kept, the state being open."""
    token = scene.tokens[position]
    if sort == "company" and owners and all(owner.kind == "body" for owner in owners):
        sort = "military"  # "ships of the Danish navy"
    kind = COLLECTIVE_KINDS[sort]
    label = "" if sort == "people" else sort
    first = owners[0].first if owners and owners[0].first < position else position
    name = scene.text_of(first, position)
    parties = owned_parties(owners, kind, label, name)
    if not parties:
        codes = [code for party in shared_owners(scene, position) for code in party.states]
        parties = tuple(Party(":".join(filter(None, (kind, code, label))), name, kind, (code,)) for code in codes)
    if parties:
        scene.add(scene.mention(position, position, kind_of(parties, kind), "collective", parties))
    elif sort in BARE and not words.holds("group", token.lemma_.lower()) and not has_possessor(scene, position):
        party = Party(f"body::{sort}", scene.text_of(position, position), "body")
        scene.add(scene.mention(position, position, "body", "bare_collective", (party,)))


def has_possessor(scene: Scene, position: int, also: frozenset[str] = frozenset(("compound", "nmod"))) -> bool:
    """Whether some possessor that is no known actor owns the noun ("the factory's officials")."""
    return any(
        (child.dep_ == "nmod:poss" or child.dep_ in also) and child.pos_ != "PRON"
        for child in scene.tokens[position].children
    )


def add_firms(scene: Scene, matches: Sequence[NameMatch], bodies: Sequence[BodyMatch], words: ReferenceWords) -> None:
    """Firms, news media and institutes whose longer name holds a state's ("Bank of Malta", "Chad Airlines")."""
    known = {position for body in bodies for position in range(body.first, body.last + 1)}
    known |= {
        position
        for match in matches
        for position in range(match.first, match.last + 1)
        if all(entry.target_kind != "state" for entry in match.entries)
    }
    spans = [(entity.start, entity.end - 1) for entity in scene.doc.ents if entity.label_ == "ORG"]
    spans += [(run_start(scene, match.first, words), run_end(scene, match.last)) for match in matches]
    for first, last in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        sort = firm_sort(scene, first, last, words)
        whole = any(match.first <= first and last <= match.last for match in matches)
        if sort is None or whole or not scene.free(first, last) or known & set(range(first, last + 1)):
            continue
        inner = [entry for match in matches if first <= match.first <= match.last <= last for entry in match.entries]
        codes = tuple(dict.fromkeys(entry.target for entry in inner if entry.target_kind == "state"))
        scene.add(make_firm(scene, first, last, sort, codes if len(codes) == 1 else ()))


def run_start(scene: Scene, first: int, words: ReferenceWords) -> int:
    """The start of a firm's name that ends in a state's ("Bank of Malta", "Air India")."""
    doc = scene.doc
    for before in (first - 1, first - 2):
        if before < 0 or (before == first - 2 and doc[first - 1].lower_ != "of"):
            continue
        if is_capitalised(doc[before]) and words.holds("company_name", doc[before].lower_):
            return before
    return first


def run_end(scene: Scene, last: int) -> int:
    """The end of the capitalised words that follow a name without a break."""
    end = last
    while end + 1 < len(scene.doc) and end - last < 4:
        token = scene.tokens[end + 1]
        if token.pos_ != "PROPN" or not is_capitalised(token):
            break
        end += 1
    return end


def firm_sort(scene: Scene, first: int, last: int, words: ReferenceWords) -> str | None:
    """What a name's words make of it: a firm, a news medium, an institute; None where they say nothing."""
    if first == last:
        return None
    for token in (scene.tokens[last], scene.tokens[first]):
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
        while first <= last and scene.tokens[first].pos_ in {"DET", "PUNCT", "ADP"}:
            first += 1
        while last >= first and scene.tokens[last].pos_ in {"PART", "PUNCT", "ADP"}:
            last -= 1
        if entity.label_ != "ORG" or first > last or not scene.free(first, last):
            continue
        name = scene.text_of(first, last)
        party = Party(f"org:{fold_name(name)}", name, "organisation")
        scene.add(scene.mention(first, last, "organisation", "entity", (party,)))
