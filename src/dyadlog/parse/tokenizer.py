"""Words: spaCy's English rules with what news needs beside them."""

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dyadlog.knowledge.written_forms import WrittenForms

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer as RuleTokenizer
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

    spaCy's English rules, and: currency letters and size letters leave their number ("Rs7bn" is three words), every
    dash within a word is a word of its own, footnote marks and quotation marks without their space leave the word, and
    there are no emoticons ("(TDI):" ends in a bracket and a colon).
    """

    def __init__(self, forms: WrittenForms) -> None:
        self.forms = forms

    @cached_property
    def vocab(self) -> "Vocab":
        """The vocabulary that documents made of these words share."""
        from spacy.lang.en import English
        from spacy.vocab import create_vocab

        return create_vocab("en", English.Defaults)

    @cached_property
    def rules(self) -> "RuleTokenizer":
        """spaCy's tokenizer with our rules."""
        from spacy.lang.en import English
        from spacy.tokenizer import Tokenizer as RuleTokenizer
        from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

        defaults: Any = English.Defaults
        currencies = rf"(?:{alternatives(self.forms.of('currency'))})\.?(?=\d)"
        amounts = rf"(?<=\d)(?:{alternatives(self.forms.of('amount'))})\.?"
        return RuleTokenizer(
            self.vocab,
            rules={form: words for form, words in defaults.tokenizer_exceptions.items() if NO_EMOTICON.fullmatch(form)},
            prefix_search=compile_prefix_regex([currencies, *defaults.prefixes]).search,
            suffix_search=compile_suffix_regex([*defaults.suffixes, amounts]).search,
            infix_finditer=compile_infix_regex([*defaults.infixes, *INFIXES]).finditer,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )

    def __call__(self, text: str) -> tuple[list[str], list[bool]]:
        """The words and whether a space follows each; together they are exactly ``text``."""
        tokens = self.rules(text)
        return [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]


def alternatives(forms: frozenset[str]) -> str:
    """A regular expression of any of ``forms``, longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
