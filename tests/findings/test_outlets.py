"""What one outlet reports and others do not, and each one's words."""

from datetime import date

from dyadlog.findings.outlets import compare_outlets
from dyadlog.records import Attribution, Framing
from tests.consolidate.pages import PageOf, on, person, state
from tests.findings.dyads import open_dyad, voices_of

CUB, HTI = state("CUB", "Cuba"), state("HTI", "Haiti")
PEREZ, BLANC = person("Ana Perez", "CUB", "president"), person("Luc Blanc", "HTI", "president")
FILLING = [
    f"In street number {n} of the old town a band of drummers played until the morning came." for n in "abcdefgh"
]


def page(location, outlet, day, met="Ana Perez met Luc Blanc in Havana on Monday.", before=()):
    made = PageOf(location, date(2023, 3, day), outlet)
    for words in before:
        made.tell(words)
    return made.tell(met, "meet", [PEREZ], [BLANC], on(2023, 3, 6), trigger="met" if " met " in met else None)


def compare(tmp_path, *pages):
    dyad, _ = open_dyad(tmp_path / "record.db", [made.read() for made in pages], "CUB", "HTI")
    found = compare_outlets(dyad, voices_of(dyad))
    return found, {view.outlet: view for view in found.outlets}


def test_what_only_one_independent_voice_reports(tmp_path):
    one = page("a.txt", "Isla Post", 7).tell("Cuba accused Haiti of theft.", "accuse", [CUB], [HTI], on(2023, 3, 7))
    two = page("b.txt", "Port Radio", 8, "The presidents, Perez and Blanc, sat down for an hour in Cuba's capital.")
    found, views = compare(tmp_path, one, two)
    kinds = {report.event.event_id: report.event.kind for report in views["Isla Post"].reports}
    assert [kinds[event_id] for event_id in views["Isla Post"].only] == ["accuse"]
    assert views["Port Radio"].only == () and len(views["Port Radio"].independent) == 1
    assert [kinds[event_id] for event_id in views["Isla Post"].first] == ["meet"]
    assert [shared.event.kind for shared in found.shared] == ["meet"]


def test_a_copy_reports_nothing_of_its_own_and_says_whose_text_it_is(tmp_path):
    one = page("a.txt", "Isla Post", 7, before=FILLING)
    two = page("b.txt", "Port Radio", 8, before=FILLING[1:])
    _, views = compare(tmp_path, one, two)
    (report,) = views["Port Radio"].reports
    assert report.bond.kind == "copy" and views["Port Radio"].independent == ()
    (own,) = views["Isla Post"].reports
    assert own.bond is None and views["Isla Post"].only == (own.event.event_id,)


def test_of_two_reports_of_one_day_neither_is_first(tmp_path):
    two = page("b.txt", "Port Radio", 7, "The presidents, Perez and Blanc, sat down for an hour in Cuba's capital.")
    _, views = compare(tmp_path, page("a.txt", "Isla Post", 7), two)
    assert [view.first for view in views.values()] == [(), ()]


def test_an_unknown_day_is_first_before_nothing(tmp_path):
    undated = page("b.txt", "Port Radio", 7, "The presidents, Perez and Blanc, sat down for an hour in Cuba's capital.")
    undated.day = None
    _, views = compare(tmp_path, page("a.txt", "Isla Post", 7), undated)
    assert [view.first for view in views.values()] == [(), ()]


def test_each_ones_words_stand_with_modality_and_loaded_words(tmp_path):
    says = (Attribution("a clerk", "unnamed", None, "said"),)
    one = page("a.txt", "Isla Post", 7)
    two = PageOf("b.txt", date(2023, 3, 8), "Port Radio")
    two.tell(
        "The so-called president Perez met Luc Blanc, a clerk said.",
        "meet",
        [PEREZ],
        [BLANC],
        on(2023, 3, 6),
        trigger="met",
        modality="claimed",
        attribution=says,
        framings=(Framing("so-called", None, "label", None, 0, 4, 13),),
    )
    found, _ = compare(tmp_path, one, two)
    words = {report.outlet: report.wordings[0] for report in found.shared[0].reports}
    assert (words["Isla Post"].words, words["Isla Post"].modality) == ("met", "asserted")
    assert words["Port Radio"].modality == "claimed"
    assert [framing.term for framing in words["Port Radio"].framings] == ["so-called"]


def test_a_page_without_an_outlet_stands_under_its_place(tmp_path):
    _, views = compare(tmp_path, page("a.txt", None, 7))
    assert list(views) == ["a.txt"]


def test_the_order_of_reading_changes_nothing(tmp_path):
    pages = [page("a.txt", "Isla Post", 7, before=FILLING), page("b.txt", "Port Radio", 8, before=FILLING[1:])]
    pages.append(
        page("c.txt", "Reef News", 9, "Perez and Blanc conferred, the palace guard told Reef News, at length.")
    )
    readings = [made.read() for made in pages]
    found = []
    for name, order in (("one", readings), ("turned", readings[::-1])):
        dyad, _ = open_dyad(tmp_path / name, order, "CUB", "HTI")
        found.append(compare_outlets(dyad, voices_of(dyad)))
    assert found[0] == found[1] and len(found[0].outlets) == 3


def test_a_place_in_the_record_does_not_make_the_original(tmp_path):
    early, late = page("z.txt", "Isla Post", 7), page("a.txt", "Port Radio", 9).tell("Nothing else was said.")
    _, views = compare(tmp_path, early, late)
    assert views["Isla Post"].reports[0].bond is None
    assert views["Port Radio"].reports[0].bond.kind == "printed_alike"
