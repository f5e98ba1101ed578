"""Reports on what is open and shut: each claim or sentence that says how a thing stands, or moves it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dyadlog.findings.crossings import Crossings
from dyadlog.findings.opening_words import StateReader, Telling, owner_of
from dyadlog.findings.sides import quote_of
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.openings import Move
from dyadlog.records import (
    EVENT_MODALITIES,
    Claim,
    Document,
    Dyad,
    Evidence,
    Interval,
    Mention,
    Reading,
    SentenceSpan,
)
from dyadlog.records.vocabulary import Modality

BORDER: Final = "border"
SENTENCES_BACK: Final = 3
"""Sentences before one that names neither state in which the two must have been named."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report on one thing.

    ``owner`` is the state whose thing it is, None where it is both's alike; ``lasting`` whether it says that things
    stand so, rather than that they came to; ``claim_id`` None where only state words say so; ``by`` who moved it,
    ``speaker`` and ``side`` on whose word. ``when`` is the time of the move, or the days over which a lasting state is
    told.
    """

    thing: str
    owner: str | None
    place: str | None
    status: str
    when: Interval | None
    lasting: bool
    modality: Modality
    negated: bool
    alone: bool
    claim_id: str | None
    by: tuple[str, ...]
    speaker: str | None
    side: str | None
    evidence: Evidence

    @property
    def holds(self) -> bool:
        """Whether it tells of what is or was so."""
        return self.modality in EVENT_MODALITIES and not self.negated

    @property
    def moment(self) -> date | None:
        """The last day for which it speaks."""
        return None if self.when is None else self.when.end or self.when.start


def list_reports(dyad: Dyad, readings: Iterable[Reading], knowledge: Knowledge) -> list[Report]:
    """All reports on things between the two states, in the order of the pages."""
    found: list[Report] = []
    for reading in sorted(readings, key=lambda reading: reading.page.location):
        if reading.document is not None:
            found += _PageReports(dyad, reading, reading.document, knowledge).collect()
    return found


class _PageReports:
    """The reports of one page."""

    def __init__(self, dyad: Dyad, reading: Reading, document: Document, knowledge: Knowledge) -> None:
        self._dyad = dyad
        self._pair = frozenset(dyad.states)
        self._reading = reading
        self._document = document
        self._knowledge = knowledge
        self._reader = StateReader(knowledge.openings)
        self._mentions: dict[int, list[Mention]] = {}
        for mention in reading.mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)
        self._crossings = Crossings(self._pair, reading, document, self._mentions, knowledge)

    def collect(self) -> list[Report]:
        """Claims first where they move a thing; what state words add; each sentence and thing once."""
        claims: dict[int, list[Claim]] = {}
        for claim in self._reading.claims:
            claims.setdefault(claim.sentence, []).append(claim)
        found: list[Report] = []
        for span in self._reading.sentences:
            text = self._document.text[span.start : span.end]
            tellings = self._reader.read(text)
            told = self._from_claims(span, text, claims.get(span.index, []), tellings)
            current = {report.thing for report in told if not self._is_past(report)}
            told += [
                report
                for telling in tellings
                if telling.thing not in current and (telling.tense == "lasting" or not _has(told, telling.thing))
                for report in self._from_words(span, telling, claims.get(span.index, []))
            ]
            for report in told:
                places = self._crossings.places(span) if report.thing == BORDER else (None,)
                found += [replace(report, place=place) for place in places]
        return found

    def _from_claims(
        self, span: SentenceSpan, text: str, claims: Sequence[Claim], tellings: Sequence[Telling]
    ) -> list[Report]:
        found: dict[tuple[str, str | None, str], Report] = {}
        for claim in sorted(claims, key=lambda claim: (claim.evidence.start, claim.kind)):
            move = self._reader.move_of(claim, text, span.start)
            if move is None or not self._concerns(span, claim):
                continue
            report = self._report_claim(claim, move)
            if report.status == "open" and self._reader.is_partly(claim, text, span.start):
                report = replace(report, status="partly_open")
            telling = next((telling for telling in tellings if telling.thing == move.thing), None)
            if telling is not None:
                report = self._reword(report, telling)
            found.setdefault((report.thing, report.owner, report.status), report)
        return list(found.values())

    def _concerns(self, span: SentenceSpan, claim: Claim | None) -> bool:
        """Whether a sentence speaks of the two states: it names both, or no other state after both were named."""
        if claim is not None and (claim.claim_id in self._dyad.event_of or self._pair <= claim.states()):
            return True
        named = self._states_in(span.index)
        if self._pair <= named:
            return True
        if named - self._pair:
            return False
        before = range(max(span.index - SENTENCES_BACK, 0), span.index + 1)
        around = frozenset(code for index in before for code in self._states_in(index))
        return around >= self._pair and not around - self._pair

    def _states_in(self, sentence: int) -> frozenset[str]:
        mentions = self._mentions.get(sentence, ())
        parties = {code for mention in mentions for party in mention.parties for code in party.states}
        return frozenset(parties | {code for m in mentions if m.place for code in m.place.countries})

    def _report_claim(self, claim: Claim, move: Move) -> Report:
        said = claim.attribution[-1] if claim.attribution else None
        return Report(
            thing=move.thing,
            owner=owner_of(move, claim, self._pair),
            place=None,
            status=move.status,
            when=claim.when,
            lasting=False,
            modality=claim.modality,
            negated=claim.negated,
            alone=move.alone,
            claim_id=claim.claim_id,
            by=tuple(dict.fromkeys(party.name for party in claim.actors)),
            speaker=said.speaker if said else None,
            side=said.side if said else None,
            evidence=quote_of(claim, self._document),
        )

    def _reword(self, report: Report, telling: Telling) -> Report:
        """State words in the sentence of a claim: they say how things stand, the claim when and on whose word."""
        lasting = telling.tense in ("lasting", "being") and report.modality in EVENT_MODALITIES
        if lasting and self._is_past(report):
            return report
        status = telling.status if lasting or telling.tense == "past" else report.status
        if telling.negated or telling.doubted:
            return report
        return replace(report, status=status, lasting=lasting)

    def _is_past(self, report: Report) -> bool:
        """Whether a report tells of a time before its page: "closed in 1962, and still is"."""
        published = self._document.publication.day
        return published is not None and report.moment is not None and report.moment < published

    def _from_words(self, span: SentenceSpan, telling: Telling, claims: Sequence[Claim]) -> list[Report]:
        """A report from state words alone; nothing where they are in doubt or speak of others."""
        if telling.doubted or not self._concerns(span, None):
            return []
        attributed = [claim for claim in claims if claim.attribution]
        said = attributed[0].attribution[-1] if attributed else None
        modality: Modality = "planned" if telling.tense == "ahead" else "claimed" if said else "asserted"
        return [
            Report(
                thing=telling.thing,
                owner=self._owner_in_words(span, telling),
                place=None,
                status=telling.status,
                when=self._when(span, telling),
                lasting=telling.tense in ("lasting", "being"),
                modality=modality,
                negated=telling.negated,
                alone=True,
                claim_id=next((claim.claim_id for claim in claims if claim.event_type is None), None),
                by=(),
                speaker=said.speaker if said else None,
                side=said.side if said else None,
                evidence=Evidence(
                    self._document.document_id, span.start, span.end, self._document.text[span.start : span.end]
                ),
            )
        ]

    def _owner_in_words(self, span: SentenceSpan, telling: Telling) -> str | None:
        """The state whose name stands nearest before the thing, for things that are one state's."""
        if self._knowledge.openings.owners.get(telling.thing, "both") == "both":
            return None
        where = span.start + telling.start
        before = [m for m in self._mentions.get(span.index, ()) if m.start <= where + len(telling.thing) and m.parties]
        for mention in sorted(before, key=lambda mention: mention.end, reverse=True):
            codes = {code for party in mention.parties for code in party.states} & self._pair
            if len(codes) == 1:
                return next(iter(codes))
        return None

    def _when(self, span: SentenceSpan, telling: Telling) -> Interval | None:
        times = [t for t in self._reading.times if t.sentence == span.index and t.interval is not None]
        since = next((time.interval for time in times if time.relation == "since"), None)
        if since is not None:
            return since
        at = next((time.interval for time in times if time.relation == "at"), None)
        if telling.tense in ("past", "ahead"):
            return at
        day = self._document.publication.day
        return at or (Interval(day, day, self._document.publication.precision or "day", "published") if day else None)


def _has(reports: Sequence[Report], thing: str) -> bool:
    return any(report.thing == thing for report in reports)
