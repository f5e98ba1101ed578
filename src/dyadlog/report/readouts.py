"""Readouts side by side, as rows of JSON Lines and for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from dyadlog.exchange import Rows
from dyadlog.exchange.rows import interval_row
from dyadlog.findings.own_accounts import Account
from dyadlog.findings.readouts import Point, Readout, Said
from dyadlog.knowledge import Knowledge
from dyadlog.records import Document
from dyadlog.report.dates import show_span
from dyadlog.report.frames import headed_table
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.report.plain import plain_line, short_name, shorten
from dyadlog.store import View

Row = dict[str, Any]
ID_LETTERS = 14
LONGEST = 160
"""Letters of a quote in a table; JSON has it whole."""


class ReadoutWriter:
    """Puts readouts into rows and tables."""

    def __init__(self, view: View, knowledge: Knowledge, documents: Mapping[str, Document]) -> None:
        self._rows = Rows(view)
        self._documents = documents
        self._lines = LineWriter(knowledge, Notebook({}), {})

    def row(self, readout: Readout) -> Row:
        """One encounter with the accounts of it and what they say, point by point."""
        columns = (*readout.states, None)
        return {
            "event_id": readout.event.event_id,
            "kind": readout.event.kind,
            **interval_row(readout.event.when),
            "modality": readout.event.modality,
            "part_of": readout.event.part_of,
            "states": list(readout.states),
            "missing": list(readout.missing),
            "quoted": list(readout.quoted),
            "note": self.note(readout),
            "accounts": [self._account_row(account) for account in readout.accounts],
            "points": [
                {
                    "aspect": point.aspect,
                    "name": point.name,
                    "only": None if point.only is None else readout.states[point.only],
                    "sides": [
                        {"state": state, "joint": state is None, "said": [self._said_row(said) for said in told]}
                        for state, told in zip(columns, point.sides, strict=True)
                    ],
                }
                for point in readout.points
            ],
        }

    def _account_row(self, account: Account) -> Row:
        document = self._documents[account.document_id]
        return {
            "state": account.side,
            "joint": account.joint,
            "basis": account.basis,
            "source": account.source,
            "document_id": account.document_id,
            "page": document.location,
            "outlet": document.outlet.value if document.outlet else None,
            "evidence": [self._rows.evidence_row(evidence) for evidence in account.sentences],
        }

    def _said_row(self, said: Said) -> Row:
        return {"words": said.words, "evidence": [self._rows.evidence_row(said.evidence)]}

    def note(self, readout: Readout) -> str:
        """Which accounts there are, in neutral words."""
        published = [state for state in readout.states if state not in (*readout.missing, *readout.quoted)]
        names = [self._lines.name_state(state) for state in published]
        lead = ("no readout from either side", f"only a readout from {''.join(names)}", "readouts from both sides")
        told = [lead[len(published)]]
        if readout.quoted:
            told.append(" and ".join(map(self._lines.name_state, readout.quoted)) + " quoted by others")
        if any(account.joint for account in readout.accounts):
            told.append("a joint text")
        return "; ".join(told)

    def show(self, readouts: Sequence[Readout]) -> Group:
        """Encounters with accounts, side by side; then those of which there is none."""
        parts: list[RenderableType] = []
        for readout in readouts:
            if readout.accounts:
                parts += [*self._show(readout), Text("")]
        without = [readout for readout in readouts if not readout.accounts]
        if without:
            parts.append(Text("no readout from either side", style="bold"))
            parts += [Text(f"  {self._describe(readout)}") for readout in without]
        return Group(*parts)

    def _describe(self, readout: Readout) -> str:
        row = self._rows.event_row(readout.event)
        when = show_span(row) or "undated"
        return plain_line(f"{when}: {self._lines.describe(row)} ({readout.event.event_id[:ID_LETTERS]})")

    def _show(self, readout: Readout) -> Iterator[RenderableType]:
        yield Text(self._describe(readout), style="bold")
        yield Text(self.note(readout), style="yellow" if readout.missing or readout.quoted else "")
        names = [self._lines.name_state(state) for state in readout.states]
        for account in readout.accounts:
            whose = "joint text" if account.joint else "unknown side"
            if account.side in readout.states:
                whose = names[readout.states.index(account.side)]
            document = self._documents[account.document_id]
            page = short_name(document.location)
            page = f"{document.outlet.value} ({page})" if document.outlet else page
            how = "its own page" if account.basis == "page" else f"on the word of “{account.source}”"
            how = f"“{account.source}”" if account.joint else how
            yield Text(plain_line(f"  {whose}: {page}, {how}"), style="dim")
        columns = [0, 1, 2] if any(account.joint for account in readout.accounts) else [0, 1]
        table = headed_table()
        for title in ("point", *[(*names, "joint text")[column] for column in columns]):
            table.add_column(title, overflow="fold", ratio=1 if title == "point" else 3)
        for point in readout.points:
            cells = (_show_said(point, point.sides[column]) for column in columns)
            table.add_row(Text(self._name(point)), *cells, style="" if point.only is None else "cyan")
        yield table

    def _name(self, point: Point) -> str:
        if point.aspect == "level":
            return f"level of {self._lines.name_state(point.name)}"
        return plain_line(f"agreement: {point.name}") if point.aspect == "instrument" else plain_line(point.name)


def _show_said(point: Point, told: Sequence[Said]) -> Text:
    """What one side says on a point; a dash where it says nothing."""
    if not told:
        return Text("–")
    if point.aspect in ("level", "verb", "framing", "instrument"):
        words = dict.fromkeys(plain_line(said.words) for said in told)
        return Text("; ".join(f"“{word}”" for word in words))
    return Text("\n".join(dict.fromkeys(shorten(said.evidence.quote, LONGEST) for said in told)))
