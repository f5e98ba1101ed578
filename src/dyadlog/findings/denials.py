"""Denials: what one side says that it did not do, and who says that it did, also where the two are not one event.

"The ministry denied it" tells of no act; what it denies stands in the sentence before, or on another page.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import clause_of, set_apart
from dyadlog.findings.notes import DENYING, note_denial
from dyadlog.findings.sides import make_finding, printed_within, side_of, states_of
from dyadlog.records import Finding, Party

NEAR = timedelta(days=30)
"""Pages printed further apart than this speak of different charges."""
BACK = 3
"""Sentences before a denial in which the charge is looked for."""
COMMON_STEMS = 2
"""Content words that a denial and a charge on different pages, or further apart, must share."""
MOST_CHARGES = 200
"""Charges against one state that a denial is compared with."""
CHARGES = ("ACCUSE",)
FORCE = 4
"""The quad class of material conflict."""


def find_denials(book: Book) -> Iterator[Finding]:
    """For every denial, the nearest charge on its own page, and the likeliest on every other page."""
    compared = _compared_sentences(book)
    charges = _collect_charges(book)
    for denial in book.told.values():
        if not _is_denial(denial):
            continue
        deniers = {code for party in denial.claim.actors for code in party.states}
        nearby = [one for state in sorted(deniers) for one in charges[state][:MOST_CHARGES]]
        for charge in _choose(book, denial, list({one.order: one for one in nearby}.values())):
            words = (_sentence_of(charge), _sentence_of(denial))
            if words not in compared:
                compared.add(words)
                pair = (charge, denial)
                sides = set_apart([side_of(charge, charge.claim.modality), side_of(denial, "denied")], pair)
                if sides is not None:
                    states, note = states_of(charge.claim, denial.claim), note_denial(book, [denial])
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
    return denied and not (one.in_headline or one.is_print) and bool(one.claim.actors)


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
    sides = [(_codes(one.claim.actors), _codes(one.claim.recipients)) for one in (denial, charge)]
    return 1 if days is not None and days == 1 and all(sides[0]) and sides[0] == sides[1] else COMMON_STEMS


def _codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(code for party in parties for code in party.states)


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
    deniers = {code for party in denial.claim.actors for code in party.states}
    others, theirs = denial.claim.states() - deniers, charge.claim.states() - deniers
    if others and theirs and not others & theirs:
        return False
    if denial.claim.event_type is None or denial.claim.kind == "deny":
        return True
    when, then = denial.claim.when, charge.claim.when
    return when is None or then is None or when.overlaps(then)
