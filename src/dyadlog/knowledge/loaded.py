"""Loaded words and the neutral ones they stand for. The tool itself says the neutral one; the loaded one is framing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dyadlog.knowledge.phrases import PhraseTable, fold_words, phrase_keys
from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

LoadedKind = Literal["state_name", "label", "euphemism", "act"]
LOADED_KINDS: Final = get_args(LoadedKind)


@dataclass(frozen=True, slots=True)
class LoadedTerm:
    """A loaded word. ``neutral`` is None for a word that only casts doubt ("so-called").

    ``kind``: a name for a state, a label on people or things, a euphemism, or a judging word for an act. ``state`` is
    given only where the term means one state.
    """

    term: str
    neutral: str | None
    kind: LoadedKind
    state: str | None


@dataclass(frozen=True, slots=True)
class LoadedMatch:
    """Tokens ``first`` to ``last`` (inclusive) are a loaded term."""

    first: int
    last: int
    term: LoadedTerm


class LoadedTerms:
    """Finds loaded terms among tokens: longest match, none overlapping, without regard to case."""

    def __init__(self, terms: Iterable[LoadedTerm]) -> None:
        self._terms = tuple(terms)
        self._table: PhraseTable[LoadedTerm] = PhraseTable()
        for term in self._terms:
            for key in phrase_keys(term.term):
                self._table.add(key, term)

    def all(self) -> tuple[LoadedTerm, ...]:
        """Every term."""
        return self._terms

    def match(self, words: Sequence[str]) -> list[LoadedMatch]:
        """All loaded terms among token texts, in reading order."""
        folded = fold_words(words)
        texts = [word.text for word in folded]
        matches = []
        start = 0
        while start < len(texts):
            candidates = self._table.candidates(texts, start)
            if candidates:
                length, terms = candidates[0]
                matches.append(LoadedMatch(folded[start].first, folded[start + length - 1].last, terms[0]))
            start += candidates[0][0] if candidates else 1
        return matches


def load_loaded_terms(knowledge: "Knowledge") -> LoadedTerms:
    """``loaded_terms.csv``, and the loaded names of states and armed groups from their own tables."""
    terms = []
    for row in read_rows(knowledge, "loaded_terms.csv", ("term", "neutral", "kind", "state", "source"), ("term",)):
        row.text("source")
        state = row.maybe("state")
        if state is not None and knowledge.states.get(state) is None:
            raise row.error(f"unknown state {state}")
        kind = cast(LoadedKind, row.choice("kind", LOADED_KINDS))
        terms.append(LoadedTerm(row.text("term"), row.maybe("neutral"), kind, state))
    for known in knowledge.states.all():
        for entry in knowledge.states.names_of(known.code):
            if entry.loaded:
                terms.append(LoadedTerm(entry.surface, entry.neutral, "state_name", known.code))
    for group in knowledge.armed_groups.all():
        terms += [LoadedTerm(name, group.name, "label", None) for name in group.loaded_names]
    return LoadedTerms(terms)
