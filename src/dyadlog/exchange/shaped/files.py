"""Writing the record in the shapes of other programs."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from dyadlog.exchange.cells import Row
from dyadlog.exchange.files import dump_row
from dyadlog.exchange.folder import Folder
from dyadlog.exchange.rows import Rows
from dyadlog.exchange.shaped import gdelt, polecat
from dyadlog.exchange.shaped.ftm import Entity, FtmWriter
from dyadlog.exchange.shaped.told import Told, tell
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event

RowMaker = Callable[[Told, Knowledge], Iterator[list[str]]]
TABLES: Final[dict[str, tuple[RowMaker, Sequence[str], bool]]] = {
    "gdelt": (gdelt.gdelt_rows, gdelt.COLUMNS, False),
    "polecat": (polecat.polecat_rows, polecat.COLUMNS, True),
}
"""The shapes that are tables of events: how rows are made, the columns, and whether the file has a head."""
SHAPED: Final = (*TABLES, "ftm")


def export_shaped(rows: Rows, knowledge: Knowledge, shape: str, path: Path) -> dict[Path, int]:
    """Write the record in one of the shapes, with its manifest, into a folder. Returns rows a file. Raises UserError
    where it cannot write."""
    folder, left_out = Folder(path, shape), Counter[str]()
    if shape == "ftm":
        write = partial(_write_entities, rows, knowledge, left_out)
        folder.write("entities", "entities.ftm.json", write, lambda: {"left_out": _sort(left_out)})
        return folder.close()
    met = Counter[str]()

    def say() -> dict[str, object]:
        return {"events": met["events"], "left_out": _sort(left_out), "columns": list(TABLES[shape][1])}

    write_table = partial(_write_table, rows, knowledge, TABLES[shape], (left_out, met))
    folder.write("events", f"events.{shape}.tsv", write_table, say)
    return folder.close()


def _sort(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _events(rows: Rows) -> Iterator[tuple[Event, Row]]:
    events = list(rows.view.events(rows.wanted))
    yield from zip(events, rows.event_rows(events), strict=True)


def _write_table(
    rows: Rows,
    knowledge: Knowledge,
    table: tuple[RowMaker, Sequence[str], bool],
    counts: tuple[Counter[str], Counter[str]],
    path: Path,
) -> int:
    (make, columns, head), (left_out, met), written = table, counts, 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        if head:
            stream.write("\t".join(columns) + "\n")
        for event, row in _events(rows):
            told = tell(event, row, knowledge)
            lines = [] if isinstance(told, str) else list(make(told, knowledge))
            for line in lines:
                stream.write("\t".join(" ".join(cell.split()) for cell in line) + "\n")
            left_out.update([told] if isinstance(told, str) else [] if lines else ["no_party"])
            met["events"] += bool(lines)
            written += len(lines)
    return written


def _write_entities(rows: Rows, knowledge: Knowledge, left_out: Counter[str], path: Path) -> int:
    writer, count = FtmWriter(knowledge), 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        for entity in _entities(rows, writer, left_out):
            stream.write(dump_row(entity) + "\n")
            count += 1
    return count


def _entities(rows: Rows, writer: FtmWriter, left_out: Counter[str]) -> Iterator[Entity]:
    yield from writer.actors(rows.table("actors"))
    yield from writer.documents(rows.table("documents"))
    for event, row in _events(rows):
        if event.happened:
            yield from writer.event(row)
        else:
            left_out["negated" if event.modality in ("asserted", "claimed") else event.modality] += 1
