"""The record in the shapes of other programs."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from dyadlog.errors import UserError
from dyadlog.exchange import Rows
from dyadlog.exchange.shaped.acts import Act, code_act
from dyadlog.exchange.shaped.files import SHAPED, export_shaped
from dyadlog.exchange.shaped.gdelt import COLUMNS as GDELT_COLUMNS
from dyadlog.exchange.shaped.polecat import COLUMNS as POLECAT_COLUMNS
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Comparison, Consolidation, Interval, Party, Place
from dyadlog.store import open_view, open_writer
from tests.builders import FRANCE, FRENCH_ENVOY, JAPAN, make_claim, make_document, make_event, make_page, make_reading

OSAKA = Place("Osaka", ("JPN",), 34.69, 135.5)
UNION = Party("org:EU", "European Union", "organisation", ("EUU",))
FRONT = Party("group:front", "Made-up\tFront", "armed_group")


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture
def shape(tmp_path, knowledge):
    """Writes events with some changes in a shape; the lines, and what the manifest says of them."""

    def shape(name, *changes):
        db = tmp_path / "record.db"
        readings = [make_reading(f"Told {n}.", f"page{n}.txt", **one) for n, one in enumerate(changes or ({},))]
        with open_writer(db) as writer:
            for reading in readings:
                writer.save_reading(reading, "key")
            events = tuple(make_event(reading.claims[0]) for reading in readings)
            writer.save_consolidation(Consolidation(events, (), (), (), ()), Comparison(), "now")
        with open_view(db) as view:
            (path,) = export_shaped(Rows(view), knowledge, name, tmp_path / "out")
        manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
        return path.read_text("utf-8").split("\n")[:-1], manifest["tables"][0]

    return shape


@pytest.mark.parametrize(
    ("changes", "event_type", "mode", "cameo", "quad"),
    [
        ({}, "CONSULT", "visit", "042", 1),
        ({"modality": "claimed"}, "CONSULT", "visit", "042", 1),
        ({"modality": "planned"}, "AGREE", None, "036", 1),
        ({"modality": "planned", "event_type": "AID", "quad_class": 2}, "AGREE", None, "030", 1),
        ({"modality": "planned", "event_type": "ASSAULT", "quad_class": 4}, "THREATEN", "violence", "130", 3),
        ({"modality": "planned", "event_type": "ACCUSE", "quad_class": 3}, "THREATEN", None, "130", 3),
        ({"modality": "requested"}, "REQUEST", None, "020", 3),
    ],
)
def test_promised_cooperation_is_agree_and_threatened_conflict_threaten(
    changes, event_type, mode, cameo, quad, knowledge
):
    event = make_event(make_claim(make_document(make_page("x")), **changes))
    assert code_act(event, knowledge) == Act(event_type, mode, ("diplomatic",), quad, cameo)


@pytest.mark.parametrize("name", ["gdelt", "polecat"])
def test_what_is_not_coded_there_is_left_out_and_counted(name, shape):
    lines, said = shape(
        name, {}, {"modality": "denied"}, {"negated": True}, {"modality": "hypothetical"}, {"when": None}
    )
    assert said["left_out"] == {"denied": 1, "hypothetical": 1, "negated": 1, "undated": 1}
    assert (said["events"], said["rows"]) == (1, 1) and len(lines) == 1 + (name == "polecat")


def test_a_gdelt_row_has_61_cells_under_the_columns_of_the_manifest(shape):
    (line,), said = shape("gdelt", {"places": (OSAKA,)})
    assert said["columns"] == list(GDELT_COLUMNS) and len(GDELT_COLUMNS) == 61
    row = dict(zip(GDELT_COLUMNS, line.split("\t"), strict=True))
    assert 0 <= int(row["GlobalEventID"]) < 2**60
    assert {name: row[name] for name in ("Day", "MonthYear", "Year", "FractionDate", "DATEADDED")} == {
        "Day": "20240502",
        "MonthYear": "202405",
        "Year": "2024",
        "FractionDate": "2024.3342",
        "DATEADDED": "20240503000000",
    }
    assert [row[f"Event{part}Code"] for part in ("", "Base", "Root")] == ["042", "042", "04"]
    assert [row["QuadClass"], row["GoldsteinScale"], row["SOURCEURL"]] == ["1", "1.9", "page0.txt"]
    assert [row["NumMentions"], row["NumSources"], row["NumArticles"]] == ["1", "1", "1"]
    assert [row[f"ActionGeo_{part}"] for part in ("Type", "Fullname", "CountryCode", "Lat")] == [
        "4",
        "Osaka",
        "JA",
        "34.69",
    ]
    assert row["IsRootEvent"] == row["AvgTone"] == ""


def test_what_goes_out_as_gdelt_comes_in_as_gdelt(shape, tmp_path, knowledge):
    from dyadlog.exchange.foreign import compare, import_files

    lines, _ = shape("gdelt", {"places": (OSAKA,)})
    assert len(lines) == 1
    import_files(tmp_path / "record.db", knowledge, "gdelt", [tmp_path / "out" / "events.gdelt.tsv"])
    with open_view(tmp_path / "record.db") as view:
        (ours,) = compare(view, knowledge, "gdelt", ("FRA", "JPN")).ours
    assert ours.standing == "found" and len(ours.matches[0].reasons) == 4


def test_what_goes_out_as_polecat_comes_in_as_polecat(shape, tmp_path, knowledge):
    from dyadlog.exchange.foreign import compare, import_files

    shape("polecat", {"places": (OSAKA,)})
    import_files(tmp_path / "record.db", knowledge, "polecat", [tmp_path / "out" / "events.polecat.tsv"])
    with open_view(tmp_path / "record.db") as view:
        (ours,) = compare(view, knowledge, "polecat", ("FRA", "JPN")).ours
    assert ours.standing == "found" and len(ours.matches[0].reasons) == 4


def test_an_act_without_a_direction_goes_both_ways(shape):
    lines, said = shape("gdelt", {"kind": "talks", "mode": None, "cameo": "046", "actors": (FRANCE, JAPAN, UNION)})
    ends = [(line.split("\t")[5], line.split("\t")[15]) for line in lines]
    assert (said["events"], said["rows"]) == (1, 6)
    assert ends[:2] == [("FRA", "JPN"), ("FRA", "EECIGO")] and len({line.split("\t")[0] for line in lines}) == 6


def test_parties_of_one_state_are_one_and_groups_have_none(shape):
    (line,), _ = shape("gdelt", {"actors": (FRENCH_ENVOY, FRANCE), "recipients": (FRONT,), "territory": ("JPN",)})
    row = dict(zip(GDELT_COLUMNS, line.split("\t"), strict=True))
    assert [row["Actor1Code"], row["Actor1Name"], row["Actor2Code"]] == ["FRAGOV", "LUC ROY", "UAF"]
    assert row["Actor2Name"] == "MADE-UP FRONT"  # no tab of a name makes a cell
    assert [row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_Lat"]] == ["1", "JA", ""]


def test_a_polecat_row_has_the_40_columns(shape):
    (head, line), _ = shape("polecat", {"modality": "planned"})
    assert head.split("\t") == list(POLECAT_COLUMNS) and len(POLECAT_COLUMNS) == 40
    row = dict(zip(POLECAT_COLUMNS, line.split("\t"), strict=True))
    told = [row["Event Type"], row["Quad Code"], row["Event Date"]]
    assert told == ["AGREE", "VERBAL COOPERATION", "2024-05-03"]  # the day it was told, not the day it is for
    assert [row["Actor Country"], row["Actor COW"], row["Recipient Country"]] == ["FRA", "220", "JPN"]


def test_followthemoney_has_what_happened_and_leaves_out_the_rest(shape):
    lines, said = shape("ftm", {}, {"modality": "planned"}, {"negated": True})
    entities = [json.loads(line) for line in lines]
    assert said["left_out"] == {"negated": 1, "planned": 1}
    (event,) = [one for one in entities if one["schema"] == "Event"]
    assert event["properties"]["name"] == ["visit: France, Japan"] and event["properties"]["startDate"] == [
        "2024-05-02"
    ]
    (link,) = [one for one in entities if one["schema"] == "Documentation"]
    assert link["properties"]["entity"] == [event["id"]] and link["properties"]["summary"] == ["Told 0."]
    assert sum(one["schema"] == "Article" for one in entities) == 3


@pytest.mark.parametrize("name", SHAPED)
def test_the_same_record_gives_the_same_bytes_in_whatever_order_it_was_read(name, tmp_path, knowledge):
    readings = [make_reading(f"Told {n}.", f"page{n}.txt", territory=("FRA", "JPN")[n % 2 :][:1]) for n in range(6)]
    written = []
    for order in (readings, readings[::-1]):
        folder = tmp_path / str(len(written))
        with open_writer(folder.with_suffix(".db")) as writer:
            for reading in order:
                writer.save_reading(reading, "key")
            events = tuple(make_event(reading.claims[0]) for reading in order)
            writer.save_consolidation(Consolidation(events, (), (), (), ()), Comparison(), "now")
        with open_view(folder.with_suffix(".db")) as view:
            export_shaped(Rows(view), knowledge, name, folder)
            export_shaped(Rows(view), knowledge, name, tmp_path / "again")
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
        assert written[-1] == {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert written[0] == written[1] and len(written[0]) == 2


def test_the_manifest_tells_rows_and_bytes(shape, tmp_path):
    lines, said = shape("gdelt")
    content = (tmp_path / "out" / said["file"]).read_bytes()
    assert (said["rows"], said["sha256"]) == (len(lines), hashlib.sha256(content).hexdigest())


def test_an_open_time_is_filed_under_the_end_that_is_known(shape):
    (line,), _ = shape("gdelt", {"when": Interval(None, date(2024, 5, 9), "day", "explicit")})
    assert line.split("\t")[1] == "20240509"


def test_a_folder_that_cannot_be_made_is_named(shape, tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(UserError, match="cannot write to"):
        shape("gdelt")


def test_coding_does_not_hang_on_who_the_states_are(knowledge):
    event = make_event(make_claim(make_document(make_page("x")), modality="planned"))
    swapped = replace(event, actors=event.recipients, recipients=event.actors)
    assert code_act(event, knowledge) == code_act(swapped, knowledge)
