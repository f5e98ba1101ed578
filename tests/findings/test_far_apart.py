"""Findings between pages printed far apart, and on who did what one event tells."""

from datetime import date

from dyadlog.records import Attribution
from tests.consolidate.pages import PageOf, between, on, state
from tests.findings.test_findings import findings_of, only

PRT, ESP = state("PRT", "Portugal"), state("ESP", "Spain")
DAY = on(2021, 3, 2)


def trade_page(location, day, value, year):
    words = f"{value} euros"
    verb = "Commerce between Portugal and Spain came to" if location == "a" else "Spain and Portugal traded for"
    return PageOf(location, day, f"Post {location}").tell(
        f"{verb} {words} in {year}.", "statement", [PRT, ESP], [], on(year),
        quantities=[(words, value, value, value, "EUR", "exactly", "bilateral commerce")],
    )  # fmt: skip


def test_sums_of_one_year_conflict_however_far_apart_the_pages_were_printed():
    pages = trade_page("a", date(2021, 3, 1), 20, 2020), trade_page("b", date(2023, 6, 9), 30, 2020)
    assert [side.value for side in only(findings_of(*pages), "quantity").sides] == ["20 euros", "30 euros"]


def test_sums_of_two_years_do_not():
    pages = trade_page("a", date(2021, 3, 1), 20, 2020), trade_page("b", date(2023, 6, 9), 30, 2022)
    assert not [finding for finding in findings_of(*pages) if finding.kind == "quantity"]


def test_what_was_to_begin_on_a_day_is_set_against_its_beginning_months_after_it_was_planned():
    plan = PageOf("a", date(2021, 3, 1)).tell(
        "Portugal will send hydrogen to Spain from 1 July.", "supply", [PRT], [ESP],
        between(date(2021, 7, 1), None), modality="planned",
    )  # fmt: skip
    begun = PageOf("b", date(2021, 7, 20)).tell(
        "Portugal began to send hydrogen to Spain on 14 July.", "supply", [PRT], [ESP], between(date(2021, 7, 14), None)
    )
    assert [side.value for side in only(findings_of(plan, begun), "update").sides] == ["planned", "asserted"]


def test_a_plan_without_a_day_is_set_against_what_was_done_within_a_year():
    plan = PageOf("a", date(2021, 3, 1)).tell(
        "Portugal has yet to ratify the herring treaty with Spain.", "ratify", [PRT], [ESP], modality="planned"
    )
    done = PageOf("b", date(2021, 11, 9)).tell(
        "Portugal ratified the herring treaty with Spain on 8 November.", "ratify", [PRT], [ESP], on(2021, 11, 8)
    )
    assert only(findings_of(plan, done), "update")


def raid(page, sentence, doer, target, side=None):
    told = (Attribution("the ministry", "government", side, "said"),) if side else ()
    modality = "claimed" if side else "asserted"
    return page.tell(sentence, "raid", [doer], [target] if target else [], DAY, attribution=told, modality=modality)


def test_an_event_of_which_each_side_names_the_other_as_doer_is_a_conflict_of_roles():
    page = PageOf("a", date(2021, 3, 3))
    raid(page, "Gunmen from Spain raided Valmora on Tuesday, Lisbon said.", ESP, PRT, "PRT")
    raid(page, "The gunmen who raided Valmora came from Portugal, Madrid said.", PRT, None, "ESP")
    finding = only(findings_of(page), "role")
    assert [side.value for side in finding.sides] == ["Spain", "Portugal"]


def test_a_page_that_tells_of_both_on_its_own_word_tells_of_an_exchange():
    page = PageOf("a", date(2021, 3, 3))
    raid(page, "Gunmen from Spain raided Valmora on Tuesday.", ESP, PRT)
    raid(page, "Gunmen from Portugal raided Valmora on Tuesday.", PRT, None)
    assert not [finding for finding in findings_of(page) if finding.field == "doer"]


def test_one_page_that_gives_the_worth_of_a_cargo_in_two_currencies_on_the_word_of_two():
    page = PageOf("a", date(2021, 3, 3), "Bay Post")
    for words, value, unit, side in (("2 dollars", 2, "USD", "PRT"), ("900 yen", 900, "JPY", "ESP")):
        page.tell(
            f"The cork is worth {words}, one side held.", "statement", when=None,
            quantities=[(words, value, value, value, unit, "exactly", "worth of the cork")],
            attribution=(Attribution("one side", "government", side, "held"),), modality="claimed",
        )  # fmt: skip
    assert [side.value for side in only(findings_of(page), "unit").sides] == ["2 dollars", "900 yen"]
