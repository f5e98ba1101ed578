"""Matching: whether a word with its surroundings is a trigger of a frame, and what stands in the frame's roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.coding.parties import Cast, entities, find_all, find_countries, is_side, make_state_party
from dyadlog.coding.roles import find_anywhere, find_attendants, find_complements, find_patients, find_role
from dyadlog.coding.tree import children, find_case, find_mark, find_obliques, is_infinitive
from dyadlog.records import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.frame import ClassTest, Frame

TRIGGER_POS = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "AUX": "VERB"}
STRAYING = frozenset({"to", "from", "with", "against"})
STATEMENT = "statement"
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


def match_frames(scene: Scene, trigger: Token) -> Match | None:
    """The best frame that fits the trigger: one whose needs are met, with two sides, an act, the most specific."""
    best: Match | None = None
    best_rank: tuple[float, ...] = ()
    for frame in find_frames(scene, trigger):
        if not fits(scene, trigger, frame):
            continue
        match = fill(scene, trigger, frame)
        rank = _rank(match)
        if best is None or rank > best_rank:
            best, best_rank = match, rank
    return best


def _rank(match: Match) -> tuple[float, ...]:
    """Order among the frames that fit. The first of equals in the lexicon stays."""
    frame = match.frame
    two_sides = len(entities((*match.actors.parties, *match.recipients.parties)) | set(match.territory)) > 1
    return (-len(match.missing), frame.kind != STATEMENT, two_sides, _specificity(frame), frame.confidence)


def _specificity(frame: Frame) -> float:
    """A word that must be there says more than a class of words, and that more than a word that must not."""
    words = (frame.subject, frame.object, frame.modifier, frame.preposition_object, frame.predicate, frame.particle)
    classes = (frame.subject_type, frame.object_type, frame.complement)
    barred = (frame.not_subject, frame.not_object, frame.not_modifier, frame.not_preposition_object)
    return 2.0 * sum(map(bool, words)) + sum(map(bool, classes)) + 0.25 * sum(map(bool, barred))


def find_frames(scene: Scene, trigger: Token) -> list[Frame]:
    """The frames a word may trigger. A predicate noun also stands for the copula it has ("is in talks")."""
    pos = TRIGGER_POS.get(trigger.pos_)
    if pos is None:
        return []
    lexicon = scene.knowledge.lexicon
    frames = list(lexicon.frames_for(trigger.lemma_.lower(), pos))
    copula = next(iter(children(trigger, "cop")), None)
    if copula is not None:
        frames.extend(lexicon.frames_for("be", "VERB"))
    return frames


def fits(scene: Scene, trigger: Token, frame: Frame) -> bool:
    """Whether the conditions of the frame hold around the trigger."""
    if frame.particle is not None and frame.particle not in _particles(trigger):
        return False
    verbal = frame.pos == "VERB" and trigger.pos_ in ("VERB", "AUX")
    patients = find_patients(trigger) if verbal else []
    if not _agree(scene, patients, frame.object, frame.not_object, frame.object_type):
        return False
    if frame.subject or frame.not_subject or frame.subject_type:
        subjects = find_role(trigger, "subj")
        if not _agree(scene, subjects, frame.subject, frame.not_subject, frame.subject_type):
            return False
    if frame.modifier or frame.not_modifier:
        words = {word for token in (patients if verbal else [trigger]) for word in _modifiers(token)}
        if (frame.modifier and not words & frame.modifier) or words & frame.not_modifier:
            return False
    if frame.preposition_object or frame.not_preposition_object:
        pairs = set(_preposition_pairs(scene, trigger))
        if (frame.preposition_object and not pairs & frame.preposition_object) or pairs & frame.not_preposition_object:
            return False
    if frame.predicate and not _predicates(trigger) & frame.predicate:
        return False
    return not frame.complement or frame.complement.holds_for(_complements(trigger))


def _agree(
    scene: Scene, tokens: list[Token], wanted: frozenset[str], barred: frozenset[str], classes: ClassTest
) -> bool:
    """Whether the words in a role have the lemmas and the class that a frame asks for."""
    if wanted or barred:
        lemmas = {lemma for token in tokens for lemma in _lemmas(scene, token)}
        if (wanted and not lemmas & wanted) or lemmas & barred:
            return False
    return not classes or classes.holds_for(_classes(scene, tokens))


def fill(scene: Scene, trigger: Token, frame: Frame) -> Match:
    """The parties in the frame's roles."""
    match = Match(frame, trigger)
    actors, actor_role = _fill_role(scene, trigger, frame.actor, agentive=True)
    recipients, recipient_role = _fill_role(scene, trigger, frame.recipient, agentive=False, used=actors.tokens)
    if not actors and recipients and frame.pos == "NOUN" and (attendants := find_attendants(trigger)):
        actors, actor_role = find_all(scene, attendants, agentive=True), "attendant"
    if frame.pos == "NOUN" and not actors:
        actors, struck = _fill_from_participle(scene, trigger)
        actor_role, recipients = "participle" if actors else None, recipients or struck
    if frame.pos == "NOUN" and not actors and not recipients:
        actors, recipients = _fill_from_clause(scene, trigger)
        actor_role = "relative" if actors else None
        gathered = find_all(scene, find_attendants(trigger), agentive=True)
        if not actors and len(entities(gathered.parties)) > 1:
            actors, actor_role = gathered, "attendant"  # "X and Y agreed at a meeting"
    if not actors and frame.pos == "NOUN" and recipients:
        actors, actor_role = _fill_late(scene, trigger, recipients)
    if not recipients and actors and frame.pos == "NOUN" and scene.knowledge.kinds.get(frame.kind).quad_class == 4:
        recipients, recipient_role = _fill_role(scene, trigger, ("comp",), agentive=False, used=actors.tokens)
    if actor_role == "between" and not recipients and len(entities(actors.parties)) > 1:
        recipients, recipient_role = actors, "between"
    match.actors, match.recipients = actors, recipients
    match.territory = _find_territory(scene, trigger, frame)
    match.roles = tuple(
        f"{name}={role}" for name, role in (("actor", actor_role), ("recipient", recipient_role)) if role
    )
    filled = {"actor": bool(actors), "recipient": bool(recipients), "territory": bool(match.territory)}
    match.instrument_tokens = tuple(t.i for role in frame.instrument for t in find_role(trigger, role))
    filled["instrument"] = bool(match.instrument_tokens)
    if scene.knowledge.kinds.get(frame.kind).mutual and len(entities(actors.parties)) > 1:
        filled["recipient"] = True  # "X and Y met"
    match.missing = tuple(need for need in frame.needs if not filled.get(need, True))
    match.absorbed = tuple(_absorbed(scene, trigger, frame))
    return match


