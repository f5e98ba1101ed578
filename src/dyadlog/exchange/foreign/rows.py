"""The comparison with another data set as rows (docs/foreign.md)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain

from dyadlog.exchange.cells import Row, day
from dyadlog.exchange.foreign.comparing import Beside, Compared, Unmatched
from dyadlog.records import ForeignEvent, ForeignFile, MentionCount, Party


def comparison_rows(compared: Compared) -> Iterator[Row]:
    """Ours with what they have of it, then theirs that are not ours; every row has the same columns."""
    rows = chain(map(ours_row, compared.ours), map(theirs_row, compared.theirs))
    return ({"source": compared.source.name, **row} for row in rows)


def ours_row(beside: Beside) -> Row:
    """An event of ours."""
    event = beside.event
    when = event.when
    return {
        "side": "ours",
        "standing": beside.standing,
        "event_id": event.event_id,
        "event_type": event.event_type,
        "kind": event.kind,
        "modality": event.modality,
        "date_start": day(when.start) if when else None,
        "date_end": day(when.end) if when else None,
        "actors": _states_of(event.actors),
        "recipients": _states_of(event.recipients),
        "territory": list(event.territory),
        "places": [place.name for place in event.places],
        "origins": event.origins,
        **_counts([one.foreign for one in beside.matches], beside.mentioned),
        "same_days": beside.same_days,
        "foreign": [{**foreign_row(one.foreign), "reasons": list(one.reasons)} for one in beside.matches],
    }


def theirs_row(unmatched: Unmatched) -> Row:
    """What another data set has and we have not."""
    first = unmatched.events[0]
    return {
        "side": "theirs",
        "standing": "lacking",
        "event_id": None,
        "event_type": first.event_type,
        "kind": None,
        "modality": None,
        "date_start": day(first.first),
        "date_end": day(first.last),
        "actors": list(first.actors),
        "recipients": list(first.recipients),
        "territory": sorted({code for event in unmatched.events for code in event.territory}),
        "places": sorted({event.place for event in unmatched.events if event.place}),
        "origins": None,
        **_counts(unmatched.events, unmatched.mentioned),
        "same_days": 0,
        "foreign": [{**foreign_row(event), "reasons": []} for event in unmatched.events],
    }


def foreign_row(event: ForeignEvent) -> Row:
    """One row of another data set."""
    return {
        "foreign_id": event.foreign_id,
        "date_start": day(event.first),
        "date_end": day(event.last),
        "code": event.code,
        "words": event.words,
        "event_type": event.event_type,
        "actors": list(event.actors),
        "actor_name": event.actor_name,
        "recipients": list(event.recipients),
        "recipient_name": event.recipient_name,
        "territory": list(event.territory),
        "place": event.place,
        "lat": event.lat,
        "lon": event.lon,
        "mentions": event.mentions,
        "sources": event.sources,
        "articles": event.articles,
        "deaths": event.deaths,
        "deaths_low": event.deaths_low,
        "deaths_high": event.deaths_high,
        "reference": event.reference,
        "file": event.file,
        "line": event.line,
    }


def file_row(file: ForeignFile) -> Row:
    """A file that was taken in."""
    return {
        "source": file.source,
        "file": file.name,
        "sha256": file.file_id,
        "about": list(file.asked),
        "date_start": day(file.first),
        "date_end": day(file.last),
        "rows": file.rows,
        "kept": file.kept,
        "bad": file.bad,
    }


@dataclass(frozen=True, slots=True)
class Counted:
    """How often another data set counts one happening: ``rows`` of it, the sums of its own counts (None where it has
    none), and where its files of mentions have it (None where none were taken in). Sources of several rows may be the
    same ones: the most of any row, not their sum."""

    rows: int
    mentions: int | None
    sources: int | None
    articles: int | None
    mention_places: int | None
    mention_outlets: tuple[str, ...]


def count_rows(events: Sequence[ForeignEvent], mentioned: MentionCount | None) -> Counted:
    """How often they count what these rows tell of."""
    return Counted(
        rows=len(events),
        mentions=_total(event.mentions for event in events),
        sources=max((event.sources for event in events if event.sources is not None), default=None),
        articles=_total(event.articles for event in events),
        mention_places=mentioned.mentions if mentioned else None,
        mention_outlets=mentioned.outlets if mentioned else (),
    )


def _counts(events: Sequence[ForeignEvent], mentioned: MentionCount | None) -> Row:
    counted = asdict(count_rows(events, mentioned))
    return {**counted, "mention_outlets": list(counted["mention_outlets"])}


def _total(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _states_of(parties: Sequence[Party]) -> list[str]:
    return sorted({code for party in parties for code in party.states})
