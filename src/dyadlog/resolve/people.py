"""People: the spans of a sentence that name a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dyadlog.knowledge.transliteration import load_name_rules, name_words
from dyadlog.records.vocabulary import PLACE_NAMES
from dyadlog.resolve.scene import NAME_PARTS, POSSESSIVE, PersonSpan, Scene, is_capitalised

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dyadlog.knowledge.names import NameMatch
    from dyadlog.knowledge.reference import ReferenceWords

LONGEST_NAME = 7
"""Words. Longer spans are lists or headlines that the name finder ran together."""
OTHER_NAMES = PLACE_NAMES | {"ORG"}
"""Labels of names that are no person's."""
NAME_ROLES = frozenset(("name", "formal", "short", "capital", "abbreviation", "metonym"))
GLUE = frozenset(("-", "'", "’"))
"""Marks inside a name ("Sun-mi", "Ka' Al-Amin")."""


def find_people(
    scene: Scene, titles: Sequence[tuple[int, int]], matches: Sequence[NameMatch], words: ReferenceWords
) -> list[PersonSpan]:
    """The people of a sentence: named spans, and names that only a title tells ("Minister Okello")."""
    titled = {position for first, last in titles for position in range(first, last + 1)}
    known = {position: match for match in matches for position in range(match.first, match.last + 1)}
    found: list[PersonSpan] = []
    for entity in scene.doc.ents:
        if entity.label_ != "PER" and not names_ruler(scene, entity.start, entity.end, known, words):
            continue
        for first, last in split_list(scene.doc, entity.start, entity.end - 1):
            person = trim_person(scene, first, last, titled, known, words)
            if person is not None and not overlaps(found, person):
                found.append(person)
    for _, last in titles:
        person = name_after_title(scene, last, titled, known, words)
        if person is not None and not overlaps(found, person):
            found.append(person)
    found = [person for person in found if not scene.reserved & set(range(person.first, person.last + 1))]
    return sorted(found, key=lambda person: person.first)


def names_ruler(scene: Scene, first: int, end: int, known: dict[int, NameMatch], words: ReferenceWords) -> bool:
    """Whether a name taken for something else is that of whose government it is ("the Ada Okello administration")."""
    if end >= len(scene.doc) or not words.holds("ruled", scene.tokens[end].lemma_.lower()):
        return False
    return all(
        scene.tokens[i].pos_ == "PROPN" and i not in known and scene.tokens[i].text.istitle() for i in range(first, end)
    )


def overlaps(found: Sequence[PersonSpan], person: PersonSpan) -> bool:
    """Whether the span touches one already found."""
    return any(person.lead <= other.last and other.lead <= person.last for other in found)


def split_list(doc: Doc, first: int, last: int) -> list[tuple[int, int]]:
    """A named span cut at commas, brackets and possessive marks."""
    pieces, start = [], first
    for position in range(first, last + 1):
        token = doc[position]
        parts = token.text in {",", "(", ")", ";", ":", "/", "and"} or token.lower_ in POSSESSIVE
        parts = parts and not (position > first and glues(doc, position, start, position - 1))
        if parts:
            if start < position:
                pieces.append((start, position - 1))
            start = position + 1
    if start <= last:
        pieces.append((start, last))
    return pieces


def trim_person(
    scene: Scene, first: int, last: int, titled: set[int], known: dict[int, NameMatch], words: ReferenceWords
) -> PersonSpan | None:
    """The name within a named span: titles and adjectives taken off, missed parts of the name taken in."""
    doc = scene.doc
    while first <= last and (not is_name_word(doc[first]) or first in titled or is_modifier(known.get(first))):
        first += 1
    while last >= first and (not is_name_word(doc[last]) or (last in titled and last > first)):
        if is_surname(doc[last], first, titled, words):
            break
        last -= 1
    if first > last:
        return None
    first, last = grow(scene, first, last, titled, known, words)
    if first > 0 and first == last and names_medium(doc[first - 1], words):
        return None
    inside = [known[position] for position in range(first, last + 1) if position in known]
    if any(match.first <= first and match.last >= last for match in inside):
        return None
    return make_person(scene, first, last, words)


