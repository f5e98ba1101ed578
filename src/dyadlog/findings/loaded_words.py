"""Loaded words: what one page puts in a loaded word and another plainly, about one act or the same people.

A loaded word may name the act, those who did it, those whom it hit, or a thing; the plain words for the same stand in
another claim of the event. Beyond events, a plain word counts where both tell of one place, armed group or day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.notes import either
from dyadlog.findings.sayings import Pages, Saying, framings_of, plain_for, say
from dyadlog.findings.sides import MOST_SIDES, make_finding, printed_within, quote_of, states_of
from dyadlog.knowledge.plain_words import PlainGroup
from dyadlog.records import Event, Finding, Framing

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


def find_loaded_words(book: Book) -> Iterator[Finding]:
    """For each event and each sort of thing named: the loaded words and the plain ones for it."""
    pages = Pages(book)
    for event in book.events:
        yield from _of_event(book, pages, book.told_of(event), event)


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
        for framing in framings_of(one):
            plain = plain_for(book, one.document.text, framing)
            if plain is None or plain.group in COMMON_GROUPS:
                continue
            own = _without(book, one, framing)
            doubted = len(plain.words) == 1 and framing.term.casefold().endswith((framing.neutral or "").casefold())
            phrase = frozenset(book.knowledge.content_words.stems(plain.words[0])) if doubted else frozenset()
            rows: dict[str, tuple[Told, set[str]]] = {}
            for stem in sorted(own | phrase):
                if len(postings[stem]) <= MOST_CLAIMS:
                    for other in postings[stem]:
                        rows.setdefault(other.claim.claim_id, (other, set()))[1].add(stem)
            found = []
            for other, shared in rows.values():
                event = event_of.get(one.claim.claim_id)
                if event is not None and event == event_of.get(other.claim.claim_id):
                    continue
                if (
                    other.origin == one.origin
                    or framings_of(other)
                    or not _are_near(book, one, other, shared, named=len(phrase) > 1)
                ):
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
                    states = states_of(one.claim, other.claim)
                    yield _make([say(one, framing.term), say(other, words)], plain.group, states, None)


def _of_event(book: Book, pages: Pages, told: Sequence[Told], event: Event) -> Iterator[Finding]:
    """The loaded words for what the claims of an event tell, on their pages, and the plain ones in those claims."""
    loaded: dict[str, list[Saying]] = defaultdict(list)
    groups: dict[str, PlainGroup] = {}
    about = [one for one in told if not one.is_print]
    rulers: set[str] = set()
    for saying, framing, plain in pages.loaded_about(about):
        groups[plain.group] = plain
        if plain.group == GOVERNMENT:
            rulers |= pages.states_of(framing, saying.document_id) or _doers(book, saying)
        loaded[plain.group].append(saying)
    for group, rows in loaded.items():
        held = {saying.side.evidence for saying in rows}
        plain_rows = [
            say(one, words)
            for one in about
            if one.happened and quote_of(one.claim, one.document) not in held and not framings_of(one)
            for words in (_plain_words(groups[group], one, rulers),)
            if words
        ]
        plain_rows = [saying for saying in plain_rows if not saying.in_headline] or plain_rows
        shown = _choose(rows, plain_rows)
        values = {saying.words.casefold() for saying in shown}
        if plain_rows and len(values) > 1 and len({saying.origin for saying in shown}) > 1:
            yield _make(shown, group, states_of(*(one.claim for one in about)), event)


def _doers(book: Book, saying: Saying) -> frozenset[str]:
    told = book.told.get(saying.side.claim_id or "")
    return frozenset(code for party in told.claim.actors for code in party.states) if told else frozenset()


def _plain_words(plain: PlainGroup, one: Told, rulers: Set[str]) -> str | None:
    """How a claim puts plainly what others load: in words of the group, the verb for the act, or a state's name."""
    if plain.group == GOVERNMENT:
        named = [p.name for p in one.claim.actors if p.kind == "state" and rulers & set(p.states)]
        return next((name for name in named if name in one.claim.evidence.quote), None)
    if words := plain.find(one.claim.evidence.quote):
        return words
    return _trigger(one) if plain.group == ACT else None


def _choose(loaded: Sequence[Saying], plain: Sequence[Saying]) -> list[Saying]:
    """Each loaded word of a page once, and of the plain ones those of the closest claims, other pages first."""
    first = _once_each(sorted(loaded, key=lambda saying: (saying.in_headline, saying.order)))[:MOST_LOADED]
    stems = frozenset(stem for saying in first for stem in saying.stems)
    counts = frozenset(count for saying in first for count in saying.counts)
    origins = {saying.origin for saying in first}

    def rank(saying: Saying) -> tuple[bool, int, bool, tuple[int, int]]:
        close = len(stems & saying.stems) + COUNTED * len(counts & saying.counts)
        return saying.in_headline, -close, saying.origin in origins, saying.order

    ranked = _once_each(sorted(plain, key=rank))
    return sorted((first + ranked)[:MOST_SIDES], key=lambda saying: saying.order)


def _once_each(sayings: Iterable[Saying]) -> list[Saying]:
    chosen: dict[tuple[str, str], Saying] = {}
    for saying in sayings:
        chosen.setdefault((saying.origin, saying.words.casefold()), saying)
    return list(chosen.values())


ACT, GOVERNMENT = "act", "government"
MOST_LOADED = 4
"""Loaded words on one finding; the rest of its sides is for the plain ones."""
COUNTED = 2
"""A number in common counts as so many words."""


def _trigger(one: Told) -> str | None:
    trigger = next((span for span in one.claim.spans if span.slot == "trigger"), None)
    return one.document.text[trigger.start : trigger.end] if trigger else None


def _without(book: Book, one: Told, framing: Framing) -> frozenset[str]:
    return one.stems - frozenset(book.knowledge.content_words.stems(f"{framing.term} {framing.neutral or ''}"))


def _are_near(book: Book, one: Told, other: Told, shared: set[str], *, named: bool) -> bool:
    """Whether two claims tell of one matter: near in time, of the same states, with words in common or one name."""
    if not printed_within(NEAR, one.document, other.document):
        return False
    if not one.states & other.states:
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
    return named or len(shared) + 2 * bool(places) >= COMMON_STEMS


def _make(sayings: Sequence[Saying], group: str, states: Sequence[str], event: Event | None) -> Finding:
    note = either(f"“{saying.words}”" for saying in sayings)
    return make_finding(
        "framing", FIELDS.get(group, "words"), [s.side for s in sayings], states, event=event, note=note
    )


FIELDS = {"act": "words for the act", "killed": "words for the dead", "people": "words for people"}
