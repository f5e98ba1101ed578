"""Whose page it is, as far as a plain-text page says. Unknown is better than a guess."""

import re
from collections import Counter
from collections.abc import Iterator

from dyadlog.clean.credit_lines import read_credit
from dyadlog.clean.initials import spelt_out
from dyadlog.clean.marks import mark_line, undouble
from dyadlog.clean.masthead import find_masthead, is_outlet_like
from dyadlog.clean.text_page import TextPage
from dyadlog.records import Found

COPYRIGHT = re.compile(
    r"(?:©|\(c\)\s|&copy;|\bcopyright\b)(?:[\s©]|\(c\)|\bcopyright\b)*"
    r"(?:[{\[(]?(?:19|20)\d\d[}\])]?\s*(?:[-–—]\s*(?:(?:19|20)?\d\d|present))?)?"
    r"[\s,.:|–—-]*(?:by\s+)?(?P<name>[^\W\d_][^|©]{1,60})",
    re.I,
)
AFTER_NAME = re.compile(
    r"\s*(?:\.\s|\.$"
    r"|,?\s*\b(?:all rights|rights reserved|designed|powered|developed|theme|ltd|inc|llc|pvt|limited|is a|unless)\b"
    r"|[|•·–—(/]|\s-\s|,?\s*(?:19|20)\d\d).*$",
    re.I | re.S,
)
PUBLISHED_IN = re.compile(
    r"(?i:published|appeared)\s+(?i:in|by)\s+(?:the\s+)?"
    r"(?P<name>[A-Z][\w&.’' -]{1,40}?)(?:,\s+|\s+(?:on|of)\s+)(?:(?:on|of)\s+)?(?=[A-Z\d])"
)
SIGN_OF_SITE = re.compile(r"(?:19|20)\d\d|rights|copyright", re.I)
"""Without a year or "rights" the sign marks the owner of a picture."""
EMAIL = re.compile(r"[\w.+-]+@(?P<domain>[\w-]+)(?:\.[\w-]+)+")
ADDRESS = re.compile(r"(?:https?://)?(?:www\.)(?P<domain>[\w-]+)\.[a-z]{2,}", re.I)
PLACE = r"[A-Z][\w.’'/-]*(?:[ ,/]+(?:[A-Z][\w.’'-]*|d[eoai]|al|el)){0,4}"
DAY = r"(?:,?\s+\(?[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?\)?|,?\s+\d{1,2}\s+[A-Z][a-z]{2,8}(?:\s+\d{4})?)?"
IN_BRACKETS = re.compile(rf"{PLACE}{DAY}\s*[:,–—-]?\s*\((?P<name>[A-Z][\w&./ -]{{1,40}})\)\s*[:–—-]*")
BEFORE_DASH = re.compile(r"(?P<name>[A-Z][A-Z&]{1,7})\s*[–—-]{1,2}\s+(?=[A-Z“\"])")
AFTER_SLASH = re.compile(rf"{PLACE}\s*(?:/|,)\s*(?P<name>[A-Z]{{2,8}})\s*[–—-]{{1,2}}\s")
TITLE_BREAK = re.compile(r"\s+[|–—-]\s+|\s*»\s*")
LONGEST_NAME = 6


def find_outlet(page: TextPage) -> Found | None:
    """The outlet with the way it was found: a "Published in" line, the words after the headline in the window's title,
    a copyright line, a logo that the page's address confirms, the mark in the dateline. None where none says it."""
    for finder, method in (
        (_published_in, "published_line"),
        (_title_suffix, "title_suffix"),
        (_copyright, "copyright_line"),
        (_masthead, "masthead"),
        (_logo, "logo"),
        (_dateline_mark, "dateline"),
        (_letterhead, "letterhead"),
        (_beside_author, "byline"),
        (_beside_date, "date_line"),
    ):
        name = next(finder(page), None)
        if name is not None:
            return Found(_full_name(name, page) if method == "dateline" else name, method)
    return None


def _masthead(page: TextPage) -> Iterator[str]:
    """The site's name on one of the first lines, above the headline."""
    head = page.lines[: page.first]
    found = find_masthead(page.lines, [mark_line(line, page.words) for line in head], page.first, page.words)
    if found is not None and found.line < page.top:
        yield found.name


def _published_in(page: TextPage) -> Iterator[str]:
    """ "Published in The Daily Name, March 3rd, 2025"."""
    for line in page.lines[page.first :]:
        found = (
            PUBLISHED_IN.search(line.text[-160:]) if len(line.words) <= 20 or line is page.lines[page.last] else None
        )
        if found is not None:
            yield found["name"].strip()


def _title_suffix(page: TextPage) -> Iterator[str]:
    """ "Headline | Outlet" above, where the headline stands again by itself."""
    if page.headline is None:
        return
    title = page.lines[page.headline].body
    for line in page.lines[: page.headline]:
        if line.body.startswith(title) and len(line.body) > len(title):
            rest = line.body[len(title) :]
            parts = [part.strip() for part in TITLE_BREAK.split(rest) if part.strip()]
            if TITLE_BREAK.match(rest) and parts and _is_outlet_name(parts[-1], page):
                yield parts[-1]


