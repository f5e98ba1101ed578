"""Review in the browser: what waits, decisions with all they change, files of decisions, agreement, blind coding."""

import html
import json
import re
import shutil
from dataclasses import replace
from datetime import date

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.records import Interval
from dyadlog.review import Changes, Voice, decide
from dyadlog.serve.pages.review_slots import read_changes, type_days, type_out
from dyadlog.serve.review.reviewer import lead_back
from dyadlog.store import connection, open_view, open_writer
from tests.notebook.samples import PAIR, read_samples
from tests.serve.made_up import HOSTILE, make_client, make_finding, make_pages, make_told, write_store
from tests.serve.showing import links_of, words_of

HERE = "ECU-PER"
BENCH = re.compile(r'name="claim" value="(claim-[0-9a-f]+)"')


@pytest.fixture
def path(tmp_path):
    return shutil.copy(read_samples(), tmp_path / "record.db")


@pytest.fixture
def room(path):
    return make_client(path)


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def mark_of(room):
    return re.search(r'name="csrf" value="(\w+)"', room.get("/review/log").text)[1]


def post(room, section, **words):
    return room.post(f"/review/{section}", data={"csrf": mark_of(room), "pair": HERE} | words)


def first_claim(room, query=""):
    return BENCH.search(room.get(f"/review?pair={HERE}{query}").text)[1]


def news_of(page):
    return html.unescape(re.search(r'class="news"[^>]*><p>(.*?)</p>', page.text, re.DOTALL)[1])


def typed_form(page):
    """The form of the slots as a browser would send it."""
    form = re.search(r'<form [^>]*id="edit".*?</form>', page.text, re.DOTALL)[0]
    fields = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag)[1], re.search(r'value="([^"]*)"', tag)[1]
        fields.setdefault(name, []).append(html.unescape(value))
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        fields[name] = [html.unescape(re.search(r'value="([^"]*)" selected', options)[1])]
    return fields


def stored_events(path):
    """The events but for the ids they had in between, which still lead to them."""
    with open_view(path) as view:
        return [replace(event, aliases=()) for event in view.events()]


def standing_claim(path, claim_id):
    with open_view(path) as view:
        return next(iter(view.claims_named([claim_id])), None)


def make_busy(monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)


def test_queue_shows_a_claim_beside_its_words(room):
    page = room.get(f"/review?pair={HERE}").text
    claim_id = BENCH.search(page)[1]
    assert page.count('aria-current="true"') == 1 and f"claim={claim_id}" in page
    assert '<mark class="quoted">' in page and 'class="slot slot-trigger"' in page
    for key in "jaremu":
        assert f'data-key="{key}" aria-keyshortcuts="{key}"' in page
    assert "Why it is here" in page and "confidence" in words_of(page)


def test_pages_hold_no_inline_script_or_style(room):
    for section in ("", "/log", "/agreement", "/blind", "/errors", f"/merge?claim={first_claim(room)}"):
        page = room.get(f"/review{section}{'&' if '?' in section else '?'}pair={HERE}")
        assert page.status_code == 200
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style| style=| on[a-z]+=", page.text)
        assert page.headers["cache-control"] == "no-store"


def test_claim_alone_leads_to_its_relation(room):
    claim_id = first_claim(room)
    page = room.get(f"/review?claim={claim_id}").text
    assert BENCH.search(page)[1] == claim_id and f'name="pair" value="{HERE}"' in page


def test_first_page_lists_relations_and_finds_one(room):
    page = room.get("/review").text
    assert f"/review?pair={HERE}" in links_of(page)
    found = room.get("/review/open?first=Peru&second=ecuador", follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, f"/review?pair={HERE}")
    assert room.get("/review/open?first=Peru&second=").status_code == 404


