"""A page is hostile input: nothing in it may become markup, in the terminal or in a file."""

import io
import re

import pytest
from rich.console import Console

from dyadlog.exchange import Rows
from dyadlog.knowledge import load_knowledge
from dyadlog.report.brief import build_brief
from dyadlog.report.passages import make_passages, show_sentence
from dyadlog.report.plain import plain, plain_line, short_name
from dyadlog.report.render import render_json, render_text
from dyadlog.report.tables import COLUMNS, make_record, make_table
from dyadlog.report.terminal import render_terminal

STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def show(renderable, width=100):
    console = Console(file=io.StringIO(), width=width, force_terminal=False, markup=False, emoji=False)
    console.print(renderable)
    return console.file.getvalue()


@pytest.fixture
def brief(hostile_view):
    return build_brief(hostile_view, ("FRA", "JPN"), load_knowledge())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_terminal_shows_markup_as_words(brief, width):
    text = show(render_terminal(brief), width)
    assert not STEERING.search(text)
    told = " ".join(text.split())
    assert "[bold]today[/bold]" in told and ":smile:" in told and "[b]pact[/b]" in told
    assert all(len(line) <= width for line in text.splitlines())


def test_tables_show_markup_as_words(hostile_view):
    for name in COLUMNS:
        rows = list(Rows(hostile_view).table(name))
        for width in (80, 200):
            assert not STEERING.search(show(make_table(name, rows, width), width))
    titles = show(make_table("documents", list(Rows(hostile_view).table("documents")), 400), 400)
    assert "[red]T[/red] <img src=x onerror=alert(2)>" in titles and "<b>Post</b> [link=x]" in titles


def test_records_and_sentences_show_markup_as_words(hostile_view):
    rows = Rows(hostile_view)
    for record in (*hostile_view.events(), *hostile_view.claims(), *hostile_view.instruments()):
        row = rows.record_row(record)
        assert not STEERING.search(show(make_record(row, make_passages(hostile_view, row))))
    quotes = [row["evidence"][0] for row in rows.table("claims")]
    assert "[bold]today[/bold]" in "".join(show(show_sentence(quote), 400) for quote in quotes)


def test_the_file_of_html_holds_no_markup_of_a_page(brief):
    text = render_text(brief, ".html")
    assert not STEERING.search(text)
    for tag in ("<script", "<img", "<b>post", "<i>x"):
        assert tag not in text.lower()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert 'href="https://x.example/a%3E%20%3Cscript%3E%22x%22%3C/script%3E#:~:text=' in text
    for attribute in re.findall(r'title="([^"]*)"', text):
        assert "<" not in attribute


def test_the_file_of_markdown_holds_no_markup_of_a_page(brief):
    text = render_text(brief, ".md")
    assert not STEERING.search(text)
    bare = re.sub(r"\\[\\`*_\[\]<>|#~$]", "", text)
    assert "<script" not in bare and "<b>" not in bare and "](" not in bare and "**loud**" not in bare
    assert re.findall(r"<[^>]*>", bare) == re.findall(r"<https://x\.example/[!-;=?-~]*>", bare)
    assert all(
        line.startswith(("#", "-", "  -", "|", "[^")) or line[:1].isalnum() for line in text.splitlines() if line
    )


def test_the_brief_as_json_is_one_line(brief):
    text = render_json(brief)
    assert text.splitlines() == [text] and not STEERING.search(text)


def test_plain_keeps_lengths_so_that_offsets_hold():
    text = "a\x1b[31m\x9b\u202eb\tc\nd\ud800"
    assert plain(text) == "a [31m  b c\nd " and len(plain(text)) == len(text)
    assert plain_line(" a\n\nb\t c ") == "a b c"


def test_a_page_is_named_by_its_file_or_its_address():
    assert short_name("/x/y/z.txt") == "z.txt"
    assert short_name("https://x.example/y/") == "https://x.example/y/"
    assert short_name("-") == "-"
