"""Sightings: on which days a page sees somebody in an office."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from dyadlog.records.actor import Occupancy
from dyadlog.records.document import Document
from dyadlog.records.evidence import Evidence
from dyadlog.records.interval import Interval
from dyadlog.records.quoting import cut_quote
from dyadlog.records.reading import Reading
from dyadlog.records.vocabulary import EVENT_MODALITIES

OLD = timedelta(days=90)
"""A happening longer ago than this is told of those who were in office then, who need not be so any more."""
CLOSE = 7
"""Days that a time may be wide at most to say when somebody was seen."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page's word that somebody holds an office: ``place`` sorts like the record, ``quote`` is the sentence that says
    so; the occupancy is first and last seen on the days for which the page says it."""

    place: str
    document_id: str
    occupancy: Occupancy
    quote: Evidence | None


def read_sightings(reading: Reading) -> list[Sighting]:
    """The sightings of a page, in its order."""
    document, found = reading.document, []
    for number, occupancy in enumerate(reading.occupancies if document is not None else ()):
        assert document is not None
        when = find_sighting(reading, occupancy)
        seen = replace(occupancy, first_seen=when.start if when else None, last_seen=when.end if when else None)
        quote = _sentence_around(reading, document, occupancy.evidence[0]) if occupancy.evidence else None
        found.append(Sighting(f"{reading.page.location}\0{number:06}", document.document_id, seen, quote))
    return found


def _sentence_around(reading: Reading, document: Document, evidence: Evidence) -> Evidence:
    for sentence in reading.sentences:
        if sentence.start <= evidence.start and evidence.end <= sentence.end:
            return cut_quote(document, sentence.start, sentence.end, evidence.start)
    return evidence


def find_sighting(reading: Reading, occupancy: Occupancy) -> Interval | None:
    """When somebody was seen in the office that a page gives them; None where the page does not say.

    That is the day of publication, and for what a sentence tells of long ago ("in 1979 the president warned") the day
    of that. A bound of the publication date is no day on which anybody was seen.
    """
    if reading.document is None or not occupancy.evidence:
        return None
    publication = reading.document.publication
    day = publication.day if publication.precision in (None, "day") else None
    told = list(_told_times(reading, occupancy))
    latest = max(told, key=lambda when: (when.end or when.start, when.start), default=None)
    if day is not None and (latest is None or latest.end is None or latest.end >= day - OLD):
        return Interval(day, day, "day", "published")
    if latest is None or (day is None and latest.method not in ("explicit", "named_period")):
        return None
    return latest if (latest.days() or CLOSE + 1) <= CLOSE else None


def _told_times(reading: Reading, occupancy: Occupancy) -> Iterator[Interval]:
    """When what the sentence tells of the person took place; where it tells of no act of theirs, its words of time."""
    start = occupancy.evidence[0].start
    index = next((s.index for s in reading.sentences if s.start <= start < s.end), None)
    acts = [
        claim
        for claim in reading.claims
        if claim.sentence == index
        and claim.modality in EVENT_MODALITIES
        and any(party.actor_id == occupancy.actor_id for party in (*claim.actors, *claim.recipients))
    ]
    if acts:
        times = [act.when for act in acts]
    else:
        times = [time.interval for time in reading.times if time.sentence == index and time.relation == "at"]
    for when in times:
        if when is None:
            if acts:
                return  # an act without a date is told as of now
        elif when.start is not None and when.end is not None and when.method != "bounded":
            yield when
