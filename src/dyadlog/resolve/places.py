"""Places: named places that are no state, with the countries they lie in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dyadlog.records import Mention, Place
from dyadlog.resolve.scene import POSSESSIVE, Scene
from dyadlog.resolve.setting import states_named

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.places import PlaceEntry


def add_places(scenes: Sequence[Scene], knowledge: Knowledge) -> None:
    """Place mentions of a document; towns of one name are told apart by the states the document names."""
    counts = Counter(states_named(mention for scene in scenes for mention in scene.found))
    for scene in scenes:
        for first, last in place_spans(scene):
            entry = choose(knowledge.places.find(scene.text_of(first, last)), counts)
            scene.add(make_place(scene, first, last, entry))


def place_spans(scene: Scene) -> Iterable[tuple[int, int]]:
    """The named spans that are places and that nothing else has claimed."""
    for entity in scene.doc.ents:
        first, last = entity.start, entity.end - 1
        while first <= last and (scene.doc[first].pos_ in {"DET", "ADP"} or scene.doc[first].lower_ == "the"):
            first += 1
        while last >= first and (scene.doc[last].lower_ in POSSESSIVE or scene.doc[last].pos_ == "PUNCT"):
            last -= 1
        if entity.label_ == "LOC" and first <= last and scene.free(first, last):
            yield first, last


def choose(entries: Sequence[PlaceEntry], counts: Counter[str]) -> PlaceEntry | None:
    """The place meant among those of one name: in the state that the document names most, else the best known."""
    if not entries:
        return None
    return max(entries, key=lambda entry: max((counts[code] for code in entry.countries), default=0))


def make_place(scene: Scene, first: int, last: int, entry: PlaceEntry | None) -> Mention:
    """The mention of a place; without countries where the tables do not know it."""
    if entry is None:
        return scene.mention(first, last, "place", "place", (), Place(scene.text_of(first, last), ()))
    return scene.mention(first, last, "place", "place", (), Place(entry.name, entry.countries, entry.lat, entry.lon))
