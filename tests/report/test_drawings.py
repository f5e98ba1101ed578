"""The drawings: well-formed, plain words, nothing lost and nothing placed that has no date."""

import random
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from dyadlog.report.drawings import (
    NARROW,
    WIDE,
    Bar,
    Held,
    Mark,
    draw_bar_list,
    draw_sparkline,
    draw_tenures,
    draw_timeline,
    read_stylesheet,
    tabulate_bars,
    tabulate_tenures,
    tabulate_timeline,
)
from dyadlog.report.drawings.steps import STEPS, Step
from dyadlog.report.drawings.time_axis import make_axis
from dyadlog.report.drawings.timeline import lay_out

HOSTILE = '<script>alert(1)</script>" onload="x\u202e\x00\x1b[31m\ud800\ufffe]]>&'
SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2024, 5, 3)


def link_to(first, last):
    return f"/events?since={first}&until={last}"


def mark(first=DAY, last=None, lane=1, href="/event/1", **fields):
    return Mark(first, last or first, lane, "meet", "Arland met Borland", href, **fields)


def many(count, years=30):
    chance = random.Random(7)
    marks = []
    for number in range(count):
        first = date(2026, 1, 1) - timedelta(days=int(chance.random() ** 3 * 365 * years))
        last = None if chance.random() < 0.02 else first + timedelta(days=chance.choice([0, 0, 0, 30, 365]))
        marks.append(
            Mark(first, last, chance.randint(1, 4), "meet", f"Meeting {number}", f"/event/event-{number:016x}")
        )
    return marks


def timeline(marks, width=WIDE):
    return draw_timeline(marks, name="time", title="Events", link_to=link_to, width=width)


HELD = [
    Held("AAA", "minister", HOSTILE, "javascript:alert(1)", known_from=date(2019, 1, 1), known_to=DAY, conflict=True),
    Held("AAA", "minister", "Bo", "/bo", "acting", seen_first=date(2023, 1, 1), seen_last=DAY),
    Held("BBB", "speaker", "Cy", "/cy"),
]
BARS = [Bar(HOSTILE, 1234, "/one"), Bar("none", 0, lane=2)]
DRAWINGS = {
    "nothing": lambda width: timeline([], width),
    "one": lambda width: timeline([mark()], width),
    "hostile": lambda width: timeline([Mark(DAY, None, 4, "x", HOSTILE, "/e?a=1&b=2", "denied", False, 9)], width),
    "counted": lambda width: timeline(many(600), width),
    "all time": lambda width: timeline([mark(date.min, date.max), mark(date.max), mark(date.min)], width),
    "offices": lambda width: draw_tenures(HELD, name="offices", title=HOSTILE, width=width),
    "no offices": lambda width: draw_tenures([], name="offices", title="Offices", width=width),
    "bars": lambda width: draw_bar_list(BARS, name="bars", title="Outlets", width=width),
    "years": lambda _: draw_sparkline({1947: 1, 2024: 9}, name="years", title="Events by year"),
    "no years": lambda _: draw_sparkline({}, name="years", title="Events by year"),
}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_is_plain_well_formed_svg_of_its_width(name, width):
    svg = DRAWINGS[name](width)
    root = ElementTree.fromstring(svg)
    shown = [node for node in root.iter() if "style" in node.attrib or any(key.startswith("on") for key in node.attrib)]
    assert not shown and not {"script", "style"} & {node.tag.removeprefix(SVG) for node in root.iter()}
    assert not any(node.get("href", "").startswith("javascript") for node in root.iter())
    assert not re.search("[\u202e\x00\x1b\ud800\ufffe]", svg)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids)) and set(root.get("aria-labelledby").split()) <= set(ids)
    assert root.get("role") == ("group" if any(node.tag == SVG + "a" for node in root.iter()) else "img")
    assert svg == DRAWINGS[name](width)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["one", "hostile", "counted", "all time", "offices"])
