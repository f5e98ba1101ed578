"""Why claims are one event, and what people ruled, as rows and tables."""

from typing import Any

from rich.table import Table
from rich.text import Text

from dyadlog.exchange import Rows
from dyadlog.records import Event, StandingRuling
from dyadlog.report.frames import headed_table
from dyadlog.report.plain import plain, plain_line, short_name, shorten
from dyadlog.store import View

Row = dict[str, Any]
LONGEST = 80
"""Letters of the words shown of a ruling."""
ID_LETTERS = 14
"""Letters of a claim's id: `dyadlog split` takes the beginning of an id."""


def reason_rows(view: View, event: Event) -> list[Row]:
    """One row for each bond between two claims of an event, with the words of both."""
    rows = Rows(view)
    words = {claim.claim_id: rows.evidence_row(claim.evidence) for claim in view.claims_named(event.claims)}
    return [
        {
            "event_id": event.event_id,
            "claim_id": merge.claim_id,
            "other_id": merge.other_id,
            "reason": merge.reason,
            "evidence": [words[name] for name in (merge.claim_id, merge.other_id) if name in words],
        }
        for merge in event.reasons
    ]


def make_reasons(rows: list[Row]) -> Table:
    """The bonds of an event: the words on both sides, and what ties them."""
    table = headed_table(below=1)
    for title in ("claim", "is one with", "because"):
        table.add_column(title, overflow="fold", ratio=2 if title != "because" else 1)
    for row in rows:
        cells = [
            Text.assemble(
                (plain_line(words["outlet"] or short_name(words["page"])), "bold"),
                (f"  {name[:ID_LETTERS]}\n", "dim"),
                plain(words["quote"]),
            )
            for name, words in zip((row["claim_id"], row["other_id"]), row["evidence"], strict=False)
        ]
        table.add_row(*cells, Text(plain(row["reason"])))
    return table


def ruling_row(one: StandingRuling) -> Row:
    """A ruling as a row; ``attached`` are the ids of the records it concerns, none where its words are gone."""
    ruling = one.ruling
    return {
        "number": ruling.number,
        "kind": ruling.kind,
        "verdict": ruling.verdict,
        "about": list(ruling.about) if ruling.about else None,
        "author": ruling.author,
        "at": ruling.at,
        "note": ruling.note,
        "slots": list(ruling.slots),
        "withdrawn": ruling.withdrawn,
        "attached": list(one.record_ids),
        "words": [anchor.quote for anchor in ruling.anchors],
        "other_words": [anchor.quote for anchor in ruling.others],
    }


def make_rulings(rows: list[Row]) -> Table:
    """The rulings as a table."""
    table = headed_table(("no.", "ruling", "by", "on", "about", "now", "note"))
    for row in rows:
        about = row["words"][0] if row["words"] else ""
        said = row["verdict"] or (", ".join(row["slots"]) if row["kind"] == "correct" else "")
        ruled = f"{row['kind']}: {said}" if said else row["kind"]
        now = ", ".join(row["attached"]) or "nothing: its words are gone"
        now = f"taken back on {row['withdrawn'][:10]}" if row["withdrawn"] else now
        cells = (row["number"], ruled, row["author"], row["at"][:10], shorten(about, LONGEST), now, row["note"] or "")
        table.add_row(*(Text(plain(str(cell))) for cell in cells))
    return table
