"""A sentence with what has been found in it so far, and small looks at its syntax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.records import Mention, Party, Place, Sentence
from dyadlog.records.vocabulary import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POSSESSIVE = frozenset(("'s", "’s", "'", "’", "´s", "`s"))
NAME_PARTS = frozenset(("flat", "flat:name", "compound", "nmod:desc", "goeswith", "fixed"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj"))


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """Tokens that name a person; ``lead`` is the first token of the title or honorific before the name."""

    sentence: int
    lead: int
    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class OfficeSpan:
    """Tokens that name an office or title. ``states`` as the words around it say; ``strength`` 2 where they say it of
    this very office, 1 where it is shared with a neighbour, 0 where they say nothing. ``person`` indexes the people of
    the sentence."""

    sentence: int
    first: int
    last: int
    end: int
    office_id: str | None
    wording: str
    plural: bool
    former: bool
    private: bool
    diplomatic: bool
    states: tuple[str, ...]
    strength: int
    body: str | None = None
    person: int | None = None
    lead: int = 0
    national: bool = True
    counterpart: bool = False
    title: str = ""
    rank: int = 6


@dataclass(frozen=True, slots=True)
class GroupSpan:
    """Tokens that mean several parties: how many, and whether ``states``, ``people`` or a ``pair`` of people."""

    first: int
    last: int
    count: int
    of: str
    rule: str
    noun: str = ""


@dataclass(slots=True)
class Scene:
    """A sentence and what stands in it. ``at`` maps a token to the actor named there; ``reserved`` tokens belong to
    words that point back at several parties, or name a text."""

    sentence: Sentence
    at: dict[int, Mention] = field(default_factory=dict)
    people: list[PersonSpan] = field(default_factory=list)
    offices: list[OfficeSpan] = field(default_factory=list)
    found: list[Mention] = field(default_factory=list)
    groups: list[GroupSpan] = field(default_factory=list)
    reserved: set[int] = field(default_factory=set)
    tokens: list[Token] = field(init=False, repr=False)
    texts: list[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.tokens = list(self.doc)  # spaCy makes a new object of a token each time it is asked for one
        self.texts = [token.text for token in self.tokens]

    @property
    def doc(self) -> Doc:
        """The sentence's syntax."""
        return self.sentence.doc

    @property
    def index(self) -> int:
        """The sentence's position in the document."""
        return self.sentence.index

    def add(self, mention: Mention) -> None:
        """Keep a mention and let its tokens stand for it, where nothing stands there yet."""
        self.found.append(mention)
        for position in range(mention.first, mention.last + 1):
            self.at.setdefault(position, mention)

    def replace(self, old: Mention, new: Mention) -> None:
        """Put ``new`` where ``old`` was."""
        self.found = [new if mention is old else mention for mention in self.found]
        for position, mention in list(self.at.items()):
            if mention is old:
                self.at[position] = new

    def free(self, first: int, last: int) -> bool:
        """Whether no actor stands on these tokens, and no group is expected there."""
        return not any(position in self.at or position in self.reserved for position in range(first, last + 1))

    def ordered(self) -> list[Mention]:
        """The mentions as they stand in the text."""
        return sorted(self.found, key=lambda mention: (mention.first, -mention.last))

    def mention(
        self,
        first: int,
        last: int,
        kind: MentionKind,
        rule: str,
        parties: tuple[Party, ...] = (),
        place: Place | None = None,
        antecedent: int | None = None,
    ) -> Mention:
        """A mention over tokens ``first`` to ``last``, with offsets in the document."""
        doc, offset = self.doc, self.sentence.start
        start, end = doc[first].idx, doc[last].idx + len(doc[last].text)
        return Mention(
            sentence=self.index,
            start=offset + start,
            end=offset + end,
            first=first,
            last=last,
            head=head_of(doc, first, last),
            text=doc.text[start:end],
            kind=kind,
            rule=rule,
            parties=parties,
            place=place,
            antecedent=antecedent,
        )

    def text_of(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last``, spaces made single."""
        doc = self.doc
        return " ".join(doc.text[doc[first].idx : doc[last].idx + len(doc[last].text)].split())


def head_of(doc: Doc, first: int, last: int) -> int:
    """The token among ``first`` to ``last`` that the others hang on: its own head lies outside or is itself."""
    heads = [token.i for token in doc[first : last + 1] if not first <= token.head.i <= last or token.head.i == token.i]
    named = [position for position in heads if doc[position].pos_ not in {"PUNCT", "DET", "ADP", "PART", "CCONJ"}]
    return (named or heads or [last])[0]


def prepositions(token: Token) -> set[str]:
    """The prepositions and possessive marks on a noun, lower case."""
    return {child.lower_ for child in token.children if child.dep_ == "case"}


def is_capitalised(token: Token) -> bool:
    """Whether the word begins with a capital letter."""
    return bool(token.text[:1].isupper())


def is_subject(token: Token) -> bool:
    """Whether the noun, or the noun it is coordinated with, is the subject of a clause."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.dep_ in SUBJECTS


def governors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token
