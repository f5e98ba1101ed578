"""Head lines that hold outlet, place, date and author side by side: "The Courier, Lima, 3 March 2024"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dyadlog.clean.dates import CLOCK, ZONE, PageDate, find_dates
from dyadlog.clean.lines import Line
from dyadlog.clean.marks import NAMES, find_byline
from dyadlog.clean.masthead import is_outlet_like
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind

PARTS = re.compile(r"\s*[|•·»/;:()\[\]]\s*|\s+[–—-]+\s+|\s*,\s+|\s*,$|\s{2,}|\t|^\s*[–—,-]+\s*|\s*[–—-]+\s*$")
SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!])\s+")
MOST_WORDS = 22
PART_WORDS = 4
NOTE_WORDS = 12
MOST_PARTS = 4
REACH = 5
"""Lines above the headline, or above the text where there is no headline, among which such a line stands."""
LINKS = re.compile(r"(?i)\b(?:of|the|for|and|de|del|la|du|des|di|da|al|el|y|e)\b")
UPDATED = re.compile(r"(?i)\b(?:updated|modified)\b")


@dataclass(frozen=True, slots=True)
class CreditLine:
    """The one date of a line of credits. ``outlet`` is the part that sounds like an outlet; ``sure`` where the line
    says what it is by an outlet or an author, else it may be a dated title as well."""

    date: PageDate
    outlet: str | None
    sure: bool


def read_credit(line: Line, words: PageWords) -> CreditLine | None:
    """What a line of credits says; None for a line that is anything else, or that gives no day or several."""
    text = line.body
    if line.bullet or not 1 < len(line.words) <= MOST_WORDS or UPDATED.search(text) or words.has("clock_words", text):
        return None
    dates = find_dates(text, words, day_first=True)
    if len(dates) != 1 or dates[0].precision != "day":
        return None
    date = dates[0]
    note = _dated_note(text, date)
    if note is not None:
        return CreditLine(date, None, False) if len(note.split()) <= NOTE_WORDS else None
    parts = [_plain_part(part, words) for part in _parts(text, date)]
    parts = [part for part in parts if part]
    outlets = [name for part in parts if (name := _outlet_in(part, words)) is not None]
    signed = any(_is_signature(part, words) for part in parts)
    rest = [part for part in parts if _outlet_in(part, words) is None and not _is_signature(part, words)]
    if len(parts) > MOST_PARTS or not all(_is_place_or_name(part, words) for part in rest):
        return None
    return CreditLine(date, outlets[0] if len(set(outlets)) == 1 else None, bool(outlets) or signed)


def mark_credits(
    lines: Sequence[Line], marks: Sequence[BlockKind | None], headline: int | None, first: int, words: PageWords
) -> list[int]:
    """The lines of credits between headline and text, or else right above the headline.

    Only one date may stand there. Beside lines of unknown kind (a list of other articles) a line must be sure.
    """
    below = range(headline + 1 if headline is not None else max(0, first - REACH), first)
    above = range(max(0, headline - REACH), headline) if headline is not None else range(0)
    for zone in (below, above):
        if any(marks[i] == "date" for i in zone):
            return []
        read = {i: credit for i in zone if (credit := read_credit(lines[i], words)) is not None}
        held = {i: credit for i, credit in read.items() if marks[i] in (None, "byline")}
        if zone is above:  # the site's name may stand on the line, which makes it a masthead
            held = {i: credit for i, credit in read.items() if credit.sure and headline == i + 1}
        elif not all(i in held or _is_head(lines[i], marks[i], words) for i in zone):
            held = {i: credit for i, credit in held.items() if credit.sure}
        if len({credit.date.day for credit in held.values()}) == 1:
            return [i for i in held if marks[i] != "byline"]
        if held:
            return []
    return []


def _is_head(line: Line, mark: BlockKind | None, words: PageWords) -> bool:
    """Whether a line between headline and text is surely no title of another article."""
    return mark in ("byline", "caption") or (mark is None and line.ends_sentence and not line.bullet)


def _dated_note(text: str, date: PageDate) -> str | None:
    """The rest of a line in which the date is a sentence of its own: "The Courier prints the text. 3 March 2024"."""
    before, after = text[: date.start], text[date.end :].strip(" .")
    sentences = SENTENCES.split(before)
    if after or len(sentences) < 2 or sentences[-1].strip():
        return None
    return before.strip()


def _parts(text: str, date: PageDate) -> list[str]:
    return [part for side in (text[: date.start], text[date.end :]) for part in PARTS.split(_without_time(side))]


def _without_time(text: str) -> str:
    """The text beside the date without clock time and time zone; capitals count as a zone only beside a time."""
    timed = CLOCK.search(text)
    if timed is None:
        return text
    return ZONE.sub(" | ", CLOCK.sub(" | ", text))


def _plain_part(part: str, words: PageWords) -> str:
    """A part without marks at its edges, weekdays, "at", and words such as "Published"."""
    text = part.strip(" \t\u00a0.,-–—*_#@")
    while (said := words.find("date_words", text)) is not None:
        text = text[said.end() :].strip(" \t\u00a0:.,-–—")
    text = re.sub(rf"^(?:{words.expression('days').pattern})[.,]?$", "", text, flags=re.I)
    return re.sub(r"(?i)^(?:on|at|in)\b\s*|\s*\b(?:on|at)$", "", text)


def _outlet_in(part: str, words: PageWords) -> str | None:
    """The outlet that a part is, or begins with, before words such as "with agencies"."""
    if is_outlet_like(part, words):
        return part
    tail = words.find("credit_tail", part)
    name = part[: tail.start()].strip() if tail is not None else ""
    return name if name and is_outlet_like(name, words) else None


def _is_signature(part: str, words: PageWords) -> bool:
    """Whether a part is a byline or a desk: "By Ana Soto", "Compiled by the editors", "World desk"."""
    tail = words.find("credit_tail", part)
    if words.has("desks", part) or (tail is not None and tail.start() == 0):
        return True
    role = words.find("roles", part)
    if role is None:
        return False
    name = re.sub(r"(?i)^the\s+", "", part[role.end() :].strip(" ,:;"))
    return find_byline(part, words) is not None or words.has("desks", name) or NAMES.fullmatch(name) is not None


def _is_place_or_name(part: str, words: PageWords) -> bool:
    """Whether a part is some capitalised words: a place, a name, an agency."""
    core = LINKS.sub(" ", part).split()
    if not 0 < len(core) <= PART_WORDS or words.has("menu_words", part) or words.has("boilerplate", part):
        return False
    return all(word[:1].isupper() for word in core) and re.search(r"[^\w\s.’'&-]", part) is None
