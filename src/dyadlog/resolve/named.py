"""Known names: states, organisations, armed groups and named bodies that the knowledge tables list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dyadlog.records import Mention, Party, Place
from dyadlog.resolve.scene import NAME_PARTS, POSSESSIVE, Scene

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.names import NameEntry, NameMatch
    from dyadlog.knowledge.offices import BodyMatch
    from dyadlog.knowledge.places import PlaceEntry
    from dyadlog.knowledge.reference import ReferenceWords

ROLE_ORDER = (
    "name",
    "formal",
    "short",
    "abbreviation",
    "capital",
    "adjective",
    "demonym",
    "epithet",
    "metonym",
    "code",
)
ATTRIBUTIVE_DEPS = frozenset(("amod", "compound", "nmod", "nmod:poss", "nmod:desc", "flat", "cop", "case", "advmod"))
SHARED = 4
"""States that land can be shared or contested between; what more lie in (South Asia, the Baltic) is in none of them."""
RULES = {"formal": "name", "short": "name", "code": "name"}


@dataclass(frozen=True, slots=True)
class Meanings:
    """How often each target is named beyond doubt in a document: what settles names of several meanings."""

    counts: Counter[tuple[str, str]]
    surfaces: Counter[tuple[str, str]]

    @classmethod
    def of(cls, matches: Iterable[NameMatch], knowledge: Knowledge) -> Meanings:
        """Count the matches that can mean one thing only; a body of one state names that state too."""
        counts: Counter[tuple[str, str]] = Counter()
        surfaces: Counter[tuple[str, str]] = Counter()
        for match in matches:
            targets = {(entry.target_kind, entry.target) for entry in match.entries}
            if len(targets) == 1:
                counts[targets.pop()] += 1
                surfaces[match.entries[0].target, match.entries[0].surface] += 1
                body = knowledge.offices.body(match.entries[0].target)
                if match.entries[0].target_kind == "body" and body is not None and body.state is not None:
                    counts["state", body.state] += 1
        return cls(counts, surfaces)

    def find_province(self, entry: NameEntry, knowledge: Knowledge) -> PlaceEntry | None:
        """The province of another state that a state's name means here: the document names that other state, and this
        one in no other way (Georgia and the United States)."""
        if entry.target_kind != "state" or entry.role != "name":
            return None
        if self.counts["state", entry.target] > self.surfaces[entry.target, entry.surface]:
            return None
        for place in knowledge.places.find(entry.surface):
            other = place.countries[0] if len(place.countries) == 1 else entry.target
            if place.kind == "province" and other != entry.target and self.counts["state", other]:
                return place
        return None

    def date_capital(self, entry: NameEntry, knowledge: Knowledge) -> NameEntry:
        """A capital as that of the former state, where the document names that one and its successor in no other way
        (Moscow of the Soviet Union)."""
        if entry.role != "capital" or self.counts["state", entry.target] > self.surfaces[entry.target, entry.surface]:
            return entry
        for (kind, code), _ in self.counts.items():
            state = knowledge.states.get(code) if kind == "state" else None
            if state is not None and state.valid_to is not None and code != entry.target:
                for other in knowledge.states.names_of(code):
                    if other.role == "capital" and other.surface == entry.surface:
                        return replace(entry, target=code)
        return entry

    def settle(self, entries: Sequence[NameEntry]) -> tuple[NameEntry, ...]:
        """The entries of the one target meant; empty where the document leaves it open."""
        targets = list(dict.fromkeys((entry.target_kind, entry.target) for entry in entries))
        if len(targets) > 1:
            named = [target for target in targets if self.counts[target]]
            states = [target for target in targets if target[0] == "state"]
            best = named if len(named) == 1 else states if not named and len(states) == 1 else []
            if not best and named:
                most = max(self.counts[target] for target in named)
                best = [target for target in named if self.counts[target] == most]
            targets = best if len(best) == 1 else []
        return tuple(entry for entry in entries if (entry.target_kind, entry.target) in targets)


def match_names(scenes: Sequence[Scene], knowledge: Knowledge) -> list[list[NameMatch]]:
    """Known names in each sentence."""
    return [knowledge.names.match(scene.texts) for scene in scenes]


def add_names(
    scene: Scene,
    matches: Sequence[NameMatch],
    bodies: Sequence[BodyMatch],
    meanings: Meanings,
    knowledge: Knowledge,
    words: ReferenceWords,
) -> None:
    """Mentions for the known names of a sentence, save where a person's or a firm's longer name covers them."""
    for match in matches:
        if not scene.free(match.first, match.last) or within_longer_name(scene, match, bodies):
            continue
        if reaches_beyond(scene, match, words):
            scene.reserved.update(range(match.first, match.last + 1))
            continue
        entries = meanings.settle(match.entries)
        if any(entry.role == "capital" for entry in entries) and names_text(scene, match, words):
            scene.reserved.update(range(match.first, match.last + 1))
            continue
        if not entries:
            states = all(entry.target_kind == "state" for entry in match.entries)
            scene.add(scene.mention(match.first, match.last, "state" if states else "unknown", "ambiguous"))
            continue
        entry = meanings.date_capital(pick_role(scene, match, entries), knowledge)
        province = meanings.find_province(entry, knowledge)
        mention = (
            make_named(scene, match, entry, knowledge)
            if province is None
            else make_place(scene, match.first, match.last, province)
        )
        if mention is not None:
            scene.add(mention)


def reaches_beyond(scene: Scene, match: NameMatch, words: ReferenceWords) -> bool:
    """Whether an adjective is that of a region of several states ("inter-American", "pan-African")."""
    joined = (
        match.first > 1 and scene.tokens[match.first - 1].text == "-" and not scene.tokens[match.first - 1].whitespace_
    )
    return joined and words.holds("beyond_states", scene.tokens[match.first - 2].lower_)


def names_text(scene: Scene, match: NameMatch, words: ReferenceWords) -> bool:
    """Whether a capital only names a text made there ("the Rome Statute")."""
    following = match.last + 1
    return following < len(scene.doc) and words.holds("text_name", scene.tokens[following].text.lower())


def within_longer_name(scene: Scene, match: NameMatch, bodies: Sequence[BodyMatch]) -> bool:
    """Whether the match is only part of a person's name, or of a body's ("National Security Council")."""
    if any(body.first <= match.first and match.last <= body.last and covers(body, match) for body in bodies):
        return True
    return any(person.first <= match.last and match.first <= person.last for person in scene.people)


def covers(body: BodyMatch, match: NameMatch) -> bool:
    """Whether a body's name is the longer one."""
    return body.last - body.first > match.last - match.first


