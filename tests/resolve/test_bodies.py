import pytest


@pytest.mark.parametrize(
    ("sentence", "words", "actor_id"),
    [
        ("Bulgaria's National Security Council met on Monday.", "National Security Council", "body:BGR"),
        ("The Nigerian Ministry of Foreign Affairs condemned it.", "Ministry of Foreign Affairs", "body:NGA"),
        ("The parliament of Latvia ratified the treaty.", "parliament", "body:LVA:parliament"),
        ("The Portuguese navy rescued them.", "navy", "body:PRT:navy"),
        ("Officials in Cairo declined to comment.", "Officials", "body:EGY"),
        ("The foreign ministry in Oslo summoned the envoy.", "foreign ministry", "body:NOR:foreign_ministry"),
    ],
)
def test_a_body_belongs_to_the_state_told_around_it(resolve, sentence, words, actor_id):
    (party,) = resolve(sentence).mention(words).parties
    assert party.kind == "body"
    assert party.actor_id.startswith(actor_id)


def test_a_body_without_a_state_takes_the_one_named_before(resolve):
    resolved = resolve("Syria's army said it had been attacked.", "The army vowed to respond.")
    assert resolved.states("army", 1) == ["SYR"]


def test_a_body_owned_by_a_pronoun_takes_the_state_it_means(resolve):
    resolved = resolve("Greece said its navy had left port.")
    assert resolved.states("navy") == ["GRC"]


def test_unnamed_officials_have_no_state(resolve):
    resolved = resolve("Kenya and Uganda held talks.", "Officials described the mood as warm.")
    assert resolved.states("Officials") == []


def test_citizens_and_firms_are_of_a_state_but_not_it(resolve):
    resolved = resolve("Danish students thanked the Swedish public, and Air France flew them to Bank of China.")
    assert resolved.mention("students").kind == "people"
    assert resolved.states("public") == ["SWE"]
    assert resolved.mention("Air France").kind == "company"
    assert resolved.mention("Bank of China").kind == "company"
    assert not resolved.mentions("China")


def test_officials_of_two_states_are_a_group(resolve):
    mention = resolve("Russian and Chinese officials held talks.").mention("officials")
    assert mention.kind == "group"
    assert [party.states for party in mention.parties] == [("RUS",), ("CHN",)]


def test_an_adjective_stays_a_mention_of_the_state(resolve):
    mention = resolve("Turkish strikes hit a depot.").mention("Turkish")
    assert (mention.kind, mention.rule, mention.place) == ("state", "adjective", None)


def test_a_capital_is_both_actor_and_place(resolve):
    mention = resolve("Lima said it would sign.").mention("Lima")
    assert mention.parties[0].actor_id == "state:PER"
    assert mention.place.countries == ("PER",)


def test_a_loaded_name_means_the_state_under_its_neutral_name(resolve):
    resolved = resolve("The paper called it an attack by the Zionist regime.")
    mention = resolved.mention("Zionist regime")
    assert (mention.rule, mention.parties[0].name) == ("epithet", "Israel")
    assert [framing.term for framing in resolved.resolution.framings] == ["Zionist regime"]
