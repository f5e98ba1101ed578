"""Filling: which parties stand in the roles of a frame around a trigger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.coding.beside import find_beside, find_doers
from dyadlog.coding.conditions import find_counted, find_lemmas, find_own_obliques
from dyadlog.coding.parties import Cast, entities, find_all, find_countries, is_side, make_state_party
from dyadlog.coding.roles import find_anywhere, find_attendants, find_patients, find_role, find_troops
from dyadlog.coding.tree import children, find_obliques, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.frame import Frame

STRAYING = frozenset({"to", "from", "with", "against"})
# where the recipient of an act may be a place that stands for the state it lies in
PLACE_ROLES = frozenset(
    {"to", "in", "at", "into", "on", "inside", "near", "against", "obj", "across", "within", "over"}
)


@dataclass(slots=True)
class Match:
    """A frame that fits a trigger, with the parties in its roles. ``missing`` are needed roles without a party."""

    frame: Frame
    trigger: Token
    actors: Cast = field(default_factory=Cast)
    recipients: Cast = field(default_factory=Cast)
    territory: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    absorbed: tuple[int, ...] = ()
    instrument_tokens: tuple[int, ...] = ()


def fill(scene: Scene, trigger: Token, frame: Frame) -> Match:
    """The parties in the frame's roles."""
    match = Match(frame, trigger)
    actors, actor_role = _fill_role(scene, trigger, frame.actor, agentive=True)
    recipients, recipient_role = _fill_role(
        scene, trigger, frame.recipient, agentive=False, used=actors.tokens, setting=frame.preposition_object
    )
    if recipient_role is not None and _is_own(scene, recipients, actors):
        later = [role for role in frame.recipient if role not in ("poss", recipient_role)]
        others, role = _fill_role(scene, trigger, later, agentive=False, used=actors.tokens)
        if entities(others.parties) or (recipients.derived and not recipients.owned):
            recipients, recipient_role = others, role
    if not actors:
        actors, actor_role = find_doers(scene, trigger, scene.knowledge.kinds.get(frame.kind)), "beside"
        if actors:
            recipients, recipient_role = _fill_role(scene, trigger, frame.recipient, agentive=False, used=actors.tokens)
    if not actors and recipients and frame.kind in scene.cues.local and is_passive(trigger):
        actors, actor_role = _find_place_states(scene, find_role(trigger, "in")), "place"
        actors = actors if entities(actors.parties).isdisjoint(entities(recipients.parties)) else Cast()
    mutual = scene.knowledge.kinds.get(frame.kind).mutual
    if not actors and recipients and frame.pos == "NOUN" and (attendants := find_attendants(trigger, mutual=mutual)):
        actors, actor_role = find_all(scene, attendants, agentive=True), "attendant"
    if not actors and recipients and frame.pos == "NOUN" and scene.knowledge.kinds.get(frame.kind).quad_class == 4:
        actors, actor_role = find_all(scene, find_troops(trigger), agentive=True), "attendant"
    if frame.pos == "NOUN" and not actors:
        actors, struck = _fill_from_participle(scene, trigger)
        actor_role, recipients = "participle" if actors else None, recipients or struck
    if frame.pos == "NOUN" and not actors and not recipients:
        actors, recipients = _fill_from_clause(scene, trigger)
        actor_role = "relative" if actors else None
        gathered = find_all(scene, find_attendants(trigger, mutual=mutual), agentive=True)
        if not actors and len(entities(gathered.parties)) > 1:
            actors, actor_role = gathered, "attendant"  # "X and Y agreed at a meeting"
    if not actors and frame.pos == "NOUN" and recipients and _is_planned(scene, trigger):
        actors, actor_role = find_all(scene, find_role(trigger, "subj"), agentive=True), "subj"
    if not actors and frame.pos == "NOUN" and recipients:
        actors, actor_role = _fill_late(scene, trigger, recipients)
    if not recipients and actors and frame.pos == "NOUN" and scene.knowledge.kinds.get(frame.kind).quad_class == 4:
        recipients, recipient_role = _fill_role(scene, trigger, ("comp",), agentive=False, used=actors.tokens)
    if not recipients and actors and frame.pos == "NOUN":
        recipients, recipient_role = (
            find_beside(scene, trigger, actors, scene.knowledge.kinds.get(frame.kind)),
            "beside",
        )
    if actor_role == "between" and not recipients and len(entities(actors.parties)) > 1:
        recipients, recipient_role = actors, "between"
    match.actors, match.recipients = actors, recipients
    match.territory = _find_territory(scene, trigger, frame)
    match.roles = tuple(
        f"{name}={role}"
        for name, role in (("actor", actor_role), ("recipient", recipient_role if recipients else None))
        if role
    )
    filled = {"actor": bool(actors), "recipient": bool(recipients), "territory": bool(match.territory)}
    match.instrument_tokens = tuple(t.i for role in frame.instrument for t in find_role(trigger, role))
    filled["instrument"] = bool(match.instrument_tokens)
    if mutual and len(entities(actors.parties)) > 1:
        filled["recipient"] = True  # "X and Y met"
    match.missing = tuple(need for need in frame.needs if not filled.get(need, True))
    match.absorbed = tuple(_absorbed(scene, trigger, frame))
    return match


