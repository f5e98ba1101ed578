from datetime import date

from dyadlog.consolidate import consolidate
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, state

FIN, EST = state("FIN", "Finland"), state("EST", "Estonia")


def outcome_of(*pages):
    return consolidate([page.read() for page in pages], KNOWLEDGE)


def test_agreements_and_as_many_memoranda_of_one_month_are_one_bundle():
    first = PageOf("a.txt", date(2022, 9, 20)).tell(
        "Finland and Estonia concluded no fewer than twenty agreements in August.",
        "sign",
        [FIN, EST],
        [],
        on(2022, 8),
        instruments=[("twenty agreements", "bundle", "signed")],
        quantities=[("no fewer than twenty", 20, 20, None, "agreement", "at_least", "agreements")],
    )
    second = PageOf("b.txt", date(2022, 9, 22)).tell(
        "In August Finland and Estonia signed 20 memoranda of understanding.",
        "sign",
        [FIN, EST],
        [],
        on(2022, 8),
        instruments=[("20 memoranda of understanding", "memorandum", "signed")],
        quantities=[("20", 20, 20, 20, "memorandum", "exactly", "memoranda")],
    )
    outcome = outcome_of(first, second)
    (bundle,) = outcome.instruments
    assert (bundle.kind, bundle.status, bundle.states) == ("bundle", "signed", ("FIN", "EST"))
    assert [figure.bound for figure in bundle.quantities] == ["at_least", "exactly"]
    assert len(outcome.events) == 1 and outcome.events[0].instrument_ids == (bundle.instrument_id,)


def test_an_acronym_stands_for_the_words_it_is_made_of():
    first = PageOf("a.txt", date(2022, 1, 5)).tell(
        "Finland and Estonia are negotiating a free trade agreement.",
        "talks",
        [FIN, EST],
        [],
        on(2022, 1, 4),
        instruments=[("free trade agreement", "agreement", "negotiating")],
    )
    second = PageOf("b.txt", date(2022, 6, 5)).tell(
        "Finland and Estonia signed the FTA on Friday.",
        "sign",
        [FIN, EST],
        [],
        on(2022, 6, 3),
        instruments=[("FTA", "agreement", "signed")],
    )
    (instrument,) = outcome_of(second, first).instruments
    assert instrument.status == "signed"
    assert [report.status for report in instrument.history] == ["negotiating", "signed"]


def test_instruments_of_different_substance_stay_apart():
    page = PageOf("a.txt", date(2022, 1, 5))
    page.tell(
        "Finland and Estonia signed a fisheries agreement on Monday.",
        "sign",
        [FIN, EST],
        [],
        on(2022, 1, 3),
        instruments=[("fisheries agreement", "agreement", "signed")],
    )
    page.tell(
        "Finland and Estonia signed a tunnel treaty on Monday.",
        "sign",
        [FIN, EST],
        [],
        on(2022, 1, 3),
        instruments=[("tunnel treaty", "treaty", "signed")],
    )
    outcome = outcome_of(page)
    assert len(outcome.instruments) == 2 and len(outcome.events) == 2


def test_what_is_planned_has_not_been_signed():
    page = PageOf("a.txt", date(2022, 1, 5)).tell(
        "Finland and Estonia will sign a ferry agreement.",
        "sign",
        [FIN, EST],
        [],
        modality="planned",
        instruments=[("ferry agreement", "agreement", "signed")],
    )
    assert outcome_of(page).instruments[0].status == "announced"


def test_a_year_tells_two_treaties_of_one_pair_apart_and_brings_mentions_together():
    first = PageOf("a.txt", date(2022, 9, 20))
    first.tell(
        "Finland and Estonia signed a treaty in 1994.", "sign", [FIN, EST], [], on(1994),
        instruments=[("treaty", "treaty", "signed")],
    )  # fmt: skip
    first.tell(
        "Finland and Estonia signed a treaty in 2005.", "sign", [FIN, EST], [], on(2005),
        instruments=[("treaty", "treaty", "signed")],
    )  # fmt: skip
    second = PageOf("b.txt", date(2022, 9, 22)).tell(
        "Finland says that it stands by the 1994 treaty with Estonia.", "statement", [FIN, EST], [],
        instruments=[("treaty with Estonia", "treaty", "unknown")],
    )  # fmt: skip
    instruments = outcome_of(first, second).instruments
    assert sorted(len(instrument.history) for instrument in instruments) == [1, 2]


def test_another_agreement_is_not_the_one_told_before():
    page = PageOf("a.txt", date(2022, 9, 20))
    page.tell(
        "Finland and Estonia signed a ferry agreement.", "sign", [FIN, EST], [], on(2022, 9, 19),
        instruments=[("ferry agreement", "agreement", "signed")],
    )  # fmt: skip
    page.tell(
        "Estonia wants another agreement with Finland.", "statement", [EST, FIN], [],
        instruments=[("agreement with Finland", "agreement", "proposed")],
    )  # fmt: skip
    page.tell("The agreement runs for ten years.", "statement", [FIN, EST], [],
        instruments=[("agreement", "agreement", "in_force")],
    )  # fmt: skip
    histories = sorted(len(instrument.history) for instrument in outcome_of(page).instruments)
    assert histories == [1, 2]


def test_a_line_and_the_name_it_is_often_given_are_one_project_under_the_longer_name():
    page = PageOf("a.txt", date(2022, 1, 5)).tell(
        "The Finland-Estonia rail tunnel, often dubbed the Gulf Tunnel, is late.",
        "statement",
        [FIN, EST],
        [],
        instruments=[("Finland-Estonia rail tunnel", "project", "stalled"), ("Gulf Tunnel", "project", "unknown")],
    )
    (project,) = outcome_of(page).instruments
    assert project.name == "Finland-Estonia rail tunnel" and project.status == "stalled"


def test_the_number_of_documents_may_stand_in_another_claim_of_the_sentence():
    sentence = "The premier was in Finland in August, with 12 memoranda of understanding signed."
    first = PageOf("a.txt", date(2022, 9, 20)).tell(
        sentence,
        "visit",
        [EST],
        [FIN],
        on(2022, 8),
        quantities=[("12 memoranda of understanding", 12, 12, 12, "memorandum", "exactly", None)],
    )
    first.tell(
        sentence,
        "statement",
        [EST, FIN],
        [],
        on(2022, 8),
        instruments=[("memoranda of understanding", "memorandum", "signed")],
    )
    second = PageOf("b.txt", date(2022, 9, 22)).tell(
        "In August Estonia and Finland signed ten agreements.",
        "sign",
        [FIN, EST],
        [],
        on(2022, 8),
        instruments=[("agreements", "agreement", "signed")],
        quantities=[("ten agreements", 10, 10, 10, "agreement", "exactly", None)],
    )
    (bundle,) = outcome_of(first, second).instruments
    assert bundle.kind == "bundle" and [figure.value for figure in bundle.quantities] == [12, 10]


def test_a_target_says_what_it_is_of_where_its_words_leave_it_out():
    page = PageOf("a.txt", date(2022, 1, 5)).tell(
        "Commerce of Finland and Estonia fell, and both want to bring it to $4bn.",
        "statement",
        [FIN, EST],
        [],
        instruments=[("to $4bn", "target", "announced")],
    )
    (target,) = outcome_of(page).instruments
    assert target.name == "trade to $4bn"
