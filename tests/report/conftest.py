"""A store with one event told by two pages, one of which is hostile."""

from dataclasses import replace

import pytest

from dyadlog.records import Comparison, Consolidation, Found, Instrument, StatusReport
from dyadlog.store import open_view, open_writer
from tests.builders import make_event, make_reading

HOSTILE = (
    'The French "envoy" visited\x1b[31m Japan\x9b0m [bold]today[/bold] <script>alert(1)</script> & **loud** `x` '
    "| [a](http://x.example) $x$ :smile: \u202eback\u202c.\nSecond line."
)
TITLE = "[red]T[/red] <img src=x onerror=alert(2)> \x1b]0;owned\x07 | # *x*"


@pytest.fixture
def hostile_view(tmp_path):
    plain = make_reading("A French envoy came to Japan on Thursday.", "a.txt")
    reading = make_reading(HOSTILE, "folder/b[red]\x1b.txt")
    document = replace(
        reading.document,
        title=Found(TITLE, "json-ld"),
        outlet=Found("<b>Post</b> [link=x]", "json-ld"),
        url=Found('https://x.example/a> <script>"x"</script>', "json-ld"),
    )
    reading = replace(reading, document=document)
    claims = (*plain.claims, *reading.claims)
    event = replace(
        make_event(claims[0]), claims=tuple(claim.claim_id for claim in claims), documents=2, instrument_ids=("ins-1",)
    )
    report = StatusReport("signed", None, claims[1].claim_id, claims[1].evidence)
    instrument = Instrument("ins-1", "agreement", "[b]pact[/b] <i>x</i>", ("FRA", "JPN"), "signed", None, (), (report,))
    path = tmp_path / "record.db"
    with open_writer(path) as writer:
        writer.save_reading(plain, "key")
        writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation((event,), (instrument,), (), (), ()), Comparison(), "now")
    with open_view(path) as view:
        yield view


@pytest.fixture
def make_view(tmp_path):
    """A view of a store that holds events with the changes asked for; ``nested``: each a part of the one before."""
    views = []

    def make(count=1, nested=False, **changes):
        path = tmp_path / f"record{len(views)}.db"
        readings = [make_reading(f"The French envoy visited Japan, page {n}.", f"{n}.txt") for n in range(count)]
        events = [replace(make_event(reading.claims[0]), **changes) for reading in readings]
        for before, number in enumerate(range(1, count if nested else 1)):
            events[number] = replace(events[number], part_of=events[before].event_id)
        with open_writer(path) as writer:
            for reading in readings:
                writer.save_reading(reading, "key")
            writer.save_consolidation(Consolidation(tuple(events), (), (), (), ()), Comparison(), "now")
        views.append(open_view(path))
        return views[-1]

    yield make
    for view in views:
        view.close()