def is_surname(token: Token, first: int, titled: set[int], words: ReferenceWords) -> bool:
    """Whether a title's word after a given name is a surname ("Ada King"): no other title stands beside it."""
    known = words.holds("surname_title", token.lower_) and is_capitalised(token)
    return known and token.i - 1 not in titled and token.i + 1 not in titled and token.i > first


def add_surnames(scenes: Sequence[Scene], matches: Sequence[Sequence[NameMatch]], words: ReferenceWords) -> None:
    """People named by surname alone where the name finder took them for something else: surnames that the page gives
    in full elsewhere."""
    surnames = {scene.tokens[span.last].text for scene in scenes for span in scene.people if span.first < span.last}
    lone = {scene.tokens[span.last].text for scene in scenes for span in scene.people if span.first == span.last}
    for scene, found in zip(scenes, matches, strict=True):
        known = {position for match in found for position in range(match.first, match.last + 1)}
        taken = {position for span in scene.people for position in range(span.lead, span.last + 1)}
        for token in scene.tokens:
            if token.pos_ not in {"PROPN", "ADJ", "NOUN"} or not scene.free(token.i, token.i):
                continue
            if token.i in known or token.i in taken:
                continue
            rules = token.i + 1 < len(scene.doc) and words.holds("ruled", scene.tokens[token.i + 1].lemma_.lower())
            if token.text not in (surnames | lone if rules else surnames) or (token.pos_ != "PROPN" and token.i == 0):
                continue
            scene.people.append(PersonSpan(scene.index, token.i, token.i, token.i, token.text))
        scene.people.sort(key=lambda span: span.first)


def names_medium(token: Token, words: ReferenceWords) -> bool:
    """Whether the word before a lone name makes it a firm's or a medium's ("news agency X")."""
    lists = ("media_name", "company_name", "institute_name")
    return token.pos_ == "NOUN" and any(words.holds(name, token.lemma_.lower()) for name in lists)


def is_name_word(token: Token) -> bool:
    """Whether the word can stand at the edge of a name."""
    return token.pos_ not in {"PUNCT", "ADP", "DET", "CCONJ", "PART", "VERB", "AUX"} and (
        is_capitalised(token) or token.text[:1].isalpha()
    )


def is_modifier(match: NameMatch | None) -> bool:
    """Whether a known name at the edge of a span is an adjective ("Iraqi Salih"), not a part of the name."""
    return match is not None and all(entry.role in {"adjective", "demonym"} for entry in match.entries)


def grow(
    scene: Scene, first: int, last: int, titled: set[int], known: dict[int, NameMatch], words: ReferenceWords
) -> tuple[int, int]:
    """The span with name parts that the name finder left out on either side."""
    doc = scene.doc
    while last + 1 < len(doc) and last - first < LONGEST_NAME:
        if glues(doc, last + 1, first, last):
            last += 2
            continue
        part = is_name_part(doc, last + 1, first, last) or completes_title(doc, first, last, titled)
        if not part or last + 1 in known or last + 1 in titled:
            break
        last += 1
    while first > 0 and last - first < LONGEST_NAME:
        before = doc[first - 1]
        if not is_capitalised(before) or before.pos_ == "PUNCT" or first - 1 in titled:
            break
        if before.pos_ in {"ADP", "PART"} and first - 2 in titled and scene.sentence.kind == "paragraph":
            first -= 1  # "Secretary To Huu"
            break
        match = known.get(first - 1)
        if match is not None:
            if first == last and could_be_given_name(match, doc, first):
                first = match.first
            break
        bare = before.lower_.rstrip(".")
        rules = load_name_rules()
        glued = before.pos_ == "PROPN" and is_name_part(doc, first - 1, first, last)
        if not (glued or words.holds("name_honorific", bare) or bare in rules.light) or bare in rules.particles:
            break
        first -= 1
    return first, last


def glues(doc: Doc, position: int, first: int, last: int) -> bool:
    """Whether a mark after a name joins a further part of it to it, rather than ending it ("Sun-mi", not "Sun's")."""
    if position + 1 >= len(doc) or doc[position].text not in GLUE or doc[position - 1].whitespace_:
        return False
    part, hyphen = doc[position + 1], doc[position].text == "-"
    if hyphen == bool(doc[position].whitespace_) or (not hyphen and doc[position - 1].lower_.endswith("s")):
        return False
    joined = part.dep_ in {"flat", "flat:name"} and first <= part.head.i <= last
    lower = hyphen and part.text.islower() and part.pos_ in {"PROPN", "ADP", "X"}
    return (joined and part.pos_ == "PROPN") or lower


