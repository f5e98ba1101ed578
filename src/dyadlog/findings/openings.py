"""Open and shut: how borders, crossings, airspace, flights, visas, embassies, envoys, talks, ceasefires and trade bans
between two states stand, since when, and on whose word.

Reports come from claims whose kind moves a thing, and from sentences that say how it stands (``opening_reports``). The
status is that of the latest dated report of what was or is so; ``since`` goes back to the first of the unbroken run of
reports of that status. What is planned is announced, never done. Reports of one time that exclude each other, and
denials, leave the thing contested; nothing is decided for the reader.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Final

from dyadlog.findings.opening_reports import Report, list_reports
from dyadlog.knowledge import Knowledge
from dyadlog.records import Dyad, Interval, Reading
from dyadlog.records.vocabulary import DateMethod

UNKNOWN: Final = "unknown"
CROSSING: Final = "crossing"
DEGREES: Final = frozenset(("open", "partly_open"))
"""Statuses of one kind: who says partly open does not contradict who says open."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A thing between two states, and how it stands.

    ``states`` has the owner first where the thing is one state's own (``owned``: its airspace, its ambassador).
    ``since`` is None where no report says when it came to be so; ``begun`` has the days that the words for it leave
    open ("in May"), of which ``since`` is the first; ``last_confirmed`` the last day for which a report
    speaks; ``confirmed_by`` the outlets, copies aside, that report the present status. ``contested_by`` are the reports
    of ``history`` that speak against it, ``announced`` those of what is to come.
    """

    thing: str
    place: str | None
    states: tuple[str, str]
    owned: bool
    status: str
    since: date | None
    since_method: DateMethod | None
    begun: Interval | None
    last_confirmed: date | None
    confirmed_by: tuple[str, ...]
    history: tuple[Report, ...]
    contested_by: tuple[Report, ...]
    announced: tuple[Report, ...]

    @property
    def contested(self) -> bool:
        """Whether reports of one time exclude each other, or one denies it."""
        return bool(self.contested_by)


def find_openings(dyad: Dyad, readings: Iterable[Reading], knowledge: Knowledge) -> tuple[Opening, ...]:
    """How each thing between the two states stands; ``readings`` are those of the dyad's documents.

    In the order of the table of things, those of the first state before those of the second, places by name.
    """
    groups: dict[tuple[str, str | None, str | None], list[Report]] = {}
    for report in _with_owners(list_reports(dyad, readings, knowledge)):
        groups.setdefault((report.thing, report.owner, report.place), []).append(report)
    order = knowledge.openings.things
    owners = (*dyad.states, None)
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[2] is not None, owners.index(key[1]), key[2] or ""))
    return tuple(
        _conclude(key, groups[key], dyad) for key in keys if any(_is_telling(report) for report in groups[key])
    )


def _is_telling(report: Report) -> bool:
    """Whether a report makes a thing worth showing: not what is only asked for or possible."""
    return report.alone and (report.holds or report.negated or report.modality in ("planned", "denied"))


def _with_owners(reports: Sequence[Report]) -> list[Report]:
    """Where one state alone is told to have such a thing, reports that do not say whose it is are of that state's."""
    owners: dict[str, set[str]] = {}
    for report in reports:
        if report.owner is not None:
            owners.setdefault(report.thing, set()).add(report.owner)
    return [
        replace(report, owner=next(iter(owners[report.thing])))
        if report.owner is None and len(owners.get(report.thing, ())) == 1
        else report
        for report in reports
    ]


def _conclude(key: tuple[str, str | None, str | None], reports: Sequence[Report], dyad: Dyad) -> Opening:
    thing, owner, place = key
    history = sorted(reports, key=lambda report: _order(report, dyad))
    holding = [report for report in history if report.holds]
    dated = [report for report in holding if report.moment is not None]
    status = _status(holding, dated)
    run = list(takewhile(lambda report: report.status == status, reversed(dated)))[::-1]
    begun = _begin(run)
    newest = dated[-1].moment if dated else None
    against = _contest(run, dated, history, dyad)
    first, second = dyad.states
    return Opening(
        thing=CROSSING if place else thing,
        place=place,
        states=(owner, second if owner == first else first) if owner else (first, second),
        owned=owner is not None,
        status=status,
        since=begun.start if begun else None,
        since_method=begun.method if begun else None,
        begun=begun,
        last_confirmed=newest if run else None,
        confirmed_by=_outlets(run or holding, dyad) if status != UNKNOWN else (),
        history=tuple(history),
        contested_by=tuple(against),
        announced=tuple(
            report
            for report in history
            if report.modality == "planned" and not report.negated and _is_ahead(report, newest, dyad)
        ),
    )


