"""What a short line is by its own words: a date, a byline, a caption, a bio, a related link, page furniture."""

import re

from dyadlog.clean.dates import find_dates, strip_dates
from dyadlog.clean.lines import Line
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind

LONGEST_MARK = 60
"""Words above which a line is judged by the classifier alone; comment forms and bios are shorter."""
NAME_WORD = r"(?:[A-Z][\w'’.-]*|al|bin|bint|ben|da|de|del|der|di|dos|du|el|ibn|la|le|ul|van|von|y|zu)"
NAME = re.compile(rf"(?:Dr\.?\s|Prof\.?\s|Sir\s)?[A-Z][\w'’.-]*(?:\s+{NAME_WORD}){{1,4}}")
NAMES = re.compile(rf"{NAME.pattern}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){NAME.pattern}){{0,4}}")
TWICE = re.compile(r"(?P<name>\S.{2,60}?)\s*[Bb]y\s+(?P=name)(?!\w)")
DOUBLED = re.compile(r"(?P<once>\S.{2,60}?)\s*(?P=once)")
BY = re.compile(r"(?:[Bb]y|BY)\b[:\s]+")
CUTS = re.compile(
    r"\s*(?:[|•·»]|\s[-–—]\s|\(|\b(?:Published|Updated|Posted|Last|No Comments|\d+\s+(?:Views|Comments?|min))\b)"
)
PLACE_OF = r"(?:\s+in\s+[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,2})?"
"""A reporter's place in a credit: "Ana Soto in Lima and Luis Vega in Quito"."""
CREDIT = re.compile(
    rf"\(?(?:Reporting|Writing|Report|Story) by (?P<name>{NAME.pattern}{PLACE_OF}"
    rf"(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){NAME.pattern}{PLACE_OF}){{0,4}})(?=\s*[;.)]|$)"
)
SEGMENTS = re.compile(r"\s*[|•·»]\s*|\s{2,}|\t|\s[–—-]\s|\s*,\s*$")
LEFT_OVER = 5
"""Words beside name and date that a byline may have: a place, "2 min read"."""
WITH_DATE = re.compile(r"\b(?:Published|Posted|Updated)\b|\|")
SHARE_LENGTH = 25


def mark_line(line: Line, words: PageWords) -> BlockKind | None:
    """The kind of a line that its own words settle; None where its surroundings must."""
    text, count = line.body, len(line.words)
    if count == 0 or words.has("advertisement", text.strip(" .:-–—")):
        return "boilerplate"
    if count > LONGEST_MARK:
        return None
    if words.has("related_mark", text):
        return "related"
    if is_date_line(text, words):
        return "date"
    if find_byline(text, words) is not None:
        return "byline"
    if words.has("advertisement_lead", text):
        return "boilerplate"
    if words.has("table_of_contents", text.strip(" :")) or (count <= SHARE_LENGTH and words.has("share", text)):
        return "boilerplate"
    if is_inline_related(line, words):
        return "related"
    if words.has("site_sentences", text):
        return "boilerplate"
    if words.has("bio", text) and (text.startswith("(") or not text.startswith(("“", '"'))):
        return "bio"
    if words.has("caption", text) and count <= 45:
        return "caption"
    if (
        count <= 25
        and (words.has("boilerplate", text) or words.has("end_marks", text))
        and not _is_sentence(line, words)
    ):
        return "boilerplate"
    return "boilerplate" if text.startswith(("©", "(c) ", "Copyright ")) else None


def is_inline_related(line: Line, words: PageWords) -> bool:
    """Whether a line is a link to another article, introduced by words such as "Read more:"."""
    found = words.find("related", line.body)
    if found is None or len(line.words) > 40:
        return False
    rest = line.body[found.end() :].lstrip()
    marked = found.group().endswith(":") or rest[:1] in (":", "|", "-", "–", "—", "»", ">")
    return marked or (len(line.words) <= 16 and not line.ends_sentence)


