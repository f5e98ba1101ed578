"""The blind sample: a sentence without what was coded in it; then what the reviewer coded beside what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from markupsafe import Markup

from dyadlog.errors import NotFound, UserError
from dyadlog.knowledge import Knowledge
from dyadlog.records import Coding
from dyadlog.report.dates import show_day
from dyadlog.report.questions import choose
from dyadlog.review import STRATA, Compared, Drawn, Match, compare_coding, draw_sample
from dyadlog.review.blind import COMPARED
from dyadlog.review.sampling import Stratum
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.event_sources import name_line
from dyadlog.serve.pages.passages import Mark, block_of, mark_up
from dyadlog.serve.pages.review_frame import SLOT_NAMES, Seat, frame, read_word
from dyadlog.serve.pages.review_slots import Typed, list_options, type_out
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store import View

MOST_ACTS: Final = 4
"""Acts that can be coded in one sentence."""
FIELDS: Final = ("kind", "actors", "recipients", "date", "modality", "negated")
FIELD_OF: Final = {"type": "kind", "place": "places"}
SIZE: Final = 5
LARGEST: Final = 50
"""Sentences of each stratum: as many as are drawn unless told otherwise, and at most."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Which sentences are coded: drawn by a seed, so many of each stratum."""

    seed: str = "1"
    size: int = SIZE
    by: Stratum = "type"


@dataclass(frozen=True, slots=True)
class Blank:
    """A form that was not taken: why, what was typed into each act, and what is wrong with it, by number."""

    message: str = ""
    typed: Sequence[Typed] = ()
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence marked in its paragraph, with its page."""

    sentence_id: str
    words: Markup
    source: str
    published: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """An act on both sides: a title, and by slot what the reviewer and the program say, and whether that is the same.
    ``found_by`` is ``both``, ``you`` or ``program``."""

    found_by: str
    title: str
    rows: tuple[tuple[str, str, str, bool], ...]
    right: int


def draw(view: View, knowledge: Knowledge, pair: Pair, sample: Sample) -> tuple[Drawn, ...]:
    """The sentences of a sample, worked out once for a state of the store."""
    return tuple(draw_sample(view, sample.seed, sample.size, sample.by, pair))


def show_blind(scene: Scene, seat: Seat, sentence_id: str = "", blank: Blank | None = None) -> Sheet:
    """The page: what was coded last beside what the program found, else the next sentence of the sample."""
    sample = read_sample(scene)
    facts: dict[str, object] = {"sample": sample, "strata": STRATA, "ready": True, "compared": None, "blank": blank}
    coded = read_word(scene, "coded")
    if coded:
        facts |= _lay_beside(scene, coded)
    if seat.pair is not None:
        facts |= _find_next(scene, seat, sample, sentence_id)
    query = seat.query(seed=sample.seed, size=sample.size, by=sample.by)
    facts |= {"options": list_options(scene.knowledge), "acts": range(MOST_ACTS), "fields": FIELDS}
    facts |= {"next_href": scene.links.review("blind", query)}
    return frame(scene, seat, "review_blind.html.j2", "Blind sample", "blind", facts)


def read_sample(scene: Scene) -> Sample:
    """The sample that an address asks for; UserError where it makes no sense."""
    size = read_word(scene, "size") or str(SIZE)
    if not (size.isascii() and size.isdigit() and 1 <= int(size[:9]) <= LARGEST):
        raise UserError(f"a sample has 1 to {LARGEST} sentences of each stratum")
    by = choose(read_word(scene, "by") or "type", STRATA, "by")
    stratum: Stratum = next(one for one in get_args(Stratum) if one == by)
    return Sample(read_word(scene, "seed") or "1", int(size), stratum)


def _find_next(scene: Scene, seat: Seat, sample: Sample, sentence_id: str) -> dict[str, object]:
    """The next sentence that the reviewer has not coded, and how far they are."""
    if seat.pair is None:
        return {}
    product = scene.product(draw, seat.pair, sample)
    drawn: Sequence[Drawn] = product.value or ()
    done = scene.view.reviewed_by(seat.author)
    waiting = [one.sentence_id for one in drawn if one.sentence_id not in done]
    chosen = sentence_id or next(iter(waiting), "")
    return {
        "ready": product.ready,
        "total": len(drawn),
        "done": len(drawn) - len(waiting),
        "passage": _show_passage(scene, chosen) if chosen else None,
    }


def _show_passage(scene: Scene, sentence_id: str) -> Passage:
    sentence = scene.view.sentence(sentence_id)
    if sentence is None:
        raise NotFound("this sentence is not in the store any more")
    (document,) = scene.view.documents_named([sentence.document_id])
    block = block_of(document, sentence.start)
    start, end = (block.start, max(block.end, sentence.end)) if block else (sentence.start, sentence.end)
    day = document.publication.day
    return Passage(
        sentence_id=sentence.sentence_id,
        words=mark_up(document.text, start, end, [Mark(sentence.start, sentence.end, "quoted", "mark")]),
        source=name_line(sentence.outlet, document.location),
        published=show_day(day.isoformat()) if day else "",
    )


def _lay_beside(scene: Scene, number: str) -> dict[str, object]:
    """A coding beside what the program found in its sentence."""
    rulings = [one.ruling for one in scene.view.rulings(("blind",)) if str(one.ruling.number) == number]
    if not rulings:
        raise NotFound(f"no blind coding {number[:20]!r}; it may have been taken back")
    compared = compare_coding(scene.view, rulings[0])
    return {
        "compared": compared,
        "coder": rulings[0].author,
        "pairings": [_pair_up(scene, match) for match in compared.matches],
        "coded_passage": _show_passage(scene, compared.sentence_id),
        "review": _name_claims(scene, compared),
    }


def _pair_up(scene: Scene, match: Match) -> Pairing:
    sides = [type_out(coding, scene.knowledge) if coding else None for coding in (match.coded, match.found)]

    def told(side: int, slot: str) -> str:
        words = sides[side]
        return "; ".join(words[FIELD_OF.get(slot, slot)]).replace("_", " ") if words else ""

    coding: Coding | None = match.coded or match.found
    return Pairing(
        found_by="both" if match.coded and match.found else "you" if match.coded else "program",
        title=coding.kind.replace("_", " ") if coding else "",
        rows=tuple((SLOT_NAMES[slot], told(0, slot), told(1, slot), slot in match.right) for slot in COMPARED),
        right=len(match.right),
    )


def _name_claims(scene: Scene, compared: Compared) -> list[tuple[str, str]]:
    """The claims found in the sentence, as (kind, address of the bench)."""
    sentence = scene.view.sentence(compared.sentence_id)
    claims = scene.view.claims_in_sentence(sentence.document_id, sentence.position) if sentence else []
    return [
        (claim.kind.replace("_", " "), scene.links.review(query=f"claim={claim.claim_id}"))
        for claim in claims
        if claim.event_type is not None
    ]
