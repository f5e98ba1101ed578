"""The language models there are, by name."""

from collections.abc import Callable, Mapping

from dyadlog.errors import UserError
from dyadlog.parse.reader import MiniLmReader, Reader
from dyadlog.parse.spacy_reader import PREFIX, SpacyReader

READERS: Mapping[str, Callable[[int], Reader]] = {MiniLmReader.name: MiniLmReader}
"""Our own; each is made with a number of threads."""
DEFAULT_READER = MiniLmReader.name


def make_reader(name: str, threads: int = 1) -> Reader:
    """The language model of a name: one of ``READERS``, or ``spacy:`` and an installed pipeline or its folder."""
    if name.startswith(PREFIX):
        return SpacyReader(name.removeprefix(PREFIX))
    if name not in READERS:
        raise UserError(
            f"no reader is called {name!r}; there are: {', '.join(READERS)}, and {PREFIX}NAME for a spaCy pipeline"
        )
    return READERS[name](threads)
