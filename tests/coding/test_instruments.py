"""What counts as an instrument, and under which words."""

from datetime import date

import pytest


def instruments_of(claims):
    return {(item.kind, item.name) for claim in claims for item in claim.instruments}


@pytest.mark.parametrize(
    "sentence",
    [
        "Despite the quarrel, Norway and Chile kept a mutual understanding that trade matters.",
        "Norway and Chile want to push their partnership into a new phase.",
        "Norway and Chile agreed to strengthen ties and cooperation.",
        'Kenya vowed to "stand by Uganda, calling for African unity against hunger, a common enemy."',
        "Norway renewed its commitment to peace with Chile.",
    ],
)
def test_closeness_and_goodwill_are_no_instruments(read, sentence):
    assert instruments_of(read(sentence)) == set()


def test_a_partnership_that_is_signed_is_an_instrument(read):
    assert instruments_of(read("Norway and Chile signed a strategic partnership on Tuesday.")) == {
        ("mechanism", "strategic partnership")
    }


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Kenya pledged to supply Uganda with 400 megawatts of electricity from the new dam at the border by March"
            " 2026 under a new arrangement.",
            "supply Uganda with 400 megawatts of electricity from the new dam",
        ),
        ("Kenya's pledge to take back 300 refugees from Uganda was kept.", "take back 300 refugees from Uganda"),
        ("Kenya promised Uganda to reopen the Busia bridge by 2026.", "reopen the Busia bridge"),
    ],
)
def test_a_pledge_has_the_words_of_the_promise(read, sentence, name):
    assert ("pledge", name) in instruments_of(read(sentence))


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The proposed Kenya-Ethiopia (KE) power line is late.", "Kenya-Ethiopia (KE) power line"),
        (
            "Turkey's premier went to Georgia, where the signing of 9 memoranda of understanding (MOU) took place.",
            "memoranda of understanding (MOU)",
        ),
        (
            "The two governments of Kenya and Uganda plan to sign a package of agreements that were drafted last year.",
            "package of agreements",
        ),
        ("Kenya and Uganda launched a joint commission on water in Nairobi on Monday.", "joint commission on water"),
        ("Kenya's trade with Uganda fell, and both states want to bring it to $4bn.", "to $4bn"),
        ("Kenya and Uganda signed their trade accord on the bridge.", "trade accord"),
    ],
)
def test_a_name_begins_and_ends_with_the_instrument(read, sentence, name):
    assert name in {words for _, words in instruments_of(read(sentence))}


def test_every_name_stands_in_the_text(read):
    sentence = (
        "Kenya's trade with Uganda, which fell last year after the drought in the north, must be brought to $4bn."
    )
    for text in (sentence, "Kenya's trade with Uganda fell, and both states want to bring it to $4bn."):
        for claim in read(text):
            assert all(text[item.start : item.end] == item.name for item in claim.instruments)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two countries are to ratify it by 30 June 2025.",
        "Chile's parliament has not ratified the treaty with Peru, missing the deadline of 30 June 2025.",
    ],
)
def test_what_is_to_be_ratified_has_its_deadline(read, sentence):
    text = f"The presidents of Chile and Peru signed a treaty on glaciers. {sentence}"
    claims = [claim for claim in read(text) if claim.kind == "ratify"]
    assert claims and {item.deadline for claim in claims for item in claim.instruments} == {date(2025, 6, 30)}


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        ("Kenya and Uganda launched joint patrols along the border.", "mechanism", "joint patrols"),
        ("Kenya and Uganda adopted an action plan on trade.", "agreement", "action plan on trade"),
        ("Kenya and Uganda signed a plan of cooperation.", "agreement", "plan of cooperation"),
        ("Kenya and Uganda issued a joint statement on water.", "agreement", "joint statement on water"),
    ],
)
def test_general_words_are_instruments_with_words_of_their_own(read, sentence, kind, name):
    assert (kind, name) in instruments_of(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenyan security forces met border patrols from Uganda.",
        "In a statement, Kenya rejected the plan of Uganda.",
    ],
)
def test_general_words_alone_are_no_instruments(read, sentence):
    assert instruments_of(read(sentence)) == set()


def statuses_of(claims):
    return {item.status for claim in claims for item in claim.instruments}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Kenya and Uganda said the pact was applied again.", "in_force"),
        ("Kenya and Uganda said the pact would be applied again from March.", "proposed"),
        ("Kenya and Uganda said the pact had not been applied since March.", "unknown"),
        ("The 40 buses that Norway promised to Iceland came in May.", "implemented"),
        ("The 40 buses that Norway promised to Iceland never came.", "stalled"),
        ("The tariffs fell when the treaty between Peru and Chile entered into force.", "in_force"),
        ("The tariffs will fall when the treaty between Peru and Chile enters into force.", "proposed"),
    ],
)
def test_how_far_it_has_come_is_as_the_clause_presents_it(read, sentence, status):
    assert statuses_of(read(sentence)) == {status}
