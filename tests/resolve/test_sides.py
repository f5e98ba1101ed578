import pytest

PAGE = "Norway and Iceland have quarrelled over herring for years. Norway blames Iceland, and Iceland blames Norway."


@pytest.mark.parametrize(
    ("sentence", "name", "state"),
    [
        ("Prime Minister Jon Falk has refused to sell boats to Iceland.", "Jon Falk", "NOR"),
        ("Prime Minister Jon Falk flew to Oslo in May and spoke to students.", "Jon Falk", "ISL"),
        ("Jon Falk, visiting Oslo in May, proposed a truce.", "Jon Falk", "ISL"),
        ("When Reykjavik closed its ports, President Anna Dahl cut the quota.", "Anna Dahl", "NOR"),
        ("The Dahl administration expelled two Icelandic diplomats. Anna Dahl was calm.", "Anna Dahl", "NOR"),
        ("A visit by Anna Dahl to Iceland is planned.", "Anna Dahl", "NOR"),
        ("Anna Dahl was sent as ambassador to Oslo.", "Anna Dahl", "ISL"),
        ("Anna Dahl became the first Norwegian president to ride a horse.", "Anna Dahl", "NOR"),
    ],
)
def test_a_person_is_of_the_other_side_than_the_one_dealt_with(resolve, sentence, name, state):
    resolved = resolve(PAGE, sentence)
    people = [m for m in resolved.resolution.mentions if any(party.name == name for party in m.parties)]
    assert people
    assert people[-1].parties[0].states == (state,)


def test_who_is_told_nothing_of_is_of_no_side(resolve):
    resolved = resolve(PAGE, "Jon Falk wrote a book about herring.")
    assert resolved.states("Jon Falk") == []


def test_who_is_urged_by_a_visitor_is_of_the_side_visited(resolve):
    resolved = resolve(
        PAGE, "Norwegian Prime Minister Jon Falk went to Reykjavik and urged President Einar Helgi to yield."
    )
    assert resolved.states("President Einar Helgi") == ["ISL"]


def test_a_guest_is_of_the_other_side_than_the_host(resolve):
    resolved = resolve(PAGE, "Norwegian President Anna Dahl and her guest Einar Helgi signed the charter.")
    assert resolved.states("Einar Helgi") == ["ISL"]


def test_a_government_named_after_a_person_is_of_the_persons_state(resolve):
    resolved = resolve(PAGE, "Anna Dahl visited Iceland twice. The Dahl administration later closed the port.")
    assert resolved.states("administration") == ["NOR"]


def test_a_title_before_an_honorific_names_its_holder(resolve):
    resolved = resolve("The Prime Minister of Fiji, the Hon Samuela Rabuka, opened the wharf.")
    assert resolved.states("Hon Samuela Rabuka") == ["FJI"]


def test_a_hyphenated_name_is_one_name(resolve):
    resolved = resolve("Chang Sun-mi's government fell. President Park Min-ho of South Korea resigned.")
    assert resolved.states("President Park Min-ho") == ["KOR"]
    assert not resolved.mentions("Chang Sun")


def test_a_town_in_capitals_at_the_start_is_nobody(resolve):
    resolved = resolve("PUERTO SAN RAFAEL – The fleet of Chile sailed on Monday.")
    assert not [m for m in resolved.resolution.mentions if m.kind == "person"]


def test_pronouns_tell_a_side_too(resolve):
    resolved = resolve(PAGE, "The Dahl government is new. Anna Dahl spoke. She has refused to talk to Iceland.")
    assert resolved.states("Anna Dahl") == ["NOR"]


def test_a_thing_that_is_acted_on_is_of_no_side(resolve):
    resolved = resolve(PAGE, "Norway accuses Iceland of shooting at the Solveig Marie on Friday.")
    assert not [p for m in resolved.resolution.mentions for p in m.parties if p.name == "Solveig Marie" and p.states]


def test_whom_a_visitor_meets_is_of_the_other_side(resolve):
    resolved = resolve(PAGE, "Norwegian Prime Minister Jon Falk met the president.")
    assert resolved.states("president") == ["ISL"]


def test_a_lone_surname_far_on_means_the_one_the_page_began_with(resolve):
    resolved = resolve(
        "Norway's minister Jon Falk spoke. Iceland listened.",
        "Ships sailed. Nets were cast. Fish fell.",
        "In 1920 Olaf Falk wrote a song.",
        "It was long. It was loud. It was sad. It was slow. Falk will reply.",
    )
    assert resolved.states("Falk") == ["NOR"]


def test_ours_is_the_side_that_the_author_sets_against_the_other(resolve):
    resolved = resolve(PAGE, "Icelandic boats sailed into our waters. Iceland called it its own.", "Our army slept.")
    assert resolved.states("our") == ["NOR"]
    assert resolved.states("army") == ["NOR"]


