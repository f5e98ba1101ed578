"""Progress: how instruments go forward, stand still past their day, or aim below what is there already."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import set_apart
from dyadlog.findings.notes import show_day
from dyadlog.findings.sides import MOST_SIDES, make_finding, one_of_each, side_of
from dyadlog.records import Finding, Instrument, Quantity, StatusReport

DONE = ("signed", "ratified", "in_force", "implemented")
SETTLED = (*DONE, "cancelled", "expired", "suspended")
SETTLED_AIM = ("in_force", "implemented", "cancelled", "expired")
AIMS = ("pledge", "target")
UNDER_WAY = ("announced", "negotiating", "stalled")
"""What somebody is to go on with; a mere proposal may well be let go."""
REPORTS_A_STEP = 2
A_SIDE = 4
FULFILLED_BY_SIGNING = ("agreement", "memorandum", "treaty", "bundle")


def find_progress(book: Book, newest: date | None) -> Iterator[Finding]:
    """Instruments that have moved, whose day has passed by the newest page, or whose target is below today's level."""
    by_page: dict[str, list[Told]] = defaultdict(list)
    for one in book.told.values():
        if one.happened and one.claim.quantities:
            by_page[one.document.document_id].append(one)
    for instrument in book.instruments:
        yield from _moved(book, instrument)
        if newest is not None and not _is_kept(instrument):
            yield from _overdue(book, instrument, newest)
            yield from _silent(book, instrument, newest)
        yield from _below_today(by_page, book, instrument)


def _told_of(book: Book, instrument: Instrument) -> list[Told]:
    claims = dict.fromkeys(report.claim_id for report in instrument.history)
    return [book.told[claim_id] for claim_id in claims if claim_id in book.told]


def _moved(book: Book, instrument: Instrument) -> Iterator[Finding]:
    """An instrument on its way in one report and reached, or given up, in a later one."""
    reports = [report for report in instrument.history if report.claim_id in book.told and report.status != "unknown"]
    ahead = [n for n, report in enumerate(reports) if report.status not in SETTLED and not _is_denial(book, report)]
    after = [number for number, report in enumerate(reports) if report.status in SETTLED]
    if not ahead or not after or ahead[0] > after[-1]:
        return
    steps: dict[str, list[Told]] = {}
    for report in reports[ahead[0] :]:
        steps.setdefault(report.status, []).append(book.told[report.claim_id])
    shown = [(status, one) for status, told in steps.items() for one in one_of_each(told, REPORTS_A_STEP)][:MOST_SIDES]
    sides = set_apart([side_of(one, status) for status, one in shown], [one for _, one in shown])
    if sides is not None:
        note = ", then ".join(status.replace("_", " ") for status in steps)
        yield make_finding("update", "status", sides, instrument.states, instrument=instrument, note=note)


def _is_denial(book: Book, report: StatusReport) -> bool:
    """Whether a report says what did not happen, which is no step."""
    return book.told[report.claim_id].denied


def _is_kept(instrument: Instrument) -> bool:
    """Whether nothing more is to come of an instrument; what is signed may have a day by which it is to be ratified."""
    if instrument.kind in FULFILLED_BY_SIGNING and instrument.status == "signed" and instrument.deadline is not None:
        return False
    done = DONE if instrument.kind in FULFILLED_BY_SIGNING else SETTLED_AIM
    return instrument.status in done


def _silent(book: Book, instrument: Instrument, newest: date) -> Iterator[Finding]:
    """An instrument that is not done, without a deadline to pass, of which nothing was heard for long."""
    limit = book.knowledge.instrument_words.silences.get(instrument.kind)
    if limit is None or instrument.last_heard is None or instrument.deadline is not None:
        return
    if instrument.kind in AIMS and not instrument.quantities:
        return  # "a commitment to closer ties" has nothing that could be looked for
    told = [one for one in _told_of(book, instrument) if not one.denied]
    if told and instrument.status in UNDER_WAY and newest - instrument.last_heard > limit:
        sides = [side_of(one, instrument.status) for one in one_of_each(told, A_SIDE)]
        note = f"not heard of since {show_day(instrument.last_heard)}"
        yield make_finding("stale", "silence", sides, instrument.states, instrument=instrument, note=note)


def _overdue(book: Book, instrument: Instrument, newest: date) -> Iterator[Finding]:
    """An instrument whose deadline has passed by the newest page, with no word that it was kept."""
    if instrument.deadline is None or instrument.deadline >= newest:
        return
    reports = [
        (report.status, book.told[report.claim_id]) for report in instrument.history if report.claim_id in book.told
    ]
    due = [one for _, one in reports if any(i.deadline == instrument.deadline for i in one.claim.instruments)]
    if not due:
        return
    unkept = [one for status, one in reports if (status == "stalled" or one.denied) and one not in due]
    shown = [*one_of_each(due, A_SIDE), *one_of_each(unkept, A_SIDE)]
    day = instrument.deadline.isoformat()
    values = [day if one in due else "not kept" for one in shown]
    sides = set_apart([side_of(one, value) for one, value in zip(shown, values, strict=True)], shown)
    note = f"due by {show_day(instrument.deadline)}; no word that it was kept"
    sides = sides or [side_of(one, day) for one in one_of_each(due)]
    yield make_finding("stale", "deadline", sides, instrument.states, instrument=instrument, note=note)


def _below_today(by_page: Mapping[str, Sequence[Told]], book: Book, instrument: Instrument) -> Iterator[Finding]:
    """A target below the level that the same states' figures give for today, in the same unit."""
    if instrument.kind not in ("target", "pledge"):
        return
    told = _told_of(book, instrument)
    aims = [(one, figure) for one in told for figure in one.claim.quantities if figure in instrument.quantities]
    own = {one.claim.claim_id for one in told}
    pages = dict.fromkeys(one.document.document_id for one in told)
    for one, aim in aims:
        for other in (other for page in pages for other in by_page.get(page, ())):
            if other.claim.claim_id in own:
                continue
            for figure in other.claim.quantities:
                if set(instrument.states) <= other.claim.states() and _is_above(figure, aim):
                    sides = [side_of(one, aim.original), side_of(other, figure.original)]
                    note = f"aims at {aim.original}, has {figure.original}"
                    states = instrument.states
                    yield make_finding("implausible", "target", sides, states, instrument=instrument, note=note)
                    return


def _is_above(figure: Quantity, aim: Quantity) -> bool:
    """Whether a figure of the same thing lies above what is aimed at."""
    if figure.unit is None or figure.unit != aim.unit or figure.of is None or figure.of != aim.of:
        return False
    return figure.low is not None and aim.high is not None and figure.low > aim.high
