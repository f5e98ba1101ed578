"""Words: spaCy's English rules with what news needs beside them."""

import re
from typing import TYPE_CHECKING, Any

from dyadlog.knowledge.written_forms import WrittenForms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

DASHES = "-‐‑–—―"
INFIXES = (
    rf"(?<=[^\W_])[{DASHES}](?=[^\W_])",  # every dash within a word: "Chile–Peru", "U.S.-led"
    rf"(?<=[^\W_]\.)[{DASHES}](?=[^\W_])",
    r"(?<=[^\W\d_])[/;:](?=[^\W\d_])",
    r"(?<=[a-z])\.(?=\[)",  # a footnote mark after a full stop
    r"(?<=[.,!?”\"])\[(?=\d)",
    r"(?<=[a-z.,!?])[”\"](?=[A-Za-z])",  # a quotation mark without its space
)
NO_EMOTICON = re.compile(r"\s+|['’]?[^\W_][^\W_.'’]*(?:[.'’][^\W_]*)*")


class Tokenizer:
    """Splits a sentence into words.

    spaCy's English rules, and: currency letters and size letters leave their number ("Rs10bn" is three words), every
    dash within a word is a word of its own, footnote marks and quotation marks without their space leave the word, and
    there are no emoticons ("(TDI):" ends in a bracket and a colon).
    """

    def __init__(self, forms: WrittenForms) -> None:
        self.forms = forms
        self.nlp = self._make()

    @property
    def vocab(self) -> "Vocab":
        """The vocabulary that documents made of these words share."""
        return self.nlp.vocab

    def __call__(self, text: str) -> tuple[list[str], list[bool]]:
        """The words and whether a space follows each; together they are exactly ``text``."""
        tokens: Any = self.nlp.tokenizer(text)
        return [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]

    def _make(self) -> "Language":
        import spacy
        from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

        nlp = spacy.blank("en")
        defaults: Any = nlp.Defaults
        tokenizer: Any = nlp.tokenizer
        currencies = rf"(?:{alternatives(self.forms.of('currency'))})\.?(?=\d)"
        amounts = rf"(?<=\d)(?:{alternatives(self.forms.of('amount'))})\.?"
        tokenizer.prefix_search = compile_prefix_regex([currencies, *defaults.prefixes]).search
        tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, amounts]).search
        tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *INFIXES]).finditer
        tokenizer.rules = {form: pieces for form, pieces in tokenizer.rules.items() if NO_EMOTICON.fullmatch(form)}
        return nlp


def alternatives(forms: frozenset[str]) -> str:
    """A regular expression of any of ``forms``, longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
