"""All pages of the reading room, in one place: a test fails where the application has one that is not here."""

from dyadlog.serve.pages import OF_PAIRS, OF_RECORDS
from dyadlog.store import open_view
from tests.notebook.samples import PAIR

HERE = "-".join(PAIR)
OTHERS = {
    "home": "/",
    "search": "/search?q=border",
    "search-empty": "/search",
    "search-none": "/search?q=zzzzzz",
    "api": "/api",
    "events-filtered": f"/{HERE}/events?lane=verbal-cooperation&since=2024",
    "events-none": f"/{HERE}/events?since=1901&until=1902",
    "pair-empty": "/FJI-TUV",
    "agreements-empty": "/FJI-TUV/agreements",
}
"""Pages that are of no pair and no record, and views of pages that look different."""


def name_of(section):
    return section or "overview"


NAMES = (*OTHERS, *map(name_of, OF_PAIRS), *(f"one-{folder}" for folder in OF_RECORDS))


def find_addresses(db):
    """The address of each page, by name, with the ids of a store."""
    sections = {name_of(section): f"/{HERE}/{section}".rstrip("/") for section in OF_PAIRS}
    records = {f"one-{folder}": f"/{folder}/{record_id}" for folder, record_id in find_records(db).items()}
    return OTHERS | sections | records


def find_records(db):
    """The event with most sources, a document that tells of it, the instrument with the longest history."""
    with open_view(db) as view:
        lines = view.lines(PAIR)
        event = max(view.events_named([line.event_id for line in lines]), key=lambda event: len(event.claims))
        claims = {claim.claim_id: claim for claim in view.claims()}
        instrument = max(view.instruments(), key=lambda instrument: len(instrument.history))
        return {
            "events": event.event_id,
            "documents": claims[event.claims[0]].document_id,
            "instruments": instrument.instrument_id,
        }
