"""Readouts side by side: what each side's own account of a meeting, visit or call says, and what only one mentions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dyadlog.findings.own_accounts import Account, Accountant
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Dyad, Event, Evidence, Party, Reading

Aspect = Literal["topic", "instrument", "level", "verb", "framing", "other"]
ASPECTS: Final[tuple[Aspect, ...]] = ("topic", "instrument", "level", "verb", "framing", "other")
LOWEST: Final = 9
"""Below every rank of the table of offices."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an account says on one point: ``words`` as it has them, and where they stand."""

    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Point:
    """One point on which accounts are laid side by side.

    ``aspect`` is ``topic`` (``name`` from the table of topics), ``instrument`` (``name`` the agreement's or
    project's), ``level`` (``name`` the state whose highest office is told), ``verb`` (the words for the encounter),
    ``framing`` (loaded words) or ``other`` (sentences about none of the topics). ``sides`` are what the first state's
    accounts, the second state's, and the joint texts say; empty where they do not mention it.
    """

    aspect: Aspect
    name: str
    sides: tuple[tuple[Said, ...], tuple[Said, ...], tuple[Said, ...]]

    @property
    def only(self) -> int | None:
        """0 or 1 where of the two sides just the first or the second mentions it; None where both or neither do."""
        first, second = bool(self.sides[0]), bool(self.sides[1])
        return None if first == second else int(second)


@dataclass(frozen=True, slots=True)
class Readout:
    """An encounter with the accounts of it. ``missing`` are the states without any account of their own, be it a page
    or their word on another's page; a joint text is nobody's own."""

    event: Event
    states: tuple[str, str]
    accounts: tuple[Account, ...]
    points: tuple[Point, ...]
    missing: tuple[str, ...]

    @property
    def quoted(self) -> tuple[str, ...]:
        """The states that have no page of their own on it and are only quoted by others."""
        pages = {account.side for account in self.accounts if account.basis == "page" and not account.joint}
        return tuple(state for state in self.states if state not in self.missing and state not in pages)


def lay_out_readouts(
    dyad: Dyad, readings: Mapping[str, Reading], knowledge: Knowledge, event_id: str | None = None
) -> tuple[Readout, ...]:
    """The encounters of two states, newest first, undated ones last, with the accounts of each side.

    Encounters that are only planned, asked for or thought of have no accounts and are left out; a denied one has.
    ``event_id`` asks for one event, whatever its modality. ``readings`` are by document id.
    """
    accountant = Accountant(dyad, readings, knowledge)
    wanted = [
        event
        for event in dyad.events
        if (event.event_id == event_id if event_id else accountant.is_encounter(event) and _took_a_stand(event))
    ]
    order = {claim_id: number for number, claim_id in enumerate(dyad.claims)}
    wanted.sort(key=lambda event: min((order[c] for c in event.claims if c in order), default=0))
    wanted.sort(key=lambda event: (event.when.end or event.when.start or date.min) if event.when else date.min)
    return tuple(_lay_out(event, dyad, accountant, knowledge) for event in reversed(wanted))


def _took_a_stand(event: Event) -> bool:
    return event.modality == "denied" or event.happened


def _lay_out(event: Event, dyad: Dyad, accountant: Accountant, knowledge: Knowledge) -> Readout:
    accounts = accountant.find(event)
    columns: list[list[Account]] = [[], [], []]
    for account in accounts:
        if account.joint:
            columns[2].append(account)
        elif account.side in dyad.states:
            columns[dyad.states.index(account.side)].append(account)
    rows: dict[tuple[Aspect, str], tuple[list[Said], list[Said], list[Said]]] = {}
    for column, group in enumerate(columns):
        for account in group:
            for aspect, name, said in _read(account, event, dyad, accountant, knowledge):
                sides = rows.setdefault((aspect, name), ([], [], []))
                if said not in sides[column]:
                    sides[column].append(said)
    points = [
        Point(aspect, name, (tuple(first), tuple(second), tuple(joint)))
        for (aspect, name), (first, second, joint) in rows.items()
    ]
    points.sort(key=lambda point: (ASPECTS.index(point.aspect), point.only is not None))
    missing = tuple(state for state, group in zip(dyad.states, columns[:2], strict=True) if not group)
    return Readout(event, dyad.states, accounts, tuple(points), missing)


def _read(
    account: Account, event: Event, dyad: Dyad, accountant: Accountant, knowledge: Knowledge
) -> Iterator[tuple[Aspect, str, Said]]:
    """All that an account says, point by point."""
    claims = accountant.claims_in(account.document_id, account.sentences)
    own = [claim for claim in claims if dyad.event_of.get(claim.claim_id) == event.event_id]
    yield from _read_topics(account, claims, own, dyad, knowledge)
    for claim in claims:
        for mention in claim.instruments:
            yield "instrument", _instrument_name(claim, mention.name, dyad), Said(mention.name, claim.evidence)
        for framing in claim.framings:
            yield "framing", "loaded words", Said(framing.term, claim.evidence)
    for claim in own:
        for span in claim.spans:
            if span.slot == "trigger":
                text = dyad.documents[claim.document_id].text
                yield "verb", "words for it", Said(text[span.start : span.end], claim.evidence)
    for state in dyad.states:
        yield from _read_level(state, own, knowledge)


def _read_topics(
    account: Account, claims: Sequence[Claim], own: Sequence[Claim], dyad: Dyad, knowledge: Knowledge
) -> Iterator[tuple[Aspect, str, Said]]:
    """The topics of each sentence; those without any stand under ``other``, but for the headline and the telling of
    the encounter."""
    title = dyad.documents[account.document_id].title
    for sentence in account.sentences:
        matches = knowledge.topics.find(sentence.quote)
        inside = [claim for claim in claims if sentence.start <= claim.evidence.start < sentence.end]
        words: dict[str, list[str]] = {}
        for match in matches:
            words.setdefault(match.topic, []).append(sentence.quote[match.start : match.end])
        contexts = (c for claim in inside for c in claim.contexts if c not in knowledge.kinds.get(claim.kind).contexts)
        for topic in knowledge.topics.of_contexts(contexts):  # those of the kind alone say nothing of this sentence
            words.setdefault(topic, [])
        for topic, found in words.items():
            yield "topic", topic, Said(", ".join(dict.fromkeys(found)), sentence)
        if not words and not any(claim in own for claim in inside) and (not title or title.value != sentence.quote):
            yield "other", "on no topic of the table", Said("", sentence)


def _instrument_name(claim: Claim, name: str, dyad: Dyad) -> str:
    """The name of the instrument that a claim's words are taken to mean, so that both sides' words for it meet."""
    held = [item.name for item in dyad.instruments if any(report.claim_id == claim.claim_id for report in item.history)]
    return held[0] if len(held) == 1 else next((other for other in held if other == name), name)


def _read_level(state: str, claims: Iterable[Claim], knowledge: Knowledge) -> Iterator[tuple[Aspect, str, Said]]:
    """The highest office of a state that an account names among those who met."""
    parties = [(party, claim) for claim in claims for party in (*claim.actors, *claim.recipients)]
    held = [(party, claim) for party, claim in parties if party.states == (state,) and party.office]
    if held:
        party, claim = min(held, key=lambda row: rank_office(row[0], knowledge))
        yield "level", state, Said(party.office or "", claim.evidence)


def rank_office(party: Party, knowledge: Knowledge) -> int:
    """The rank of the office that a party is named with, 1 (head of state) to 6; 9 where none is known."""
    titles = knowledge.offices.match_titles((party.office or "").split())
    return min((title.office.rank for title in titles), default=LOWEST)
