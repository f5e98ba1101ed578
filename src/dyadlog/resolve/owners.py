"""Whose: the state or organisation that an office, body or collective belongs to, by the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.records import Mention
from dyadlog.resolve.scene import POSSESSIVE, Scene, prepositions

if TYPE_CHECKING:
    from dyadlog.knowledge.reference import ReferenceWords

REACH = 8
"""How many words may stand between an owner and what it owns; longer noun phrases are rarer than wrong links."""
OF = frozenset(("of", "for"))
FROM = frozenset(("from",))
PLACED = FROM | {"in"}
BARE_MODIFIERS = frozenset(("compound", "nmod", "nmod:poss", "nmod:desc", "amod", "flat", "dep"))
ATTRIBUTIVE = frozenset(("adjective", "abbreviation"))


def find_owners(
    scene: Scene, words: ReferenceWords, first: int, last: int, also: frozenset[str] = frozenset()
) -> tuple[list[Mention], int, int]:
    """The owners of tokens ``first`` to ``last``, and the first and last token of the phrase with its owners.

    ``also`` are further prepositions that name an owner after it ("officials in Sofia").
    """
    before, lead = owners_before(scene, words, first)
    if before:
        return before, lead, skip_phrase(scene, last)
    after, end = owners_after(scene, words, last, OF | also)
    return after, lead, end


def owners_before(scene: Scene, words: ReferenceWords, first: int) -> tuple[list[Mention], int]:
    """Owners that stand before the noun ("Kenyan", "Kenya's top"), and where the phrase begins."""
    doc, position, possessed, lead = scene.doc, first - 1, False, first
    while position >= 0 and first - position <= REACH:
        token = doc[position]
        owner = scene.at.get(position)
        flag = scene.at.get(position - 2) if position > 1 and doc[position - 1].text == "-" else None
        if flag is not None and flag.kind == "state" and words.holds("flag_word", token.lower_):
            return [flag], flag.first  # "a Malta-flagged tanker"
        if owner is not None and owner.kind in {"state", "body", "organisation"}:
            if not possessed and not modifies(scene, owner, first):
                return [], lead
            owners = coordinated_before(scene, owner)
            return owners, owners[0].first
        if token.lower_ in POSSESSIVE or token.tag_ == "POS":
            possessed = True
        elif not (
            qualifies(scene, words, position)
            or joins_adjectives(scene, words, position)
            or (token.dep_ == "compound" and token.pos_ == "NOUN" and first <= token.head.i <= first + 2)
        ):
            break
        elif not possessed:
            lead = position
        position -= 1
    return [], lead


def qualifies(scene: Scene, words: ReferenceWords, position: int) -> bool:
    """Whether a word may stand between an owner and what it owns ("senior", "six")."""
    token = scene.tokens[position]
    return words.holds("between", token.lower_) or (token.pos_ in {"ADJ", "NUM"} and position not in scene.at)


def joins_adjectives(scene: Scene, words: ReferenceWords, position: int) -> bool:
    """Whether an "and" joins two words that both qualify the noun ("civil and military")."""
    if scene.tokens[position].lower_ not in {"and", ","} or position == 0:
        return False
    return all(qualifies(scene, words, beside) for beside in (position - 1, position + 1))


def modifies(scene: Scene, owner: Mention, first: int) -> bool:
    """Whether a state's name without a possessive mark belongs to the noun phrase that begins at ``first``."""
    if owner.rule in ATTRIBUTIVE:
        return True
    token = scene.tokens[owner.head]
    return token.dep_ in BARE_MODIFIERS and token.head.i >= first


def coordinated_before(scene: Scene, owner: Mention) -> list[Mention]:
    """The owner with those it is coordinated with on its left ("Russian, Chinese and Indian"), in order."""
    owners = [owner]
    position = owner.first - 1
    while position > 0 and scene.tokens[position].lower_ in {"and", ",", "or", "-", "–", "&"}:
        further = scene.at.get(position - 1)
        if further is None and scene.tokens[position - 1].lower_ == ",":
            position -= 1
            continue
        if further is None or further.kind != owner.kind or further.rule != owner.rule or further is owner:
            break
        owners.insert(0, further)
        position = further.first - 1
    # "told Kenya, Ugandan officials": a comma alone joins nothing, save in headlines.
    joined = scene.sentence.kind == "headline" or any(
        scene.tokens[i].lower_ in {"and", "or", "-", "–", "&"} for i in range(owners[0].last, owner.first)
    )
    return owners if joined else [owner]


