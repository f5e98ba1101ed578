"""Syntax: what hangs on what, seen through Universal Dependencies labels.

Basic UD shares nothing between conjuncts and leaves the subjects of infinitives and participles open. The functions
here fill those in, so that the rest of the room can ask for "the subject" and mean who does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Doc, Token

Answer = TypeVar("Answer")

RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
NEARNESS = frozenset({"close", "near", "next"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "csubj", "csubj:pass", "parataxis"})
# "accused Y of striking", "thanked Y for sending", "barred Y from entering": the object does the second act.
OBJECT_CONTROL_MARKS = frozenset({"of", "for", "from", "against", "into"})
# verbs whose object does the act that follows without "to": "let Y cross", "made Y pay"
LETTING = frozenset({"bid", "have", "help", "let", "make", "see", "watch"})
# verbs whose object is charged with the act that follows, also where the parser hangs "of doing" on the object
BLAMING = frozenset({"accuse", "acquit", "charge", "convict", "suspect"})
DATELINE_ENDS = frozenset({"-", "–", "—", "--", ":", ")"})
_DEPTH = 8


def kept(function: Callable[[Token], Iterable[Answer]]) -> Callable[[Token], list[Answer]]:
    """A function of a token whose answers for the last tokens asked about are kept: every frame of a verb asks anew."""
    answers = lru_cache(maxsize=1024)(lambda token: tuple(function(token)))

    @wraps(function)
    def ask(token: Token) -> list[Answer]:
        return list(answers(token))

    return ask


@dataclass(frozen=True, slots=True)
class Subject:
    """The tokens in subject position, conjuncts included; ``shared`` where they stand with another verb."""

    tokens: tuple[Token, ...]
    passive: bool
    shared: bool = False


@lru_cache(maxsize=4)
def index_children(doc: Doc) -> list[list[tuple[str, Token]]]:
    """For every token of a sentence its dependents with their labels. Kept for the sentences last asked about: spaCy
    makes a new object of a token each time."""
    index: list[list[tuple[str, Token]]] = [[] for _ in doc]
    for token in doc:
        if token.head.i != token.i:
            index[token.head.i].append((token.dep_, token))
    return index


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents of ``token`` with one of these labels, in text order."""
    return [child for label, child in index_children(token.doc)[token.i] if label in labels]


@lru_cache(maxsize=1024)
def find_case(token: Token) -> str:
    """The preposition of a nominal, ``along with`` and the like as one; empty where there is none."""
    words: list[str] = []
    modifiers = (
        case for child in children(token, "compound", "amod") if child.i < token.i for case in children(child, "case")
    )
    for child in children(token, "case") or modifiers:  # "with South Africa", the preposition hung on "South"
        if child.tag_ != "POS":
            words.append(child.lower_)
            words.extend(part.lower_ for part in child.children if part.dep_ == "fixed")
    return " ".join(words)


@lru_cache(maxsize=1024)
def find_mark(token: Token) -> str:
    """The word that opens a subordinate clause (``if``, ``to``, ``after``, also ``of`` before a gerund)."""
    for child in token.children:
        if child.dep_ in ("mark", "case") and child.i < token.i:
            return " ".join([child.lower_, *(part.lower_ for part in child.children if part.dep_ == "fixed")])
    before = token.nbor(-1) if token.i and token.tag_ == "VBG" else None
    if before is not None and before.dep_ == "case" and before.head.i > token.i and before.head.head.i == token.i:
        return str(before.lower_)  # "of sheltering rebels", the preposition hung on the rebels
    return ""


@kept
def expand(token: Token) -> list[Token]:
    """The token and all that is conjoined to it, in text order."""
    found = [token]
    for child in children(token, "conj"):
        found.extend(expand(child))
    return found


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that ``token`` stands in."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_root(token: Token) -> bool:
    """Whether nothing governs the token."""
    return bool(token.head.i == token.i)


