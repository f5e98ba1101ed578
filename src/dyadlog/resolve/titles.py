"""Titles: words of a sentence that name an office or a calling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.resolve.scene import Scene, is_capitalised

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.offices import BodyMatch, TitleMatch
    from dyadlog.knowledge.reference import ReferenceWords

STATE_BRANCHES = frozenset(("executive", "legislative", "judicial", "military", "diplomatic", "monarchy"))
HIGH_RANK = 4
"""Offices up to this rank are a state's even where the page does not say so; firms and towns have those below too."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title at tokens ``first`` to ``last``. A private one speaks for nobody but its holder; a national one is a
    state's even where the state is not told."""

    first: int
    last: int
    office_id: str | None
    body: str | None = None
    plural: bool = False
    former: bool = False
    diplomatic: bool = False
    private: bool = False
    national: bool = False
    counterpart: bool = False
    singular: str | None = None
    rank: int = 6


def find_titles(scene: Scene, knowledge: Knowledge, words: ReferenceWords) -> tuple[list[Title], list[BodyMatch]]:
    """The titles of a sentence and the bodies that many states have, the longer where they overlap."""
    tokens = scene.texts
    bodies = knowledge.offices.match_bodies(tokens)
    matches = [match for match in knowledge.offices.match_titles(tokens) if not is_collective(scene, match, words)]
    titles = [make_title(match, knowledge, words) for match in matches if not covered(match, bodies)]
    bodies = [body for body in bodies if not covered(body, matches)]
    taken = {position for title in titles for position in range(title.first, title.last + 1)}
    for token in scene.tokens:
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        lemma = token.lemma_.lower()
        if words.holds("counterpart", lemma):
            plural = token.tag_ in {"NNS", "NNPS"}
            titles.append(Title(token.i, token.i, None, plural=plural, national=True, counterpart=True))
        elif words.holds("plain_title", lemma) and (is_capitalised(token) or heads_body(scene, token)):
            titles.append(Title(token.i, token.i, lemma))
        elif words.holds("private", lemma) and token.tag_ in {"NN", "NNP"}:
            titles.append(Title(token.i, token.i, None, private=True))
    return sorted(titles, key=lambda title: title.first), bodies


def is_in_name(scene: Scene, title: Title) -> bool:
    """Whether a title's words are part of a person's name ("Ada King")."""
    return any(person.first < title.first and title.last <= person.last for person in scene.people)


def heads_body(scene: Scene, token: Token) -> bool:
    """Whether an of-phrase follows, so that a plain word ("secretary") can be an office."""
    return token.i + 1 < len(scene.doc) and scene.tokens[token.i + 1].lower_ == "of"


def make_title(match: TitleMatch, knowledge: Knowledge, words: ReferenceWords) -> Title:
    """A title of the tables."""
    office = match.office
    body = knowledge.offices.body(office.body) if office.body is not None else None
    national = office.branch in STATE_BRANCHES and office.rank <= HIGH_RANK
    return Title(
        match.first,
        match.last,
        office.office_id if "deputy" not in match.effects else f"deputy_{office.office_id}",
        body=body.names[0] if body is not None else None,
        plural=match.plural,
        former="former" in match.effects,
        diplomatic=office.branch == "diplomatic",
        rank=office.rank,
        singular=match.title if match.plural else None,
        national=national and not words.holds("open_office", office.office_id),
    )


def is_collective(scene: Scene, match: TitleMatch, words: ReferenceWords) -> bool:
    """Whether a title's word is no office here: many people ("senior diplomats"), or an adjective."""
    lemma = scene.tokens[match.last].lemma_.lower()
    if scene.tokens[match.last].pos_ == "ADJ":  # "the official agency"
        return True
    return match.plural and words.holds("collective", lemma) and match.office.rank > HIGH_RANK


def covered(match: TitleMatch | BodyMatch, others: Sequence[TitleMatch | BodyMatch]) -> bool:
    """Whether a longer match holds these tokens."""
    length = match.last - match.first
    return any(
        other.first <= match.last and match.first <= other.last and other.last - other.first > length
        for other in others
    )
