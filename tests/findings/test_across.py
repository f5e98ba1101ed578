"""What differs between reports of one thing that stand as events of their own."""

from datetime import date

from dyadlog.records import Attribution, Interval, Place
from tests.consolidate.pages import PageOf, on, person, state
from tests.findings.test_findings import findings_of, only

NOR, SWE = state("NOR", "Norway"), state("SWE", "Sweden")
BERG = person("Lars Berg", "NOR", "foreign minister")
HOLM = person("Eva Holm", "SWE", "foreign minister")
LIND = person("Karin Lind", "SWE", "trade minister")
RUUD = person("Siri Ruud", "NOR", "trade minister")
SKI = "a protocol on ski lifts and reindeer pastures"


def said_by(code):
    return Attribution("the ministry", "government", code, "said")


def kinds_of(*pages):
    return [finding.kind for finding in findings_of(*pages) if finding.kind != "corroborated"]


def test_a_signing_on_two_days_is_a_conflict_of_dates():
    first = PageOf("a", date(2021, 3, 5)).tell(
        f"Norway and Sweden signed {SKI}.", "sign", [NOR, SWE], [], on(2021, 3, 4)
    )
    second = PageOf("b", date(2021, 3, 6)).tell(
        "The protocol on reindeer and ski lifts was signed in Oslo.", "sign", [NOR, SWE], [], on(2021, 3, 3)
    )
    finding = only(findings_of(first, second), "date")
    assert {side.value for side in finding.sides} == {"2021-03-04", "2021-03-03"}


def test_two_rounds_that_one_page_tells_are_no_conflict_of_dates():
    first = PageOf("a", date(2021, 3, 9)).tell(
        f"Norway and Sweden signed {SKI}.", "sign", [NOR, SWE], [], on(2021, 3, 4)
    )
    first.tell(
        "Norway and Sweden signed another protocol on reindeer pastures.", "sign", [NOR, SWE], [], on(2021, 3, 6)
    )
    second = PageOf("b", date(2021, 3, 9)).tell(
        f"Norway and Sweden signed {SKI}.", "sign", [NOR, SWE], [], on(2021, 3, 6)
    )
    assert "date" not in kinds_of(first, second)


def test_force_that_each_side_says_the_other_used_is_one_conflict_of_roles():
    north = PageOf("a", date(2021, 3, 5)).tell(
        "Swedish guards fired on a Norwegian boat.",
        "attack",
        [SWE],
        [NOR],
        on(2021, 3, 4),
        attribution=(said_by("NOR"),),
    )
    south = PageOf("b", date(2021, 3, 6)).tell(
        "A Norwegian boat fired on guards.", "attack", [NOR], [SWE], on(2021, 3, 4), attribution=(said_by("SWE"),)
    )
    finding = only(findings_of(north, south), "role")
    assert [side.value for side in finding.sides] == ["Sweden to Norway", "Norway to Sweden"]
    assert finding.note == "each side names the other"


def test_an_exchange_that_one_page_tells_is_no_conflict_of_roles():
    page = PageOf("a", date(2021, 3, 5)).tell("Sweden shelled a Norwegian post.", "shell", [SWE], [NOR], on(2021, 3, 4))
    page.tell("Norway shelled a Swedish post in reply.", "shell", [NOR], [SWE], on(2021, 3, 4))
    other = PageOf("b", date(2021, 3, 6)).tell("Norway shelled a post.", "shell", [NOR], [SWE], on(2021, 3, 4))
    assert "role" not in kinds_of(page, other)


def test_what_both_suffered_and_what_is_answered_in_kind_are_no_conflicts_of_roles():
    first = PageOf("a", date(2021, 3, 5)).tell("Sweden expelled two diplomats.", "expel", [SWE], [NOR], on(2021, 3, 4))
    first.tell("Two Norwegians were killed.", "kill", [SWE], [NOR], on(2021, 3, 4))
    second = PageOf("b", date(2021, 3, 6)).tell("Norway expelled an attaché.", "expel", [NOR], [SWE], on(2021, 3, 5))
    second.tell("A Swede was killed.", "kill", [NOR], [SWE], on(2021, 3, 4))
    assert "role" not in kinds_of(first, second)