@lru_cache(maxsize=1024)
def is_passive(verb: Token) -> bool:
    """Whether the verb's subject undergoes the act."""
    if children(verb, "aux:pass", "nsubj:pass"):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "advcl" and verb.i < verb.head.i:
        return not children(verb, "aux", "nsubj", "obj", "mark")  # "Asked about it, he said"
    if verb.dep_ == "conj" and verb.lemma_ in BLAMING and not children(verb, "obj", "aux", "nsubj"):
        return is_passive(first_conjunct(verb))  # "were arrested and charged", read as if they charged
    if verb.tag_ != "VBN" or children(verb, "aux", "nsubj"):
        return False
    if verb.dep_ in ("acl", "advcl"):
        return not children(verb, "obj")
    return verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_passive(verb.head)


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is marked by ``to``."""
    return any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in verb.children)


def is_bare_infinitive(verb: Token) -> bool:
    """Whether the verb is the second act of ``let``, ``make`` or the like, which takes no ``to``."""
    bare = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp") and not children(verb, "aux", "mark")
    return bare and verb.head.lemma_ in LETTING


def is_gerund(verb: Token) -> bool:
    """Whether the verb is an ``ing`` form, the perfect one included ("of striking", "of having struck")."""
    return verb.tag_ == "VBG" or any(child.lower_ == "having" and child.dep_ == "aux" for child in verb.children)


def is_relative(token: Token) -> bool:
    """Whether the token is a relative pronoun or adverb."""
    return token.tag_ in RELATIVES or (token.lower_ == "that" and token.pos_ == "PRON" and token.tag_ != "DT")


def is_cleft(clause: Token) -> bool:
    """Whether a relative clause is the sentence itself ("it was the soldiers who fired")."""
    head = clause.head
    dummy = any(subject.lower_ == "it" for subject in children(head, "nsubj", "expl"))
    return clause.dep_ == "acl:relcl" and dummy and bool(children(head, "cop"))


def find_relative_clause(token: Token) -> Token | None:
    """The verb of the relative clause that the token stands in, if it stands in one directly."""
    for ancestor in token.ancestors:
        if ancestor.dep_ in ("acl:relcl", "advcl:relcl"):
            return ancestor
        if ancestor.dep_ in ("ccomp", "advcl", "parataxis"):
            return None
    return None


def resolve_relative(token: Token) -> Token:
    """What a relative pronoun stands for: the noun its clause hangs on; any other token stands for itself."""
    if is_relative(token):
        clause = token.head if token.head.dep_ in ("acl:relcl", "advcl:relcl") else find_relative_clause(token)
        if clause is not None and clause.head.pos_ in NOMINAL:
            return clause.head
    return token


def find_subject(verb: Token, depth: int = 0) -> Subject | None:
    """Who stands in the subject of the verb, also where another clause lends it."""
    own = [token for token in children(verb, "nsubj", "nsubj:pass", "nsubj:outer") if token.lower_ != "there"]
    if own:
        own = _drop_dateline(own)
        tokens = tuple(found for token in own for found in expand(resolve_relative(token)))
        return Subject(tokens, own[0].dep_ == "nsubj:pass" or is_passive(verb))
    if depth > _DEPTH or is_root(verb):
        return None
    return _lend_subject(verb, depth)


def _drop_dateline(subjects: list[Token]) -> list[Token]:
    """Of two subjects the first is a dateline where a dash or colon parts them ("LIMA - The minister said")."""
    if len(subjects) < 2:
        return subjects
    between = subjects[0].doc[subjects[0].i + 1 : subjects[1].i]
    return subjects[1:] if any(token.text in DATELINE_ENDS for token in between) else subjects


def _lend_subject(verb: Token, depth: int) -> Subject | None:
    head, label = verb.head, verb.dep_
    if label in ("acl", "acl:relcl") and head.pos_ in NOMINAL:
        if (
            label == "acl"
            and head.dep_ in ("obj", "nsubj:pass")
            and head.head.lemma_ in BLAMING
            and find_mark(verb) == "of"
        ):
            return Subject((head,), is_passive(verb), True)
        if label == "acl" and (is_infinitive(verb) or (is_gerund(verb) and find_mark(verb))):
            holder = find_holder(head, depth + 1)
            return Subject(holder, is_passive(verb), True) if holder else None
        return Subject((head,), is_passive(verb), True)
    if label == "parataxis" and head.pos_ in NOMINAL:
        # "LIMA (AB): The minister, Ana Cruz, held": the dateline read as the sentence, its subject in apposition to it
        beside = [token for token in children(head, "appos", "conj", "list") if token.i < verb.i]
        return Subject(tuple(expand(beside[-1])), is_passive(verb), True) if beside else None
    if label in ("xcomp", "advcl", "ccomp", "obl"):
        controlled = _find_controller(verb)
        if controlled:
            return Subject(controlled, is_passive(verb), True)
    if label in ("xcomp", "advcl", "conj", "ccomp", "advcl:relcl", "obl", "parataxis", "dep", "csubj"):
        above = find_subject(head, depth + 1)
        return Subject(above.tokens, is_passive(verb), True) if above else None
    return None


def _find_controller(verb: Token) -> tuple[Token, ...]:
    """The object or addressee of the governing verb where that is who acts: ``urged Y to``, ``called on Y to``."""
    head, mark = verb.head, find_mark(verb)
    if head.pos_ not in ("VERB", "AUX") or is_passive(head):
        return ()
    infinitive = is_infinitive(verb) or is_bare_infinitive(verb)
    if not infinitive and not (is_gerund(verb) and mark in OBJECT_CONTROL_MARKS):
        return ()
    objects = [token for token in children(head, "obj", "iobj") if token.i < verb.i and token.pos_ in NOMINAL]
    purpose = verb.dep_ == "advcl" and infinitive
    if objects:
        return () if purpose else tuple(expand(objects[0]))
    addressees = ("on", "upon") if purpose else ("on", "upon", "to", "for")
    addressed = [token for token in children(head, "obl") if token.i < verb.i and find_case(token) in addressees]
    return tuple(expand(addressed[-1])) if infinitive and addressed else ()


def find_holder(noun: Token, depth: int = 0) -> tuple[Token, ...]:
    """Who holds a plan, wish or duty: its possessor, else the subject of the verb that governs it."""
    for child in children(noun, "nmod:poss"):
        return tuple(expand(child))
    for child in children(noun, "nmod"):
        if find_case(child) in ("by", "of", "between", "from"):
            return tuple(expand(child))
    if depth > _DEPTH:
        return ()
    if children(noun, "cop"):
        own = children(noun, "nsubj")
        return tuple(expand(resolve_relative(own[0]))) if own else ()
    if noun.dep_ in ("obj", "obl", "xcomp") and noun.head.pos_ in ("VERB", "AUX"):
        subject = find_subject(noun.head, depth + 1)
        return subject.tokens if subject and not subject.passive else ()
    return ()


@kept
def find_obliques(token: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional dependents with their prepositions, nearest first, conjuncts as separate tokens."""
    for child in children(token, "obl", "obl:agent", "nmod", "nmod:agent"):
        case = find_case(child)
        if child.dep_.endswith("agent") and not case:
            case = "by"
        for part in expand(child):
            yield find_case(part) or case, resolve_relative(part)
    for child in children(token, "advmod"):
        if child.lower_ in NEARNESS:  # "camped close to Oman"
            for case, part in find_obliques(child):
                yield f"{child.lower_} {case}", part


