"""POLECAT (Harvard Dataverse, ``ngecEvents.*.txt``): tabs, a head of 40 columns, ISO codes, PLOVER."""

from dataclasses import replace
from datetime import date
from typing import Final

from dyadlog.exchange.foreign.cells import Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import Act, Days, EventRow, Source, States, need, read_listed, text
from dyadlog.knowledge import Knowledge

COLUMNS: Final = (
    *("event_id", "event_date", "event_type", "event_mode", "event_intensity", "quad_code", "contexts", "actor_name"),
    *("actor_country", "actor_cow", "primary_actor_sector", "actor_sectors", "actor_title", "actor_name_raw"),
    *("wikipedia_actor_id", "recipient_name", "recipient_country", "recipient_cow", "primary_recipient_sector"),
    *("recipient_sectors", "recipient_title", "recipient_name_raw", "wikipedia_recipient_id", "placename", "city"),
    *("district", "province", "country", "latitude", "longitude", "geonames_id", "raw_placename", "feature_type"),
    *("source", "publication_date", "story_people", "story_organizations", "story_locations", "language", "version"),
)
"""Of 40; some files have a head with more names than their rows have cells."""
SIDES: Final = ("actor_country", "recipient_country")


def _find_side(cells: Cells, parties: Parties, day: date, number: int) -> States:
    """Several values of a cell stand between semicolons or bars."""
    return parties.of_codes("name", (cells.text(SIDES[number - 1]) or "").replace("|", ";").split(";"), day)


def _read_act(cells: Cells, knowledge: Knowledge) -> Act:
    code, mode = cells.need("event_type"), cells.text("event_mode")
    act = read_listed("polecat", code.upper(), cells.text("contexts"), knowledge)
    known = mode if mode and act.event_type and knowledge.ontology.has_mode(act.event_type, mode) else None
    return replace(act, code=f"{code}/{mode}" if mode else code, mode=known, cameo=None)


POLECAT: Final = Source(
    "polecat",
    "POLECAT",
    "ngecEvents.*.txt",
    "Harvard Dataverse, doi:10.7910/DVN/AJGVIT",
    EventRow(
        foreign_id=need("event_id"),
        days=lambda cells: Days.of(cells.day("event_date")),
        side=_find_side,
        land=lambda cells, parties, day: parties.of_codes("name", (cells.text("country") or "",), day),
        act=_read_act,
        more={
            "actor_name": text("actor_name"),
            "recipient_name": text("recipient_name"),
            "place": text("placename", "city"),
            "reference": text("source"),
        },
    ),
    columns=COLUMNS,
    needed=("event_id", "event_date", "event_type", *SIDES),
)
