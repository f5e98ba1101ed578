"""The lexicon: frames of verbs, nouns and adjectives, from ``tables/lexicon/*.toml``.

The files are TOML, of which only this much is used: ``[[frame]]`` lines, ``key = "value"``, ``key = 0.9``, comments on
lines of their own. They are read line by line rather than by ``tomllib``: it takes a third of the time, and a mistake
is reported with its line, which tomllib does not tell. A test checks that tomllib reads the same.
docs/extending-the-lexicon.md explains every key. A block in a user's folder with the frame id of one of ours replaces
ours.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge.frame import Frame
from dyadlog.knowledge.frame_builder import KEYS, Block, FrameBuilder, load_roles

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

FILES = "lexicon/*.toml"


class Lexicon:
    """All frames, found by the trigger's lemma and part of speech (``VERB``, ``NOUN``, ``ADJ``)."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._frames = tuple(frames)
        index: defaultdict[tuple[str, str], list[Frame]] = defaultdict(list)
        for frame in self._frames:
            index[frame.lemma, frame.pos].append(frame)
        # sorted is stable: among equally specific frames the order of the files decides
        self._index = {key: tuple(sorted(found, key=lambda f: -f.constraints)) for key, found in index.items()}

    def __iter__(self) -> Iterator[Frame]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def frames_for(self, lemma: str, pos: str) -> tuple[Frame, ...]:
        """The frames of a trigger, most specific first."""
        return self._index.get((lemma, pos), ())

    def examples(self) -> Iterator[tuple[str, str, str]]:
        """Frame id, kind and example of each block: the example must fire exactly that kind."""
        seen: set[str] = set()
        for frame in self._frames:
            if frame.frame_id not in seen:
                seen.add(frame.frame_id)
                yield frame.frame_id, frame.kind, frame.example


def load_lexicon(knowledge: "Knowledge") -> Lexicon:
    """All frames of the shipped files and the user's."""
    builder = FrameBuilder(knowledge.kinds, knowledge.ontology, load_roles(knowledge))
    frames: dict[str, tuple[Frame, ...]] = {}
    for folder in knowledge.folders:
        here: set[str] = set()
        for path in sorted(folder.glob(FILES)):
            for line, block in read_blocks(path):
                try:
                    built = builder.build(block)
                    if built[0].frame_id in here:
                        raise ValueError(f"the frame {built[0].frame_id} stands twice; tell them apart by a condition")
                except ValueError as error:
                    raise KnowledgeError(str(path), line, str(error)) from error
                here.add(built[0].frame_id)
                frames[built[0].frame_id] = built
    return Lexicon(frame for built in frames.values() for frame in built)


def read_blocks(path: Path) -> Iterator[tuple[int, Block]]:
    """The ``[[frame]]`` blocks of a file, each with the line on which it begins."""
    block: Block | None = None
    start = 0
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text == "[[frame]]":
            if block is not None:
                yield start, block
            block, start = {}, number
            continue
        key, equals, value = (part.strip() for part in text.partition("="))
        quoted = len(value) > 1 and value[0] == value[-1] == '"' and not {'"', "\\"} & set(value[1:-1])
        if block is None or not equals or not (quoted or value.replace(".", "", 1).isdigit()):
            raise KnowledgeError(str(path), number, f'expected [[frame]] or key = "value", found {text!r}')
        if key not in KEYS or key in block:
            raise KnowledgeError(str(path), number, f"{key!r} is no key of a frame, or stands twice")
        block[key] = value[1:-1] if quoted else value
    if block is not None:
        yield start, block
