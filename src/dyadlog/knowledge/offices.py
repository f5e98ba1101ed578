"""Offices and bodies of states and organisations: titles people bear, institutions that act."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar, cast, get_args

from dyadlog.knowledge.names import NameEntry
from dyadlog.knowledge.phrases import PhraseTable, Word, fold_words, phrase_key, phrase_keys
from dyadlog.knowledge.rows import Row, read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

Branch = Literal["executive", "legislative", "judicial", "military", "diplomatic", "party", "monarchy", "international"]
Effect = Literal["acting", "contested", "current", "deputy", "former", "future"]
BRANCHES: Final = get_args(Branch)
Side = Literal["before", "after"]
EFFECTS: Final = get_args(Effect)
SIDES: Final = get_args(Side)

HEAD_ENDS: Final = frozenset({"of", "for", "to", "in", "at", "on", "and", "without"})
"""Words that end the head of a title: what is made plural stands before them."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office people hold. ``body`` is the body it belongs to, ``rank`` 1 (head of state) to 6 (any official)."""

    office_id: str
    titles: tuple[str, ...]
    body: str | None
    branch: Branch
    rank: int


@dataclass(frozen=True, slots=True)
class Body:
    """An institution. Without ``state`` any state may have one ("foreign ministry"); with it, it is that state's own.

    ``generic`` names what a state's own body is an instance of, so that the Knesset is Israel's parliament.
    """

    body_id: str
    names: tuple[str, ...]
    branch: Branch
    state: str | None
    generic: str | None


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """Tokens ``first`` to ``last`` (inclusive, modifiers included) are a title; ``title`` is how the table writes it.

    ``effects`` say what the modifiers mean: ``former`` holds it no longer, ``future`` not yet, ``deputy`` stands under
    the holder. ``plural`` titles name several holders ("the foreign ministers of").
    """

    first: int
    last: int
    office: Office
    title: str
    effects: tuple[Effect, ...]
    plural: bool


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """Tokens ``first`` to ``last`` (inclusive) name a body that any state may have."""

    first: int
    last: int
    body: Body
    name: str
    plural: bool


Target = TypeVar("Target")


@dataclass(frozen=True, slots=True)
class _Form(Generic[Target]):
    target: Target
    text: str
    plural: bool
    capital: bool


class Offices:
    """Titles and bodies, found among tokens by longest match; "the" within them is passed over."""

    def __init__(
        self,
        offices: Iterable[Office],
        bodies: Iterable[Body],
        modifiers: dict[tuple[str, ...], tuple[Side, Effect]],
        honorifics: Collection[str],
    ) -> None:
        self._offices = {office.office_id: office for office in offices}
        self._bodies = {body.body_id: body for body in bodies}
        self._modifiers = modifiers
        self.honorifics = frozenset(honorifics)

    @cached_property
    def _titles(self) -> PhraseTable[_Form[Office]]:
        table: PhraseTable[_Form[Office]] = PhraseTable()
        for office in self._offices.values():
            for title in office.titles:
                _add_forms(table, office, title)
        return table

    @cached_property
    def _names(self) -> PhraseTable[_Form[Body]]:
        table: PhraseTable[_Form[Body]] = PhraseTable()
        for body in self._bodies.values():
            if body.state is None:
                for name in body.names:
                    _add_forms(table, body, name)
        return table

    def get(self, office_id: str) -> Office | None:
        """The office with this id."""
        return self._offices.get(office_id)

    def body(self, body_id: str) -> Body | None:
        """The body with this id."""
        return self._bodies.get(body_id)

    def all(self) -> tuple[Office, ...]:
        """Every office."""
        return tuple(self._offices.values())

    def bodies(self) -> tuple[Body, ...]:
        """Every body, those of one state and those any state may have."""
        return tuple(self._bodies.values())

    def modifier_effect(self, word: str) -> Effect | None:
        """What a word before a title does to it, for a modifier that stands apart ("the former Danish envoy")."""
        side, effect = self._modifiers.get(phrase_key(word), ("after", None))
        return effect if side == "before" else None

    def match_titles(self, words: Sequence[str]) -> list[TitleMatch]:
        """All titles among token texts, in reading order.

        Titles that are also common words ("General", "Major") need a capital, unless the words hold no capital at all.
        """
        folded = _without_articles(words)
        matches = []
        for first, last, form in _scan(self._titles, folded):
            start, end, effects = self._widen(folded, first, last)
            matches.append(
                TitleMatch(folded[start].first, folded[end].last, form.target, form.text, effects, form.plural)
            )
        return matches

    def match_bodies(self, words: Sequence[str]) -> list[BodyMatch]:
        """All names of bodies that any state may have among token texts, in reading order."""
        folded = _without_articles(words)
        return [
            BodyMatch(folded[first].first, folded[last].last, form.target, form.text, form.plural)
            for first, last, form in _scan(self._names, folded)
        ]

    def _widen(self, words: Sequence[Word], first: int, last: int) -> tuple[int, int, tuple[Effect, ...]]:
        """The title with the modifiers around it, and what they mean."""
        texts = tuple(word.text for word in words)
        effects: list[Effect] = []
        while True:
            for length in (2, 1):
                before = self._modifiers.get(texts[max(first - length, 0) : first])
                after = self._modifiers.get(texts[last + 1 : last + 1 + length])
                if before is not None and before[0] == "before" and first >= length:
                    effects.insert(0, before[1])
                    first -= length
                    break
                if after is not None and after[0] == "after" and last + length < len(texts):
                    effects.append(after[1])
                    last += length
                    break
            else:
                return first, last, tuple(effects)


