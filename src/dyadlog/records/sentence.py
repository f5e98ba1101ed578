"""Sentence: what the parse says. The syntax rides in a spaCy ``Doc`` of exactly the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # spaCy is slow to import, and reading from the cache needs none of it
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, marks excluded; offsets in the document's text.

    ``open_ended`` where the closing mark stands in a later sentence or is missing.
    """

    start: int
    end: int
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. ``doc.text == document.text[start:end]``, so a token's offset is ``start + token.idx``.

    ``doc`` carries UPOS (``pos_``), PTB tags (``tag_``), lemmas, UD v2 relations (``dep_``, ``head``), morphology and
    names (``ents``: PER, ORG, LOC, GPE, NORP, MISC, TITLE). ``block`` is the index into ``document.blocks``, ``kind``
    that block's kind.
    """

    sentence_id: str
    document_id: str
    index: int
    block: int
    kind: str
    start: int
    end: int
    doc: Doc
    quotations: tuple[Quotation, ...] = ()

    @property
    def text(self) -> str:
        """The words of the sentence, as in the document."""
        return str(self.doc.text)


@dataclass(frozen=True, slots=True)
class Parse:
    """All sentences of a document, in order."""

    document_id: str
    sentences: tuple[Sentence, ...]
