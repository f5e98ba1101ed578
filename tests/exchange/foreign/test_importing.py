"""Taking files in: once, a row at a time, and whatever is in them."""

import gzip
import tracemalloc
import zipfile
from datetime import date

import pytest

from dyadlog.errors import NotFound, UserError
from dyadlog.exchange.foreign import import_files
from dyadlog.store import Filter, open_view
from tests.exchange.foreign.conftest import FRANCE_JAPAN
from tests.exchange.foreign.made_up import ACLED_ROW, FILES, gdelt, mentions, quoted, zipped


def test_nothing_of_the_record_changes(db, take_in):
    def record():
        with open_view(db) as view:
            return view.events(Filter()), view.claims(Filter()), view.pairs(), view.documents(Filter())

    before = record()
    for name, (file_name, text) in FILES.items():
        take_in(name, text, file_name)
    assert record() == before


def test_the_same_file_is_taken_in_once(db, tmp_path, knowledge):
    path, told = tmp_path / "file.csv", []
    path.write_text(gdelt())
    for _ in range(2):
        import_files(db, knowledge, "gdelt", [path], (), lambda file, known: told.append((file.kept, known)))
    assert told == [(1, False), (0, True)]


def test_a_later_version_of_an_event_takes_its_place(take_in, events):
    take_in("acled", quoted(ACLED_ROW))
    take_in("acled", quoted(ACLED_ROW, {"fatalities": "7"}))
    assert [event.deaths for event in events("acled")] == [7]


def test_the_order_of_files_does_not_matter_to_events(db, tmp_path, knowledge, events):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text(gdelt({}, {"GlobalEventID": "1002"}))
    other.write_text(gdelt({"GlobalEventID": "1003", "Day": "20240501"}))
    import_files(db, knowledge, "gdelt", [other, one])
    assert [event.foreign_id for event in events("gdelt")] == ["1003", "1001", "1002"]


def test_rows_of_fewer_than_two_states_are_counted_and_left_out(take_in, events):
    (file,) = take_in("gdelt", gdelt({}, {"GlobalEventID": "1002", "Actor1CountryCode": ""}))
    assert (file.rows, file.kept, file.bad) == (2, 1, 0) and len(events("gdelt")) == 1


def test_only_rows_about_the_states_asked_for_are_kept(take_in, db):
    rows = gdelt({}, {"GlobalEventID": "1002", "Actor2CountryCode": "KEN"})
    take_in("gdelt", rows, about=("KEN", "FRA"))
    with open_view(db) as view:
        assert len(list(view.foreign_events("gdelt", ("FRA", "KEN")))) == 1
        assert list(view.foreign_events("gdelt", FRANCE_JAPAN)) == []
    take_in("gdelt", rows)  # of all states: not the same question
    with open_view(db) as view:
        assert len(list(view.foreign_events("gdelt", FRANCE_JAPAN))) == 1


def test_a_file_covers_the_days_it_came_out(take_in):
    (file,) = take_in("gdelt", gdelt({}, {"GlobalEventID": "1", "Day": "20140502", "Actor1CountryCode": ""}))
    assert (file.first, file.last) == (date(2024, 5, 3), date(2024, 5, 3))


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_files_are_read_as_downloaded(kind, db, tmp_path, knowledge, events):
    path = tmp_path / f"20240503.export.CSV.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(gdelt().encode()))
    else:
        zipped(path, one_csv=gdelt(), two_csv=gdelt({"GlobalEventID": "1002"}), readme="not a table")
    (file,) = import_files(db, knowledge, "gdelt", [path])
    assert file.rows == file.kept == len(events("gdelt")) == (1 if kind == "gz" else 2)