def test_accepted_claim_gives_way_to_the_next(room, path):
    claim_id = first_claim(room)
    after = re.search(r'name="next" value="([^"]+)"', room.get(f"/review?pair={HERE}").text)[1]
    events = stored_events(path)
    page = post(room, "decide", claim=claim_id, verdict="accept", note="as it says", next=after, seen="0")
    assert BENCH.search(page.text)[1] == after
    assert news_of(page).startswith("Accepted: ") and news_of(page).endswith("The record stays as it was.")
    assert f"claim={claim_id}" not in re.search(r'<nav class="queue".*?</nav>', page.text, re.DOTALL)[0]
    assert stored_events(path) == events
    assert "as it says" in words_of(room.get("/review/log").text)


def test_rejected_claim_leaves_the_record_and_undo_brings_it_back(room, path):
    events = stored_events(path)
    claim_id = first_claim(room)
    page = post(room, "decide", claim=claim_id, verdict="reject")
    assert "rejected" in words_of(page.text) and "Its event" in news_of(page)
    assert standing_claim(path, claim_id) is None and stored_events(path) != events
    page = post(room, "undo")
    assert news_of(page).startswith("Taken back: rejected.")
    assert BENCH.search(page.text)[1] == claim_id
    assert stored_events(path) == events


def test_rejected_claim_can_be_accepted_again(room, path):
    claim_id = first_claim(room)
    page = post(room, "decide", claim=claim_id, verdict="reject")
    assert 'data-key="r"' not in page.text and 'data-key="a"' in page.text
    post(room, "decide", claim=claim_id, verdict="accept")
    assert standing_claim(path, claim_id) is not None


def test_form_sent_as_it_is_shown_changes_nothing(room, path):
    claim_id = first_claim(room)
    page = post(room, "decide", **(typed_form(room.get(f"/review?claim={claim_id}")) | {"csrf": mark_of(room)}))
    assert page.status_code == 422
    assert "this is what the claim says already" in words_of(page.text).lower()
    with open_view(path) as view:
        assert not view.log()


def test_slots_of_every_claim_read_back_as_no_change(knowledge):
    with open_view(read_samples()) as view:
        claims = view.claims()
    assert len(claims) > 100
    assert all(read_changes(type_out(claim, knowledge), claim, knowledge) == Changes() for claim in claims)


@pytest.mark.parametrize(
    ("first", "last", "precision", "typed"),
    [
        ("2024-05-03", "2024-05-03", "day", "2024-05-03"),
        ("2024-02-01", "2024-02-29", "month", "2024-02"),
        ("2024-01-01", "2024-12-31", "year", "2024"),
        ("2024-02-01", "2024-03-15", "range", "2024-02-01..2024-03-15"),
        (None, "2024-03-15", "range", "..2024-03-15"),
        ("2024-03-15", None, "range", "2024-03-15.."),
    ],
)
def test_days_are_typed_as_people_do(first, last, precision, typed):
    ends = (date.fromisoformat(day) if day else None for day in (first, last))
    assert type_days(Interval(*ends, precision, "explicit")) == typed


def test_corrected_slots_hold_at_once(room, path):
    claim_id = first_claim(room)
    fields = typed_form(room.get(f"/review?claim={claim_id}")) | {"csrf": mark_of(room), "note": "as the text has it"}
    fields |= {"kind": "visit", "date": "2023-02", "places": ["Quito/ECU"], "negated": "yes", "modality": "planned"}
    page = post(room, "decide", **fields)
    claim = standing_claim(path, claim_id)
    assert (claim.kind, claim.event_type, claim.modality, claim.negated) == ("visit", "CONSULT", "planned", True)
    assert (str(claim.when.start), str(claim.when.end), claim.when.precision) == ("2023-02-01", "2023-02-28", "month")
    assert [place.name for place in claim.places] == ["Quito"]
    assert news_of(page).startswith("Corrected type and kind, when, where, how it is told, said not to be so: ")
    assert claim.actors and "as the text has it" in words_of(room.get("/review/log").text)


def test_party_can_be_added_by_name_and_the_others_stay(room, path):
    with open_view(path) as view:
        claim = next(one for one in view.claims() if one.actors and one.event_type)
    fields = typed_form(room.get(f"/review?claim={claim.claim_id}")) | {"csrf": mark_of(room)}
    fields["actors"] = [*fields["actors"], "Kenya"]
    post(room, "decide", **fields)
    assert standing_claim(path, claim.claim_id).actors[:-1] == claim.actors
    assert standing_claim(path, claim.claim_id).actors[-1].actor_id == "state:KEN"


