"""Words: spaCy's English rules with what news and the web need beside them."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dyadlog.knowledge.written_forms import ABBREVIATIONS, WrittenForms

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer as RuleTokenizer
    from spacy.vocab import Vocab

Search = Callable[[str], re.Match[str] | None]

DASHES = "-‐‑–—―"
INFIXES = (
    rf"(?<=[^\W_])[{DASHES}](?=[^\W_])",  # every dash within a word: "Chile–Peru", "U.S.-led"
    rf"(?<=[^\W_]\.)[{DASHES}](?=[^\W_])",
    r"(?<=[^\W\d_])[/;:](?=[^\W\d_])",
    r"(?<=[a-z])\.(?=\[)",  # a footnote mark after a full stop
    r"(?<=[.,!?”\"])\[(?=\d)",
    r"(?<=[a-z.,!?])[”\"](?=[A-Za-z<])",  # a quotation mark without its space
    r"(?<=[^\W_])[(\[](?=[^\W_])",  # a bracket without its space
    r"(?<=[^\W_])[)\]]{1,4}(?=[^\W_]|[(,.][^\W_])",
    r"(?<=[^\W_]\))\((?=[^\W_])",
    r"(?<=[^\W\d_]),(?=\d)",
    r"(?<=\d),(?=[^\W\d_])",
    r"(?<=[^\W_])[!?]+(?=[^\W_])",
    r"(?<=[^\W_])-{2,}(?=[^\W_])",
)
REPEATED = r"([=*_~+#$^|<>`’'–—-])\1+"
"""A row of one sign is a word."""
SHOUT = r"(?:(?:\.\.|[.,:])[!?]|[!?][.!?])[.!?]*"
PREFIXES = (
    SHOUT,
    REPEATED,
    r"[‘“]{2,}|‘’",
    r"@(?=\d)",
    r"~(?=[^\W_])",
    r"/(?=[^\W\d_])",
    r"-(?=[^\W\d_]{2})",
)
SUFFIXES = (
    rf"(?<![.!?:,]){SHOUT}",
    r"…\.+",
    r"(?<=[^\W_])--+",
    rf"(?<![=*_~+#$^|<>`’'–—-]){REPEATED}",
    r"‘’|[’”]{2,}",
    r"`s",
)
WHOLE = (
    r"(?:\d-)?(?:\d{3}[-/])?\d{3}-\d{4}",  # telephone numbers
    r"(?:\d-)?\d{3}-\d{3}-\d{4}",
    r"\d{1,2}-\d{1,2}-(?:\d{2}|\d{4})",
    r"\d-\d{4}|\d{5}-\d{4}",
    r"#[^\W\d_]\w+",
    r"['’]?\d0['’]?s|’\d\ds",  # "the 60's", "the '90s"
)
AMBIGUOUS = frozenset(("id", "wed"))
"""Forms that spaCy cuts and that are more often words."""
BARE = frozenset(("cant", "dont", "wont"))
LONGEST_PIECE = 200
"""Characters without a space. spaCy's time grows with their square; what is longer is cut, whatever it is."""
LONG = re.compile(rf"\S{{{LONGEST_PIECE + 1}}}")
NO_EMOTICON = re.compile(r"\s+|['’]?[^\W_][^\W_.'’]*(?:[.'’][^\W_]*)*")


