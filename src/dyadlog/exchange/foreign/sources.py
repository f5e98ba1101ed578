"""The data sets that can be imported, by name."""

from typing import Final

from dyadlog.exchange.foreign.acled import ACLED
from dyadlog.exchange.foreign.gdelt import GDELT
from dyadlog.exchange.foreign.icews import ICEWS
from dyadlog.exchange.foreign.polecat import POLECAT
from dyadlog.exchange.foreign.source import Source
from dyadlog.exchange.foreign.ucdp import UCDP

SOURCES: Final[dict[str, Source]] = {source.name: source for source in (GDELT, ICEWS, POLECAT, ACLED, UCDP)}
