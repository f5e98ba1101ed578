"""What holds for every claim, whatever the sentence: offsets, order, identity, and blindness to which state it is."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from dyadlog.coding import Coder
from dyadlog.coding.ranking import LEAST

CASES = tomllib.loads((Path(__file__).parent / "claims.toml").read_text(encoding="utf-8"))["case"]
PAGE = "\n".join(case["text"] for case in CASES)
SWAPPED = [
    ("Kenya", "Uganda", "Kenyan", "Ugandan", "Nairobi", "Kampala"),
    ("Peru", "Chile", "Peruvian", "Chilean", "Lima", "Santiago"),
]
STORY = """{0} and {1} agree to reopen their border
{2} President John Kamau arrived in {5} on Monday for a two-day visit and met the {3} president.
The two leaders signed a memorandum on trade. {1} thanked {0} for its support during the drought.
{0} accused {3} troops of shelling a village near the border last week. {1} denied it.
{2} officials are pushing to finalise a {0}-{1} free trade agreement. The talks, held in {5}, ended on Tuesday.
If {1} closes its airspace, {0} could recall its ambassador from {5}."""


def test_evidence_and_spans_stand_in_the_text(read):
    text = PAGE
    for claim in read(text):
        evidence = claim.evidence
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote == evidence.quote.strip()
        assert all(0 <= span.start < span.end <= len(text) for span in claim.spans)
        trigger = claim.spans[0]
        assert trigger.slot == "trigger"
        assert evidence.start <= trigger.start
        assert trigger.end <= evidence.end


def test_claims_come_in_text_order_with_ids_of_their_own(read):
    claims = read(PAGE)
    assert len({claim.claim_id for claim in claims}) == len(claims)
    assert [claim.sentence for claim in claims] == sorted(claim.sentence for claim in claims)
    ids = {claim.claim_id for claim in claims}
    assert all(claim.parent is None or claim.parent in ids for claim in claims)


def test_same_text_gives_the_same_claims(read):
    assert read(STORY.format(*SWAPPED[0])) == read(STORY.format(*SWAPPED[0]))


def test_claims_say_when_or_why_not(read):
    assert all((claim.when is None) != (claim.when_reason is None) for claim in read(PAGE))


def test_coder_travels_to_other_processes(read):
    made, arguments = read.coder.__reduce__()
    assert made is Coder
    assert arguments == (read.knowledge, "rules", "between", LEAST)


def shape(claim, codes):
    """All of a claim that exchanging two states must leave as it is, with their codes exchanged."""
    parties = [
        [(party.kind, tuple(codes.get(code, code) for code in party.states)) for party in parties]
        for parties in (claim.actors, claim.recipients)
    ]
    territory = tuple(codes.get(code, code) for code in claim.territory)
    told = (claim.kind, claim.modality, claim.negated, claim.when, claim.confidence, claim.rule, claim.contexts)
    return parties, territory, told, claim.sentence, len(claim.attribution), len(claim.instruments)


@pytest.mark.parametrize("names", SWAPPED, ids=[names[0] for names in SWAPPED])
def test_exchanging_two_states_exchanges_them_and_nothing_else(read, names):
    exchanged = tuple(names[position] for position in (1, 0, 3, 2, 5, 4))
    first, second = read(STORY.format(*names)), read(STORY.format(*exchanged))
    states = [read.knowledge.states.find(name).code for name in names[:2]]
    codes = dict(zip(states, reversed(states), strict=True))
    assert [shape(claim, {}) for claim in first] == [shape(claim, codes) for claim in second]
    assert len(first) > 8


def test_genre_decides_what_a_sentence_is_worth(read):
    news, opinion = (
        read("Chad expelled the Libyan ambassador on Monday.", genre=genre) for genre in ("news", "opinion")
    )
    assert [claim.modality for claim in (*news, *opinion)] == ["asserted", "claimed"]
    assert replace(news[0], modality="claimed") == opinion[0]
