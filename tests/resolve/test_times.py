"""Time words of whole sentences, read on Wednesday 15 May 2024 unless said otherwise."""

from datetime import date
from functools import lru_cache

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Document, Publication
from dyadlog.resolve.times import find_times, latest_happening

DAY = Publication(date(2024, 5, 15), "day", "given")


@lru_cache(maxsize=1)
def load_parser():
    return Parser(load_knowledge())


def make_document(text, publication=DAY, kind="paragraph"):
    return Document(
        "doc-1", "page-1", "page.txt", text, (Block(0, len(text), kind),), None, None, None, None,
        publication, "en", "news", "line", "0",
    )  # fmt: skip


def read(text, publication=DAY, kind="paragraph"):
    document = make_document(text, publication, kind)
    parse = load_parser()(document)
    times = find_times(document, parse, load_knowledge())
    for time in times:
        assert document.text[time.start : time.end] == time.text
    return document, parse, times


def read_all(text, publication=DAY, kind="paragraph"):
    _, _, times = read(text, publication, kind)
    return [(t.text, str(t.interval.start), str(t.interval.end)) for t in times if t.interval is not None]


ONE_DAY = {
    "Norway's premier will fly to Ottawa on Friday.": ("Friday", "2024-05-17"),
    "Canada and Norway are to sign the accord on Monday.": ("Monday", "2024-05-20"),
    "Peru's envoy arrived in Lima last night.": ("last night", "2024-05-14"),
    "The ministers were due to meet on Thursday.": ("Thursday", "2024-05-16"),
    "The summit opens on Thursday.": ("Thursday", "2024-05-16"),
    "Kenya is hosting the talks on Friday.": ("Friday", "2024-05-17"),
    "They met on Wednesday.": ("Wednesday", "2024-05-15"),
    "Ahead of Thursday's vote, the two ministers spoke by phone.": ("Thursday", "2024-05-16"),
    "Kenyan jets struck the camp Tuesday.": ("Tuesday", "2024-05-14"),
    "The army shelled the town at 3 a.m. on Tuesday.": ("Tuesday", "2024-05-14"),
    "The exchange happened early on Monday, May 13.": ("early on Monday, May 13", "2024-05-13"),
    "The meeting on December 30 was cancelled.": ("December 30", "2023-12-30"),
    "The two leaders meet on 3 June.": ("3 June", "2024-06-03"),
    "The deadline is Sunday.": ("Sunday", "2024-05-19"),
    "Kenya called elections for Sunday.": ("Sunday", "2024-05-19"),
    "The treaty was signed on 07/23/2017.": ("07/23/2017", "2017-07-23"),
    "The 9/11 attacks changed that.": ("9/11", "2001-09-11"),
    "The parliament ratified the pact on 2 February, 2021.": ("2 February, 2021", "2021-02-02"),
    "A drone fell on Ghana two hours ago.": ("two hours ago", "2024-05-15"),
    "The bank reopened the day before yesterday.": ("the day before yesterday", "2024-05-13"),
}

