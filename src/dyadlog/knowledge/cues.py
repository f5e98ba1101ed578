"""Cues: words of modality, negation and attribution, of time and topic, of agents and instruments.

Read from ``tables/cues*.toml``. A file of the same name in a user's folder adds words; a word that it puts under
another heading of the same section moves there.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from dyadlog.errors import KnowledgeError
from dyadlog.records.vocabulary import Capacity, InstrumentKind, InstrumentStatus

if TYPE_CHECKING:
    from pathlib import Path

    from dyadlog.knowledge import Knowledge

Effect = Literal[
    "planned", "requested", "hypothetical", "denied", "negated", "transparent", "report", "conditional", "own"
]
"""What a word does to the act it governs: the modality it gives, ``negated``, ``transparent`` (none), ``report`` (on
someone's word), ``conditional`` (planned under a speech verb, else hypothetical), ``own`` (a fact of its own)."""

Agent = Literal["body", "force", "people", "company", "fighter"]
Words = frozenset[str]

PARTS = {"verbs": "VERB", "adjectives": "ADJ", "nouns": "NOUN"}
CAPACITIES: tuple[Capacity, ...] = ("unnamed", "analyst", "media", "military", "government", "party")


@dataclass(frozen=True, slots=True)
class InstrumentCues:
    """Nouns for instruments, the words that make some of them one, and the words that tell how far they have come."""

    nouns: Mapping[str, InstrumentKind]
    qualified: Words
    qualifiers: Words
    narrow: Mapping[str, Words]
    relations: Words
    aim_verbs: Words
    aim_objects: Words
    pledge_verbs: Words
    pledge_talk: Words
    pledge_moving: Words
    pledge_keeping: Words
    pledge_sums: Words
    pledge_soft_verbs: Words
    pledge_soft_objects: Words
    status: Mapping[str, InstrumentStatus]


@dataclass(frozen=True, slots=True)
class TimeCues:
    """Words that say how a report stands to its day."""

    background: Words
    background_adjectives: Words
    current: Words
    together: Words
    awaited: Words
    past_plans: Words
    same: Words
    phases: Words
    pointers: Words
    settings: Words
    stay_nouns: Words
    lengths: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AttributionCues:
    """Words that say on whose word an act is told, and in which capacity a speaker speaks."""

    phrases: Words
    blaming: Words
    charging: Words
    capacities: Mapping[str, Capacity]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues. Keys are lemmas or lower-case words. ``anaphors`` maps nouns to families of kinds,
    ``undone`` kinds to the kind of not doing them."""

    embedding: Mapping[tuple[str, str], frozenset[Effect]]
    modifier: Mapping[str, Effect]
    auxiliary: Mapping[str, Effect]
    mark: Mapping[str, Effect]
    preposition: Mapping[str, Effect]
    occurrence: Words
    ranks: Words
    support: Words
    answering: Words
    negation: Words
    negative_determiners: Words
    singles: Words
    not_only: Words
    attribution: AttributionCues
    time: TimeCues
    instruments: InstrumentCues
    agents: Mapping[str, Agent]
    quantities: Words
    topics: Mapping[str, str]
    anaphors: Mapping[str, str]
    domestic: Words
    joint: Words
    solitary: Words
    local: Words
    lodged: Words
    vague: Words
    both: Words
    obligation: Words
    inverted: Words
    undone: Mapping[str, str]

    def effects(self, lemma: str, pos: str) -> frozenset[Effect]:
        """What a governing word may do to the act in its complement; empty for a word that says nothing about it."""
        return self.embedding.get((lemma, pos), frozenset())

    def is_report(self, lemma: str, pos: str) -> bool:
        """Whether the word introduces what someone says or thinks."""
        return "report" in self.effects(lemma, pos)


def load_cues(knowledge: "Knowledge") -> Cues:
    """All cues of the shipped files and the user's."""
    tables = {name: _read(knowledge, f"{name}.toml") for name in FILES}
    main, time = tables["cues"], tables["cues_time"]
    embedding: dict[tuple[str, str], set[Effect]] = {}
    for effect, lists in main["embedding"].items():
        for part, pos in PARTS.items():
            for word in lists.get(part, ()):
                embedding.setdefault((word, pos), set()).add(effect)
    return Cues(
        embedding={key: frozenset(effects) for key, effects in embedding.items()},
        modifier=_invert({effect: lists["words"] for effect, lists in main["modifier"].items()}),
        auxiliary=_invert(main["auxiliary"]),
        mark=_invert(main["mark"]),
        preposition=_invert(main["preposition"]),
        occurrence=frozenset(main["occurrence"]["verbs"]),
        ranks=frozenset(main["rank"]["words"]),
        support=frozenset(main["support"]["verbs"]),
        answering=frozenset(main["answering"]["verbs"]),
        negation=frozenset(main["negation"]["words"]),
        negative_determiners=frozenset(main["negation"]["determiners"]),
        singles=frozenset(main["negation"]["singles"]),
        not_only=frozenset(main["negation"]["not_only"]),
        attribution=_build_attribution(main["attribution"]),
        time=TimeCues(
            background=frozenset(time["background"]["adverbs"]),
            background_adjectives=frozenset(time["background"]["adjectives"]),
            current=frozenset(time["current"]["words"]),
            together=frozenset(time["together"]["marks"]),
            awaited=frozenset(time["awaited"]["marks"]),
            past_plans=frozenset(time["past_plan"]["words"]),
            same=frozenset(time["same"]["words"]),
            phases=frozenset(time["phase"]["verbs"]),
            pointers=frozenset(time["pointer"]["words"]),
            settings=frozenset(time["setting"]["prepositions"]),
            stay_nouns=frozenset(time["stay"]["nouns"]),
            lengths={unit: int(days) for unit, (days,) in time["length"].items()},
        ),
        instruments=_build_instruments(tables["cues_instruments"]),
        agents=cast(
            "dict[str, Agent]",
            _invert({kind: tables["cues_agents"][kind]["nouns"] for kind in get_args(Agent)}),
        ),
        quantities=frozenset(tables["cues_agents"]["quantity"]["nouns"]),
        topics=_invert(tables["cues_topics"]["contexts"]),
        anaphors=_invert(tables["cues_anaphors"]["families"]),
        domestic=frozenset(tables["cues_anaphors"]["domestic"]["kinds"]),
        solitary=frozenset(tables["cues_anaphors"]["solitary"]["kinds"]),
        local=frozenset(tables["cues_anaphors"]["local"]["kinds"]),
        lodged=frozenset(tables["cues_anaphors"]["lodged"]["kinds"]),
        vague=frozenset(tables["cues_anaphors"]["vague"]["kinds"]),
        both=frozenset(tables["cues_anaphors"]["both"]["words"]),
        obligation=frozenset(main["obligation"]["verbs"]),
        undone={kind: other for other, kinds in tables["cues_anaphors"]["undone"].items() for kind in kinds},
        inverted=frozenset(main["inverted"]["auxiliaries"]),
        joint=frozenset(tables["cues_anaphors"]["joint"]["kinds"]),
    )


FILES = ("cues", "cues_agents", "cues_anaphors", "cues_instruments", "cues_time", "cues_topics")


class Table(dict[str, Any]):
    """A parsed TOML file: JSON-like by nature, typed on the way out. What is missing is named with its file."""

    def __init__(self, name: str, section: str = "") -> None:
        super().__init__()
        self.name, self.section = name, section

    def __missing__(self, key: str) -> Any:
        """No such section."""
        raise KnowledgeError(self.name, None, f"no {self.section}{key!r}")

    def open(self, key: str) -> "Table":
        """The section of that name, empty where it is new."""
        found = self.setdefault(key, Table(self.name, f"{self.section}{key}."))
        if not isinstance(found, Table):
            raise KnowledgeError(self.name, None, f"{key!r} must be a list of words")
        return found


def _read(knowledge: "Knowledge", name: str) -> Table:
    table = Table(name)
    for path in knowledge.files(name):
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise KnowledgeError(str(path), None, str(error)) from error
        _merge(table, found, path, not table)
    return table


def _merge(table: Table, found: Mapping[str, Any], path: "Path", first: bool) -> None:
    for key, value in found.items():
        if isinstance(value, dict):
            if not first and key not in table:
                raise KnowledgeError(str(path), None, f"no section {key!r} is known")
            _merge(table.open(key), value, path, first)
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            table[key] = [*table.get(key, ()), *value]
        else:
            raise KnowledgeError(str(path), None, f"{key!r} must be a list of words")


def _invert(lists: Mapping[str, list[str]]) -> dict[str, Any]:
    return {word: heading for heading, words in lists.items() for word in words}


def _build_attribution(table: Table) -> AttributionCues:
    return AttributionCues(
        phrases=frozenset(table["phrases"]),
        blaming=frozenset(table["blaming"]),
        charging=frozenset(table["charging"]),
        capacities={word: capacity for capacity in reversed(CAPACITIES) for word in table[capacity]},
    )


def _build_instruments(table: Table) -> InstrumentCues:
    for section, known in (("nouns", get_args(InstrumentKind)), ("status", get_args(InstrumentStatus))):
        if unknown := set(table[section]) - set(known):
            raise KnowledgeError("cues_instruments.toml", None, f"{section}: no {min(unknown)!r} in the vocabulary")
    return InstrumentCues(
        nouns=_invert(table["nouns"]),
        qualified=frozenset(table["qualified"]["nouns"]),
        qualifiers=frozenset(table["qualified"]["words"]),
        narrow={noun: frozenset(words) for noun, words in table["narrow"].items()},
        relations=frozenset(table["relations"]["nouns"]),
        aim_verbs=frozenset(table["aim"]["verbs"]),
        aim_objects=frozenset(table["aim"]["objects"]),
        pledge_verbs=frozenset(table["pledge"]["verbs"]),
        pledge_talk=frozenset(table["pledge"]["talk"]),
        pledge_moving=frozenset(table["pledge"]["moving"]),
        pledge_keeping=frozenset(table["pledge"]["keeping"]),
        pledge_sums=frozenset(table["pledge"]["sums"]),
        pledge_soft_verbs=frozenset(table["pledge"]["soft_verbs"]),
        pledge_soft_objects=frozenset(table["pledge"]["soft_objects"]),
        status=_invert(table["status"]),
    )