def pick_role(scene: Scene, match: NameMatch, entries: Sequence[NameEntry]) -> NameEntry:
    """The entry whose role fits the syntax: an adjective and a demonym are often one word."""
    ranked = sorted(entries, key=lambda entry: ROLE_ORDER.index(entry.role))
    roles = {entry.role for entry in ranked}
    if {"adjective", "demonym"} <= roles:
        token = scene.tokens[match.last]
        attributive = token.dep_ in ATTRIBUTIVE_DEPS and token.head.i > match.last
        wanted = "adjective" if attributive or token.pos_ == "ADJ" else "demonym"
        return next(entry for entry in ranked if entry.role == wanted)
    return ranked[0]


def make_named(scene: Scene, match: NameMatch, entry: NameEntry, knowledge: Knowledge) -> Mention | None:
    """The mention for a known name."""
    first, last = match.first, match.last
    if entry.target_kind == "state":
        return make_state(scene, first, last, entry, knowledge)
    if entry.target_kind == "organisation":
        organisation = knowledge.organisations.get(entry.target)
        name = organisation.name if organisation is not None else entry.surface
        states = (entry.target,) if knowledge.states.get(entry.target) is not None else ()
        party = Party(f"org:{entry.target}", name, "organisation", states)
        return scene.mention(first, last, "organisation", entry.role, (party,))
    if entry.target_kind == "armed_group":
        group = knowledge.armed_groups.get(entry.target)
        party = Party(f"group:{entry.target}", group.name if group is not None else entry.surface, "armed_group")
        return scene.mention(first, last, "armed_group", entry.role, (party,))
    if entry.target_kind == "body":
        return make_body(scene, first, last, entry, knowledge)
    place = knowledge.places.get(entry.target)
    if place is None or entry.role in {"adjective", "demonym"}:
        return None
    return make_place(scene, first, last, place)


def make_place(scene: Scene, first: int, last: int, entry: PlaceEntry | None) -> Mention:
    """The mention of a place; without countries where the tables do not know it."""
    if entry is None:
        return scene.mention(first, last, "place", "place", (), Place(scene.text_of(first, last), ()))
    countries = entry.countries if len(entry.countries) <= SHARED else ()
    return scene.mention(first, last, "place", "place", (), Place(entry.name, countries, entry.lat, entry.lon))


def make_body(scene: Scene, first: int, last: int, entry: NameEntry, knowledge: Knowledge) -> Mention | None:
    """A body that only one state has ("the Kremlin"); one that many have is left to the words around it."""
    body = knowledge.offices.body(entry.target)
    if body is None or body.state is None:
        return None
    name = scene.text_of(first, last)
    party = Party(f"body:{body.state}:{body.body_id}", name, "body", (body.state,))
    return scene.mention(first, last, "body", entry.role, (party,))


def state_party(code: str, knowledge: Knowledge) -> Party:
    """A state as an actor, under its neutral short name."""
    state = knowledge.states.get(code)
    return Party(f"state:{code}", state.name if state is not None else code, "state", (code,))


def make_state(scene: Scene, first: int, last: int, entry: NameEntry, knowledge: Knowledge) -> Mention:
    """A state, or its people where the word is a demonym; with the place it is, where it can be one."""
    state = knowledge.states.get(entry.target)
    rule = "epithet" if entry.loaded else RULES.get(entry.role, entry.role)
    token = scene.tokens[last]
    if entry.role == "demonym" and not is_possessed_unit(scene, last):
        party = Party(f"people:{entry.target}", scene.text_of(first, last), "people", (entry.target,))
        return scene.mention(first, last, "people", rule, (party,))
    place = None
    if entry.role not in {"adjective", "demonym", "epithet", "metonym"} and state is not None:
        name = entry.surface if entry.role == "capital" else state.name
        place = Place(name, (entry.target,), state.lat, state.lon)
    if entry.role == "adjective" and token.pos_ == "PROPN" and token.dep_ == "root":
        rule = "adjective"
    return scene.mention(first, last, "state", rule, (state_party(entry.target, knowledge),), place)


def is_possessed_unit(scene: Scene, last: int) -> bool:
    """Whether a demonym stands as a modifier after all ("the Iraqi army")."""
    following = last + 1
    if following >= len(scene.doc) or scene.tokens[following].lower_ in POSSESSIVE:
        return False
    token = scene.tokens[last]
    return token.dep_ in NAME_PARTS and token.head.i > last
