"""Wording: how sources frame one and the same thing. Loaded words stand inside quotes only."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from dyadlog.findings.book import Book, Told
from dyadlog.findings.notes import either
from dyadlog.findings.sides import MOST_SIDES, make_finding, side_of, states_of
from dyadlog.records import Evidence, Finding, Framing, Reading, Side, cut_quote

STATE_NAME = "state_name"
FORCE = 4
"""The quad class of material conflict."""
QUOTED = re.compile(r"[“\"]([^“”\"]{3,60})[”\"]")
LEAD = 9
"""Characters between a verb and the quoted name of what was done: a particle and an article ("out the ")."""
MOST_QUOTED = 4
"""Words in quotation marks up to which they are a name for something and no statement."""


def find_framed_force(book: Book) -> Iterator[Finding]:
    """Force by one side on another, about one day, that a page puts in loaded or quoted words and another plainly."""
    rows: dict[tuple[frozenset[str], frozenset[str]], list[Told]] = defaultdict(list)
    for one in book.told.values():
        casts = tuple(
            frozenset(code for party in parties for code in party.states)
            for parties in (one.claim.actors, one.claim.recipients)
        )
        if one.claim.quad_class == FORCE and one.happened and not one.is_print and all(casts):
            rows[casts[0], casts[1]].append(one)
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    shown: set[frozenset[str]] = set()
    for told in rows.values():
        plain = [one for one in told if not (one.in_headline or act_framings(one) or quoted_act(one))]
        for one, other in product((one for one in told if act_framings(one) or quoted_act(one)), plain):
            pages = frozenset((one.origin, other.origin))
            # inside one event loaded words are compared elsewhere, words that only quotation marks make a name are not
            apart = event_of.get(one.claim.claim_id) != event_of.get(other.claim.claim_id)
            apart = apart or (quoted_act(one) is not None and not act_framings(one))
            alike = quoted_act(one) is not None or bool(one.stems & other.stems)
            if len(pages) == 2 and pages not in shown and apart and alike and _within_a_day(one, other):
                shown.add(pages)
                word = quoted_act(one) or word_for_act(one)
                sides = [side_of(one, word), side_of(other, word_for_act(other))]
                note = either(f"“{side.value}”" for side in sides)
                states = states_of(one.claim, other.claim)
                yield make_finding("framing", "words for the act", sides, states, note=note)


def _within_a_day(one: Told, other: Told) -> bool:
    """Whether two acts have days of their own, the same or next to each other."""
    when, then = one.claim.when, other.claim.when
    if when is None or then is None or when.start is None or then.start is None:
        return False
    return when.days() == then.days() == 1 and abs(when.start - then.start) <= timedelta(days=1)


def quoted_act(told: Told) -> str | None:
    """The few words in quotation marks that name the act: a writer's way of not calling it so himself."""
    trigger = next((span for span in told.claim.spans if span.slot == "trigger"), None)
    start = told.claim.evidence.start
    for found in QUOTED.finditer(told.claim.evidence.quote):
        first, last = start + found.start(), start + found.end()
        # "carried out a “lesson raid”": the verb stands right before the name
        inside = trigger is not None and first - LEAD <= trigger.end <= last and trigger.start < last
        if inside and len(found[1].split()) <= MOST_QUOTED:
            return found[1].casefold()
    return None


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


def find_state_framings(book: Book) -> Iterator[Finding]:
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
