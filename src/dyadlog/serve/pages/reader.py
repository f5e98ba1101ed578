"""The reader: a document with everything coded in it marked in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Final
from urllib.parse import urlencode

from dyadlog.errors import NotFound
from dyadlog.records import Claim, Document
from dyadlog.report.notes import make_link
from dyadlog.report.plain import short_name
from dyadlog.serve.pages.event_facts import MODALITIES
from dyadlog.serve.pages.reader_facts import tell_document
from dyadlog.serve.pages.reader_notes import NoteWriter
from dyadlog.serve.pages.reader_text import LEFT_OUT, TextWriter, in_order
from dyadlog.serve.sheets import Scene, Sheet

TOGGLES: Final = {"left-out": "what was left out", "statements": "plain statements"}
"""What can be shown besides, by the word in the address, in our words: ``?left-out=show``."""
MOST_RELATIONS: Final = 6


def show_document(scene: Scene, document_id: str) -> Sheet:
    """The page; any id that leads to the document will do."""
    document = find_document(scene, document_id)
    claims = scene.view.claims_of_document(document.document_id)
    asked = {name for name in TOGGLES if "show" in scene.query.get(name, ())}
    statements = sum(claim.event_type is None for claim in claims)
    left_out = any(block.kind in LEFT_OUT for block in document.blocks)
    there = {name for name, is_there in (("left-out", left_out), ("statements", statements)) if is_there}
    shown = [claim for claim in claims if claim.event_type is not None or "statements" in asked]
    notes = NoteWriter(scene).write(document, in_order(shown))
    told = {
        "document": document,
        "record": scene.links.api(f"documents/{document.document_id}") if scene.links.live else "",
        "outlet": document.outlet.value if document.outlet else short_name(document.location),
        "facts": tell_document(scene, document),
        "stretches": TextWriter(document, claims, notes).write(scene.whole_text),
        "asked_for": asked,
        "toggles": _toggles(scene, document, asked, there) if scene.links.live else [],
        "counts": sorted(Counter(note.quad for note in notes.values()).items()),
        "modalities": [name for name in MODALITIES if any(note.modality == name for note in notes.values())],
        "labels": MODALITIES,
        "statements": statements,
        "relations": _relations(scene, claims),
        "live": (make_link(document, "") or "").partition("#")[0],
    }
    title = document.title.value if document.title else "Untitled page"
    return Sheet("reader.html.j2", title, None, "reader", told, home=scene.links.document(document.document_id))


def find_document(scene: Scene, name: str) -> Document:
    """The document by its id or a unique beginning; NotFound where that is another record."""
    record = scene.view.get(name)
    if not isinstance(record, Document):
        raise NotFound(f"{name[:80]!r} is no document")
    return record


def _toggles(scene: Scene, document: Document, asked: set[str], there: set[str]) -> list[tuple[str, bool, str]]:
    """What of what is there can be shown or hidden, as (words, whether it is shown, address with the other choice)."""
    here = scene.links.document(document.document_id)
    found = []
    for name, words in TOGGLES.items():
        if name not in there:
            continue
        query = urlencode([(other, "show") for other in TOGGLES if (other in asked) != (other == name)])
        found.append((words, name in asked, f"{here}?{query}" if query else here))
    return found


def _relations(scene: Scene, claims: Sequence[Claim]) -> list[tuple[str, str]]:
    """The relations that the document tells of, those with most claims first, as (names, address)."""
    counts: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        if claim.event_type is not None:
            counts.update(combinations(sorted(claim.states()), 2))
    return [
        (f"{scene.state_name(one)} and {scene.state_name(other)}", scene.links.dyad((one, other)))
        for (one, other), _ in sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MOST_RELATIONS]
    ]
