"""Coding: Syntax, lexicon and ranker in, claims out."""

from dyadlog.coding.coder import Coder

__all__ = ["Coder"]
