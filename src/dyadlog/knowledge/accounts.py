"""Accounts: whose own account of its acts a page is, and which words show that a text is a joint one.

``tables/state_outlets.csv`` (``name, names, state, standing, source``) holds outlets of states: those of standing
``state`` speak for their government, ``public`` ones are paid for by the public and answer for themselves.
``tables/account_words.csv`` (``list, words, source``) holds the words; its lists are those of ``LISTS``.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

LISTS: Final = ("agency", "anaphor", "host", "joint", "kind", "letterhead", "link")
"""``agency`` what state agencies are called, ``anaphor`` words that take up a joint text again, ``host`` parts of the
web address of a government, ``joint`` what a joint text is called, ``kind`` the kinds of act there are accounts of,
``letterhead`` what bodies are called that publish accounts of their own, ``link`` words that follow the name of a joint
text in its own headline ("Joint statement of")."""
OWN_ROLES: Final = frozenset({"name", "formal", "short", "adjective", "capital"})
"""Roles of a state's name by which the name of a ministry or an agency tells whose it is."""
WORDS: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[,()&]")

PARTS: Final = re.compile(r"\s+[-–—|]\s+|\s*[|:]\s*|\s*\(")
"""What parts a letterhead from what follows it on the line."""
LONGEST_HEAD: Final = 16
"""Words of a letterhead."""


class Accounts:
    """Whose an outlet is, and what texts are called."""

    def __init__(
        self,
        knowledge: "Knowledge",
        outlets: dict[str, str | None],
        independent: frozenset[str],
        words: dict[str, list[str]],
    ) -> None:
        self._knowledge = knowledge
        self._outlets = outlets
        self._independent = independent
        self.kinds = frozenset(words.pop("kind", ()))
        self._hosts = frozenset(words.pop("host", ()))
        self._links = frozenset(words.pop("link", ()))
        self._words = {name: _as_expression(phrases) for name, phrases in words.items()}

    def is_joint(self, text: str) -> bool:
        """Whether words name a joint text."""
        return self._find("joint", text) is not None

    def joint_words(self, text: str) -> tuple[int, int] | None:
        """Where words name a joint text."""
        return self._find("joint", text)

    def heads_joint_text(self, headline: str) -> bool:
        """Whether a headline is that of a joint text itself, and not of a report on one."""
        span = self._find("joint", headline)
        if span is None:
            return False
        rest = headline[span[1] :].split()
        return not rest or rest[0].casefold() in self._links

    def takes_up(self, text: str) -> bool:
        """Whether a speaker is a text told of before ("the statement")."""
        return self._find("anaphor", text) is not None

    def state_of_agency(self, outlet: str) -> str | None:
        """The state that an outlet speaks for: by our table, or because its name says that it is a state's own."""
        for key in (_fold(outlet), _fold(re.sub(r"\s*\([^)]*\)", "", outlet))):  # with and without "(KNA)"
            if key in self._outlets:
                return self._outlets[key]
        if key in self._independent or self._find("agency", outlet) is None:
            return None
        return self.state_named(outlet)

    def state_named(self, text: str) -> str | None:
        """The state that a name of a body or outlet holds, the first one: "Embassy of France in Japan" is of France."""
        tokens = WORDS.findall(text)
        for match in self._knowledge.names.match(tokens):
            codes = {
                entry.target for entry in match.entries if entry.target_kind == "state" and entry.role in OWN_ROLES
            }
            if len(codes) == 1:
                return codes.pop()
        return None

    def state_of_letterhead(self, line: str) -> str | None:
        """The state whose body a line names, if it holds nothing else: "Ministry of Trade of Fiji - Press release".

        The body stands first, with at most the state before it, and the state or the body last, so that a headline
        about what a ministry does is none.
        """
        head = PARTS.split(line.strip(), maxsplit=1)[0]
        tokens = WORDS.findall(head)
        found = self._find("letterhead", head)
        if found is None or len(tokens) > LONGEST_HEAD:
            return None
        spans = []
        codes = set()
        for match in self._knowledge.names.match(tokens):
            own = {e.target for e in match.entries if e.target_kind == "state" and e.role in OWN_ROLES}
            if own:
                spans.append((match.first, match.last))
                codes |= own
        before, body_end = len(WORDS.findall(head[: found[0]])), len(WORDS.findall(head[: found[1]]))
        led = {i for first, last in spans for i in range(first, last + 1)} | {
            i for i, token in enumerate(tokens) if token.lower() == "the"
        }
        closes = body_end == len(tokens) or any(last == len(tokens) - 1 for _, last in spans)
        return codes.pop() if len(codes) == 1 and closes and set(range(before)) <= led else None

    def state_of_address(self, url: str) -> str | None:
        """The state whose government a web address belongs to ("mfa.gov.xx"); None where it is no government's."""
        found = re.match(r"[a-z]+://([^/:?#]+)", url.strip().lower())
        labels: Sequence[str] = found[1].split(".") if found else ()
        if len(labels) < 2 or not self._hosts & set(labels[:-1]):
            return None
        code = labels[-1]
        state = self._knowledge.states.find("GB" if code == "uk" else code) if len(code) == 2 else None
        return state.code if state else None

    def _find(self, name: str, text: str) -> tuple[int, int] | None:
        expression = self._words.get(name)
        found = expression.search(_plain(text)) if expression else None
        return found.span() if found else None


def _as_expression(phrases: Sequence[str]) -> re.Pattern[str]:
    literal = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(r"(?<!\w)(?:" + "|".join(literal) + r")(?:e?s)?(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    """The text without diacritics, as long as before, so that places in it still hold."""
    if text.isascii():
        return text
    return "".join(letter if len(plain := anyascii(letter)) != 1 else plain for letter in text)


def _fold(name: str) -> str:
    words = re.findall(r"[a-z0-9']+", anyascii(name).lower())
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def load_accounts(knowledge: "Knowledge") -> Accounts:
    """The outlets of states and the words, shipped and the user's. A mark that two states' outlets share says
    nothing."""
    outlets: dict[str, str | None] = {}
    independent: set[str] = set()
    columns = ("name", "names", "state", "standing", "source")
    for row in read_rows(knowledge, "state_outlets.csv", columns, ("name",)):
        row.text("source")
        state = knowledge.states.get(row.text("state"))
        if state is None:
            raise row.error(f"unknown state {row.cell('state')}")
        standing = row.choice("standing", ("state", "public"))
        for name in map(_fold, (row.text("name"), *row.several("names"))):
            if standing == "public":
                independent.add(name)
            else:
                outlets[name] = state.code if outlets.get(name, state.code) == state.code else None
    for name in independent & set(outlets):
        outlets[name] = None
    words: dict[str, list[str]] = {}
    for row in read_rows(knowledge, "account_words.csv", ("list", "words", "source"), ("list", "words")):
        row.text("source")
        name, phrase = row.choice("list", LISTS), row.text("words")
        if name == "kind" and phrase not in knowledge.kinds:
            raise row.error(f"no kind is called {phrase!r}")
        words.setdefault(name, []).append(phrase)
    return Accounts(knowledge, outlets, frozenset(independent), words)
