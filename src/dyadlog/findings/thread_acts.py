"""Acts as threads see them: an event with its part, its sides, and the words that may link it to others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.findings.opening_words import StateReader, owner_of
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.threads import NamedCause, ThreadKind
from dyadlog.records import Claim, Dyad, Event

LONGEST_DAYS: Final = 31
"""Days that the date of an act may leave open. One known only to a year is older history, and links to nothing."""
UNDATED: Final = ("incident", "reaction")
"""What may be part of a thread without a date."""
ROLES: Final = ("incident", "answer", "reaction", "word", "calming", "closing")
"""What goes first among acts of one day."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Words of a claim that name the act it answers, with the kinds they may mean."""

    kinds: frozenset[str]
    words: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Act:
    """An event that may be part of a thread.

    ``start`` to ``end`` are its days; of an act that is not ``dated`` the day on which it was first told. ``by`` and
    ``on`` are those of the two states that do it and that it is done to; ``places`` those it names that are no state or
    capital, ``groups`` its armed groups; ``causes`` what its words name as its cause; ``answer`` and ``calm`` the words
    of answer and of calming in it, with their claim; ``names`` the kinds of acts it speaks of; ``things`` what it opens
    or shuts, with their owners; ``content`` the claims that its words are about.
    """

    event: Event
    kind: ThreadKind
    claims: tuple[Claim, ...]
    start: date
    end: date
    dated: bool
    by: frozenset[str]
    on: frozenset[str]
    places: frozenset[str]
    groups: frozenset[str]
    causes: tuple[Cause, ...]
    answer: tuple[str, str] | None
    calm: tuple[str, str] | None
    names: frozenset[str]
    things: frozenset[tuple[str, str | None]]
    content: tuple[Claim, ...]

    @property
    def done(self) -> bool:
        """Whether it stands as having happened."""
        return self.event.happened

    @property
    def is_violent(self) -> bool:
        """Whether it is an attack."""
        return self.event.event_type == "ASSAULT"


def list_acts(dyad: Dyad, knowledge: Knowledge) -> list[Act]:
    """The acts of a dyad that may be part of a thread, by day; of one day, incidents first, then as the pages go.

    Incidents and reactions without a date stand on the day on which a page first told of them.
    """
    acts = []
    children: dict[str, list[Claim]] = {}
    for claim in dyad.claims.values():
        if claim.parent is not None:
            children.setdefault(claim.parent, []).append(claim)
    reader = StateReader(knowledge.openings)
    for event in dyad.events:
        kind = knowledge.threads.get(event.kind)
        span = _span(event) or (_first_told(event, dyad) if kind is not None and kind.role in UNDATED else None)
        told = [claim for claim in dyad.claims_of(event) if not _says_otherwise(claim, reader)]
        claims = sorted(told, key=lambda claim: _place_in_record(claim, dyad))
        if kind is not None and span is not None and claims:
            acts.append(_make_act(event, kind, span, claims, dyad, knowledge, reader, children))
    return sorted(sorted(acts, key=lambda act: _place_in_record(act.claims[0], dyad)), key=order_of_act)


def order_of_act(act: Act) -> tuple[date, date, int]:
    """By day; of one day, what was done before what answers it."""
    answers = act.kind.role == "incident" and (act.answer is not None or bool(act.causes))
    return act.start, act.end, ROLES.index("answer" if answers else act.kind.role)


def _place_in_record(claim: Claim, dyad: Dyad) -> tuple[str, int, int, str]:
    evidence = claim.evidence
    return dyad.documents[claim.document_id].location, evidence.start, evidence.end, claim.kind


def _span(event: Event) -> tuple[date, date] | None:
    when = event.when
    if when is None:
        return None
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None or (end - start).days >= LONGEST_DAYS:
        return None
    return start, end


def _first_told(event: Event, dyad: Dyad) -> tuple[date, date] | None:
    """The first day by which a page tells of an event that no page dates."""
    if event.when is not None:
        return None
    pages = [dyad.documents[claim.document_id].publication for claim in dyad.claims_of(event)]
    first = min((day for page in pages if (day := page.day or page.not_after) is not None), default=None)
    return None if first is None else (first, first)


def _make_act(
    event: Event,
    kind: ThreadKind,
    span: tuple[date, date],
    claims: list[Claim],
    dyad: Dyad,
    knowledge: Knowledge,
    reader: StateReader,
    children: Mapping[str, Sequence[Claim]],
) -> Act:
    threads = knowledge.threads
    by, on = _sides(event, dyad)
    return Act(
        event=event,
        kind=kind,
        claims=tuple(claims),
        start=span[0],
        end=span[1],
        dated=event.when is not None,
        by=by,
        on=on,
        places=frozenset(
            place.name for place in event.places if place.name and knowledge.states.find(place.name) is None
        ),
        groups=frozenset(
            dyad.canonical(party.actor_id)
            for party in (*event.actors, *event.recipients)
            if party.kind == "armed_group"
        ),
        causes=tuple(
            Cause(cause.kinds, " ".join(cause.words.split()), claim.claim_id)
            for claim in claims
            for cause in threads.causes(claim.evidence.quote)
            if not _tells_of_itself(claim, cause)
        ),
        answer=_first((threads.find("answer", claim.evidence.quote), claim.claim_id) for claim in claims),
        calm=_first((threads.find("calm", claim.evidence.quote), claim.claim_id) for claim in claims),
        names=frozenset(name for claim in claims for name in threads.names(claim.evidence.quote)),
        things=_things_of(claims, frozenset(dyad.states), reader),
        content=tuple(child for claim in claims for child in children.get(claim.claim_id, ())),
    )


def _says_otherwise(claim: Claim, reader: StateReader) -> bool:
    """Whether the words of a claim give what it moves another state than its kind does ("the ceasefire collapsed")."""
    move = reader.move_of(claim, claim.evidence.quote, claim.evidence.start)
    if move is None:
        return False
    told = [telling.status for telling in reader.read(claim.evidence.quote) if telling.thing == move.thing]
    return bool(told) and move.status not in told


def _things_of(claims: Iterable[Claim], pair: frozenset[str], reader: StateReader) -> frozenset[tuple[str, str | None]]:
    moves = ((reader.move_of(claim, claim.evidence.quote, claim.evidence.start), claim) for claim in claims)
    return frozenset((move.thing, owner_of(move, claim, pair)) for move, claim in moves if move is not None)


def _tells_of_itself(claim: Claim, cause: NamedCause) -> bool:
    """Whether the words for the cause are those that tell of the act itself."""
    start = claim.evidence.start + cause.start
    return any(span.slot == "trigger" and start <= span.start < start + len(cause.words) for span in claim.spans)


def _sides(event: Event, dyad: Dyad) -> tuple[frozenset[str], frozenset[str]]:
    """Who of the two acts, and who is acted upon; both do both in a mutual act."""
    pair = frozenset(dyad.states)
    by = pair & {code for party in event.actors for code in party.states}
    on = pair & {code for party in event.recipients for code in party.states}
    if not on:
        on = by if by == pair else pair & {*event.territory} - by
    return by, on or (pair - by if by else pair & {*event.territory})


def _first(found: Iterable[tuple[str | None, str]]) -> tuple[str, str] | None:
    return next(((words, claim_id) for words, claim_id in found if words is not None), None)
