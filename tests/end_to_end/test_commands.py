"""What a user does, through the command line."""

import json

import pytest


def rows(run):
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_the_samples_become_a_record_without_issues(dyadlog, sample_db):
    assert len(rows(dyadlog("documents", "--db", sample_db, "--json"))) == 10
    assert rows(dyadlog("issues", "--db", sample_db, "--json")) == []


def test_reading_again_reads_nothing_anew(dyadlog, sample_db):
    before = rows(dyadlog("events", "--db", sample_db, "--json"))
    run = dyadlog("read", "samples/pages", "--db", sample_db, "--json")
    assert json.loads(run.stdout) == {"read": 0, "unchanged": 10, "issues": 0}
    assert rows(dyadlog("events", "--db", sample_db, "--json")) == before


def test_every_quote_stands(dyadlog, sample_db):
    run = dyadlog("verify", "--db", sample_db)
    assert run.returncode == 0 and ", 0 do not stand" in run.stderr


@pytest.mark.parametrize("names", [("ECU", "PER"), ("Ecuador", "republic of peru"), ("quito", "Lima")])
def test_states_are_known_by_code_name_and_capital(dyadlog, sample_db, names):
    found = rows(dyadlog("events", *names, "--db", sample_db, "--json"))
    assert found == rows(dyadlog("events", "PER", "ECU", "--db", sample_db, "--json")) and found


def test_a_wrong_name_gets_the_nearest_right_ones(dyadlog, sample_db):
    run = dyadlog("events", "Ecuadorr", "--db", sample_db)
    assert run.returncode == 2 and "Ecuador (ECU)" in run.stderr


def test_filters_hold(dyadlog, sample_db):
    found = rows(
        dyadlog("events", "ECU", "PER", "--since", "2026-03", "--type", "consult", "--db", sample_db, "--json")
    )
    assert found and all(
        row["event_type"] == "CONSULT" and (row["date_end"] or "9999") >= "2026-03-01" for row in found
    )


def test_the_meeting_in_lima_is_one_event_on_tuesday(dyadlog, sample_db):
    found = rows(dyadlog("events", "ECU", "PER", "--kind", "meet", "--db", sample_db, "--json"))
    meetings = [row for row in found if row["date_start"] == row["date_end"] == "2026-03-10"]
    ministers = [
        row
        for row in meetings
        if {"Quispe", "Villac"}
        <= {word[:6] for party in row["actors"] + row["recipients"] for word in (party["name"] or "").split()}
    ]
    assert ministers and ministers[0]["modality"] == "asserted"
    assert {"Andes Wire", "The Pacific Observer"} <= set(ministers[0]["outlets"])


def test_a_copied_text_is_one_origin(dyadlog, sample_db):
    found = rows(dyadlog("events", "ECU", "PER", "--db", sample_db, "--json"))
    copied = [row for row in found if {"Andes Wire", "Coast Tribune"} <= set(row["outlets"])]
    assert all(row["origins"] < row["documents"] for row in copied)


def test_a_denied_shooting_is_disputed_and_never_plainly_asserted(dyadlog, sample_db):
    found = rows(dyadlog("events", "ECU", "PER", "--type", "ASSAULT", "--since", "2026", "--db", sample_db, "--json"))
    told = [row for row in found if not row["negated"]]
    assert told and not [row for row in told if row["modality"] == "asserted" and not row["disputed"]]


def test_what_is_planned_is_not_counted_as_done(dyadlog, sample_db):
    index = rows(dyadlog("events", "ECU", "PER", "--modality", "planned", "--db", sample_db, "--json"))
    assert index


def test_agreements_and_projects_are_tracked(dyadlog, sample_db):
    names = " ".join(row["name"].lower() for row in rows(dyadlog("instruments", "--db", sample_db, "--json")))
    assert "agreement" in names and "free trade agreement" in names


def test_sources_that_differ_on_a_number_are_shown(dyadlog, sample_db):
    kinds = {row["kind"] for row in rows(dyadlog("findings", "ECU", "PER", "--db", sample_db, "--json"))}
    assert "quantity" in kinds and "corroborated" in kinds and "denial" in kinds


def test_show_gives_the_words_in_their_paragraph(dyadlog, sample_db):
    event = rows(dyadlog("events", "ECU", "PER", "--kind", "meet", "--db", sample_db, "--json"))[0]
    run = dyadlog("show", event["event_id"], "--db", sample_db)
    assert run.returncode == 0 and event["evidence"][0]["quote"].split()[0] in run.stdout


def test_search_finds_sentences(dyadlog, sample_db):
    found = rows(dyadlog("search", "frigates", "--db", sample_db, "--json"))
    assert len(found) == 1 and "frigates" in found[0]["quote"]


