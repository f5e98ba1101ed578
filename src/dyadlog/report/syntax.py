"""The syntax of sentences: rows for JSON, tables for the terminal, displaCy's drawings as SVG and HTML."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from dyadlog.errors import UserError
from dyadlog.report.plain import plain, plain_line

if TYPE_CHECKING:
    from spacy.tokens import Doc

Row = dict[str, Any]
SUFFIXES: Final = (".svg", ".html")
COLUMNS: Final = ("", "word", "lemma", "pos", "tag", "features", "head", "relation", "name")
STYLES: Final = {
    "VERB": "green",
    "AUX": "green",
    "NOUN": "cyan",
    "PROPN": "bold cyan",
    "PRON": "cyan",
    "ADJ": "yellow",
    "ADV": "yellow",
    "PUNCT": "dim",
}
NAME_STYLE: Final = "bold magenta"
NAME_COLOURS: Final = {
    "PER": "#f6d5c3",
    "ORG": "#cfe3ee",
    "GPE": "#d3e8d2",
    "LOC": "#dfe8c4",
    "NORP": "#efe2b8",
    "TITLE": "#e6dcef",
}
OTHER_COLOUR: Final = "#e4e2dc"
INK: Final = "#1d1f23"
FONT: Final = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"
WIDE: Final = 100
NARROW: Final = 13
WIDEST: Final = 24
"""Letters of a column of the table; longer words are cut with a mark."""
MARGIN: Final = 30
LETTER: Final = 10
LABEL_LETTER: Final = 12
"""Pixels of a letter in a drawing, about; words must not touch, and a label must fit on its arc."""
DRAWING_STYLE: Final = (
    ".displacy-arc{stroke:#9aa0a8}.displacy-arrowhead{fill:#9aa0a8}.displacy-label{fill:#0b5c73}"
    ".displacy-tag{fill:#676b73;font-size:.75em}"
)
BETWEEN_TAGS: Final = re.compile(r">\s+<")
CLOSING: Final = re.compile(r"[^\w\s]+")


def make_row(text: str, start: int, end: int, doc: "Doc") -> Row:
    """A sentence with its words, as `dyadlog parse --json` writes it; line ends within it are no words."""
    tokens = [token for token in doc if not token.is_space]
    number = {token.i: position for position, token in enumerate(tokens, 1)}
    words = [
        {
            "number": number[token.i],
            "word": token.text,
            "lemma": token.lemma_,
            "pos": token.pos_,
            "tag": token.tag_,
            "features": token.morph.to_dict(),
            "head": 0 if token.head.i == token.i else number[token.head.i],
            "relation": token.dep_,
            "name": "O" if not token.ent_type_ else f"{token.ent_iob_}-{token.ent_type_}",
            "start": start + token.idx,
            "end": start + token.idx + len(token),
        }
        for token in tokens
    ]
    names = [
        {"kind": name.label_, "text": name.text, "start": start + name.start_char, "end": start + name.end_char}
        for name in doc.ents
    ]
    return {"text": text[start:end], "start": start, "end": end, "words": words, "names": names}


def make_tree_table(row: Row, width: int) -> Table:
    """A sentence as a table, a word a line; a narrow terminal is spared the features."""
    table = Table(
        title=Text(plain_line(row["text"]), style="bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False
    )
    shown = [name for name in COLUMNS if name != "features" or width >= WIDE]
    for name in shown:
        wraps = name == "features"
        table.add_column(name, no_wrap=not wraps, min_width=NARROW if wraps else None, max_width=WIDEST)
    for word in row["words"]:
        style = STYLES.get(word["pos"], "")
        features = " ".join(f"{name}={value}" for name, value in word["features"].items())
        head = row["words"][word["head"] - 1]["word"] if word["head"] else ""
        cells = (
            Text(f"{word['number']:>3}", style="dim"),
            Text(plain(word["word"]), style=style),
            Text(plain(word["lemma"])),
            Text(word["pos"], style=style),
            Text(plain(word["tag"])),
            Text(plain(features), style="dim"),
            Text(f"{word['head']} {plain(head)}" if word["head"] else ""),
            Text(plain(word["relation"]), style="" if word["head"] else "bold"),
            Text("" if word["name"] == "O" else word["name"], style=NAME_STYLE),
        )
        table.add_row(*(cell for name, cell in zip(COLUMNS, cells, strict=True) if name in shown))
    return table


def draw(rows: Sequence[Row]) -> list[tuple[str, int, int]]:
    """displaCy's drawing of each sentence as SVG, with its width and height."""
    from spacy.displacy.render import DependencyRenderer

    drawings = []
    for index, row in enumerate(rows):
        words, arcs = make_arcs(row)
        longest = max((len(word["text"]) for word in words), default=1)
        near = max((len(arc["label"]) for arc in arcs if arc["end"] == arc["start"] + 1), default=1)
        distance = max(90, LETTER * longest + MARGIN, LABEL_LETTER * near + MARGIN)
        options = {
            "distance": distance,
            "font": FONT,
            "color": INK,
            "bg": "#ffffff",
            "offset_x": distance // 2 + MARGIN,
        }
        renderer = DependencyRenderer(options)
        svg = BETWEEN_TAGS.sub("><", renderer.render_svg(f"sentence-{index + 1}", words, arcs).strip())
        drawings.append((svg, int(renderer.width), int(renderer.height)))
    return drawings


