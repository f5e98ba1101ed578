"""Offices: titles in a sentence, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dyadlog.resolve.links import link_offices
from dyadlog.resolve.owners import PLACED, find_owners, placed_owners, states_of
from dyadlog.resolve.scene import POSSESSIVE, OfficeSpan, Scene, head_of, is_capitalised
from dyadlog.resolve.titles import HIGH_RANK, Title

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.reference import ReferenceWords


def find_offices(
    scene: Scene, titles: Sequence[Title], words: ReferenceWords, knowledge: Knowledge
) -> list[OfficeSpan]:
    """The offices of a sentence with the states they are of, tied to the people of the sentence."""
    offices: list[OfficeSpan] = []
    for whole in titles:
        title = whole
        while title.first < title.last and title.first in scene.at:  # "UN" of "UN Secretary-General"
            title = replace(title, first=title.first + 1)
        title = cut_owner(scene, title)
        if scene.free(title.first, title.last):
            office = make_office(scene, title, offices, words, knowledge)
            offices.append(name_counterpart(scene, office, offices) if title.counterpart else office)
    linked = link_offices(scene, offices, words)
    return [office for office in linked if office.person is not None or not office.private]


def cut_owner(scene: Scene, title: Title) -> Title:
    """The title without an actor named in its phrase ("ambassador to the United Nations")."""
    for position in range(title.first + 1, title.last + 1):
        if position in scene.at:
            last = position - 1
            while last > title.first and scene.tokens[last].pos_ in {"ADP", "DET"}:
                last -= 1
            return replace(title, last=last)
    return title


def name_counterpart(scene: Scene, office: OfficeSpan, earlier: Sequence[OfficeSpan]) -> OfficeSpan:
    """A counterpart holds the office of whom it is the counterpart of: the last one told before it."""
    model = next((other for other in reversed(earlier) if not other.plural and not other.private), None)
    if model is None:
        return office
    return replace(office, office_id=model.office_id, wording=model.title, title=model.title, rank=model.rank)


def make_office(
    scene: Scene, title: Title, earlier: Sequence[OfficeSpan], words: ReferenceWords, knowledge: Knowledge
) -> OfficeSpan:
    """One office, with its owner and the wording of the page in neutral case."""
    first, last = title.first, title.last
    placed = PLACED if title.rank > HIGH_RANK and not title.diplomatic else frozenset[str]()
    owners, lead, end = find_owners(scene, words, first, last, placed)
    owners = placed_owners(scene, owners, last)
    states, strength = states_of(owners), 2 if owners else 0
    if not states:
        states = shared_states(scene, first, last, earlier)
        strength = 1 if states else 0
    bodies = [owner for owner in owners if owner.kind in {"body", "organisation"} and owner.first > last]
    office_id = title.office_id
    if bodies:
        office_id = office_of_body(scene.text_of(first, last), bodies[-1].text, knowledge) or office_id
    wording = plain = title.singular or scene.text_of(first, last).lower()
    apart = not title.former and is_former(scene, first, knowledge)
    if apart:
        wording = f"former {wording}"
    if end > last and not title.plural:
        wording = f"{wording} {scene.text_of(last + 1, end)}"
    return OfficeSpan(
        sentence=scene.index,
        first=first,
        last=last,
        end=end,
        office_id=office_id,
        wording=wording,
        plural=title.plural,
        former=title.former or apart,
        private=title.private,
        diplomatic=title.diplomatic,
        states=states,
        strength=strength,
        body=bodies[-1].text if bodies else title.body,
        lead=min(lead, first),
        national=title.national,
        counterpart=title.counterpart,
        title=plain,
        rank=title.rank,
    )


def office_of_body(title: str, body: str, knowledge: Knowledge) -> str | None:
    """The office that a plain title is at the head of a body ("secretary" of a national security council)."""
    phrase = [*title.split(), "of", *body.split()]
    matches = knowledge.offices.match_titles(phrase)
    whole = [match for match in matches if match.first == 0 and match.last == len(phrase) - 1]
    return whole[0].office.office_id if whole else None


def is_former(scene: Scene, first: int, knowledge: Knowledge) -> bool:
    """Whether a word that stands apart before a title makes it a past office ("the former Danish envoy")."""
    for position in range(first - 1, max(-1, first - 6), -1):
        token = scene.tokens[position]
        if knowledge.offices.modifier_effect(token.text) == "former":
            return True
        if not (
            position in scene.at or token.lower_ in POSSESSIVE or token.pos_ in {"ADJ", "ADV"} or token.text == "-"
        ):
            return False
    return False


def shared_states(scene: Scene, first: int, last: int, earlier: Sequence[OfficeSpan]) -> tuple[str, ...]:
    """The states of the office this one is coordinated with ("Ghana's president and foreign minister")."""
    token = scene.tokens[head_of(scene.doc, first, last)]
    while token.dep_ in {"nmod:desc", "compound", "flat", "appos"} and token.head.i != token.i:
        token = token.head
    if token.dep_ != "conj" and not directly_joined(scene, first):
        return ()
    for office in reversed(earlier):
        if office.states and not office.plural and chained(scene, office, first):
            return office.states
    return ()


def directly_joined(scene: Scene, first: int) -> bool:
    """Whether the word before a title is "and" or a comma."""
    return first > 0 and scene.tokens[first - 1].lower_ in {"and", ",", "&"}


def chained(scene: Scene, office: OfficeSpan, first: int) -> bool:
    """Whether only names, titles, commas and "and" stand between an office and the next: one list, one owner."""
    for token in scene.doc[office.end + 1 : first]:
        if token.i in scene.at or (token.pos_ == "DET" and token.lower_ != "the"):
            return False
        if not (token.pos_ in {"PROPN", "CCONJ", "PUNCT", "ADJ"} or is_capitalised(token)):
            return False
    return True
