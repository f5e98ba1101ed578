"""Words of a page with marks on them: spans may lie within and across each other and come out as sound HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from dyadlog.records import Block, Claim, Document
from dyadlog.report.plain import plain

GAP: Final = Markup(' <span class="omitted" title="words left out here">[…]</span> ')
"""Stands where words between two quotes are not shown."""
SLOTS: Final = {
    "trigger": "the act",
    "actor": "who",
    "recipient": "to whom",
    "time": "when",
    "place": "where",
    "attribution": "on whose word",
    "modality": "how it is told",
    "negation": "that it did not happen",
    "instrument": "agreement",
}
"""The slots of a claim that have words of their own, in our words."""


@dataclass(slots=True, unsafe_hash=True)
class Mark:
    """A span of a text that is shown as such. ``classes`` and ``tag`` are ours, never a page's; ``name`` is its anchor;
    ``tip`` is told when a reader points at it or comes to it by keyboard, and to those who listen; ``after`` follows
    its last word."""

    start: int
    end: int
    classes: str
    tag: str = "span"
    name: str = ""
    tip: str = ""
    after: str | Markup = ""


def mark_up(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """``text[start:end]`` as HTML with its marks; where two lie across each other, the inner one is cut in two."""
    inside = sorted(
        (mark for mark in marks if start <= mark.start < mark.end <= end), key=lambda mark: (mark.start, -mark.end)
    )
    parts: list[str] = []
    stack: list[Mark] = []
    at = start
    for mark in inside:
        at = _close(parts, stack, text, at, mark.start)
        parts.append(_show(text[at : mark.start]))
        at = mark.start
        _open(parts, stack, mark)
    at = _close(parts, stack, text, at, end)
    parts.append(_show(text[at:end]))
    return Markup("".join(parts))


def _open(parts: list[str], stack: list[Mark], mark: Mark) -> None:
    """Begin a mark; those that end before it does are cut, and go on within it. The stack is in order of their ends."""
    kept = next((number for number, other in enumerate(stack) if other.end < mark.end), len(stack))
    cut = stack[kept:]
    parts += [f"</{other.tag}>" for other in reversed(cut)]
    parts += [_begin(mark, True), *(_begin(other, False) for other in cut)]
    stack[kept:] = [mark, *cut]


def _begin(mark: Mark, fresh: bool) -> str:
    name = f' id="{escape(mark.name)}"' if mark.name and fresh else ""
    stop = ' tabindex="0"' if mark.tip and fresh else ""
    return f'<{mark.tag}{name} class="{mark.classes}"{stop}>'


def _close(parts: list[str], stack: list[Mark], text: str, at: int, until: int) -> int:
    """Write the words up to where the marks end that end before ``until``; the offset reached. What follows the last
    words of several marks follows them all, in the order in which they began."""
    behind: list[str] = []
    while stack and stack[-1].end <= until:
        mark = stack.pop()
        parts.append(_show(text[at : mark.end]))
        at = mark.end
        tip = f'<span class="tip"> ({_show(mark.tip)})</span>' if mark.tip else ""
        parts.append(f"{tip}</{mark.tag}>")
        behind.append(str(escape(mark.after)))
        if not stack or stack[-1].end > at:
            parts += reversed(behind)
            behind.clear()
    return at


def _show(words: str) -> str:
    return str(escape(plain(words)))


def slot_marks(claim: Claim, held: bool = True) -> Iterator[Mark]:
    """The words of a claim's slots; ``held``: a reader can come to them by keyboard."""
    for span in claim.spans:
        label = SLOTS.get(span.slot, span.slot)
        if span.start < span.end:
            yield Mark(span.start, span.end, f"slot slot-{span.slot}", tip=label if held else "")


def block_of(document: Document, offset: int) -> Block | None:
    """The block that holds an offset."""
    return next((block for block in document.blocks if block.start <= offset < block.end), None)


def joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def excerpt(text: str, block: tuple[int, int], quotes: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> Markup:
    """The words of a block that are quoted, and a sign for those between."""
    shown = joined([(max(start, block[0]), min(end, block[1])) for start, end in quotes if start < block[1]])
    parts = [mark_up(text, start, end, marks) for start, end in shown if start < end]
    if not parts:
        return Markup("")
    lead = GAP if text[block[0] : shown[0][0]].strip() else Markup("")
    tail = GAP if text[shown[-1][1] : block[1]].strip() else Markup("")
    return lead + GAP.join(parts) + tail
