"""What is no finding, and what the notes say of those that are."""

from datetime import date

from tests.consolidate.pages import PageOf, on, person, state
from tests.findings.test_findings import findings_of, only

NOR, SWE = state("NOR", "Norway"), state("SWE", "Sweden")
BERG = person("Lars Berg", "NOR", "foreign minister")
HOLM = person("Eva Holm", "SWE", "foreign minister")


def test_a_charge_and_its_denial_in_one_sentence_are_cut_to_their_clauses():
    page = PageOf("a", date(2021, 3, 1))
    sentence = "Norway accused Sweden of jamming its radio; the ministry in Stockholm denied it."
    page.tell(sentence, "accuse", [NOR], [SWE], on(2021, 3, 1), trigger="accused")
    page.tell(sentence, "statement", [SWE], modality="denied", trigger="denied")
    finding = only(findings_of(page), "denial")
    assert [side.evidence.quote for side in finding.sides] == [
        "Norway accused Sweden of jamming its radio",
        "the ministry in Stockholm denied it.",
    ]
    assert all(side.evidence.quote in page.text for side in finding.sides)
    assert finding.note == "denied by Sweden"


def test_a_sentence_that_cannot_be_cut_is_no_finding():
    page = PageOf("a", date(2021, 3, 1))
    sentence = "Sweden denied the Norwegian charge of jamming the radio of Norway."
    page.tell(sentence, "accuse", [NOR], [SWE], on(2021, 3, 1), trigger="charge")
    page.tell(sentence, "statement", [SWE], modality="denied", trigger="denied")
    assert not [f for f in findings_of(page) if f.kind == "denial"]


def test_a_rejected_charge_does_not_deny_what_the_rest_of_its_sentence_tells():
    charge = PageOf("a", date(2021, 3, 1)).tell(
        "Sweden closed the consulate in Narvik and stopped visas.", "sanction", [SWE], [NOR], on(2021, 2)
    )
    denial = PageOf("b", date(2021, 3, 3)).tell(
        "Sweden rejected the charge, closed the consulate in Narvik and stopped visas.",
        "deny",
        [SWE],
        [NOR],
        on(2021, 2),
        trigger="rejected",
    )
    assert not [f for f in findings_of(charge, denial) if f.kind == "denial"]


def test_a_plan_bears_out_no_report():
    plan = PageOf("a", date(2021, 3, 1)).tell(
        "Berg will meet Holm on 4 March.", "meet", [BERG], [HOLM], on(2021, 3, 4), modality="planned"
    )
    done = PageOf("b", date(2021, 3, 5)).tell("Berg met Holm on Thursday.", "meet", [BERG], [HOLM], on(2021, 3, 4))
    findings = findings_of(plan, done)
    assert not [f for f in findings if f.kind == "corroborated"]
    assert only(findings, "update").note == "happened as planned, 4 March 2021"


def test_a_plan_put_off_says_both_days():
    plan = PageOf("a", date(2021, 3, 1)).tell(
        "Berg will meet Holm in March.", "meet", [BERG], [HOLM], on(2021, 3), modality="planned"
    )
    done = PageOf("b", date(2021, 3, 12)).tell("Berg met Holm on 11 March.", "meet", [BERG], [HOLM], on(2021, 3, 11))
    assert only(findings_of(plan, done), "update").note == "planned for March 2021, happened 11 March 2021"


def test_talk_in_both_directions_is_no_conflict_of_roles():
    first = PageOf("a", date(2021, 3, 5)).tell("Norway blamed Sweden.", "accuse", [NOR], [SWE], on(2021, 3, 4))
    second = PageOf("b", date(2021, 3, 5)).tell("Sweden blamed Norway.", "accuse", [SWE], [NOR], on(2021, 3, 4))
    assert not [f for f in findings_of(first, second) if f.kind == "role"]


def test_a_decision_suspended_calls_off_no_threat():
    page = PageOf("a", date(2021, 3, 5))
    page.tell("Sweden would suspend the ferry pact.", "sanction", [SWE], [NOR], modality="planned", trigger="suspend")
    page.tell("Norway and Sweden suspended their decision.", "postpone", [NOR, SWE], [], trigger="suspended")
    assert not [f for f in findings_of(page) if f.kind == "update"]


def test_a_visit_called_off_is_an_update():
    plan = PageOf("a", date(2021, 3, 1)).tell(
        "Berg will visit Sweden in April.", "visit", [BERG], [SWE], on(2021, 4), modality="planned", trigger="visit"
    )
    off = PageOf("b", date(2021, 3, 20)).tell(
        "Berg cancelled his visit to Sweden.", "cancel", [BERG], [SWE], on(2021, 3, 20), trigger="cancelled"
    )
    assert only(findings_of(plan, off), "update").note == "planned for April 2021, cancelled 20 March 2021"


def test_a_minister_of_two_things_is_no_conflict_but_two_heads_in_one_are():
    def page(location, office, rest):
        page = PageOf(location, date(2021, 3, 5)).tell(f"{office} {BERG.name} {rest}", "statement", [BERG], [SWE])
        return page.seat(BERG, office)

    held = findings_of(page("a", "foreign minister", "spoke."), page("b", "deputy prime minister", "went."))
    assert not [f for f in held if f.kind == "office"]
    clash = findings_of(page("a", "president", "spoke."), page("b", "prime minister", "went."))
    assert only(clash, "office").note == "president or prime minister"


def test_an_instrument_signed_before_new_talks_is_no_step_forward():
    signed = PageOf("a", date(2021, 3, 5)).tell(
        "Norway and Sweden signed a cod fisheries pact.", "sign", [NOR, SWE], [], on(2021, 3, 4),
        instruments=[("cod fisheries pact", "agreement", "signed")],
    )  # fmt: skip
    talks = PageOf("b", date(2021, 9, 5)).tell(
        "Norway and Sweden discuss the cod fisheries pact again.", "talks", [NOR, SWE], [], on(2021, 9, 4),
        instruments=[("cod fisheries pact", "agreement", "negotiating")],
    )  # fmt: skip
    assert not [f for f in findings_of(signed, talks) if f.kind == "update" and f.field == "status"]
