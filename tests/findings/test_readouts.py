"""Each side's own account of an encounter, side by side."""

from datetime import date

import pytest

from dyadlog.findings.own_accounts import side_of_page
from dyadlog.findings.readouts import lay_out_readouts
from tests.findings.dyads import KNOWLEDGE, open_dyad, read_page

WORDS = {
    "A": "Uruguay",
    "B": "Paraguay",
    "Aadj": "Uruguayan",
    "Badj": "Paraguayan",
    "Acap": "Montevideo",
    "Bcap": "Asuncion",
}
SWAPPED = {
    "A": "Paraguay",
    "B": "Uruguay",
    "Aadj": "Paraguayan",
    "Badj": "Uruguayan",
    "Acap": "Asuncion",
    "Bcap": "Montevideo",
}

FIRST = """Ministry of Foreign Affairs of {A}
Press release
14 May 2024

Foreign minister meets {Badj} counterpart

Foreign Minister Carla Ibarra of {A} met the foreign minister of {B}, Hugo Benitez, in {Acap} on 14 May 2024. The \
ministers discussed the water level of the river and the dredging of the canal. They also spoke about tariffs on \
dairy goods. The Ministry reaffirms its friendship with {B}.
"""
SECOND = """Ministry of Foreign Affairs of {B}
Press release
14 May 2024

Talks in {Acap}

Foreign Minister Hugo Benitez of {B} met Foreign Minister Carla Ibarra of {A} in {Acap} on 14 May 2024. The two sides \
discussed tariffs and exports of beef. The Minister asked {A} to allow {Badj} lorry drivers to work without a visa.
"""
JOINT = """Ministry of Foreign Affairs of {A}
14 May 2024

Joint statement of {A} and {B}

The foreign ministers of {A} and {B}, Carla Ibarra and Hugo Benitez, met in {Acap} on 14 May 2024. Both sides \
reaffirmed the target of building a bridge across the river by 2027.
"""
NEWS = """Ministers of {A} and {B} talk about river

15 May 2024

{Acap} - {Aadj} Foreign Minister Carla Ibarra met {Badj} Foreign Minister Hugo Benitez in {Acap} on Tuesday. Fishermen \
waited outside. The {Badj} foreign ministry said that the two countries had also agreed on a scholarship for students \
of medicine. A fisherman said that the energy of the talks was good.
"""
PLAN = """Ministry of Foreign Affairs of {B}
Press release
10 May 2024

Announcement

Foreign Minister Hugo Benitez of {B} will meet Foreign Minister Carla Ibarra of {A} in {Acap} on 14 May 2024. They \
will discuss pensions and hospitals.
"""


def read(name, template, words=WORDS, outlet=None, published=date(2024, 5, 15)):
    return read_page(name, template.format(**words), outlet, published)


def lay_out(tmp_path, readings, words=WORDS, **options):
    codes = {"Uruguay": "URY", "Paraguay": "PRY"}
    first, second = codes[words["A"]], codes[words["B"]]
    dyad, by_id = open_dyad(tmp_path / "record.db", readings, first, second)
    return lay_out_readouts(dyad, by_id, KNOWLEDGE, **options)


def the_meeting(readouts):
    (meeting,) = [readout for readout in readouts if readout.event.kind == "meet" and readout.accounts]
    return meeting


def point(readout, aspect, name):
    return next((p for p in readout.points if (p.aspect, p.name) == (aspect, name)), None)


def test_topics_are_aligned_and_what_only_one_mentions_is_marked(tmp_path):
    meeting = the_meeting(lay_out(tmp_path, [read("a.txt", FIRST), read("b.txt", SECOND)]))
    assert meeting.missing == () and [(a.side, a.basis) for a in meeting.accounts] == [("URY", "page"), ("PRY", "page")]
    trade, water, visas = (point(meeting, "topic", name) for name in ("trade", "water", "consular affairs"))
    assert trade.only is None and all(trade.sides[:2])
    assert (water.only, visas.only) == (0, 1)
    assert "water" in water.sides[0][0].words and water.sides[1] == ()
    assert [said.words for said in point(meeting, "level", "URY").sides[1]] == ["foreign minister"]
    assert "met" in [said.words for said in point(meeting, "verb", "words for it").sides[0]]


def test_every_word_stands_on_its_page(tmp_path):
    readings = [read("a.txt", FIRST), read("b.txt", SECOND), read("c.txt", JOINT), read("d.txt", NEWS)]
    texts = {reading.document.document_id: reading.document.text for reading in readings}
    readouts = lay_out(tmp_path, readings)
    told = [said.evidence for readout in readouts for p in readout.points for side in p.sides for said in side]
    told += [evidence for readout in readouts for account in readout.accounts for evidence in account.sentences]
    assert told and all(texts[e.document_id][e.start : e.end] == e.quote for e in told)