def test_a_spreadsheet_is_read(db, tmp_path, knowledge, events):
    row = ACLED_ROW | {"event_date": "45414"}  # 2 May 2024
    names, values = list(row), list(row.values())
    strings = "".join(f"<si><t>{name}</t></si>" for name in names)
    head = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(len(names)))
    cells = "".join(
        f'<c r="{_letters(place)}2" t="inlineStr"><is><t>{value.replace("&", "&amp;")}</t></is></c>'
        for place, value in enumerate(values)
        if value
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(tmp_path / "acled.xlsx", "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst {main}>{strings}</sst>")
        sheet = f'<sheetData><row r="1">{head}</row><row r="2">{cells}</row></sheetData>'
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {main}>{sheet}</worksheet>")
    (file,) = import_files(db, knowledge, "acled", [tmp_path / "acled.xlsx"])
    (event,) = events("acled")
    assert (file.bad, event.first, event.deaths, event.line) == (0, date(2024, 5, 2), 3, 2)


def _letters(place):
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


BAD_ROWS = {
    "bad_date": {"Day": "20240231"},
    "bad_number": {"NumMentions": "many"},
    "no_value": {"GlobalEventID": "one"},
}


@pytest.mark.parametrize("code", BAD_ROWS)
def test_a_bad_row_is_an_issue_with_file_and_line_and_the_next_one_is_read(code, take_in, events, issues):
    (file,) = take_in("gdelt", gdelt({}, BAD_ROWS[code], {"GlobalEventID": "1002"}))
    assert (file.rows, file.kept, file.bad) == (3, 2, 1) and len(events("gdelt")) == 2
    assert issues() == [("file.csv, line 2", code)]


def test_rows_with_too_many_or_too_few_cells_are_issues(take_in, issues):
    take_in("gdelt", "1\t2\n" + gdelt().replace("\n", "\tmore\n"))
    take_in("acled", quoted(ACLED_ROW) + "x," * 40 + "x\n", "acled.csv")
    assert sorted(issues()) == [("acled.csv, line 3", "bad_row"), *[(f"file.csv, line {n}", "bad_row") for n in (1, 2)]]


def test_issues_of_a_file_go_when_it_is_mended(take_in, issues):
    take_in("gdelt", gdelt({"Day": "x"}))
    assert issues() == [("file.csv, line 1", "bad_date")]
    take_in("gdelt", gdelt())
    assert issues() == []


def test_a_date_that_may_be_two_is_refused(take_in, issues):
    take_in("acled", quoted(ACLED_ROW, {"event_date": "02/05/2024"}))
    assert issues() == [("file.csv, line 2", "bad_date")]


def test_a_file_of_another_kind_is_an_issue(take_in, issues):
    (file,) = take_in("ucdp", quoted(ACLED_ROW))
    assert (file.rows, file.bad) == (0, 1) and issues() == [("file.csv", "bad_head")]


@pytest.mark.parametrize("content", [b"\x1f\x8b\x08\x00broken", gzip.compress(gdelt().encode() * 99)[:-30]])
def test_a_file_that_is_cut_short_is_an_issue(content, db, tmp_path, knowledge, issues):
    (tmp_path / "file.csv.gz").write_bytes(content)
    import_files(db, knowledge, "gdelt", [tmp_path / "file.csv.gz"])
    assert issues()[-1][1] == "broken_file"


def test_too_many_bad_rows_are_counted_together(take_in, issues, monkeypatch):
    monkeypatch.setattr("dyadlog.exchange.foreign.importing.MOST_ISSUES", 3)
    (file,) = take_in("gdelt", "x\n" * 50)
    assert file.bad == 50 and len(issues()) == 4 and issues()[0] == ("file.csv, further rows", "more_bad_rows")


def test_a_file_that_swells_without_end_is_stopped(db, tmp_path, knowledge, issues, monkeypatch):
    monkeypatch.setattr("dyadlog.exchange.foreign.files.FREE", 1 << 20)
    (tmp_path / "bomb.csv.gz").write_bytes(gzip.compress(b"x" * (1 << 26)))
    zipped(tmp_path / "bomb.zip", bomb_csv="x\n" * (1 << 24))
    import_files(db, knowledge, "gdelt", [tmp_path / "bomb.csv.gz", tmp_path / "bomb.zip"])
    assert {code for _, code in issues()} >= {"too_large"}


def test_a_line_without_end_is_one_bad_row(take_in, issues, events):
    take_in("gdelt", "x" * (3 << 20) + "\n" + gdelt())
    assert issues() == [("file.csv, line 1", "too_long")] and len(events("gdelt")) == 1


def test_memory_does_not_grow_with_the_file(db, tmp_path, knowledge, monkeypatch):
    monkeypatch.setattr("dyadlog.exchange.foreign.importing.AT_ONCE", 200)
    path = tmp_path / "long.csv"
    with path.open("w") as stream:
        stream.writelines(gdelt({"GlobalEventID": str(number)}) for number in range(10_000))
    tracemalloc.start()
    (file,) = import_files(db, knowledge, "gdelt", [path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert file.kept == 10_000 and peak < path.stat().st_size / 2


def test_mentions_wait_for_their_events(db, tmp_path, knowledge):
    path, told = tmp_path / "20240503.mentions.CSV", tmp_path / "20240503.export.CSV"
    path.write_text(
        mentions({}, {"MentionIdentifier": "https://other.example/a", "MentionSourceName": "other.example"})
    )
    told.write_text(gdelt())
    import_files(db, knowledge, "gdelt", [path])
    for _ in range(2):
        import_files(db, knowledge, "gdelt", [path, told])
    with open_view(db) as view:
        count = view.foreign_mentions("gdelt", ["1001"])["1001"]
    assert (count.mentions, count.outlets) == (2, ("news.example", "other.example"))


def test_a_data_set_or_file_that_is_not_there_is_named(db, tmp_path, knowledge):
    with pytest.raises(UserError, match="there are: gdelt, icews, polecat, acled, ucdp"):
        import_files(db, knowledge, "phoenix", [])
    with pytest.raises(NotFound, match="nowhere"):
        import_files(db, knowledge, "gdelt", [tmp_path / "nowhere"])


def test_letters_that_are_no_utf_8_do_not_stop_a_file(db, tmp_path, knowledge, events):
    path = tmp_path / "file.csv"
    path.write_bytes(gdelt().encode().replace(b"FRENCH", b"FR\xe9NCH\0"))
    import_files(db, knowledge, "gdelt", [path])
    assert events("gdelt")[0].actor_name == "FR\ufffdNCH"