def _fill_role(
    scene: Scene, trigger: Token, roles: Iterable[str], agentive: bool, used: tuple[int, ...] = ()
) -> tuple[Cast, str | None]:
    """The first of the roles that stands for a party; ``used`` tokens already fill another role."""
    doubtful: tuple[Cast, str | None] = (Cast(), None)
    for role in roles:
        tokens = [token for token in find_role(trigger, role) if token.i not in used]
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


def _find_place_states(scene: Scene, tokens: Iterable[Token]) -> Cast:
    """The states that the places named by the tokens lie in ("Lima", "camps near Lima"), where each is in one only."""
    cast = Cast()
    for token in tokens:
        nested = [inner for case, inner in find_obliques(token) if case in ("in", "near", "at", "around", "of")]
        for place in (token, *nested):
            mention = scene.find_mention(place)
            if mention is None or mention.place is None or len(mention.place.countries) != 1:
                continue
            party: Party = make_state_party(scene, mention.place.countries[0])
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
            if _lemmas(scene, token) & frame.object:
                yield token.i
                yield from (inner.i for inner in _inner_nouns(scene, token))
    wanted = {lemma for _, lemma in frame.preposition_object}
    if wanted:
        for _, token in _obliques(trigger):
            if token.i != trigger.i and _lemmas(scene, token) & wanted:
                yield token.i


def _particles(trigger: Token) -> set[str]:
    found = {child.lower_ for child in children(trigger, "compound:prt")}
    found.update(child.lower_ for child in children(trigger, "advmod") if child.i > trigger.i)
    found.update(child.lower_ for child in children(trigger, "xcomp") if child.i == trigger.i + 1)
    found.update(case.split(" ", maxsplit=1)[0] for case, _ in find_obliques(trigger) if case)
    return found