def test_emptied_date_is_unknown(room, path):
    with open_view(path) as view:
        claim = next(one for one in view.claims() if one.when and one.event_type)
    fields = typed_form(room.get(f"/review?claim={claim.claim_id}")) | {"csrf": mark_of(room), "date": ""}
    post(room, "decide", **fields)
    assert standing_claim(path, claim.claim_id).when is None


def test_faults_stand_beside_their_slots_and_nothing_typed_is_lost(room, path):
    claim_id = first_claim(room)
    fields = typed_form(room.get(f"/review?claim={claim_id}")) | {"csrf": mark_of(room)}
    fields |= {"date": "2024-13", "actors": ["Nowhereland <b>"], "kind": "visit", "note": "kept too"}
    page = post(room, "decide", **fields)
    assert page.status_code == 422
    faults = re.findall(r'class="fault" id="fault-(\w+)"', page.text)
    assert faults == ["actors", "date"]
    assert 'value="2024-13"' in page.text and "Nowhereland &lt;b&gt;" in page.text and "kept too" in page.text
    assert 'value="visit" selected' in page.text and 'class="slot-form edit open"' in page.text
    with open_view(path) as view:
        assert not view.log()


def test_decision_on_what_somebody_changed_meanwhile_is_not_taken(room, path, knowledge):
    claim_id = first_claim(room)
    decide(path, knowledge, claim_id, "accept", Voice("Ben"))
    page = post(room, "decide", claim=claim_id, verdict="reject", seen="0")
    assert page.status_code == 409 and "Somebody decided on this claim meanwhile" in page.text
    assert standing_claim(path, claim_id) is not None


def test_busy_store_is_said_so_and_nothing_typed_is_lost(room, path, monkeypatch):
    claim_id = first_claim(room)
    fields = typed_form(room.get(f"/review?claim={claim_id}")) | {"csrf": mark_of(room), "date": "2023-02"}
    make_busy(monkeypatch)
    with open_writer(path) as writer, writer.at_once():
        page = post(room, "decide", **fields)
    assert page.status_code == 503
    assert "Another program is writing" in page.text and 'value="2023-02"' in page.text
    assert post(room, "decide", **fields).status_code == 200
    assert str(standing_claim(path, claim_id).when.start) == "2023-02-01"


@pytest.mark.parametrize("section", ["decide", "merge", "split", "rule", "undo", "name", "code"])
def test_forms_that_are_not_ours_are_refused(room, section):
    assert room.post(f"/review/{section}", data={"csrf": "f" * 64, "name": "Eve"}).status_code == 403
    assert room.post(f"/review/{section}", data={}).status_code == 403
    assert room.get(f"/review/{section}").status_code in (404, 405) or section == "merge"


def test_mark_may_come_as_a_header(room):
    answer = room.post("/review/name", data={"name": "Ana"}, headers={"X-CSRF": mark_of(room)}, follow_redirects=False)
    assert answer.status_code == 303


def test_forms_are_small_and_text(room):
    mark = mark_of(room)
    assert room.post("/review/name", data={"csrf": mark, "name": "x" * 300_000}).status_code == 413
    assert room.post("/review/name", data={"csrf": mark, "name": "x" * 3000}).status_code == 422
    assert room.post("/review/name", data={"csrf": mark, "name": "a\x00b"}).status_code == 422
    chunks = (b"name=" + b"x" * 1000 for _ in range(400))
    assert room.post("/review/name", content=chunks, headers={"X-CSRF": mark}).status_code in (413, 422)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"claim": "claim-zz"}, 404),
        ({"verdict": "maybe"}, 422),
        ({"pair": "ECU"}, 404),
        ({"pair": "ECU-XXQ"}, 422),
        ({"seen": "-1"}, 422),
        ({"page": "0", "verdict": "maybe"}, 422),
        ({"kind": "no_such_kind", "verdict": "correct"}, 422),
        ({"negated": "perhaps", "verdict": "correct"}, 422),
    ],
)
def test_values_that_make_no_sense_are_answered_in_words(room, words, status):
    page = post(room, "decide", **({"claim": first_claim(room), "verdict": "accept"} | words))
    assert page.status_code == status
    assert "Something we did not foresee" not in page.text


