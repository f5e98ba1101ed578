from dataclasses import replace
from datetime import date

from dyadlog.consolidate import consolidate
from dyadlog.consolidate.copies import find_prints
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, person, state

KEN = state("KEN", "Kenya")
MWANGI = person("Grace Mwangi", "UGA", "Minister")
BODY = [
    "The two delegations walked through the new hall at the port, where workers were still painting the outer wall.",
    "Traders who had waited since the morning said that lorries now pass the crossing in half the time it took before.",
    "A joint team will count the lorries for six weeks and send its figures to both capitals before the rains begin.",
    "Nobody could say who would pay for the second scanner, which has stood unused in a shed since it was delivered.",
]


def page_with(location, day, lead, body=BODY):
    page = PageOf(location, day, location)
    page.tell(lead, "visit", [MWANGI], [KEN], on(2021, 6, 2))
    for sentence in body:
        page.tell(sentence)
    return page


def test_a_text_printed_again_is_a_copy_of_the_earlier_print_and_counts_once():
    first = page_with("z.txt", date(2021, 6, 2), "Grace Mwangi of Uganda visited Kenya on Wednesday.")
    again = page_with("a.txt", date(2021, 6, 3), "Uganda's Grace Mwangi was in Kenya this week.", BODY[:-1])
    own = page_with("b.txt", date(2021, 6, 4), "Minister Mwangi, who came to Kenya on Wednesday, spoke of lorries.", [])
    readings = [page.read() for page in (first, again, own)]
    outcome = consolidate(readings, KNOWLEDGE)
    assert outcome.copies == ((readings[1].document.document_id, readings[0].document.document_id),)
    (event,) = outcome.events
    assert (event.documents, event.origins) == (3, 2)
    assert event.outlets == ("z.txt", "a.txt", "b.txt")


def test_one_sentence_printed_alike_in_two_texts_is_one_origin():
    lead = "Grace Mwangi of Uganda visited Kenya on Wednesday to see the port, a statement of her ministry said."
    first = page_with("a.txt", date(2021, 6, 2), lead, BODY[:2])
    second = page_with("b.txt", date(2021, 6, 2), lead, BODY[2:])
    outcome = consolidate([first.read(), second.read()], KNOWLEDGE)
    assert outcome.copies == () and outcome.events[0].origins == 1


def test_a_document_found_in_two_places_is_read_once():
    page = page_with("a.txt", date(2021, 6, 2), "Grace Mwangi of Uganda visited Kenya on Wednesday.")
    twin = page_with("b.txt", date(2021, 6, 2), "Grace Mwangi of Uganda visited Kenya on Wednesday.")
    outcome = consolidate([page.read(), twin.read()], KNOWLEDGE)
    assert len(outcome.events) == 1 and outcome.events[0].documents == 1


def test_a_cut_text_is_a_copy_though_cleaning_took_a_paragraph_of_the_longer_one_for_something_else():
    long = page_with("a.txt", date(2021, 6, 2), "Grace Mwangi of Uganda visited Kenya on Wednesday.").read().document
    cut = (
        page_with("b.txt", date(2021, 6, 3), "Uganda's Grace Mwangi was in Kenya this week.", BODY[:2]).read().document
    )
    mistaken = (replace(b, kind="boilerplate") if BODY[0] in long.text[b.start : b.end] else b for b in long.blocks)
    cleaned = replace(long, blocks=tuple(mistaken))
    (pair,) = find_prints([cleaned, cut]).pairs
    assert pair == (cleaned.document_id, cut.document_id)
    lost = cleaned.text.replace(BODY[0], " " * len(BODY[0]))
    assert find_prints([replace(cleaned, text=lost), cut]).pairs == ()
