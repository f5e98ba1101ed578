"""Slots of instruments: what comparing asks of a mention of an agreement, pledge, target, mechanism or project."""

from dataclasses import dataclass
from datetime import date

from dyadlog.records import Evidence, Interval, Modality, Quantity
from dyadlog.records.vocabulary import InstrumentKind, InstrumentStatus

GROUPS = {
    "agreement": "deal",
    "memorandum": "deal",
    "treaty": "deal",
    "bundle": "bundle",
    "pledge": "aim",
    "target": "aim",
    "mechanism": "undertaking",
    "project": "undertaking",
}
"""Kinds that pages use for the same instrument: one page's agreement is another's memorandum."""


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One mention of an instrument: the slots of the mention and of its claim that comparing asks for.

    ``order`` is its place among those compared, ``place`` in the record. ``told_on`` is the day of the page (or its
    upper bound), ``rank`` how good a source the page is, 0 the best. ``stems`` are what its words say beyond
    "agreement" or "deal"; ``letters`` its acronyms, printed or made from its words; ``figures`` the quantities told of
    it; ``year`` the one in its name ("the 1994 accord"); ``noun`` the word for it ("pact"), ``head`` its sort; ``new``
    whether the words before it say that the reader has not met it yet; ``about`` the measure that the words of a target
    leave out; ``other_name`` whether the words before it give it as another name of what they speak of ("the line,
    often dubbed the ...").

    Of its claim: ``act`` is the kind, ``denied`` whether it says that it was not so, ``doers`` the states that act,
    ``places`` (with ``place_stems``) and ``people`` those it names; of a signing, those of all signings of the chain.
    ``definite`` says whether its words point back. ``chain`` names the mentions of its page that are of the same
    instrument (``chains``), ``nouns`` and ``said`` are the nouns and stems of all of these, ``contested`` whether one
    of them says that it was not signed; ``states`` are those of the chain.
    """

    order: int
    place: tuple[str, int]
    claim_id: str
    document_id: str
    sentence: int
    start: int
    end: int
    name: str
    kind: InstrumentKind
    status: InstrumentStatus
    deadline: date | None
    modality: Modality
    negated: bool
    when: Interval | None
    evidence: Evidence
    told_on: date | None
    rank: int
    states: tuple[str, ...]
    group: str
    stems: frozenset[str]
    acronyms: frozenset[str]
    letters: frozenset[str]
    figures: tuple[Quantity, ...]
    span: tuple[date, date] | None
    year: int | None
    noun: str
    head: str | None
    new: bool
    other_name: bool
    about: str | None
    act: str
    denied: bool
    definite: bool
    in_headline: bool
    doers: tuple[str, ...]
    places: frozenset[str]
    place_stems: frozenset[str]
    people: frozenset[str]
    chain: str = ""
    nouns: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    contested: bool = False

    @property
    def mention_id(self) -> str:
        """The identity of the mention: its claim, and where it stands."""
        return f"{self.claim_id}:{self.start}"

    @property
    def title(self) -> str:
        """Its words, with what is aimed at where they leave it out ("trade to 2 billion")."""
        words = " ".join(self.name.split())
        return f"{self.about} {words}" if self.about else words

    @property
    def is_bare(self) -> bool:
        """Whether its words say nothing but "agreement" or the like."""
        return not (self.stems or self.acronyms or self.year is not None)
