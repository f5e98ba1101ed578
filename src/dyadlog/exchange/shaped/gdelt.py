"""Events as a GDELT 2.0 event table: 61 columns between tabs, no head (docs/export.md has every choice)."""

import hashlib
from collections.abc import Iterator
from typing import Final

from dyadlog.exchange.foreign.gdelt import EVENTS
from dyadlog.exchange.foreign.source import quad_of_cameo
from dyadlog.exchange.shaped.pairs import End, pair_up
from dyadlog.exchange.shaped.told import Told
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event, Place

COUNTRY, US_STATE, US_CITY, WORLD_CITY, WORLD_STATE = "1", "2", "3", "4", "5"
"""GDELT's sorts of places."""
YEAR_DAYS: Final = 365
COLUMNS: Final = EVENTS


def gdelt_rows(told: Told, knowledge: Knowledge) -> Iterator[list[str]]:
    """One row for each actor with each recipient; columns that dyadlog cannot fill are empty."""
    shared = {**_time(told), **_act(told, knowledge), **_counts(told), **_place(told.event, knowledge)}
    for actor, recipient in pair_up(told.event, knowledge):
        cells = {**shared, **_actor("Actor1", actor, knowledge), **_actor("Actor2", recipient, knowledge)}
        cells["GlobalEventID"] = _number(told.event, cells["Actor1Code"], cells["Actor2Code"])
        yield [cells.get(column, "") for column in COLUMNS]


def _number(event: Event, actor: str, recipient: str) -> str:
    """A whole number that is the same for the same event and parties, below 2 to the 60th."""
    return str(int(hashlib.sha256(f"{event.event_id} {actor} {recipient}".encode()).hexdigest()[:15], 16))


def _time(told: Told) -> dict[str, str]:
    day = told.day
    part = min(((day.month - 1) * 30 + day.day) / YEAR_DAYS, 0.9999)
    return {
        "Day": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day.year:04}",
        "FractionDate": f"{day.year + part:.4f}",
        "DATEADDED": f"{told.published:%Y%m%d}000000" if told.published else "",
        "SOURCEURL": told.page or "",
    }


def _act(told: Told, knowledge: Knowledge) -> dict[str, str]:
    code = told.act.cameo or ""
    goldstein = knowledge.ontology.goldstein(code)
    quad = quad_of_cameo(code)
    return {
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": str(quad) if quad else "",
        "GoldsteinScale": "" if goldstein is None else str(goldstein),
    }


def _counts(told: Told) -> dict[str, str]:
    event = told.event
    return {
        "NumMentions": str(len(event.claims)),
        "NumSources": str(len(event.outlets)),
        "NumArticles": str(event.documents),
    }


def _actor(side: str, end: End, knowledge: Knowledge) -> dict[str, str]:
    party = end.party
    if party is None:
        return {f"{side}Code": ""}
    group = knowledge.state_codes.code_of("cameo_group", end.state) if end.state else None
    country = knowledge.state_codes.code_of("cameo", end.state) if end.state and not group else None
    sector = knowledge.party_sectors[party.kind].cameo if party.kind != "person" or not party.office else "GOV"
    plain = party.kind == "state"
    types = "" if plain or not sector else sector
    return {
        f"{side}Code": f"{country or group or ''}{types}",
        f"{side}Name": party.name.upper(),
        f"{side}CountryCode": country or "",
        f"{side}KnownGroupCode": group or "",
        f"{side}Type1Code": types,
    }


def _place(event: Event, knowledge: Knowledge) -> dict[str, str]:
    """The first place; else the land, without coordinates."""
    if event.places:
        place = event.places[0]
        country = place.countries[0] if len(place.countries) == 1 else None
        return {
            "ActionGeo_Type": _sort(place, country, knowledge),
            "ActionGeo_Fullname": place.name,
            "ActionGeo_CountryCode": _fips(country, knowledge),
            "ActionGeo_Lat": "" if place.lat is None else str(place.lat),
            "ActionGeo_Long": "" if place.lon is None else str(place.lon),
        }
    if len(event.territory) != 1:
        return {}
    (land,) = event.territory
    state = knowledge.states.get(land)
    return {
        "ActionGeo_Type": COUNTRY,
        "ActionGeo_Fullname": state.name if state else land,
        "ActionGeo_CountryCode": _fips(land, knowledge),
    }


def _sort(place: Place, country: str | None, knowledge: Knowledge) -> str:
    known = knowledge.places.find(place.name, country)
    kind = known[0].kind if known else None
    if kind == "city":
        return US_CITY if country == "USA" else WORLD_CITY
    if kind == "province":
        return US_STATE if country == "USA" else WORLD_STATE
    return ""


def _fips(state: str | None, knowledge: Knowledge) -> str:
    return (knowledge.state_codes.code_of("fips", state) or "") if state else ""
