"""Coding: syntax and lexicon in, claims out."""

from dyadlog.coding.coder import Coder

__all__ = ["Coder"]
