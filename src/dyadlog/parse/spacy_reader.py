"""A spaCy pipeline in the place of our language model."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dyadlog.errors import UserError
from dyadlog.parse.reader import Analysis

if TYPE_CHECKING:
    from spacy.tokens import Doc

PREFIX = "spacy:"
NEEDED = ("TAG", "POS", "MORPH", "DEP", "ENT_IOB")
"""What a pipeline must give, as spaCy's attributes are called."""
MEANINGS = {
    "TAG": "Penn Treebank tags",
    "POS": "parts of speech",
    "MORPH": "features",
    "DEP": "a dependency tree",
    "ENT_IOB": "names",
}
KINDS = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "FAC": "LOC",
    "GPE": "GPE",
    "NORP": "NORP",
    "TITLE": "TITLE",
    "MISC": "MISC",
    "EVENT": "MISC",
    "LANGUAGE": "MISC",
    "LAW": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
}
"""Kinds of names as pipelines call them, and as we do; dates, amounts and other labels are no names to us."""
_RELATIONS = """
acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed flat
goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp
"""
RELATIONS = frozenset(_RELATIONS.split())
"""The relations of Universal Dependencies, without subtypes."""


class SpacyReader:
    """Reads with a spaCy pipeline that tags, parses in Universal Dependencies and finds names.

    ``source`` is an installed package or a folder, as ``spacy.load`` takes it. The pipeline gets our words, each list
    of them as one sentence. Its version is a digest of its files, so a pipeline that is trained again reads anew.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.name = PREFIX + source
        self.version = digest_files(find_folder(source))

    def __reduce__(self) -> tuple[type["SpacyReader"], tuple[str]]:
        return SpacyReader, (self.source,)

    @cached_property
    def pipeline(self) -> Any:
        """The loaded pipeline."""
        import spacy

        try:
            return spacy.load(self.source)
        except (OSError, ValueError, ImportError) as error:
            reason = " ".join(str(error).split())
            raise UserError(f"the spaCy pipeline {self.source!r} cannot be loaded: {reason}") from error

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The syntax and names of each sentence."""
        from spacy.tokens import Doc

        vocab = self.pipeline.vocab
        given = []
        for words in sentences:
            starts: list[bool | int | None] = [position == 0 for position in range(len(words))]
            given.append(Doc(vocab, words=list(words), sent_starts=starts))
        docs = list(self.pipeline.pipe(given))
        self.check(docs)
        return [make_analysis(doc) for doc in docs]

    def check(self, docs: Sequence["Doc"]) -> None:
        """Raises UserError where the pipeline leaves something out, or parses by another scheme."""
        if not docs:
            return
        lacking = [name for name in NEEDED if not any(doc.has_annotation(name) for doc in docs)]
        if lacking:
            meanings = ", ".join(f"{MEANINGS[name]} ({name})" for name in lacking)
            raise UserError(f"the spaCy pipeline {self.source!r} lacks {meanings}")
        relations = {token.dep_.lower().partition(":")[0] for doc in docs for token in doc} - {""}
        if foreign := sorted(relations - RELATIONS):
            raise UserError(
                f"the spaCy pipeline {self.source!r} does not parse in Universal Dependencies: it has the relations"
                f" {', '.join(foreign[:5])}"
            )


def find_folder(source: str) -> Path:
    """The folder of a pipeline that is installed or lies at this path."""
    from importlib.util import find_spec

    folder = Path(source)
    if source and folder.is_dir():
        return folder
    spec = find_spec(source) if source.isidentifier() else None
    if spec is None or spec.origin is None:
        raise UserError(f"no spaCy pipeline is called {source!r}: name an installed one or its folder")
    return Path(spec.origin).parent


def digest_files(folder: Path) -> str:
    """A digest of the names and contents of all files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        content = hashlib.sha256(path.read_bytes()).digest()
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
    return digest.hexdigest()[:16]


def make_analysis(doc: "Doc") -> Analysis:
    """What the pipeline says of one sentence; roots beside the first go on with it (parataxis)."""
    root = next(token.i for token in doc if token.head.i == token.i)
    heads, relations = [], []
    for token in doc:
        is_root = token.head.i == token.i
        heads.append(root if is_root else token.head.i)
        relation = token.dep_.lower()
        if is_root:
            relation = "root" if token.i == root else "parataxis"
        relations.append("dep" if relation in ("", "root") and not is_root else relation)
    return Analysis(
        pos=tuple(token.pos_ or "X" for token in doc),
        tags=tuple(token.tag_ for token in doc),
        morphs=tuple(str(token.morph) for token in doc),
        heads=tuple(heads),
        relations=tuple(relations),
        names=tuple(find_names(doc)),
    )


def find_names(doc: "Doc") -> Iterator[str]:
    """The BIO label of each word, by our kinds of names."""
    for token in doc:
        kind = KINDS.get(token.ent_type_)
        yield f"{token.ent_iob_}-{kind}" if kind else "O"