def _without_articles(words: Sequence[str]) -> list[Word]:
    return [word for word in fold_words(words) if word.text != "the"]


def _scan(table: PhraseTable[_Form[Target]], words: Sequence[Word]) -> list[tuple[int, int, _Form[Target]]]:
    """Longest matches, none overlapping, as positions in ``words``."""
    texts = [word.text for word in words]
    cased = any(word.initial for word in words)
    found = []
    start = 0
    while start < len(texts):
        step = 1
        for length, forms in table.candidates(texts, start):
            form = forms[0]
            if form.capital and cased and not words[start].initial:
                continue
            found.append((start, start + length - 1, form))
            step = length
            break
        start += step
    return found


def _add_forms(table: PhraseTable[_Form[Target]], target: Target, text: str) -> None:
    """The phrase and its plural."""
    capital = text[:1].isupper()
    for whole in phrase_keys(text):
        key = tuple(word for word in whole if word != "the")
        table.add(key, _Form(target, text, False, capital))
        plural = pluralise_title(key)
        if plural != key:
            table.add(plural, _Form(target, text, True, capital))


def pluralise_title(key: tuple[str, ...]) -> tuple[str, ...]:
    """The plural of a title or of a body's name: "foreign ministers", "secretaries general", "heads of state"."""
    head = next((position for position, word in enumerate(key) if position and word in HEAD_ENDS), len(key)) - 1
    if key[head] == "general" and head and key[head - 1] in {"secretary", "director", "consul", "attorney", "governor"}:
        head -= 1
    return (*key[:head], pluralise_noun(key[head]), *key[head + 1 :])


def pluralise_noun(noun: str) -> str:
    """The regular plural of an English noun in small letters; a noun that ends in s is taken to be one already."""
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    if noun.endswith("s"):
        return noun
    return noun + ("es" if noun.endswith(("x", "ch", "sh")) else "s")


def read_body_names(knowledge: "Knowledge") -> list[NameEntry]:
    """The names of bodies that belong to one state."""
    return [
        NameEntry(name, "abbreviation" if name.isupper() else "name", "body", body.body_id)
        for body in knowledge.offices.bodies()
        if body.state is not None
        for name in body.names
    ]


BODY_COLUMNS = ("body_id", "names", "branch", "state", "generic", "source")
OFFICE_COLUMNS = ("office_id", "titles", "body", "branch", "rank", "source")
RANKS = ("1", "2", "3", "4", "5", "6")


def load_offices(knowledge: "Knowledge") -> Offices:
    """``offices.csv``, ``bodies.csv``, ``title_modifiers.csv`` and ``honorifics.csv``."""
    rows = list(read_rows(knowledge, "bodies.csv", BODY_COLUMNS, ("body_id",)))
    generic = {row.text("body_id") for row in rows if not row.cell("state")}
    bodies = [_read_body(row, generic) for row in rows]
    offices = [
        _read_office(row, generic) for row in read_rows(knowledge, "offices.csv", OFFICE_COLUMNS, ("office_id",))
    ]
    modifiers: dict[tuple[str, ...], tuple[Side, Effect]] = {}
    for row in read_rows(knowledge, "title_modifiers.csv", ("modifier", "position", "effect", "source"), ("modifier",)):
        side, effect = row.choice("position", SIDES), row.choice("effect", EFFECTS)
        modifiers[phrase_key(row.text("modifier"))] = (cast(Side, side), cast(Effect, effect))
    honorifics = [
        row.text("honorific") for row in read_rows(knowledge, "honorifics.csv", ("honorific",), ("honorific",))
    ]
    return Offices(offices, bodies, modifiers, honorifics)


def _read_body(row: Row, generic: Collection[str]) -> Body:
    row.text("source")
    row.text("names")
    if row.cell("generic"):
        row.choice("generic", generic)
    branch = cast(Branch, row.choice("branch", BRANCHES))
    return Body(row.text("body_id"), row.several("names"), branch, row.maybe("state"), row.maybe("generic"))


def _read_office(row: Row, generic: Collection[str]) -> Office:
    row.text("source")
    row.text("titles")
    if row.cell("body"):
        row.choice("body", generic)
    branch = cast(Branch, row.choice("branch", BRANCHES))
    rank = int(row.choice("rank", RANKS))
    return Office(row.text("office_id"), row.several("titles"), row.maybe("body"), branch, rank)
