"""Ruling: what a person decided about the record, kept apart from what the program found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dyadlog.records.claim import Claim
from dyadlog.records.decision import Coding, Slot, set_slots
from dyadlog.records.identity import content_id

RulingKind = Literal["merge", "split", "finding", "accept", "reject", "correct", "blind"]
ABOUT_EVENTS: Final = ("merge", "split")
"""Rulings on what is one happening."""
ABOUT_CLAIMS: Final = ("accept", "reject", "correct")
"""Rulings on one claim."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words on a page that a ruling is about: they outlast ids, which change with what the program finds in them.

    ``page_id`` is the hash of the page's bytes; ``kind`` the kind of the claim as found, None for words that are no
    claim; ``trigger`` where the word stands that names the act, to tell claims of one sentence apart.
    """

    page_id: str
    document_id: str
    start: int
    end: int
    quote: str
    kind: str | None
    trigger: int | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision.

    ``merge``: what ``anchors`` and ``others`` tell of is one happening; ``split``: it is not. ``finding``: ``verdict``
    on the finding of kind and field ``about`` whose sides are ``anchors``. ``accept``, ``correct``, ``reject``: the
    claim at the one anchor is right as it stood, is right with ``slots`` as in its one coding, or is no claim;
    ``codings`` has the whole claim as the person left it. ``blind``: what a person, who had not seen the claims of the
    sentence at the anchor, coded in it; none where there is nothing.

    ``author`` and ``at`` (ISO 8601, UTC) say who decided and when; ``number`` counts the rulings of a store;
    ``withdrawn`` is when it was taken back, None while it stands.
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
    slots: tuple[Slot, ...] = ()
    codings: tuple[Coding, ...] = ()
    withdrawn: str | None = None

    @property
    def ruling_id(self) -> str:
        """The identity of a ruling in every store that holds it."""
        anchors = [(a.page_id, a.start, a.end, a.kind, a.trigger) for a in (*self.anchors, *self.others)]
        said = (self.about, self.verdict, self.note, self.slots, [str(coding) for coding in self.codings])
        return content_id("ruling", self.kind, self.author, self.at, len(self.anchors), anchors, *said)

    @property
    def turn(self) -> tuple[str, str, str]:
        """What puts rulings into their order, the same in every store."""
        return self.at, self.author, self.ruling_id


@dataclass(frozen=True, slots=True)
class StandingRuling:
    """A ruling with the records that it is attached to now: the events of its claims, its finding, its claim or its
    sentence. None of them where its words are not found any more: it waits, and is never dropped."""

    ruling: Ruling
    record_ids: tuple[str, ...]


def decide_claim(found: Claim, rulings: Iterable[Ruling]) -> tuple[Claim, bool]:
    """A claim as people decided, and whether it stands at all. On every slot the newest ruling holds; to accept is to
    say so of all slots as they stood, and a rejected claim stands again when somebody accepts or corrects it later."""
    claim, stands = found, True
    for ruling in sorted(rulings, key=lambda ruling: ruling.turn):
        stands = ruling.kind != "reject"
        for coding in ruling.codings if stands else ():
            claim = set_slots(claim, coding, ruling.slots)
    return claim, stands
