"""GDELT 2.0: events (``*.export.CSV``, 61 columns) and mentions (``*.mentions.CSV``, 16), tabs, no head.

Columns as in the GDELT Event Database Data Format Codebook 2.0.
"""

from typing import Final

from dyadlog.exchange.foreign.cells import BadRow, Cells, read_day
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.exchange.foreign.source import RowReader, Source, Told, read_cameo
from dyadlog.knowledge import Knowledge
from dyadlog.records import ForeignEvent, ForeignMention

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


class GdeltReader:
    """Reads rows of either file."""

    def __init__(self, knowledge: Knowledge, parties: Parties) -> None:
        self._ontology = knowledge.ontology
        self._parties = parties

    def __call__(self, cells: Cells) -> Told:
        """An event or a mention, by the number of columns."""
        if not cells.need("GlobalEventID").isdigit():
            raise BadRow("no_value", "GlobalEventID is no number")
        return self._read_event(cells) if len(cells.values) == len(EVENTS) else _read_mention(cells)

    def _read_event(self, cells: Cells) -> Told:
        """An event. The country of an actor is taken as it stands, whoever the actor is."""
        day = cells.day("Day")
        added = cells.day("DATEADDED") if cells.text("DATEADDED") else day
        sides = [
            self._parties.of_codes("cameo", (cells.text(f"{actor}CountryCode") or "",), day)
            or self._parties.of_codes("cameo_group", (cells.text(f"{actor}KnownGroupCode") or "",), day)
            for actor in ("Actor1", "Actor2")
        ]
        land = self._parties.of_codes("fips", (cells.text("ActionGeo_CountryCode") or "",), day)
        if len({*sides[0], *sides[1], *land}) < 2:
            return Told(added, None)
        code = cells.need("EventCode")
        plover = read_cameo(self._ontology, code)
        known = self._ontology.cameo.get(code)
        placed = cells.text("ActionGeo_Type") not in (None, "0")
        return Told(
            added,
            ForeignEvent(
                source="gdelt",
                foreign_id=cells.need("GlobalEventID"),
                first=day,
                last=day,
                code=code,
                words=known.name if known else None,
                event_type=plover.event_type if plover else None,
                mode=plover.mode if plover else None,
                quad_class=cells.count("QuadClass"),
                cameo=code,
                actors=sides[0],
                actor_name=cells.text("Actor1Name"),
                recipients=sides[1],
                recipient_name=cells.text("Actor2Name"),
                territory=land,
                place=cells.text("ActionGeo_Fullname"),
                lat=cells.number("ActionGeo_Lat") if placed else None,
                lon=cells.number("ActionGeo_Long") if placed else None,
                mentions=cells.count("NumMentions"),
                sources=cells.count("NumSources"),
                articles=cells.count("NumArticles"),
                deaths=None,
                deaths_low=None,
                deaths_high=None,
                reference=cells.text("SOURCEURL"),
                file=cells.file,
                line=cells.line,
            ),
        )


def _read_mention(cells: Cells) -> Told:
    mention = ForeignMention(
        source="gdelt",
        foreign_id=cells.need("GlobalEventID"),
        link=cells.need("MentionIdentifier"),
        sentence=cells.count("SentenceID") or 0,
        outlet=cells.text("MentionSourceName") or "",
    )
    return Told(read_day(cells.need("MentionTimeDate"), "MentionTimeDate"), mention)


def _make_reader(knowledge: Knowledge, parties: Parties) -> RowReader:
    return GdeltReader(knowledge, parties)


GDELT: Final = Source("gdelt", "GDELT 2.0", (EVENTS, MENTIONS), (), False, (), _make_reader)