def test_no_shape_leaves_the_drawing(name, width):
    root = ElementTree.fromstring(DRAWINGS[name](width))
    _, _, wide, high = map(float, root.get("viewBox").split())
    starts = re.findall(r"M(-?[\d.]+) (-?[\d.]+)", " ".join(node.get("d", "") for node in root.iter()))
    assert starts and all(-1 <= float(x) <= wide + 1 and -1 <= float(y) <= high + 1 for x, y in starts)


def test_a_mark_leads_to_its_event_and_tells_it_in_words():
    root = ElementTree.fromstring(timeline([mark(href="/event/7", modality="claimed", certain=False, weight=3)]))
    (anchor,) = root.iter(SVG + "a")
    assert anchor.get("href") == "/event/7"
    told = anchor.find(SVG + "title").text
    assert told == "3 May 2024: Arland met Borland (claimed, contested, 3 independent sources)"


def test_filling_and_shape_tell_what_colour_tells():
    root = [timeline([mark(modality=modality, lane=lane)]) for modality, lane in (("asserted", 1), ("asserted", 3))]
    shapes = [re.search(r'<a [^>]*>.*?<path class="(\w+)" d="[^"]*?([al])', svg).groups() for svg in root]
    assert shapes == [("full", "a"), ("full", "l")]
    for modality, filling in (
        ("claimed", ["hollow", "full"]),
        ("planned", ["hollow"]),
        ("denied", ["hollow", "cross"]),
    ):
        drawn = re.search(r"<a .*?</a>", timeline([mark(modality=modality)])).group()
        assert re.findall(r'class="(\w+)"', drawn) == filling


def test_an_uncertain_date_is_as_wide_as_the_days_it_can_be():
    marks = [mark(date(2024, 1, 1)), mark(date(2024, 3, 1), date(2024, 8, 31)), mark(date(2024, 12, 31))]
    plan = lay_out(marks, WIDE)
    span = plan.placed[1][1]
    assert span.right - span.left == pytest.approx(184 * plan.axis.main.scale)


def test_marks_of_one_place_stand_above_each_other():
    rows = [placed.row for placed in lay_out([mark(href=f"/{n}") for n in range(5)], WIDE).placed[1]]
    assert sorted(rows) == [0, 1, 2, 3, 4]


def test_an_open_end_is_placed_at_the_day_that_is_known():
    svg = timeline([Mark(None, DAY, 1, "meet", "Meeting", "/e"), mark(date(2024, 1, 1))])
    assert "by 3 May 2024: Meeting" in svg and "one end unknown" in svg


