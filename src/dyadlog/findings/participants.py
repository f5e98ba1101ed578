"""Participants: reports of one happening that name different people in the same part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.figures import kind_for
from dyadlog.findings.matters import MONTH_DAYS, NARROW, Matter, apart_by, pair_up, printed
from dyadlog.findings.notes import either
from dyadlog.findings.sides import make_finding, side_of, states_of
from dyadlog.knowledge.posts import read_posts
from dyadlog.records import Finding, Party

COMMON_WORDS = 2
"""Words that two signings must share to be of one text."""
FEW_DAYS = timedelta(days=4)
"""How far apart pages may date one signing."""
NEAR = timedelta(days=31)
Named = tuple[str, frozenset[str]]
"""People as a page calls them, and who they are."""
Row = tuple[Matter, str, frozenset[str]]
SIGNING, VISIT = "signing", "visit"
MEETING = "meeting"


def find_participants(book: Book, matters: Sequence[Matter]) -> Iterator[Finding]:
    """For every two pages, the first happening for which they name different people of one state."""
    told = [m for m in matters if m.told.happened and m.people and m.family in (SIGNING, VISIT, MEETING)]
    words = _words_of_signings(matters)
    named_by = _people_of_pages(matters)
    groups: dict[tuple[str, str], list[Row]] = {}
    for one, other in pair_up(told, told):
        if one.told.order < other.told.order and _may_be_one(words, one, other):
            named = _other_people(book, named_by, one, other)
            if named is not None:
                first, second = sorted((one.event, other.event))
                groups.setdefault((first, second), []).extend(
                    (matter, *side) for matter, side in zip((one, other), named, strict=True)
                )
    for events, rows in groups.items():
        yield _make([*rows, *_also_naming(rows, [m for m in told if m.event in events])])


def _also_naming(rows: Sequence[Row], others: Sequence[Matter]) -> Iterator[Row]:
    """Further pages that name the same people as taking part in one of the two happenings."""
    pages = {matter.told.origin for matter, _, _ in rows}
    for other in others:
        alike = (row for row in rows if row[0].event == other.event and row[2] <= other.people)
        row = next(alike, None) if other.told.origin not in pages else None
        if row is not None:
            yield other, row[1], row[2]


def _make(rows: Sequence[Row]) -> Finding:
    """One side for every page and the people whom it names."""
    chosen: dict[tuple[str, str], tuple[Told, str]] = {}
    for matter, name, _ in sorted(rows, key=lambda row: row[0].told.order):
        chosen.setdefault((matter.told.origin, name), (matter.told, name))
    told = list(chosen.values())
    sides = [side_of(one, name) for one, name in told]
    kind = kind_for(told[0][0], told[1][0], "participant") if len(told) == 2 else "participant"
    note = either(name for _, name in told)
    return make_finding(kind, "participants", sides, states_of(*(one.claim for one, _ in told)), note=note)


def _words_of_signings(matters: Iterable[Matter]) -> dict[tuple[str, str], frozenset[str]]:
    """By event and page, the words in which the page tells of the signing: who signed often stands by itself."""
    found: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for matter in matters:
        if matter.family == SIGNING and matter.told.happened:
            found[matter.event, matter.page] |= matter.words
    return found


def _people_of_pages(matters: Iterable[Matter]) -> dict[tuple[str, str], set[str]]:
    """The people whom each page names in each sort of happening."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for matter in matters:
        found[matter.page, matter.family] |= matter.people
    return found


def _may_be_one(words: Mapping[tuple[str, str], frozenset[str]], one: Matter, other: Matter) -> bool:
    """Whether two reports are of one signing, meeting or visit, whoever took part."""
    if one.told.origin == other.told.origin or one.family != other.family or not _at_one_time(one, other):
        return False
    if one.family == SIGNING:
        shared = words[one.event, one.page] & words[other.event, other.page]
        return one.event == other.event or len(shared) >= COMMON_WORDS
    if one.family == MEETING:  # one of the two who met is the same, and on one day they met once
        narrow = all((time.days() or NARROW + 1) <= NARROW for time in (one.time, other.time) if time is not None)
        return bool(one.people & other.people) and narrow and one.time is not None and other.time is not None
    return bool(one.doers & other.doers) and bool(one.targets & other.targets)


def _at_one_time(one: Matter, other: Matter) -> bool:
    when, then = one.time, other.time
    if when is not None and then is not None:
        longest = max(when.days() or MONTH_DAYS + 1, then.days() or MONTH_DAYS + 1)
        gap = apart_by(when, then)
        slack = FEW_DAYS if one.family == SIGNING else timedelta(0)
        return gap is not None and gap <= slack and longest <= MONTH_DAYS
    first, second = (printed(matter.told.document) for matter in (one, other))
    return one.family == SIGNING and first is not None and second is not None and abs(first - second) <= NEAR


def _other_people(
    book: Book, named_by: Mapping[tuple[str, str], Set[str]], one: Matter, other: Matter
) -> tuple[Named, Named] | None:
    """The people of one state whom only the one and only the other names, where no page has both."""
    ours, theirs = (_people_by_state(book, matter.told) for matter in (one, other))
    for state in sorted(ours.keys() & theirs.keys()):
        mine, there = ours[state], theirs[state]
        if mine.keys() & there.keys() or not _in_one_part(book, one, other, (mine, there)):
            continue
        elsewhere = (named_by[one.page, one.family] & there.keys(), named_by[other.page, other.family] & mine.keys())
        if not any(elsewhere):
            return _named(mine), _named(there)
    return None


def _named(parties: Mapping[str, Party]) -> Named:
    return ", ".join(party.name for party in parties.values()), frozenset(parties)


def _people_by_state(book: Book, told: Told) -> dict[str, dict[str, Party]]:
    found: dict[str, dict[str, Party]] = {}
    parties = told.claim.actors
    if not book.knowledge.families.get(told.claim.kind).whole:
        parties = (*parties, *told.claim.recipients)
    for party in parties:
        if party.is_named_person:
            for code in party.states:
                found.setdefault(code, {})[book.canonical(party.actor_id)] = party
    return found


def _in_one_part(book: Book, one: Matter, other: Matter, people: Sequence[Mapping[str, Party]]) -> bool:
    """Whether the people can be named for one another; on one day, two may have come, or been met, in other offices."""
    if one.event == other.event or one.family == SIGNING or (one.family == MEETING and one.words & other.words):
        return True
    mine, theirs = (
        {
            post.key
            for party in parties.values()
            if party.office
            for post in read_posts(party.office, book.knowledge.offices)
        }
        for parties in people
    )
    return bool(mine & theirs)
