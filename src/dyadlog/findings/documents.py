"""Documents: what was signed, and whether it was, where sources differ on it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import set_apart
from dyadlog.findings.notes import either
from dyadlog.findings.sides import make_finding, many_origins, one_of_each, side_of, states_of
from dyadlog.records import Event, Finding, Instrument, StatusReport

SIGNING = "signing"
SIGN = "sign"
NOT_YET = ("proposed", "announced", "negotiating")
WEEKS = timedelta(days=31)
"""How long after a signing a page that knows nothing of it contradicts it."""
A_SIDE = 4


def find_documents(book: Book) -> Iterator[Finding]:
    """Instruments and signings of which sources differ on the sort of document, or on whether it was signed."""
    for event in book.events:
        if book.knowledge.families.get(event.kind).name == SIGNING and not event.instrument_ids:
            yield from _compare_sorts(book, book.told_of(event), event, None)
    for instrument in book.instruments:
        reports = [report for report in instrument.history if report.claim_id in book.told]
        told = list(dict.fromkeys(report.claim_id for report in reports))
        yield from _compare_sorts(book, [book.told[claim_id] for claim_id in told], None, instrument)
        if instrument.kind not in ("pledge", "target", "project", "mechanism"):
            yield from _signed_or_not(book, reports, instrument)


def _compare_sorts(
    book: Book, told: Sequence[Told], event: Event | None, instrument: Instrument | None
) -> Iterator[Finding]:
    """Sorts of document that do not go together: agreements here, memoranda there."""
    sorts: dict[int, tuple[str, str]] = {}
    used: dict[str, set[str]] = defaultdict(set)
    for one in told:
        found = _sort_of(book, one, instrument is not None and instrument.kind == "bundle")
        if found is not None:
            sorts[one.order] = found
            used[one.origin].add(found[0])
    calling = [one for one in told if one.order in sorts and len(used[one.origin]) == 1]
    if len({sorts[one.order][0] for one in calling}) > 1 and many_origins(calling):
        sides = [side_of(one, sorts[one.order][1]) for one in one_of_each(calling)]
        states = states_of(*(one.claim for one in calling))
        note = either(side.value for side in sides)
        yield make_finding(
            "instrument", "kind of document", sides, states, event=event, instrument=instrument, note=note
        )


def _sort_of(book: Book, told: Told, bundled: bool) -> tuple[str, str] | None:
    """The sort of document that a claim of a signing or of many documents names, with the word for it."""
    if told.denied or not told.happened:
        return None
    words = book.knowledge.instrument_words
    signed = book.knowledge.families.get(told.claim.kind).name == SIGNING
    named = [item for item in told.claim.instruments if signed or bundled or item.status == "signed"]
    names = [item.name for item in named]
    if signed or named:
        names += [figure.unit or "" for figure in told.claim.quantities or told.sentence_figures]
    for word in (_bare(word) for name in names for word in name.split()):
        if (sort := words.sort(word)) is not None:
            return sort, word.casefold()
    return None


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha())


def _signed_or_not(book: Book, reports: Sequence[StatusReport], instrument: Instrument) -> Iterator[Finding]:
    """A page that tells of a signing, and one of the days after it that denies it or has it still to come."""
    rows = [(report.status, book.told[report.claim_id]) for report in reports]
    signed = [one for status, one in rows if status == "signed" and one.claim.kind == SIGN and one.happened]
    others = [(status, one) for status, one in rows if _is_open(status, one)]
    for one in signed:
        against = [(status, other) for status, other in others if _contradicts(one, other)]
        if not against:
            continue
        doubters = one_of_each((other for _, other in against), A_SIDE)
        status_of = {other.order: status for status, other in against}
        alike = one_of_each((two for two in signed if any(_contradicts(two, other) for other in doubters)), A_SIDE)
        shown = [*((two, "signed") for two in alike), *((o, _show(status_of[o.order], o)) for o in doubters)]
        sides = set_apart([side_of(two, value) for two, value in shown], [two for two, _ in shown])
        if sides is not None:
            note = either(value for _, value in shown)
            yield make_finding("instrument", "signing", sides, instrument.states, instrument=instrument, note=note)
        return


def _show(status: str, told: Told) -> str:
    return "not signed" if told.denied else status


def _is_open(status: str, told: Told) -> bool:
    """Whether a report says that the thing is not signed: it denies a signing, or tells of talks or plans for it."""
    if told.denied:
        return told.claim.kind == SIGN
    return status in NOT_YET and told.happened and told.claim.kind not in (SIGN, "ratify")


def _contradicts(signed: Told, other: Told) -> bool:
    """Whether a report speaks of the days right after a signing, as if it had not been."""
    day, there = _day_of(signed), _printed(other)
    if day is None or there is None or not timedelta(0) <= there - day <= WEEKS:
        return False
    when = other.claim.when
    return when is None or when.end is None or when.end >= day


def _day_of(told: Told) -> date | None:
    """The first day that a signing can have been, else the day of the page."""
    when = told.claim.when
    return (when.start if when is not None else None) or _printed(told)


def _printed(told: Told) -> date | None:
    return told.document.publication.day or told.document.publication.not_after