def test_reviewer_names_themselves(room):
    page = room.post("/review/name", data={"csrf": mark_of(room), "name": " Ana “Ü” <i> ", "back": "/review/log"})
    assert page.url.path == "/review/log" and 'value="Ana “Ü” &lt;i&gt;"' in page.text
    page = post(room, "decide", claim=first_claim(room), verdict="accept")
    assert "Ana “Ü” &lt;i&gt;" in room.get("/review/log").text and "<i>" not in page.text
    assert post(room, "name", name="").status_code == 422
    assert post(room, "name", name="x" * 81).status_code == 422


@pytest.mark.parametrize(
    "address",
    ["//evil.example/", "/\\evil.example", "https://evil.example", "/\t/evil.example", "javascript:1", "", "/é"],
)
def test_no_form_leads_away(address):
    assert lead_back(address, "/review").headers["location"] == "/review"


def test_form_leads_back_to_its_page():
    assert lead_back("/ECU-PER/ledger?page=2#finding-1", "/review").headers["location"].endswith("#finding-1")


def test_events_are_merged_and_split_again(room, path):
    events = stored_events(path)
    claim_id = first_claim(room)
    merge = room.get(f"/review/merge?pair={HERE}&claim={claim_id}").text
    other = re.search(r'name="other" value="(event-[0-9a-f]+)"', merge)[1]
    page = post(room, "merge", claim=claim_id, other=other)
    assert "It is one event with" in news_of(page) and len(stored_events(path)) == len(events) - 1
    page = post(room, "split", claim=claim_id)
    assert "It stands as an event of its own now" in news_of(page)
    post(room, "undo"), post(room, "undo")
    assert stored_events(path) == events


def test_other_events_are_found_by_words(room, path):
    claim_id = first_claim(room)
    with open_view(path) as view:
        event = next(one for one in view.events() if claim_id not in one.claims and set(PAIR) <= one.states())
        words = view.claims_named(event.claims[:1])[0].evidence.quote.split()
    found = room.get("/review/merge", params={"pair": HERE, "claim": claim_id, "words": " ".join(words[:6])}).text
    assert event.event_id in found
    assert "No sentence of this relation" in room.get(f"/review/merge?pair={HERE}&claim={claim_id}&words=zzzz").text


def test_plain_statement_has_no_event_to_merge(room, path):
    with open_view(path) as view:
        claim = next(one for one in view.claims() if one.event_type is None)
    assert "belongs to no event" in room.get(f"/review?claim={claim.claim_id}").text
    assert room.get(f"/review/merge?claim={claim.claim_id}").status_code == 422
    assert post(room, "split", claim=claim.claim_id).status_code == 422


