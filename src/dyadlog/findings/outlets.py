"""Outlets side by side: what each reports of two states, what the others leave out, and how they word one event.

Nothing is said about where an outlet stands: its words are shown, the judgement is the reader's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dyadlog.records import Claim, Dyad, Event, Evidence, Framing, Modality, Quantity, Voice, VoiceBond


@dataclass(frozen=True, slots=True)
class Wording:
    """How one claim words an event: the words that tell it, and the loaded ones among its words."""

    words: str | None
    modality: Modality
    negated: bool
    framings: tuple[Framing, ...]
    quantities: tuple[Quantity, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Report:
    """What one outlet has of one event. ``bond`` says why it adds no voice, None where it tells it independently."""

    event: Event
    outlet: str
    wordings: tuple[Wording, ...]
    published: date | None
    bond: VoiceBond | None


@dataclass(frozen=True, slots=True)
class OutletView:
    """One outlet's part in the record of two states.

    ``outlet`` is the outlet's name, or the place of the page where the name is unknown; ``pages`` are document ids;
    ``first`` the ids of events of several outlets that it printed days before every other one whose day is known;
    ``only`` those of events that no other independent voice tells of; ``reports`` are in the order of the events.
    """

    outlet: str
    pages: tuple[str, ...]
    reports: tuple[Report, ...]
    first: tuple[str, ...]
    only: tuple[str, ...]

    @property
    def independent(self) -> tuple[Report, ...]:
        """The reports by which the outlet is a voice of its own."""
        return tuple(report for report in self.reports if report.bond is None)


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """An event that several outlets report, with each one's words."""

    event: Event
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class OutletComparison:
    """All outlets, those with most events first, and the events that several of them report, newest first."""

    outlets: tuple[OutletView, ...]
    shared: tuple[SharedEvent, ...]


def compare_outlets(dyad: Dyad, voices: Mapping[str, Sequence[Voice]]) -> OutletComparison:
    """The outlets of a dyad. ``voices`` are those of each event, by event id."""
    by_event = [(event, _report(event, dyad, voices[event.event_id])) for event in _in_order(dyad)]
    pages: dict[str, list[str]] = {}
    for document_id in dyad.documents:
        pages.setdefault(dyad.outlet_of(document_id), []).append(document_id)
    views = []
    for outlet, documents in pages.items():
        reports = [report for _, told in by_event for report in told if report.outlet == outlet]
        views.append(
            OutletView(
                outlet=outlet,
                pages=tuple(documents),
                reports=tuple(reports),
                first=tuple(event.event_id for event, told in by_event if _is_first(outlet, told)),
                only=tuple(
                    report.event.event_id
                    for report in reports
                    if report.bond is None and len(voices[report.event.event_id]) == 1
                ),
            )
        )
    views.sort(key=lambda view: -len(view.reports))
    shared = tuple(SharedEvent(event, tuple(told)) for event, told in by_event if len(told) > 1)
    return OutletComparison(tuple(views), shared)


def _in_order(dyad: Dyad) -> list[Event]:
    """Newest first, undated ones last; on one day in the order of the record."""
    order = {claim_id: number for number, claim_id in enumerate(dyad.claims)}
    events = sorted(dyad.events, key=lambda event: min((order[c] for c in event.claims if c in order), default=0))
    days = {event.event_id: (event.when.end or event.when.start) if event.when else None for event in events}
    return sorted(events, key=lambda event: days[event.event_id] or date.min, reverse=True)


def _report(event: Event, dyad: Dyad, voices: Sequence[Voice]) -> list[Report]:
    """One report an outlet, in the order of the record."""
    claims: dict[str, list[Claim]] = {}
    for claim in dyad.claims_of(event):
        claims.setdefault(dyad.outlet_of(claim.document_id), []).append(claim)
    repeats = {bond.document_id: bond for voice in voices for bond in reversed(voice.bonds)}
    reports = []
    for outlet, told in claims.items():
        documents = list(dict.fromkeys(claim.document_id for claim in told))
        own = [name for name in documents if name not in repeats or _is_of(outlet, repeats[name], dyad)]
        days = [day for name in documents if (day := dyad.documents[name].publication.day) is not None]
        reports.append(
            Report(
                event=event,
                outlet=outlet,
                wordings=tuple(_word(claim, dyad) for claim in told),
                published=min(days, default=None),
                bond=None if own else repeats[documents[0]],
            )
        )
    return reports


def _is_of(outlet: str, bond: VoiceBond, dyad: Dyad) -> bool:
    """Whether a page repeats another page of its own outlet."""
    return bond.other_id in dyad.documents and dyad.outlet_of(bond.other_id) == outlet


def _word(claim: Claim, dyad: Dyad) -> Wording:
    text = dyad.documents[claim.document_id].text
    trigger = next((span for span in claim.spans if span.slot == "trigger"), None)
    return Wording(
        words=text[trigger.start : trigger.end] if trigger else None,
        modality=claim.modality,
        negated=claim.negated,
        framings=claim.framings,
        quantities=claim.quantities,
        evidence=claim.evidence,
    )


def _is_first(outlet: str, told: Sequence[Report]) -> bool:
    """Whether an outlet printed an event before all others of known day; one of one day with another is not first."""
    dated = [report for report in told if report.published is not None]
    mine = next((report for report in dated if report.outlet == outlet), None)
    if mine is None or mine.published is None or len(dated) < 2:
        return False
    return all(mine.published < other.published for other in dated if other is not mine and other.published is not None)
