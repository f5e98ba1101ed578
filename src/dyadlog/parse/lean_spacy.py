"""Importing spaCy without its command line: its web clients take a third of the import, and reading needs none."""

import sys
from types import ModuleType
from typing import Any

COMMANDS, INFO = "spacy.cli", "spacy.cli.info"


def import_spacy() -> None:
    """Import spaCy, if nobody has; ``spacy.cli`` stays to be imported by whom it may serve."""
    if "spacy" in sys.modules or COMMANDS in sys.modules:
        return
    info = ModuleType(INFO)
    vars(info)["info"] = show_info
    sys.modules |= {COMMANDS: ModuleType(COMMANDS), INFO: info}
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules[COMMANDS], sys.modules[INFO]


def show_info(*arguments: Any, **options: Any) -> Any:
    """What ``spacy.info`` stands for: the command's function, imported when it is called."""
    from spacy.cli.info import info

    return info(*arguments, **options)
