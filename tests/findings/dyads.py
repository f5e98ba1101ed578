"""The record of two states from pages made by hand or read for true, as commands get it."""

from dyadlog.consolidate.voices import Account, group_voices
from dyadlog.gathering import rebuild
from dyadlog.knowledge import load_knowledge
from dyadlog.pipeline import PageStep
from dyadlog.records import Given, Page, PageTask
from dyadlog.store import open_view, open_writer

KNOWLEDGE = load_knowledge()
STEP = PageStep()


def read_page(location, text, outlet=None, published=None):
    """A page through the true page step."""
    page = Page.from_bytes(location, text.encode(), "text/plain", Given(outlet=outlet, published=published))
    return STEP(PageTask(page, None)).reading


def open_dyad(path, readings, first, second):
    """The dyad of some readings, by way of a store, with the readings by document id."""
    with open_writer(path) as writer:
        for reading in readings:
            writer.save_reading(reading, reading.page.page_id)
        rebuild(KNOWLEDGE, writer)
    with open_view(path) as view:
        return view.dyad(first, second), {reading.document.document_id: reading for reading in readings}


def voices_of(dyad):
    """The voices of every event."""
    return {
        event.event_id: group_voices(
            [
                Account(claim, dyad.documents[claim.document_id], dyad.origin_of(claim.document_id))
                for claim in dyad.claims_of(event)
            ]
        )
        for event in dyad.events
    }