@pytest.mark.parametrize("file_format", ["jsonl", "csv"])
def test_export_writes_every_table(dyadlog, sample_db, tmp_path, file_format):
    run = dyadlog("export", "all", "--format", file_format, "-o", tmp_path, "--db", sample_db)
    assert run.returncode == 0, run.stderr
    written = {path.name for path in tmp_path.iterdir()}
    names = ("claims", "events", "instruments", "findings", "actors", "documents", "issues", "index")
    assert written == {"manifest.json", *(f"{name}.{file_format}" for name in names)}


@pytest.mark.parametrize("name", ["brief.html", "brief.md"])
def test_the_brief_is_written(dyadlog, sample_db, tmp_path, name):
    run = dyadlog("brief", "ECU", "PER", "-o", tmp_path / name, "--db", sample_db)
    assert run.returncode == 0, run.stderr
    text = (tmp_path / name).read_text("utf-8")
    assert "Ecuador" in text and "Villac" in text and 'src="http' not in text


def test_the_brief_is_printed(dyadlog, sample_db):
    run = dyadlog("brief", "ECU", "PER", "--db", sample_db)
    assert run.returncode == 0 and "Peru" in run.stdout


def test_offices_and_people_are_listed(dyadlog, sample_db):
    offices = rows(dyadlog("offices", "ECU", "PER", "--db", sample_db, "--json"))
    assert [row["state"] for row in offices] == sorted((row["state"] for row in offices), key=["ECU", "PER"].index)
    held = {(row["name"], row["office"]): row for row in offices}
    assert held["Elena Quispe", "foreign minister"]["last_seen"] == "2026-03-11"
    people = {row["name"]: row for row in rows(dyadlog("people", "ECU", "PER", "--db", sample_db, "--json"))}
    (meeting,) = [m for m in people["Elena Quispe"]["meetings"] if "Villac" in m["with"]["name"]]
    assert meeting["count"] and meeting["first"] == "2026-03-10" and meeting["events"][0]["evidence"]
    assert "Who met whom" in dyadlog("people", "ECU", "PER", "--db", sample_db).stdout


def test_offices_of_states_that_no_page_names_are_said_to_be_none(dyadlog, sample_db):
    for command in ("offices", "people"):
        run = dyadlog(command, "Norway", "Chile", "--db", sample_db)
        assert (run.returncode, run.stdout) == (0, "") and "NOR or CHL" in run.stderr


@pytest.mark.parametrize("period", ["month", "week", "day"])
def test_the_index_leads_to_the_words(dyadlog, sample_db, period):
    index = rows(dyadlog("index", "ECU", "PER", "--period", period, "--db", sample_db, "--json"))
    with_events = [row for row in index if row["status"] == "value"]
    assert with_events and all(row["evidence"] and row["evidence"][0]["quote"] for row in with_events)
    added = rows(dyadlog("index", "ECU", "PER", "--period", period, "--contributions", "--db", sample_db, "--json"))
    assert all(row["reason"] for row in added if not row["counted"])
    total = sum(row["cooperation"] + row["conflict"] for row in with_events)
    assert total == pytest.approx(sum(row["value"] for row in added if row["counted"]), abs=0.05)


@pytest.mark.parametrize("name", ["index.svg", "index.html"])
def test_the_index_is_drawn(dyadlog, sample_db, tmp_path, name):
    run = dyadlog("index", "Ecuador", "Peru", "-o", tmp_path / name, "--db", sample_db)
    assert run.returncode == 0, run.stderr
    assert "<svg" in (tmp_path / name).read_text("utf-8")


def test_an_index_of_strangers_is_empty_and_says_so(dyadlog, sample_db):
    run = dyadlog("index", "FJI", "ISL", "--db", sample_db)
    assert run.returncode == 0 and not run.stdout and "no page" in run.stderr


def test_forget_takes_a_page_out(dyadlog, tmp_path):
    db, page = tmp_path / "record.db", tmp_path / "page.txt"
    page.write_text("OSLO, 3 May 2024 - Norway's foreign minister visited Chile on Friday.\n", "utf-8")
    assert dyadlog("read", page, "--db", db).returncode == 0
    assert rows(dyadlog("documents", "--db", db, "--json"))
    assert dyadlog("forget", page, "--db", db).returncode == 0
    for name in ("documents", "claims", "events"):
        assert rows(dyadlog(name, "--db", db, "--json")) == []
    assert dyadlog("forget", page, "--db", db).returncode == 2


def test_what_the_user_knows_is_marked_as_given(dyadlog, tmp_path):
    db = tmp_path / "record.db"
    text = "Norway's foreign minister visited Chile on Friday.\n"
    run = dyadlog("read", "-", "--published", "2024-05-04", "--outlet", "Fjord Post", "--db", db, stdin=text)
    assert run.returncode == 0, run.stderr
    (document,) = rows(dyadlog("documents", "--db", db, "--json"))
    assert document["published"] == "2024-05-04" and document["published_method"] == "given"
    assert document["outlet"] == "Fjord Post"


