"""What the record holds of an event, as lines of name and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dyadlog.records import Claim, Event
from dyadlog.report.dates import show_span
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.serve.sheets import Scene

Row = dict[str, Any]
METHODS: Final = {
    "explicit": "the date stands in the text",
    "relative": "counted from the day the page was published",
    "bounded": "counted from the earliest or latest day the page can be of",
    "narrative": "carried over from an earlier sentence",
    "published": "no time is told: news of the day the page was published",
    "named_period": "a period known by its name",
    "inferred": "told from other pages",
}
"""How a date was come by, in our words."""
MODALITIES: Final = {
    "asserted": "told as fact",
    "claimed": "told on somebody’s word",
    "planned": "planned",
    "requested": "asked for",
    "hypothetical": "thought of as possible",
    "denied": "denied",
}
"""How an act is presented, in our words."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is held of a record; ``more`` says how it is known or what it means."""

    name: str
    text: str
    more: str = ""


class FactTeller:
    """Tells what the record holds of an event; ``row`` is the event's row of the export contract."""

    def __init__(self, scene: Scene, event: Event, row: Row) -> None:
        self._scene = scene
        self._event = event
        self._row = row
        self._writer = LineWriter(scene.knowledge, Notebook({}), {})

    def tell(self, claims: Sequence[Claim]) -> list[Fact]:
        """When, where, who, and how it is told."""
        event = self._event
        places = ", ".join(dict.fromkeys(place.name for place in event.places))
        manner = "said not to have happened" if event.negated else MODALITIES[event.modality]
        facts = [
            self._when(claims),
            Fact("Where", places or "not told"),
            Fact("On the land of", ", ".join(self._scene.state_name(code) for code in event.territory)),
            *self._parties(),
            Fact("Told", manner, "a source denies it" if event.disputed else ""),
            Fact("On the word of", self._writer.detail(self._row).removeprefix("according to ")),
        ]
        return [fact for fact in facts if fact.text]

    def _when(self, claims: Sequence[Claim]) -> Fact:
        when = self._event.when
        if when is None:
            reasons = dict.fromkeys(claim.when_reason.replace("_", " ") for claim in claims if claim.when_reason)
            return Fact("When", "unknown", "; ".join(reasons))
        return Fact("When", show_span(self._row), METHODS[when.method])

    def _parties(self) -> list[Fact]:
        """Who acts and whom it concerns; of an act without direction, all who take part."""
        actors, recipients = ([self._name(row) for row in self._row[side]] for side in ("actors", "recipients"))
        if self._scene.knowledge.kinds.get(self._event.kind).mutual:
            return [Fact("Between", "; ".join(dict.fromkeys((*actors, *recipients))))]
        return [
            Fact("Who", "; ".join(dict.fromkeys(actors)) or "not told"),
            Fact("Whom", "; ".join(dict.fromkeys(recipients))),
        ]

    def _name(self, row: Row) -> str:
        return self._writer.name_party(row)

    def tell_codes(self) -> list[Fact]:
        """How it is coded, and how sure that is."""
        event = self._event
        kind = self._scene.knowledge.kinds.get(event.kind)
        score = "" if event.goldstein is None else f"{event.goldstein:+.1f}".replace("-", "−")
        facts = [
            Fact("Type", event.event_type.capitalize()),
            Fact("Kind", event.kind.replace("_", " "), kind.gloss),
            Fact("Mode", (event.mode or "").replace("_", " ")),
            Fact("Contexts", ", ".join(context.replace("_", " ") for context in event.contexts)),
            Fact("CAMEO", event.cameo or ""),
            Fact("Goldstein", score, "from −10, conflict, to +10, cooperation"),
            Fact("Confidence", f"{event.confidence:.2f}", "from 0 to 1"),
            Fact("Id", event.event_id),
        ]
        return [fact for fact in facts if fact.text]
