"""Pairs of sentences on one thing: figures that cannot all be right, and those that only seem so (``pairs.csv``).

A row is a sentence with its claim; ``expected`` the kinds of finding of which one must be there, ``agree`` or ``none``;
``figures`` have words, value, low, high, unit, bound and what they are of.
"""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from dyadlog.records import Attribution
from tests.consolidate.pages import PageOf, on, state
from tests.findings.test_findings import findings_of

STATES = {"PER": state("PER", "Peru"), "ECU": state("ECU", "Ecuador")}
CONFLICTS = {"quantity", "unit", "revision", "self_contradiction"}
OTHER_FIELDS = {"act", "date", "participants", "place", "time", "agenda", "stance"}


def read_cases():
    cases = defaultdict(list)
    with (Path(__file__).parent / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cases[row["case"]].append(row)
    return dict(cases)


def read_figure(text):
    words, value, low, high, unit, bound, of = text.split(";")
    numbers = [float(number) if number else None for number in (value, low, high)]
    return (words, *numbers, unit or None, bound, of or None)


def make_pages(rows):
    pages = {}
    for row in rows:
        day = date.fromisoformat(row["day"])
        page = pages.setdefault((row["outlet"], day), PageOf(f"{row['outlet']} {day}", day, row["outlet"]))
        more = {"modality": row["modality"], "negated": bool(row["negated"])}
        if row["side"]:
            more["attribution"] = (Attribution(row["speaker"] or None, "official", row["side"], "said"),)
        page.tell(
            row["sentence"],
            row["kind"],
            [STATES[code] for code in row["actors"].split()],
            [STATES[code] for code in row["recipients"].split()],
            on(*map(int, row["when"].split("-"))) if row["when"] else None,
            quantities=[read_figure(text) for text in row["figures"].split("|") if text],
            **more,
        )
    return list(pages.values())


CASES = read_cases()


@pytest.mark.parametrize("name", CASES)
def test_a_pair_gives_the_finding_that_a_reader_expects(name):
    expected = CASES[name][0]["expected"]
    found = findings_of(*make_pages(CASES[name]))
    kinds = {finding.kind for finding in found}
    if expected == "none":
        assert not kinds & CONFLICTS
    elif expected == "agree":
        assert not kinds & {"quantity", "unit"}
        assert any(finding.kind == "corroborated" and finding.field not in OTHER_FIELDS for finding in found)
    else:
        assert kinds & set(expected.split("|"))
