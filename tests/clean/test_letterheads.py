"""The body that issues a page, named at its top."""

import pytest

from dyadlog.clean import Cleaner
from dyadlog.clean.letterhead import find_letterhead
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Document, Page

KNOWLEDGE = load_knowledge()
CLEANER = Cleaner(KNOWLEDGE)
TITLE = "Minister opens bridge with his guest from Ecuador"
PARAGRAPHS = (
    "The bridge over the Zarumilla was opened on Friday by the ministers in the presence of the governors of Tumbes "
    "and El Oro, who had built it together in two years.",
    "The ministers thanked the engineers of both countries and agreed to begin work on a second bridge in the coming "
    "year, for which the drawings are ready.",
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ministry of Foreign Affairs of Peru - Press release", "Ministry of Foreign Affairs of Peru"),
        ("Ministry of Trade of Fiji", "Ministry of Trade of Fiji"),
        ("Press Service of the President", "Press Service of the President"),
        (
            "Press Service of the President of the Republic of Peru",
            "Press Service of the President of the Republic of Peru",
        ),
        ("Embassy of Peru in Quito | Media note | 3 March 2024", "Embassy of Peru in Quito"),
        ("Ministry of Foreign Affairs – Press release", "Ministry of Foreign Affairs"),
        ("Ministry of Foreign Affairs of Peru opens its archive", None),
        ("Government of Peru: taxes to rise", None),
        ("President of Peru", None),
        ("The Pacific Courier", None),
        ("Press release", None),
        ("Ministry of Defence of Peru - Troops march north", None),
        ("By Ana Soto", None),
    ],
)
def test_lines(line: str, name: str | None) -> None:
    assert find_letterhead(line, KNOWLEDGE) == name


def html(head: str, title: str = "Bridge") -> Document:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = f"<html><head><title>{title}</title></head><body><nav><a href='/'>Ministry of Trade of Peru</a></nav>"
    page += f"<article><h1>{TITLE}</h1>{head}{body}</article></body></html>"
    return CLEANER(Page.from_bytes("page", page.encode(), "text/html"))


def test_html() -> None:
    document = html("<p class='meta'>Ministry of Transport of Peru - Press release</p><p class='meta'>3 March 2024</p>")
    assert document.genre == "official"
    assert document.outlet is not None
    assert (document.outlet.value, document.outlet.method) == ("Ministry of Transport of Peru", "letterhead")
    kinds = {document.text[block.start : block.end]: block.kind for block in document.blocks}
    assert kinds["Ministry of Transport of Peru"] == "boilerplate"
    assert [text for text, kind in kinds.items() if kind == "paragraph"] == list(PARAGRAPHS)


def test_html_without_one() -> None:
    document = html("<p class='meta'>Pacific Courier, 3 March 2024</p>")
    assert (document.genre, document.outlet) == ("news", None)
    assert all(block.kind != "boilerplate" for block in document.blocks)


def test_text_letterhead_is_no_headline() -> None:
    text = "\n\n".join(("Ministry of Transport of Peru - Press release", "3 March 2024", TITLE, *PARAGRAPHS))
    document = CLEANER(Page.from_bytes("page", text.encode(), "text/plain"))
    assert document.title is not None and document.title.value == TITLE
    assert document.outlet is not None and document.outlet.value == "Ministry of Transport of Peru"
    assert document.genre == "official"