def _fill_role(
    scene: Scene,
    trigger: Token,
    roles: Iterable[str],
    agentive: bool,
    used: tuple[int, ...] = (),
    setting: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[Cast, str | None]:
    """The first of the roles that stands for a party; ``used`` tokens already fill another role, and nouns of the
    ``setting`` do so only where nothing else does ("left for Kenya for talks with Oman")."""
    doubtful: tuple[Cast, str | None] = (Cast(), None)
    for role in roles:
        tokens = [token for token in find_role(trigger, role) if token.i not in used]
        if len(tokens) > 1:
            tokens = [token for token in tokens if (role, token.lemma_) not in setting] or tokens
        if role == "between":
            tokens = complete_pair(scene, tokens)
        cast = find_all(scene, tokens, agentive and role not in ("poss", "amod", "compound", "between", "of"))
        if not cast and not agentive and role in PLACE_ROLES:
            cast = _find_place_states(scene, tokens)
        if cast and any(is_side(party) for party in cast.parties):
            return cast, role
        if cast and not doubtful[0]:
            doubtful = cast, role
    if not agentive and not doubtful[0]:
        for role in (role for role in roles if role in STRAYING):
            cast = find_all(scene, [t for t in find_anywhere(trigger, role) if t.i not in used], agentive=False)
            if any(is_side(party) for party in cast.parties):
                return cast, role
    return doubtful


def _is_own(scene: Scene, recipients: Cast, actors: Cast) -> bool:
    """Whether what is named is the actors' own ("warned their citizens", "welcomed its return")."""
    own = entities(recipients.parties)
    if not own or not own <= entities(actors.parties) or not recipients.mentions:
        return False
    return all(scene.token(mention.head).tag_ == "PRP$" for mention in recipients.mentions)


def complete_pair(scene: Scene, tokens: list[Token]) -> list[Token]:
    """The second of a pair after ``between`` where the parser lost it: the next party after "and"."""
    if not tokens or len(entities(find_all(scene, tokens, agentive=False).parties)) > 1:
        return tokens
    after = tokens[0].doc[tokens[0].i + 1 :]
    link = next((token for token in after if token.lower_ == "and" or token.pos_ in ("VERB", "AUX")), None)
    if link is None or link.lower_ != "and":
        return tokens
    own = entities(find_all(scene, tokens, agentive=False).parties)
    for mention in scene.mentions:
        if mention.first > link.i and entities(mention.parties) - own:
            nearer = scene.token(mention.head)
            person = [m for m in scene.mentions if mention.last < m.first <= mention.last + 3 and m.kind == "person"]
            return [*tokens, scene.token(person[0].head) if person else nearer]
    return tokens


def _fill_late(scene: Scene, noun: Token, recipients: Cast) -> tuple[Cast, str | None]:
    """The actor of a noun whose recipient is known: after ``of`` ("the aggression of X against Y"), else who carries
    it ("X will maintain its support for Y")."""
    own = [token for token in find_role(noun, "of") if token.i not in recipients.tokens]
    cast = find_all(scene, own, agentive=False)
    if cast:
        return cast, "of"
    if noun.dep_ == "obj" and noun.head.lemma_ in scene.cues.support:
        return find_all(scene, find_role(noun, "subj"), agentive=True), "subj"
    return Cast(), None


def _fill_from_participle(scene: Scene, noun: Token) -> tuple[Cast, Cast]:
    """Doer and sufferer from a participle that only says that it was done: "the war imposed by X on Y"."""
    for clause in children(noun, "acl"):
        if clause.tag_ != "VBN" or clause.lemma_ not in scene.cues.support:
            continue
        doers = find_all(scene, find_role(clause, "agent"), agentive=False)
        sufferers = [token for role in ("on", "against", "with") for token in find_role(clause, role)]
        if doers:
            return doers, find_all(scene, sufferers, agentive=False)
    return Cast(), Cast()


def _fill_from_clause(scene: Scene, noun: Token) -> tuple[Cast, Cast]:
    """Giver and taker from the noun's relative clause: "the support that X received from Y", "gave to Y"."""
    for clause in children(noun, "acl:relcl"):
        subjects = find_all(scene, find_role(clause, "subj"), agentive=False)
        givers = find_all(scene, find_role(clause, "from"), agentive=False)
        takers = find_all(scene, find_role(clause, "to"), agentive=False)
        if subjects and givers:
            return givers, subjects
        if subjects and takers:
            return subjects, takers
    return Cast(), Cast()


def _is_planned(scene: Scene, noun: Token) -> bool:
    """Whether the noun is what a verb of planning plans ("has scheduled talks with Y"): who plans it takes part."""
    return noun.dep_ == "obj" and "planned" in scene.cues.effects(noun.head.lemma_, "VERB")


def _find_place_states(scene: Scene, tokens: Iterable[Token]) -> Cast:
    """The states that the places named by the tokens lie in ("Lima", "camps near Lima"), where each is in one only."""
    cast = Cast()
    for token in tokens:
        nested = [inner for case, inner in find_obliques(token) if case in ("in", "near", "at", "around", "of")]
        for place in (token, *nested):
            mention = scene.find_mention(place)
            if mention is None or mention.place is None or len(mention.place.countries) != 1:
                continue
            party = make_state_party(scene, mention.place.countries[0])
            cast += Cast((party,), (place.i,), derived=True, mentions=(mention,))
            break
    return cast


def _find_territory(scene: Scene, trigger: Token, frame: Frame) -> tuple[str, ...]:
    for role in frame.territory:
        codes: list[str] = []
        for token in find_role(trigger, role):
            mention = scene.find_mention(token)
            if mention is not None:
                codes.extend(code for code in find_countries(mention) if code not in codes)
        if codes:
            return tuple(codes)
    return ()


def _absorbed(scene: Scene, trigger: Token, frame: Frame) -> Iterable[int]:
    """The tokens whose lemma the frame asks for: they are part of this trigger, and no trigger of their own."""
    if frame.object:
        for token in find_patients(trigger):
            if find_lemmas(scene, token) & frame.object:
                yield token.i
                yield from (inner.i for inner in find_counted(scene, token))
    if frame.subject and trigger.pos_ == "VERB":
        yield from (t.i for t in find_role(trigger, "subj") if find_lemmas(scene, t) & frame.subject)
    wanted = {lemma for _, lemma in frame.preposition_object}
    if wanted:
        for _, token in find_own_obliques(trigger):
            if token.i != trigger.i and find_lemmas(scene, token) & wanted:
                yield token.i
