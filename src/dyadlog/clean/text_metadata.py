"""Title, byline and genre of a plain-text page, from its lines and their kinds."""

import re

from dyadlog.clean.credit_lines import read_credit
from dyadlog.clean.genre import PageParts
from dyadlog.clean.marks import CREDIT, credited, find_byline, is_name
from dyadlog.clean.masthead import is_outlet_like
from dyadlog.clean.text_page import TextPage
from dyadlog.records import Found

LABEL_REACH = 3
MENU_RUN = 3
LABEL_WORDS = 8
PIPE = re.compile(r"\s+[|»]\s+")
BREADCRUMB = re.compile(r"\s*[»>/›]\s*")
SPAM_WORDS = 8


def find_title(page: TextPage) -> Found | None:
    """The headline as it stands on the page, without the site's name after a bar."""
    if page.headline is None:
        return None
    title = PIPE.split(page.lines[page.headline].body, maxsplit=1)[0].strip()
    return Found(title, "line") if title else None


def find_byline_of(page: TextPage) -> Found | None:
    """The person or desk that signs the article: by the headline, else in the author box, else "(Reporting by X)".

    A person is preferred to a desk within the same place.
    """
    places = (range(page.top, page.first), range(page.top - 1, -1, -1), range(page.last + 1, len(page.lines)))
    for place in places:
        names = [name for i in place if page.kinds[i] == "byline" and (name := _name_on(page, i)) is not None]
        people = [name for name in names if not page.words.has("desks", name)]
        if names:
            return Found((people or names)[0], "byline")
    closing = page.lines[page.last].text[-400:]
    credit = CREDIT.search(closing)
    return Found(credited(credit), "credit") if credit is not None else None


def _name_on(page: TextPage, i: int) -> str | None:
    text = page.lines[i].body
    if page.words.has("official_label", text):
        return None
    name = find_byline(text, page.words) or (text if is_name(text, page.words) else None)
    credit = read_credit(page.lines[i], page.words)
    if name is None or (credit is not None and credit.outlet == name):
        return None
    return _people_of(name, page)


def _people_of(name: str, page: TextPage) -> str:
    """The names without the outlet they write for: "Ana Soto, The Reef Gazette"."""
    parts = name.split(", ")
    kept = [part for part in parts if not is_outlet_like(part, page.words)]
    return ", ".join(kept) if kept else name


def page_parts(page: TextPage, byline: Found | None, outlet: Found | None) -> PageParts:
    """What the genre is judged by."""
    outside = page.of_kind("boilerplate")
    return PageParts(
        headline=page.lines[page.headline].body if page.headline is not None else None,
        labels=tuple(_labels(page)),
        paragraphs=tuple(line.text for line in page.of_kind("paragraph")),
        bios=tuple(line.text for line in page.of_kind("bio")),
        byline=byline.value if byline is not None else None,
        outlet=outlet.value if outlet is not None else None,
        furniture=tuple(line.text for line in outside),
        spam_links=_spam_links(page),
        letterhead=next(page.letterheads(), None),
    )


def _labels(page: TextPage) -> list[str]:
    """Section words near the headline: short lines right above it, and the steps of a path such as "Home » Opinion".

    List items and runs of section words above a headline are the site's menu, which names every section.
    """
    labels: list[str] = []
    for i in range(max(0, page.top - LABEL_REACH), page.first):
        line = page.lines[i]
        if _says_release(page, i):
            labels.append(line.body)
        elif len(line.words) <= 3 and not line.bullet and _menu_run(page, i) < MENU_RUN:
            labels.append(line.body.strip(" :|"))
        elif BREADCRUMB.search(line.body) and len(line.words) <= 30:
            labels += [step.strip() for step in BREADCRUMB.split(line.body) if len(step.split()) <= 3]
    return labels


def _says_release(page: TextPage, i: int) -> bool:
    """Whether a line says that the page is a press release, and is no entry of a menu."""
    line = page.lines[i]
    return not line.bullet and len(line.words) <= LABEL_WORDS and page.words.has("official_label", line.body)


def _menu_run(page: TextPage, i: int) -> int:
    """How many lines in a row, this one among them, are words of a menu."""
    first = last = i
    while first > 0 and page.words.has("menu_words", page.lines[first - 1].body):
        first -= 1
    while last + 1 < len(page.lines) and page.words.has("menu_words", page.lines[last + 1].body):
        last += 1
    return last - first + 1


def _spam_links(page: TextPage) -> int:
    """How many list items inside the article are links to something else."""
    inside = range(page.first, page.last + 1)
    return sum(
        page.kinds[i] == "related" and page.lines[i].bullet and len(page.lines[i].words) <= SPAM_WORDS for i in inside
    )