def owners_after(scene: Scene, words: ReferenceWords, last: int, allowed: frozenset[str]) -> tuple[list[Mention], int]:
    """Owners that stand after the noun ("of the Republic of Malta", "of Peru and Chile"), and where they end."""
    doc = scene.doc
    following = [token.lower_ for token in doc[last + 1 : last + 4]]
    if len(following) == 3 and following[::2] == ["and", "of"] and doc[last + 2].pos_ == "NOUN":
        last += 2  # "the government and people of Peru"
    if last + 1 >= len(doc) or doc[last + 1].lower_ not in allowed:
        return [], skip_phrase(scene, last)
    for position in range(last + 2, min(last + 2 + REACH, len(doc))):
        owner = scene.at.get(position)
        if owner is not None and owner.kind in {"state", "body", "organisation"} and doc[position].pos_ != "PRON":
            if words.holds("part_of_state", scene.tokens[end_of_owned(scene, owner)].lemma_.lower()):
                return [], skip_phrase(scene, last)  # "the premier of Canada's largest province"
            body = owned_body(scene, owner.last)
            owners = [owner, *coordinated_after(scene, owner)] if body is None else [body]
            return owners, end_of_owned(scene, owners[-1])
        elsewhere = doc[position].pos_ == "ADP" and doc[position].lower_ not in OF | allowed
        if elsewhere or doc[position].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "PART", "CCONJ", "ADP"}:
            break  # "suppliers of gas to Chad" are not Chad's
    return [], skip_phrase(scene, last)


def end_of_owned(scene: Scene, owner: Mention) -> int:
    """The end of what the owner owns ("head of Malta's ruling party"), else its own."""
    token = scene.tokens[owner.head]
    owned = token.head.i if token.dep_ == "nmod:poss" else owner.last
    return owned if owner.last < owned <= owner.last + REACH else owner.last


def owned_body(scene: Scene, last: int) -> Mention | None:
    """The body that the owner ending at ``last`` owns ("of Oman's Royal Court")."""
    position = last + 1
    if position < len(scene.doc) and scene.tokens[position].lower_ in POSSESSIVE:
        position += 1
    owned = scene.at.get(position)
    return owned if owned is not None and owned.kind == "body" else None


def coordinated_after(scene: Scene, owner: Mention) -> list[Mention]:
    """Owners coordinated with the first of an of-phrase."""
    doc = scene.doc
    further: list[Mention] = []
    for position in range(owner.last + 1, len(doc)):
        mention = scene.at.get(position)
        if mention is not None and mention is not owner and mention.kind == owner.kind:
            token = doc[mention.head]
            joined = token.dep_ == "conj" and token.head.i in {owner.head, *(m.head for m in further)}
            if not joined and token.dep_ not in {"conj", "nmod", "appos", "list"}:
                break
            if not further or further[-1] is not mention:
                further.append(mention)
        elif doc[position].lower_ not in {"and", ",", "the"}:
            break
    return further


def skip_phrase(scene: Scene, last: int) -> int:
    """The last token of a noun with its phrase of place or office: "ambassador to Chad", "minister for trade"."""
    doc = scene.doc
    named_so = any(person.first == last + 1 for person in scene.people)  # "Secretary To Huu"
    if not named_so and last + 2 < len(doc) and doc[last + 1].lower_ in {"to", "for", "of", "at"}:
        position = last + 2
        if doc[position].lower_ == "the" and position + 1 < len(doc):
            position += 1
        named = scene.at.get(position)
        if named is not None:
            return named.last
        if prepositions(doc[position]) or doc[position].pos_ in {"NOUN", "PROPN"}:
            return position
    return last


def placed_owners(scene: Scene, owners: list[Mention], last: int) -> list[Mention]:
    """The owners, without places that only say where ("officials in Lagos"): a capital there stands for its state."""
    if owners and owners[0].first > last and scene.tokens[last + 1].lower_ == "in":
        return [owner for owner in owners if owner.rule == "capital"]
    return owners


def states_of(owners: list[Mention]) -> tuple[str, ...]:
    """The states that the owners are or act for, in the order of the text."""
    codes = (code for owner in owners for party in owner.parties for code in party.states)
    return tuple(dict.fromkeys(codes))
