import pytest


@pytest.mark.parametrize(
    ("sentence", "name", "state", "office"),
    [
        ("Peruvian President Rosa Quispe flew to Lima.", "Rosa Quispe", "PER", "president"),
        ("President Rosa Quispe of Peru spoke on Monday.", "Rosa Quispe", "PER", "president"),
        ("Kenya's foreign minister, Peter Otieno, arrived late.", "Peter Otieno", "KEN", "foreign minister"),
        (
            "Peter Otieno, who serves as chairman of Kenya's National Security Council, arrived.",
            "Peter Otieno",
            "KEN",
            "chairman of Kenya's National Security Council",
        ),
        ("Accra's ambassador to Togo, Kofi Mensah, called it a step.", "Kofi Mensah", "GHA", "ambassador to Togo"),
        ("Kofi Mensah, Ghana's ambassador to Togo, called it a step.", "Kofi Mensah", "GHA", "ambassador to Togo"),
        ("Kofi Mensah is the defence minister of Ghana.", "Kofi Mensah", "GHA", "defence minister of Ghana"),
        ("King Harald Storm of Norway visited Paris.", "Harald Storm", "NOR", "king"),
    ],
)
def test_an_office_is_read_from_the_words_around_the_name(resolve, sentence, name, state, office):
    resolved = resolve(sentence)
    people = [m for m in resolved.resolution.mentions if m.kind == "person" and m.rule == "person"]
    party = people[0].parties[0]
    assert (party.name, party.states, party.office) == (name, (state,), office)
    (occupancy,) = resolved.resolution.occupancies
    assert (occupancy.person, occupancy.office, occupancy.state) == (name, office, state)


def test_a_counterpart_holds_the_same_office_for_the_other_state(resolve):
    resolved = resolve("Danish Defence Minister Lars Holm met his Dutch counterpart Jan de Wit in Copenhagen.")
    party = resolved.mention("counterpart Jan de Wit").parties[0]
    assert (party.states, party.office) == (("NLD",), "defence minister")


def test_a_surname_means_the_person_named_in_full(resolve):
    resolved = resolve(
        "Chile's trade minister, Elena Rojas, landed in Quito on Friday.",
        "Rojas met Ecuadorian officials. The minister then left.",
    )
    assert resolved.ids("Rojas") == ["person:elena rojas:CHL"]
    assert resolved.ids("minister") == ["person:elena rojas:CHL"]
    assert resolved.states("officials") == ["ECU"]


def test_people_of_one_surname_stay_apart(resolve):
    resolved = resolve(
        "Nepal's president, Hari Thapa, met Bhutan's prime minister, Karma Dorji. Gita Thapa, a poet, looked on."
    )
    assert resolved.ids("Hari Thapa") == ["person:hari thapa:NPL"]
    assert resolved.ids("Gita Thapa") == ["person:gita thapa:"]


def test_a_former_office_holder_speaks_for_nobody(resolve):
    resolved = resolve("Former Bolivian president Luis Mamani criticised the deal.")
    party = next(m.parties[0] for m in resolved.resolution.mentions if m.kind == "person")
    assert party.states == ()
    assert party.office == "former president"


def test_an_analyst_speaks_for_nobody(resolve):
    resolved = resolve("Irish analyst Sean Brady said Dublin was slow.")
    party = next(m.parties[0] for m in resolved.resolution.mentions if m.kind == "person")
    assert party.states == ()


def test_given_names_that_are_states_or_cities_are_people(resolve):
    resolved = resolve("Jordan Smith, a British writer, and Chad Mercer of the BBC reported from Jordan.")
    states = [m.text for m in resolved.resolution.mentions if m.kind == "state"]
    assert states == ["British", "Jordan"]
    assert resolved.mentions("Chad Mercer")


def test_a_bare_office_takes_the_state_of_the_dateline_but_not_of_the_counterpart(resolve):
    resolved = resolve(
        "TUNIS (Reuters) - Prime Minister Amel Trabelsi met Libya's foreign minister, Omar Swehli, on Monday.",
        "Interior Minister Nour Ayari will visit Libya next week.",
    )
    assert resolved.states("Prime Minister Amel Trabelsi") == ["TUN"]
    assert resolved.states("Interior Minister Nour Ayari") == ["TUN"]


