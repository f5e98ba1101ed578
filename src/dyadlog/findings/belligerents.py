"""Belligerents: fighting that several pages speak of in the same setting, with other parties or in other words.

Pages often mention a war in passing and name only some who fought. Such mentions are not one event for certain, so they
are set side by side where the sentences around them name the same people and states.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.notes import either, name_states, note_parties
from dyadlog.findings.sides import make_finding, side_of, states_of
from dyadlog.findings.wording import act_framings, word_for_act
from dyadlog.records import Finding

COMMON_SETTING = 2
"""People and states besides the belligerents that two sentences must both name."""
MOST_MENTIONS = 60
"""Mentions of fighting in one setting that are compared with each other; beyond that the setting proves nothing."""


def find_belligerents(book: Book) -> Iterator[Finding]:
    """Pairs of pages that mention fighting in one setting and name other parties, or frame it differently."""
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    settings: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for one in book.told.values():
        if one.claim.event_type == "ASSAULT" and one.happened:
            belligerents = states_of(one.claim)
            for others in combinations(sorted(one.setting - set(belligerents)), COMMON_SETTING):
                for state in belligerents:
                    settings[state, *others].append(one)
    seen: set[tuple[str, str]] = set()
    for mentions in settings.values():
        if len(mentions) > MOST_MENTIONS:
            continue
        for one, other in combinations(mentions, 2):
            pages = (one.origin, other.origin)
            apart = event_of[one.claim.claim_id] != event_of[other.claim.claim_id]
            if apart and pages[0] != pages[1] and pages not in seen and _same_setting(one, other):
                found = list(_compare(book, one, other))
                seen |= {pages} if found else set()
                yield from found


def _same_setting(one: Told, other: Told) -> bool:
    """Whether the sentences name the same others, at times that can be the same."""
    belligerents = set(states_of(one.claim)) & set(states_of(other.claim))
    if one.claim.when is not None and other.claim.when is not None and not one.claim.when.overlaps(other.claim.when):
        return False
    return len((one.setting & other.setting) - belligerents) >= COMMON_SETTING


def _compare(book: Book, one: Told, other: Told) -> Iterator[Finding]:
    parties = [states_of(told.claim) for told in (one, other)]
    states = states_of(one.claim, other.claim)
    if set(parties[0]) != set(parties[1]):
        sides = [side_of(told, name_states(book, named)) for told, named in zip((one, other), parties, strict=True)]
        note = note_parties(book, [set(named) for named in parties], states)
        yield make_finding("participant", "belligerents", sides, states, note=note)
    words = [word_for_act(told) for told in (one, other)]
    if words[0] != words[1] and (act_framings(one) or act_framings(other)):
        sides = [side_of(told, word) for told, word in zip((one, other), words, strict=True)]
        yield make_finding("framing", "words for the fighting", sides, states, note=either(words))
