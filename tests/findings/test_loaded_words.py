"""Loaded words beside plain ones: which act or people they are for, and which words are only part of a name."""

from datetime import date

from dyadlog.records import Attribution, Framing
from tests.consolidate.pages import PageOf, on, state
from tests.findings.test_findings import findings_of, only

PER, ECU = state("PER", "Peru"), state("ECU", "Ecuador")


def loaded(sentence, term, neutral, start, kind="act"):
    at = start + sentence.index(term)
    return Framing(term, neutral, kind, None, 0, at, at + len(term))


def plain_page(day=3):
    return PageOf("a", date(2019, 5, day)).tell(
        "Ecuador shelled the post at Tiwinza.", "shell", [ECU], [PER], on(2019, 5, 2), trigger="shelled"
    )


def after_the_act(sentence, term, neutral, kind="statement", doers=(), when=None, side=None):
    """A page that tells of the shelling, and in its next sentence uses a loaded word."""
    first = "Ecuador shelled the post at Tiwinza on Thursday."
    page = PageOf("b", date(2019, 5, 4)).tell(first, "shell", [ECU], [PER], when or on(2019, 5, 2), trigger="shelled")
    framing = loaded(sentence, term, neutral, len(first) + 1)
    framing = Framing(term, neutral, "act", None, 1, framing.start, framing.end)
    links = (Attribution("army", "official", side, "said"),) if side else ()
    return page.tell(sentence, kind, doers, [], None, framings=(framing,), attribution=links)


def framings(*pages):
    return [finding for finding in findings_of(*pages) if finding.kind == "framing"]


def test_a_loaded_word_in_the_next_sentence_is_for_the_act_before_it():
    page = after_the_act("Two shepherds died in this act of aggression.", "act of aggression", "attack")
    sides = only(findings_of(plain_page(), page), "framing").sides
    assert {side.value for side in sides} >= {"act of aggression", "shelled"}


def test_nobody_calls_his_own_act_an_aggression():
    page = after_the_act("The aggression will be answered, Ecuador said.", "aggression", "attack", side="ECU")
    assert not framings(plain_page(), page)


def test_an_act_of_long_ago_is_not_what_the_next_sentence_speaks_of():
    page = after_the_act("Critics called the new customs post a provocation.", "provocation", "pressure", when=on(1995))
    assert not framings(plain_page(), page)


def test_a_word_that_is_part_of_a_name_is_not_loaded():
    page = after_the_act("The Front for the Liberation of Loja was not seen.", "Liberation", "taking of territory")
    assert not framings(plain_page(), page)


def test_the_regime_here_is_the_state_there():
    def pledge(location, sentence, *more):
        return PageOf(location, date(2019, 5, 3)).tell(
            sentence, "pledge", [PER], [ECU], on(2019, 5, 2), framings=more, trigger="pledged"
        )

    sentence = "The regime in Peru pledged to pay Ecuador for the bridge at Macara."
    page = pledge("b", sentence, loaded(sentence, "regime", "government", 0, "label"))
    found = only(findings_of(pledge("a", "Peru pledged to pay Ecuador for the bridge at Macara."), page), "framing")
    assert {side.value for side in found.sides} == {"regime", "Peru"}


def test_what_one_page_calls_so_called_and_another_by_its_name():
    def told(location, sentence, *more):
        return PageOf(location, date(2019, 5, 3)).tell(sentence, "statement", [PER, ECU], [], None, framings=more)

    sentence = "The so-called border commission of Peru and Ecuador was idle."
    page = told("b", sentence, loaded(sentence, "so-called", None, 0, "label"))
    other = told("a", "Peru and Ecuador praised the work of the border commission.")
    assert only(findings_of(other, page), "framing")