def test_other_signers_of_one_text_are_a_conflict_of_participants():
    first = PageOf("a", date(2021, 3, 5)).tell(f"Berg and Holm signed {SKI}.", "sign", [BERG, HOLM], [], on(2021, 3, 4))
    second = PageOf("b", date(2021, 3, 6)).tell(
        f"Ruud and Lind signed {SKI}.", "sign", [RUUD, LIND], [], on(2021, 3, 4)
    )
    finding = only(findings_of(first, second), "participant")
    assert finding.note == "Lars Berg or Siri Ruud"


def test_a_list_of_signers_that_leaves_one_out_is_no_conflict_of_participants():
    first = PageOf("a", date(2021, 3, 5)).tell(
        f"Berg, Ruud and Holm signed {SKI}.", "sign", [BERG, RUUD, HOLM], [], on(2021, 3, 4)
    )
    second = PageOf("b", date(2021, 3, 6)).tell(
        f"Berg and Holm signed {SKI}.", "sign", [BERG, HOLM], [], on(2021, 3, 4)
    )
    assert "participant" not in kinds_of(first, second)


def test_ministers_of_two_offices_may_both_have_come():
    first = PageOf("a", date(2021, 3, 5)).tell("Holm visited Norway.", "visit", [HOLM], [NOR], on(2021, 3, 4))
    second = PageOf("b", date(2021, 3, 6)).tell("Lind visited Norway.", "visit", [LIND], [NOR], on(2021, 3, 4))
    assert "participant" not in kinds_of(first, second)


def test_a_denial_has_every_report_of_what_is_denied():
    first = PageOf("a", date(2021, 3, 5)).tell("Sweden shelled a lighthouse.", "shell", [SWE], [NOR], on(2021, 3, 4))
    second = PageOf("b", date(2021, 3, 5)).tell(
        "Shells from Sweden hit a lighthouse.", "shell", [SWE], [NOR], on(2021, 3, 4)
    )
    denial = PageOf("c", date(2021, 3, 6)).tell(
        "Stockholm says that it shelled no lighthouse.",
        "shell",
        [SWE],
        [NOR],
        modality="denied",
        attribution=(said_by("SWE"),),
    )
    found = [finding for finding in findings_of(first, second, denial) if finding.kind == "denial"]
    quotes = {side.evidence.quote for finding in found for side in finding.sides}
    assert quotes == {page.text.splitlines()[-1] for page in (first, second, denial)}


def test_one_page_that_says_both_on_its_own_word_denies_nothing():
    page = PageOf("a", date(2021, 3, 5)).tell("Sweden recalled its envoy last year.", "recall", [SWE], [NOR], on(2020))
    page.tell("Sweden has not recalled its envoy now.", "recall", [SWE], [NOR], negated=True)
    assert "denial" not in kinds_of(page)


def test_a_plan_becomes_what_happened_some_days_late():
    plan = PageOf("a", date(2021, 3, 1)).tell(
        "Sweden will reopen the ferry to Narvik on 10 March.",
        "ease_restrictions",
        [SWE],
        [NOR],
        on(2021, 3, 10),
        modality="planned",
    )
    done = PageOf("b", date(2021, 3, 16)).tell(
        "Sweden reopened the ferry to Narvik on Monday.", "ease_restrictions", [SWE], [NOR], on(2021, 3, 15)
    )
    assert only(findings_of(plan, done), "update").note == "planned for 10 March 2021, happened 15 March 2021"


def test_what_happened_before_it_was_planned_is_something_else():
    plan = PageOf("a", date(2021, 3, 20)).tell(
        "Sweden will reopen the ferry to Narvik.", "ease_restrictions", [SWE], [NOR], modality="planned"
    )
    done = PageOf("b", date(2021, 3, 2)).tell(
        "Sweden reopened the ferry to Narvik.", "ease_restrictions", [SWE], [NOR], on(2021, 3, 1)
    )
    assert "update" not in kinds_of(plan, done)


