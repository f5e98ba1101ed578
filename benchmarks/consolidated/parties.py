"""Gold parties: who an answer key says takes part, with the ids that the program would give them.

What the page step resolved at the words is taken where it agrees with the key on kind and states; else the party is
made from the words as ``resolve`` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from benchmarks.consolidated.words import Span, find_all, overlap
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.reference import ReferenceWords
from dyadlog.knowledge.transliteration import core_words, fold_name, name_similarity
from dyadlog.records import Mention, Party, Reading
from dyadlog.records.vocabulary import PartyKind

ONE_NAME = 0.8
"""Similarity from which two full names of one page are one person's."""
COLLECTIVES = ("government", "officials", "military")
"""The labels of collectives that act for their state."""


class Parties:
    """Makes the parties of one page."""

    def __init__(self, reading: Reading, knowledge: Knowledge, reference: ReferenceWords) -> None:
        assert reading.document is not None
        self.reference = reference
        self.reading = reading
        self.text = reading.document.text
        self.knowledge = knowledge
        told = (party for mention in reading.mentions for party in mention.parties if party.is_named_person)
        self.people = tuple({party.actor_id: party for party in told}.values())

    def make(self, listed: Iterable[Mapping[str, Any]], quote: Span) -> tuple[Party, ...]:
        """The parties of one side of a claim, each once."""
        parties = [party for row in listed for party in self._make_one(row, quote)]
        return tuple({party.actor_id: party for party in parties}.values())

    def spans(self, row: Mapping[str, Any], quote: Span) -> list[Span]:
        """Where the party's name stands in the quote."""
        return find_all(self.text, row["name"], *quote)

    def _make_one(self, row: Mapping[str, Any], quote: Span) -> Iterator[Party]:
        kind, states = cast("PartyKind", row["kind"]), tuple(row["states"])
        if kind == "state":
            yield from (self._state(code) for code in states)
            return
        found = self._on_page(kind, states, self.spans(row, quote))
        if found:
            yield from found
        elif kind == "person":
            yield from self._person(row["name"], states, row["office"])
        elif kind == "body":
            yield from (self._body(row["name"], code) for code in states or ("",))
        elif kind == "people":
            yield from (Party(f"people:{code}", row["name"], "people", (code,)) for code in states)
            if not states:
                yield Party(f"people:{fold_name(row['name'])}", row["name"], "people")
        else:
            yield self._named(row["name"], kind, states)

    def _state(self, code: str) -> Party:
        state = self.knowledge.states.get(code)
        return Party(f"state:{code}", state.name if state else code, "state", (code,))

    def _on_page(self, kind: PartyKind, states: Sequence[str], spans: Sequence[Span]) -> tuple[Party, ...]:
        """What the page step made of the words, where it is of the kind and the states that the key gives."""
        best: tuple[int, tuple[Party, ...]] = (0, ())
        for mention in self.reading.mentions:
            shared = max((overlap(span, (mention.start, mention.end)) for span in spans), default=0)
            parties = self._fitting(mention, kind, states)
            if parties and shared > best[0]:
                best = (shared, parties)
        return best[1]

    def _fitting(self, mention: Mention, kind: PartyKind, states: Sequence[str]) -> tuple[Party, ...]:
        parties = tuple(p for p in mention.parties if p.kind == kind and set(p.states) <= set(states))
        told = {code for party in parties for code in party.states}
        return parties if told == set(states) else ()

    def _person(self, name: str, states: tuple[str, ...], office: str | None) -> Iterator[Party]:
        """A person by name, as the page step names them elsewhere on the page; else the holder of an office."""
        words = [word for word in self._bare(name) if word[:1].isupper()]
        if words:
            known = self._known(" ".join(words), states)
            full = known.name if known else " ".join(words)
            office = known.office or office if known else office
            yield Party(f"person:{fold_name(full)}:{'+'.join(states)}", full, "person", states, office)
            return
        holders = [p for p in self.people if office and p.office and p.states == states and p.office.startswith(office)]
        for code in states or ("",):
            own = tuple(filter(None, (code,)))
            if len(holders) == 1:
                yield holders[0]
            else:
                wording = office or name
                yield Party(f"office:{code}:{self._office_id(wording)}", wording, "person", own, wording)

    def _bare(self, name: str) -> list[str]:
        """The words of a name without titles, articles and honorifics."""
        words = name.split()
        titles = self.knowledge.offices.match_titles(words)
        taken = {position for match in titles for position in range(match.first, match.last + 1)}
        rest = [word for position, word in enumerate(words) if position not in taken]
        rest = [word for word in rest if not self.knowledge.names.find(word)]
        honorifics = {word.lower().rstrip(".") for word in self.knowledge.offices.honorifics}
        small = {"a", "an", "the", "he", "she", "they", "it", "his", "her", "of", "mr", "ms", "mrs", "dr"}
        return [word for word in rest if word.lower().rstrip(".") not in honorifics | small]

    def _known(self, name: str, states: tuple[str, ...]) -> Party | None:
        """The one person of the page who can be meant by a name."""
        words = set(core_words(name))
        fitting = [person for person in self.people if not person.states or set(person.states) <= set(states)]
        meant = [p for p in fitting if words <= set(core_words(p.name)) or name_similarity(p.name, name) >= ONE_NAME]
        return meant[0] if len(meant) == 1 else None

    def _office_id(self, wording: str) -> str:
        matches = self.knowledge.offices.match_titles(wording.split())
        return matches[0].office.office_id if matches else wording.replace(" ", "_")

    def _body(self, name: str, code: str) -> Party:
        words = name.split()
        own = tuple(filter(None, (code,)))
        matches = self.knowledge.offices.match_bodies(words)
        if matches:
            return Party(f"body:{code}:{matches[-1].body.body_id}", name, "body", own)
        known = [entry for entry in self.knowledge.names.find(name) if entry.target_kind == "body"]
        for entry in known:
            body = self.knowledge.offices.body(entry.target)
            if body is not None and body.state == code:
                return Party(f"body:{code}:{body.generic or body.body_id}", name, "body", own)
        labels = [self.reference.value("collective", form) for word in words for form in _forms(word.lower())]
        label = next((label for label in reversed(labels) if label in COLLECTIVES), None)
        return Party(f"body:{code}:{label or 'government'}", name, "body", own)

    def _named(self, name: str, kind: PartyKind, states: tuple[str, ...]) -> Party:
        """An organisation, an armed group or a firm."""
        plain = " ".join(word for word in name.split() if word.lower() != "the")
        for entry in self.knowledge.names.find(plain):
            if entry.target_kind == "organisation" and kind == "organisation":
                return Party(f"org:{entry.target}", name, "organisation")
            if entry.target_kind == "armed_group" and kind == "armed_group":
                return Party(f"group:{entry.target}", name, "armed_group", states)
        prefix = {"organisation": "org", "armed_group": "group"}.get(kind, kind)
        return Party(f"{prefix}:{fold_name(plain)}", name, kind, states)


def _forms(word: str) -> tuple[str, ...]:
    """A noun with its regular singulars."""
    return (word, word.removesuffix("s"), word.removesuffix("men") + "man" if word.endswith("men") else word)
