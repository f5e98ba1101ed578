import re
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

STORY = (
    "{cap} (AP) - {adj} President Anna Holm met {other}'s foreign minister, Omar Badr, in {cap} on Monday.",
    "The two countries signed a deal. Badr thanked {state} for its help. Both sides want to raise bilateral trade.",
    "The {other_adj} navy and {adj} officials held talks. {other_cap}'s ambassador to {state}, Jan Bruk, praised it.",
    "Prime Minister Eva Lind will visit {other}. She said {other_cap} was a friend. Officials in {other_cap} agreed.",
)
STATES = {
    "KEN": {"state": "Kenya", "adj": "Kenyan", "cap": "Nairobi"},
    "PRT": {"state": "Portugal", "adj": "Portuguese", "cap": "Lisbon"},
    "VNM": {"state": "Vietnam", "adj": "Vietnamese", "cap": "Hanoi"},
    "EGY": {"state": "Egypt", "adj": "Egyptian", "cap": "Cairo"},
}


def tell(first, second):
    words = STATES[first] | {f"other{'_' + key if key != 'state' else ''}": v for key, v in STATES[second].items()}
    return [paragraph.format(**words) for paragraph in STORY]


def outline(resolved, first, second):
    """What was found, with the two states called 1 and 2."""

    def neutral(text):
        for code, number in ((first, "1"), (second, "2")):
            for word in (*sorted(STATES[code].values(), key=len, reverse=True), code):
                text = re.sub(word, number, text)
        return text

    return [
        (m.sentence, m.first, m.last, m.head, m.kind, m.rule, [neutral(repr(p)) for p in m.parties])
        for m in resolved.resolution.mentions
    ] + [neutral(f"{o.actor_id} {o.person} {o.office} {o.body} {o.state}") for o in resolved.resolution.occupancies]


@pytest.mark.parametrize("pair", list(permutations(STATES, 2)))
def test_exchanging_two_states_exchanges_everything_and_nothing_else(resolve, pair):
    reference = outline(resolve(*tell("KEN", "PRT")), "KEN", "PRT")
    assert outline(resolve(*tell(*pair)), *pair) == reference


VOCABULARY = (
    "Peru Chile Chilean Peruvian the two countries both sides President Rosa Quispe met he its they said , . ’s "
    "foreign minister of and Lima officials in “ ” - who , ambassador to navy bilateral Émile 5 São Tomé"
)
WORDS = st.lists(st.sampled_from(sorted(set(VOCABULARY.split(" ")))), min_size=1, max_size=25)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_every_span_stands_at_its_offsets(resolve, words):
    resolved = resolve(" ".join(words))
    text = resolved.document.text
    for mention in resolved.resolution.mentions:
        doc = resolved.parse.sentences[mention.sentence].doc
        assert text[mention.start : mention.end] == mention.text
        assert mention.first <= mention.head <= mention.last < len(doc)
        assert mention.antecedent is None or 0 <= mention.antecedent < len(text)
    for occupancy in resolved.resolution.occupancies:
        for evidence in occupancy.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
    for framing in resolved.resolution.framings:
        assert text[framing.start : framing.end] == framing.term


def test_mentions_stand_in_the_order_of_the_text(resolve):
    resolved = resolve(*tell("KEN", "PRT"))
    starts = [mention.start for mention in resolved.resolution.mentions]
    assert starts == sorted(starts)
