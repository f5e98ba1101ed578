"""The first import of spaCy, without its command line.

``import spacy`` loads spaCy's own command line too (downloads, training, project templates): a third of the time that
the import takes, and nothing of it is used here.
"""

import sys
from importlib import import_module
from types import ModuleType

LEFT_OUT = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy; ``spacy.cli`` can still be imported afterwards, by whoever wants it."""
    if "spacy" in sys.modules:
        return
    stands_in = {name: ModuleType(name) for name in LEFT_OUT}
    stands_in["spacy.cli.info"].__dict__["info"] = None
    sys.modules.update(stands_in)
    try:
        package = import_module("spacy")
    except ImportError:  # a spaCy that wants more of its command line than is known here
        package = None
    finally:
        for name in LEFT_OUT:
            sys.modules.pop(name, None)
    if package is None:
        import_module("spacy")
    else:
        vars(package).pop("info", None)
        vars(package).pop("cli", None)
