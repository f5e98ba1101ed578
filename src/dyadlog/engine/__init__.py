"""Engines run the page step over many pages: inline or in local processes, with the same records from each."""

from dyadlog.engine.boundary import StageCall, run_stages
from dyadlog.engine.inline import InlineEngine
from dyadlog.engine.local import LocalEngine
from dyadlog.engine.protocol import Engine, PageStep

ENGINES: dict[str, type[InlineEngine] | type[LocalEngine]] = {"inline": InlineEngine, "local": LocalEngine}

__all__ = ["ENGINES", "Engine", "InlineEngine", "LocalEngine", "PageStep", "StageCall", "run_stages"]