def _order(report: Report, dyad: Dyad) -> tuple[date, bool, date, str, int]:
    """By the last day for which reports speak, undated ones last; of one day, by publication, page and place on it."""
    document = dyad.documents[report.evidence.document_id]
    published = document.publication.day or document.publication.not_after or date.max
    return report.moment or date.max, report.lasting, published, document.location, report.evidence.start


def _status(holding: Sequence[Report], dated: Sequence[Report]) -> str:
    """Of the latest dated report; of undated ones only where all agree."""
    if dated:
        return dated[-1].status
    told = {report.status for report in holding}
    return told.pop() if len(told) == 1 else UNKNOWN


def _begin(run: Sequence[Report]) -> Interval | None:
    """When the present status began: the time of the earliest report that tells of its beginning."""
    times = [
        report.when
        for report in run
        if report.when is not None
        and report.when.start is not None
        and (not report.lasting or report.when.start != report.when.end)
    ]
    return min(times, key=lambda when: when.start or date.max, default=None)


def _contest(run: Sequence[Report], dated: Sequence[Report], history: Sequence[Report], dyad: Dyad) -> list[Report]:
    """The reports that speak against the latest of a run: another state at the same time, or a denial; and the last
    move before it, where sources only say how things stand and none says that they moved back."""
    if not run:
        return []
    now = [report for report in run if report.moment == run[-1].moment]
    against = [report for report in history if any(_excludes(report, held, run[0], dyad) for held in now)]
    before = dated[len(dated) - len(run) - 1] if len(dated) > len(run) else None
    if before is not None and not before.lasting and all(_only_lasts(report, before, dyad) for report in run):
        against = [*against, before] if before not in against else against
    return against


def _only_lasts(report: Report, before: Report, dyad: Dyad) -> bool:
    """Whether a report says no more than how things stand, and another source than ``before`` says it."""
    begun = report.when is not None and report.when.start != report.when.end
    agreeing = {report.status, before.status} <= DEGREES
    return report.lasting and not begun and not agreeing and _are_apart(report, before, dyad)


def _are_apart(report: Report, other: Report, dyad: Dyad) -> bool:
    return dyad.origin_of(report.evidence.document_id) != dyad.origin_of(other.evidence.document_id)


def _excludes(report: Report, held: Report, first: Report, dyad: Dyad) -> bool:
    elsewhere = _are_apart(report, held, dyad)
    if report.status == held.status:
        denies = report.negated or report.modality == "denied"
        timely = report.moment is None or first.moment is None or report.moment >= first.moment
        return denies and timely and (elsewhere or report.side != held.side)
    if not report.holds or not elsewhere or {report.status, held.status} <= DEGREES:
        return False
    return report.moment is not None and report.moment == held.moment and _is_of_a_day(report) and _is_of_a_day(held)


def _is_of_a_day(report: Report) -> bool:
    """Whether a report speaks for one day, not for some day of a longer time."""
    return report.lasting or (report.when is not None and report.when.start == report.when.end)


def _is_ahead(report: Report, newest: date | None, dyad: Dyad) -> bool:
    """Whether what a report announces was still to come after the latest report of what is so."""
    published = dyad.documents[report.evidence.document_id].publication.day
    known = report.moment or published
    return newest is None or known is None or known >= newest


def _outlets(reports: Sequence[Report], dyad: Dyad) -> tuple[str, ...]:
    """The outlets of some reports, without those that only print the text of another of them."""
    documents = {report.evidence.document_id: None for report in reports}
    own = [doc for doc in documents if dyad.origin_of(doc) == doc or dyad.origin_of(doc) not in documents]
    return tuple(dict.fromkeys(dyad.outlet_of(document_id) for document_id in own))