INTERVALS = {
    "Chile recalled its envoy in November.": ("November", "2023-11-01", "2023-11-30"),
    "Chile expects to receive the ships in November.": ("November", "2024-11-01", "2024-11-30"),
    "The king will travel to Peru in September.": ("September", "2024-09-01", "2024-09-30"),
    "The king was in Peru in September.": ("September", "2023-09-01", "2023-09-30"),
    "Brazil's minister met his Kenyan counterpart in mid-April.": ("mid-April", "2024-04-11", "2024-04-20"),
    "He will be in Oslo from 20 to 23 May.": ("20 to 23 May", "2024-05-20", "2024-05-23"),
    "The exercise ran between April 29 and May 3.": ("April 29 and May 3", "2024-04-29", "2024-05-03"),
    "Trade grew between 2019 and 2021.": ("2019 and 2021", "2019-01-01", "2021-12-31"),
    "Trade grew in 2019-2021.": ("2019-2021", "2019-01-01", "2021-12-31"),
    "He served from March 2011 to June 2014.": ("March 2011 to June 2014", "2011-03-01", "2014-06-30"),
    "The plan covers January-March 2024.": ("January-March 2024", "2024-01-01", "2024-03-31"),
    "They will meet from Monday to Wednesday.": ("Monday to Wednesday", "2024-05-20", "2024-05-22"),
    "The border reopened three weeks ago.": ("three weeks ago", "2024-04-22", "2024-04-28"),
    "The border has been shut since late 2022.": ("late 2022", "2022-09-01", "2024-05-15"),
    "Kenya gave Uganda until Friday to withdraw.": ("Friday", "2024-05-15", "2024-05-17"),
    "Lagos hopes for a deal by Friday.": ("Friday", "2024-05-15", "2024-05-17"),
    "The firm must deliver by the end of next year.": ("the end of next year", "2024-05-15", "2025-12-31"),
    "The plan runs through 2027.": ("2027", "2024-05-15", "2027-12-31"),
    "Ties were cut in the early 1970s.": ("the early 1970s", "1970-01-01", "1973-12-31"),
    "Ties were cut in the late 19th century.": ("the late 19th century", "1870-01-01", "1899-12-31"),
    "The two armies clashed in the spring of 2020.": ("the spring of 2020", "2020-03-01", "2020-05-31"),
    "Last summer Kenya bought wheat from Ukraine.": ("Last summer", "2023-06-01", "2023-08-31"),
    "A new consulate will open this autumn.": ("this autumn", "2024-09-01", "2024-11-30"),
    "A few days ago a drone crossed the border.": ("A few days ago", "2024-05-08", "2024-05-13"),
    "Talks will resume in the coming days.": ("the coming days", "2024-05-15", "2024-05-22"),
    "Over the past 24 hours, Kenyan jets flew four sorties.": ("the past 24 hours", "2024-05-14", "2024-05-15"),
    "The deal was signed last weekend.": ("last weekend", "2024-05-11", "2024-05-12"),
    "In the first quarter, exports to Peru rose.": ("the first quarter", "2024-01-01", "2024-03-31"),
    "Exports rose in the second half of last year.": ("the second half of last year", "2023-07-01", "2023-12-31"),
    "Both visited the site earlier this week.": ("earlier this week", "2024-05-13", "2024-05-15"),
    "The visit comes two weeks after Uganda expelled three envoys.": ("two weeks", "2024-04-29", "2024-05-05"),
    "Nigeria will hold the vote in two weeks.": ("two weeks", "2024-05-27", "2024-06-02"),
    "Refugees fled during the Six-Day War.": ("Six-Day War", "1967-06-05", "1967-06-10"),
    "Until the 1990s the two were allies.": ("the 1990s", "None", "1999-12-31"),
    "Before 2010 there were no flights.": ("2010", "None", "2009-12-31"),
    "In May 10 people died in the clashes.": ("May", "2024-05-01", "2024-05-31"),
    "Kenya's 2015 accord with Uganda lapsed.": ("2015", "2015-01-01", "2015-12-31"),
    "After the clash in March, both will review the pact.": ("March", "2024-03-01", "2024-03-31"),
    "The premier is touring Kenya from May 6 to 12.": ("May 6 to 12", "2024-05-06", "2024-05-12"),
}

NO_TIME = (
    "Some 2000 troops crossed the border.",
    "The resolution 1701 was adopted.",
    "Prime Minister Theresa May said nothing.",
    "It may rain, and the march went on for a second.",
    "The Sunday Times reported the deal.",
    "Ghana won on Black Friday.",
    "Brazil Today is a paper.",
    "Kenya had 1500 soldiers there in 1500 villages.",
    "She warned of a new Cold War.",
    "The Su-35 flew beside a 737 over the sun.",
    "He led Friday prayers in Rabat.",
    "No one has been to Mars.",
)

