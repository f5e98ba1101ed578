"""Figures of others, as they publish them: not measured here, and on other releases of the treebanks where it says so.

Raw text, F1 of the CoNLL 2018 scorer.
"""

from dataclasses import dataclass
from typing import Final

STANZA: Final = "https://stanfordnlp.github.io/stanza/performance.html"
UDPIPE: Final = "https://ufal.mff.cuni.cz/udpipe/2/models"
GIVEN: Final = "../shared/README.md"


@dataclass(frozen=True, slots=True)
class Published:
    """One system on one treebank."""

    system: str
    treebank: str
    source: str
    figures: dict[str, float]


SYNTAX: Final = (
    Published("baseline, as given", "ewt", GIVEN, {"UPOS": 94.3, "UAS": 87.1, "LAS": 84.9}),
    Published("baseline, as given", "gum", GIVEN, {"UPOS": 96.8, "UAS": 89.1, "LAS": 86.7, "obl:agent": 78}),
    Published(
        "baseline, as given",
        "pud",
        GIVEN,
        {"UPOS": 96.5, "UAS": 88.4, "LAS": 86.1, "nsubj": 91, "nsubj:pass": 90, "obj": 93},
    ),
    Published(
        "Stanza 1.5.1, UD 2.12",
        "ewt",
        STANZA,
        {"words": 98.92, "sentences": 89.16, "UPOS": 96.20, "lemmas": 96.63, "UAS": 88.90, "LAS": 86.77},
    ),
    Published(
        "Stanza 1.5.1, UD 2.12, all genres",
        "gum",
        STANZA,
        {"words": 99.69, "sentences": 95.34, "UPOS": 97.59, "lemmas": 98.22, "UAS": 90.49, "LAS": 88.24},
    ),
    Published(
        "UDPipe 2, UD 2.12",
        "ewt",
        UDPIPE,
        {"words": 99.09, "sentences": 87.82, "UPOS": 96.69, "lemmas": 97.26, "UAS": 90.71, "LAS": 88.81},
    ),
    Published(
        "UDPipe 2, UD 2.12, all genres",
        "gum",
        UDPIPE,
        {"words": 99.63, "sentences": 95.72, "UPOS": 98.00, "lemmas": 98.84, "UAS": 92.87, "LAS": 90.96},
    ),
    Published("UDPipe 1.2", "ewt", GIVEN, {"UAS": 81.8, "LAS": 78.6}),
)
NAMES: Final = {"politics": 79.8, "uner-pud": 72.9, "uner-ewt": 80.8}
"""The baseline's F1 of PER, ORG and LOC, as given."""
OVERLAP: Final = {"politics": 96.0, "uner-pud": 92.0, "uner-ewt": 92.0}
"""Its overlap recall, as given."""
