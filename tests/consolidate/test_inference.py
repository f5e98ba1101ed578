from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadlog.consolidate import consolidate
from dyadlog.consolidate.inference import infer_dates
from dyadlog.pipeline import PageStep
from dyadlog.records import Given, Page, PageTask, SlotSpan, TimeMention
from tests.builders import make_event
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, person, state

GRC, BGR = state("GRC", "Greece"), state("BGR", "Bulgaria")
NIKOU = person("Maria Nikou", "GRC", "foreign minister")
PETROV = person("Ivo Petrov", "BGR", "foreign minister")
TUESDAY = date(2020, 2, 4)


def told(location, sentence, day=None, when=None, word=None, **more):
    """A page with one claim of a meeting; ``word`` are the words of time that govern it."""
    more = {"rule": "meet/verb:meet/active", **more}
    page = PageOf(location, day).tell(sentence, "meet", [NIKOU], [PETROV], when, **more)
    reading = page.read()
    if word is None:
        return reading
    start = reading.document.text.index(word)
    slot = SlotSpan("time", start, start + len(word))
    return replace(reading, claims=tuple(replace(c, spans=(*c.spans, slot)) for c in reading.claims))


def dated(location="dated", when=None, day=date(2020, 2, 5), **more):
    return told(
        location, f"Nikou met Petrov in Sofia, {location} reports.", day, when or on(2020, 2, 4), trigger="met", **more
    )


def infer(*readings):
    """The inferred dates where all claims of the pages are one event."""
    claims = [claim for reading in readings for claim in reading.claims]
    event = make_event(claims[0], claims=tuple(claim.claim_id for claim in claims))
    return infer_dates(readings, (event,), KNOWLEDGE)


def bounds(*readings):
    found = infer(*readings)
    assert len(found) <= 1
    return (found[0].not_before, found[0].not_after) if found else None


def test_what_a_page_tells_as_done_bounds_it_from_below_alone():
    assert bounds(told("a", "Nikou met Petrov.", trigger="met"), dated()) == (TUESDAY, None)


def test_a_bound_leads_to_the_event_and_the_words_of_the_other_page():
    undated, other = told("a", "Nikou met Petrov.", trigger="met"), dated()
    (inferred,) = infer(undated, other)
    (reason,) = inferred.reasons
    assert inferred.document_id == undated.document.document_id
    assert (reason.claim_id, reason.other_claim_id) == (undated.claims[0].claim_id, other.claims[0].claim_id)
    assert reason.document_id == other.document.document_id and reason.event_id.startswith("event-")
    assert reason.words == "told as done; it happened on 4 February 2020"


def test_a_dated_page_gets_nothing():
    assert infer(dated("a"), dated("b")) == ()


def test_undated_pages_say_nothing_about_each_other():
    first, second = (told(name, "Nikou met Petrov.", when=on(2020, 2, 4), trigger="met") for name in "ab")
    assert infer(first, second) == ()


def test_what_is_announced_bounds_a_page_from_above():
    plan = told("a", "Nikou will meet Petrov.", modality="planned", trigger="meet")
    assert bounds(plan, dated()) == (None, TUESDAY)


@pytest.mark.parametrize("words", ["Nikou was to meet Petrov.", "Nikou had planned to meet Petrov."])
def test_a_plan_of_the_past_bounds_nothing(words):
    assert bounds(told("a", words, modality="planned", trigger="meet"), dated()) is None


@pytest.mark.parametrize("modality", ["requested", "hypothetical", "denied"])
def test_what_neither_happened_nor_is_planned_bounds_nothing(modality):
    assert bounds(told("a", "Nikou met Petrov.", modality=modality, trigger="met"), dated()) is None
    assert bounds(told("a", "Nikou met Petrov.", trigger="met"), dated(modality=modality)) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("today", (TUESDAY, TUESDAY)),
        ("yesterday", (date(2020, 2, 5), date(2020, 2, 5))),
        ("Tuesday", (TUESDAY, date(2020, 2, 10))),
        ("this week", (TUESDAY, date(2020, 2, 10))),
        ("last week", (date(2020, 2, 5), date(2020, 2, 17))),
        ("last month", (date(2020, 3, 1), date(2020, 3, 31))),
        ("last year", (date(2021, 1, 1), date(2021, 12, 31))),
    ],
)
def test_words_that_point_from_the_day_of_writing_bound_it_on_both_sides(word, expected):
    assert bounds(told("a", f"Nikou met Petrov {word}.", word=word, trigger="met"), dated()) == expected


def test_the_name_of_another_day_of_the_week_shows_another_happening():
    assert bounds(told("a", "Nikou met Petrov Friday.", word="Friday", trigger="met"), dated()) is None


