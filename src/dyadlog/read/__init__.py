"""Files, folders, globs and standard input to pages as found."""

from dyadlog.read.pages import DEFAULT_LIMIT, find_pages

__all__ = ["DEFAULT_LIMIT", "find_pages"]
