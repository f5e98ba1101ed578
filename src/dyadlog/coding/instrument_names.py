"""Names of instruments: the words of the page for an agreement, pledge or project, without the place and the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.tree import children, find_case

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dyadlog.coding.scene import Scene

MOST_WORDS = 12
"""Words of a name; beyond that it is a sentence."""
REACH = 14
"""Tokens up to which what follows the noun may still be part of its name."""
BRACKET = 4
"""Tokens that a short form in brackets may be long."""
TOPICS = frozenset({"of", "for", "on", "between", "with", "against", "over", "and", ""})
"""Prepositions that lead to what an instrument is about or whose it is; others lead to where and when."""
FIELDS = frozenset({"on", "between"})
"""Those of them that, right behind the noun, tell of it even where the parser hangs them on the verb."""
WHERE = frozenset({"in", "at", "near", "during", "from", "since", "by", "after", "before", "under", "through"})
OPENING, CLOSING = frozenset('“‘"'), frozenset('”’"')
CLAUSES = ("acl", "acl:relcl", "advcl", "parataxis", "ccomp")
LOOSE_ENDS = frozenset({"CCONJ", "ADP", "DET", "PUNCT", "SCONJ", "PART", "AUX"})
"""Words that end no name."""


def name_instrument(scene: Scene, token: Token) -> tuple[int, int]:
    """Document offsets of the words that name it: without article and figures before it, and without the place and the
    day that the parser may have hung on it."""
    doc = scene.sentence.doc
    first = _find_first(scene, token)
    last = _cut_tail(scene, token, _find_last(scene, token))
    last = trim_words(doc, max(first, token.i), last, MOST_WORDS - (token.i - first))
    return scene.offsets(first, _close_quotation(doc, first, last))


def name_goal(scene: Scene, goal: Token) -> tuple[int, int]:
    """Document offsets of the goal of a target whose words stand apart ("to 2 billion dollars")."""
    start, stop = scene.offsets(goal.left_edge.i, trim_words(goal.doc, goal.left_edge.i, goal.right_edge.i))
    return start, stop - scene.words(start, stop).endswith(".")  # "$4bn." at the end of a sentence may be one token


def trim_words(doc: Doc, first: int, last: int, most: int = MOST_WORDS) -> int:
    """The last token of a stretch of at most ``most`` words that ends where a phrase does."""
    words = [i for i in range(first, last + 1) if not doc[i].is_punct]
    if len(words) > most:
        end = words[max(most - 1, 0)]
        bounds = [i for i in range(first + 1, end + 2) if _opens_phrase(doc[i])]
        last = bounds[-1] - 1 if bounds and bounds[-1] > first + most // 2 else end
    while last > first and doc[last].pos_ in LOOSE_ENDS and doc[last].text != ")":
        last -= 1
    return last


def _opens_phrase(token: Token) -> bool:
    return token.is_punct or token.dep_ in ("case", "cc", "mark")


def _find_first(scene: Scene, token: Token) -> int:
    """The first word of the name: what describes the noun, and a short form in brackets with what it stands for."""
    doc = token.doc
    first = token.i
    parts = children(token, "amod", "compound", "nmod:poss", "nmod", "nmod:desc", "flat", "nummod")
    for child in sorted((child for child in parts if child.i < token.i), key=_backwards):
        if child.pos_ == "VERB" or (child.dep_ == "nummod" and not is_year(child)):
            break
        if child.right_edge.i == first - 1:
            first = child.left_edge.i
    if token.dep_ == "flat":
        first = token.head.left_edge.i
    first = _before_brackets(doc, first)
    while first < token.i and (doc[first].dep_ in ("det", "case", "punct", "advmod") or _is_space_or_owner(doc[first])):
        first += 1
    return first


def is_year(token: Token) -> bool:
    """Whether a number is that of a year."""
    return token.text.isdigit() and len(token.text) == 4


def _is_space_or_owner(token: Token) -> bool:
    return token.is_space or token.tag_ == "PRP$"


def _before_brackets(doc: Doc, first: int) -> int:
    """Where a name starts that has its short form in brackets in its midst ("the Lagos-Accra (LA) gas line")."""
    if first < 3 or doc[first - 1].text != ")":
        return first
    opening = next((i for i in range(first - 2, max(first - 2 - BRACKET, 0), -1) if doc[i].text == "("), None)
    if opening is None:
        return first
    start = opening
    while start > 0 and (doc[start - 1].pos_ in ("PROPN", "ADJ", "NOUN") or doc[start - 1].text in "-–"):
        start -= 1
    return start if start < opening else first


def _find_last(scene: Scene, token: Token) -> int:
    """The last word that hangs on the noun without a break and says which instrument it is."""
    doc = token.doc
    last = token.i
    for child in sorted(token.children, key=lambda child: child.i):
        if child.i < token.i or child.left_edge.i != last + 1:
            continue
        if not _belongs_to_name(scene, child) or child.right_edge.i - token.i > REACH:
            break
        last = child.right_edge.i
        if doc[child.left_edge.i].text == "(" and last + 1 < len(doc) and doc[last + 1].text == ")":
            last += 1
    if last == token.i and last + 2 < len(doc) and doc[last + 1].dep_ == "case" and doc[last + 1].lower_ in FIELDS:
        topic = doc[last + 1].head
        near = topic.i > last + 1 and topic.right_edge.i - token.i <= REACH and topic.left_edge.i == last + 1
        if near and not _is_where_or_when(scene, topic) and not children(topic, "det", "nmod:poss"):
            last = topic.right_edge.i
    return last


def _backwards(token: Token) -> int:
    return -token.i


def _belongs_to_name(scene: Scene, child: Token) -> bool:
    """Whether what follows the noun says which instrument it is: its field, its sides, its year or its short form."""
    timed = any(time.first <= child.i <= time.last for time in scene.times)
    if child.dep_ in ("flat", "nummod"):
        return True
    if child.dep_ == "appos":
        return child.doc[child.left_edge.i].text == "(" or child.right_edge.i - child.left_edge.i <= 2
    if child.dep_ not in ("nmod", "obl", "nmod:unmarked"):
        return False
    return find_case(child) == "of" if timed else find_case(child) in TOPICS


def _cut_tail(scene: Scene, token: Token, last: int) -> int:
    """The last word before a clause, a place or a day that hangs on some word within the name."""
    doc = token.doc
    for i in range(token.i + 1, last + 1):
        word = doc[i]
        if word.text == ")":
            return i
        if word.dep_ == "case" and word.lower_ in WHERE and _is_where_or_when(scene, word.head):
            return max(i - 1, token.i)
        clause = next((w for w in (word, *word.ancestors) if w.dep_ in CLAUSES and w.i > token.i), None)
        if clause is not None and clause.left_edge.i >= token.i:
            return max(i - 1, token.i)
    return last


def _close_quotation(doc: Doc, first: int, last: int) -> int:
    """The last word, with the mark that closes a quotation begun within the name."""
    opened = next((i for i in range(last, first, -1) if doc[i].text in OPENING), None)
    if opened is None or any(doc[i].text in CLOSING for i in range(opened + 1, last + 1)):
        return last
    return last + 1 if last + 1 < len(doc) and doc[last + 1].text in CLOSING else opened - 1


def _is_where_or_when(scene: Scene, token: Token) -> bool:
    """Whether a word stands for a place or a time."""
    if any(time.first <= token.i <= time.last for time in scene.times):
        return True
    return any(m.first <= token.i <= m.last and m.place is not None for m in scene.mentions)