def is_date_line(text: str, words: PageWords) -> bool:
    """Whether a line is a date (absolute or "2 hours ago") and next to nothing else."""
    if not find_dates(text, words, day_first=True) and not words.has("relative_date", text):
        return False
    rest = _without_date_words(strip_dates(text, words), words)
    return (
        len(re.findall(r"[^\W\d_]{2,}", re.sub(r"(?i)\b(?:at|on|am|pm|ist|views?|last|ist|and|the)\b", " ", rest))) <= 1
    )


def find_byline(text: str, words: PageWords) -> str | None:
    """The name or the desk in a byline, as the page writes it; None where the line is no byline."""
    text = text.strip(" \t-–—|•·*_")
    if words.has("desks", text.rstrip(".:")):
        return text
    credit = CREDIT.match(text)
    if credit is not None:
        return credited(credit)
    cut = _before_date(text, words)
    by = BY.match(cut)
    signed = CUTS.split(cut[by.end() if by is not None else 0 :].strip(" \t,;:|-–—"), maxsplit=1)[0]
    if cut != text and NAME.fullmatch(signed) and WITH_DATE.search(text) and not words.has("menu_words", signed):
        return signed
    twice = TWICE.match(cut)
    if twice is not None and NAMES.fullmatch(twice["name"]):
        return twice["name"]
    role = by if by is not None else words.find("roles", cut)
    if role is None:
        return _beside_date(text, words)
    name = CUTS.split(cut[role.end() :].strip(" \t,;:|-–—"), maxsplit=1)[0].strip(" \t,;:|-–—")
    if words.has("desks", name):
        return name
    if not name or len(name.split()) > 12 or text.endswith("?"):
        return None
    found = NAMES.match(name)
    if found is None:
        return name if BY.match(cut) and len(name.split()) <= 3 and name[:1].isupper() and _few_words(text) else None
    return found.group().rstrip(".,") if len(name) - found.end() <= 40 and _few_words(text) else None


def credited(credit: re.Match[str]) -> str:
    """The names in a credit such as "(Reporting by X in Lima)", without the places."""
    return re.sub(r"\s+in\s+[^,]*?(?=\s+and\s|,|$)", "", credit["name"])


def _beside_date(text: str, words: PageWords) -> str | None:
    """The name in a line of name and date in either order, parted by more than a comma: "3 March 2024 | by Ana Soto".

    A comma parts a place from the date ("Buenos Aires, 3 March 2024"), so a bare name needs another mark.
    """
    dates = find_dates(text, words, day_first=True)
    if not dates:
        return None
    marked = text
    for found in reversed(dates):
        marked = f"{marked[: found.start]} | {marked[found.end :]}"
    parts = [strip_dates(part, words) for part in SEGMENTS.split(marked)]
    names, others = [], 0
    for part in (_without_date_words(part, words) for part in parts if part):
        role = words.find("roles", part)
        name = part[role.end() :].strip(" ,;:") if role is not None else part
        alone = not re.search(r",\s*$", text[: dates[0].start]) and NAME.fullmatch(name) is not None
        if words.has("desks", name) or (role is not None and NAMES.fullmatch(name)) or (role is None and alone):
            names.append(name)
        else:
            others += len(part.split())
    return names[0] if len(names) == 1 and others <= LEFT_OVER and not words.has("menu_words", names[0]) else None


def _without_date_words(text: str, words: PageWords) -> str:
    while (said := words.find("date_words", text)) is not None:
        text = text[said.end() :].strip(" \t|•·,.:;–—-()/@")
    return text


def _few_words(text: str) -> bool:
    return len(text.split()) <= 16


def _before_date(text: str, words: PageWords) -> str:
    dates = find_dates(text, words, day_first=True)
    return text[: dates[0].start] if dates else text


def is_name(text: str, words: PageWords) -> bool:
    """Whether a line could be nothing but a person's name."""
    return len(text) <= 50 and NAME.fullmatch(text) is not None and not words.has("menu_words", text)


def undouble(text: str) -> str:
    """ "Site NameSite Name" as once; dumps print the words of a logo twice."""
    found = DOUBLED.fullmatch(text)
    return found["once"] if found is not None else text


def _is_sentence(line: Line, words: PageWords) -> bool:
    """Whether a line is a sentence of running text: it closes, and a fair part of it is function words."""
    return line.ends_sentence and len(line.words) >= 8 and words.share("function_words", line.words) >= 0.25