def find_clause_head(token: Token) -> Token:
    """The verb (or predicate) of the clause that the token stands in; the token itself if it is one."""
    current = token
    for _ in range(len(token.doc)):
        if is_root(current) or current.dep_ in CLAUSES or (current.dep_ == "conj" and is_predicate(current)):
            return current
        current = current.head
    return current


def is_predicate(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a nominal with a copula."""
    return token.pos_ == "VERB" or bool(children(token, "cop", "nsubj", "nsubj:pass"))


def governs(head: Token, token: Token) -> bool:
    """Whether ``head`` is an ancestor of ``token``."""
    return any(ancestor.i == head.i for ancestor in token.ancestors)


def phrase_edges(noun: Token) -> tuple[int, int]:
    """First and last token of a noun phrase without its relative clauses, conjuncts and trailing punctuation."""
    first = last = noun.i
    for child in noun.children:
        if child.dep_ in ("acl:relcl", "acl", "conj", "cc", "punct", "appos", "parataxis", "cop", "nsubj", "advcl"):
            continue
        low, high = child.left_edge.i, child.right_edge.i
        if child.dep_ in ("nmod", "obl") and find_case(child) not in ("of", "for", "on", "between", "with", "in"):
            continue
        first, last = min(first, low), max(last, high)
    return first, last