class Tokenizer:
    """Splits a sentence into words.

    spaCy's English rules, and: currency letters and size letters leave their number ("Rs7bn" is three words), every
    dash within a word is a word of its own but for that of a prefix ("re-elect"; not before a name: "anti-Serbian"),
    footnote marks, brackets and quotation marks without their space leave the word, rows of one sign are a word, and an
    abbreviation keeps its full stop but where it ends the sentence. Of emoticons only the listed ones are words
    ("(TDI):" ends in a bracket and a colon).
    """

    def __init__(self, forms: WrittenForms) -> None:
        self.forms = forms
        self.abbreviations = frozenset(form for form in forms.of(*ABBREVIATIONS) if "." not in form)
        self.amounts = forms.of("amount")
        self.prefixes = forms.of("prefix")
        self.dated = forms.of("dated")

    @cached_property
    def vocab(self) -> "Vocab":
        """The vocabulary that documents made of these words share. Whatever needs spaCy asks for it first."""
        from dyadlog.parse.spacy_import import import_spacy

        import_spacy()
        from spacy.lang.en import English
        from spacy.vocab import create_vocab

        return create_vocab("en", English.Defaults)

    @cached_property
    def rules(self) -> "RuleTokenizer":
        """spaCy's tokenizer with our rules."""
        vocab = self.vocab
        from spacy.lang.en import English
        from spacy.tokenizer import Tokenizer as RuleTokenizer
        from spacy.util import compile_prefix_regex, compile_suffix_regex

        defaults: Any = English.Defaults
        currencies = rf"(?:{alternatives(self.forms.of('currency'))})\.?(?=\d)"
        amounts = rf"(?<=\d)(?:(?:{alternatives(self.amounts)})\.?|{alternatives(self.forms.of('unit'))})"
        files = rf"[\w#.-]+\.(?i:{alternatives(self.forms.of('file'))})"
        smileys = alternatives(self.forms.of("smiley"))
        whole = rf"{smileys}|(?i:{alternatives(self.forms.of('whole'))})|{'|'.join(WHOLE)}|{files}"
        match_whole = re.compile(rf"(?:{whole})$").match
        spelt = self.forms.of("smiley") | {form.lower() for form in self.forms.of("whole")}
        return RuleTokenizer(
            vocab,
            rules=self.make_rules(defaults.tokenizer_exceptions),
            prefix_search=spare_letters(compile_prefix_regex([currencies, *PREFIXES, *defaults.prefixes]).search),
            suffix_search=spare_letters(
                compile_suffix_regex(
                    [*defaults.suffixes, amounts, rf"(?<=[\w.!?,])(?=[:;=])(?:{smileys})", *SUFFIXES]
                ).search
            ),
            infix_finditer=self.find_infixes,
            token_match=spare_letters(match_whole, lambda word: word in spelt or word.lower() in spelt),
            url_match=lambda word: defaults.url_match(word) if "." in word else None,
        )

    @cached_property
    def infixes(self) -> re.Pattern[str]:
        """Where a word may be cut within."""
        from spacy.lang.en import English
        from spacy.util import compile_infix_regex

        defaults: Any = English.Defaults
        return compile_infix_regex([*INFIXES, *defaults.infixes])

    @cached_property
    def shape(self) -> list[int]:
        """What is asked of spaCy about a word: its length and whether a space follows. A ``Token`` costs far more."""
        from spacy.attrs import LENGTH, SPACY

        return [LENGTH, SPACY]

    def find_infixes(self, word: str) -> Iterator[re.Match[str]]:
        """The cuts within ``word``: all but the hyphen after a prefix."""
        if is_spelt_out(word):
            return
        for match in self.infixes.finditer(word):
            if not (match[0] == "-" and self.joins(word, match.start())):
                yield match

    def joins(self, word: str, hyphen: int) -> bool:
        """Whether the hyphen joins a prefix to its word."""
        prefix, following = word[:hyphen].lower(), word[hyphen + 1 : hyphen + 2]
        return (prefix in self.prefixes and following.islower()) or prefix in self.dated

    def make_rules(self, exceptions: dict[str, list[dict[int, str]]]) -> dict[str, list[dict[int, str]]]:
        """The words of special forms: spaCy's, also in capitals, and those of the table."""
        from spacy.symbols import ORTH

        rules = {}
        for form, words in exceptions.items():
            if NO_EMOTICON.fullmatch(form) and form.lower() not in AMBIGUOUS:
                rules[form] = words
                if "'" in form or "’" in form or form in BARE:
                    rules.setdefault(form.upper(), [{ORTH: word[ORTH].upper()} for word in words])
        for form in self.abbreviations:
            rules[f"{form}."] = [{ORTH: f"{form}."}]
        for form in self.forms.of("parted"):
            for written in (form, form[0].upper() + form[1:], form.upper()):
                rules[written.replace(" ", "")] = [{ORTH: word} for word in written.split()]
        return rules

    def __call__(self, text: str) -> tuple[list[str], list[bool]]:
        """The words and whether a space follows each; together they are exactly ``text``."""
        words: list[str] = []
        spaces: list[bool] = []
        for part in cut_pieces(text):
            start = 0
            for length, spaced in self.rules(part).to_array(self.shape).tolist():
                end = start + length
                words.append(part[start:end])
                spaces.append(spaced == 1)
                start = end + spaced
        if words and self.ends_in_stop(words[-1], alone=len(words) == 1):
            words[-1:] = [words[-1][:-1], "."]
            spaces[-1:] = [False, spaces[-1]]
        if ":)" in text and "(" in text:
            close_brackets(words, spaces)
        return words, spaces

    def ends_in_stop(self, last: str, *, alone: bool) -> bool:
        """Whether the full stop of the last word is the sentence's; initials in a row ("U.S.") keep theirs."""
        word = last[:-1]
        if last[-1] != "." or not word or word == ".":
            return False
        return word in self.abbreviations or word in self.amounts or (len(word) == 1 and not alone)


def is_spelt_out(word: str) -> bool:
    """Whether a word is plain letters; no rule cuts one, and to try them all takes longer than all else."""
    return word.isalpha() and word.isascii()


def spare_letters(search: Search, may_match: Callable[[str], bool] = lambda word: False) -> Search:
    """``search`` that looks at a word of plain letters only where it ``may_match``."""
    return lambda word: None if is_spelt_out(word) and not may_match(word) else search(word)


def cut_pieces(text: str) -> Iterator[str]:
    """The text, cut wherever nothing but more than ``LONGEST_PIECE`` characters without a space would be seen."""
    start = 0
    while (match := LONG.search(text, start)) is not None:
        yield text[start : match.end() - 1]
        start = match.end() - 1
    if start < len(text):
        yield text[start:]


def alternatives(forms: frozenset[str]) -> str:
    """A regular expression of any of ``forms``, longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def close_brackets(words: list[str], spaces: list[bool]) -> None:
    """Cut the smileys whose bracket closes one that is open: "(see below:)" has none."""
    depth = 0
    position = 0
    while position < len(words):
        word = words[position]
        if word == ":)" and depth > 0:
            words[position : position + 1] = [":", ")"]
            spaces[position : position + 1] = [False, spaces[position]]
            position += 1
            word = ")"
        depth = max(0, depth + (word == "(") - (word == ")"))
        position += 1
