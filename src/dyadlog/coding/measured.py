"""What a figure measures, told from the syntax: "killed", "bilateral trade", "loan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dyadlog.knowledge.units import Units

BEFORE = frozenset(("compound", "nummod", "amod", "nmod", "nmod:unmarked", "obl:unmarked", "appos", "advmod"))
PARTITIVE = frozenset(("of", "in", "worth"))
REACHED = frozenset(("to", "at", "by", "from", "above", "below", "past", "beyond"))
OBJECTS = frozenset(("obj", "nsubj:pass"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
NOUNS = frozenset(("NOUN", "PROPN"))
SPOKEN = 4
"""So many words of a noun phrase are kept at most."""


def find_root(doc: Doc, start: int, end: int) -> Token | None:
    """The token of ``doc.text[start:end]`` that governs the others."""
    inside = [token for token in doc if token.idx < end and token.idx + len(token) > start]
    positions = {token.i for token in inside}
    outer = [token for token in inside if token.head.i not in positions or token.head.i == token.i]
    return next((token for token in outer if token.dep_ not in ("case", "advmod", "punct", "cc", "det")), None)


def find_counted_noun(root: Token, end: int) -> Token | None:
    """The noun that a bare number counts: "12 [new] agreements", "dozens of people"."""
    while root.dep_ in ("conj", "compound", "nmod") and root.head.pos_ == "NUM" and root.head.i != root.i:
        root = root.head
    return _find_counted_below(root, end)


def _find_counted_below(root: Token, end: int) -> Token | None:
    if root.dep_ in ("nummod", "compound", "amod") and root.head.idx >= end and root.head.pos_ in NOUNS:
        return root.head if root.head.i - root.i <= SPOKEN else None
    for child in root.children:
        if child.dep_ == "nmod" and _case(child) == "of" and child.pos_ in (*NOUNS, "NUM"):
            return child if child.idx >= end else _find_counted_below(child, end)
    following = next((token for token in root.doc if token.idx >= end), None)
    return following if following is not None and following.tag_ == "NNS" and following.idx == end + 1 else None


def find_participle(doc: Doc, end: int, units: Units) -> tuple[str, int] | None:
    """What happened by a word right after the figure ("31 dead", "25 more wounded"), and where that word ends."""
    following = [token for token in doc if token.idx >= end][:2]
    if len(following) == 2 and following[0].lower_ in ("more", "others"):
        following = following[1:]
    for token in following[:1]:
        outcome = _outcome(token, units, "person")
        if outcome is not None and token.tag_ in ("VBN", "VBD", "JJ", "NN", "NNS"):
            return outcome, token.idx + len(token)
    return None


def find_outcome(root: Token, units: Units, kind: str) -> str | None:
    """What happened to those counted: by the verb they undergo, a participle beside them, or the noun itself."""
    for child in root.children:
        if child.dep_ in ("acl", "amod", "acl:relcl", "xcomp") and child.tag_ != "VBG":
            outcome = _outcome(child, units, kind)
            if outcome is not None:
                return outcome
    own = _outcome(root, units, kind)
    if own is not None:
        return own
    node = root
    verb = root.doc[root.left_edge.i - 1] if root.dep_ == "conj" and root.left_edge.i else root
    if verb.pos_ == "VERB" and (outcome := _outcome(verb, units, kind)) is not None:
        return outcome
    while node.dep_ == "conj" and node.head.pos_ in (*NOUNS, "NUM") and node.head.i != node.i:
        node = node.head
    head = node.head
    if node.dep_ == "nmod" and _case(node) == "of":
        return next((o for child in (*head.children, head) if (o := _outcome(child, units, kind))), None)
    undergoes = node.dep_ in OBJECTS or (node.dep_ == "nsubj" and not any(c.dep_ == "obj" for c in head.children))
    if not undergoes:
        return None
    outcome = _outcome(head, units, kind)
    if outcome is not None:
        return outcome
    if head.lemma_ != "leave":
        return None
    left = (child for child in head.children if child.dep_ == "xcomp" and child.idx > node.idx)
    return next((o for child in left if (o := _outcome(child, units, kind))), None)


def find_measured(root: Token, units: Units, end: int) -> str | None:
    """The noun phrase whose size a sum, a measure or a share tells; ``end`` is where the figure and its unit end."""
    head = root.head
    if head.i != root.i and (head.pos_ in ("NUM", "SYM") or units.find_currency(head.text) is not None):
        return find_measured(head, units, end)
    if root.dep_ in BEFORE and head.i > root.i and head.pos_ in NOUNS:
        return name_of(head, root)
    for child in root.children:
        if child.dep_ in ("nmod", "obl") and child.i > root.i and _case(child) in PARTITIVE and child.pos_ in NOUNS:
            return name_of(child, root)
    following = [token for token in root.doc if token.idx >= end][:4]
    if following and following[0].lower_ in PARTITIVE:
        noun = next((token for token in following[1:] if token.pos_ == "NOUN" and token.dep_ != "compound"), None)
        if noun is not None and all(
            token.pos_ in ("ADJ", "NOUN", "ADP") for token in following[: following.index(noun)]
        ):
            return name_of(noun, start=end)
    if head.i == root.i or root.dep_ in ("nsubj", "conj") or any(child.dep_ == "cop" for child in root.children):
        subject = next((child for child in root.children if child.dep_ == "nsubj" and child.pos_ in NOUNS), None)
        return name_of(subject, root) if subject is not None else None
    if head.pos_ in NOUNS and root.dep_ in ("nmod", "amod", "acl", "nmod:unmarked"):
        return name_of(head, root)
    return _measured_by_verb(root, head, units)


def _measured_by_verb(root: Token, verb: Token, units: Units) -> str | None:
    """ "Raise trade to $10bn": the object; "exports reached $3bn", "rose by 10%": the subject."""
    reached = root.dep_.startswith("obl") and (_case(root) in REACHED or root.dep_ == "obl:unmarked")
    objects = [child for child in verb.children if child.dep_ in OBJECTS and child.i != root.i and child.pos_ in NOUNS]
    objects = [child for child in objects if units.find_currency(child.text) is None]
    if reached and objects:
        return name_of(objects[0], root)
    if verb.lemma_ == "worth" and verb.head.pos_ in NOUNS:
        return name_of(verb.head, root)
    if verb.lemma_ not in units.measuring:
        return None
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS and child.pos_ in NOUNS), None)
    if subject is None and verb.dep_ in ("acl", "acl:relcl") and verb.head.pos_ in NOUNS:
        subject = verb.head
    if subject is None and verb.dep_ in ("xcomp", "conj"):
        others = (child for child in verb.head.children if child.dep_ in ("obj", "nsubj") and child.pos_ in NOUNS)
        subject = next(others, None)
    return name_of(subject, root) if subject is not None else None


def name_of(noun: Token, figure: Token | None = None, start: int = 0) -> str:
    """A noun with its adjectives from ``start`` on, the figure left out; a sentence's first noun in small letters."""
    compounds = [child for child in noun.children if child.dep_ == "compound"]
    if noun.lower_ in PARTITIVE and compounds:  # "gold worth $5m": the parser may take "worth" for the head
        noun = compounds[-1]
    left_out = set()
    if figure is not None and figure.i != noun.i and noun.i not in {token.i for token in figure.subtree}:
        left_out = {token.i for token in figure.subtree}
    before = [child for child in noun.children if child.i < noun.i and child.dep_ in ("compound", "amod")]
    before = [child for child in before if child.idx >= start and child.lower_ not in PARTITIVE]
    words = [child for child in before if child.i not in left_out and child.tag_ not in ("PDT", "JJR", "CD")]
    return " ".join(
        token.lower_ if token.i == 0 and token.pos_ == "NOUN" else token.text for token in [*words[-SPOKEN:], noun]
    )


def _outcome(token: Token, units: Units, kind: str) -> str | None:
    outcome = units.find_outcome(token.lemma_.lower()) or units.find_outcome(token.lower_)
    return outcome[0] if outcome is not None and outcome[1] == kind else None


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")
