"""Roster: the people of a page, each once, under all the forms of their name, with office and state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.knowledge.transliteration import (
    core_words,
    fold_name,
    load_name_rules,
    name_keys,
    name_similarity,
    same_person,
)
from dyadlog.records import Party
from dyadlog.resolve.scene import OfficeSpan, PersonSpan, Scene

if TYPE_CHECKING:
    from dyadlog.knowledge.reference import ReferenceWords

WORD_MATCH = 0.93
"""Similarity from which a lone surname is the same word as one of a full name: spellings that only fold differently."""

FRESH, OPENING = 3, 3
"""Sentences back to where a name still stands in the reader's mind, and those a page opens with."""
SPELT = 5
"""Letters. Shorter surnames of different people fall together when spellings are folded (Leo, Liu)."""


@dataclass(slots=True)
class Person:
    """One person of the page. ``sex`` is ``m``, ``f`` or None where no title tells it; ``leads`` where the page speaks
    of the person's government."""

    names: list[str] = field(default_factory=list)
    spans: list[PersonSpan] = field(default_factory=list)
    offices: list[OfficeSpan] = field(default_factory=list)
    sex: str | None = None
    states: tuple[str, ...] = ()
    leads: bool = False

    @property
    def name(self) -> str:
        """The fullest form on the page, the earliest of equals."""
        return max(self.names, key=lambda name: len(core_words(name)))

    @property
    def office(self) -> OfficeSpan | None:
        """The office the person acts in: the first told with a state, a present one before a former one."""
        ranked = sorted(self.offices, key=lambda office: (office.former, office.private, -office.strength))
        return ranked[0] if ranked else None

    def party(self) -> Party:
        """The person as an actor."""
        office = self.office
        wording = office.wording if office is not None else None
        return Party(
            f"person:{fold_name(self.name)}:{'+'.join(self.states)}", self.name, "person", self.states, wording
        )


class Roster:
    """The people of a document and which span names whom."""

    def __init__(self, scenes: Sequence[Scene], words: ReferenceWords) -> None:
        self.people: list[Person] = []
        self._of: dict[tuple[int, int], Person] = {}
        self._by_key: dict[str, list[Person]] = {}
        spans = [span for scene in scenes for span in scene.people]
        self._titled = {
            (scene.index, scene.people[office.person].first)
            for scene in scenes
            for office in scene.offices
            if office.person is not None and not office.former
        }
        for span in spans:
            if len(core_words(span.name)) > 1:
                self._admit(span, self._find_full(span))
        for span in spans:
            if len(core_words(span.name)) <= 1:
                self._admit(span, self._find_short(span))
        for scene in scenes:
            self._read_offices(scene, words)
        for person in self.people:
            person.states = explicit_states(person)
        by_index = {scene.index: scene for scene in scenes}
        for person in self.people:
            if not person.states and not any(office.former or office.private for office in person.offices):
                told = (beside_state(by_index[span.sentence], span) for span in person.spans)
                person.states = next(filter(None, told), ())

    def of(self, span: PersonSpan) -> Person:
        """The person that a span names."""
        return self._of[span.sentence, span.first]

    def _admit(self, span: PersonSpan, person: Person | None) -> None:
        if person is None:
            person = Person()
            self.people.append(person)
        if span.name not in person.names:
            self._index(person, span.name)
        person.names.append(span.name)
        person.spans.append(span)
        self._of[span.sentence, span.first] = person

    def _find_full(self, span: PersonSpan) -> Person | None:
        near = [person for key in sorted(name_keys(span.name)) for person in self._by_key.get(key, ())]
        fitting = [
            person for person in near if any(same_person(span.name, name) for name in dict.fromkeys(person.names))
        ]
        return max(fitting, key=lambda person: person.spans[0].sentence) if fitting else None

    def _index(self, person: Person, name: str) -> None:
        for key in name_keys(name):
            people = self._by_key.setdefault(key, [])
            if not any(known is person for known in people):
                people.append(person)

    def _find_short(self, span: PersonSpan) -> Person | None:
        """The person whose surname a lone word is, else whose other name; the nearest before it, else after it."""
        here = (span.sentence, span.first)
        word = core_words(span.name)[0] if core_words(span.name) else span.name.lower()
        whole = len(span.name.split()) == 1
        for has_word in (has_surname, has_given_name):
            fitting = [person for person in self.people if has_word(person, word, whole)]
            fitting = [person for person in fitting if not is_beside(person, span, word)]
            spelt = [person for person in fitting if any(word in core_words(name) for name in person.names)]
            fitting = spelt or fitting
            if fitting:
                return min(fitting, key=lambda person: self._nearness(person, here))
        return None

    def _nearness(self, person: Person, here: tuple[int, int]) -> tuple[int, bool, bool, int, int]:
        """How near a person's mentions stand: one just before first; of those farther back, whom the page began with
        or told an office of rather than who was named in passing; then the first one after."""
        places = [(span.sentence, span.first) for span in person.spans]
        before = [place for place in places if place < here]
        if not before:
            return (2, False, False, *min(places))
        last = max(before)
        if here[0] - last[0] <= FRESH:
            return (0, False, False, -last[0], -last[1])
        return (1, min(places)[0] > OPENING, not self._titled & set(places), -last[0], -last[1])

    def _read_offices(self, scene: Scene, words: ReferenceWords) -> None:
        for office in scene.offices:
            if office.person is not None:
                self.of(scene.people[office.person]).offices.append(office)
        for span in scene.people:
            person = self.of(span)
            for token in scene.doc[max(0, span.lead - 2) : span.first]:
                person.sex = person.sex or words.value("gender", token.lower_.rstrip("."))
            for office in scene.offices:
                if office.person is not None and self.of(scene.people[office.person]) is person:
                    person.sex = person.sex or words.value("gender", office.wording)


