"""Whether a page names some states, by its bytes: a filter before any parsing."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dyadlog.errors import UserError
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.script_names import load_script_names
from dyadlog.read.spelling import Spelling, compile_pattern

WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAMPLE: Final = 256


@dataclass(frozen=True, slots=True)
class NameFilter:
    """Tells whether bytes name all of some states, in English or in the languages of ``state_script_names.csv``.

    UTF-8, UTF-16, older encodings, character references of HTML and escapes of JSON are all looked through. A page may
    be kept that means something else by the word; none is left out that has a name of each state.
    """

    codes: tuple[str, ...]
    patterns: tuple[tuple[Any, Any], ...]
    """For each state what is looked for in any page, and what only in one that is not UTF-8."""

    @classmethod
    def of(cls, knowledge: Knowledge, codes: Sequence[str]) -> "NameFilter":
        """The filter for states by code. ``UserError`` where there is no such state, or none is given."""
        unknown = [code for code in codes if knowledge.states.get(code) is None]
        if unknown or not codes:
            raise UserError(f"no state has the code {unknown[0]!r}" if unknown else "no state is given")
        scripts = load_script_names(knowledge)
        spelling = Spelling(scripts.letters)
        patterns = []
        for code in codes:
            names = [*(entry.surface for entry in knowledge.states.names_of(code)), *scripts.names.get(code, ())]
            patterns.append((compile_pattern(spelling.in_utf8(names)), compile_pattern(spelling.in_legacy(names))))
        return cls(tuple(codes), tuple(patterns))

    def names_all(self, content: bytes) -> bool:
        """Whether every state is named."""
        text = _as_utf8(content)
        is_utf8: bool | None = None
        for modern, legacy in self.patterns:
            if modern.search(text) is not None:
                continue
            if is_utf8 is None:
                is_utf8 = _is_utf8(text)
            if is_utf8 or legacy.search(text) is None:
                return False
        return True


def _as_utf8(content: bytes) -> bytes:
    """UTF-16, with a mark or known by its NUL bytes, made UTF-8; all else as it is."""
    head = content[:SAMPLE]
    if head.startswith(WIDE):
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"\0" not in head:
        return content
    encoding = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return content.decode(encoding, "replace").encode("utf-8", "replace") + b"\n" + content


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
