"""Where: the places of an act, and whose land it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.parties import Cast, entities, make_state_party
from dyadlog.coding.roles import find_carrier
from dyadlog.coding.tree import find_case, find_subject, is_predicate
from dyadlog.records import Party

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.records import Mention, Place

AT = frozenset({"in", "at", "on", "near", "inside", "outside", "along", "across", "over", "around", "off", "to", "into",
                "for", "from", "towards", "toward"})  # fmt: skip
GOING = frozenset({"to", "into", "for", "from", "towards", "toward"})
ABROAD = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types whose act on another's land is an act on him where nobody else is named."""
PATH = frozenset(
    {"obl", "nmod", "obj", "conj", "appos", "acl", "compound", "nmod:poss", "nmod:unmarked", "xcomp", "amod", "advmod"}
)


def set_places(draft: Draft) -> None:
    """Find the places that hang on the trigger or on the verb that carries it."""
    found: list[Place] = []
    tokens: list[int] = []
    for mention in draft.scene.mentions:
        if mention.place is None or not _is_at(draft, mention):
            continue
        tokens.append(mention.head)
        if mention.place not in found:
            found.append(mention.place)
    draft.places, draft.place_tokens = tuple(found), tuple(tokens)


def set_protesters(draft: Draft) -> None:
    """People who protest in a place, and of whom nothing else is told, are people of the country it lies in."""
    subject = find_subject(draft.trigger) if draft.trigger.pos_ == "VERB" else None
    if draft.kind.event_type != "PROTEST" or draft.actors.parties or subject is None or subject.passive:
        return
    countries = {code for place in draft.places for code in place.countries}
    if len(countries) != 1 or any(len(place.countries) != 1 for place in draft.places):
        return
    code, people = countries.pop(), subject.tokens[0]
    party = Party(f"people:{code}:{people.lemma_}", people.text, "people", (code,), None)
    draft.actors = Cast((party,), (people.i,), derived=True)
    draft.missing = tuple(need for need in draft.missing if need != "actor")


def _is_at(draft: Draft, mention: Mention) -> bool:
    token = draft.scene.token(mention.head)
    case = find_case(token)
    holder = token
    if not case and token.dep_ in ("appos", "conj", "compound", "flat", "nmod:poss", "nmod:unmarked"):
        holder, case = token.head, find_case(token.head)
    if _is_visited(draft, token, case):
        return True
    if case not in AT or (case in GOING and draft.kind.kind not in ("visit", "host")):
        return False
    if mention.kind == "state" and token.i in draft.recipients.tokens and draft.kind.kind not in ("visit", "host"):
        return False
    return _hangs_on(draft.trigger, holder)


def _is_visited(draft: Draft, token: Token, case: object) -> bool:
    """Whether a place is what the verb of a visit has as its object: "visited Geneva"."""
    return draft.kind.kind == "visit" and not case and token.dep_ == "obj" and token.head.i == draft.trigger.i


def _hangs_on(trigger: Token, token: Token) -> bool:
    """Whether the token belongs to the trigger's own clause or phrase."""
    carrier = find_carrier(trigger)
    for _ in range(len(trigger.doc)):
        if token.i == trigger.i or (carrier is not None and token.i == carrier.i):
            return True
        if token.dep_ not in PATH or token.head.i == token.i:
            return False
        if is_predicate(token) and token.dep_ not in ("acl", "xcomp"):
            return False
        token = token.head
    return False


def set_territory(draft: Draft) -> None:
    """Settle whose land it was, and who is struck where only the land is named.

    A strike "in X", or troops stationed there, with no one named is on X; on an armed group in X, X is the territory.
    """
    if draft.kind.quad_class != 4 or draft.kind.mutual:
        draft.territory = ()
        return
    codes = list(draft.territory)
    for place in draft.places:
        if len(place.countries) == 1 and not codes:
            codes.extend(place.countries)
    own = entities(draft.actors.parties)
    struck = entities(draft.recipients.parties)
    codes = [code for code in codes if code not in struck and code not in own]
    if not codes:
        draft.territory = ()
    elif struck or not own or (not draft.recipients.parties and draft.kind.event_type not in ABROAD):
        draft.territory = tuple(codes)
    else:
        party = make_state_party(draft.scene, codes[0])
        draft.recipients = draft.recipients + Cast((party,), (), derived=True)
        draft.territory = tuple(codes[1:])
        draft.notes.append("land")
