"""Worth: which sentences of a page can hold a claim, decided by their words before the network reads them.

A claim is an act between two sides, so a page must name two of them: states (by names, towns, bodies), organisations,
armed groups; or one and an office. On such a page a sentence is worth reading where a claim can hang on one of its
words (a trigger of the lexicon beside a word that its frames ask for, a word for an instrument, a denial, a figure),
where it has a word for an office or the name of somebody who may hold one, or where it names a side. What is left out
keeps its words, without syntax and names.

The answer does not hang on which state is named: words with a capital that are part of any state's name are no words
of an act, and a sentence without a capital is always read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dyadlog.knowledge.offices import HEAD_ENDS, pluralise_title
from dyadlog.knowledge.phrases import phrase_key
from dyadlog.knowledge.reference import load_reference_words
from dyadlog.parse.lemmas import Lemmatiser
from dyadlog.parse.reader import Analysis

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.frame import Frame
    from dyadlog.knowledge.names import NameEntry

Words = Sequence[str]
Lemmas = frozenset[str]
Codes = frozenset[str]

DIGIT = re.compile(r"\d")
INFLECTED = ("past", "ing", "third", "plural", "present", "verb")
"""Classes of the lemmatiser under which a word may be a form of a trigger: its tag is not known yet."""
CONCLUDED = frozenset(("signed", "ratified"))
"""Stages of an instrument whose verbs make one of a general noun ("signed a declaration")."""
PERSONS = ("counterpart", "definite_person", "facing_role")
"""Lists of reference words for persons known by whom they deal with ("his Danish counterpart, ...")."""
SIDES = 2
KEPT_FORMS = 50_000


@dataclass(frozen=True, slots=True)
class Form:
    """What a word tells before it is parsed: the lemmas it may be a form of; whether it is enough ``alone``; the
    lemmas ``beside`` it of which any is enough."""

    lemmas: Lemmas
    alone: bool
    beside: Lemmas


class Worth:
    """Says of each sentence of a page whether it is worth reading. Holds settings only."""

    def __init__(self, knowledge: "Knowledge") -> None:
        self.knowledge = knowledge
        self._forms: dict[str, Form] = {}

    def __reduce__(self) -> tuple[type["Worth"], tuple["Knowledge"]]:
        return Worth, (self.knowledge,)

    @cached_property
    def lemmatise(self) -> Lemmatiser:
        """Lemmas by ending."""
        return Lemmatiser()

    @cached_property
    def acts(self) -> dict[str, Lemmas | None]:
        """The lemmas a claim can hang on, each with the words of which one must stand beside it; None: it needs
        none."""
        acts: dict[str, Lemmas | None] = {}
        for lemma, beside in iterate_acts(self.knowledge):
            known = acts.get(lemma, frozenset())
            acts[lemma] = None if known is None or beside is None else known | beside
        return acts

    @cached_property
    def roles(self) -> Lemmas:
        """Words for those who act for a state by their office, and for the bodies they act in."""
        offices, words = self.knowledge.offices, load_reference_words(self.knowledge)
        titles = [title for office in offices.all() for title in office.titles]
        names = [name for body in offices.bodies() if body.state is None for name in body.names]
        heads = {word for phrase in (*titles, *names) for word in find_heads(phrase)}
        return frozenset(heads.union(*(words.words(name) for name in PERSONS)))

    @cached_property
    def state_words(self) -> Lemmas:
        """Every word of a state's name ("United", "States", "Republic"), in small letters."""
        states = self.knowledge.states
        return frozenset(
            word
            for state in states.all()
            for entry in states.names_of(state.code)
            for word in phrase_key(entry.surface)
        )

    def __call__(self, sentences: Sequence[Words], outlet: str = "") -> list[bool]:
        """For each sentence of a page, its words given, whether it can hold a claim or tell who is who.

        ``outlet``: who publishes the page; its name may name the state the page is told from.
        """
        if not self.is_open(sentences, outlet):
            return [False] * len(sentences)
        found = [self.may_act(words) for words in sentences]
        if not all(found):
            holders = self.find_holders(sentences)
            for position, words in enumerate(sentences):
                found[position] = found[position] or not holders.isdisjoint(words) or bool(self.find_sides(words))
        return found

    def is_open(self, sentences: Sequence[Words], outlet: str = "") -> bool:
        """Whether a page names two sides, or one and an office; a town is a side only beside another."""
        sides = self.find_sides(outlet.split())
        towns: set[Codes] = set()
        for words in sentences:
            sides |= self.find_sides(words)
            if len(sides) >= SIDES:
                return True
            towns |= self.find_towns(words)
        named = frozenset[str]().union(*sides)
        abroad = any(named.isdisjoint(countries) for countries in towns)
        return bool(sides) and (abroad or any(self.knowledge.offices.match_titles(words) for words in sentences))

    def find_sides(self, words: Words) -> set[Codes]:
        """The states, organisations and armed groups that the words name, each under all that its name may mean."""
        matches = self.knowledge.names.match(words)
        sides = (frozenset(code for entry in match.entries for code in self._codes_of(entry)) for match in matches)
        return {side for side in sides if side}

    def _codes_of(self, entry: "NameEntry") -> tuple[str, ...]:
        """The states or the organisation that a name may stand for."""
        if entry.target_kind == "body":
            body = self.knowledge.offices.body(entry.target)
            return (body.state,) if body is not None and body.state is not None else ()
        if entry.target_kind == "place":
            place = self.knowledge.places.get(entry.target)
            return place.countries if place is not None else ()
        return (entry.target,)

    def find_towns(self, words: Words) -> set[Codes]:
        """For each town or region that the words name, the states in which one of its name lies."""
        matches = self.knowledge.places.match(words)
        return {frozenset(code for place in match.places for code in place.countries) for match in matches}

    def find_holders(self, sentences: Sequence[Words]) -> frozenset[str]:
        """The words with a capital that stand in a sentence with a word for an office and are nowhere on the page
        written small: among them the names of who holds it."""
        small = {word for words in sentences for word in words if word[:1].islower()}
        beside = {word for words in sentences if self.has_role(words) for word in words if word[:1].isupper()}
        return frozenset(word for word in beside if word.lower() not in small and word.lower() not in self.state_words)

    def has_role(self, words: Words) -> bool:
        """Whether a sentence has a word for an office, a body of state, or somebody known by whom he deals with."""
        return any(not self.find_form(word).lemmas.isdisjoint(self.roles) for word in words)

    def may_act(self, words: Words) -> bool:
        """Whether a claim can hang on a word of the sentence, or it has a word for an office."""
        found: set[str] = set()
        wanted: list[Lemmas] = []
        cased = False
        for word in words:
            form = self._forms.get(word) or self.find_form(word)
            if form.alone:
                return True
            found |= form.lemmas
            cased = cased or word[:1].isupper()
            if form.beside:
                wanted.append(form.beside)
        return not cased or any(not beside.isdisjoint(found) for beside in wanted)

    def find_form(self, word: str) -> Form:
        """What a word tells, whatever form of whichever word it is."""
        known = self._forms.get(word)
        if known is None:
            if len(self._forms) > KEPT_FORMS:
                self._forms.clear()
            known = self._forms[word] = self._read_form(word)
        return known

    def _read_form(self, word: str) -> Form:
        form = word.lower().replace("’", "'")
        if word[:1].isupper() and form in self.state_words:
            return Form(frozenset(), False, frozenset())
        lemmas = frozenset(lemma for part in {form, *form.split("-")} for lemma in self._undo(part))
        conditions = [self.acts[lemma] for lemma in lemmas & self.acts.keys()]
        alone = None in conditions or bool(DIGIT.search(word)) or not lemmas.isdisjoint(self.roles)
        beside = frozenset[str]().union(*(words for words in conditions if words is not None))
        return Form(lemmas, alone, beside)

    def _undo(self, form: str) -> Iterator[str]:
        yield form
        yield form.removesuffix("s")  # "talks", "arms": some plurals are lemmas and some are not
        for kind in INFLECTED:
            yield self.lemmatise.apply(kind, form)


