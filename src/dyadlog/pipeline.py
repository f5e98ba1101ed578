"""The whole flow, in order: read (or fetch) -> clean -> parse -> resolve -> coding, then consolidate -> findings.

Up to coding it is a pure function of one page, spread over processes by an engine; from there on it is one store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dyadlog import __version__
from dyadlog.clean import Cleaner
from dyadlog.coding import Coder
from dyadlog.engine import STAGE as ENGINE_STAGE
from dyadlog.engine import Engine, StageCall, run_stages
from dyadlog.fetch import WebSettings, find_everywhere
from dyadlog.gathering import rebuild
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.parse import DEFAULT_READER, Parser
from dyadlog.read import Columns, Intake
from dyadlog.records import (
    Claim,
    Document,
    Given,
    Issue,
    Page,
    PageOutcome,
    PageTask,
    Parse,
    Reading,
    Resolution,
    SentenceSpan,
    content_id,
)
from dyadlog.resolve import Resolver

if TYPE_CHECKING:
    from dyadlog.store import Writer


class PageStep:
    """Page -> Reading: the same bytes, words of the user, knowledge and model give the same reading on any machine."""

    def __init__(self, folders: Sequence[Path] = (), reader: str = DEFAULT_READER) -> None:
        self.folders = tuple(folders)
        self.reader = reader

    def __reduce__(self) -> tuple[type[PageStep], tuple[tuple[Path, ...], str]]:
        return PageStep, (self.folders, self.reader)

    @cached_property
    def knowledge(self) -> Knowledge:
        """The shipped tables and the user's own."""
        return load_knowledge(self.folders)

    @cached_property
    def stages(self) -> tuple[Cleaner, Parser, Resolver, Coder]:
        """The stages of the page step, in order; raises UserError where there is no such reader."""
        parser = Parser(self.knowledge, self.reader, everything=False)
        return Cleaner(self.knowledge), parser, Resolver(self.knowledge), Coder(self.knowledge)

    @cached_property
    def version(self) -> str:
        """The identity of program, stages and tables: with another, a page may be read otherwise."""
        versions = [f"{stage.name} {stage.version}" for stage in self.stages]
        return content_id("step", __version__, versions, self.knowledge.digest)

    def reading_key(self, page: Page) -> str:
        """The identity of everything a reading depends on: unchanged means there is nothing to do again."""
        versions = [f"{stage.name} {stage.version}" for stage in self.stages]
        given, method = page.given, page.given.published_method
        # not the day of capture: the same bytes, met again later, say nothing new
        told = (given.url, given.outlet, given.published, *((method,) if method is not None else ()))
        return content_id("key", __version__, page.page_id, page.media_type, told, versions, self.knowledge.digest)

    def parse_key(self, page: Page) -> str:
        """The identity of what a parse depends on: new words in the lexicon leave it as it is."""
        cleaner, parser, *_ = self.stages
        told = self.knowledge.digest_of(*cleaner.tables, *parser.tables)
        return content_id("parse", page.page_id, page.media_type, cleaner.version, parser.version, told)

    def __call__(self, task: PageTask) -> PageOutcome:
        """Read one page; what fails becomes an Issue, and what was found before the failure is kept.

        Raises KnowledgeError, before the first page, where a user's table has a line that cannot be used; of ours only
        those are loaded that are needed.
        """
        if self.folders:
            self.knowledge.check()
        draft = Draft(task, *self.stages)
        issues = run_stages(task.page, draft.calls())
        return PageOutcome(draft.reading(issues), draft.new_blob)


