"""The map: nothing runs or escapes, areas tell numbers, borders are drawn once, contested ones dashed."""

import itertools
import json
import re
from dataclasses import replace
from math import pi
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from dyadlog.errors import NotFound, UnknownState, UserError
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.report.mapping import MapPoint, draw_map, list_contested, load_shapes, point_rows
from dyadlog.report.mapping.clusters import MOST_MARKS, place_marks
from dyadlog.report.mapping.frames import fit_frame
from dyadlog.report.mapping.land import Ground
from dyadlog.report.mapping.marks import Mark
from dyadlog.report.mapping.outlines import show_tenths, write_path
from dyadlog.report.mapping.projections import Azimuthal, EqualEarth
from dyadlog.report.mapping.shapes import CLOSE, FAR, SHIPPED

KNOWLEDGE = load_knowledge()
DOCS = Path(__file__).parents[2] / "docs" / "map.md"
SIZE = (960, 600)
OSLO = MapPoint("Oslo", 59.91, 10.75, ("NOR",), 9, 0, "/places/oslo")
GOTHENBURG = MapPoint("Gothenburg", 57.71, 11.97, ("SWE",), 3, 4, "/places/gothenburg")
KIRUNA = MapPoint("Kiruna", 67.85, 20.22, ("SWE",), 0, 2, "/places/kiruna")
POINTS = [OSLO, GOTHENBURG, KIRUNA]


def draw(points=POINTS, states=("NOR", "SWE"), **wanted):
    return draw_map(points, states, wanted.pop("size", SIZE), wanted.pop("knowledge", KNOWLEDGE), **wanted)


def parse(svg):
    return ElementTree.fromstring(svg)


def states_of(*codes):
    return [KNOWLEDGE.states.get(code) for code in codes]


def frame_of(codes, points=(), focus="states"):
    return fit_frame(load_shapes(SHIPPED / CLOSE), states_of(*codes), points, SIZE, focus)


def marks_of(svg):
    return re.findall(r'<a class="map-mark" href="([^"]*)" aria-label="([^"]*)"', svg)


def test_every_place_is_a_link_that_says_what_happened():
    assert marks_of(draw()) == [
        ("/places/oslo", "Oslo: 9 cooperation"),
        ("/places/gothenburg", "Gothenburg: 3 cooperation, 4 conflict"),
        ("/places/kiruna", "Kiruna: 2 conflict"),
    ]


def test_the_drawing_is_the_same_whatever_the_order_of_the_places():
    assert draw(POINTS[::-1]) == draw(POINTS)


def test_words_of_pages_are_text():
    hostile = replace(OSLO, name='<script>alert(1)</script>"\u202eolso\x07', href='/x?a="><script>&b=1')
    svg = draw([hostile])
    assert parse(svg) is not None
    assert "<script" not in svg and "\u202e" not in svg and "\x07" not in svg


def test_nothing_in_it_needs_a_style_or_a_script():
    svg = draw()
    attributes = {name for element in parse(svg).iter() for name in element.attrib}
    assert "style" not in attributes and not any(name.startswith("on") for name in attributes)
    assert "<style" not in svg and "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_classes_are_described():
    described = set(re.findall(r"`(map[a-z-]*)`", DOCS.read_text("utf-8")))
    drawn = draw([*POINTS, replace(OSLO, lat=-30.0, cooperation=0)], ("KIR", "RUS")) + draw()
    assert {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()} <= described


@pytest.mark.parametrize(
    "states",
    [("FJI", "NZL"), ("RUS", "USA"), ("CAN", "RUS"), ("ARG", "GBR"), ("KIR", "TUV"), ("MYS", "SGP"), ("NOR", "SWE")],
)
@pytest.mark.parametrize("size", [(960, 600), (340, 340)])
def test_pairs_anywhere_fit_into_the_frame_and_into_the_page(states, size):
    svg = draw([], states, size=size)
    box = [float(part) for part in parse(svg).attrib["viewBox"].split()]
    assert box[2] == size[0] and box[3] < size[1] + 120 and len(svg) < 120_000
    paths = re.findall(r'class="map-(?:first|second|land)"[^>]* d="([^"]+)"', svg)
    starts = [(float(x), float(y)) for path in paths for x, y in re.findall(r"M(-?[\d.]+),(-?[\d.]+)", path)]
    assert starts and all(-5 <= x <= size[0] + 5 and -5 <= y <= size[1] + 5 for x, y in starts)