def is_beside(person: Person, span: PersonSpan, word: str) -> bool:
    """Whether the person stands in the same sentence under a name without the word: nobody is spelt two ways there."""
    beside = [other for other in person.spans if other.sentence == span.sentence]
    return any(word not in core_words(other.name) for other in beside)


def has_surname(person: Person, word: str, whole: bool) -> bool:
    """Whether the word is the last of one of the person's names; in another spelling only where it is the whole name
    and long enough to tell."""
    names = [core_words(name) for name in person.names if core_words(name)]
    last = {name[-1] for name in names if len(name) > 1} or {name[-1] for name in names}
    if word in last:
        return True
    return whole and len(word) >= SPELT and any(name_similarity(word, other) >= WORD_MATCH for other in last)


def has_given_name(person: Person, word: str, whole: bool) -> bool:
    """Whether the word stands, letter for letter, elsewhere in one of the person's names (Saddam, Xi): a name that
    half the country bears tells nothing."""
    return whole and word not in load_name_rules().light and any(word in core_words(name)[:-1] for name in person.names)


def beside_state(scene: Scene, span: PersonSpan) -> tuple[str, ...]:
    """The state that owns a name, or that the name owns ("Peru's Quispe", "Quispe's Peru")."""
    doc = scene.doc
    if span.lead > 1 and doc[span.lead - 1].tag_ == "POS":
        beside = scene.at.get(span.lead - 2)
    elif span.last + 2 < len(doc) and doc[span.last + 1].tag_ == "POS":
        beside = scene.at.get(span.last + 2)
        beside = beside if beside is not None and beside.rule == "name" else None
    else:
        return ()
    if beside is None or beside.kind != "state":
        return ()
    return tuple(code for party in beside.parties for code in party.states)


def explicit_states(person: Person) -> tuple[str, ...]:
    """The states that a person's offices on the page say, told of this very office before shared ones; most often told
    first. None for who holds no office any more, or speaks for nobody else."""
    for strength in (2, 1):
        told = [office for office in person.offices if office.strength == strength and acts_for_state(office)]
        if told:
            counts = Counter(office.states for office in told)
            return max(counts, key=lambda states: counts[states])
    return ()


def acts_for_state(office: OfficeSpan) -> bool:
    """Whether who holds the office acts for its state."""
    return bool(office.states) and not office.private and not office.former
