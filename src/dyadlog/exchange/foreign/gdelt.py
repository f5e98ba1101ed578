"""GDELT 2.0: events (``*.export.CSV``, 61 columns) and mentions (``*.mentions.CSV``, 16), tabs, no head.

Columns as in the GDELT Event Database Data Format Codebook 2.0.
"""

from datetime import date
from typing import Final

from dyadlog.exchange.foreign.cells import BadRow, Cells, read_day
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import (
    Act,
    Days,
    EventRow,
    MentionRow,
    Source,
    States,
    count,
    read_cameo,
    text,
)
from dyadlog.knowledge import Knowledge
from dyadlog.records import ForeignMention

_ACTOR: Final = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO: Final = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS: Final = (
    *("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{place}Geo_{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTIONS: Final = (
    *("GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)


def _read_id(cells: Cells) -> str:
    number = cells.need("GlobalEventID")
    if not number.isdigit():
        raise BadRow("no_value", "GlobalEventID is no number")
    return number


def _read_days(cells: Cells) -> Days:
    day = cells.day("Day")
    return Days(day, day, day, cells.day("DATEADDED") if cells.text("DATEADDED") else day)


def _find_side(cells: Cells, parties: Parties, day: date, number: int) -> States:
    """The country of an actor as it stands, whoever the actor is."""
    country, group = cells.text(f"Actor{number}CountryCode"), cells.text(f"Actor{number}KnownGroupCode")
    return parties.of_codes("cameo", (country or "",), day) or parties.of_codes("cameo_group", (group or "",), day)


def _find_land(cells: Cells, parties: Parties, day: date) -> States:
    return parties.of_codes("fips", (cells.text("ActionGeo_CountryCode") or "",), day)


def _read_act(cells: Cells, knowledge: Knowledge) -> Act:
    code = cells.need("EventCode")
    known = knowledge.ontology.cameo.get(code)
    act = read_cameo(code, known.name if known else None, knowledge)
    return Act(code, act.words, act.event_type, act.mode, cells.count("QuadClass"), code)


def _read_position(cells: Cells) -> tuple[float | None, float | None]:
    if cells.text("ActionGeo_Type") in (None, "0"):
        return None, None
    return cells.number("ActionGeo_Lat"), cells.number("ActionGeo_Long")


def _read_mention(cells: Cells) -> tuple[date, ForeignMention]:
    mention = ForeignMention(
        source="gdelt",
        foreign_id=_read_id(cells),
        link=cells.need("MentionIdentifier"),
        sentence=cells.count("SentenceID") or 0,
        outlet=cells.text("MentionSourceName") or "",
    )
    return read_day(cells.need("MentionTimeDate"), "MentionTimeDate"), mention


GDELT: Final = Source(
    "gdelt",
    "GDELT 2.0",
    "*.export.CSV.zip *.mentions.CSV.zip",
    "gdeltproject.org, GDELT Event Database 2.0",
    EventRow(
        foreign_id=_read_id,
        days=_read_days,
        side=_find_side,
        land=_find_land,
        act=_read_act,
        position=_read_position,
        more={
            "actor_name": text("Actor1Name"),
            "recipient_name": text("Actor2Name"),
            "place": text("ActionGeo_Fullname"),
            "mentions": count("NumMentions"),
            "sources": count("NumSources"),
            "articles": count("NumArticles"),
            "reference": text("SOURCEURL"),
        },
    ),
    columns=EVENTS,
    mention=MentionRow(MENTIONS, _read_mention),
)