@pytest.mark.parametrize("states", [("FJI", "NZL"), ("RUS", "USA"), ("NOR", "SWE")])
def test_both_capitals_stand_within_the_frame(states):
    frame = frame_of(states)
    spots = frame.pixels(np.array([(state.lon, state.lat) for state in states_of(*states)]))
    assert ((spots > 0) & (spots < (frame.width, frame.height))).all()


def test_pacific_neighbours_are_not_torn_apart_by_the_date_line():
    assert frame_of(("FJI", "WSM")).km_per_pixel < 3


def test_a_place_far_away_stands_at_the_edge_with_an_arrow():
    far = replace(OSLO, name="Lima", lat=-12.05, lon=-77.04)
    frame = frame_of(("NOR", "SWE"), [far])
    (mark,) = place_marks([far], frame)
    assert mark.arrow == "←" or mark.arrow in "↙↖"
    assert 0 <= mark.x <= frame.width and 0 <= mark.y <= frame.height
    assert "Lima (outside of this map): 9 cooperation" in draw([far])
    assert not place_marks([far], frame_of(("NOR", "SWE"), [far], "all"))[0].arrow


def test_the_frame_may_follow_the_places_alone():
    assert frame_of(("NOR", "SWE"), POINTS[:2], "places").km_per_pixel < frame_of(("NOR", "SWE")).km_per_pixel / 3