def find_heads(title: str) -> Iterator[str]:
    """The noun of a title or of a body's name that is its head, in the singular and plural."""
    key = phrase_key(title)
    head = next((position for position, word in enumerate(key) if position and word in HEAD_ENDS), len(key)) - 1
    yield key[head]
    yield from set(pluralise_title(key)) - set(key)


def iterate_acts(knowledge: "Knowledge") -> Iterator[tuple[str, Lemmas | None]]:
    """The lemmas a claim can hang on, some more than once, with what must stand beside them."""
    for frame in knowledge.lexicon:
        yield frame.lemma, least_condition(frame)
    cues = knowledge.cues.instruments
    closing = frozenset(verb for verb, status in cues.status.items() if status in CONCLUDED)
    for noun in cues.nouns:
        yield noun, closing if noun in cues.relations else closing | cues.qualifiers if noun in cues.qualified else None
    for verb in cues.pledge_verbs:
        yield verb, None
    for verb in cues.aim_verbs:
        yield verb, cues.aim_objects
    for (lemma, pos), effects in knowledge.cues.embedding.items():
        if pos == "VERB" and "denied" in effects:
            yield lemma, None
    for word in knowledge.units.number_words:
        yield word, None


def least_condition(frame: "Frame") -> Lemmas | None:
    """The words of which a frame needs one beside its trigger: of its conditions the one with fewest words."""
    prepositional = frozenset(lemma for _, lemma in frame.preposition_object)
    particle = frozenset(frame.particle.split()[:1]) if frame.particle is not None else frozenset[str]()
    conditions = (frame.object, frame.subject, frame.modifier, frame.predicate, prepositional, particle)
    return min((words for words in conditions if words), key=len, default=None)


def leave_out(words: Words) -> Analysis:
    """What stands for the syntax of a sentence that is not read: every word hangs on the first, of no part of speech,
    and there are no names."""
    count = len(words)
    return Analysis(
        pos=("X",) * count,
        tags=("FW",) * count,
        morphs=("",) * count,
        heads=(0,) * count,
        relations=("root", *("dep",) * (count - 1)),
        names=("O",) * count,
    )


def is_left_out(doc: "Doc") -> bool:
    """Whether a sentence stands there without syntax, as ``leave_out`` makes it."""
    words = [token for token in doc if not token.is_space]
    return all(token.pos_ == "X" and token.head.i == words[0].i and not token.ent_type_ for token in words)
