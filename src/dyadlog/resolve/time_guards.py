"""Guards: words that look like a time expression and, where they stand, are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dyadlog.knowledge.time_words import TimeWords
    from dyadlog.resolve.time_grammar import Expression

NAMED = frozenset(("PER", "ORG"))
DAY_WORDS = frozenset(("Today", "Tomorrow", "Tonight"))


def is_no_time(expression: Expression, doc: Doc, root: Token, table: TimeWords) -> bool:
    """Whether the words are a figure ("2000 troops"), part of a name ("Theresa May") or another word of that form."""
    if expression.reading == "year":
        return _is_figure(expression, doc, table)
    if expression.reading in ("month", "weekday", "day_word", "season"):
        return _is_in_name(expression, doc) or (root.tag_ == "MD" or root.pos_ == "AUX")
    return False


def _is_figure(expression: Expression, doc: Doc, table: TimeWords) -> bool:
    following = next((token for token in doc if token.idx >= expression.end), None)
    if following is None:
        return False
    if following.lower_ in table.counted or following.lower_ in ("%", "-year"):
        return True
    round_figure = expression.words.has("year") and expression.words.number("year") % 50 == 0
    counted = following.tag_ in ("NNS", "JJ") and following.lower_ not in table.dated
    return bool(round_figure and counted and doc.text[expression.end : following.idx].isspace())


def _is_in_name(expression: Expression, doc: Doc) -> bool:
    words = doc.text[expression.start : expression.end]
    if words in DAY_WORDS:
        first = next(token for token in doc if token.idx >= expression.start)
        return first.i > 0 and doc[first.i - 1].pos_ == "PROPN" and not _is_title(doc)
    if any(character.isdigit() for character in words):
        return False
    return any(
        entity.label_ in NAMED
        and entity.start_char <= expression.start
        and entity.end_char >= expression.end
        and entity.end_char - entity.start_char > expression.end - expression.start
        for entity in doc.ents
    )


def _is_title(doc: Doc) -> bool:
    return all(token.text[0].isupper() for token in doc if len(token) > 3 and token.is_alpha)