def test_ruling_on_a_difference_goes_back_to_the_ledger(tmp_path):
    readings = make_pages()
    path = write_store(tmp_path / "made.db", readings, findings=[make_finding(1, readings)])
    room = make_client(path)
    back = "/FRA-JPN/ledger?page=1#finding-0000000000000001"
    words = {
        "csrf": mark_of(room),
        "finding": "finding-0000000000000001",
        "verdict": "2",
        "note": "the later",
        "back": back,
    }
    answer = room.post("/review/rule", data=words, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    assert "Ruled on a difference (quantity, wounded): side 2 stands" in words_of(room.get("/review/log").text)
    assert room.post("/review/rule", data=words | {"verdict": "9"}).status_code == 422


def test_log_is_narrowed_by_reviewer_and_state(room, path, knowledge):
    one, other = first_claim(room), first_claim(room, "&page=2")
    decide(path, knowledge, one, "accept", Voice("Ana"))
    ruling = decide(path, knowledge, other, "reject", Voice("Ben", "no act"))
    assert words_of(room.get("/review/log?by=Ana").text).count("Accepted") == 1
    assert "Rejected" not in words_of(room.get("/review/log?by=Ana").text)
    page = post(room, "undo", number=str(ruling.number), stay="log")
    assert page.url.path == "/review/log" and news_of(page).startswith("Taken back: rejected.")
    assert "Rejected taken back" in words_of(room.get("/review/log?state=back").text)
    assert post(room, "undo", number=str(ruling.number)).status_code == 404
    assert room.get("/review/log?state=odd").status_code == 422


def test_nothing_to_undo_is_said(room):
    assert post(room, "undo").status_code == 404


def test_file_of_decisions_goes_from_store_to_store(room, path, tmp_path):
    claim_id = first_claim(room)
    post(room, "decide", claim=claim_id, verdict="reject", note="\u2028 odd\nlines")
    file = room.get("/review/decisions.jsonl")
    assert "attachment" in file.headers["content-disposition"] and json.loads(file.text)["kind"] == "reject"
    other_path = shutil.copy(read_samples(), tmp_path / "other.db")
    other = make_client(other_path)

    def take_in(content):
        sent = {"file": ("decisions.jsonl", content, "application/jsonl")}
        return other.post("/review/import", data={"csrf": mark_of(other)}, files=sent)

    assert news_of(take_in(file.content)) == "File taken in: 1 new, 0 known already, 0 taken back."
    assert news_of(take_in(file.content)) == "File taken in: 0 new, 1 known already, 0 taken back."
    assert standing_claim(other_path, claim_id) is None
    assert stored_events(other_path) == stored_events(path)
    assert "line 1 is no decision" in take_in(b"{}").text
    assert take_in(b"\xff\xfe").status_code == 422
    assert take_in(b" " * (21 * 1024 * 1024)).status_code == 413
    assert other.post("/review/import", data={"csrf": mark_of(other)}).status_code == 422


def test_decision_whose_page_is_gone_waits(room, path, knowledge):
    claim_id = first_claim(room)
    decide(path, knowledge, claim_id, "accept", Voice("Ana"))
    with open_view(path) as view:
        document = view.claims_named([claim_id])[0].document_id
        page = view.documents_named([document])[0].location
    with open_writer(path) as writer:
        writer.forget(page)
    told = words_of(room.get("/review/log?state=orphans").text)
    assert "waits for its words" in told and "Waiting for their words 1" in told


def test_agreement_of_two_reviewers(room, path, knowledge):
    assert "No claim has been decided on by two reviewers yet" in room.get(f"/review/agreement?pair={HERE}").text
    with open_view(path) as view:
        claims = [one.claim_id for one in view.claims() if one.event_type and set(PAIR) <= one.states()][:4]
    for number, claim_id in enumerate(claims):
        decide(path, knowledge, claim_id, "accept", Voice("Ana"))
        if number:
            decide(path, knowledge, claim_id, "accept", Voice("Ben <b>"))
        else:
            decide(path, knowledge, claim_id, "correct", Voice("Ben <b>"), Changes(date="1999-01"))
    page = room.get(f"/review/agreement?pair={HERE}").text
    told = words_of(page)
    assert "When 4 3" in told and "1 of 4 claims" in told
    assert "Ben &lt;b&gt;" in page and "1999-01-01..1999-01-31 holds" in told
    assert words_of(room.get("/review/agreement?pair=FJI-TUV").text).count("No claim has been decided on")
    assert "Ana corrected" not in told and "Where reviewers differ" in room.get(f"/review?claim={claims[0]}").text


def test_blind_sentence_tells_nothing_of_what_was_found(room):
    page = room.get(f"/review/blind?pair={HERE}").text
    assert re.search(r"\b0 of \d+ coded", page) and '<mark class="quoted">' in page
    assert "claim-" not in page and "slot-trigger" not in page and "selected" not in page.split('name="modality-0"')[0]


def test_blind_coding_is_compared_and_counted(room, path):
    page = room.get(f"/review/blind?pair={HERE}").text
    sentence = re.search(r'name="sentence" value="([^"]+)"', page)[1]
    compared = post(room, "code", sentence=sentence, nothing="yes", seed="1", size="5", by="type")
    assert "you and the program" in words_of(compared.text).lower() and re.search(r"\b1 of \d+ coded", compared.text)
    assert post(room, "code", sentence=sentence, nothing="yes").status_code == 422
    with open_view(path) as view:
        found = next(one for one in view.claims() if one.kind == "visit" and one.actors and one.recipients)
        place = next(
            s for s in view.sentences(PAIR) if (s.document_id, s.position) == (found.document_id, found.sentence)
        )
    acts = {"kind-0": "visit", "actors-0": ["Kenya"], "recipients-0": ["Oman"], "kind-1": "sign", "actors-1": ["Peru"]}
    compared = post(room, "code", sentence=place.sentence_id, **acts)
    told = words_of(compared.text)
    assert "the program missed it" in told and "same in" in told and "Kenya" in told
    rates = words_of(room.get(f"/review/errors?pair={HERE}").text)
    assert "2 sentences coded blind" in rates and "By type" in rates
    assert room.get(f"/review/errors?pair={HERE}").text.count("<svg") > 2


def test_blind_act_that_cannot_be_read_is_shown_again(room, path):
    page = room.get(f"/review/blind?pair={HERE}").text
    sentence = re.search(r'name="sentence" value="([^"]+)"', page)[1]
    again = post(room, "code", sentence=sentence, **{"kind-0": "visit", "actors-0": "Nowhereland", "date-0": "2023-02"})
    assert again.status_code == 422 and 'value="Nowhereland"' in again.text and 'value="2023-02"' in again.text
    assert "Choose the kind of an act" in post(room, "code", sentence=sentence).text
    with open_view(path) as view:
        assert not view.log()


def test_blind_sample_is_asked_for_in_words(room):
    assert room.get(f"/review/blind?pair={HERE}&size=0").status_code == 422
    assert room.get(f"/review/blind?pair={HERE}&by=weather").status_code == 422
    assert room.get(f"/review/blind?pair={HERE}&coded=99").status_code == 404
    assert "Choose a" in room.get("/review/blind").text
    assert "Nobody has coded a sentence blind yet" in room.get(f"/review/errors?pair={HERE}").text


def test_parties_are_offered_as_they_are_typed(room):
    names = room.get(f"/review/parties?pair={HERE}&words=ec").json()
    assert names[0] == "Ecuador" and all("ec" in name.casefold() for name in names)
    assert room.get("/review/parties?words=").json() == []


def test_relation_without_events_teaches(room):
    page = words_of(room.get("/review?pair=FJI-TUV").text)
    assert "Nothing waits for you here" in page


def test_empty_store_teaches(tmp_path):
    room = make_client(write_store(tmp_path / "empty.db", []))
    assert "There is nothing to review yet" in room.get("/review").text
    assert "There are no sentences on these two states" in room.get("/review/blind?pair=FRA-JPN").text
    assert "Nobody has decided anything yet" in room.get("/review/log").text


def test_hostile_words_stay_words(tmp_path, knowledge):
    reading = make_told(f"France and Japan signed {HOSTILE} a pact.", 1)
    party = replace(reading.claims[0].actors[0], actor_id="person:x\u202e", name=HOSTILE, kind="person")
    claim = replace(reading.claims[0], actors=(party, *reading.claims[0].actors))
    path = write_store(tmp_path / "made.db", [replace(reading, claims=(claim,))])
    room = make_client(path)
    page = room.get(f"/review?claim={claim.claim_id}")
    assert page.status_code == 200 and "<script>alert" not in page.text and "\u202e" not in page.text
    assert read_changes(type_out(claim, knowledge), claim, knowledge) == Changes()
    decide(path, knowledge, claim.claim_id, "accept", Voice(HOSTILE, HOSTILE))
    for section in ("log", "agreement", "blind", "errors"):
        page = room.get(f"/review/{section}?pair=FRA-JPN").text
        assert "<script>alert" not in page and "\u202e" not in page
