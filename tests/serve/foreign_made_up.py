"""Rows of other data sets, taken into a store for pages that lay them beside the record."""

from pathlib import Path
from tempfile import TemporaryDirectory

from dyadlog.exchange.foreign import import_files
from dyadlog.knowledge import load_knowledge
from tests.exchange.foreign.made_up import ACLED_ROW, gdelt, mentions, quoted


def take_in(db, source, text, file_name="file.csv"):
    """Take a text in as a file of a data set."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        path.write_text(text, encoding="utf-8", newline="")
        (file,) = import_files(db, load_knowledge(), source, [path])
    assert file.bad == 0 and file.rows > 0
    return file


def beside_samples(db):
    """GDELT and ACLED on Ecuador and Peru: a visit counted three times, a clash, and what no sample page tells of."""
    sides = {"Actor1CountryCode": "ECU", "Actor1Name": "ECUADOR", "Actor2CountryCode": "PER", "Actor2Name": "PERU"}
    land = {"ActionGeo_Fullname": "Tumbes, Peru", "ActionGeo_CountryCode": "PE", "DATEADDED": "20260301001500"}
    told = [("20260309", "042", "1")] * 3
    told += [("20260310", "057", "1"), ("20260305", "111", "3"), ("20260311", "010", "1")]
    rows = [
        sides | land | {"GlobalEventID": str(2000 + n), "Day": day, "EventCode": code, "QuadClass": quad}
        for n, (day, code, quad) in enumerate(told)
    ]
    rows[-1] |= {"DATEADDED": "20260313001500"}
    take_in(db, "gdelt", gdelt(*rows), "day.export.CSV")
    take_in(db, "gdelt", mentions({"GlobalEventID": "2000"}, {"GlobalEventID": "2001"}), "day.mentions.CSV")
    clash = {"actor1": "Military Forces of Peru (2022-)", "actor2": "Civilians (Ecuador)", "iso": "604"}
    clash |= {"event_date": "03 March 2026", "sub_event_type": "Armed clash", "country": "Peru"}
    take_in(db, "acled", quoted(ACLED_ROW | clash))