def test_words_of_time_in_a_quotation_are_the_speakers_own():
    quoted = told("a", '"Nikou met Petrov today," he said.', word="today", trigger="met")
    assert bounds(quoted, dated()) == (TUESDAY, None)


def test_a_headline_in_the_present_is_news_of_the_day():
    head = told("a", "Nikou meets Petrov", block="headline", trigger="meets")
    assert bounds(head, dated()) == (date(2020, 1, 28), date(2020, 2, 7))


def test_a_headline_in_the_past_or_of_an_opinion_is_not():
    past = told("a", "Nikou met Petrov", block="headline", trigger="met")
    assert bounds(past, dated()) == (TUESDAY, None)
    page = PageOf("b", genre="opinion")
    page.tell("Nikou meets Petrov", "meet", [NIKOU], [PETROV], block="headline", trigger="meets", rule="m/verb:meet/a")
    assert bounds(page.read(), dated()) == (date(2020, 1, 28), None)


def test_a_sentence_in_the_present_may_be_of_the_days_to_come():
    assert bounds(told("a", "Nikou meets Petrov on Monday.", trigger="meets"), dated()) == (date(2020, 1, 28), None)


def test_pages_that_differ_on_the_day_leave_both_open():
    later = dated("b", on(2020, 2, 6), date(2020, 2, 7))
    plan = told("a", "Nikou will meet Petrov.", modality="planned", trigger="meet")
    assert bounds(told("a", "Nikou met Petrov.", trigger="met"), dated(), later) == (TUESDAY, None)
    assert bounds(plan, dated(), later) == (None, date(2020, 2, 6))


def test_a_month_leaves_the_day_open_and_a_day_in_it_does_not():
    month, undated = dated("m", on(2020, 2), date(2020, 3, 3)), told("a", "Nikou met Petrov.", trigger="met")
    assert bounds(undated, month) == (date(2020, 2, 1), None)
    assert bounds(undated, month, dated()) == (TUESDAY, None)


def test_an_act_dated_by_its_report_may_be_of_a_few_days_before():
    assert bounds(told("a", "Nikou met Petrov.", trigger="met"), dated(when=on(2020, 2, 5, "published"))) == (
        date(2020, 2, 2),
        None,
    )


def test_what_the_page_gives_itself_is_not_inferred_again():
    reading = told("a", "Nikou met Petrov today.", word="today", trigger="met")
    publication = replace(reading.document.publication, not_before=TUESDAY, not_after=date(2020, 2, 9))
    found = replace(reading, document=replace(reading.document, publication=publication))
    assert bounds(found, dated()) == (None, TUESDAY)


def test_bounds_that_contradict_the_page_or_each_other_are_none():
    reading = told("a", "Nikou will meet Petrov.", modality="planned", trigger="meet")
    publication = replace(reading.document.publication, not_before=date(2022, 1, 1))
    retrospective = replace(reading, document=replace(reading.document, publication=publication))
    assert bounds(retrospective, dated()) is None
    both = PageOf("a").tell("Nikou will meet Petrov.", "meet", [NIKOU], [PETROV], modality="planned")
    reading = both.tell("Nikou thanked Petrov.", "thank", [NIKOU], [PETROV], rule="thank/verb:thank").read()
    later = PageOf("z", date(2020, 5, 5)).tell("Nikou thanked Petrov.", "thank", [NIKOU], [PETROV], on(2020, 5, 4))
    later = later.read()
    plan, thanks = reading.claims
    events = (
        make_event(plan, claims=(plan.claim_id, *(c.claim_id for c in dated().claims))),
        make_event(thanks, claims=(thanks.claim_id, *(c.claim_id for c in later.claims))),
    )
    assert infer_dates((reading, dated(), later), events, KNOWLEDGE) == ()


def named(location, sentence, words, kind="accuse", day=None, **more):
    """A page that tells of an act on a day of which it does not say the year."""
    more = {"rule": "accuse/verb:accuse", "trigger": "accused", **more}
    reading = PageOf(location, day).tell(sentence, kind, [GRC], [BGR], **more).read()
    start = reading.document.text.index(words)
    time = TimeMention(0, start, start + len(words), 0, 0, 0, words, None, "at", "no publication date")
    return replace(reading, times=(time,))


def accusation(location, day):
    return (
        PageOf(location, day)
        .tell(f"Greece accused Bulgaria, {location}.", "accuse", [GRC], [BGR], on(*day.timetuple()[:3]))
        .read()
    )


def infer_apart(*readings):
    """The bounds where every claim is an event of its own."""
    claims = [claim for reading in readings for claim in reading.claims]
    events = tuple(make_event(claim) for claim in claims)
    return [(one.not_before, one.not_after) for one in infer_dates(readings, events, KNOWLEDGE)]


