"""Words of instruments: what the name of an agreement, pledge or project says, and the words right before it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dyadlog.consolidate.views import content_stems
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Document, InstrumentMention, Mention

YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
YEAR_BEFORE = re.compile(r"\b(?:1[6-9]|20)\d\d(?= $)")
DUE = re.compile(r"\b(?:by|before|until|no later than)\b.*$", re.I)
"""The end of a promise that says by when."""
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,4}s?\b")
AIMED_AT = ("trade", "exports", "imports", "investment")
"""Measures that states set targets for."""
BEFORE = 40
"""Characters before a name in which its article stands."""


def stems_of(
    mention: InstrumentMention, document: Document, mentions: Sequence[Mention], knowledge: Knowledge
) -> frozenset[str]:
    """What a name says beyond "agreement" or "deal", without numbers and their units."""
    apart = [m for m in mentions if m.kind != "body" or not _is_all_of(m, mention)]
    due = DUE.search(mention.name) if mention.deadline is not None else None
    end = mention.start + due.start() if due and due.start() else mention.end
    said = content_stems(document, mention.start, end, apart, knowledge) - _stems_of_months(knowledge)
    return said - knowledge.instrument_words.stems - _stems_of_figures(mention.name, knowledge)


@lru_cache(maxsize=4)
def _stems_of_months(knowledge: Knowledge) -> frozenset[str]:
    """The stems of the names of months."""
    months = " ".join(knowledge.time_words.values["month"])
    return frozenset(knowledge.content_words.stems(months))


def _is_all_of(named: Mention, mention: InstrumentMention) -> bool:
    """Whether a mention of a body is the instrument itself ("the joint border commission")."""
    return mention.start <= named.start and named.end == mention.end


def _stems_of_figures(name: str, knowledge: Knowledge) -> frozenset[str]:
    """The stems of numbers and units in a name ("15 million dollars", "500 tonnes")."""
    figures = _figures_in(name, knowledge)
    return frozenset(stem for figure in figures for stem in knowledge.content_words.stems(figure))


def _figures_in(name: str, knowledge: Knowledge) -> Iterator[str]:
    """The numbers in a name, each with its unit or currency."""
    units = knowledge.units
    for number in units.number_pattern.finditer(name):
        end = number.end()
        for pattern in (units.unit_pattern, units.currency_pattern):
            if match := pattern.match(name, end):
                end = max(end, match.end())
        yield name[number.start() : end]


def is_definite(mention: InstrumentMention, document: Document, knowledge: Knowledge) -> bool:
    """Whether a name begins with, or stands behind, a word that points back ("the pact", "their treaty")."""
    return any(word in knowledge.content_words.definite for word in _around_start(mention, document)[-2:])


def _around_start(mention: InstrumentMention, document: Document) -> list[str]:
    """The two words before a name, and its own first one."""
    before = document.text[max(0, mention.start - BEFORE) : mention.start].casefold().split()[-2:]
    return [*before, *mention.name.casefold().split()[:1]]


def year_of(mention: InstrumentMention, document: Document) -> int | None:
    """The year in the name, or right before it ("the 1994 accord")."""
    before = YEAR_BEFORE.search(document.text[max(0, mention.start - 6) : mention.start])
    found = YEAR.search(mention.name) or before
    return int(found[0]) if found else None


def noun_of(mention: InstrumentMention, knowledge: Knowledge) -> str:
    """The first word of the name that is a word for instruments, singular."""
    words = (word.casefold() for word in re.findall(r"[^\W\d_]+", mention.name))
    return next((word.removesuffix("s") for word in words if knowledge.instrument_words.head(word)), "")


def is_new(mention: InstrumentMention, document: Document, knowledge: Knowledge) -> bool:
    """Whether the words right before the name say that it has not been spoken of yet ("an", "another")."""
    return any(word in knowledge.instrument_words.indefinite for word in _around_start(mention, document))


def is_other_name(mention: InstrumentMention, document: Document, knowledge: Knowledge) -> bool:
    """Whether the words right before the name give it as another name for what was named before."""
    before = re.findall(r"[^\W\d_]+", document.text[max(0, mention.start - BEFORE) : mention.start].casefold())[-3:]
    return any(word in knowledge.instrument_words.naming for word in before)


def left_out(mention: InstrumentMention, claim: Claim, knowledge: Knowledge) -> str | None:
    """What a target is about where its own words do not say: the last measure named before it in the sentence."""
    if mention.kind != "target" or knowledge.measures.find(mention.name):
        return None
    before = claim.evidence.quote[: max(0, mention.start - claim.evidence.start)]
    measures = (knowledge.measures.find(word) for word in reversed(re.findall(r"[^\W\d_]+", before)))
    return next((measure for measure in measures if measure in AIMED_AT), None)


def letters_of(name: str, knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str]]:
    """The acronyms printed in a name, and those together with the ones its words make."""
    printed = frozenset(match.removesuffix("s").casefold() for match in ACRONYM.findall(name))
    for figure in _figures_in(name, knowledge):
        printed -= {word.casefold() for word in ACRONYM.findall(figure)}
    printed = frozenset(word for word in printed if knowledge.instrument_words.head(word) is None)
    spelt = [word for word in re.findall(r"[A-Za-z]+", name) if not ACRONYM.fullmatch(word)]
    initials = "".join(word[0] for word in spelt).casefold()
    made = {initials[i:] for i in range(len(initials) - 2)}
    return printed, printed | made
