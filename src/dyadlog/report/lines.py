"""Events in neutral words: one line an event."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dyadlog.errors import UserError
from dyadlog.knowledge import Knowledge
from dyadlog.report.dates import show_span
from dyadlog.report.notes import Notebook

Row = dict[str, Any]


ACCORDING: Final = re.compile(r"^according to\s+", re.IGNORECASE)
TO_STATES: Final = ("visit",)
"""Kinds that lead to a country, whoever was met there."""
LEADS: Final = {
    "planned": "planned: ",
    "requested": "asked for: ",
    "hypothetical": "possible: ",
    "denied": "denied: ",
}
"""In front of what is not told as done."""
LONGEST_QUOTE: Final = 240


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief: when, what in our words, the evidence, and how sure it stands.

    ``text`` never holds a source's loaded words; ``quote`` gives the words of the surest source, ``about`` those
    for the agreements or projects that the event is about. ``quad`` is 0 where none applies.
    """

    when: str
    text: str
    notes: tuple[int, ...]
    record_id: str
    modality: str = "asserted"
    disputed: bool = False
    quad: int = 0
    origins: int = 1
    detail: str = ""
    quote: str = ""
    about: tuple[str, ...] = ()
    parts: tuple["Line", ...] = ()


class LineWriter:
    """Puts events into words. A person's office is told where a section names the person first."""

    def __init__(self, knowledge: Knowledge, notebook: Notebook, instruments: Mapping[str, str]) -> None:
        self._knowledge = knowledge
        self._notebook = notebook
        self._instruments = instruments
        self._introduced: set[str] = set()

    def start_section(self) -> None:
        """From here on people are introduced anew."""
        self._introduced.clear()

    def write_event(self, event: Row, parts: Sequence[Row] = ()) -> Line:
        """An event as a line, its parts beneath it."""
        return Line(
            when=show_span(event) or "undated",
            text=self.describe(event),
            notes=self._notebook.cite(event["evidence"]),
            record_id=event["event_id"],
            modality=event["modality"],
            disputed=event["disputed"],
            quad=event["quad_class"] or 0,
            origins=event["origins"],
            detail=self.detail(event),
            quote=_shorten(choose_quote(event)),
            about=tuple(self._instruments[key] for key in event["instrument_ids"] if key in self._instruments),
            parts=tuple(self.write_event(part) for part in parts),
        )

    def describe(self, event: Row) -> str:
        """Who did what to whom, in neutral words; what is said not to have happened says so."""
        if event["kind"] not in self._knowledge.kinds:
            raise UserError(
                f"the record has events of the kind {event['kind']!r}, which no table knows;"
                " give the --knowledge folder that they were read with"
            )
        kind = self._knowledge.kinds.get(event["kind"])
        wording = self._knowledge.wording[event["kind"]]
        actors, recipients = event["actors"], event["recipients"]
        if event["kind"] in TO_STATES:
            recipients = [{**party, "kind": "state"} for party in recipients if party["states"]] or recipients
        if kind.mutual and recipients:
            who, whom = self._introduce([*actors, *recipients]), ""
        elif len(actors) > 1 and {p["actor_id"] for p in actors} == {p["actor_id"] for p in recipients}:
            who, whom = self._introduce(actors), "each other"
        else:
            who, whom = self._introduce(actors) or "someone", self._introduce(recipients)
        modality = event["modality"]
        past, negated = modality in ("asserted", "claimed", "denied"), bool(event["negated"])
        verb = wording.past if past else f"not to {wording.base}" if negated else f"to {wording.base}"
        act = " ".join(part for part in (verb, wording.link if whom else "", whom) if part)
        lead = "said not to have happened: " if negated and past else LEADS.get(modality, "")
        return f"{lead}{who} {act}{self._place(event)}"

    def _place(self, event: Row) -> str:
        names = [place["name"] for place in event["places"] if place["name"]]
        shown = {party["name"] for party in [*event["actors"], *event["recipients"]]}
        fresh = [name for name in dict.fromkeys(names) if name not in shown]
        return f" ({fresh[0]})" if fresh else ""

    def _introduce(self, parties: list[Row]) -> str:
        """Names of parties for people, each once; with office where the section has not told it yet."""
        names = []
        for party in parties:
            names.append(self.name_party(party, office=party["actor_id"] not in self._introduced))
            if party["kind"] == "person":
                self._introduced.add(party["actor_id"])
        names = list(dict.fromkeys(names))
        if len(names) > 2:
            return ", ".join(names[:-1]) + f" and {names[-1]}"
        return " and ".join(names)

    def name_party(self, party: Row, office: bool = True) -> str:
        """A party's neutral name: of states from our table, of people with office and state."""
        states = [self.name_state(code) for code in party["states"]]
        if party["kind"] == "state" and states:
            return states[0]
        name = party["name"] or party["actor_id"]
        title = party["office"] if office and party["office"] else ""
        told = f"{name} {title}".lower()
        known = [state for state in states if state.lower() not in told]
        extra = ", ".join(part for part in (title if title.lower() != name.lower() else "", "/".join(known)) if part)
        return f"{name} ({extra})" if extra else name

    def name_state(self, code: str) -> str:
        """The neutral name of a state."""
        state = self._knowledge.states.get(code)
        return state.name if state else code

    def detail(self, event: Row) -> str:
        """On whose word it is told, where it is not told as plain fact."""
        if event["modality"] not in ("claimed", "denied"):
            return ""
        speakers = [ACCORDING.sub("", link["speaker"]) for link in event["attribution"] if link["speaker"]]
        return f"according to {', '.join(dict.fromkeys(speakers))}" if speakers else ""


def choose_quote(event: Row) -> str:
    """The words of the first piece of evidence that presents the act as the event does."""
    same = [row["quote"] for row in event["evidence"] if row["modality"] == event["modality"]]
    return next(iter(same or [row["quote"] for row in event["evidence"]]), "")


def _shorten(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
