from dataclasses import replace
from datetime import date
from itertools import permutations

from dyadlog.consolidate import consolidate
from dyadlog.findings import find
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, state

FIN, EST = state("FIN", "Finland"), state("EST", "Estonia")


def reading_of(page):
    """The page as read once: reading takes what it was told apart."""
    page.__dict__.setdefault("reading", None)
    page.reading = page.reading or page.read()
    return page.reading


def outcome_of(*pages):
    return consolidate([reading_of(page) for page in pages], KNOWLEDGE)


def findings_of(*pages):
    readings = [reading_of(page) for page in pages]
    return find(readings, consolidate(readings, KNOWLEDGE), KNOWLEDGE)


def signing(location, day, sentence, name, sort="treaty", status="signed", **more):
    """A page of its own that tells of one act on one instrument."""
    kind = more.pop("kind", "sign")
    return PageOf(location, day).tell(
        sentence, kind, [FIN, EST], [], more.pop("when", None), instruments=[(name, sort, status)], **more
    )


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


def test_the_text_and_the_treaty_of_a_page_are_what_it_named_before():
    page = PageOf("a.txt", date(2022, 1, 5)).tell(
        "Finland and Estonia signed a treaty on eel fishing.", "sign", [FIN, EST], [], on(2022, 1, 4),
        instruments=[("treaty on eel fishing", "treaty", "signed")],
    )  # fmt: skip
    page.tell("The Estonian parliament ratified the text.", "ratify", [EST], [], on(2022, 1, 5),
        instruments=[("text", "agreement", "ratified")],
    )  # fmt: skip
    page.tell("The treaty entered into force.", "statement", [], [],
        instruments=[("treaty", "treaty", "in_force")],
    )  # fmt: skip
    (treaty,) = outcome_of(page).instruments
    assert treaty.states == ("FIN", "EST") and treaty.status == "in_force" and len(treaty.history) == 3


def test_a_signing_told_under_two_names_is_of_one_document_and_the_sorts_differ():
    when = on(2022, 3, 7)
    first = signing(
        "a.txt", date(2022, 3, 8), "Finland and Estonia signed a ferry contract.", "ferry contract", when=when
    )
    second = signing(
        "b.txt", date(2022, 3, 9), "Finland and Estonia signed a memorandum of understanding.",
        "memorandum of understanding", "memorandum", when=when,
    )  # fmt: skip
    assert len(outcome_of(first, second).instruments) == 1
    (finding,) = [one for one in findings_of(first, second) if one.kind == "instrument"]
    assert [side.value for side in finding.sides] == ["contract", "memorandum"]


def test_two_documents_of_one_day_that_say_what_they_are_about_stay_apart():
    when = on(2022, 3, 7)
    first = signing("a.txt", date(2022, 3, 8), "Finland and Estonia signed a ferry treaty.", "ferry treaty", when=when)
    second = signing("b.txt", date(2022, 3, 9), "Finland and Estonia signed a visa treaty.", "visa treaty", when=when)
    assert len(outcome_of(first, second).instruments) == 2


def test_what_was_reached_is_not_taken_back_but_suspended_and_resumed():
    told = [
        (date(2022, 3, 8), "signed", "sign", "signed"),
        (date(2022, 6, 8), "ratified", "ratify", "ratified"),
        (date(2022, 9, 8), "in_force", "statement", "applied"),
        (date(2022, 9, 20), "signed", "statement", "recalled"),
        (date(2023, 1, 8), "suspended", "suspend_agreement", "suspended"),
        (date(2023, 1, 9), "ratified", "statement", "recalled again"),
        (date(2023, 5, 8), "in_force", "extend", "applied again"),
    ]
    pages = [
        signing(f"{n}.txt", day, f"Finland and Estonia {word} the eel treaty.", "eel treaty", status=status, kind=kind)
        for n, (day, status, kind, word) in enumerate(told)
    ]
    statuses = [outcome_of(*pages[: number + 1]).instruments[0].status for number in range(len(pages))]
    assert statuses == ["signed", "ratified", "in_force", "in_force", "suspended", "suspended", "in_force"]


def test_a_denied_signing_is_set_against_the_signing():
    first = signing(
        "a.txt", date(2022, 3, 8), "Finland and Estonia signed a memorandum on eels.", "memorandum on eels",
        "memorandum", when=on(2022, 3, 7),
    )  # fmt: skip
    second = signing(
        "b.txt", date(2022, 3, 9), "Finland and Estonia signed no memorandum.", "memorandum", "memorandum",
        negated=True, modality="denied",
    )  # fmt: skip
    for pages in permutations((first, second)):
        (finding,) = [one for one in findings_of(*pages) if one.kind == "instrument"]
        assert [side.value for side in finding.sides] == ["signed", "not signed"]


