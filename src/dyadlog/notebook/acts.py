"""Where the rows of claims and events come from: page by page where the store can tell all that is asked for."""

from functools import partial

from dyadlog.errors import UserError
from dyadlog.exchange import Rows
from dyadlog.notebook.table import Source, listed, one_by_one, paged
from dyadlog.notebook.wanted import Wanted
from dyadlog.records import Claim, Event
from dyadlog.store import EVERY_LINE, LineFilter, View


def event_source(view: View, rows: Rows, wanted: Wanted, narrow: LineFilter = EVERY_LINE) -> Source:
    """Events, newest first; those of two states from narrow rows. UserError where what only these rows can be
    narrowed by is asked of other than two states."""
    if len(wanted.states) != 2:
        if narrow != EVERY_LINE:
            raise UserError("place, lane, certainty, contested and new narrow the events of two states: name both")
        return listed(partial(_find_events, view, wanted), rows.event_rows)
    pair, lines = (wanted.states[0], wanted.states[1]), wanted.as_line_filter(narrow)

    def page(limit: int, offset: int) -> list[Event]:
        return view.events_named([line.event_id for line in view.lines(pair, lines, limit, offset)])

    return paged(lambda: view.count_lines(pair, lines), page, rows.event_rows)


def claim_source(view: View, rows: Rows, wanted: Wanted) -> Source:
    """Claims in the order of the pages."""
    make_rows = one_by_one(rows.claim_row)
    if not wanted.is_plain:
        return listed(partial(_find_claims, view, wanted), make_rows)
    plain = wanted.as_filter()
    return paged(partial(view.count_claims, plain), partial(view.claims, plain), make_rows)


def _find_events(view: View, wanted: Wanted) -> list[Event]:
    return [event for event in view.events(wanted.as_filter()) if wanted.fits(event, event.outlets)]


def _find_claims(view: View, wanted: Wanted) -> list[Claim]:
    claims = view.claims(wanted.as_filter())
    outlets: dict[str, str | None] = {}
    if len(wanted.outlets) > 1:
        lines = view.document_lines([claim.document_id for claim in claims])
        outlets = {document_id: line.outlet for document_id, line in lines.items()}
    return [claim for claim in claims if wanted.fits(claim, (outlets.get(claim.document_id),))]
