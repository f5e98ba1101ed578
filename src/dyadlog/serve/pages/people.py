"""People and offices: who held which office when, who met whom, and every person with spellings, offices, meetings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from dyadlog.report.drawings import NARROW, WIDE, draw_tenures
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.portraits import Clash, People, Person, Seat, work_out_people
from dyadlog.serve.sheets import Scene, Sheet

PEOPLE_A_PAGE: Final = 24
IN_A_FILE: Final = 100
MOST_BARS: Final = 48
"""Holders of offices in the chart."""
MOST_SEATS: Final = 100
"""Holders of offices in the table."""
MOST_MET: Final = 100
"""Pairs of people that met."""
FULL_BAR: Final = 5
"""Meetings that fill a bar, where no two people met more often."""
FIRST_MET: Final = 8
"""Those shown before the reader asks for the rest."""


def show_people(scene: Scene, pair: Pair) -> Sheet:
    """The page; ``?person=`` narrows it to people in whose name these letters stand."""
    sheet = Sheet("people.html.j2", "People and offices", pair, "people", downloads=_downloads(scene, pair))
    people: People | None = scene.product(work_out_people, pair).value
    if people is None:
        return sheet.told(ready=False)
    letters = next(iter(scene.query.get("person", ())), "").strip()
    meant = [person for person in people.everybody if person.is_called(letters)]
    keys = {person.key for person in meant}
    seats = [seat for seat in people.seats if seat.person in keys] if letters else people.seats
    met = [one for one in people.met if keys & set(one.people)]
    length = PEOPLE_A_PAGE if scene.links.live else IN_A_FILE
    start = (scene.asked.page - 1) * length
    drawn = _choose_drawn(seats)
    return sheet.told(
        ready=True,
        letters=letters,
        query=urlencode({"person": letters}) if letters else "",
        everybody=meant[start : start + length],
        count=len(meant),
        total=len(people.everybody),
        length=length,
        met=met[:FIRST_MET],
        met_more=met[FIRST_MET:MOST_MET],
        met_count=len(met),
        met_most=max([FULL_BAR, *(one.count for one in met)]),
        seats=[(seat, _link_to(scene, pair, seat)) for seat in seats[:MOST_SEATS]],
        seat_count=len(seats),
        charts=_draw(scene, pair, drawn),
        left_out=sum(seat.held.days is not None for seat in seats) - len(drawn),
        clashes=_choose_clashes(people, meant) if letters else people.clashes,
    )


def _downloads(scene: Scene, pair: Pair) -> list[tuple[str, str]]:
    return [(name, scene.links.api(f"dyads/{'-'.join(pair)}/{name}")) for name in ("people", "offices")]


def _choose_drawn(seats: Sequence[Seat]) -> list[Seat]:
    """The dated holders that most pages tell of, in the order of the offices."""
    dated = [number for number, seat in enumerate(seats) if seat.held.days is not None]
    most = sorted(dated, key=lambda number: -seats[number].pages)[:MOST_BARS]
    return [seats[number] for number in sorted(most)]


def _draw(scene: Scene, pair: Pair, seats: Sequence[Seat]) -> list[Markup]:
    """The chart, wide and narrow; each bar leads to the person."""
    held = [replace(seat.held, href=_link_to(scene, pair, seat)) for seat in seats]
    title = f"Who held which office of {' and '.join(map(scene.state_name, pair))} when"
    sizes = {"wide": WIDE, "narrow": NARROW}
    return [draw_tenures(held, name=f"tenures-{size}", title=title, width=sizes[size]) for size in sizes if held]


def _link_to(scene: Scene, pair: Pair, seat: Seat) -> str:
    """The person's part of the page; where people are paged through, of a page with that person alone."""
    query = urlencode({"person": seat.held.person}) if scene.links.live else ""
    return scene.links.dyad(pair, "people", query, seat.person)


def _choose_clashes(people: People, meant: Sequence[Person]) -> list[Clash]:
    names = {name for person in meant for name in person.names}
    return [clash for clash in people.clashes if any(value in names for value, _ in clash.sides)]