def test_the_visitor_is_who_came(resolve):
    resolved = resolve("Peru's foreign minister, Rosa Quispe, arrived in Quito on Monday. The visitor brought maps.")
    assert resolved.ids("visitor") == ["person:rosa quispe:PER"]


@pytest.mark.parametrize("sentence", ["France's Luc Morel phoned Oslo.", "Luc Morel's France phoned Oslo."])
def test_whom_a_state_owns_is_of_it_and_not_of_the_pages_sides(resolve, sentence):
    resolved = resolve(PAGE, sentence)
    assert resolved.states("Luc Morel") == ["FRA"]


def test_his_country_is_that_of_the_speaker(resolve):
    resolved = resolve("Peru's Luis Soto warned that his country's navy would sail to Chile.")
    assert resolved.states("country") == ["PER"]
    assert resolved.states("navy") == ["PER"]


def test_an_ambassador_in_a_capital_is_of_the_other_side(resolve):
    resolved = resolve(PAGE, "The ambassador in Oslo was summoned.")
    assert resolved.states("ambassador") == ["ISL"]


def test_a_government_and_people_are_of_one_state(resolve):
    resolved = resolve("Oman thanked the government and people of Nepal.")
    assert resolved.states("government") == ["NPL"]


def test_who_says_that_a_state_must_act_is_of_the_other_side(resolve):
    resolved = resolve(PAGE, "Foreign Minister Jon Falk said Iceland must free the crew.")
    assert resolved.states("Foreign Minister Jon Falk") == ["NOR"]


def test_a_ministry_tells_its_ministers_side(resolve):
    resolved = resolve(PAGE, "Foreign Minister Jon Falk spoke. His ministry summoned the Icelandic ambassador.")
    assert resolved.states("Foreign Minister Jon Falk") == ["NOR"]


def test_a_government_named_in_full_is_a_persons(resolve):
    resolved = resolve("The Jomo Otieno administration recalled the envoy.")
    assert [m.kind for m in resolved.mentions("Jomo Otieno")] == ["person"]


def test_whose_sovereignty_is_recognised_is_of_the_other_side(resolve):
    resolved = resolve(PAGE, "Jon Falk's government recognised Iceland's sovereignty over the rock.")
    assert resolved.states("Jon Falk") == ["NOR"]


def test_a_title_and_a_name_in_apposition_are_one_person(resolve):
    resolved = resolve(PAGE, "The Minister of Foreign Affairs, Anna Dahl, yesterday concluded a visit to Iceland.")
    assert resolved.states("Anna Dahl") == ["NOR"]


def test_who_invites_to_a_capital_may_be_of_it(resolve):
    resolved = resolve("OSLO (Fjord Wire) - " + PAGE, "Foreign Minister Jon Falk invited his colleague to Oslo.")
    assert resolved.states("Foreign Minister Jon Falk") == ["NOR"]


def test_who_returns_to_a_capital_may_be_of_it(resolve):
    resolved = resolve("OSLO (Fjord Wire) - " + PAGE, "Foreign Minister Jon Falk returned to Oslo on Monday.")
    assert resolved.states("Foreign Minister Jon Falk") == ["NOR"]


def test_who_is_told_of_in_the_others_capital_is_of_it(resolve):
    resolved = resolve("OSLO (Fjord Wire) - " + PAGE, "In Reykjavik, President Einar Helgi named a new minister.")
    assert resolved.states("President Einar Helgi") == ["ISL"]


def test_who_receives_one_told_by_a_pronoun_is_of_the_other_side(resolve):
    resolved = resolve(
        "OSLO (Fjord Wire) - " + PAGE,
        "Norwegian Foreign Minister Anna Dahl went on a journey. She was received by President Einar Helgi.",
    )
    assert resolved.states("President Einar Helgi") == ["ISL"]


def test_a_successors_pronoun_is_of_the_one_acted_on(resolve):
    resolved = resolve(
        "OSLO (Fjord Wire) - " + PAGE, "Foreign Minister Jon Falk congratulated her. Her predecessor visited Oslo."
    )
    assert resolved.states("Foreign Minister Jon Falk") == ["NOR"]


def test_a_bare_title_after_two_ministers_means_the_one_at_home(resolve):
    resolved = resolve(
        "OSLO (Fjord Wire) - " + PAGE,
        "Norwegian Foreign Minister Anna Dahl met the Icelandic minister, Einar Helgi. Later the minister said that "
        "the boats would sail.",
    )
    assert [party.name for party in resolved.mentions("minister")[-1].parties] == ["Anna Dahl"]


def test_a_bare_ministry_that_speaks_is_of_where_the_page_is_told_from(resolve):
    resolved = resolve("OSLO (Fjord Wire) - " + PAGE, "Icelandic soldiers shelled the pier, the defence ministry said.")
    assert resolved.states("defence ministry") == ["NOR"]
