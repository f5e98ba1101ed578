"""What comparing keeps of made-up pages, so that one more page is brought in as it would be into a true record.

Texts are sketched, names counted and claims shelved by the program's own functions; only who is told of together is
taken from what is known to have happened.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from dyadlog.consolidate.clustering import connect
from dyadlog.consolidate.copies import sketch_of
from dyadlog.consolidate.namings import collect_namings, gather_namings, sum_namings
from dyadlog.consolidate.people import People, find_kin_of_people
from dyadlog.consolidate.runs import collect_shingles
from dyadlog.consolidate.shelves import CLAIMS, shelve_actors, shelve_views
from dyadlog.consolidate.views import build_views
from dyadlog.findings.comparing import list_presence
from dyadlog.knowledge import Knowledge
from dyadlog.records import ACTORS, Comparison, Consolidation, Extension, Naming, Reading, Workings
from dyadlog.store import Writer

AT_ONCE: Final = 1000
"""Pages whose workings are written at once."""
NOBODY: Final = People({}, {}, {})


def save_workings(
    writer: Writer, readings: Iterable[Reading], event_of: Mapping[str, str], knowledge: Knowledge
) -> None:
    """Write the workings of pages that stand in a store, with the event of each claim."""
    summed: dict[str, list[Naming]] = {}
    pages = iter(readings)
    while part := list(islice(pages, AT_ONCE)):
        namings = [naming for reading in part for naming in collect_namings(reading, knowledge)]
        summed = sum_namings([*chain.from_iterable(summed.values()), *namings])
        views = build_views(part, knowledge, NOBODY, {})
        workings = Workings(
            namings=tuple(namings),
            sketches=tuple(_sketch(part)),
            shelves=((CLAIMS, tuple(shelve_views(views, event_of))),),
        )
        _save(writer, workings, tuple(list_presence(part)))
    named = gather_namings(chain.from_iterable(summed.values()))
    families = connect(named, find_kin_of_people(named))
    _save(writer, Workings(shelves=((ACTORS, tuple(shelve_actors(summed, families))),)), ())


def _sketch(readings: Sequence[Reading]) -> Iterator[tuple[str, bytes]]:
    for reading in readings:
        if reading.document is not None:
            yield reading.document.document_id, sketch_of(collect_shingles(reading.document))


def _save(writer: Writer, workings: Workings, presence: tuple[tuple[int, str, str], ...]) -> None:
    part = Consolidation((), (), (), (), (), workings=workings)
    writer.save_extension(Extension(part), lambda: Comparison((), presence))
