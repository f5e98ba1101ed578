"""The ledger: groups, filters, sides with their words, rulings, hostile words, files."""

import re

import pytest

from dyadlog.records import Ruling
from dyadlog.serve.pages.choices import Choices, sift
from dyadlog.serve.pages.comparing import TITLES, group_sides, repeats, show_value
from dyadlog.serve.pages.ledger import LENGTH, show_ledger
from dyadlog.store import open_writer
from tests.notebook.samples import read_samples
from tests.serve.made_up import HERE, HOSTILE, PAIR, make_client, make_finding, make_pages, show_static, write_store


@pytest.fixture(scope="module")
def samples():
    with make_client(read_samples()) as client:
        yield client


@pytest.fixture
def make(tmp_path):
    """The ledger of a made-up store with these findings."""

    def make(*findings, pages):
        return make_client(write_store(tmp_path / "record.db", pages, findings=findings))

    return make


def titles_of(page):
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r"<h3[^>]*>(.*?)</h3>", page)]


def test_every_group_stands_under_its_heading(samples):
    page = samples.get("/ECU-PER/ledger").text
    assert re.findall(r'<h2 id="group-[a-z]+">([^<]+)', page) == [
        "Contradictions",
        "Plans and what came of them",
        "Corroborations",
    ]
    assert "17 findings" in page


def test_every_side_leads_to_its_words(samples):
    page = samples.get("/ECU-PER/ledger?finding=denial").text
    places = re.findall(r'href="(/documents/[^"#]+)#(claim-[0-9a-f]+)"', page)
    assert len(places) >= 6
    reader = samples.get(places[0][0]).text
    assert f'id="{places[0][1]}"' in reader
    assert "Said and denied" in page and "Figures differ" not in titles_of(page)


def test_those_who_say_the_same_stand_together():
    sides = group_sides(["three", "five", "three"], ["a", "b", "c"])
    assert [(side.value, side.words) for side in sides] == [("three", ("a", "c")), ("five", ("b",))]


def test_those_who_agree_stand_each_alone():
    assert [side.words for side in group_sides(["1 May", "1 May"], ["a", "b"])] == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("date", "2024-05-01", "1 May 2024"),
        ("date", "2024-05-01 to 2024-05-31", "May 2024"),
        ("framing", "martyred", "“martyred”"),
        ("denial", "close_border", "close border"),
        ("quantity", "", ""),
    ],
)
def test_values_are_shown_as_people_read_them(kind, value, shown):
    assert show_value(kind, value) == shown


def test_a_note_that_lists_the_values_is_not_told_twice():
    assert repeats("three fishermen or five fishermen", ["three fishermen", "five fishermen"])
    assert repeats("“died” or “fell”", ["“died”", "“fell”"])
    assert repeats("10 April 2022 or 9 May 2022", ["10 Apr 2022", "9 May 2022"])
    assert not repeats("three fishermen at sea", ["three fishermen"])


def test_filters_narrow_and_count(make):
    pages = make_pages()
    client = make(
        make_finding(1, pages),
        make_finding(2, pages, "framing", "words for the act", ("raid", "operation")),
        make_finding(3, pages, "corroborated", "act", ("sign", "sign")),
        pages=pages,
    )
    assert titles_of(client.get(f"{HERE}/ledger").text) == [
        "Figures differ: wounded",
        "Words differ: words for the act",
        "Sources agree",
    ]
    narrowed = client.get(f"{HERE}/ledger?group=wording").text
    assert titles_of(narrowed) == ["Words differ: words for the act"]
    assert "1 finding with these filters" in narrowed
    assert titles_of(client.get(f"{HERE}/ledger?field=wounded&outlet=Other+Herald").text) == ["Figures differ: wounded"]
    assert "No finding fits these filters" in client.get(f"{HERE}/ledger?outlet=Nobody").text


def test_groups_are_counted_whatever_kinds_are_chosen(make):
    pages = make_pages()
    findings = (make_finding(1, pages), make_finding(2, pages, "date", "date", ("2024-05-01", "2024-05-02")))
    page = (
        make(*findings, make_finding(3, pages, "update", "status"), pages=pages).get(f"{HERE}/ledger?finding=date").text
    )
    assert "Contradictions <b>2</b>" in page and "Plans and what came of them <b>1</b>" in page


def test_one_finding_has_an_address(make):
    pages = make_pages()
    client = make(*(make_finding(number, pages, field=f"field {number}") for number in range(40)), pages=pages)
    page = client.get(f"{HERE}/ledger?id=finding-{7:016x}").text
    assert titles_of(page) == ["Figures differ: field 7"]


def test_a_filter_of_no_list_says_what_there_is(make):
    pages = make_pages()
    answer = make(make_finding(1, pages), pages=pages).get(f"{HERE}/ledger?finding=quarrel")
    assert answer.status_code == 422
    assert "no finding is called" in answer.text and "denial" in answer.text


def test_long_lists_are_paged_and_choices_kept(make):
    pages = make_pages()
    client = make(*(make_finding(number, pages) for number in range(LENGTH + 5)), pages=pages)
    first = client.get(f"{HERE}/ledger?finding=quantity").text
    assert len(titles_of(first)) == LENGTH
    assert f"{HERE}/ledger?finding=quantity&amp;page=2" in first
    second = client.get(f"{HERE}/ledger?finding=quantity&page=2").text
    assert len(titles_of(second)) == 5
    assert not set(re.findall(r'id="(finding-\w+)"', first)) & set(re.findall(r'id="(finding-\w+)"', second))