def test_a_side_without_an_account_is_missing(tmp_path):
    meeting = the_meeting(lay_out(tmp_path, [read("b.txt", SECOND), read("e.txt", NEWS, outlet="River Post")]))
    assert meeting.missing == ("URY",)


def test_a_sentence_on_a_ministrys_word_is_its_account_and_the_rest_of_the_news_is_not(tmp_path):
    meeting = the_meeting(lay_out(tmp_path, [read("d.txt", NEWS, outlet="River Post")]))
    (account,) = meeting.accounts
    assert (account.side, account.basis, meeting.missing) == ("PRY", "attribution", ("URY",))
    assert meeting.quoted == ("PRY",)
    assert [evidence.quote[:28] for evidence in account.sentences] == ["The Paraguayan foreign minis"]
    assert point(meeting, "topic", "education").only == 1 and point(meeting, "topic", "energy") is None


def test_a_joint_text_is_nobodys_own(tmp_path):
    meeting = the_meeting(lay_out(tmp_path, [read("c.txt", JOINT), read("b.txt", SECOND)]))
    joint = [account for account in meeting.accounts if account.joint]
    assert [account.side for account in joint] == [None] and meeting.missing == ("URY",)
    bridge = point(meeting, "topic", "transport")
    assert bridge.sides[2] and not bridge.sides[0]


def test_an_announcement_is_no_readout(tmp_path):
    meeting = the_meeting(lay_out(tmp_path, [read("a.txt", FIRST), read("p.txt", PLAN)]))
    assert meeting.missing == ("PRY",) and point(meeting, "topic", "health") is None


def test_a_planned_meeting_alone_has_no_row_unless_it_is_asked_for(tmp_path):
    readings = [read("p.txt", PLAN, published=date(2024, 5, 10))]
    assert lay_out(tmp_path, readings) == ()
    dyad, _ = open_dyad(tmp_path / "again.db", readings, "URY", "PRY")
    planned = next(event for event in dyad.events if event.kind == "meet")
    (asked,) = lay_out(tmp_path, readings, event_id=planned.event_id)
    assert asked.accounts == () and asked.missing == ("URY", "PRY")


def test_a_copy_of_a_readout_gives_no_second_account(tmp_path):
    longer = FIRST + "Both expressed the wish to meet again before the end of the year in the capital of {B}.\n" * 2
    readings = [read("a.txt", longer), read("z.txt", longer.replace("meets {Badj}", "sees {Badj}"))]
    meeting = the_meeting(lay_out(tmp_path, readings))
    assert len(meeting.accounts) == 1


def test_the_order_of_reading_changes_nothing(tmp_path):
    readings = [read("a.txt", FIRST), read("b.txt", SECOND), read("c.txt", JOINT), read("d.txt", NEWS)]
    (tmp_path / "turned").mkdir()
    assert lay_out(tmp_path, readings) == lay_out(tmp_path / "turned", readings[::-1])


def test_two_states_exchanged_exchange_the_columns_and_nothing_else(tmp_path):
    templates = {"a.txt": FIRST, "b.txt": SECOND, "c.txt": JOINT, "d.txt": NEWS}
    shapes = []
    for number, words in enumerate((WORDS, SWAPPED)):
        (tmp_path / str(number)).mkdir()
        readings = [read(name, template, words) for name, template in templates.items()]
        turned = {words["A"]: "A", words["B"]: "B"}
        codes = {"URY": turned["Uruguay"], "PRY": turned["Paraguay"], None: None}
        shapes.append(
            [
                (
                    readout.event.kind,
                    [codes[state] for state in readout.missing],
                    [(codes[a.side], a.joint, a.basis, len(a.sentences)) for a in readout.accounts],
                    [
                        (p.aspect, p.name if p.aspect in ("topic", "verb") else "", p.only, *map(len, p.sides))
                        for p in readout.points
                    ],
                )
                for readout in lay_out(tmp_path / str(number), readings, words)
            ]
        )
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize(
    ("outlet", "side"),
    [
        ("Ministry of Foreign Affairs of Fiji", "FJI"),
        ("Embassy of Fiji in Japan", "FJI"),
        ("Malawi News Agency", "MWI"),
        ("Fijian State News Agency", "FJI"),
        ("Agence France-Presse", None),
        ("Fiji Times", None),
    ],
)
def test_whose_own_a_page_is_hangs_on_its_outlet(outlet, side):
    genre = "Press release\n\n" if outlet.startswith(("Ministry", "Embassy")) else ""
    text = f"{genre}Minister opens bridge\n\nThe minister opened a bridge on Monday. Many people came to see it.\n"
    found = side_of_page(read_page("p.txt", text, outlet, date(2024, 5, 3)).document, KNOWLEDGE)
    assert (found[0] if found else None) == side
