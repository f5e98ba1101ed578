"""Whatever bytes come in: a document whose blocks are true, or a PageError; never anything else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dyadlog.clean import Cleaner
from dyadlog.errors import PageError
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Page

CLEANER = Cleaner(load_knowledge())
MEDIA_TYPES = st.sampled_from(["text/plain", "text/html", "text/markdown"])
LINES = st.sampled_from(
    [
        "",
        "  ",
        "Home",
        "- News Desk",
        "# Fiji and Samoa",
        "Fiji and Samoa sign accord on fishing",
        "By Ana Soto",
        "March 3, 2024",
        "Read more:",
        "Table of Contents",
        "- Some Link",
        "Leave a Reply",
        "Ana Soto is a columnist who writes about the sea.",
        "The ministers of Fiji and Samoa met in Suva on Monday and signed an accord on fishing in their waters.",
        "© 2024 The Reef",
    ]
)


def check(document):
    text = document.text
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(text)
        assert not text[block.start].isspace() and not text[block.end - 1].isspace()
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)


def check_lines(document):
    """Every non-blank line is in exactly one block, and a block's lines are those its characters stand in."""
    numbered = list(enumerate(document.text.split("\n"), start=1))
    for number, line in numbered:
        holding = [block for block in document.blocks if block.line_start <= number <= block.line_end]
        assert len(holding) == 1 if line.strip() else len(holding) <= 1
    for block in document.blocks:
        assert document.text.count("\n", 0, block.start) + 1 == block.line_start
        assert document.text.count("\n", 0, block.end) + 1 == block.line_end


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=600), MEDIA_TYPES)
def test_random_bytes_never_crash(content, media_type):
    try:
        check(CLEANER(Page.from_bytes("page", content, media_type)))
    except PageError:
        return


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400), MEDIA_TYPES)
def test_random_text_never_crashes(text, media_type):
    try:
        check(CLEANER(Page.from_bytes("page", text.encode("utf-8", "replace"), media_type)))
    except PageError:
        return


@settings(deadline=None, max_examples=80)
@given(st.lists(LINES, min_size=1, max_size=25), st.sampled_from(["text/plain", "text/markdown"]))
def test_every_line_of_a_text_page_is_in_exactly_one_block(lines, media_type):
    try:
        document = CLEANER(Page.from_bytes("page", "\n".join(lines).encode(), media_type))
    except PageError:
        return
    check(document)
    check_lines(document)
    assert document.text == "\n".join(lines)


@settings(deadline=None, max_examples=20)
@given(st.lists(LINES, min_size=1, max_size=15))
def test_the_same_page_gives_the_same_document(lines):
    page = Page.from_bytes("page", "\n".join(lines).encode(), "text/plain")
    try:
        assert CLEANER(page) == CLEANER(page)
    except PageError:
        return