def _lemmas(scene: Scene, token: Token) -> frozenset[str]:
    """The lemma of a noun, and of the noun that it only counts ("a series of meetings")."""
    found = {token.lemma_.lower(), *(inner.lemma_.lower() for inner in _inner_nouns(scene, token))}
    # "troops", "arms": nouns that are lemmatised as plurals
    found.update(lemma.removesuffix("s") for lemma in tuple(found) if token.tag_ in ("NNS", "NNPS"))
    return frozenset(found)


def _inner_nouns(scene: Scene, token: Token) -> list[Token]:
    if token.lemma_ not in scene.cues.quantities and token.pos_ not in ("NUM", "DET", "PRON"):
        return []
    return [child for child in children(token, "nmod") if find_case(child) == "of"]


def _classes(scene: Scene, tokens: Iterable[Token]) -> frozenset[str]:
    """The classes of what the tokens stand for: ``party state place person group``, ``text`` for words and papers."""
    found: set[str] = set()
    for token in tokens:
        mention = scene.find_mention(token)
        if find_all(scene, [token], agentive=True):
            found.add("party")
        elif mention is None and _is_text(scene, token):
            found.add("text")
        if mention is None:
            continue
        if mention.place is not None:
            found.add("place")
        if any(party.kind == "state" for party in mention.parties):
            found.add("state")
        if mention.kind == "person":
            found.add("person")
        if mention.kind in ("group", "armed_group"):
            found.add("group")
    return frozenset(found)


def _is_text(scene: Scene, token: Token) -> bool:
    word = token.lemma_.lower()
    return word in scene.cues.instruments.nouns or bool(scene.cues.effects(word, "NOUN"))


def _predicates(trigger: Token) -> set[str]:
    """The words for what the object is called or made ("called Chad a reliable partner", "described it as a step"), and
    the heads of clausal complements ("threatened to sever ties": sever)."""
    found: set[str] = set()
    for child in children(trigger, "xcomp", "obj", "obl", "appos", "ccomp", "advcl"):
        if child.dep_ in ("obl", "advcl") and find_case(child) != "as" and find_mark(child) != "as":
            continue
        if child.pos_ in ("NOUN", "ADJ", "PROPN", "NUM"):
            found.add(child.lemma_.lower())
            found.update(_modifiers(child))
    found.update(clause.lemma_.lower() for clause in find_complements(trigger))
    return found


def _modifiers(token: Token) -> set[str]:
    words = {child.lemma_.lower() for child in children(token, "amod", "compound", "nmod", "nmod:desc", "nummod")}
    return words | {inner.lemma_.lower() for child in children(token, "amod") for inner in children(child, "conj")}


def _obliques(trigger: Token) -> list[tuple[str, Token]]:
    found = list(find_obliques(trigger))
    if children(trigger, "cop") and (case := find_case(trigger)):
        found.append((case, trigger))
    if trigger.pos_ == "VERB":
        found.extend(pair for patient in find_patients(trigger) for pair in find_obliques(patient))
    return found


def _preposition_pairs(scene: Scene, trigger: Token) -> Iterable[tuple[str, str]]:
    for case, token in _obliques(trigger):
        for lemma in _lemmas(scene, token):
            yield case, lemma
    for clause in find_complements(trigger):
        if clause.tag_ == "VBG" and (mark := find_mark(clause)):
            yield mark, clause.lemma_.lower()


def _complements(trigger: Token) -> frozenset[str]:
    found: set[str] = set()
    for child in find_complements(trigger):
        if child.dep_ == "obl":
            continue
        if is_infinitive(child):
            found.add("inf")
        elif child.dep_ in ("ccomp", "acl") and children(child, "nsubj", "nsubj:pass", "mark", "cop"):
            found.add("that")
        elif child.tag_ == "VBG":
            found.add("ing")
    if any(child.pos_ in ("NOUN", "ADJ", "PROPN") for child in children(trigger, "xcomp")):
        found.add("predicate")
    if len(children(trigger, "obj")) > 1:
        found.add("predicate")  # "called X key players", both read as objects
    return frozenset(found or {"none"})
