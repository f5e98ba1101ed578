"""Engines run the page step over many pages: inline, in local processes or on a cluster; the same records from each."""

from dyadlog.engine.boundary import StageCall, run_stages
from dyadlog.engine.inline import InlineEngine
from dyadlog.engine.limits import Limits
from dyadlog.engine.local import LocalEngine
from dyadlog.engine.pool import STAGE
from dyadlog.engine.protocol import Engine, PageStep
from dyadlog.engine.spark import SparkEngine

ENGINES: dict[str, type[InlineEngine] | type[LocalEngine] | type[SparkEngine]] = {
    "inline": InlineEngine,
    "local": LocalEngine,
    "spark": SparkEngine,
}

__all__ = [
    "ENGINES",
    "STAGE",
    "Engine",
    "InlineEngine",
    "Limits",
    "LocalEngine",
    "PageStep",
    "SparkEngine",
    "StageCall",
    "run_stages",
]
