"""A page as found to the article in it, with metadata, bounds of its date, and genre."""

from dyadlog.clean.cleaner import Cleaner

__all__ = ["Cleaner"]
