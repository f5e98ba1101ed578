"""What the commands of review share: the user's tables in, lists out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from dyadlog.cli.base import out, print_json, say
from dyadlog.report.frames import headed_table
from dyadlog.report.plain import plain, shorten

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

Row = dict[str, Any]
LONGEST = 160
"""Letters of a sentence shown."""


def make_table(name: str, rows: list[Row]) -> Table:
    """The rows of one of the lists of review."""
    if name == "rulings":
        from dyadlog.report.rulings import make_rulings

        return make_rulings(rows)
    titles, cells = TABLES[name]
    table = headed_table(titles, below=int(name in ("waiting", "sample", "compared")))
    for row in rows:
        table.add_row(*(Text(plain(str(cell))) for cell in cells(row)))
    return table


def _waiting(row: Row) -> tuple[object, ...]:
    claim = row["claim"]
    act = " ".join((claim["kind"], *(code for party in claim["actors"] for code in party["states"])))
    quote = shorten(claim["evidence"][0]["quote"], LONGEST)
    return row["score"], row["claim_id"], act, quote, "; ".join(row["reasons"])


def _agreement(row: Row) -> tuple[object, ...]:
    return row["slot"], row["claims"], row["agreed"], "" if row["alpha"] is None else f"{row['alpha']:.3f}"


def _sample(row: Row) -> tuple[object, ...]:
    return row["sentence_id"], row["quote"]


def _compared(row: Row) -> tuple[object, ...]:
    told = (", ".join(map(str, row[name].values())) if row[name] else "-" for name in ("coded", "found"))
    return *told, ", ".join(row["right"])


def _errors(row: Row) -> tuple[object, ...]:
    kind = row["slots"]["type"]
    return row["by"], row["group"], row["sentences"], *(_rate(one) for one in (row["precision"], row["recall"], kind))


def _rate(row: Row) -> str:
    if row["value"] is None:
        return "no data"
    return f"{row['value']:.2f} ({row['low']:.2f} to {row['high']:.2f}, {row['acts']} acts)"


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Row], tuple[object, ...]]]] = {
    "waiting": (("score", "claim", "act", "words", "why"), _waiting),
    "agreement": (("slot", "claims", "agreed", "alpha"), _agreement),
    "sample": (("sentence", "words"), _sample),
    "compared": (("you", "the program", "right in"), _compared),
    "errors": (("by", "group", "sentences", "precision", "recall", "kind right"), _errors),
}


def load_tables(tables: list[Path] | None) -> "Knowledge":
    """The shipped tables and the user's."""
    from dyadlog.knowledge import load_knowledge

    return load_knowledge(tuple(tables or ()))


def show_rows(table: str, rows: list[dict[str, Any]], as_json: bool, otherwise: str) -> None:
    """Print the rows of one of the lists of review, as a table or as JSON Lines; ``otherwise`` where there are none."""
    if as_json:
        for row in rows:
            print_json(row)
    elif rows:
        out.print(make_table(table, rows))
    else:
        say(otherwise)
