def test_the_two_countries_are_those_of_the_sentence_before(resolve):
    resolved = resolve("Peru and Chile opened talks on Monday.", "The two countries share a border.")
    assert resolved.states("The two countries") == ["PER", "CHL"]


def test_a_group_in_a_sentence_with_another_pair_means_that_pair(resolve):
    resolved = resolve(
        "Peru and Chile opened talks on Monday.",
        "They hope to do what Malta and Cyprus did when both countries joined the euro.",
    )
    assert resolved.states("both countries") == ["MLT", "CYP"]


def test_three_countries_are_three(resolve):
    resolved = resolve("Peru, Chile and Bolivia met.", "The three countries agreed. The two countries did not.")
    assert resolved.states("The three countries") == ["PER", "CHL", "BOL"]
    assert not resolved.mentions("The two countries")


def test_the_two_leaders_are_people(resolve):
    resolved = resolve(
        "Jordan's King Hussein Daoud met German Chancellor Anna Vogel in Berlin.", "The two leaders discussed trade."
    )
    assert [party.name for party in resolved.mention("The two leaders").parties] == ["Hussein Daoud", "Anna Vogel"]


def test_bilateral_points_at_the_pair(resolve):
    resolved = resolve("Ghana and Togo agreed to raise bilateral trade.")
    mention = resolved.mention("bilateral")
    assert (mention.kind, mention.rule) == ("group", "bilateral")
    assert resolved.states("bilateral") == ["GHA", "TGO"]


def test_a_pronoun_means_the_subject(resolve):
    resolved = resolve(
        "Chile's trade minister, Elena Rojas, landed in Quito.",
        "She will meet President Juan Mora. Her visit is short.",
    )
    assert resolved.ids("She") == ["person:elena rojas:CHL"]


def test_its_means_the_state_that_is_the_subject(resolve):
    assert resolve("Greece closed its border with Albania.").states("its") == ["GRC"]


def test_its_is_left_open_where_two_states_could_be_meant(resolve):
    assert not resolve("Turkey accused Greece of violating its airspace.").mentions("its")


def test_him_is_never_the_subject_of_its_own_clause(resolve):
    resolved = resolve("Iraq's premier, Ali Hassan, met Omani envoy Faisal Badr.", "Hassan thanked him.")
    assert resolved.ids("him") == ["person:faisal badr:OMN"]


def test_who_means_the_noun_before_it(resolve):
    resolved = resolve("Elena Rojas, Chile's trade minister, who landed on Friday, spoke.")
    assert resolved.ids("who") == ["person:elena rojas:CHL"]


def test_who_deals_with_the_group_is_none_of_it(resolve):
    resolved = resolve(
        "Armenian President Aram Petros and Azerbaijani President Elchin Rza met in Vienna.",
        "Spain's prime minister, Pilar Ortega, spoke with the two leaders by phone. China urged both sides to go on.",
    )
    assert [party.name for party in resolved.mention("the two leaders").parties] == ["Aram Petros", "Elchin Rza"]
    assert resolved.states("both sides") == ["ARM", "AZE"]


def test_a_short_form_means_the_body_or_organisation_named_in_full_before(resolve):
    resolved = resolve(
        "The European Commission criticised Norway.",
        "The Commission said that it would act.",
        "Asean welcomed the step.",
        "The bloc offered help.",
    )
    assert resolved.states("Commission", 1) == ["EUU"]
    assert resolved.ids("Asean") == resolved.ids("bloc") == ["org:ASEAN"]


def test_his_in_an_opening_phrase_is_the_person_named_after_it(resolve):
    resolved = resolve(
        "Norwegian Prime Minister Ola Berg spoke first.",
        "In his reply, Danish Prime Minister Jens Holm thanked Norway.",
    )
    assert resolved.states("his") == ["DNK"]
