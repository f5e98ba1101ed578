"""Wording: how sources frame one and the same thing. Loaded words stand inside quotes only."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dyadlog.findings.book import Book, Told
from dyadlog.findings.notes import either
from dyadlog.findings.sides import MOST_SIDES, cut_quote, make_finding, one_of_each, side_of, states_of
from dyadlog.records import Event, Evidence, Finding, Framing, Reading, Side

STATE_NAME = "state_name"


def find_framings(book: Book) -> Iterator[Finding]:
    """Loaded against neutral words for one event, and for one state."""
    for event in book.events:
        yield from _framed_event(event, book.told_of(event))
    yield from _framed_states(book)


def _framed_event(event: Event, told: Sequence[Told]) -> Iterator[Finding]:
    """Reports of one event of which at least two put it in different words, one of them loaded."""
    worded: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        worded[word_for_act(one)].append(one)
    loaded = {word for word, group in worded.items() if any(act_framings(one) for one in group)}
    if not loaded or len(worded) < 2:
        return
    shown = one_of_each([group[0] for group in worded.values()])
    sides = [side_of(one, word_for_act(one)) for one in shown]
    states, note = states_of(*(one.claim for one in shown)), either(f"“{side.value}”" for side in sides)
    yield make_finding("framing", "words for the act", sides, states, event=event, note=note)


def act_framings(told: Told) -> list[Framing]:
    """The loaded words with which a claim names its act: those that its trigger is made of."""
    trigger = next((span for span in told.claim.spans if span.slot == "trigger"), None)
    return [
        framing
        for framing in told.claim.framings
        if framing.kind != STATE_NAME
        and (trigger is None or (framing.start < trigger.end and trigger.start < framing.end))
    ]


def word_for_act(told: Told) -> str:
    """The word with which a claim names the act: the loaded one where there is one."""
    if framings := act_framings(told):
        return framings[0].term.casefold()
    trigger = next((span for span in told.claim.spans if span.slot == "trigger"), None)
    return told.document.text[trigger.start : trigger.end].casefold() if trigger else told.claim.kind


def _framed_states(book: Book) -> Iterator[Finding]:
    """A state called by a loaded name on one page and by a neutral one on another."""
    loaded: dict[str, list[Side]] = defaultdict(list)
    neutral: dict[str, list[tuple[str, Side]]] = defaultdict(list)
    for reading in book.readings:
        if reading.document is None:
            continue
        framings = [framing for framing in reading.framings if framing.kind == STATE_NAME and framing.state]
        for framing in framings:
            sides, words = loaded[framing.state or ""], (reading.document.document_id, framing.term.casefold())
            if all((side.evidence.document_id, (side.value or "").casefold()) != words for side in sides):
                sides.append(_sentence_side(reading, framing.start, framing.end, framing.term))
        framed = {framing.state for framing in framings}
        for state, start, end in _plain_names(reading):
            if state not in framed and all(document != reading.document.document_id for document, _ in neutral[state]):
                side = _sentence_side(reading, start, end, reading.document.text[start:end])
                neutral[state].append((reading.document.document_id, side))
    for state, sides in loaded.items():
        plain = [side for _, side in neutral.get(state, ())]
        if plain:
            shown = sides[: MOST_SIDES // 2] + plain[: MOST_SIDES // 2]
            note = either(f"“{side.value}”" for side in (*sides[: MOST_SIDES // 2], plain[0]))
            yield make_finding("framing", "name of a state", shown, [state], note=note)


def _plain_names(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Where a page calls a state by its plain name."""
    for mention in sorted(reading.mentions, key=lambda mention: mention.start):
        if mention.kind == "state" and mention.rule == "name" and len(mention.parties) == 1:
            for state in mention.parties[0].states:
                yield state, mention.start, mention.end


def _sentence_side(reading: Reading, start: int, end: int, value: str) -> Side:
    assert reading.document is not None
    for sentence in reading.sentences:
        if sentence.start <= start and end <= sentence.end:
            return Side(None, cut_quote(reading.document, sentence.start, sentence.end, start), value)
    return Side(None, Evidence(reading.document.document_id, start, end, reading.document.text[start:end]), value)
