"""Tellers: the pages that tell of one happening, each with what it says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dyadlog.records import Claim, Document

HEADINGS = ("headline", "subhead")


class Report(Protocol):
    """A claim of an event with its page; ``origin`` is the document whose text the page prints, itself if none."""

    @property
    def claim(self) -> Claim:
        """What is asserted."""

    @property
    def document(self) -> Document:
        """The page it stands on."""

    @property
    def origin(self) -> str:
        """The id of the document whose text the page prints."""


@dataclass(frozen=True, slots=True)
class Account:
    """A report and nothing else."""

    claim: Claim
    document: Document
    origin: str


@dataclass(frozen=True, slots=True)
class Teller:
    """What one page says of the event. ``told`` are its claims outside headlines, all where it has no others."""

    order: int
    document: Document
    origin: str
    claims: tuple[Claim, ...]
    told: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """The id of the document."""
        return self.document.document_id

    @property
    def outlet(self) -> str:
        """The outlet in small letters; empty where it is unknown."""
        return self.document.outlet.value.casefold() if self.document.outlet else ""

    @property
    def day(self) -> date:
        """The day of publication; an unknown one comes last."""
        return self.document.publication.day or date.max

    @property
    def first_hand(self) -> bool:
        """Whether the page tells of the event on its own word, and not only what somebody said of it."""
        return self.document.genre != "relay" and any(not claim.attribution for claim in self.told)


def gather_tellers(reports: Sequence[Report]) -> list[Teller]:
    """The pages in the order of their first claim."""
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(report.document.document_id, []).append(report)
    pages = []
    for order, group in enumerate(found.values()):
        document = group[0].document
        claims = tuple(report.claim for report in group)
        headings = [(block.start, block.end) for block in document.blocks if block.kind in HEADINGS]
        body = tuple(c for c in claims if not any(start <= c.evidence.start < end for start, end in headings))
        pages.append(Teller(order, document, group[0].origin, claims, body or claims))
    return pages
