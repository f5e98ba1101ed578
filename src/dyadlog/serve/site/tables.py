"""Tables of two states as files beside the pages: the rows of the JSON interface."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from dyadlog.exchange import FORMATS, dump_row
from dyadlog.knowledge import Knowledge
from dyadlog.serve.api.models import PAGES
from dyadlog.serve.api.pairs import without_text
from dyadlog.serve.api.working import ask_table
from dyadlog.serve.links import pair_name
from dyadlog.serve.site.plan import Plan
from dyadlog.store import View

KINDS: Final = ("csv", "json")
DATED: Final = ("events", "claims", "index")
"""Tables that can be narrowed to days."""


def name_tables(plan: Plan) -> dict[str, tuple[tuple[str, str], str]]:
    """The files that a page may lead to, each with the relation and the table."""
    return {
        f"data/{pair_name(pair)}/{table}.{kind}": (pair, table)
        for pair in plan.pairs
        for table in PAGES
        for kind in KINDS
    }


def write_table(
    view: View, knowledge: Knowledge, plan: Plan, pair: tuple[str, str], table: str
) -> Iterator[tuple[str, str]]:
    """One table, worked out once, as (kind of file, content)."""
    since = (("since", plan.asked.since),) if plan.asked.since and table in DATED else ()
    asked = ask_table(view, knowledge, pair, (table, since))
    rows: list[dict[str, Any]] = list(asked.page(None, 0))
    if table == "documents" and not plan.whole_text:
        rows = [without_text(row) for row in rows]
    stream = StringIO()
    FORMATS["csv"](stream, asked.columns, rows)
    yield "csv", stream.getvalue()
    yield "json", f'{{"total": {len(rows)}, "rows": [\n' + ",\n".join(map(dump_row, rows)) + "\n]}\n"