def test_a_day_without_a_year_is_that_of_the_one_year_in_which_it_happened():
    undated = named("a", "Greece accused Bulgaria on 4 February.", "4 February")
    assert infer_apart(undated, accusation("b", TUESDAY)) == [(TUESDAY, None)]
    assert infer_apart(undated, accusation("b", date(2020, 2, 5))) == []


def test_a_day_without_a_year_on_which_it_happened_in_two_years_says_nothing():
    undated = named("a", "Greece accused Bulgaria on February 4.", "February 4")
    assert infer_apart(undated, accusation("b", TUESDAY), accusation("c", date(2019, 2, 4))) == []


def test_another_act_on_that_day_says_nothing_by_itself():
    undated = named("a", "Greece accused Bulgaria on 4 February.", "4 February")
    assert infer_apart(undated, dated()) == []


def test_once_the_year_is_known_other_acts_of_the_same_states_bound_a_page_as_well():
    undated = named("a", "Greece accused Bulgaria on 4 February.", "4 February")
    page = PageOf("a").tell(
        "Greece accused Bulgaria on 4 February.", "accuse", [GRC], [BGR], trigger="accused", rule="a/verb:accuse"
    )
    page.tell("It arrested Bulgarians on 9 February.", "arrest", [GRC], [BGR], trigger="arrested", rule="a/verb:arrest")
    reading = page.read()
    start = reading.document.text.index("9 February")
    time = TimeMention(1, start, start + 10, 0, 0, 0, "9 February", None, "at", "no publication date")
    both = replace(reading, times=(*undated.times, time))
    later = PageOf("z", date(2020, 2, 12)).tell("Greece freed men.", "release", [GRC], [BGR], on(2020, 2, 9)).read()
    assert infer_apart(both, accusation("b", TUESDAY), later) == [(date(2020, 2, 9), None)]
    assert infer_apart(both, later) == []


def test_a_full_date_is_no_day_without_a_year():
    undated = named("a", "Greece accused Bulgaria on 4 February 2019.", "4 February 2019")
    assert infer_apart(undated, accusation("b", TUESDAY)) == []


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_pages_does_not_matter(order):
    readings = [
        told("a", "Nikou met Petrov Tuesday.", word="Tuesday", trigger="met"),
        told("b", "Nikou will meet Petrov.", modality="planned", trigger="meet"),
        dated("c"),
        dated("d", day=date(2020, 2, 6)),
    ]
    claims = tuple(claim.claim_id for reading in readings for claim in reading.claims)
    event = make_event(readings[0].claims[0], claims=claims)
    expected = infer_dates(readings, (event,), KNOWLEDGE)
    shuffled = replace(event, claims=tuple(claims[number] for number in order))
    assert len(expected) == 2 and infer_dates([readings[n] for n in order], (shuffled,), KNOWLEDGE) == expected


PAGES = {
    "dated.txt": (
        "Greek Foreign Minister Maria Nikou met her Bulgarian counterpart Ivo Petrov in Sofia on 4 February 2020.",
        date(2020, 2, 5),
    ),
    "ahead.txt": (
        "Greek Foreign Minister Maria Nikou will meet Bulgarian Foreign Minister Ivo Petrov in Sofia on Tuesday.",
        None,
    ),
    "news.txt": (
        "Greek Foreign Minister Maria Nikou met Bulgarian Foreign Minister Ivo Petrov in Sofia yesterday.",
        None,
    ),
    "retrospective.txt": (
        "Greek Foreign Minister Maria Nikou met Bulgarian Foreign Minister Ivo Petrov in Sofia. In May 2022 the two"
        " countries signed a treaty on rivers, and in June 2023 Greece ratified it.",
        None,
    ),
}


def read_pages():
    step = PageStep(())
    for location, (text, day) in PAGES.items():
        filler = " Officials of both sides told reporters in the evening that the rivers were discussed at length."
        page = Page.from_bytes(location, (text + filler).encode(), "text/plain", Given(published=day))
        yield step(PageTask(page, None)).reading


def test_pages_as_they_are_read():
    readings = list(read_pages())
    events = consolidate(readings, KNOWLEDGE).events
    places = {r.document.document_id: r.document.location for r in readings}
    found = {
        places[one.document_id]: (one.not_before, one.not_after) for one in infer_dates(readings, events, KNOWLEDGE)
    }
    assert found.get("ahead.txt") == (None, TUESDAY)
    assert found.get("news.txt") == (date(2020, 2, 5), date(2020, 2, 5))
    assert "retrospective.txt" not in found  # its own words say May 2022 at the earliest