def _copyright(page: TextPage) -> Iterator[str]:
    """ "© 2024 Name. All rights reserved."."""
    for i, line in enumerate(page.lines):
        if page.first <= i <= page.last or page.kinds[i] in ("paragraph", "headline", "subhead", "caption"):
            continue  # inside the article the sign marks the owner of a picture
        found = COPYRIGHT.match(line.text[:300])
        if found is None or SIGN_OF_SITE.search(line.text[:300]) is None:
            continue
        name = AFTER_NAME.sub("", " ".join(found["name"].split())).strip(" .,:;-–—")
        owner = page.words.has("company_words", name.split()[-1]) if name else True
        if _is_outlet_name(name, page) and (not owner or _is_printed(name, page)):
            yield name


def _logo(page: TextPage) -> Iterator[str]:
    """A short line of the page's furniture that is the name in its e-mail or web address."""
    outside = [
        line.text for line, kind in zip(page.lines, page.kinds, strict=True) if kind not in ("paragraph", "related")
    ]
    domains = Counter(
        found["domain"].lower() for text in outside for look in (EMAIL, ADDRESS) for found in look.finditer(text[:300])
    )
    squashed = {re.sub(r"[^a-z0-9]", "", domain): domain for domain in domains}
    for text in outside:
        name = undouble(text.strip(" -•"))
        key = re.sub(r"[^a-z0-9]", "", name.lower())
        if len(key) >= 4 and key in squashed and _is_outlet_name(name, page) and "@" not in name and "." not in name:
            yield name


def _dateline_mark(page: TextPage) -> Iterator[str]:
    """The mark of the outlet or agency that opens the first paragraph: "CITY (NAME) -", "NAME –"."""
    for i in range(page.first, min(page.first + 2, len(page.lines))):
        if page.kinds[i] != "paragraph":
            continue
        opening = page.lines[i].body[:140]
        for expression in (IN_BRACKETS, AFTER_SLASH, BEFORE_DASH):
            found = expression.match(opening)
            name = found["name"].strip() if found is not None else ""
            in_capitals = name.isupper() and len(name) > 2
            is_mark = expression is IN_BRACKETS and (in_capitals or is_outlet_like(name, page.words))
            if (is_mark or _is_known(name, page)) and _is_outlet_name(name, page):
                yield name


def _full_name(mark: str, page: TextPage) -> str:
    """The full name of an outlet for its mark in the dateline ("RNA"), where the page prints it; else the mark."""
    if page.words.has("agencies", mark):
        return mark
    names = Counter(name for name in spelt_out(mark, page.lines, page.knowledge) if is_outlet_like(name, page.words))
    return names.most_common(1)[0][0] if names else mark


def _is_known(name: str, page: TextPage) -> bool:
    """Whether a mark is an agency's, or the page itself spells it out or prints it as its own ("OSLO –" is a place)."""
    if page.words.has("agencies", name):
        return True
    if _is_printed(name, page):
        return True
    return next(spelt_out(name, page.lines, page.knowledge), None) is not None


def _is_printed(name: str, page: TextPage) -> bool:
    """Whether a line of the page's furniture is just this name, as a logo is."""
    return any(name.lower() == undouble(line.body.strip()).lower() for line in page.of_kind("boilerplate", "byline"))


def _beside_author(page: TextPage) -> Iterator[str]:
    """ "By Ana Soto, The Reef Gazette": the outlet an author writes for, after the name."""
    for i in range(page.top, page.first):
        if page.kinds[i] == "byline":
            parts = [part.strip(" *_.") for part in re.split(r",\s+|\s+[|•·–—-]\s+", page.lines[i].body)]
            yield from (part for part in parts[1:] if is_outlet_like(part, page.words))


def _beside_date(page: TextPage) -> Iterator[str]:
    """ "The Reef Gazette, Port Vila, 3 March 2024" above the text."""
    for i in range(page.first):
        credit = read_credit(page.lines[i], page.words) if page.kinds[i] in ("date", "byline") else None
        if credit is not None and credit.outlet is not None:
            yield credit.outlet


def _letterhead(page: TextPage) -> Iterator[str]:
    """The body named above the text as the one that issues the page."""
    yield from page.letterheads()
    header = page.lines[: page.top]
    if any(page.words.has("official_anywhere", line.body) for line in header):
        for line in header:
            if len(line.words) <= 8 and page.words.has("official_source", line.body) and line.body[:1].isupper():
                yield line.body


def _is_outlet_name(name: str, page: TextPage) -> bool:
    words = name.split()
    if not 0 < len(words) <= LONGEST_NAME or not any(char.isalpha() for char in name) or len(name) < 2:
        return False
    furniture = (
        page.words.has("menu_words", name) or page.words.has("boilerplate", name) or page.words.has("months", name)
    )
    return not furniture and (name[:1].isupper() or name[:1].isdigit() or name.islower())