def test_what_has_no_date_is_counted_and_never_placed():
    marks = [Mark(None, None, 1, "meet", "Somewhen", f"/{number}") for number in range(7)]
    svg = timeline(marks)
    assert "7 events without a date are not drawn." in svg and "<a " not in svg
    assert "1 event without a date is not drawn." in timeline([mark(), marks[0]])
    assert [row[0].text for row in tabulate_timeline([*marks[:1], mark()], link_to).rows] == ["3 May 2024", "undated"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bins_add_up(width):
    marks = many(15_000)
    bins = lay_out(marks, width).bins
    for quad in (1, 2, 3, 4):
        assert sum(one.count(quad) for one in bins) == sum(item.lane == quad for item in marks)
    assert sum(sum(one.rough) for one in bins) < len(marks) / 2
    table = tabulate_timeline(marks, link_to, width)
    cells = [cell.text.replace(",", "") for row in table.rows for cell in row[1:5]]
    assert sum(map(int, cells)) == 15_000 and len(table.rows) == len(bins)


def test_a_bin_leads_to_its_period():
    svg = timeline([mark(date(2024, 1, 1) + timedelta(days=n), href=f"/{n}") for n in range(240)])
    anchors = list(ElementTree.fromstring(svg).iter(SVG + "a"))
    assert anchors[1].get("href") == "/events?since=2024-01-08&until=2024-01-14"
    assert anchors[1].find(SVG + "title").text == "8–14 Jan 2024: 7 verbal cooperation"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_fifteen_thousand_events_are_a_small_drawing(width):
    assert len(timeline(many(15_000), width).encode()) < 60_000


def test_a_long_silence_breaks_the_axis():
    axis = make_axis([date(1947, 8, 2), *(date(2024, month, 1) for month in range(1, 13))], 0, WIDE)
    early, late = axis.stretches
    assert early.right - early.left < (late.right - late.left) / 10 and early.right < late.left
    svg = timeline([mark(date(1947, 8, 2)), *(mark(date(2024, month, 1)) for month in range(1, 13))])
    assert "76 years without an event are left out" in svg and "The axis is broken" in svg


def test_no_silence_no_break():
    days = [date(1990 + number, 6, 1) for number in range(35)]
    assert len(make_axis(days, 0, WIDE).stretches) == 1


@pytest.mark.parametrize("step", STEPS)
def test_steps_cover_the_calendar_without_gaps(step: Step):
    for day in (date(1, 1, 1), date(1947, 8, 15), date(2024, 2, 29), date(9999, 12, 31)):
        number = step.number_of(day)
        assert step.first_day(number) <= day <= step.last_day(number)
        if day.year == 2024:
            assert step.first_day(number + 1) - step.last_day(number) == timedelta(days=1)


def test_known_ends_and_mere_sightings_are_drawn_differently():
    svg = draw_tenures(HELD, name="offices", title="Offices")
    first, second = re.findall(r"<title>[^<]*minister.*?</(?:a|g)>", svg)
    assert 'class="cap"' in first and 'class="seen"' not in first and 'class="disagree"' in first
    assert 'class="seen"' in second and 'class="cap"' not in second and "Bo (acting)" in second
    assert "1 holder without a date is in the table only." in svg
    assert [row[2].text for row in tabulate_tenures(HELD).rows][1:] == ["Bo (acting)", "Cy"]


def test_holders_of_one_time_do_not_cover_each_other():
    held = [Held("AAA", "minister", f"Person {n}", f"/{n}", seen_first=DAY, seen_last=DAY) for n in range(3)]
    heights = re.findall(r'<circle class="seen" cx="[\d.]+" cy="([\d.]+)"', draw_tenures(held, name="o", title="O"))
    assert len(set(heights[:3])) == 3


def test_bars_are_as_long_as_their_counts():
    svg = draw_bar_list([Bar("a", 100, "/a"), Bar("b", 25, "/b")], name="bars", title="Outlets")
    lengths = [float(length) for length in re.findall(r'class="full" d="M[\d.]+ [\d.]+h([\d.]+)', svg)]
    assert lengths[0] == pytest.approx(4 * lengths[1], abs=0.3)
    assert [[cell.text for cell in row] for row in tabulate_bars([Bar("a", 1000)], ("outlet", "events")).rows] == [
        ["a", "1,000"]
    ]


def test_years_of_one_window_stand_below_each_other():
    window = (2015, 2026)
    starts = [
        re.search(r'class="spark" d="M([\d.]+)', draw_sparkline(years, name="s", title="S", window=window)).group(1)
        for years in ({2020: 1}, {2020: 9, 2025: 3})
    ]
    assert starts[0] == starts[1]
    assert "1 dated event before 2015." in draw_sparkline({1947: 1}, name="s", title="S", window=window)
    assert "and 1 before 2015" in draw_sparkline({1947: 1, 2024: 2}, name="s", title="S", window=window)


def test_every_class_that_is_drawn_has_a_rule():
    rules = set(re.findall(r"\.([a-z][\w-]*)", read_stylesheet()))
    used = {
        name
        for draw in DRAWINGS.values()
        for names in re.findall(r'class="([^"]*)"', draw(WIDE))
        for name in names.split()
    }
    assert used <= rules
