"""The errors of dyadlog, split by what the caller does.

::

    DyadlogError
    ├── UserError           the command cannot be done as asked: say so, exit 2
    │   ├── UnknownState    a state's name that nobody knows; carries the nearest right ones
    │   ├── NotFound        no record with that id, no such file
    │   └── KnowledgeError  a bad line in a knowledge file: stop before the run, with file and line
    ├── PageError           this page cannot be read: record an Issue, go on with the next
    └── StoreError          the store cannot be used (full disk, not a dyadlog file): stop, exit 3
"""

from collections.abc import Sequence


class DyadlogError(Exception):
    """Root of all errors that dyadlog raises on purpose."""


class UserError(DyadlogError):
    """The command cannot be done as asked."""


class UnknownState(UserError):
    """A state's name that nobody knows."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"no state is called {name!r}{hint}")
        self.name = name
        self.nearest = tuple(nearest)


class NotFound(UserError):
    """No record or file by that name."""


class KnowledgeError(UserError):
    """A knowledge file has a line that cannot be used."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        super().__init__(f"{file}{f', line {line}' if line is not None else ''}: {message}")


class PageError(DyadlogError):
    """A page cannot be read; ``code`` is the stable code of the Issue it becomes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class StoreError(DyadlogError):
    """The store cannot be used."""
