"""How a name may stand in the bytes of a page."""

import html.entities
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final

from dyadlog.errors import UserError

LEGACY: Final = (
    *("cp1256", "iso8859-6", "cp1255", "cp1253", "cp1251", "koi8-r", "iso8859-5", "cp866", "cp874", "cp1252", "cp1254"),
    *("gb18030", "big5", "shift_jis", "euc-jp", "cp949"),
)
"""Encodings of pages that are not UTF-8: those that browsers know, of the scripts of the names."""
SPACE: Final = rb"(?:[\s\-_]|&nbsp;|\xc2\xa0|\xe2\x80[\x8b-\x91]){0,3}"
"""What may stand for a space within a name: nothing too, as in scripts that need none."""
NARROW: Final = rb"[\s\-_\xa0]{0,3}"
"""The same in an encoding that is not UTF-8."""
CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
CASES: Final = {"а": "аыиеуо", "я": "яиею", "й": "йяею", "ь": "ьяеюи", "о": "оау", "е": "еяю"}
"""Endings that Cyrillic names take in sentences, by the one of the table."""
ARTICLE: Final = "ال"
MELTED: Final = "لل"
"""The Arabic article, and what it becomes with the preposition l- before it."""
MEMORY: Final = 64 * 1024 * 1024
"""Bytes the automaton of one pattern may use; with too few it is built again and again."""


class Spelling:
    """The ways of writing names, with letters that are written for each other."""

    def __init__(self, letters: dict[str, str]) -> None:
        self._letters = letters

    def in_utf8(self, names: Iterable[str]) -> bytes:
        """A pattern for any of the names in UTF-8, with references of HTML and escapes of JSON for other letters."""
        return _any_of(self._spell(word, "utf-8", SPACE) for word in _words(names))

    def in_legacy(self, names: Iterable[str]) -> bytes:
        """A pattern for any of the names in any encoding of ``LEGACY`` that has its letters."""
        foreign = [word for word in _words(names) if not word.isascii()]
        return _any_of(self._spell(word, encoding, NARROW) for word in foreign for encoding in LEGACY)

    def _spell(self, word: str, encoding: str, space: bytes) -> bytes | None:
        """A pattern for one word; None where the encoding lacks a letter."""
        parts = []
        for place, letter in enumerate(word):
            if letter == " ":
                parts.append(space)
                continue
            choices = self._letters.get(letter, letter)
            if place == len(word) - 1 and CYRILLIC.match(letter):
                choices = "".join(dict.fromkeys(choices + CASES.get(letter, "")))
            forms = [form for choice in choices for form in _forms(choice, encoding)]
            if not forms:
                return None
            parts.append(forms[0] if len(forms) == 1 else b"(?:" + b"|".join(forms) + b")")
        edge_before = rb"\b" if _is_ascii_letter(word[0]) else b""
        edge_after = rb"\b" if _is_ascii_letter(word[-1]) else b""
        return edge_before + b"".join(parts) + edge_after


def compile_pattern(pattern: bytes) -> Any:
    """The pattern for RE2, which reads each byte once. ``UserError`` where it is not installed."""
    try:
        import re2  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise UserError("--about needs google-re2: pip install google-re2") from error
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = MEMORY
    options.never_capture = True
    return re2.compile(pattern, options)


def _words(names: Iterable[str]) -> Iterator[str]:
    """The names as they are, in capital letters, and in Arabic after the preposition."""
    seen: set[str] = set()
    for name in names:
        composed = unicodedata.normalize("NFC", name)
        melted = MELTED + composed.removeprefix(ARTICLE) if composed.startswith(ARTICLE) else composed
        for form in (composed, composed.upper(), melted):
            if form not in seen:
                seen.add(form)
                yield form


def _forms(letter: str, encoding: str) -> list[bytes]:
    """A letter in an encoding; in UTF-8 of HTML and JSON also as they may escape it."""
    try:
        forms = [re.escape(letter.encode(encoding))]
    except UnicodeEncodeError:
        return []
    if encoding == "utf-8" and not letter.isascii():
        number = ord(letter)
        forms += [b"&#0*%d;" % number, b"&#[xX]0*(?i:%x);" % number, rb"\\u(?i:%04x)" % number]
        name = html.entities.codepoint2name.get(number)
        forms += [b"&%s;" % name.encode()] if name is not None else []
    return forms


def _is_ascii_letter(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _any_of(patterns: Iterable[bytes | None]) -> bytes:
    found = sorted({pattern for pattern in patterns if pattern is not None})
    return b"(?:" + b"|".join(found) + b")" if found else rb"[^\x00-\xff]"