def test_a_list_of_leaders_belongs_to_the_state_that_owns_the_list(resolve):
    resolved = resolve("He met Laos's leadership: President Kham Vong, Prime Minister Bounmy Sisa and others.")
    assert resolved.states("President Kham Vong") == ["LAO"]
    assert resolved.states("Prime Minister Bounmy Sisa") == ["LAO"]


def test_two_ministers_named_after_their_states_are_told_apart(resolve):
    resolved = resolve("The foreign ministers of Peru and Chile, Ana Quispe and Juan Soto, signed a statement.")
    assert resolved.states("Ana Quispe") == ["PER"]
    assert resolved.states("Juan Soto") == ["CHL"]


def test_a_surname_is_a_person_even_where_it_looks_like_a_place(resolve):
    resolved = resolve(
        "Ecuador's foreign minister, Tomas Villacis, spoke.", "Villacis arrived in the capital on Monday."
    )
    assert resolved.ids("Villacis") == ["person:tomas villacis:ECU"]


def test_a_spokesman_in_a_capital_speaks_for_its_state(resolve):
    assert resolve("A spokesman in Lima warned that talks could fail.").states("spokesman") == ["PER"]


def test_an_office_owned_by_a_pronoun_is_of_the_state_it_means(resolve):
    resolved = resolve(
        "RABAT (AFP) - Morocco and Algeria made peace.",
        "France welcomed the decision. Its foreign minister, Luc Berger, will fly to Algiers.",
        "Algiers will send its ambassador, Nadia Hamdi, in April.",
    )
    assert resolved.states("Luc Berger") == ["FRA"]
    assert resolved.states("Nadia Hamdi") == ["DZA"]


def test_two_people_named_after_a_word_for_both_are_of_two_states(resolve):
    resolved = resolve(
        "Norway and Denmark signed a fishing deal in Oslo.",
        "The two foreign ministers, Ola Berg and Jens Holm, met before the signing.",
        "Norwegian Foreign Minister Ola Berg praised Denmark.",
    )
    assert resolved.states("Jens Holm") == ["DNK"]


def test_a_surname_that_is_also_a_title_stays_with_its_name(resolve):
    resolved = resolve("Norwegian Home Minister Ada King met Danish officials.")
    assert resolved.states("Home Minister Ada King") == ["NOR"]


def test_a_ships_name_is_nobodys(resolve):
    resolved = resolve("The Danish frigate Jens Holm reached Norway.", "Norway welcomed the Jens Holm.")
    assert resolved.states("frigate") == ["DNK"]
    assert not [mention for mention in resolved.resolution.mentions if mention.kind == "person"]


def test_who_speaks_for_a_government_is_of_the_state_a_page_is_told_from_or_of_the_capital_named(resolve):
    resolved = resolve(
        "OSLO, 4 March 2024 - Norway and Denmark signed a deal.",
        "A government spokesman said that Denmark would pay.",
        "In Copenhagen, an army spokesman said that Norway would pay.",
    )
    assert resolved.states("government spokesman") == ["NOR"]
    assert resolved.states("army spokesman") == ["DNK"]


def test_names_spelt_two_ways_in_one_sentence_are_of_two_people(resolve):
    resolved = resolve(
        "Kenyan Prime Minister Odinga met the Ugandan foreign minister, Jeje Odongo, on Monday.",
        "Odinga thanked Uganda.",
    )
    assert resolved.states("Prime Minister Odinga") == resolved.states("Odinga") == ["KEN"]
    assert resolved.states("Jeje Odongo") == ["UGA"]


def test_a_ship_is_of_the_state_of_its_flag(resolve):
    resolved = resolve("Norway released a Danish-flagged vessel and the Malta-registered tanker Jens Holm.")
    assert resolved.states("vessel") == ["DNK"]
    assert resolved.states("tanker") == ["MLT"]


def test_words_for_two_people_mean_those_named_after_them(resolve):
    resolved = resolve(
        "Norwegian Foreign Minister Ola Berg and Danish Foreign Minister Jens Holm arrived with aides.",
        "The presidents of Norway and Denmark sent greetings.",
        "The two ministers, Ola Berg and Jens Holm, signed a deal.",
    )
    assert [party.name for party in resolved.mention("The two ministers").parties] == ["Ola Berg", "Jens Holm"]