def make_arcs(row: Row) -> tuple[list[Row], list[Row]]:
    """The words and arcs of a drawing; as in displaCy's own, signs stand with the word they touch."""
    heads = {word["head"] for word in row["words"]}
    place: dict[int, int] = {}
    words: list[Row] = []
    opening, before = "", None
    for word in row["words"]:
        text = plain(word["word"])
        sign = word["pos"] == "PUNCT" and word["number"] not in heads and CLOSING.fullmatch(text)
        if sign and words and before == word["start"] and not opening:
            words[-1]["text"] += text
        elif sign:
            opening += text
        else:
            place[word["number"]] = len(words)
            words.append({"text": opening + text, "tag": escape(word["pos"])})
            opening = ""
        before = word["end"]
    if opening:
        words.append({"text": opening, "tag": "PUNCT"})
    arcs = []
    for word in row["words"]:
        if word["head"] and word["number"] in place:
            here, head = place[word["number"]], place[word["head"]]
            direction = "left" if here < head else "right"
            arcs.append(
                {"start": min(here, head), "end": max(here, head), "label": escape(word["relation"]), "dir": direction}
            )
    return words, arcs


def render_svg(rows: Sequence[Row]) -> str:
    """All sentences in one drawing, below each other."""
    drawings = draw(rows)
    width = max(width for _, width, _ in drawings)
    height, parts = 0, []
    for svg, _, own in drawings:
        parts.append(f'<g transform="translate(0 {height})">{svg}</g>')
        height += own
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}"><style>{DRAWING_STYLE}</style>'
        '<rect width="100%" height="100%" fill="#ffffff"/>'
        f"{''.join(parts)}</svg>\n"
    )


def highlight_names(row: Row) -> Iterator[tuple[str, str | None, str]]:
    """The text of a sentence in pieces: words, kind of name, colour."""
    offset = row["start"]
    for name in row["names"]:
        yield row["text"][offset - row["start"] : name["start"] - row["start"]], None, ""
        yield name["text"], name["kind"], NAME_COLOURS.get(name["kind"], OTHER_COLOUR)
        offset = name["end"]
    yield row["text"][offset - row["start"] :], None, ""


def render_html(rows: Sequence[Row]) -> str:
    """A page of its own: each sentence with its names, its drawing and its words."""
    from markupsafe import Markup

    from dyadlog.report.render import make_environment

    sentences = [
        {"pieces": list(highlight_names(row)), "drawing": Markup(svg), "words": row["words"]}
        for row, (svg, _, _) in zip(rows, draw(rows), strict=True)
    ]
    return (
        make_environment()
        .get_template("syntax.html.j2")
        .render(sentences=sentences, columns=COLUMNS, style=Markup(DRAWING_STYLE))
    )


def check_suffix(path: Path) -> None:
    """Raises UserError where no drawing is written to a file of such a name."""
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(f"a drawing is written as {' or '.join(SUFFIXES)}, not {path.suffix or 'without a suffix'}")


def write_drawing(rows: Sequence[Row], path: Path) -> None:
    """Write the drawing; the file appears whole or not at all."""
    from dyadlog.report.render import write_whole

    check_suffix(path)
    write_whole(render_svg(rows) if path.suffix.lower() == ".svg" else render_html(rows), path)