def shoelace(path):
    corners = np.array([(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) ?(-?[\d.]+)", path)])
    x, y = corners.T
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


@pytest.mark.parametrize(("cooperation", "conflict"), [(0, 40), (10, 40)])
def test_the_area_of_a_diamond_tells_how_many(cooperation, conflict):
    mark = Mark(0, 0, (replace(OSLO, cooperation=cooperation, conflict=conflict),), 3.0)
    assert shoelace(mark.edged_path) == pytest.approx(conflict * pi * 9, rel=0.02)


def test_the_area_of_a_circle_and_of_its_half_tells_how_many():
    whole, half = Mark(0, 0, (OSLO,), 3.0), Mark(0, 0, (replace(OSLO, conflict=1),), 3.0)
    assert pi * whole.radii[0] ** 2 == pytest.approx(9 * pi * 9)
    assert pi * half.radii[0] ** 2 / 2 == pytest.approx(9 * pi * 9)


@pytest.mark.parametrize("conflict", [0, 900])
def test_the_largest_mark_does_not_outgrow_its_share_of_the_map(conflict):
    (mark,) = place_marks([replace(OSLO, conflict=conflict, cooperation=900)], frame_of(("NOR", "SWE")))
    assert 20 < mark.radius <= 33


def test_near_places_become_one_mark_and_none_is_lost():
    near = [replace(OSLO, name=f"Quarter {n}", lat=59.9 + n / 1000, cooperation=1, href=f"/{n}") for n in range(5)]
    svg = draw([*near, KIRUNA], join=lambda points: f"/joined/{len(points)}")
    (first, *_) = marks_of(svg)
    assert first == ("/joined/5", "Quarter 0, Quarter 1, Quarter 2, Quarter 3, Quarter 4: 5 cooperation")
    assert "Quarter 0 +4" in svg


def test_hundreds_of_places_keep_their_sum_in_few_marks():
    spread = [replace(OSLO, name=str(n), lat=55 + n % 25 / 2, lon=5 + n // 25, cooperation=n % 4) for n in range(500)]
    marks = place_marks(spread, frame_of(("NOR", "SWE")))
    assert sum(mark.cooperation for mark in marks) == sum(point.cooperation for point in spread)
    assert len(marks) <= MOST_MARKS and sum(len(mark.points) for mark in marks) == 500


def test_labels_do_not_lie_on_each_other():
    svg = draw([replace(OSLO, name=f"Place {n}", lat=58 + n / 2, lon=8 + n / 3) for n in range(20)])
    spots = re.findall(r'<text class="map-label" x="([\d.]+)" y="([\d.]+)"', svg)
    lines = sorted((float(y), float(x)) for x, y in spots)
    assert len(lines) >= 4
    assert all(abs(y1 - y0) >= 12 or abs(x1 - x0) >= 30 for (y0, x0), (y1, x1) in itertools.pairwise(lines))


def test_without_places_the_map_says_so():
    assert "without any place" in draw([]) and marks_of(draw([])) == []


def test_a_state_without_a_shape_has_a_ring_at_its_capital():
    assert not load_shapes(SHIPPED / CLOSE).named("TUV")
    assert draw([], ("TUV", "AUS")).count('class="map-ring"') == 1


def test_a_state_of_the_past_is_the_land_of_those_that_came_after_it():
    shown = re.search(r'class="map-first"[^>]* d="([^"]+)"', draw([], ("CSK", "AUT")))
    assert shown is not None and shown[1].count("M") == 2


def test_an_unknown_state_is_named():
    with pytest.raises(UnknownState, match="XXQ"):
        draw([], ("XXQ", "NOR"))


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, float("nan")), (0, 999)])
def test_a_place_that_is_not_on_earth_is_refused(lat, lon):
    with pytest.raises(ValueError, match="not on earth"):
        replace(OSLO, lat=lat, lon=lon)


def test_the_table_behind_the_map_holds_every_place():
    rows = point_rows([KIRUNA, replace(OSLO, name="Oslo\u202e")])
    assert [row["place"] for row in rows] == ["Oslo", "Kiruna"]
    assert rows[0]["happenings"] == 9 and rows[1] == {
        "place": "Kiruna",
        "countries": ["SWE"],
        "latitude": 67.85,
        "longitude": 20.22,
        "cooperation": 0,
        "conflict": 2,
        "happenings": 2,
    }


@pytest.mark.parametrize("name", [FAR, CLOSE])
def test_every_line_of_the_table_is_in_the_shapes_that_need_it(name):
    shapes = load_shapes(SHIPPED / name)
    for border in KNOWLEDGE.contested_borders:
        arcs = shapes.arcs_along(border.parts)
        points = [shapes.points[shapes.starts[arc] : shapes.starts[arc + 1]] for arc in arcs]
        found = sum(int(border.covers(part).sum()) for part in points)
        assert found or name == FAR, border.name


def test_contested_lines_are_dashed_and_listed_with_their_claimants():
    assert re.search(r'class="map-contested" [^>]*stroke-dasharray="[\d ]+" d="M', draw([], ("GUY", "VEN")))
    rows = {row.name: row for row in list_contested([], ("GUY", "VEN"), SIZE, KNOWLEDGE)}
    assert rows["Essequibo"].claimants == ("Guyana", "Venezuela") and rows["Essequibo"].drawn
    assert 'class="map-contested" fill="none" stroke-dasharray="5 3" d=""' in draw([], ("PRT", "ESP"))


def test_what_concerns_the_two_states_is_listed_first():
    rows = list_contested([], ("JPN", "RUS"), SIZE, KNOWLEDGE)
    concerned = [bool({"Japan", "Russia"} & {*row.controller, *row.claimants}) for row in rows if row.drawn]
    assert concerned == sorted(concerned, reverse=True) and 0 < sum(concerned) < len(concerned)


def test_contested_land_without_a_line_is_listed_as_not_drawn():
    rows = {row.name: row for row in list_contested([], ("JPN", "RUS"), SIZE, KNOWLEDGE)}
    assert not rows["Kuril Islands"].drawn and rows["Kuril Islands"].controller == ("Russia",)


def test_contested_land_is_not_in_the_tint_of_who_holds_it():
    shapes = load_shapes(SHIPPED / FAR)
    frame = fit_frame(shapes, states_of("GBR", "ARG"), [], SIZE, "states")
    assert any(shapes.shapes[land.number].code == "FLK" for land in Ground(shapes, frame, []).lands)
    tinted = re.search(r'class="map-first"[^>]* d="([^"]+)"', draw([], ("GBR", "ARG")))[1]
    falklands = frame.pixels(np.array([(-59.0, -51.8)]))[0]
    starts = np.array([(float(x), float(y)) for x, y in re.findall(r"M(-?[\d.]+),(-?[\d.]+)", tinted)])
    assert np.hypot(*(starts - falklands).T).min() > 5


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A,NOR,SWE,1,2,3,,,,NOR,x,y", "all four or none"),
        ("A,NOR,SWE,,,,,,,,x,y", "no claimants"),
        ("A,NOR,SWE,,,,,,NRW,NOR,x,y", "unknown state NRW"),
        ("A,norway,SWE,,,,,,,NOR,x,y", "three capital letters"),
        ("A,NOR,SWE,,,,,region:crimea,NOR,NOR,x,y", "not contested, or"),
    ],
)
def test_a_bad_row_of_the_table_is_named(tmp_path, row, message):
    header = "name,first,second,west,south,east,north,place,controller,claimants,why,source"
    (tmp_path / "contested_borders.csv").write_text(f"{header}\n{row}\n", "utf-8")
    with pytest.raises(UserError, match=f"line 2.*{message}"):
        _ = Knowledge((tmp_path,)).contested_borders