UNRESOLVED = {
    "The minister came for a three-day visit.": ("three-day", "duration"),
    "The two states have had no ties for 12 years.": ("12 years", "duration"),
    "The bridge was built in two weeks.": ("two weeks", "duration"),
    "The minister flew home the same day.": ("the same day", "counted from another happening"),
    "The envoy resigned two days after the vote.": ("two days", "counted from another happening"),
    "The senate ratified it on 5/3/2021.": ("5/3/2021", "day and month cannot be told apart"),
    "The two have recently drifted apart.": ("recently", "vague"),
}


@pytest.mark.parametrize("text", ONE_DAY)
def test_time_words_of_one_day(text):
    words, day = ONE_DAY[text]
    assert (words, day, day) in read_all(text)


@pytest.mark.parametrize("text", INTERVALS)
def test_time_words_of_longer_intervals(text):
    assert INTERVALS[text] in read_all(text)


@pytest.mark.parametrize("text", NO_TIME)
def test_words_that_only_look_like_times_are_left_alone(text):
    assert read_all(text) == []


@pytest.mark.parametrize("text", UNRESOLVED)
def test_what_cannot_be_resolved_keeps_its_words_and_a_reason(text):
    _, _, times = read(text)
    assert [(time.text, time.reason) for time in times if time.interval is None] == [UNRESOLVED[text]]


def test_speech_and_content_have_each_their_tense():
    found = read_all("Kenya said on Monday that it would reopen the embassy on Saturday.")
    assert found == [("Monday", "2024-05-13", "2024-05-13"), ("Saturday", "2024-05-18", "2024-05-18")]


def test_infinitive_in_a_headline_looks_ahead():
    assert read_all("Ruto to visit Lagos on Sunday", kind="headline") == [("Sunday", "2024-05-19", "2024-05-19")]


def test_present_tense_in_a_headline_looks_back():
    assert read_all("Kenya expels envoy on Monday", kind="headline") == [("Monday", "2024-05-13", "2024-05-13")]


def test_without_publication_date_only_full_dates_are_resolved():
    _, _, times = read("The envoy arrived on Monday. The two signed a pact on 3 March 2021.", Publication())
    assert [(t.text, t.reason) for t in times if t.interval is None] == [("Monday", "no publication date")]
    assert [t.interval.method for t in times if t.interval is not None] == ["explicit"]


def test_with_a_bound_only_the_latest_day_before_it_is_meant():
    _, _, times = read("The envoy arrived on Monday.", Publication(not_after=date(2024, 5, 15)))
    assert times[0].interval.start == date(2024, 5, 13)
    assert times[0].interval.method == "bounded"


def test_steps_count_from_the_day_told_last():
    _, _, times = read("Fighting broke out on April 3. Three days later, the two sides agreed a truce.")
    assert times[1].interval.start == date(2024, 4, 6)
    assert times[1].interval.method == "narrative"


def test_months_of_an_old_story_belong_to_its_year():
    found = read_all("On 3 March 1994 the envoy resigned. In June he returned.")
    assert found[1] == ("June", "1994-06-01", "1994-06-30")


def test_time_hangs_on_its_verb():
    _, parse, times = read("The two sides agreed on Monday to meet again on Friday.")
    assert [parse.sentences[0].doc[time.head].text for time in times] == ["agreed", "meet"]


def test_a_few_weeks_after_dates_the_clause_after_it():
    _, parse, times = read("The visit comes a few weeks after Uganda expelled three envoys.")
    assert parse.sentences[0].doc[times[0].head].text == "expelled"


def test_latest_happening_is_a_past_one():
    text = "They signed on 3 March 2021. The next summit will be held on 5 May 2031. Ties began in 1998."
    document, parse, times = read(text, Publication())
    assert latest_happening(document, parse, times, load_knowledge()) == date(2021, 3, 3)


def test_exchanged_states_leave_times_alone():
    first = read_all("Kenya will send an envoy to Ghana on Friday, after Ghana's vote in March.")
    second = read_all("Ghana will send an envoy to Kenya on Friday, after Kenya's vote in March.")
    assert [dates[1:] for dates in first] == [dates[1:] for dates in second]
