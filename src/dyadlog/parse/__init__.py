"""Parse: sentences, words, syntax, lemmas, names and quotations. Document -> Parse."""

from dyadlog.parse.parser import Parser
from dyadlog.parse.reader import Analysis, Reader
from dyadlog.parse.readers import DEFAULT_READER, READERS, make_reader

__all__ = ["DEFAULT_READER", "READERS", "Analysis", "Parser", "Reader", "make_reader"]