def test_a_day_that_passed_without_what_was_planned_is_an_update():
    plan = PageOf("a", date(2021, 3, 1)).tell(
        "Sweden will hand over two smugglers by 10 March.",
        "extradite",
        [SWE],
        [NOR],
        on(2021, 3, 10),
        modality="planned",
    )
    after = PageOf("b", date(2021, 3, 20)).tell(
        "Sweden has handed over no smugglers.", "extradite", [SWE], [NOR], negated=True
    )
    finding = only(findings_of(plan, after), "update")
    assert [side.value for side in finding.sides] == ["planned", "not done"]


def test_a_headline_tells_as_done_what_the_text_announces():
    page = PageOf("a", date(2021, 3, 5))
    page.tell("Sweden reopens the ferry to Narvik", "ease_restrictions", [SWE], [NOR], block="headline")
    page.tell(
        "Sweden will reopen the ferry to Narvik in May.",
        "ease_restrictions",
        [SWE],
        [NOR],
        on(2021, 5),
        modality="planned",
    )
    assert only(findings_of(page), "headline_body").note == "told as done, or planned"


def figure(words, value):
    return words, value, value, value, "person", "exactly", "expelled"


def test_a_promise_is_kept_by_a_deed_of_another_sort():
    promise = PageOf("a", date(2021, 3, 5)).tell(
        "Sweden promised Norway snowploughs for the pass.", "pledge", [SWE], [NOR], on(2021, 3, 4), trigger="promised"
    )
    deed = PageOf("b", date(2021, 5, 3)).tell(
        "The snowploughs that Sweden promised were handed to Norway on Sunday.",
        "economic_aid",
        [SWE],
        [NOR],
        on(2021, 5, 2),
    )
    other = PageOf("c", date(2021, 5, 3)).tell(
        "Sweden gave Norway medicines for reindeer.", "economic_aid", [SWE], [NOR], on(2021, 5, 1)
    )
    finding = only(findings_of(promise, deed, other), "update")
    assert [side.value for side in finding.sides] == ["promised", "asserted"]
    assert finding.note == "promised, kept 2 May 2021"
    assert "update" not in kinds_of(promise, other)


def test_what_both_plan_is_done_by_each_in_turn():
    plan = PageOf("a", date(2021, 3, 5)).tell(
        "Norway and Sweden will ratify the ski treaty by July.",
        "ratify",
        [NOR, SWE],
        [],
        Interval(None, date(2021, 7, 31), "range", "explicit"),
        modality="planned",
    )
    first = PageOf("b", date(2021, 4, 2)).tell(
        "Norway ratified the ski treaty.", "ratify", [NOR], [SWE], on(2021, 4, 1)
    )
    second = PageOf("c", date(2021, 7, 5)).tell(
        "The parliament in Stockholm has ratified it.", "ratify", [SWE], [NOR], on(2021, 7, 4)
    )
    updates = [finding for finding in findings_of(plan, first, second) if finding.kind == "update"]
    assert any("Stockholm" in side.evidence.quote for finding in updates for side in finding.sides)


def test_goods_that_were_planned_are_not_other_goods_that_came():
    plan = PageOf("a", date(2021, 3, 5)).tell(
        "Sweden will supply timber in April.", "supply", [SWE], [NOR], on(2021, 4), modality="planned"
    )
    done = PageOf("b", date(2021, 5, 2)).tell("Sweden supplied electricity.", "supply", [SWE], [NOR], on(2021, 4))
    assert "update" not in kinds_of(plan, done)


def test_a_threat_that_is_not_carried_out_is_an_update():
    threat = PageOf("a", date(2021, 3, 5)).tell(
        "Sweden would stop power exports on 1 April, its minister warned.",
        "embargo",
        [SWE],
        [NOR],
        on(2021, 4, 1),
        modality="hypothetical",
        attribution=(said_by("SWE"),),
    )
    after = PageOf("b", date(2021, 5, 2)).tell(
        "Sweden never stopped power exports in April.", "embargo", [SWE], [NOR], on(2021, 4), negated=True
    )
    finding = only(findings_of(threat, after), "update")
    assert [side.value for side in finding.sides] == ["threatened", "not done"]


