"""The body that issues a page, named on a line of its own near the headline: "Ministry of Trade of Fiji"."""

import re

from dyadlog.clean.dates import strip_dates
from dyadlog.clean.masthead import is_capitalised
from dyadlog.knowledge import Knowledge

LONGEST = 200
REACH = 12
"""Lines from the top among which a letterhead stands."""
PARTS = re.compile(r"\s+[-–—|•·]\s+|\s*\|\s*|\s{3,}")
LABELLED_WORDS = 6


def find_letterhead(line: str, knowledge: Knowledge) -> str | None:
    """The body on a line that holds nothing else but a date and words such as "Press release".

    A body whose state the line names, the press service of an office, or a ministry beside "Press release". Whoever
    merely holds an office ("President of Fiji") is no body: a name may stand above.
    """
    if not 0 < len(line) <= LONGEST:
        return None
    words = knowledge.page_words
    parts = [part for text in PARTS.split(strip_dates(line, words)) if (part := text.strip(" \t.,;*_#"))]
    if not parts or len(parts) > 3 or not all(words.has("letterhead_label", part) for part in parts[1:]):
        return None
    name = parts[0]
    if words.has("letterhead_office", name):
        return name
    if re.search(r"[:()?!]", name) or words.has("letterhead_label", name):
        return None
    if not (words.has("official_source", name) or words.has("official_service", name)):
        return None
    labelled = len(parts) > 1 and is_capitalised(name, words) and len(name.split()) <= LABELLED_WORDS
    return name if labelled or knowledge.accounts.state_of_letterhead(name) is not None else None
