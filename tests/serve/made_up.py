"""A made-up store of France and Japan: agreements at several stages, and findings on them."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from starlette.testclient import TestClient

from dyadlog.records import (
    Comparison,
    Consolidation,
    Finding,
    Found,
    Instrument,
    Interval,
    Quantity,
    Scoped,
    Side,
    StatusReport,
)
from dyadlog.serve import Settings, create_app
from dyadlog.serve.desk import Desk
from dyadlog.serve.links import Links
from dyadlog.serve.rendering import render
from dyadlog.serve.sheets import Scene
from dyadlog.store import open_view, open_writer
from tests.builders import make_event, make_reading

PAIR = ("FRA", "JPN")
HERE = "/FRA-JPN"
HOSTILE = "<script>alert(1)</script> pa\u202ect\u202c</details>"
FIRST = date(2024, 5, 3)


def make_client(path):
    return TestClient(create_app(Settings(db=path)), base_url="http://localhost")


@contextmanager
def static_scene(path):
    """A scene of files to hand over: no queries, no forms."""
    with open_view(path) as view:
        yield Scene(Desk(Settings(db=path)), view, Links(depth=1), whole_text=False, patient=True)


def show_static(show, path, what):
    with static_scene(path) as scene:
        return render(show(scene, what), scene)


def make_pages(count=2, words="France and Japan signed a pact"):
    """Pages that tell of one signing, a week apart, by two outlets in turn."""
    return [make_told(f"{words}, page {number}.", number) for number in range(count)]


def make_told(words, number, **changes):
    reading = make_reading(words, f"{number}.txt", kind="sign", **changes)
    document = replace(
        reading.document,
        publication=replace(reading.document.publication, day=FIRST + timedelta(days=7 * number)),
        outlet=Found(("Example Post", "Other Herald")[number % 2], "given"),
        url=Found(f"https://paper.example/{number}", "given"),
    )
    return replace(reading, document=document)


def report_of(reading, status, day=None):
    when = Interval(day, day, "day", "explicit") if day else None
    return StatusReport(status, when, reading.claims[0].claim_id, reading.claims[0].evidence)


def make_instrument(number, history, **changes):
    instrument = Instrument(
        instrument_id=f"instrument-{number:016x}",
        kind="agreement",
        name=f"pact on grain {number}",
        states=PAIR,
        status=history[-1].status,
        deadline=None,
        quantities=(),
        history=tuple(history),
        last_heard=FIRST,
    )
    return replace(instrument, **changes)


def make_finding(number, readings, kind="quantity", field="wounded", values=("three", "five"), **changes):
    sides = tuple(
        Side(reading.claims[0].claim_id, reading.claims[0].evidence, value)
        for reading, value in zip(readings, values, strict=True)
    )
    note = f"{values[0]} or {values[-1]}"
    finding = Finding(f"finding-{number:016x}", kind, field, PAIR, None, None, sides, note)
    return replace(finding, **changes)


def make_figure(original, value, unit="tonne"):
    return Quantity(value, value, value, unit, "exactly", None, original, 0, len(original))


def write_store(path, readings, instruments=(), findings=(), events=None):
    made = [make_event(reading.claims[0]) for reading in readings] if events is None else events
    scoped = tuple(Scoped(f"event:{finding.finding_id}", 0, finding) for finding in findings)
    with open_writer(path) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation(tuple(made), tuple(instruments), (), (), ()), Comparison(scoped), "now")
    return path
