"""What the pages that tell of one event agree and differ on, slot by slot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dyadlog.exchange import Rows
from dyadlog.exchange.rows import interval_row
from dyadlog.knowledge import Knowledge
from dyadlog.records import EVENT_MODALITIES, Claim, Document, Party, Place, Quantity
from dyadlog.report.dates import show_span
from dyadlog.report.lines import LineWriter
from dyadlog.serve.pages.event_facts import MODALITIES

Fits = Callable[[Any, Any], bool]
FEW: Final = 4
"""Pages up to which each has a column of its own; more have a row each."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one page says on one slot; ``differs`` where it does not fit what most others say."""

    values: tuple[str, ...]
    differs: bool = False


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One slot over all pages: ``verdict`` is ``agree``, ``differ``, or empty where fewer than two pages tell it."""

    name: str
    verdict: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SlotTable:
    """The pages, as (name, address of its words), and the slots. ``turned``: a page is a row, not a column."""

    pages: tuple[tuple[str, str], ...]
    slots: tuple[SlotRow, ...]

    @property
    def turned(self) -> bool:
        """Whether there are so many pages that each is a row."""
        return len(self.pages) > FEW


Told = tuple[str, Any]
"""What a claim says on a slot: as people read it, and as it is compared (None: as words only)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """How a slot is told and compared. ``fits`` None: it is not compared. ``settles``: where all fit, pages agree;
    else they merely do not contradict each other."""

    name: str
    tell: Callable[[Claim], list[Told]]
    fits: Fits | None = None
    settles: bool = True


class SlotComparer:
    """Lays what pages say of one event side by side."""

    def __init__(self, knowledge: Knowledge, rows: Rows, writer: LineWriter) -> None:
        self._knowledge = knowledge
        self._rows = rows
        self._writer = writer

    def compare(
        self, claims: Sequence[Claim], documents: Mapping[str, Document], pages: Mapping[str, tuple[str, str]]
    ) -> SlotTable:
        """The table; ``pages`` are names and addresses of the documents, in the order in which they are shown."""
        groups: dict[str, list[Claim]] = {name: [] for name in pages}
        for claim in claims:
            if claim.document_id in groups:
                groups[claim.document_id].append(claim)
        slots = (
            Slot("When", self._when, lambda one, other: bool(one.overlaps(other))),
            Slot("Who", lambda claim: self._parties(claim, 0), _parties_fit),
            Slot("To whom", lambda claim: self._parties(claim, 1), _parties_fit),
            Slot("Where", self._where, self._places_fit),
            Slot("Told", _manner, lambda one, other: bool(one == other)),
            Slot("Figures", _figures, _figures_fit, settles=False),
            Slot("On whose word", _word_of),
            Slot("In the words", lambda claim: _trigger(claim, documents)),
        )
        rows = [_lay_out(slot, [_collect(slot.tell, group) for group in groups.values()]) for slot in slots]
        return SlotTable(tuple(pages.values()), tuple(row for row in rows if any(cell.values for cell in row.cells)))

    def _when(self, claim: Claim) -> list[Told]:
        return [(show_span(interval_row(claim.when)), claim.when)] if claim.when else []

    def _parties(self, claim: Claim, side: int) -> list[Told]:
        """Who acts, or whom it concerns; of an act without direction all take part alike."""
        mutual = self._knowledge.kinds.get(claim.kind).mutual
        parties = (*claim.actors, *claim.recipients) if mutual and side == 0 else (claim.actors, claim.recipients)[side]
        if not parties or (mutual and side == 1):
            return []
        rows = [self._rows.party_row(party) for party in parties]
        names = dict.fromkeys(self._writer.name_party(row) for row in rows)
        return [("; ".join(names), [(party, row["actor_id"]) for party, row in zip(parties, rows, strict=True)])]

    def _where(self, claim: Claim) -> list[Told]:
        names = ", ".join(dict.fromkeys(place.name for place in claim.places))
        return [(names, claim.places)] if names else []

    def _places_fit(self, one: Sequence[Place], other: Sequence[Place]) -> bool:
        """Whether two lists of places can be of one spot: a name in common, or one tells no more than the country."""
        if {place.name.casefold() for place in one} & {place.name.casefold() for place in other}:
            return True
        countries = {code for place in one for code in place.countries} & {
            c for place in other for c in place.countries
        }
        return bool(countries) and (self._is_wide(one) or self._is_wide(other))

    def _is_wide(self, places: Sequence[Place]) -> bool:
        return all(self._knowledge.states.find(place.name) is not None for place in places)


