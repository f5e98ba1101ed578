def test_the_place_a_report_is_sent_from_does_not_act(resolve):
    resolved = resolve("OSLO (NTB) - Norwegian officials met a Swedish delegation.", "Oslo said the talks went well.")
    dateline = resolved.mention("OSLO")
    assert (dateline.rule, dateline.parties, dateline.place.countries) == ("dateline", (), ("NOR",))
    assert resolved.states("Oslo") == ["NOR"]


def test_a_town_is_found_with_its_country(resolve):
    place = resolve("Russian forces shelled Kharkiv on Sunday.").mention("Kharkiv").place
    assert place.countries == ("UKR",)
    assert abs(place.lat - 50) < 1


def test_contested_land_lies_in_several_countries(resolve):
    countries = resolve("The two armies exchanged fire in Kashmir.").mention("Kashmir").place.countries
    assert {"IND", "PAK"} <= set(countries)


def test_a_place_nobody_knows_has_no_country(resolve):
    mention = resolve("They met in Qwertyville on Sunday.").mention("Qwertyville")
    assert (mention.kind, mention.place.countries) == ("place", ())


def test_georgia_is_a_province_where_only_the_united_states_is_told_of(resolve):
    assert resolve("US senators from Georgia voted against it.").mention("Georgia").place.countries == ("USA",)
    assert resolve("US senators flew to Georgia. Georgian ministers met them.").states("Georgia") == ["GEO"]


def test_the_capital_of_a_state_is_that_city(resolve):
    mention = resolve("She flew to the Latvian capital on Friday.").mention("capital")
    assert (mention.place.name, mention.place.countries) == ("Riga", ("LVA",))


def test_a_text_named_after_a_capital_is_no_actor(resolve):
    assert not resolve("Most members signed the Rome Statute early.").mentions("Rome")


def test_a_dateline_with_a_full_date_tells_where_a_page_is_from(resolve):
    resolved = resolve(
        "OSLO, 4 March 2024 - The ministry said on Monday that it had summoned the Danish envoy.",
        "Norway and Denmark have argued about fish for years.",
        "In Copenhagen, the government denied the report.",
    )
    assert resolved.mention("OSLO").rule == "dateline"
    assert resolved.states("ministry") == ["NOR"]
    assert resolved.states("government") == ["DNK"]


def test_an_adjective_of_many_states_is_none(resolve):
    resolved = resolve("Peru addressed the inter-American court.")
    assert not resolved.mentions("American")
