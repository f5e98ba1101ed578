"""Denials: what one side says that it did not do, and who says that it did, also where the two are not one event.

"The ministry denied it" tells of no act; what it denies stands in the sentence before, or on another page.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import clause_of, set_apart
from dyadlog.findings.matters import FORCE as FORCE_TYPE
from dyadlog.findings.matters import (
    Matter,
    apart_by,
    codes_of,
    count_events,
    direction_of,
    pair_up,
    points,
    printed,
    same_sides,
    tells_of_both,
)
from dyadlog.findings.notes import DENYING, note_denial
from dyadlog.findings.places import places_apart
from dyadlog.findings.sides import make_finding, one_of_each, printed_within, side_of, states_of
from dyadlog.records import Finding

NEAR = timedelta(days=30)
"""Pages printed further apart than this speak of different charges."""
LONG = timedelta(days=60)
"""The same for what is denied and what is reported in like words."""
FEW_DAYS = timedelta(days=2)
BACK = 3
"""Sentences before a denial in which the charge is looked for."""
COMMON_STEMS = 2
"""Content words that a denial and a charge on different pages, or further apart, must share."""
MOST_CHARGES = 200
"""Charges against one state that a denial is compared with."""
CHARGES = ("ACCUSE",)
ENOUGH = 3
"""Points from which what is denied is what another page reports."""
MOST = 4
"""Reports, and denials, that are shown."""
FORCE = 4
"""The quad class of material conflict."""


def find_denials(book: Book, matters: Sequence[Matter]) -> Iterator[Finding]:
    """For what one side denies in a passage: what is told of it, and the charges it answers, on every page."""
    compared, charges, contradicted = _compared_sentences(book), _collect_charges(book), _contradicted(book, matters)
    denied_in: dict[str, list[Told]] = defaultdict(list)
    for matter in matters:
        if matter.told.denied:
            denied_in[matter.event].append(matter.told)
    groups: dict[tuple[object, ...], tuple[list[Told], list[Told]]] = {}
    for number, passage in enumerate(_passages(book)):
        reports = [report for denial in passage for report in contradicted.get(denial.order, ())]
        answered = [charge for denial in passage for charge in _charges_against(book, denial, charges)]
        settled = bool(reports) or any(_sentence_of(denial) == there for _, there in compared for denial in passage)
        if settled:  # what is denied is known: a charge of something else is not what it answers
            words = frozenset().union(*(denial.stems for denial in passage))
            answered = [one for one in answered if one.stems & words and not _is_of_both(one, passage)]
        pairs = {(_sentence_of(one), _sentence_of(denial)) for one in answered for denial in passage}
        if reports or not pairs <= compared:
            key = (reports[0].event, _denying(passage[0])) if reports else (number,)
            found, denials = groups.setdefault(key, ([], []))
            found += [*(report.told for report in reports), *answered]
            denials += passage
            denials += [one for report in reports for one in denied_in[report.event] if _denying(one) == key[-1]]
    for found, denials in groups.values():
        yield from _make(book, list({one.order: one for one in found}.values()), denials)


def _is_of_both(charge: Told, passage: Sequence[Told]) -> bool:
    """Whether a charge is of a fight of both, and the passage denies what one side did to the other."""
    return any(tells_of_both(charge, denial) for denial in passage)


def _charges_against(book: Book, denial: Told, charges: dict[str, list[Told]]) -> Iterator[Told]:
    """The charges that a denial answers; that something did not happen answers none."""
    deniers = codes_of(denial.claim.actors)
    if denial.claim.modality == "denied" or denial.claim.kind == "deny":
        nearby = [one for state in sorted(deniers) for one in charges[state][:MOST_CHARGES]]
        yield from _choose(book, denial, list({one.order: one for one in nearby}.values()))


def _passages(book: Book) -> Iterator[list[Told]]:
    """The denials of one side that stand close together on a page: the word for it, and what is denied."""
    by_side: dict[tuple[str, frozenset[str]], list[Told]] = defaultdict(list)
    for one in book.told.values():
        if _is_denial(one):
            by_side[one.document.document_id, _denying(one)].append(one)
    for told in by_side.values():
        passage: list[Told] = []
        for one in told:
            if passage and one.claim.sentence - passage[-1].claim.sentence > 1:
                yield passage
                passage = []
            passage.append(one)
        yield passage


def _denying(one: Told) -> frozenset[str]:
    """The side whose word a denial is: who denies it, on whose word it is told, or whose act is denied."""
    speakers = frozenset(link.side for link in one.claim.attribution if link.side is not None)
    return speakers if speakers and one.claim.kind != "deny" else codes_of(one.claim.actors)


def _contradicted(book: Book, matters: Sequence[Matter]) -> dict[int, list[Matter]]:
    """By the place in the record of what is denied: the reports, in other events, that it happened."""
    denied = [m for m in matters if _is_denial(m.told) and m.told.claim.kind not in DENYING]
    told = [m for m in matters if m.told.happened]
    alike = count_events(told)
    found: dict[int, list[Matter]] = defaultdict(list)
    for denial, report in pair_up(denied, told):
        if denial.event != report.event and _speak_of_one(book, denial, report):
            alone = alike[direction_of(report)] == {report.event}
            plain = denial.told.claim.modality == "denied" and denial.told.claim.kind == report.told.claim.kind
            if points(denial, report) + alone + plain + (denial.page == report.page) >= ENOUGH:
                found[denial.told.order].append(report)
    return found


def _speak_of_one(book: Book, denial: Matter, report: Matter) -> bool:
    """Whether what is denied can be what is reported: the same sort of act of the same sides, at a time that fits."""
    shared = len(denial.words & report.words)
    if denial.told.claim.kind != report.told.claim.kind and shared < COMMON_STEMS:
        return False
    if not shared and denial.told.claim.modality != "denied" and not denial.people & report.people:
        return False
    if denial.told.origin == report.told.origin and (denial.page != report.page or _in_one_voice(denial, report)):
        return False
    if not same_sides(denial, report) or tells_of_both(report.told, denial.told):
        return False
    if places_apart(book, denial.told, report.told) is not None:
        return False
    when, then = denial.time, report.time
    if when is not None and then is not None:  # each side may date a fight by its own clock
        gap = apart_by(when, then)
        return gap is not None and gap <= (FEW_DAYS if denial.sort == FORCE_TYPE else timedelta(0))
    said, day = printed(denial.told.document), then.start if then is not None else None
    if said is not None and day is not None:  # nothing is denied that had not happened, or long before
        return day <= said <= day + LONG
    return printed_within(LONG, denial.told.document, report.told.document)


def _in_one_voice(denial: Matter, report: Matter) -> bool:
    """Whether a page says both on its own word: then it speaks of two things."""
    return not denial.told.claim.attribution and not report.told.claim.attribution


def _make(book: Book, found: Sequence[Told], passage: Sequence[Told]) -> Iterator[Finding]:
    """The finding with as many sides as can be told apart; none where no charge stands against a denial."""
    rows: list[Told] = []
    for one in (*one_of_each(found, MOST), *one_of_each(passage, MOST)):
        if set_apart([side_of(other, None) for other in (*rows, one)], (*rows, one)) is not None:
            rows.append(one)
    denied = {one.order for one in passage}
    if {one.order in denied for one in rows} == {True, False}:
        values = ["denied" if one.order in denied else one.claim.modality for one in rows]
        sides = set_apart([side_of(one, value) for one, value in zip(rows, values, strict=True)], rows)
        if sides is not None:
            denials = [one for one in rows if one.order in denied]
            states, note = states_of(*(one.claim for one in rows)), note_denial(book, denials)
            yield make_finding("denial", "act", sides, states, note=note)


def _sentence_of(one: Told) -> tuple[str, int]:
    return one.document.document_id, one.claim.sentence


def _compared_sentences(book: Book) -> set[tuple[tuple[str, int], tuple[str, int]]]:
    """Pairs of sentences that assert and deny one event, and are compared there."""
    compared: set[tuple[tuple[str, int], tuple[str, int]]] = set()
    for event in book.events:
        told = book.told_of(event)
        denied = [one for one in told if one.denied]
        compared |= {(_sentence_of(one), _sentence_of(other)) for one in told if one.happened for other in denied}
    return compared


def _is_denial(one: Told) -> bool:
    """Whether a claim denies something: the speech act, or the act denied."""
    denied = one.claim.modality == "denied" or one.claim.kind == "deny"
    content = one.claim.event_type is not None and one.claim.negated and one.claim.modality in ("asserted", "claimed")
    return (denied or content) and not (one.in_headline or one.is_print)


def _collect_charges(book: Book) -> dict[str, list[Told]]:
    """By state, what is told against it: acts of conflict that it did, and accusations made to it."""
    charges: dict[str, list[Told]] = defaultdict(list)
    for one in book.told.values():
        claim = one.claim
        if claim.event_type is None or one.denied or claim.kind in DENYING or one.in_headline or one.is_print:
            continue
        if claim.event_type in CHARGES:
            charged = {code for party in claim.recipients for code in party.states}
        elif claim.quad_class in (3, 4) and claim.modality in ("asserted", "claimed"):
            charged = {code for party in claim.actors for code in party.states}
        else:
            continue
        for state in sorted(charged):
            charges[state].append(one)
    return charges


def _choose(book: Book, denial: Told, charges: Sequence[Told]) -> Iterator[Told]:
    """The charge that a denial answers: on its own page the nearest before it, elsewhere the one most alike."""
    at = denial.claim.sentence
    own = [
        one
        for one in charges
        if one.document is denial.document and 0 <= at - one.claim.sentence <= BACK
        if _answers(denial, one) and _is_plain(denial, one)
        if at > one.claim.sentence or one.claim.event_type in CHARGES  # the rest of the sentence is the denier's word
    ]
    if own:
        yield max(own, key=lambda one: (len(one.stems & denial.stems) >= COMMON_STEMS, one.claim.sentence, -one.order))
    elsewhere: dict[str, list[Told]] = defaultdict(list)
    taken_up = _taken_up(book, denial)
    for one in charges:
        shared = one.stems & taken_up
        near = printed_within(NEAR, one.document, denial.document)
        if one.origin != denial.origin and near and len(shared) >= _needed(denial, one) and _answers(denial, one):
            elsewhere[one.origin].append(one)
    for rivals in elsewhere.values():
        yield max(rivals, key=lambda one: (len(one.stems & taken_up), -one.order))


def _needed(denial: Told, charge: Told) -> int:
    """The content words to share: of force by one side against the other on one day, one is enough."""
    force = all(one.claim.quad_class == FORCE for one in (denial, charge))
    when, then = denial.claim.when, charge.claim.when
    if not force or when is None or then is None:
        return COMMON_STEMS
    days = when.days() if when.within(then) and then.within(when) else None
    sides = [(codes_of(one.claim.actors), codes_of(one.claim.recipients)) for one in (denial, charge)]
    return 1 if days is not None and days == 1 and all(sides[0]) and sides[0] == sides[1] else COMMON_STEMS


def _taken_up(book: Book, denial: Told) -> frozenset[str]:
    """The content words of what is denied: of a bare "rejected the charges, closed ..." not what follows it."""
    if denial.claim.event_type is not None and denial.claim.kind not in DENYING:
        return denial.stems
    return denial.stems & frozenset(book.knowledge.content_words.stems(clause_of(denial)))


def _is_plain(denial: Told, charge: Told) -> bool:
    """Whether a denial follows right on an accusation or a report of force, or takes up its words."""
    grave = charge.claim.event_type in CHARGES or charge.claim.quad_class == 4
    return bool(charge.stems & denial.stems) or (grave and denial.claim.sentence - charge.claim.sentence <= 1)


def _answers(denial: Told, charge: Told) -> bool:
    """Whether a denial can be of a charge: the other side, where both name it, is the same, and the days can be."""
    deniers = codes_of(denial.claim.actors)
    others, theirs = denial.claim.states() - deniers, charge.claim.states() - deniers
    if others and theirs and not others & theirs:
        return False
    if denial.claim.event_type is None or denial.claim.kind == "deny":
        return True
    if tells_of_both(charge, denial):
        return False
    when, then = denial.claim.when, charge.claim.when
    return when is None or then is None or when.overlaps(then)
