"""The pages: each a function from a scene to a sheet."""

from collections.abc import Callable
from typing import Final

from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.agreements import show_agreements
from dyadlog.serve.pages.api_page import show_api
from dyadlog.serve.pages.dyad import show_dyad
from dyadlog.serve.pages.event import show_event
from dyadlog.serve.pages.events import show_events
from dyadlog.serve.pages.foreign import show_foreign
from dyadlog.serve.pages.home import show_home
from dyadlog.serve.pages.incidents import show_incidents
from dyadlog.serve.pages.index import show_index
from dyadlog.serve.pages.instrument import show_instrument
from dyadlog.serve.pages.ledger import show_ledger
from dyadlog.serve.pages.map_page import show_map
from dyadlog.serve.pages.network import show_network
from dyadlog.serve.pages.people import show_people
from dyadlog.serve.pages.reader import show_document
from dyadlog.serve.pages.search import show_search
from dyadlog.serve.pages.sources import show_sources
from dyadlog.serve.sheets import Scene, Sheet

OF_PAIRS: Final[dict[str, Callable[[Scene, Pair], Sheet]]] = {
    "": show_dyad,
    "events": show_events,
    "index": show_index,
    "network": show_network,
    "people": show_people,
    "sources": show_sources,
    "ledger": show_ledger,
    "agreements": show_agreements,
    "incidents": show_incidents,
    "map": show_map,
    "foreign": show_foreign,
}
"""The pages of two states, by the last word of their address."""

OF_RECORDS: Final[dict[str, Callable[[Scene, str], Sheet]]] = {
    "events": show_event,
    "documents": show_document,
    "instruments": show_instrument,
}
"""The pages of one record, by the first word of their address."""

ON_THE_RECORD: Final[dict[str, Callable[[Scene], Sheet]]] = {"search": show_search, "api": show_api}
"""The pages on the whole record that only the running application has, by their address."""

__all__ = ["OF_PAIRS", "OF_RECORDS", "ON_THE_RECORD", "show_home"]
