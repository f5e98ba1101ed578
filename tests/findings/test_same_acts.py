"""Findings where two pages tell one act so differently that it stands as two."""

from datetime import date

from tests.consolidate.pages import PageOf, on, state
from tests.findings.test_findings import findings_of, only

NOR, SWE = state("NOR", "Norway"), state("SWE", "Sweden")


def freed(location, sentence, kind, when, words="17 sailors", count=17):
    return PageOf(location, date(2021, 5, 3)).tell(
        sentence, kind, [NOR], [SWE], when, quantities=[(words, count, count, count, "person", "exactly", None)]
    )


def test_the_same_count_of_the_same_people_in_one_month_is_one_act():
    first = freed("a", "In April, Norway set 17 sailors of Sweden free.", "statement", on(2021, 4))
    second = freed("b", "Norway and Sweden swapped 17 sailors in April.", "exchange_prisoners", on(2021, 4, 9))
    assert [side.value for side in only(findings_of(first, second), "corroborated", "act").sides] == ["17 sailors"] * 2


def test_the_same_count_in_another_month_or_of_others_is_not():
    first = freed("a", "In April, Norway set 17 sailors of Sweden free.", "statement", on(2021, 4))
    later = freed("b", "Norway and Sweden swapped 17 sailors in March.", "exchange_prisoners", on(2021, 3))
    others = freed("c", "Norway gave Sweden 17 tractors in April.", "statement", on(2021, 4), "17 tractors")
    assert not [f for f in findings_of(first, later, others) if f.kind == "corroborated"]


def test_an_undated_act_needs_to_be_of_the_same_sort():
    first = freed("a", "Norway expelled eight envoys of Sweden in April.", "expel", on(2021, 4), "eight envoys", 8)
    second = freed("b", "Norway had expelled eight envoys of Sweden.", "expel", None, "eight envoys", 8)
    third = freed("c", "Norway once fed eight envoys of Sweden.", "aid", None, "eight envoys", 8)
    found = [f for f in findings_of(first, second, third) if f.kind == "corroborated" and f.field == "act"]
    assert len(found) == 1
    assert {side.evidence.quote[:20] for side in found[0].sides} == {"Norway expelled eigh", "Norway had expelled "}


def test_one_act_under_neighbouring_kinds_in_like_words():
    first = PageOf("a", date(2021, 5, 3)).tell(
        "Norway lifted duties on timber from Swedish sawmills on Sunday for Sweden.",
        "ease_sanctions", [NOR], [SWE], on(2021, 5, 2),
    )  # fmt: skip
    second = PageOf("b", date(2021, 5, 3)).tell(
        "Sunday saw Norway end timber duties that sawmills in Sweden had paid.",
        "allow_access", [NOR], [SWE], on(2021, 5, 2),
    )  # fmt: skip
    assert only(findings_of(first, second), "corroborated", "act").note.startswith("one act in like words")
