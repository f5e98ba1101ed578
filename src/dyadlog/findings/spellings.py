"""Spellings: how pages write the names of people."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dyadlog.knowledge.transliteration import name_words
from dyadlog.records import Dyad, Evidence, Mention, Reading

NAMING_RULES = ("person", "short_name")
"""How a mention names a person by name; others point at one by pronoun or office."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which pages write a person's name: how often, on which pages, and where first on each."""

    name: str
    count: int
    evidence: tuple[Evidence, ...]


def collect_spellings(dyad: Dyad, readings: Iterable[Reading]) -> dict[str, tuple[Spelling, ...]]:
    """How pages write the names of people, by actor id, the most frequent spelling first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, str], dict[str, Evidence]] = defaultdict(dict)
    for reading in sorted(readings, key=lambda reading: reading.page.location):
        for mention in reading.mentions:
            name = _name_as_written(mention)
            if name is None or reading.document is None:
                continue
            actor_id = dyad.canonical(mention.parties[0].actor_id)
            counts[actor_id][name] += 1
            document = reading.document
            quote = document.text[mention.start : mention.end]
            evidence = Evidence(document.document_id, mention.start, mention.end, quote)
            places[actor_id, name].setdefault(document.document_id, evidence)
    return {
        actor_id: tuple(
            Spelling(name, count, tuple(places[actor_id, name].values()))
            for name, count in sorted(names.items(), key=lambda row: (-row[1], row[0]))
        )
        for actor_id, names in counts.items()
    }


def _name_as_written(mention: Mention) -> str | None:
    """The words of a mention that are the name, without titles; None where it names nobody, or several."""
    if mention.kind != "person" or mention.rule not in NAMING_RULES or len(mention.parties) != 1:
        return None
    party = mention.parties[0]
    if not party.is_named_person:
        return None
    known = set(name_words(party.name))
    written = [word for word in mention.text.split() if set(name_words(word)) & known]
    return " ".join(written).strip(",.;:’'") or party.name