def test_a_blow_and_its_answer_a_day_later_are_no_conflict_of_roles():
    first = PageOf("a", date(2021, 3, 6)).tell("Sweden shelled a lighthouse.", "shell", [SWE], [NOR], on(2021, 3, 4))
    second = PageOf("b", date(2021, 3, 6)).tell("Norway shelled a lighthouse.", "shell", [NOR], [SWE], on(2021, 3, 5))
    assert "role" not in kinds_of(first, second)


def test_a_headline_with_a_figure_that_its_text_does_not_give():
    page = PageOf("a", date(2021, 3, 5))
    page.tell(
        "Sweden expels 40 diplomats",
        "expel",
        [SWE],
        [NOR],
        block="headline",
        quantities=(figure("40 diplomats", 40),),
    )
    page.tell(
        "Sweden expelled 14 Norwegian diplomats on Monday.",
        "expel",
        [SWE],
        [NOR],
        quantities=(figure("14 Norwegian diplomats", 14),),
    )
    assert only(findings_of(page), "headline_body").note == "40 diplomats, or 14 Norwegian diplomats"


def test_a_headline_that_turns_the_doer_round():
    page = PageOf("a", date(2021, 3, 5))
    page.tell("Sweden closes border with Norway", "close_border", [SWE], [NOR], block="headline")
    page.tell("Norway closed the border on Monday.", "close_border", [NOR], [SWE], on(2021, 3, 1))
    assert only(findings_of(page), "headline_body").note == "Sweden to Norway, or Norway to Sweden"


def test_two_deadlines_of_one_target_are_a_conflict_of_dates():
    pages = []
    for name, year in (("a", 2026), ("b", 2030)):
        pages.append(
            PageOf(name, date(2021, 3, 5)).tell(
                f"Norway and Sweden set a trade target of 900 million euros for {year}.",
                "agree",
                [NOR, SWE],
                [],
                on(2021, 3, 4),
                instruments=(("trade target", "target", "announced", date(year, 12, 31)),),
            )
        )
    finding = only(findings_of(*pages), "date")
    assert [side.value for side in finding.sides] == ["2026-12-31", "2030-12-31"]


def test_a_denied_strike_is_not_set_against_a_clash_of_both():
    clash = PageOf("a", date(2021, 3, 5)).tell(
        "Norwegian and Swedish guards exchanged fire at the village of Moen.", "clash", [NOR, SWE], [], on(2021, 3, 4)
    )
    denial = PageOf("b", date(2021, 3, 6)).tell(
        "Norway denied that it struck the Swedish village of Moen.",
        "strike",
        [NOR],
        [SWE],
        on(2021, 3, 4),
        modality="denied",
        attribution=(said_by("NOR"),),
    )
    assert "denial" not in kinds_of(clash, denial)


def visit(page, sentence, town, **more):
    places = {"Trondheim": Place("Trondheim", ("NOR",), 63.43, 10.4), "Bergen": Place("Bergen", ("NOR",), 60.39, 5.32)}
    return page.tell(sentence, "visit", [HOLM], [NOR], on(2021, 3, 4), places=(places[town],), **more)


def test_that_one_town_was_not_visited_does_not_deny_the_visit_to_another():
    first = visit(PageOf("a", date(2021, 3, 5)), "Eva Holm visited Trondheim in Norway.", "Trondheim")
    other = visit(PageOf("b", date(2021, 3, 5)), "Eva Holm did not visit Bergen, Norway said.", "Bergen", negated=True)
    same = visit(PageOf("c", date(2021, 3, 5)), "Eva Holm did not visit Trondheim.", "Trondheim", negated=True)
    assert "denial" not in kinds_of(first, other)
    assert "denial" in kinds_of(first, same)
