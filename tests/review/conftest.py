"""A small record of two invented relations, with people, a signing, a denial and copies."""

from datetime import date

import pytest

from dyadlog.gathering import rebuild
from dyadlog.store import open_view, open_writer
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, person, state

FIJI, PERU, CHAD = state("FJI", "Fiji"), state("PER", "Peru"), state("TCD", "Chad")
VERA = person("Vera Tovo", "FJI", "foreign minister")
LUIS = person("Luis Mora", "PER", "president")


def make_pages():
    """Five pages; the first two tell of one visit."""
    visit = on(2025, 3, 4)
    one = PageOf("a.txt", date(2025, 3, 5), "Coast Post")
    one.tell("Foreign minister Vera Tovo of Fiji visited Peru on 4 March.", "visit", [VERA], [PERU], visit)
    one.tell("Vera Tovo met president Luis Mora.", "meet", [VERA], [LUIS], visit)
    one.seat(LUIS, "president")
    two = PageOf("b.txt", date(2025, 3, 6), "Hill News")
    two.tell("Fiji's Vera Tovo came to Peru on Tuesday.", "visit", [VERA], [PERU], visit)
    signed = [("fishing accord", "agreement", "signed")]
    two.tell("Fiji and Peru signed the fishing accord.", "sign", [FIJI, PERU], [], visit, instruments=signed)
    three = PageOf("c.txt", date(2025, 3, 9), "Hill News")
    three.tell("Peru's patrol boat fired on a trawler from Fiji on 8 March.", "shell", [PERU], [FIJI], on(2025, 3, 8))
    four = PageOf("d.txt", date(2025, 3, 10), "Coast Post", "official")
    four.tell("Peru denies that it fired.", "shell", [PERU], [FIJI], on(2025, 3, 8), modality="denied")
    four.tell("Nothing else was said.")
    five = PageOf("e.txt", date(2025, 4, 2), "Coast Post")
    five.tell("Peru condemned Chad over the ban.", "condemn", [PERU], [CHAD], on(2025, 4, 1))
    return [page.read() for page in (one, two, three, four, five)]


def fill(path, readings):
    """A store with some readings, brought together."""
    with open_writer(path) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        rebuild(KNOWLEDGE, writer)


def tell_record(path):
    """Everything that the record shows, ids of before aside."""
    from dataclasses import replace

    with open_view(path) as view:
        return {
            "claims": view.claims(),
            "events": {event.event_id: replace(event, aliases=()) for event in view.events()},
            "instruments": {one.instrument_id: replace(one, aliases=()) for one in view.instruments()},
            "findings": {finding.finding_id: finding for finding in view.findings()},
            "actors": {actor.actor_id: actor for actor in view.actors()},
            "identities": view.identities(),
            "documents": [document.document_id for document in view.documents()],
            "lines": [view.lines(pair.states) for pair in view.pairs()],
            "pairs": view.pairs(),
            "inferred": view.inferred_dates(),
            "found by search": [hit.sentence_id for hit in view.search("Fiji")],
        }


@pytest.fixture
def readings():
    return make_pages()


@pytest.fixture
def db(tmp_path, readings):
    path = tmp_path / "record.db"
    fill(path, readings)
    return path


def claim_of(path, kind, number=0):
    """The id of a claim of a kind, in the order of the record."""
    with open_view(path) as view:
        return [claim.claim_id for claim in view.claims() if claim.kind == kind][number]