@dataclass(slots=True)
class Draft:
    """A reading in the making."""

    task: PageTask
    cleaner: Cleaner
    parser: Parser
    resolver: Resolver
    coder: Coder
    document: Document | None = None
    parse: Parse | None = None
    resolution: Resolution | None = None
    claims: tuple[Claim, ...] = ()
    new_blob: bytes | None = None

    def calls(self) -> tuple[StageCall, ...]:
        """The stages in order."""
        return (
            StageCall(self.cleaner.name, self._clean),
            StageCall(self.parser.name, self._parse),
            StageCall(self.resolver.name, self._resolve),
            StageCall(self.coder.name, self._code),
        )

    def _clean(self) -> None:
        self.document = self.cleaner(self.task.page)

    def _parse(self) -> None:
        assert self.document is not None
        if self.task.parse_blob is not None:
            self.parse = self.parser.from_bytes(self.document, self.task.parse_blob)
            return
        self.parse = self.parser(self.document)
        self.new_blob = self.parser.to_bytes(self.parse)

    def _resolve(self) -> None:
        assert self.document is not None and self.parse is not None
        self.resolution = self.resolver(self.document, self.parse)
        publication = replace(self.document.publication, not_before=self.resolution.not_before)
        self.document = replace(self.document, publication=publication)

    def _code(self) -> None:
        assert self.document is not None and self.parse is not None and self.resolution is not None
        self.claims = self.coder(self.document, self.parse, self.resolution)

    def reading(self, issues: tuple[Issue, ...]) -> Reading:
        """What has been found so far."""
        sentences = self.parse.sentences if self.parse else ()
        resolution = self.resolution
        return Reading(
            page=replace(self.task.page, content=b""),
            document=self.document,
            sentences=tuple(SentenceSpan(s.sentence_id, s.index, s.block, s.start, s.end) for s in sentences),
            mentions=resolution.mentions if resolution else (),
            times=resolution.times if resolution else (),
            occupancies=resolution.occupancies if resolution else (),
            framings=resolution.framings if resolution else (),
            claims=self.claims,
            issues=issues,
        )


UNSETTLED = "unsettled"
"""In the place of a reading's key: the next run tries again."""


def is_unsettled(outcome: PageOutcome) -> bool:
    """Whether the engine gave up on the page: another time, or with wider limits, it may be read."""
    return any(issue.stage == ENGINE_STAGE for issue in outcome.reading.issues)


@dataclass(slots=True)
class Tally:
    """What a run did: documents read anew, pages found unchanged, and issues filed."""

    read: int = 0
    unchanged: int = 0
    issues: int = 0


def read_sources(
    sources: Sequence[str],
    given: Given,
    step: PageStep,
    engine: Engine,
    writer: Writer,
    on_page: Callable[[str], None] = lambda location: None,
    intake: Intake | None = None,
    web: WebSettings | None = None,
) -> Tally:
    """Read files and URLs into the store, each page committed by itself, then bring the claims together."""
    told = intake or Intake(Columns.of(step.knowledge))
    return read_pages(find_everywhere(sources, given, told, web), step, engine, writer, on_page)


def read_pages(
    found: Iterable[Page | Issue],
    step: PageStep,
    engine: Engine,
    writer: Writer,
    on_page: Callable[[str], None] = lambda location: None,
) -> Tally:
    """Read pages into the store, each committed by itself, then bring the claims together."""
    tally = Tally()
    pending = _pending_tasks(found, step, writer, tally, on_page)
    for outcome in engine.run(step, pending):
        page = outcome.reading.page
        if writer.note_elsewhere(page, step.reading_key):  # the same bytes, met twice in this run
            tally.unchanged += 1
            on_page(page.location)
            continue
        writer.save_reading(outcome.reading, UNSETTLED if is_unsettled(outcome) else step.reading_key(page))
        if outcome.parse_blob is not None:
            writer.save_parse(step.parse_key(page), page.page_id, outcome.parse_blob)
        tally.read += outcome.reading.document is not None
        tally.issues += len(outcome.reading.issues)
        on_page(page.location)
    rebuild(step.knowledge, writer)
    return tally


def _pending_tasks(
    found: Iterable[Page | Issue], step: PageStep, writer: Writer, tally: Tally, on_page: Callable[[str], None]
) -> Iterator[PageTask]:
    for page in found:
        if isinstance(page, Issue):
            writer.save_issue(page)
            tally.issues += 1
        elif writer.note_appearance(page, step.reading_key(page)) or writer.note_elsewhere(page, step.reading_key):
            tally.unchanged += 1
            on_page(page.location)
        else:
            yield PageTask(page, writer.load_parse(step.parse_key(page)))