def _collect(tell: Callable[[Claim], list[Told]], claims: Sequence[Claim]) -> list[Told]:
    found: dict[str, Told] = {}
    for claim in claims:
        for shown, value in tell(claim):
            found.setdefault(shown, (shown, value))
    return list(found.values())


def _lay_out(slot: Slot, pages: Sequence[list[Told]]) -> SlotRow:
    """A row; pages differ that do not fit the page with which most others agree."""
    told = [page for page in pages if page]
    off = _find_odd(slot.fits, told) if slot.fits else []
    verdict = "differ" if off else "agree" if len(told) > 1 and slot.fits and slot.settles else ""
    cells = (Cell(tuple(shown for shown, _ in page), any(page is one for one in off)) for page in pages)
    return SlotRow(slot.name, verdict, tuple(cells))


def _find_odd(fits: Fits, told: Sequence[list[Told]]) -> list[list[Told]]:
    """The pages that do not fit what most say; all of them where no side has more."""
    camps: list[list[list[Told]]] = []
    for page in told:
        home = next((camp for camp in camps if any(fits(a, b) for _, a in camp[0] for _, b in page)), None)
        if home is None:
            camps.append([page])
        else:
            home.append(page)
    most = max(map(len, camps), default=0)
    leading = [camp for camp in camps if len(camp) == most]
    return [page for camp in camps if len(camps) > 1 and (len(leading) > 1 or len(camp) < most) for page in camp]


def _parties_fit(one: Sequence[tuple[Party, str]], other: Sequence[tuple[Party, str]]) -> bool:
    """Whether two lists of parties can be the same: one may name less, but not another person or another state."""
    people, others = ({name for party, name in side if party.kind == "person"} for side in (one, other))
    if people and others and not people & others:
        return False
    states, theirs = ({code for party, _ in side for code in party.states} for side in (one, other))
    return not states or not theirs or states <= theirs or theirs <= states


def _manner(claim: Claim) -> list[Told]:
    """How the act is presented; as fact and on somebody's word are one manner."""
    negated = "said not to have happened" if claim.negated else ""
    shown = negated or MODALITIES[claim.modality]
    return [(shown, "done" if claim.modality in EVENT_MODALITIES and not negated else shown)]


def _figures(claim: Claim) -> list[Told]:
    shown = "; ".join(quantity.original for quantity in claim.quantities)
    return [(shown, claim.quantities)] if shown else []


def _figures_fit(one: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    """Whether no figure of one thing in one unit has to be another number."""
    pairs = [(a, b) for a in one for b in other if (a.unit, a.of) == (b.unit, b.of)]
    return not pairs or any(a.may_equal(b) for a, b in pairs)


def _word_of(claim: Claim) -> list[Told]:
    speakers = [link.speaker or "someone unnamed" for link in claim.attribution]
    return [(", quoting ".join(speakers), None)] if speakers else []


def _trigger(claim: Claim, documents: Mapping[str, Document]) -> list[Told]:
    document = documents.get(claim.document_id)
    spans = [span for span in claim.spans if span.slot == "trigger"]
    if document is None or not spans:
        return []
    return [(f"“{document.text[spans[0].start : spans[0].end]}”", None)]
