"""Ruling: what a person decided about the record, kept apart from what the program found."""

from dataclasses import dataclass
from typing import Literal

RulingKind = Literal["merge", "split", "finding"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words on a page that a ruling is about: they outlast ids, which change with what the program finds in them.

    ``page_id`` is the hash of the page's bytes; ``kind`` the kind of the claim, None for words that are no claim.
    """

    page_id: str
    document_id: str
    start: int
    end: int
    quote: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision. ``merge``: what ``anchors`` and ``others`` tell of is one happening; ``split``: it is not;
    ``finding``: ``verdict`` on the finding of kind and field ``about`` whose sides are ``anchors``, with the words of
    ``note``.

    ``author`` and ``at`` (ISO 8601, UTC) say who decided and when; ``number`` counts the rulings of a store.
    """

    number: int
    kind: RulingKind
    anchors: tuple[Anchor, ...]
    others: tuple[Anchor, ...]
    about: tuple[str, str] | None
    verdict: str | None
    author: str
    at: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StandingRuling:
    """A ruling with the records that it is attached to now: the events of its claims, or its finding. None of them
    where its words are not found any more: it waits, and is never dropped."""

    ruling: Ruling
    record_ids: tuple[str, ...]
