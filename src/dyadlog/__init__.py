"""dyadlog reads news pages and keeps a sourced log of what states do to and with each other."""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for true; typing costs eight times what all the rest of this import does
if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from dyadlog.notebook import Record

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: str | PathLike[str], knowledge: Sequence[str | PathLike[str]] = ()) -> Record:
    """The record in a file that ``dyadlog read`` made (docs/notebooks.md); ``knowledge`` are folders of your tables.

    Raises NotFound where there is no such file, and StoreError where it is none of ours.
    """
    from dyadlog.notebook import open_record

    return open_record(path, knowledge)
