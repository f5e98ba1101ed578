"""The index of a dyad as a file: the drawing as SVG, or HTML with its data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dyadlog.errors import UserError
from dyadlog.exchange.rows import interval_row
from dyadlog.findings.index import Index
from dyadlog.knowledge import Knowledge
from dyadlog.report.dates import show_span
from dyadlog.report.drawings import draw_index, read_stylesheet, tabulate_index
from dyadlog.report.index_table import CHANGES_NEED, describe, label_directions, label_quads, signed, summarise
from dyadlog.report.render import make_environment, write_whole

SUFFIXES: Final = (".svg", ".html")


def check_suffix(path: Path) -> None:
    """Raises UserError where no index is written to a file of such a name."""
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(f"an index is drawn as {' or '.join(SUFFIXES)}, not {path.suffix or 'without a suffix'}")


def write_index(
    index: Index, names: tuple[str, str], knowledge: Knowledge, quotes: Mapping[str, dict[str, object]], path: Path
) -> None:
    """Write the drawing, or the page with drawing and data; the file appears whole or not at all."""
    check_suffix(path)
    method = describe(index, knowledge)
    drawing = draw_index(index, names, name="index", note=method, headed=True, style=read_stylesheet(palette=True))
    if path.suffix.lower() == ".svg":
        write_whole(drawing + "\n", path)
        return
    text = make_environment().get_template("index.html.j2").render(
        index=index,
        names=names,
        drawing=drawing,
        method=method,
        table=tabulate_index(index, names),
        totals=[
            ("direction", label_directions(index.total.directions, names)),
            ("quad class", label_quads(index.total.quads)),
            ("context", [(part.name.replace("_", " ") or "none", part) for part in index.total.contexts]),
        ],
        quotes=quotes,
        not_counted=summarise(index.uncounted),
        changes_need=CHANGES_NEED,
        signed=signed,
        span=lambda when: show_span(interval_row(when)),
        ways={"forward": f"{names[0]} → {names[1]}", "back": f"{names[1]} → {names[0]}", "mutual": "mutual"},
    )  # fmt: skip
    write_whole(text, path)
