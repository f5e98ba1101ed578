"""Agreements and pledges: a board by status, or a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

from dyadlog.records.vocabulary import InstrumentKind
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.cards import ASIDE, OPEN, OVERDUE, PATH, Board, Card, list_cards
from dyadlog.serve.pages.choices import rank, read_choices, sift
from dyadlog.serve.sheets import Scene, Sheet

IN_A_COLUMN: Final = 8
"""Cards of a status on the board; the rest stands on the page of that status, in files in the table."""
IN_A_FILE: Final = 30
LENGTH: Final = 60
IN_A_TABLE: Final = 100
FACETS: Final = ("status", "form", "mark")
NAMES: Final = {"in_force": "in force", "unknown": "not known"}
OFFER: Final = {
    "status": (*PATH, *ASIDE),
    "form": get_args(InstrumentKind),
    "mark": ("stale", "contested", "due"),
    "view": ("board", "table"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """The cards of one status, and how many there are in all."""

    status: str
    cards: tuple[Card, ...]
    total: int


def show_agreements(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    choices = read_choices(scene, OFFER)
    product = scene.product(list_cards, pair)
    board: Board = product.value or Board()
    wanted, facets = sift(board.cards, values_of, choices, FACETS)
    as_table = choices.one("view") == "table" or not scene.links.live
    length = IN_A_TABLE if as_table else LENGTH
    start = (choices.page - 1) * length
    chosen = [status for status in (*PATH, *ASIDE) if not choices.all("status") or status in choices.all("status")]
    most = IN_A_COLUMN if scene.links.live else IN_A_FILE
    return Sheet(
        "agreements.html.j2",
        "Agreements and pledges",
        pair,
        "agreements",
        {
            "asked": choices,
            "ready": product.ready,
            "board": board,
            "path": make_columns(wanted, [status for status in PATH if status in chosen], most),
            "aside": make_columns(wanted, [status for status in ASIDE if status in chosen], most),
            "rows": wanted[start : start + length],
            "total": len(wanted),
            "length": length,
            "figures": count_figures(board),
            "facets": facets,
            "status_names": NAMES,
        },
        [("instruments", scene.links.api(f"dyads/{'-'.join(pair)}/instruments"))],
    )


def values_of(card: Card) -> dict[str, Sequence[str]]:
    """What a card can be chosen by."""
    marks = {"stale": bool(card.stale), "contested": bool(card.contested), "due": is_due(card)}
    return {"status": (card.status,), "form": (card.kind,), "mark": [name for name, holds in marks.items() if holds]}


def is_due(card: Card) -> bool:
    """Whether something is still to be done by a day to come."""
    return card.status in OPEN and card.left is not None and card.left >= 0 and card.mark != OVERDUE


def make_columns(cards: Sequence[Card], statuses: Sequence[str], most: int) -> list[Column]:
    """The columns of a board, empty ones too."""
    by_status = {status: [card for card in cards if card.status == status] for status in statuses}
    return [Column(status, tuple(found[:most]), len(found)) for status, found in by_status.items()]


def count_figures(board: Board) -> list[tuple[int, str, str]]:
    """What to know first: a number, what it counts, and the choice that shows those."""
    counts = dict(rank(mark for card in board.cards for mark in values_of(card)["mark"]))
    told = (("due", "with a deadline to come"), ("stale", "overdue or silent"), ("contested", "contested"))
    return [(counts.get(mark, 0), label, mark) for mark, label in told]