def test_a_row_of_the_user_dashes_a_border(tmp_path):
    header = "name,first,second,west,south,east,north,place,controller,claimants,why,source"
    (tmp_path / "contested_borders.csv").write_text(f"{header}\nRidge,NOR,SWE,,,,,,,NOR|SWE,made up,test\n", "utf-8")
    assert "contested border" in draw([], knowledge=Knowledge((tmp_path,)))
    assert "Ridge" in [row.name for row in list_contested([], ("NOR", "SWE"), SIZE, Knowledge((tmp_path,)))]


def square(west, south, east, north, **properties):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def write_features(path, *features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_a_geojson_file_takes_the_place_of_the_shapes_and_its_borders_are_drawn_once(tmp_path):
    left, right = square(5, 58, 12, 70, ISO_A3="NOR", NAME="Left"), square(12, 58, 20, 70, ISO_A3="SWE", NAME="Right")
    path = write_features(tmp_path / "own.geojson", left, right)
    shapes = load_shapes(path)
    assert sorted(len(owners) for owners in shapes.owners) == [1, 1, 2]
    svg = draw(shapes=path)
    border = re.search(r'class="map-border" fill="none" d="([^"]*)"', svg)[1]
    assert border.count("M") == 1 and marks_of(svg) == marks_of(draw())


def test_a_topojson_file_with_iso_numbers_is_understood(tmp_path):
    tree = json.loads((SHIPPED / FAR).read_text("utf-8"))
    for geometry in tree["objects"]["countries"]["geometries"]:
        number = geometry["properties"].get("number")
        geometry["properties"] = {"name": geometry["properties"]["name"]}
        if number:
            geometry["id"] = number
    (tmp_path / "own.json").write_text(json.dumps(tree), "utf-8")
    ours, theirs = load_shapes(SHIPPED / FAR), load_shapes(tmp_path / "own.json")
    assert {shape.code for shape in theirs.shapes} == {shape.code for shape in ours.shapes}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "neither a TopoJSON"),
        ('{"type": "Topology"}', "no sound Topology: KeyError"),
        ('{"type": "Topology", "arcs": [[[0, 0], [1, 1]]], "objects": {"a": {"geometries": [{"type": "Polygon", '
         '"arcs": [[7]]}]}}}', "an arc that there is not"),
        ('{"type": "FeatureCollection", "features": []}', "no sound FeatureCollection"),
        (json.dumps({"type": "FeatureCollection", "features": [square(0, 0, 1, 1, name="A")]}), "no shape has a code"),
        (json.dumps({"type": "FeatureCollection", "features": [square(0, 0, 9e5, 8e5, iso_a3="NOR")]}), "degrees"),
    ],
)  # fmt: skip
def test_a_bad_file_of_shapes_is_refused_with_the_reason(tmp_path, text, message):
    path = tmp_path / "bad.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError, match=message):
        draw(shapes=path)


def test_a_missing_file_of_shapes_is_named(tmp_path):
    with pytest.raises(NotFound, match=r"none\.json"):
        draw(shapes=tmp_path / "none.json")


@pytest.mark.parametrize("projection", [Azimuthal(40.0, 170.0), EqualEarth(170.0)])
def test_both_projections_keep_areas(projection):
    def area(lon, lat):
        corners = np.array([(lon, lat), (lon + 0.1, lat), (lon + 0.1, lat + 0.1), (lon, lat + 0.1)])
        x, y = projection.project(corners).T
        return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2 / np.cos(np.radians(lat + 0.05))

    assert area(175.0, 10.0) == pytest.approx(area(-150.0, 62.0), rel=1e-3)


def test_a_ring_over_the_edge_of_the_world_is_cut_in_two():
    ring = np.array([(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0)])
    assert [len(piece) for piece in EqualEarth(0.0).open_ring(ring)] == [4, 4]
    assert len(EqualEarth(180.0).open_ring(ring)) == 1


def test_paths_are_written_short():
    assert [show_tenths(number) for number in (0, 5, -5, 10, -123)] == ["0", ".5", "-.5", "1", "-12.3"]
    line = np.array([(0.0, 0.0), (1.04, 1.0), (1.06, 1.0), (0.5, 3.0)])
    assert write_path([line], closed=False) == "M0,0l1 1 .1 0-.6 2"
