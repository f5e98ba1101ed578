"""Parse: sentences, words, syntax, lemmas, names and quotations. Document -> Parse."""

from dyadlog.parse.parser import READERS, Parser
from dyadlog.parse.reader import Analysis, Reader

__all__ = ["READERS", "Analysis", "Parser", "Reader"]
