"""Files as other data sets publish them, with rows that we made up."""

import csv
import io
import zipfile

from dyadlog.exchange.foreign.gdelt import EVENTS, MENTIONS

GDELT_ROW = {
    "GlobalEventID": "1001",
    "Day": "20240502",
    "MonthYear": "202405",
    "Year": "2024",
    "FractionDate": "2024.3342",
    "Actor1Code": "FRAGOV",
    "Actor1Name": "FRENCH",
    "Actor1CountryCode": "FRA",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "JPN",
    "Actor2Name": "JAPAN",
    "Actor2CountryCode": "JPN",
    "IsRootEvent": "1",
    "EventCode": "042",
    "EventBaseCode": "042",
    "EventRootCode": "04",
    "QuadClass": "1",
    "GoldsteinScale": "1.9",
    "NumMentions": "10",
    "NumSources": "2",
    "NumArticles": "10",
    "AvgTone": "1.5",
    "ActionGeo_Type": "4",
    "ActionGeo_Fullname": "Osaka, Osaka, Japan",
    "ActionGeo_CountryCode": "JA",
    "ActionGeo_Lat": "34.6667",
    "ActionGeo_Long": "135.5",
    "DATEADDED": "20240503001500",
    "SOURCEURL": "https://news.example/visit",
}
MENTION_ROW = {
    "GlobalEventID": "1001",
    "EventTimeDate": "20240503001500",
    "MentionTimeDate": "20240503003000",
    "MentionType": "1",
    "MentionSourceName": "news.example",
    "MentionIdentifier": "https://news.example/visit",
    "SentenceID": "2",
    "Confidence": "60",
}
ICEWS_ROW = {
    "Event ID": "501",
    "Event Date": "2024-05-02",
    "Source Name": "Luc Roy",
    "Source Sectors": "Government",
    "Source Country": "France",
    "Event Text": "Make a visit",
    "CAMEO Code": "042",
    "Intensity": "1.9",
    "Target Name": "Japan",
    "Target Sectors": "",
    "Target Country": "Japan",
    "Story ID": "77",
    "Sentence Number": "3",
    "Publisher": "Example Wire",
    "City": "Osaka",
    "District": "",
    "Province": "Osaka",
    "Country": "Japan",
    "Latitude": "34.6667",
    "Longitude": "135.5",
}
POLECAT_COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity"),
    *("Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW"),
    *("Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City"),
    *("District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
POLECAT_ROW = dict.fromkeys(POLECAT_COLUMNS, "None") | {
    "Event ID": "20240502-1-abc",
    "Event Date": "2024-05-02",
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Quad Code": "VERBAL COOPERATION",
    "Contexts": "diplomatic|economic",
    "Actor Name": "France",
    "Actor Country": "FRA",
    "Recipient Name": "Japan",
    "Recipient Country": "JPN",
    "Placename": "Osaka",
    "Country": "JPN",
    "Latitude": "34.69",
    "Longitude": "135.5",
    "Source": "Example Wire",
}
ACLED_ROW = {
    "event_id_cnty": "JPN7",
    "event_date": "02 May 2024",
    "year": "2024",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of France (2017-)",
    "assoc_actor_1": "",
    "inter1": "External/Other forces",
    "actor2": "Made-up Front",
    "assoc_actor_2": "",
    "inter2": "Rebel group",
    "interaction": "28",
    "civilian_targeting": "",
    "iso": "392",
    "region": "East Asia",
    "country": "Japan",
    "admin1": "Osaka",
    "admin2": "",
    "admin3": "",
    "location": "Osaka",
    "latitude": "34.6667",
    "longitude": "135.5",
    "geo_precision": "1",
    "source": "Example Post; Example Wire",
    "source_scale": "National",
    "notes": 'A strike, "so they say", on a camp.',
    "fatalities": "3",
    "tags": "",
    "timestamp": "1714800000",
}
UCDP_ROW = {
    "id": "9001",
    "relid": "JPN-2024-1-1",
    "year": "2024",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_new_id": "1",
    "conflict_name": "France - Japan",
    "dyad_new_id": "1",
    "dyad_name": "Government of France - Made-up Front",
    "side_a": "Government of France",
    "side_b": "Made-up Front",
    "number_of_sources": "2",
    "source_article": "Example Post,2024-05-03,A strike",
    "where_prec": "1",
    "where_coordinates": "Osaka city",
    "latitude": "34.6667",
    "longitude": "135.5",
    "country": "Japan",
    "country_id": "740",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2024-05-02 00:00:00.000",
    "date_end": "2024-05-02 00:00:00.000",
    "best": "3",
    "high": "5",
    "low": "2",
    "gwnoa": "220",
    "gwnob": "",
}


def tabs(columns, rows):
    """Rows between tabs, no head."""
    return "".join("\t".join(row.get(column, "") for column in columns) + "\n" for row in rows)


def gdelt(*changes):
    return tabs(EVENTS, [GDELT_ROW | change for change in changes or ({},)])


def mentions(*changes):
    return tabs(MENTIONS, [MENTION_ROW | change for change in changes or ({},)])


def headed(row, *changes):
    """Rows between tabs under a head."""
    return "\t".join(row) + "\n" + tabs(list(row), [row | change for change in changes or ({},)])


def quoted(row, *changes, delimiter=","):
    """Rows between commas, quoted where need be, under a head."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(row), delimiter=delimiter)
    writer.writeheader()
    writer.writerows([row | change for change in changes or ({},)])
    return stream.getvalue()


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_csv", ".CSV"), text)
    return path


FILES = {
    "gdelt": ("20240503.export.CSV", gdelt()),
    "icews": ("events.2024.tab", headed(ICEWS_ROW)),
    "polecat": ("ngecEvents.DV.2024.txt", headed(POLECAT_ROW)),
    "acled": ("acled.csv", quoted(ACLED_ROW)),
    "ucdp": ("GEDEvent_v24_1.csv", quoted(UCDP_ROW)),
}
