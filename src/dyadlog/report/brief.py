"""The brief: the relation of two states on one page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from dyadlog.exchange import Rows
from dyadlog.findings.index import IndexPoint, compute_index
from dyadlog.knowledge import Knowledge
from dyadlog.records import EVENT_MODALITIES, Document, Framing, Issue
from dyadlog.report.chart import Month, make_months
from dyadlog.report.comparisons import Comparer, Comparison
from dyadlog.report.course import CourseWriter, OpeningLine, ThreadLine
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.lines import Line, LineWriter
from dyadlog.report.meetings import Meeting, list_meetings
from dyadlog.report.notes import Note, Notebook
from dyadlog.report.plain import short_name
from dyadlog.store import Filter, View

Row = dict[str, Any]

AGREEMENT: Final = ("corroborated",)
NEWS_OF_PLANS: Final = ("update",)
FRAMING: Final = ("framing",)
CONFLICT_QUADS: Final = (3, 4)


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """An agreement, pledge, target, mechanism or project."""

    name: str
    kind: str
    status: str
    since: str
    deadline: str
    record_id: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One document: what it is, and the loaded words it uses, with the neutral ones."""

    outlet: str
    title: str
    published: str
    genre: str
    page: str
    copy_of: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a brief shows, in the order it is shown."""

    names: tuple[str, str]
    codes: tuple[str, str]
    since: date | None
    as_of: str
    span: str
    counts: tuple[tuple[str, int], ...]
    months: tuple[Month, ...]
    happened: tuple[Line, ...]
    meetings: tuple[Meeting, ...]
    instruments: tuple[InstrumentLine, ...]
    incidents: tuple[Line, ...]
    planned: tuple[Line, ...]
    updates: tuple[Comparison, ...]
    disagreements: tuple[Comparison, ...]
    agreements: tuple[Comparison, ...]
    framings: tuple[Comparison, ...]
    sources: tuple[SourceLine, ...]
    undated: tuple[Line, ...]
    issues: tuple[Issue, ...]
    notes: tuple[Note, ...]
    threads: tuple[ThreadLine, ...] = ()
    openings: tuple[OpeningLine, ...] = ()


def build_brief(view: View, codes: tuple[str, str], knowledge: Knowledge, since: date | None = None) -> Brief:
    """The brief of a dyad; with ``since``, only what happened or was reported from that day on."""
    wanted = Filter(states=codes)
    rows = Rows(view, wanted)
    documents = view.documents(wanted)
    notebook = Notebook({document.document_id: document for document in view.documents()})
    instrument_names = {row["instrument_id"]: row["name"] for row in rows.table("instruments")}
    writer = LineWriter(knowledge, notebook, instrument_names)
    every_event = _newest_first(rows.table("events"))
    events = [row for row in every_event if since is None or _is_new(row, since)]
    done = [row for row in events if row["modality"] in EVENT_MODALITIES and not row["negated"]]
    dated = [row for row in done if show_span(row)]
    fresh = {d.document_id for d in notebook.documents.values() if since is None or _is_fresh(d, since)}
    findings = [row for row in rows.table("findings") if fresh & {side["document_id"] for side in row["sides"]}]
    ahead = [row for row in events if row["modality"] not in EVENT_MODALITIES and not row["negated"]]
    happened = _write_lines([row for row in dated if row["quad_class"] not in CONFLICT_QUADS], writer)
    meetings = list_meetings(done, codes, writer, notebook)
    instruments = tuple(_write_instrument(row, notebook) for row in _instrument_rows(rows, since))
    incidents = _write_lines([row for row in dated if row["quad_class"] in CONFLICT_QUADS], writer)
    course = CourseWriter(view, codes, knowledge, writer, notebook)
    threads, openings = course.write_threads(since), course.write_openings(since)
    planned = _write_lines(ahead, writer)
    compare = Comparer(notebook, writer, {row["event_id"]: row for row in every_event}, instrument_names)
    return Brief(
        names=(writer.name_state(codes[0]), writer.name_state(codes[1])),
        codes=codes,
        since=since,
        as_of=_describe_newest(documents),
        span=_describe_span(dated),
        counts=_count(done, ahead, instruments, findings, documents),
        months=make_months(_index_of(view, codes, knowledge, {row["event_id"] for row in done}, documents)),
        happened=happened,
        meetings=meetings,
        instruments=instruments,
        incidents=incidents,
        planned=planned,
        updates=compare.write(row for row in findings if row["kind"] in NEWS_OF_PLANS),
        disagreements=compare.write(
            row for row in findings if row["kind"] not in (*AGREEMENT, *NEWS_OF_PLANS, *FRAMING)
        ),
        agreements=compare.write(row for row in findings if row["kind"] in AGREEMENT),
        framings=compare.write(row for row in findings if row["kind"] in FRAMING),
        sources=tuple(_write_source(document, view) for document in documents),
        undated=_write_lines([row for row in done if not show_span(row)], writer),
        issues=tuple(view.issues()),
        notes=tuple(notebook.notes),
        threads=threads,
        openings=openings,
    )


def _newest_first(rows: Iterable[Row]) -> list[Row]:
    """Newest first, undated ones last; what is of one day in the order of the pages, never in that of ids."""
    in_pages = sorted(rows, key=lambda row: [(quote["page"], quote["start"]) for quote in row["evidence"][:1]])
    return sorted(
        in_pages, key=lambda row: (row["date_end"] or row["date_start"] or "", row["date_start"] or ""), reverse=True
    )


def _is_new(row: Row, since: date) -> bool:
    day = since.isoformat()
    return (row["date_end"] or "") >= day or any((evidence["published"] or "") >= day for evidence in row["evidence"])


def _is_fresh(document: Document, since: date) -> bool:
    publication = document.publication
    newest = publication.day or publication.not_after
    return newest is None or newest >= since


def _index_of(
    view: View, codes: tuple[str, str], knowledge: Knowledge, kept: set[str], pages: Iterable[Document]
) -> tuple[IndexPoint, ...]:
    """The index of the events that the brief shows."""
    dyad = view.dyad(*codes)
    shown = replace(dyad, events=tuple(event for event in dyad.events if event.event_id in kept))
    return compute_index(shown, knowledge, pages=pages).points


def _describe_newest(documents: list[Document]) -> str:
    days = [document.publication.day for document in documents if document.publication.day]
    return show_day(max(days).isoformat()) if days else ""


def _describe_span(rows: list[Row]) -> str:
    days = sorted(day for row in rows for day in (row["date_start"], row["date_end"]) if day)
    if not days:
        return ""
    if days[0][:4] != days[-1][:4]:  # what is known to the year only begins on no 1 January
        return f"{days[0][:4]} to {days[-1][:4]}"
    return f"{show_day(days[0])} to {show_day(days[-1])}"


def _count(
    done: list[Row], ahead: list[Row], instruments: tuple[Any, ...], findings: list[Row], documents: list[Document]
) -> tuple[tuple[str, int], ...]:
    disputes = [row for row in findings if row["kind"] not in (*AGREEMENT, *NEWS_OF_PLANS, *FRAMING)]
    return (
        _counted(sum(row["part_of"] is None for row in done), "happening", "happenings"),
        _counted(len(ahead), "planned or asked for", "planned or asked for"),
        _counted(len(instruments), "agreement or project", "agreements and projects"),
        _counted(len(disputes), "contested point", "contested points"),
        _counted(len(documents), "page", "pages"),
    )


def _counted(count: int, one: str, many: str) -> tuple[str, int]:
    return (one if count == 1 else many), count


def _write_lines(rows: list[Row], writer: LineWriter) -> tuple[Line, ...]:
    """The lines of a section; parts stand beneath their whole where the whole is among the rows."""
    writer.start_section()
    ids = {row["event_id"]: row["part_of"] for row in rows}
    parts: dict[str, list[Row]] = {}
    for row in rows:
        if row["part_of"] in ids:
            parts.setdefault(_find_whole(row["part_of"], ids), []).append(row)
    wholes = [row for row in rows if row["part_of"] not in ids]
    return tuple(writer.write_event(row, parts.get(row["event_id"], ())) for row in wholes)


def _find_whole(event_id: str, part_of: Mapping[str, str | None]) -> str:
    """The outermost whole among the rows: a signing at talks of a visit stands beneath the visit."""
    above = part_of[event_id]
    return event_id if above is None or above not in part_of else _find_whole(above, part_of)


def _instrument_rows(rows: Rows, since: date | None) -> Iterable[Row]:
    evidence = {row["claim_id"]: row["evidence"][0] for row in rows.table("claims")}
    for row in rows.table("instruments"):
        row["evidence"] = [evidence[r["claim_id"]] for r in row["history"] if r["claim_id"] in evidence]
        if since is None or any((e["published"] or "") >= since.isoformat() for e in row["evidence"]):
            yield row


def _write_instrument(row: Row, notebook: Notebook) -> InstrumentLine:
    dated = [show_span(report) for report in row["history"] if report["status"] == row["status"]]
    return InstrumentLine(
        name=row["name"],
        kind=row["kind"],
        status=row["status"].replace("_", " "),
        since=next((when for when in dated if when), ""),
        deadline=show_day(row["deadline"]) if row["deadline"] else "",
        record_id=row["instrument_id"],
        notes=notebook.cite(row["evidence"]),
    )


def _write_source(document: Document, view: View) -> SourceLine:
    publication = document.publication
    low, high = publication.not_before, publication.not_after
    bounds = {"date_start": low.isoformat() if low else None, "date_end": high.isoformat() if high else None}
    if publication.day:
        published = show_day(publication.day.isoformat())
    else:
        published = f"undated ({show_span(bounds)})" if low or high else "undated"
    original = view.copies().get(document.document_id)
    return SourceLine(
        outlet=document.outlet.value if document.outlet else "outlet unknown",
        title=document.title.value if document.title else short_name(document.location),
        published=published,
        genre=document.genre.replace("_", " "),
        page=document.location,
        copy_of=short_name(view.document(original).location) if original else "",
        words=_list_words(view.reading(document.document_id).framings),
    )


def _list_words(framings: tuple[Framing, ...]) -> tuple[tuple[str, str], ...]:
    """Each loaded word once, however it is capitalised, with its neutral one."""
    words: dict[str, tuple[str, str]] = {}
    for framing in framings:
        words.setdefault(framing.term.casefold(), (framing.term, framing.neutral or ""))
    return tuple(words.values())
