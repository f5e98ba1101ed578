"""Loaded words: what one page puts in a loaded word and another plainly, about one act or the same people.

A loaded word may name the act, those who did it, those whom it hit, or a thing; the plain words for the same stand in
another claim of the event. Beyond events, a plain word counts where both tell of one place, armed group or day.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.notes import either
from dyadlog.findings.sides import MOST_SIDES, make_finding, printed_within, side_of, states_around, states_of
from dyadlog.knowledge.plain_words import PlainGroup
from dyadlog.records import Event, Finding, Framing

STATE_NAME = "state_name"
NEAR = timedelta(days=60)
"""Pages printed further apart than this speak of different matters."""
COMMON_STEMS = 3
"""Content words that two claims must share; a place counts as two."""
FORCE = 4
"""The quad class of material conflict."""
COMMON_GROUPS = ("killed", "civilians", "government")
"""Plain words of so many claims that one of another event says nothing of the loaded one."""
MOST_CLAIMS = 200
"""Claims with one word in common that are looked through; a word in more says little."""
FOLLOWING = re.compile(r"[\s\"“”'’]+([^\W\d_]+ [^\W\d_]+)")


def find_loaded_words(book: Book) -> Iterator[Finding]:
    """For each event and each sort of thing named: the loaded words and the plain ones for it."""
    for event in book.events:
        yield from _of_event(book, book.told_of(event), event)


def find_loaded_words_near(book: Book) -> Iterator[Finding]:
    """Loaded words for what a claim of another event, or of none, puts plainly."""
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    postings: dict[str, list[Told]] = defaultdict(list)
    told = [one for one in book.told.values() if not one.is_print]
    for one in told:
        for stem in one.stems:
            postings[stem].append(one)
    seen: set[tuple[str, str, str]] = set()
    for one in told:
        for framing in _framings(one):
            plain = _plain(book, one, framing)
            if plain is None or plain.group in COMMON_GROUPS:
                continue
            own = _without(book, one, framing)
            rows: dict[str, tuple[Told, set[str]]] = {}
            for stem in sorted(own):
                if len(postings[stem]) <= MOST_CLAIMS:
                    for other in postings[stem]:
                        rows.setdefault(other.claim.claim_id, (other, set()))[1].add(stem)
            found = []
            for other, shared in rows.values():
                event = event_of.get(one.claim.claim_id)
                if event is not None and event == event_of.get(other.claim.claim_id):
                    continue
                if other.origin == one.origin or _framings(other) or not _are_near(book, one, other, shared):
                    continue
                if plain.group == ACT and other.claim.quad_class != FORCE:
                    continue
                if words := plain.find(other.claim.evidence.quote):
                    found.append((-len(shared), other.order, other, words))
            if found:
                _, _, other, words = min(found, key=lambda row: row[:2])
                key = (one.origin, other.origin, plain.group)
                if key not in seen:
                    seen.add(key)
                    yield _make([(one, framing.term), (other, words)], plain.group, None)


def _of_event(book: Book, told: Sequence[Told], event: Event) -> Iterator[Finding]:
    loaded: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    groups: dict[str, PlainGroup] = {}
    for one in told:
        for framing in _framings(one):
            plain = _plain(book, one, framing)
            if plain is not None and not one.is_print and (plain.group != ACT or _names_act(one, framing)):
                groups[plain.group] = plain
                loaded[plain.group].append((one, framing.term.casefold()))
    for group, rows in loaded.items():
        plain = groups[group]
        others = [
            (one, words)
            for one in told
            if not one.is_print and all(one.claim.evidence != other.claim.evidence for other, _ in rows)
            for words in (plain.find(one.claim.evidence.quote) or (_trigger(one) if group == ACT else None),)
            if words
        ]
        stems = frozenset(stem for one, _ in rows for stem in one.stems)
        others.sort(key=lambda row: (-len(stems & row[0].stems), row[0].order))
        shown = _once_each(rows)[: MOST_SIDES - 3] + _once_each(others)
        values = {words.casefold() for _, words in shown}
        if others and len(values) > 1:
            yield _make(sorted(shown[:MOST_SIDES], key=lambda row: row[0].order), group, event)


ACT = "act"


def _once_each(rows: Iterable[tuple[Told, str]]) -> list[tuple[Told, str]]:
    """Each word of a page once, those of other pages first."""
    chosen: list[tuple[Told, str]] = []
    seen: set[tuple[str, str]] = set()
    for one, words in sorted(rows, key=lambda row: row[0].in_headline):
        key = (one.origin, words.casefold())
        if key not in seen:
            seen.add(key)
            chosen.append((one, words))
    origins = {one.origin for one, _ in chosen}
    first = [
        next(row for row in chosen if row[0].origin == origin) for origin in dict.fromkeys(r[0].origin for r in chosen)
    ]
    return first + [row for row in chosen if row not in first] if len(origins) > 1 else chosen


def _framings(one: Told) -> list[Framing]:
    return [framing for framing in one.claim.framings if framing.kind != STATE_NAME]


def _names_act(one: Told, framing: Framing) -> bool:
    """Whether a loaded word is for the act that its claim tells of, and not for another one."""
    trigger = next((span for span in one.claim.spans if span.slot == "trigger"), None)
    inside = trigger is not None and framing.start < trigger.end and trigger.start < framing.end
    return inside or one.claim.quad_class == FORCE


def _plain(book: Book, one: Told, framing: Framing) -> PlainGroup | None:
    """The plain words for a loaded one; of one that only casts doubt, the words after it."""
    neutral = framing.neutral
    if neutral is None:
        found = FOLLOWING.match(one.document.text, framing.end)
        neutral = found[1] if found else None
    return book.knowledge.plain_words.of(neutral) if neutral else None


def _trigger(one: Told) -> str | None:
    trigger = next((span for span in one.claim.spans if span.slot == "trigger"), None)
    return one.document.text[trigger.start : trigger.end] if trigger else None


def _without(book: Book, one: Told, framing: Framing) -> frozenset[str]:
    return one.stems - frozenset(book.knowledge.content_words.stems(f"{framing.term} {framing.neutral or ''}"))


def _are_near(book: Book, one: Told, other: Told, shared: set[str]) -> bool:
    """Whether two claims tell of one matter: near in time, of the same states, with words in common."""
    if not printed_within(NEAR, one.document, other.document):
        return False
    if not states_around(book, one) & states_around(book, other):
        return False
    when, then = one.claim.when, other.claim.when
    if (
        when is not None
        and then is not None
        and not when.overlaps(then)
        and "published" not in (when.method, then.method)
    ):
        return False
    places = {place.name for place in one.claim.places} & {place.name for place in other.claim.places}
    return len(shared) + 2 * bool(places) >= COMMON_STEMS


def _make(rows: Sequence[tuple[Told, str]], group: str, event: Event | None) -> Finding:
    sides = [side_of(one, words) for one, words in rows]
    note = either(f"“{words}”" for _, words in rows)
    field = {"act": "words for the act", "killed": "words for the dead", "people": "words for people"}.get(
        group, "words"
    )
    return make_finding("framing", field, sides, states_of(*(one.claim for one, _ in rows)), event=event, note=note)
