"""Our own sentences with the claims they must make, read by the real parser and resolver."""

import tomllib
from pathlib import Path

import pytest

CASES = tomllib.loads((Path(__file__).parent / "claims.toml").read_text(encoding="utf-8"))["case"]


def sides(parties):
    codes = [
        code
        for party in parties
        for code in (party.states or (("group",) if party.kind == "armed_group" else (party.kind,)))
    ]
    return "+".join(dict.fromkeys(codes))


def describe(claim, expected):
    """The claim in the words of claims.toml, with as much of it as the expectation states."""
    words = [f"{'!' if claim.negated else ''}{claim.event_type}", claim.modality]
    roles = f"{sides(claim.actors)}>{sides(claim.recipients)}"
    words.append(roles if ">" in expected else roles.replace(">", "+").strip("+"))
    if "[" in expected:
        words.append(f"[{','.join(claim.territory)}]")
    if ".." in expected or expected.endswith(" -"):
        words.append(f"{claim.when.start}..{claim.when.end}" if claim.when else "-")
    return " ".join(words)


def unmatched(claims, expected):
    """Expectations without a claim, and claims without an expectation."""
    left, missing = list(claims), []
    for wanted in expected:
        found = next((claim for claim in left if describe(claim, wanted) == wanted), None)
        if found is None:
            missing.append(wanted)
        else:
            left.remove(found)
    return missing, left


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_sentence_makes_its_claims(read, case):
    given = {key: case[key] for key in ("published", "genre", "headline") if key in case}
    claims = [claim for claim in read(case["text"], **given) if claim.event_type]
    missing, left = unmatched(claims, case["claims"])
    assert not missing, [describe(claim, "> [ ..") for claim in claims]
    assert case.get("also") or not left, [describe(claim, "> [ ..") for claim in left]


def test_the_town_that_is_visited_is_the_place_of_the_visit(read):
    claims = [claim for claim in read("Chilean Foreign Minister Rosa Vega did not visit Arequipa.") if claim.event_type]
    assert [[place.name for place in claim.places] for claim in claims] == [["Arequipa"]]