def test_a_missing_store_is_a_clear_error(dyadlog, tmp_path):
    run = dyadlog("events", "--db", tmp_path / "none.db")
    assert run.returncode == 2 and "dyadlog read" in run.stderr and "Traceback" not in run.stderr


def test_the_voices_of_an_event_are_its_origins_and_say_why(dyadlog, sample_db):
    events = rows(dyadlog("events", "ECU", "PER", "--db", sample_db, "--json"))
    event = max(events, key=lambda row: row["documents"] - row["origins"])
    voices = rows(dyadlog("origins", event["event_id"], "--db", sample_db, "--json"))
    assert len(voices) == event["origins"] < event["documents"]
    reasons = [reason for voice in voices for reason in voice["reasons"]]
    assert {reason["kind"] for reason in reasons} == {"copy"} and all(reason["share"] > 0.5 for reason in reasons)
    assert all(voice["evidence"] for voice in voices)
    assert dyadlog("origins", "doc-", "--db", sample_db).returncode == 2


def test_outlets_are_shown_side_by_side_in_either_order(dyadlog, sample_db):
    found = rows(dyadlog("outlets", "ECU", "PER", "--db", sample_db, "--json"))
    assert found == rows(dyadlog("outlets", "PER", "ECU", "--db", sample_db, "--json"))
    copied = next(row for row in found if row["outlet"] == "Coast Tribune")
    assert any(report["repeats"] and report["repeats"]["kind"] == "copy" for report in copied["reports"])
    assert all(wording["evidence"] for row in found for report in row["reports"] for wording in report["wordings"])


def test_a_joint_communique_stands_apart_from_readouts(dyadlog, sample_db):
    found = rows(dyadlog("readouts", "KEN", "TZA", "--db", sample_db, "--json"))
    joint = [row for row in found if any(account["joint"] for account in row["accounts"])]
    assert joint and all(account["state"] is None for row in joint for account in row["accounts"] if account["joint"])
    assert {"trade"} <= {point["name"] for point in joint[0]["points"]}
    run = dyadlog("readouts", "KEN", "TZA", "--db", sample_db)
    assert run.returncode == 0 and "no readout from either side; a joint text" in run.stdout


@pytest.mark.parametrize("command", ["outlets", "readouts"])
def test_two_states_without_a_record_get_a_word_on_standard_error(dyadlog, sample_db, command):
    run = dyadlog(command, "FJI", "TON", "--db", sample_db)
    assert run.returncode == 0 and run.stdout == "" and run.stderr.startswith("no ")
    assert dyadlog(command, "FJI", "--db", sample_db).returncode == 2


def test_incident_threads_lead_from_the_shots_to_the_protest_with_both_versions(dyadlog, sample_db):
    (thread,) = rows(dyadlog("threads", "ECU", "PER", "--db", sample_db, "--json"))
    roles = [step["role"] for step in thread["steps"]]
    assert roles[0] == "incident" and {"reaction", "calming"} <= set(roles)
    assert all(step["reason"] and step["evidence"] for step in thread["steps"])
    assert [version["side"] for version in thread["versions"]][:2] == ["ECU", "PER"]
    figures = [(figure["value"], figure["revises"] is not None) for figure in thread["casualties"]]
    assert figures == [(3.0, False), (5.0, True)]
    run = dyadlog("threads", "ECU", "PER", "--db", sample_db)
    assert run.returncode == 0 and "over the shooting" in run.stdout and "revises" in run.stdout


def test_open_and_shut_keeps_what_is_announced_from_what_is_done(dyadlog, sample_db):
    found = {
        (row["thing"], row["place"]): row for row in rows(dyadlog("status", "KEN", "TZA", "--db", sample_db, "--json"))
    }
    ban, crossing = found["trade_ban", None], found["crossing", "Namanga"]
    assert (ban["status"], ban["since"], ban["states"]) == ("lifted", "2026-02-20", ["TZA", "KEN"])
    assert (crossing["status"], crossing["announced"][0]["status"]) == ("unknown", "open")
    assert all(report["quote"] and report["page"] for row in found.values() for report in row["history"])
    assert "announced: open" in dyadlog("status", "KEN", "TZA", "--db", sample_db).stdout


@pytest.mark.parametrize("command", ["threads", "status"])
def test_threads_and_status_say_where_there_is_nothing(dyadlog, sample_db, command):
    run = dyadlog(command, "FRA", "DEU", "--db", sample_db)
    assert (run.returncode, run.stdout) == (0, "") and "FRA and DEU" in run.stderr
    assert dyadlog(command, "FRA", "--db", sample_db).returncode == 2
