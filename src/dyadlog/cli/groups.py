"""Options that several commands have: a class of them stands in a command's signature for all its fields."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dyadlog.cli.base import say
from dyadlog.cli.options import DEFAULT_READER, Reader, Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dyadlog.engine import InlineEngine, LocalEngine, SparkEngine
    from dyadlog.fetch import WebSettings
    from dyadlog.knowledge import Knowledge
    from dyadlog.pipeline import PageStep
    from dyadlog.read import Intake

DEFAULT_SECONDS = 120.0
DEFAULT_MEMORY = 2.0


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command with every parameter that is a class of options spread out into its fields, each an option."""
    told = inspect.signature(command)
    groups: dict[str, type[Any]] = {
        name: one.annotation
        for name, one in told.parameters.items()
        if isinstance(one.annotation, type) and is_dataclass(one.annotation)
    }
    parameters: list[inspect.Parameter] = []
    for name, one in told.parameters.items():
        fields = inspect.signature(groups[name]).parameters.values() if name in groups else (one,)
        parameters += [field.replace(kind=inspect.Parameter.KEYWORD_ONLY) for field in fields]

    @wraps(command)
    def run(**values: Any) -> None:
        made = {
            name: group(**{field: values.pop(field) for field in inspect.signature(group).parameters})
            for name, group in groups.items()
        }
        command(**values, **made)

    run.__signature__ = told.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


@dataclass(frozen=True, slots=True)
class Pages:
    """Which pages are read, and with what."""

    about: Annotated[
        str | None, typer.Option(metavar="STATES", help="Only pages that name all of these states (NOR,SWE).")
    ] = None
    knowledge: Tables = None
    reader: Reader = DEFAULT_READER

    def make_step(self) -> "PageStep":
        """The page step. UserError where there is no such reader, before a store is made."""
        from dyadlog.pipeline import PageStep

        step = PageStep(tuple(self.knowledge or ()), self.reader)
        _ = step.stages
        return step

    def make_intake(self, knowledge: "Knowledge", columns: "Sequence[str]" = ()) -> "Intake":
        """What one run is told; ``columns`` of tables as FIELD=NAME. UserError where there is no such state."""
        from dyadlog.read import Columns, Intake, NameFilter
        from dyadlog.report.questions import resolve_states

        if self.about is None:
            return Intake(Columns.of(knowledge, columns))
        codes = resolve_states([name for name in self.about.split(",") if name.strip()], knowledge)
        return Intake(Columns.of(knowledge, columns), about=NameFilter.of(knowledge, codes))


@dataclass(frozen=True, slots=True)
class Web:
    """How servers are asked."""

    contact: Annotated[
        str | None,
        typer.Option(envvar="DYADLOG_CONTACT", help="Your e-mail address or URL, told to the servers that are asked."),
    ] = None
    cache: Annotated[
        Path | None,
        typer.Option(envvar="DYADLOG_CACHE", help="The folder where answers of servers are kept (~/.cache/dyadlog)."),
    ] = None
    delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests to one host.")] = 1.0
    most: Annotated[int, typer.Option(min=1, help="Pages read of one feed or sitemap.")] = 1000
    private: Annotated[bool, typer.Option("--private", help="Let links lead to addresses of your own network.")] = False

    def make_settings(self) -> "WebSettings":
        """The same for what asks. UserError where the contact could not stand in a user agent."""
        from dyadlog.fetch import make_settings

        return make_settings(self.cache, self.contact, self.delay, self.most, self.private)


@dataclass(frozen=True, slots=True)
class Engines:
    """What does the work."""

    engine: Annotated[str, typer.Option("--engine", help="inline, local (several processes) or spark (a cluster).")] = (
        "inline"
    )
    workers: Annotated[
        int, typer.Option(min=1, help="Processes of the local engine; threads of Spark without a cluster.")
    ] = 2
    master: Annotated[
        str | None,
        typer.Option(envvar="DYADLOG_SPARK_MASTER", help="The cluster of the spark engine (spark://HOST:7077)."),
    ] = None

    def make(
        self, seconds: float = DEFAULT_SECONDS, memory: float = DEFAULT_MEMORY
    ) -> "InlineEngine | LocalEngine | SparkEngine":
        """The engine, with so many seconds a page and GiB a process. UserError where there is none of that name."""
        from dyadlog.engine import ENGINES, Limits, SparkEngine
        from dyadlog.errors import UserError

        if self.engine not in ENGINES:
            raise UserError(f"no engine is called {self.engine!r}; there are: {', '.join(ENGINES)}")
        limits = Limits(seconds, int(memory * 1024**3))
        kind = ENGINES[self.engine]
        return SparkEngine(self.workers, limits, self.master) if kind is SparkEngine else kind(self.workers, limits)


def say_left_out(intake: "Intake") -> None:
    """Say what was left out on purpose."""
    left_out = intake.left_out
    if intake.about is not None:
        say(f"{left_out.elsewhere:,} left out: they do not name {' and '.join(intake.about.codes)}")
    if left_out.no_page:
        say(f"{left_out.no_page:,} records of archives hold no page (requests, pictures, errors)")
