"""Blind coding: what a reviewer codes in a sentence before seeing what the program found, and the two compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dyadlog.errors import NotFound, UserError
from dyadlog.gathering import rule
from dyadlog.knowledge import Knowledge
from dyadlog.records import Coding, Evidence, Ruling, Slot, coding_of
from dyadlog.review.deciding import Voice, make_ruling
from dyadlog.review.opinions import tell_slot
from dyadlog.review.sampling import Stratum, stratum_of
from dyadlog.review.slots import Changes, change_coding
from dyadlog.store import View, open_view, open_writer

COMPARED: Final[tuple[Slot, ...]] = ("type", "actors", "recipients", "date", "modality", "negated")
"""Slots that a reviewer codes of a sentence."""


@dataclass(frozen=True, slots=True)
class Match:
    """An act as the reviewer coded it and as the program did; None where one of them has none. ``right`` are the slots
    of ``COMPARED`` in which both say the same."""

    coded: Coding | None
    found: Coding | None
    right: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A blind coding beside what the program found in the sentence; ``by`` and ``stratum`` say how it was drawn."""

    ruling: Ruling
    sentence_id: str
    by: str
    stratum: str
    outlet: str | None
    genre: str
    matches: tuple[Match, ...]


def keep_blind_coding(
    db: Path,
    knowledge: Knowledge,
    sentence_id: str,
    acts: Sequence[Changes],
    voice: Voice,
    by: Stratum = "type",
) -> Ruling:
    """Keep what a reviewer coded in a sentence, nothing at all included; the record stays as it is.

    ``by`` says by what the sentence was drawn. Raises NotFound where the sentence is gone,
    UserError where an act cannot be read or the reviewer has coded the sentence before.
    """
    with open_view(db) as view:
        sentence = view.sentence(sentence_id)
        if sentence is None:
            raise NotFound(f"no sentence {sentence_id}; `dyadlog review sample` draws some")
        if any(one.kind == "blind" and one.author == voice.author for one in view.rulings_on(sentence_id)):
            raise UserError(f"{voice.author} has coded this sentence; `dyadlog undo` takes a coding back")
        codings = tuple(read_act(act, knowledge, view) for act in acts)
        (document,) = view.documents_named([sentence.document_id])
    words = Evidence(sentence.document_id, sentence.start, sentence.end, document.text[sentence.start : sentence.end])
    with open_writer(db) as writer:
        anchors = ((writer.anchor_words(words),), ())
        draft = make_ruling("blind", anchors, voice, about=(by, stratum_of(sentence, by)), codings=codings)
        (kept,) = rule(knowledge, writer, draft)
    return kept


def read_act(act: Changes, knowledge: Knowledge, view: View) -> Coding:
    """An act as typed; UserError where it has no kind. What is left out is asserted, not negated, of no known date."""
    if act.kind is None:
        raise UserError("an act needs its kind; `dyadlog review kinds` lists them")
    empty = Coding(None, "statement", None, (), None, None, None, None, (), (), (), (), "asserted", False)
    coding, _ = change_coding(empty, act, knowledge, view.actors_called)
    return coding


def compare_coding(view: View, ruling: Ruling) -> Compared:
    """A blind coding beside the claims that the program found in its sentence, whatever was decided about them.

    Acts are the same where their types agree and one side has a party in common; of the rest, where their types agree.
    """
    attached = next((one.record_ids for one in view.rulings(("blind",)) if one.ruling.number == ruling.number), ())
    sentence = view.sentence(attached[0]) if attached else None
    if sentence is None:
        raise NotFound("the sentence of this coding is not in the store any more")
    claims = view.claims_in_sentence(sentence.document_id, sentence.position)
    found = [coding_of(claim) for claim in claims if claim.event_type is not None]
    by, stratum = ruling.about or ("", "")
    matches = align([coding for coding in ruling.codings if coding.event_type is not None], found)
    return Compared(ruling, sentence.sentence_id, by, stratum, sentence.outlet, sentence.genre, tuple(matches))


def align(coded: Sequence[Coding], found: Sequence[Coding]) -> list[Match]:
    """The acts of a reviewer and of the program, paired."""
    left, right, matches = list(coded), list(found), list[Match]()
    tests: tuple[Callable[[Coding, Coding], bool], ...] = (_same_kind, _shares_side, lambda one, other: True)
    for test in tests:
        for one in list(left):
            other = next((act for act in right if act.event_type == one.event_type and test(one, act)), None)
            if other is not None:
                left.remove(one)
                right.remove(other)
                matches.append(Match(one, other, tuple(slot for slot in COMPARED if _agrees(one, other, slot))))
    return [*matches, *(Match(one, None, ()) for one in left), *(Match(None, other, ()) for other in right)]


def _agrees(one: Coding, other: Coding, slot: Slot) -> bool:
    """Whether two codings say the same in a slot: of a type that the kind is the same, of a date that days meet."""
    if slot == "type":
        return one.kind == other.kind
    if slot == "date":
        return one.when == other.when or bool(one.when and other.when and one.when.overlaps(other.when))
    if slot in ("actors", "recipients"):
        return _states(one, slot) == _states(other, slot) and bool(_parties(one, slot)) == bool(_parties(other, slot))
    return tell_slot(one, slot) == tell_slot(other, slot)


def _same_kind(one: Coding, other: Coding) -> bool:
    return one.kind == other.kind and _shares_side(one, other)


def _shares_side(one: Coding, other: Coding) -> bool:
    return any(_parties(one, slot) & _parties(other, slot) for slot in ("actors", "recipients"))


def _parties(coding: Coding, slot: str) -> set[str]:
    parties = coding.actors if slot == "actors" else coding.recipients
    return {party.actor_id for party in parties} | {f"state:{code}" for party in parties for code in party.states}


def _states(coding: Coding, slot: str) -> set[str]:
    parties = coding.actors if slot == "actors" else coding.recipients
    return {code for party in parties for code in party.states}
