"""Places: named places that are no state, with the countries they lie in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dyadlog.records.vocabulary import PLACE_NAMES
from dyadlog.resolve.named import make_place
from dyadlog.resolve.scene import POSSESSIVE, Scene, prepositions
from dyadlog.resolve.setting import states_named

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.places import PlaceEntry
    from dyadlog.knowledge.reference import ReferenceWords

TOWN = 200_000
"""Inhabitants from which a lone name more likely means the town than an unknown person's surname."""


def add_places(scenes: Sequence[Scene], knowledge: Knowledge, words: ReferenceWords) -> None:
    """Place mentions of a document; towns of one name are told apart by the states the document names."""
    counts = Counter(states_named(mention for scene in scenes for mention in scene.found))
    for scene in scenes:
        for first, last, entries in known_places(scene, knowledge, words):
            scene.add(make_place(scene, first, last, choose(entries, counts)))
        for first, last in place_spans(scene):
            entries = knowledge.places.find(scene.text_of(first, last))
            scene.add(make_place(scene, first, last, choose(entries, counts)))


def known_places(
    scene: Scene, knowledge: Knowledge, words: ReferenceWords
) -> Iterator[tuple[int, int, Sequence[PlaceEntry]]]:
    """Names of the tables that the name finder took for a name too, or that stand where a place stands."""
    for match in knowledge.places.match(scene.texts):
        if not scene.free(match.first, match.last):
            continue
        tokens = scene.doc[match.first : match.last + 1]
        located = any(words.holds("locative", case) for token in tokens for case in prepositions(token))
        named = any(token.ent_type_ in {*PLACE_NAMES, "PER"} for token in tokens)
        if named or (located and tokens[-1].pos_ == "PROPN"):
            yield match.first, match.last, match.places


def place_spans(scene: Scene) -> Iterator[tuple[int, int]]:
    """The named spans that are places and that nothing else has claimed."""
    for entity in scene.doc.ents:
        first, last = entity.start, entity.end - 1
        while first <= last and (scene.tokens[first].pos_ in {"DET", "ADP"} or scene.tokens[first].lower_ == "the"):
            first += 1
        while last >= first and (scene.tokens[last].lower_ in POSSESSIVE or scene.tokens[last].pos_ == "PUNCT"):
            last -= 1
        if entity.label_ in PLACE_NAMES and first <= last and scene.free(first, last):
            yield first, last


def choose(entries: Sequence[PlaceEntry], counts: Counter[str]) -> PlaceEntry | None:
    """The place meant among those of one name: in the state that the document names most, else the best known."""
    if not entries:
        return None
    return max(entries, key=lambda entry: max((counts[code] for code in entry.countries), default=0))


def drop_towns(scenes: Sequence[Scene], knowledge: Knowledge) -> None:
    """Take lone names that are towns, and nobody's surname on the page, from the people."""
    surnames = {span.name.split()[-1] for scene in scenes for span in scene.people if span.first < span.last}
    for scene in scenes:
        scene.people = [
            span
            for span in scene.people
            if span.first < span.last
            or span.lead < span.first
            or span.name in surnames
            or not is_town(span.name, knowledge)
        ]


def is_town(name: str, knowledge: Knowledge) -> bool:
    """Whether a name is that of a large town or a region."""
    return any(place.population is None or place.population >= TOWN for place in knowledge.places.find(name))
