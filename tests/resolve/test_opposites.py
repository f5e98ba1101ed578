import pytest

PAGE = "Fiji and Tonga share a sea. Fiji and Tonga have fished it together since Fiji bought ships from Tonga."


def test_a_neighbour_is_the_other_side_of_the_page(resolve):
    resolved = resolve(PAGE, "Fiji struck its neighbour off a list of buyers.")
    assert resolved.states("neighbour") == ["TON"]


def test_a_kingdom_is_the_side_that_the_other_acts_on_everywhere(resolve):
    resolved = resolve(PAGE, "The kingdom paid nothing.", "Fijian troops withdrew before the attack on the kingdom.")
    assert [resolved.states("kingdom", m.sentence) for m in resolved.mentions("kingdom")] == [["TON"], ["TON"]]


@pytest.mark.parametrize(
    "words", ["the two navies", "both parliaments", "The embassies", "neither government", "The prime ministers"]
)
def test_bodies_told_together_are_those_of_both_sides(resolve, words):
    resolved = resolve(PAGE, f"Last year {words} changed course." if words[0].islower() else f"{words} changed course.")
    assert sorted(resolved.states(words)) == ["FJI", "TON"]


def test_leaders_of_something_told_are_no_pair_of_sides(resolve):
    resolved = resolve(PAGE, "The leaders of the unions went on strike.")
    assert not [m for m in resolved.mentions("The leaders") if m.kind == "group"]


@pytest.mark.parametrize(
    ("sentence", "words", "kind", "state"),
    [
        ("A Tongan destroyer left the bay.", "destroyer", "body", "TON"),
        ("Two boats of the Tongan navy left the bay.", "boats", "body", "TON"),
        ("A Tongan trawler left the bay.", "trawler", "company", "TON"),
        ("Tongan embassy staff left the bay.", "staff", "body", "TON"),
        ("Shoppers in Aarhus shunned the beer.", "Shoppers", "people", "DNK"),
        ("Workers marched in Aarhus.", "Workers", "people", "DNK"),
    ],
)
def test_nouns_stand_for_the_state_they_are_of(resolve, sentence, words, kind, state):
    mention = resolve(sentence).mention(words)
    assert (mention.kind, mention.parties[0].states) == (kind, (state,))


def test_suppliers_of_a_good_to_a_state_are_not_its_own(resolve):
    resolved = resolve("Some exporters of gas to Tonga closed.")
    assert not resolved.mentions("exporters")


def test_the_court_is_the_one_just_named(resolve):
    resolved = resolve("Fiji sued Tonga at the International Court of Justice.", "Tonga ignored the court.")
    assert resolved.mention("court").parties == resolved.mention("International Court of Justice").parties


def test_the_government_is_that_of_the_ministry_beside_it(resolve):
    resolved = resolve(PAGE, "The foreign ministry in Suva said the government would pay.")
    assert resolved.states("government") == ["FJI"]


def test_a_capital_is_of_the_former_state_that_the_page_names(resolve):
    resolved = resolve("The Soviet Union sent grain to Cuba.", "Moscow then sent oil to Cuba.")
    assert resolved.states("Moscow") == ["SUN"]


def test_who_calls_on_two_sides_is_neither(resolve):
    resolved = resolve(PAGE, "Japan and Chile called on the two neighbours to talk.")
    assert sorted(resolved.states("the two neighbours")) == ["FJI", "TON"]


def test_a_host_is_of_the_other_side(resolve):
    resolved = resolve(PAGE, "Fijian President Seru Lal flew to Tonga, where he and his host signed a deed.")
    assert resolved.states("host") == ["TON"]


def test_ministers_of_one_portfolio_are_those_of_both_sides(resolve):
    resolved = resolve(PAGE, "The interior ministers will meet in May.")
    assert sorted(resolved.states("The interior ministers")) == ["FJI", "TON"]


def test_a_city_of_two_meanings_is_that_of_the_body_the_page_names(resolve):
    resolved = resolve("The European Commission welcomed the truce. Brussels offered aid.")
    assert resolved.states("Brussels") == ["EUU"]


def test_the_ministry_is_not_that_of_the_third_state_a_report_is_sent_from(resolve):
    resolved = resolve("LIMA (Reuters) - Fiji and Tonga talked.", PAGE, "The foreign ministry was silent.")
    assert resolved.states("foreign ministry") == []


def test_a_lone_counterpart_is_of_the_other_side(resolve):
    resolved = resolve(PAGE, "Fijian minister Seru Lal flew to Tonga and met his counterpart.")
    assert resolved.states("counterpart") == ["TON"]
