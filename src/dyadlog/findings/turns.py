"""Turns: what was planned and then happened, and what is denied."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import clause_of, set_apart, trigger_of
from dyadlog.findings.matters import FORCE, codes_of, printed
from dyadlog.findings.notes import note_denial, note_turn
from dyadlog.findings.places import places_apart
from dyadlog.findings.sides import make_finding, one_of_each, printed_within, side_of, states_of
from dyadlog.records import EVENT_MODALITIES, Event, Finding

NEAR = timedelta(days=60)
"""Pages printed further apart than this speak of different plans."""
CALLED_OFF = {"cancel": "cancelled", "postpone": "postponed"}
SIGNING = "signing"
COOPERATION = (1, 2)
"""The quad classes of what two states plan together; a threat that is withdrawn is no meeting called off."""


def find_updates(book: Book) -> Iterator[Finding]:
    """Events that one report announces and another tells as done, or that one asserts and another denies."""
    for event in book.events:
        told = book.told_of(event)
        yield from _updates(told, event)
        yield from _denials(book, told, event)


def find_turns(book: Book) -> Iterator[Finding]:
    """Plans that were carried out or called off in an event of their own."""
    yield from _carried_out(book)
    yield from _called_off(book)


def _updates(told: Sequence[Told], event: Event) -> Iterator[Finding]:
    """An event that one report announces and another tells as done."""
    planned = [one for one in told if one.claim.modality == "planned" and not one.claim.negated]
    happened = [one for one in told if one.happened] or _not_done(planned, told)
    planned = [one for one in planned if not _comes_after(one, happened)]
    if planned and happened:
        shown = one_of_each(planned, 4) + one_of_each(happened, 4)
        done = any(one.happened for one in happened)
        sides = [side_of(one, "not done" if one.denied else one.claim.modality) for one in shown]
        note = note_turn(planned, happened, "happened" if done else "not done")
        yield make_finding(
            "update", "modality", sides, states_of(*(one.claim for one in shown)), event=event, note=note
        )


def _not_done(planned: Sequence[Told], told: Sequence[Told]) -> list[Told]:
    """Reports, on pages that do not announce it, that something planned did not come about."""
    pages = {one.document.document_id for one in planned}
    return [
        one
        for one in told
        if one.claim.negated and one.claim.modality in EVENT_MODALITIES and one.document.document_id not in pages
    ]


def _comes_after(plan: Told, happened: Sequence[Told]) -> bool:
    """Whether a plan was told when all that is reported was over: then it is one for another time."""
    said, due = printed(plan.document), plan.claim.when
    ends = [one.claim.when.end for one in happened if one.claim.when is not None and one.claim.when.end is not None]
    ahead = due is None or due.start is None or (said is not None and due.start >= said)
    return said is not None and ahead and bool(ends) and len(ends) == len(happened) and max(ends) < said


def _denials(book: Book, told: Sequence[Told], event: Event) -> Iterator[Finding]:
    """An event that somebody asserts and somebody denies."""
    denied = [one for one in told if one.denied]
    affirmed = [one for one in told if one.happened and any(_of_one(book, one, other) for other in denied)]
    if denied and affirmed:
        shown = one_of_each(_nearest(book, affirmed, denied), 4) + one_of_each(denied, 4)
        sides = set_apart([side_of(one, "denied" if one.denied else one.claim.modality) for one in shown], shown)
        if sides is not None:
            states, note = states_of(*(one.claim for one in shown)), note_denial(book, denied)
            yield make_finding("denial", "act", sides, states, event=event, note=note)


def _nearest(book: Book, affirmed: Sequence[Told], denied: Sequence[Told]) -> list[Told]:
    """Of each page the reports nearest to what is denied: it befell the same sort of party, and in the same words."""
    words = {stem for one in denied for stem in book.knowledge.content_words.stems(one.claim.evidence.quote)}
    sorts = {party.kind for one in denied for party in one.claim.recipients}
    near = {
        one.order: (
            any(party.kind in sorts for party in one.claim.recipients),
            len(words & {*book.knowledge.content_words.stems(one.claim.evidence.quote)}),
        )
        for one in affirmed
    }
    most: dict[str, tuple[bool, int]] = defaultdict(lambda: (False, 0))
    for one in affirmed:
        most[one.document.document_id] = max(most[one.document.document_id], near[one.order])
    return [one for one in affirmed if near[one.order] == most[one.document.document_id]]


def _of_one(book: Book, one: Told, denied: Told) -> bool:
    """Whether a report tells what is denied: of signings, that of the same text; not an act
    elsewhere, nor what its page says besides."""
    if places_apart(book, one, denied) is not None:
        return False
    plain = not any(told.claim.attribution or told.in_headline for told in (one, denied))
    if plain and one.document is denied.document:
        return False
    if book.knowledge.families.get(denied.claim.kind).name == SIGNING and not (one.in_headline or denied.in_headline):
        verbs = {stem for told in (one, denied) for stem in book.knowledge.content_words.stems(_trigger_words(told))}
        return bool((one.stems & denied.stems) - verbs)
    return _same_way(one, denied)


def _same_way(one: Told, denied: Told) -> bool:
    """Whether a report tells what is denied: that a side did it is not said by "they exchanged fire"."""
    doers, targets = codes_of(denied.claim.actors), codes_of(denied.claim.recipients)
    if denied.claim.event_type != FORCE or not doers or not targets or doers == targets:
        return True
    return bool(codes_of(one.claim.actors) & doers) and not codes_of(one.claim.actors) >= doers | targets


def _carried_out(book: Book) -> Iterator[Finding]:
    """A plan that stands as an event of its own, and a happening with the same people that it may have become."""
    plans: dict[tuple[str, frozenset[str]], list[Event]] = defaultdict(list)
    for event in book.events:
        if event.modality == "planned":
            for pair in _people_of_both_sides(book, event):
                plans[pair].append(event)
    for event in book.events:
        if event.modality not in EVENT_MODALITIES or event.negated:
            continue
        found = {plan.event_id: plan for pair in _people_of_both_sides(book, event) for plan in plans.get(pair, ())}
        for plan in found.values():
            told, there = book.told_of(plan), book.told_of(event)
            if told and there and _can_become(plan, event) and _told_before(told, there):
                shown = one_of_each(told, 4) + one_of_each([one for one in there if one.happened], 4)
                sides = [side_of(one, one.claim.modality) for one in shown]
                states, note = states_of(*(one.claim for one in shown)), note_turn(told, there)
                yield make_finding("update", "modality", sides, states, event=event, note=note)


def _told_before(ahead: Sequence[Told], there: Sequence[Told]) -> bool:
    """Whether a plan stands on a page of its own that was not printed after the report: one page means two acts."""
    if not ({one.document.document_id for one in ahead} - {one.document.document_id for one in there}):
        return False
    first, last = (
        [day for one in told if (day := one.document.publication.day or one.document.publication.not_after)]
        for told in (ahead, there)
    )
    return not first or not last or min(first) <= max(last)


def _people_of_both_sides(book: Book, event: Event) -> list[tuple[str, frozenset[str]]]:
    """The pairs of people of different states who meet in an event, with its family."""
    parties = [party for party in (*event.actors, *event.recipients) if party.is_named_person]
    return [
        (book.knowledge.families.get(event.kind).name, frozenset((one.actor_id, other.actor_id)))
        for one, other in combinations(parties, 2)
        if not set(one.states) & set(other.states)
    ]


def _can_become(plan: Event, event: Event) -> bool:
    """Whether a plan was for days that can be those of the happening."""
    return plan.when is None or event.when is None or plan.when.overlaps(event.when)


def _called_off(book: Book) -> Iterator[Finding]:
    """Something planned between two states that one of them then cancels or puts off."""
    plans: dict[frozenset[str], list[Event]] = defaultdict(list)
    for plan in book.events:
        if plan.modality == "planned" and plan.quad_class in COOPERATION:
            for pair in combinations(sorted(plan.states()), 2):
                plans[frozenset(pair)].append(plan)
    for end in book.events:
        if end.kind not in CALLED_OFF or end.modality != "asserted":
            continue
        found = {p.event_id: p for pair in combinations(sorted(end.states()), 2) for p in plans[frozenset(pair)]}
        for plan in found.values():
            told, there = book.told_of(plan), book.told_of(end)
            if told and there and _not_before(end, plan) and _is_what_was_planned(book, told[0], there[0]):
                sides = set_apart([side_of(told[0], "planned"), side_of(there[0], end.kind)], (told[0], there[0]))
                if sides is None:
                    continue  # one sentence on both sides shows nothing
                states, note = states_of(told[0].claim, there[0].claim), note_turn(told, there, CALLED_OFF[end.kind])
                yield make_finding("update", "modality", sides, states, event=plan, note=note)


def _is_what_was_planned(book: Book, plan: Told, end: Told) -> bool:
    """Whether what is called off takes up the words of a plan of about the same time, the verbs left aside."""
    verbs = {stem for one in (plan, end) for stem in book.knowledge.content_words.stems(_trigger_words(one))}
    shared = frozenset(book.knowledge.content_words.stems(clause_of(end))) & end.stems & plan.stems
    acts = set(book.knowledge.content_words.stems(_trigger_words(plan))) & end.stems
    return bool(shared - verbs or acts) and plan is not end and printed_within(NEAR, plan.document, end.document)


def _trigger_words(told: Told) -> str:
    start, end = trigger_of(told)
    return told.document.text[start:end]


def _not_before(end: Event, plan: Event) -> bool:
    """Whether the calling off can be of what was planned: not after it was due."""
    if end.when is None or plan.when is None or end.when.start is None or plan.when.end is None:
        return True
    return end.when.start <= plan.when.end