def test_newest_comes_first_or_what_rests_on_most_pages(make):
    pages = make_pages(4)
    newest = make_finding(1, pages[2:], field="newest")
    broadest = make_finding(2, pages[:3], values=("three", "five", "six"), field="broadest")
    client = make(newest, broadest, pages=pages)
    assert titles_of(client.get(f"{HERE}/ledger").text)[0].endswith("newest")
    assert titles_of(client.get(f"{HERE}/ledger?order=weight").text)[0].endswith("broadest")


def test_rulings_are_shown_and_can_be_made(tmp_path):
    pages = make_pages()
    finding = make_finding(1, pages)
    path = write_store(tmp_path / "record.db", pages, findings=(finding,))
    client = make_client(path)
    page = client.get(f"{HERE}/ledger").text
    form = page[page.index('action="/review/rule"') :]
    assert f'name="finding" value="{finding.finding_id}"' in form
    assert re.search(r'name="csrf" value="[0-9a-f]{64}"', form)
    assert re.findall(r'<option value="([^"]+)"', form.split("</select>")[0]) == [
        "1", "2", "both", "neither", "unclear", "no-conflict",
    ]  # fmt: skip
    assert f'name="back" value="{HERE}/ledger#{finding.finding_id}"' in form
    with open_writer(path) as writer:
        about, at = (finding.kind, finding.field), "2024-06-01T00:00:00+00:00"
        anchors = writer.anchor_sides(finding)
        writer.add_ruling(Ruling(0, "finding", anchors, (), about, "2", "a.b", at, "counted twice"))
    ruled = client.get(f"{HERE}/ledger?ruling=ruled").text
    assert "Ruled by a.b, 2024-06-01" in ruled and "side 2 stands: counted twice" in ruled
    assert "No finding fits" in client.get(f"{HERE}/ledger?ruling=open").text


def test_corroborations_are_not_ruled_on(make):
    pages = make_pages()
    page = make(make_finding(1, pages, "corroborated", "act", ("sign", "sign")), pages=pages).get(f"{HERE}/ledger").text
    assert "Sources agree" in page and "/review/rule" not in page


def test_hostile_words_come_out_as_text(make):
    pages = make_pages(2, f"France and Japan signed {HOSTILE}")
    page = make(make_finding(1, pages, field=HOSTILE, values=(HOSTILE, "five")), pages=pages).get(f"{HERE}/ledger").text
    assert "<script>alert" not in page and "\u202e" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_live_pages_open_at_the_words_and_tell_nothing_of_us(make):
    pages = make_pages()
    page = make(make_finding(1, pages), pages=pages).get(f"{HERE}/ledger").text
    link = re.search(r'<a href="https://paper.example/0#:~:text=[^"]+"( rel="[^"]+")', page)
    assert link is not None and link[1] == ' rel="noreferrer noopener external"'


def test_an_empty_ledger_says_what_would_fill_it(make):
    page = make(pages=make_pages(1)).get(f"{HERE}/ledger").text
    assert "dyadlog read PAGES" in page and "<form action=" not in page.split("</header>")[1]


def test_files_hold_everything_without_forms_or_queries(tmp_path):
    pages = make_pages()
    findings = [make_finding(number, pages) for number in range(LENGTH + 5)]
    page = show_static(show_ledger, write_store(tmp_path / "record.db", pages, findings=findings), PAIR)
    assert len(titles_of(page)) == LENGTH + 5
    assert "<form" not in page and "hx-" not in page
    assert not [href for href in re.findall(r'href="([^"]+)"', page) if "?" in href and "://" not in href]
    assert 'href="../documents/' in page


def test_every_kind_of_finding_has_a_title_and_a_group(make):
    pages = make_pages()
    findings = (make_finding(number, pages, kind) for number, kind in enumerate(TITLES))
    assert "17 findings" in make(*findings, pages=pages).get(f"{HERE}/ledger").text


def test_choices_write_the_address_that_asks_for_them():
    choices = Choices({"finding": ("denial", "date"), "order": ("weight",)}, page=3)
    assert choices.query() == "finding=denial&finding=date&order=weight"
    assert choices.query(page=2).endswith("&page=2")
    assert choices.query(finding=(), order="newest") == "order=newest"
    assert [chip[:2] for chip in choices.chips()] == [("finding", "denial"), ("finding", "date")]
    assert choices.chips()[0][2] == "finding=date&order=weight"


def test_each_facet_is_counted_without_the_choice_for_itself():
    entries = [
        {"kind": ("a",), "outlet": ("x", "y")},
        {"kind": ("b",), "outlet": ("x",)},
        {"kind": ("b",), "outlet": ()},
    ]
    kept, facets = sift(entries, lambda entry: entry, Choices({"kind": ("a",), "view": ("table",)}), ("kind", "outlet"))
    assert kept == entries[:1]
    assert facets == {"kind": [("b", 2), ("a", 1)], "outlet": [("x", 1), ("y", 1)]}


def test_choices_refuse_what_is_no_text(samples):
    assert samples.get("/ECU-PER/ledger", params={"field": "x" * 300}).status_code == 422
    assert samples.get("/ECU-PER/ledger", params={"field": "a\x00b"}).status_code == 422