def promise(location, day, sentence, name, status="announced", figure=None, due=None, **more):
    quantities = [(figure, value, value, value, unit, "exactly", None) for value, unit in more.pop("sums", ())]
    page = PageOf(location, day).tell(
        sentence, more.pop("kind", "pledge"), [FIN], [EST], instruments=[(name, "pledge", status)],
        quantities=quantities, **more,
    )  # fmt: skip
    page.due = due
    return page


def with_deadline(page):
    reading = reading_of(page)
    claims = tuple(
        replace(claim, instruments=tuple(replace(item, deadline=page.due) for item in claim.instruments))
        for claim in reading.claims
    )
    return replace(reading, claims=claims)


def test_a_promise_not_kept_by_its_day_is_stale_and_one_that_was_kept_is_not():
    first = promise(
        "a.txt", date(2022, 3, 8), "Finland promised Estonia 40 million euros by June.", "40 million euros",
        figure="40 million euros", sums=[(40e6, "EUR")], due=date(2022, 6, 30),
    )  # fmt: skip
    unpaid = promise(
        "b.txt", date(2022, 9, 8), "The 40 million euros of Finland for Estonia are not paid.", "40 million euros",
        status="stalled", figure="40 million euros", sums=[(40e6, "EUR")], kind="statement",
    )  # fmt: skip
    paid = promise(
        "b.txt", date(2022, 9, 8), "Finland has paid Estonia the 40 million euros.", "40 million euros",
        status="implemented", figure="40 million euros", sums=[(40e6, "EUR")], kind="statement",
    )  # fmt: skip
    for last, stale in ((unpaid, True), (paid, False)):
        readings = [with_deadline(first), with_deadline(last)]
        outcome = consolidate(readings, KNOWLEDGE)
        assert len(outcome.instruments) == 1 and outcome.instruments[0].deadline == date(2022, 6, 30)
        found = [one for one in find(readings, outcome, KNOWLEDGE) if one.kind == "stale"]
        assert [[side.value for side in one.sides] for one in found] == ([["2022-06-30", "not kept"]] if stale else [])


def test_promises_of_other_sums_for_other_days_stay_apart():
    first = promise(
        "a.txt", date(2021, 3, 8), "Finland promised Estonia 300 tonnes of rye.", "300 tonnes of rye",
        figure="300 tonnes", sums=[(300, "tonne")], due=date(2021, 12, 31),
    )  # fmt: skip
    second = promise(
        "b.txt", date(2022, 3, 8), "Finland promised Estonia 500 tonnes of rye.", "500 tonnes of rye",
        figure="500 tonnes", sums=[(500, "tonne")], due=date(2022, 12, 31),
    )  # fmt: skip
    readings = [with_deadline(first), with_deadline(second)]
    assert len(consolidate(readings, KNOWLEDGE).instruments) == 2


def test_the_order_of_reading_changes_no_instrument():
    when = on(2022, 3, 7)
    pages = [
        signing("a.txt", date(2022, 3, 8), "Finland and Estonia signed an eel treaty.", "eel treaty", when=when),
        signing("b.txt", date(2022, 3, 9), "Finland and Estonia signed a pact.", "pact", "agreement", when=when),
        signing("c.txt", date(2022, 4, 9), "Finland and Estonia discussed the treaty.", "treaty", status="negotiating"),
        signing("d.txt", date(2022, 5, 9), "Finland and Estonia suspended the 2022 treaty.", "2022 treaty",
            status="suspended", kind="suspend_agreement"),
    ]  # fmt: skip
    expected = outcome_of(*pages).instruments
    assert all(outcome_of(*order).instruments == expected for order in permutations(pages))


def test_what_is_signed_is_to_be_ratified_by_its_deadline():
    due = date(2021, 6, 30)
    name = "protocol on glaciers"
    signed = PageOf("a", date(2021, 3, 2)).tell(
        f"Finland and Estonia signed a {name}.",
        "sign",
        [FIN, EST],
        [],
        on(2021, 3, 1),
        instruments=[(name, "agreement", "signed")],
    )
    signed.tell(
        f"Both are to ratify the {name} by 30 June.", "ratify", [FIN, EST], [], on(2021, 6, 30), modality="planned",
        instruments=[(name, "agreement", "proposed", due)],
    )  # fmt: skip
    (instrument,) = consolidate([signed.read()], KNOWLEDGE).instruments
    assert (instrument.status, instrument.deadline) == ("signed", due)
