"""The card of an event: sources with their words, slots side by side, why it is one; hostile words stay words."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadlog.records import MergeReason, SlotSpan
from dyadlog.serve.pages.event import SOURCES_AT_ONCE, pair_of, show_event
from dyadlog.serve.pages.passages import Mark, excerpt, mark_up
from dyadlog.store import open_view
from tests.builders import make_event
from tests.notebook.samples import read_samples
from tests.serve.made_up import HOSTILE, make_client, make_finding, make_told, show_static, write_store

VOID = ("meta", "link", "input", "br", "hr", "img", "path", "rect", "line", "circle")


class Balance(HTMLParser):
    """Whether every tag that is opened is closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open, self.faults = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(tag)


def is_balanced(page):
    balance = Balance()
    balance.feed(page)
    return not balance.open and not balance.faults


def words_of(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def make_merged(count=2, **changes):
    """Readings of one signing, each page in its own words, and their event."""
    readings = [
        make_told(f"Page {number}: France and Japan signed a pact.", number, **changes) for number in range(count)
    ]
    claims = [reading.claims[0] for reading in readings]
    reasons = tuple(
        MergeReason(claims[0].claim_id, other.claim_id, "the same states; on the same day") for other in claims[1:]
    )
    names = tuple(claim.claim_id for claim in claims)
    return readings, replace(make_event(claims[0]), claims=names, documents=count, origins=count, reasons=reasons)


def vary(reading, **changes):
    return replace(reading, claims=(replace(reading.claims[0], **changes),))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


@pytest.fixture(scope="module")
def sample():
    """The visit of the sample pages that has parts."""
    with open_view(read_samples()) as view:
        events = view.events()
        wholes = {event.part_of for event in events}
        return max((e for e in events if e.event_id in wholes), key=lambda event: len(event.claims))


@given(
    st.text("ab<&\u202e \n", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
)
def test_marks_that_nest_and_cross_keep_the_words_and_sound_markup(text, spans):
    marks = [Mark(start, end, f"m{number}") for number, (start, end) in enumerate(spans)]
    shown = str(mark_up(text, 0, len(text), marks))
    assert is_balanced(shown)
    assert unescape(re.sub(r"<[^>]+>", "", shown)) == text.replace("\u202e", " ")
    for number, (start, end) in enumerate(spans):
        inside = start < end <= len(text)
        assert (f'class="m{number}"' in shown) == inside


def test_an_anchor_of_a_cut_mark_stands_once_and_what_follows_stands_in_order():
    marks = [Mark(0, 6, "a", name="one", after="1"), Mark(3, 9, "b", name="two", after="2"), Mark(3, 9, "c", after="3")]
    shown = str(mark_up("abcdefghi", 0, 9, marks))
    assert shown.count('id="one"') == 1 and shown.count('id="two"') == 1
    assert re.sub(r"<[^>]+>", "", shown) == "abcdef1ghi23"


def test_an_excerpt_has_only_the_quoted_words():
    shown = words_of(str(excerpt("One. Two. Three. Four.", (0, 22), [(5, 9), (17, 22)], ())))
    assert shown == "[…] Two. […] Four."


def test_the_card_shows_every_source_with_its_words_marked(path):
    readings, event = make_merged()
    client = make_client(write_store(path, readings, events=[event]))
    page = client.get(f"/events/{event.event_id}").text
    assert page.count("<h1") == 1 and is_balanced(page)
    for reading in readings:
        claim = reading.claims[0]
        assert f'<mark class="quoted">{claim.evidence.quote}' in page
        assert f'href="/documents/{claim.document_id}#{claim.claim_id}"' in page
    assert 'href="https://paper.example/0#:~:text=Page%200' in page
    assert page.count('rel="noreferrer noopener external"') == 2
    assert "the same states" in page and "2 independent voices" in words_of(page)
    assert f'href="/review?claim={readings[0].claims[0].claim_id}"' in page


def test_slots_within_the_words_are_told_by_name(path):
    reading = make_told("France and Japan signed a pact.", 0)
    reading = vary(reading, spans=(SlotSpan("actor", 0, 6), SlotSpan("trigger", 17, 23)))
    client = make_client(write_store(path, [reading]))
    page = client.get(f"/events/{make_event(reading.claims[0]).event_id}").text
    assert '<span class="slot slot-actor" tabindex="0">France<span class="tip"> (who)</span></span>' in page
    assert '<span class="slot slot-trigger" tabindex="0">signed<span class="tip"> (the act)</span></span>' in page


def test_a_page_that_says_another_manner_differs_in_words(path):
    readings, event = make_merged(3)
    odd = vary(readings[2], modality="planned")
    client = make_client(write_store(path, [*readings[:2], odd], events=[event]))
    table = re.search(r'(?s)<table class="slot-table">.*?</table>', client.get(f"/events/{event.event_id}").text)[0]
    told = next(row for row in re.findall(r"(?s)<tr>.*?</tr>", table) if ">Told<" in row)
    assert words_of(told) == "Told differ told as fact told as fact differs planned"
    when = next(row for row in re.findall(r"(?s)<tr>.*?</tr>", table) if ">When<" in row)
    assert words_of(when).startswith("When agree")


def test_many_sources_are_leafed_through_and_files_show_all(path):
    readings, event = make_merged(SOURCES_AT_ONCE + 5)
    client = make_client(write_store(path, readings, events=[event]))
    first, second = (client.get(f"/events/{event.event_id}?page={number}").text for number in (1, 2))
    assert first.count('class="teller card"') == SOURCES_AT_ONCE and second.count('class="teller card"') == 5
    assert client.get(f"/events/{event.event_id}?page=3").status_code == 404
    filed = show_static(show_event, path, event.event_id)
    assert filed.count('class="teller card"') == SOURCES_AT_ONCE + 5 and "?page" not in filed


def test_findings_stand_side_by_side_with_their_values(path):
    readings, event = make_merged()
    finding = replace(make_finding(1, readings, values=("three", "five")), event_id=event.event_id)
    client = make_client(write_store(path, readings, findings=[finding], events=[event]))
    words = words_of(client.get(f"/events/{event.event_id}").text)
    assert "three or five" in words and "Example Post" in words and "Other Herald" in words


def test_an_earlier_id_and_the_beginning_of_one_lead_to_the_card(path):
    readings, event = make_merged()
    event = replace(event, aliases=("event-0000000000000001",))
    client = make_client(write_store(path, readings, events=[event]))
    for name in (event.event_id, event.event_id[:12]):
        assert event.event_id in client.get(f"/events/{name}").text
    assert client.get(f"/events/{readings[0].claims[0].claim_id}").status_code == 404
    assert client.get("/events/nothing").status_code == 404


def test_hostile_words_of_a_page_come_out_as_words(path):
    reading = make_told(f'The envoy "signed" {HOSTILE} <img src=x onerror=alert(2)>.', 0)
    client = make_client(write_store(path, [reading]))
    page = client.get(f"/events/{make_event(reading.claims[0]).event_id}").text
    assert is_balanced(page)
    assert "<script>alert" not in page and "<img" not in page and "\u202e" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_visit_shows_its_parts_and_a_part_its_whole(sample):
    client = make_client(read_samples())
    page = client.get(f"/events/{sample.event_id}").text
    assert "Parts of it" in page and "Each side’s own account" in page and is_balanced(page)
    with open_view(read_samples()) as view:
        part = view.parts_of(sample.event_id)[0]
    assert f'Part of <a href="/events/{sample.event_id}">' in client.get(f"/events/{part.event_id}").text


def test_files_show_no_more_of_an_article_than_the_quotes(sample):
    with open_view(read_samples()) as view:
        claim = view.claims_named(sample.claims)[0]
        text = view.document(claim.document_id).text
    filed = show_static(show_event, read_samples(), sample.event_id)
    assert "/review" not in filed and "/api/" not in filed and "[…]" in filed
    assert " ".join(claim.evidence.quote.split())[:20] in words_of(filed)
    assert " ".join(text.split()) not in words_of(filed)


def test_the_pair_of_an_event_is_who_acts_and_whom_it_concerns():
    _, event = make_merged(1)
    assert pair_of(event) == ("FRA", "JPN")
    assert pair_of(replace(event, recipients=())) is None
    assert pair_of(replace(event, recipients=(), territory=("NOR",))) == ("FRA", "NOR")
