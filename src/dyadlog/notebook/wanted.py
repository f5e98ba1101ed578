"""What a notebook or a client of the API asks for, put into the words of the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Event
from dyadlog.records.vocabulary import EventType, Modality
from dyadlog.report.dates import first_day, last_day
from dyadlog.report.questions import CERTAINTIES, LANES, choose, resolve_states
from dyadlog.store import EVERY_LINE, Filter, LineFilter

Words = str | Iterable[str] | None
"""One word, several of which any will do, or None for all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims or events: an empty tuple or None means all; ``states`` must all take part."""

    states: tuple[str, ...]
    since: date | None
    until: date | None
    types: tuple[str, ...]
    kinds: tuple[str, ...]
    modalities: tuple[str, ...]
    outlets: tuple[str, ...]
    contexts: tuple[str, ...]

    def as_line_filter(self, narrow: LineFilter = EVERY_LINE) -> LineFilter:
        """The same for the events of two states, on top of what else narrows these."""
        return replace(
            narrow,
            since=self.since,
            until=self.until,
            types=self.types,
            kinds=self.kinds,
            modalities=self.modalities,
            outlets=self.outlets,
            contexts=self.contexts,
        )

    def as_filter(self) -> Filter:
        """What of it the store can tell of any number of states; ``fits`` tells the rest."""
        return Filter(
            states=self.states,
            since=self.since,
            until=self.until,
            event_type=_only(self.types),
            kind=_only(self.kinds),
            modality=_only(self.modalities),
            outlet=_only(self.outlets),
        )

    @property
    def is_plain(self) -> bool:
        """Whether ``as_filter`` tells all of it."""
        several_words = (self.types, self.kinds, self.modalities, self.outlets)
        return not self.contexts and all(len(words) < 2 for words in several_words)

    def fits(self, record: Claim | Event, outlets: Iterable[str | None]) -> bool:
        """Whether a record is of the types, kinds, modalities, contexts and outlets; ``outlets`` are its
        own."""
        return (
            (not self.types or record.event_type in self.types)
            and (not self.kinds or record.kind in self.kinds)
            and (not self.modalities or record.modality in self.modalities)
            and (not self.contexts or not set(self.contexts).isdisjoint(record.contexts))
            and (len(self.outlets) < 2 or not set(self.outlets).isdisjoint(outlets))
        )


def make_wanted(  # the words of a question, as it is asked
    knowledge: Knowledge,
    states: Sequence[str],
    *,
    since: str | None,
    until: str | None,
    type: Words,
    kind: Words,
    modality: Words,
    outlet: Words,
    context: Words,
) -> Wanted:
    """A question in the words of the record; UserError, with the nearest right ones, for a wrong word."""
    contexts = [known.lower() for known in knowledge.ontology.contexts]
    return Wanted(
        states=resolve_states(states, knowledge),
        since=first_day(since) if since else None,
        until=last_day(until) if until else None,
        types=tuple(choose(word, get_args(EventType), "event type") for word in several(type)),
        kinds=tuple(choose(word, (known.kind for known in knowledge.kinds), "kind") for word in several(kind)),
        modalities=tuple(choose(word, get_args(Modality), "modality") for word in several(modality)),
        outlets=several(outlet),
        contexts=tuple(choose(word, contexts, "context") for word in several(context)),
    )


def make_narrow(
    *, place: Words = None, lane: Words = None, certainty: str | None = None, contested: bool = False, new: str | None
) -> LineFilter:
    """What narrows the events of two states further; UserError for a wrong word."""
    return LineFilter(
        places=several(place),
        quads=tuple(LANES[choose(word, LANES, "lane")] for word in several(lane)),
        least_confidence=CERTAINTIES[choose(certainty, CERTAINTIES, "certainty")] if certainty else None,
        contested=contested,
        reported_since=first_day(new) if new else None,
    )


def several(words: Words) -> tuple[str, ...]:
    """One word or several, as several."""
    if words is None:
        return ()
    return (words,) if isinstance(words, str) else tuple(words)


def _only(words: tuple[str, ...]) -> str | None:
    return words[0] if len(words) == 1 else None
