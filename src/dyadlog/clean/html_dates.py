"""When an HTML page was published: what its data state, as a day of the outlet's own calendar, else what it prints."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from dyadlog.clean.dates import make_day
from dyadlog.clean.head_prints import Prints
from dyadlog.clean.local_day import find_local_day
from dyadlog.clean.moments import Moment, find_moments
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records import Publication

ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")


def find_address_day(address: str | None) -> date | None:
    """The day in the path of an address: "/2024/03/05/"."""
    found = ADDRESS_DAY.search(urlsplit(address).path) if address is not None else None
    return make_day(int(found[1]), int(found[2]), int(found[3])) if found is not None else None


def find_publication(
    stated: Sequence[tuple[str, str]],
    changed: Sequence[str],
    prints: Prints,
    credits: Publication,
    address: date | None,
    words: PageWords,
) -> Publication:
    """The day the page's data state for its first publication (``stated``: values, each with its method), else the day
    printed at its headline, else the day in its address, else the day of its last change as an upper bound."""
    moments = [(moment, method) for value, method in stated if (moment := _first(value, words)) is not None]
    changes = [replace(moment, changed=True) for value in changed if (moment := _first(value, words)) is not None]
    if moments:
        first, method = moments[0]
        others = [*(moment for moment, _ in moments[1:]), *changes]
        day, witness = find_local_day(first, others, prints.around, address)
        return Publication(day, "day", {"stated": method, "print": "date_line", "address": "address"}[witness])
    if credits.day is not None:
        return credits
    printed = {moment.day for moment in prints.beside if not moment.changed}
    if len(printed) == 1:
        return Publication(printed.pop(), "day", "date_line")
    if address is not None:
        return Publication(address, "day", "address")
    return Publication(not_after=changes[0].day, not_after_method="modified") if changes else Publication()


def _first(value: str, words: PageWords) -> Moment | None:
    return next(find_moments(value, words), None)
