"""Events as a POLECAT table: 40 columns between tabs, with a head (docs/export.md has every choice)."""

from collections.abc import Iterator
from typing import Final

from dyadlog import __version__
from dyadlog.exchange.shaped.pairs import End, pair_up
from dyadlog.exchange.shaped.told import Told
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event

COLUMNS: Final = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *("Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)


def polecat_rows(told: Told, knowledge: Knowledge) -> Iterator[list[str]]:
    """One row for each actor with each recipient; columns that dyadlog cannot fill are empty."""
    shared = {**_act(told, knowledge), **_place(told.event)}
    ends = pair_up(told.event, knowledge)
    for number, (actor, recipient) in enumerate(ends, 1):
        cells = {**shared, **_side("Actor", actor, knowledge), **_side("Recipient", recipient, knowledge)}
        cells["Event ID"] = told.event.event_id if len(ends) == 1 else f"{told.event.event_id}-{number}"
        yield [cells.get(column, "") for column in COLUMNS]


def _act(told: Told, knowledge: Knowledge) -> dict[str, str]:
    act = told.act
    entry = knowledge.ontology.types[act.event_type]
    score = entry.modes.get(act.mode) if act.mode else None
    return {
        "Event Date": told.day.isoformat(),
        "Event Type": act.event_type,
        "Event Mode": act.mode or "",
        "Event Intensity": str(entry.plover_score if score is None else score),
        "Quad Code": knowledge.ontology.quad_names[act.quad_class].upper(),
        "Contexts": "|".join(act.contexts),
        "Source": "|".join(told.event.outlets),
        "Publication Date": told.published.isoformat() if told.published else "",
        "Language": told.event.language,
        "Version": f"dyadlog {__version__}",
    }


def _side(side: str, end: End, knowledge: Knowledge) -> dict[str, str]:
    party = end.party
    if party is None:
        return {}
    sector = knowledge.party_sectors[party.kind].plover if party.kind != "person" or not party.office else "GOV"
    return {
        f"{side} Name": party.name,
        f"{side} Country": end.state or "",
        f"{side} COW": (knowledge.state_codes.code_of("cow", end.state) or "") if end.state else "",
        f"Primary {side} Sector": sector or "",
        f"{side} Sectors": sector or "",
        f"{side} Title": party.office or "",
        f"{side} Name Raw": party.name,
    }


def _place(event: Event) -> dict[str, str]:
    place = event.places[0] if event.places else None
    if place is None:
        return {"Country": event.territory[0]} if len(event.territory) == 1 else {}
    return {
        "Placename": place.name,
        "Country": place.countries[0] if len(place.countries) == 1 else "",
        "Latitude": "" if place.lat is None else str(place.lat),
        "Longitude": "" if place.lon is None else str(place.lon),
        "Raw Placename": place.name,
    }