def completes_title(doc: Doc, first: int, last: int, titled: set[int]) -> bool:
    """Whether the word after a title and a lone name is the surname, as the words after it are no part of a clause of
    its own ("Minister Keita Traore")."""
    token = doc[last + 1]
    if first != last or first - 1 not in titled or token.pos_ != "PROPN" or not is_capitalised(token):
        return False
    return token.ent_type_ not in OTHER_NAMES and token.dep_ in {"flat", "parataxis", "dep", "appos", "nsubj"}


def is_name_part(doc: Doc, position: int, first: int, last: int) -> bool:
    """Whether a word beside a name belongs to it by the syntax."""
    token = doc[position]
    if token.pos_ != "PROPN" or not is_capitalised(token) or token.ent_type_ in OTHER_NAMES:
        return False
    hangs = token.dep_ in {"flat", "flat:name"} and first <= token.head.i <= last
    holds = any(part.dep_ in {"flat", "flat:name"} and part.head.i == position for part in doc[first : last + 1])
    return hangs or holds


def could_be_given_name(match: NameMatch, doc: Doc, first: int) -> bool:
    """Whether a state's or city's name before a lone surname is a given name ("Chad Wolf", "Sofia Reyes").

    English never puts a state's bare name before a bare surname, so a single such word must be part of the name.
    """
    single = match.first == match.last == first - 1 and first < len(doc)
    known_as_name = any(entry.role in NAME_ROLES for entry in match.entries)
    acronym = doc[match.first].text.isupper()
    if not single:
        return False
    joined = doc[match.first].dep_ in NAME_PARTS or doc[first].head.i == match.first
    apart = doc[match.first].dep_ in {"obj", "obl"} or any(child.dep_ == "case" for child in doc[match.first].children)
    return known_as_name and not acronym and (joined or not apart)


def name_after_title(
    scene: Scene, last: int, titled: set[int], known: dict[int, NameMatch], words: ReferenceWords
) -> PersonSpan | None:
    """A capitalised name right after a title, where the name finder saw none."""
    doc, first = scene.doc, last + 1
    if scene.sentence.kind != "paragraph" or not is_capitalised(doc[last]):
        return None
    end = first
    while end < len(doc) and end - first < LONGEST_NAME:
        token = doc[end]
        given = end == first and known.get(end) is not None and could_be_given_name(known[end], doc, end + 1)
        if token.pos_ != "PROPN" or not is_capitalised(token) or end in titled or (end in known and not given):
            break
        if (token.ent_type_ in OTHER_NAMES and first not in known) or (token.text.isupper() and len(token.text) > 1):
            break
        end += 1
    lone_state = end == first + 1 and first in known
    return make_person(scene, first, end - 1, words) if end > first and not lone_state else None


def is_acronym(scene: Scene, position: int, lead: int) -> bool:
    """Whether a lone word in capitals in a sentence that is not all capitals is an acronym, not a surname."""
    word = scene.tokens[position].text
    return lead == position and word.isupper() and len(word) <= 5 and not scene.sentence.text.isupper()


def make_person(scene: Scene, first: int, last: int, words: ReferenceWords) -> PersonSpan | None:
    """The person span with honorifics parted from the name; None where no name is left."""
    rules = load_name_rules()
    start = first
    while start < last:
        bare = scene.tokens[start].lower_.rstrip(".")
        if bare not in rules.honorifics or words.holds("name_honorific", bare):
            break
        start += 1
    lead = start
    while lead > 0:
        bare = scene.tokens[lead - 1].lower_.rstrip(".")
        if bare not in rules.honorifics and not (bare == "" and lead - 1 > 0):
            break
        if not is_capitalised(scene.tokens[lead - 1]) or (lead > 1 and scene.tokens[lead - 2].text == "-"):
            break
        lead -= 1
    name = scene.text_of(start, last)
    letters = name_words(name)
    if not letters or (len(letters) == 1 and (len(letters[0]) < 2 or is_acronym(scene, start, lead))):
        return None
    return PersonSpan(scene.index, lead, start, last, name)
