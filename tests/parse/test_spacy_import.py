"""spaCy without its command line."""

import subprocess
import sys

SCRIPT = """
import sys
from dyadlog.parse.spacy_import import import_spacy
import_spacy()
assert "spacy" in sys.modules
assert not [name for name in sys.modules if name.startswith("spacy.cli")], "the command line was loaded"
import spacy
assert [token.text for token in spacy.blank("en")("Peru wrote.")] == ["Peru", "wrote", "."]
import spacy.cli
assert spacy.cli.info.__module__ == "spacy.cli.info"
"""


def test_spacy_comes_without_its_command_line_which_can_still_be_imported():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
