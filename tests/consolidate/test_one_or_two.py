"""What is one happening although pages contradict each other, and what is two although states and day are the same."""

from datetime import date

from dyadlog.consolidate import consolidate
from tests.consolidate.pages import KNOWLEDGE, PageOf, between, events_of, on, state

FIN, EST = state("FIN", "Finland"), state("EST", "Estonia")
DAY = on(2021, 5, 6)


def page(name, outlet, day=date(2021, 5, 7)):
    return PageOf(f"{name}.txt", day, outlet)


def count(kinds, *pages):
    return len([event for event in events_of(*pages) if event.kind in kinds])


def test_a_ship_that_is_seized_and_its_crew_that_is_arrested_are_two_happenings():
    told = page("a", "Bay Post")
    told.tell("Finland seized the ferry Aava off Kotka on Thursday.", "seize", [FIN], [EST], DAY)
    told.tell("Its crew was jailed the same evening.", "arrest", [FIN], [EST], DAY)
    assert count(("seize", "arrest"), told) == 2


def test_sentences_of_one_page_without_a_common_word_tell_of_two_deliveries():
    told = page("a", "Bay Post")
    told.tell("Finland shipped sawn timber to builders in Estonia.", "supply", [FIN], [EST], on(2021, 5))
    told.tell("Vaccines against measles went south by air freight.", "supply", [FIN], [EST], on(2021, 5))
    assert count(("supply",), told) == 2


def instruments_of(told):
    return consolidate([told.read()], KNOWLEDGE).instruments


def signing(name, outlet, sentence, instrument, kind="memorandum"):
    return page(name, outlet).tell(
        sentence, "sign", [FIN, EST], [], DAY, instruments=[(instrument, kind, "signed")]
    )  # fmt: skip


def test_two_names_of_what_was_signed_on_one_day_are_of_one_paper_where_they_share_half_of_their_words():
    pact = signing("a", "Bay Post", "Finland and Estonia signed a pact on ferry safety.", "pact on ferry safety")
    note = signing("b", "Hill Times", "A memorandum on ferry rules was signed.", "memorandum on ferry rules")
    assert count(("sign",), pact, note) == 1


def test_a_dozen_papers_and_one_of_them_are_two_signings():
    one = signing("a", "Bay Post", "Finland and Estonia signed a pact on ferry safety.", "pact on ferry safety")
    dozen = signing("b", "Hill Times", "Finland and Estonia signed twelve documents.", "twelve documents", "bundle")
    assert count(("sign",), one, dozen) == 2


def test_what_had_not_been_done_by_one_day_and_was_done_later_is_one_thing():
    waiting = page("a", "Bay Post").tell(
        "Estonia has not yet handed over the tug at Vaskjoki.", "return_property", [EST], [FIN],
        between(None, date(2021, 5, 7), "published"), negated=True, instruments=[("tug", "pledge", "stalled")],
    )  # fmt: skip
    done = page("b", "Hill Times", date(2021, 5, 30)).tell(
        "The tug was handed over at Vaskjoki on 28 May.", "return_property", [EST], [FIN], on(2021, 5, 28),
        instruments=[("tug", "pledge", "implemented")],
    )  # fmt: skip
    assert count(("return_property",), waiting, done) == 1


def test_a_raid_told_on_one_page_on_the_word_of_either_side_is_one():
    told = page("a", "Bay Post")
    told.tell("Gunmen from Estonia raided Vaskjoki, Finland said.", "raid", [EST], [FIN], DAY, modality="claimed")
    told.tell("The raiders came from Finland, Tallinn said.", "raid", [FIN], [EST], DAY, modality="claimed")
    assert count(("raid",), told) == 1


def test_documents_of_a_signing_that_are_only_counted_are_a_bundle():
    told = page("a", "Bay Post").tell(
        "Finland and Estonia signed twelve documents.", "sign", [FIN, EST], [], DAY,
        quantities=[("twelve documents", 12, 12, 12, "document", "exactly", None)],
    )  # fmt: skip
    (bundle,) = instruments_of(told)
    assert (bundle.kind, bundle.name, bundle.status) == ("bundle", "twelve documents", "signed")


def test_what_contracts_are_worth_is_no_number_of_documents():
    told = page("a", "Bay Post").tell(
        "Firms of Finland and Estonia signed contracts for 20 euros.", "sign", [FIN, EST], [], DAY,
        quantities=[("20 euros", 20, 20, 20, "EUR", "exactly", "contracts")],
    )  # fmt: skip
    assert not instruments_of(told)
