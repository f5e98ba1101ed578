"""Deciding: what a person says about a claim, an event or a finding, kept and applied at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from dyadlog.errors import NotFound, UserError
from dyadlog.gathering import now, rule, withdraw
from dyadlog.knowledge import Knowledge
from dyadlog.records import SLOTS, Anchor, Claim, Coding, Event, Finding, Ruling, Slot, coding_of
from dyadlog.records.ruling import RulingKind, decide_claim
from dyadlog.review.slots import Changes, change_coding
from dyadlog.store import View, open_view, open_writer

Verdict = Literal["accept", "reject", "correct"]
VERDICTS: Final = ("both", "neither", "unclear", "no-conflict")
"""Verdicts on a finding that name no side."""
NOTHING_TYPED: Final = Changes()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who decides, and why, in words of their own."""

    author: str
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise UserError("a decision needs the name of who makes it")


def decide(
    db: Path, knowledge: Knowledge, claim_id: str, verdict: Verdict, voice: Voice, changes: Changes = NOTHING_TYPED
) -> Ruling:
    """Accept, reject or correct a claim; the record is as decided when this comes back.

    Raises UserError where the claim is not there, or what was typed cannot be read or changes nothing; StoreError where
    another process keeps the store for longer than a writer waits.
    """
    with open_view(db) as view:
        found = _get_claim(view, claim_id)
        coding, slots = _settle(view, knowledge, found, verdict, changes)
    with open_writer(db) as writer:
        anchors = writer.anchor_claims([found.claim_id])
        draft = make_ruling(verdict, (anchors, ()), voice, slots=slots, codings=(coding,) if coding else ())
        (kept,) = rule(knowledge, writer, draft)
    return kept


def _settle(
    view: View, knowledge: Knowledge, found: Claim, verdict: Verdict, changes: Changes
) -> tuple[Coding | None, tuple[Slot, ...]]:
    """The claim as the person leaves it, and the slots on which that is a decision."""
    if verdict == "reject":
        return None, ()
    standing, _ = decide_claim(found, view.rulings_on(found.claim_id))
    coding = coding_of(standing)
    if verdict == "accept":
        return coding, SLOTS
    corrected, slots = change_coding(coding, changes, knowledge, view.actors_called)
    if not slots:
        raise UserError("this is what the claim says already; to confirm it, accept it")
    return corrected, slots


def merge_events(db: Path, knowledge: Knowledge, event_id: str, other_id: str, voice: Voice) -> Ruling:
    """Rule that two events are one happening. UserError where they are one already."""
    with open_view(db) as view:
        event, other = get_event(view, event_id), get_event(view, other_id)
    if event.event_id == other.event_id:
        raise UserError("these are one event already")
    return _rule_on_claims(db, knowledge, "merge", (event.claims, other.claims), voice)


def split_event(db: Path, knowledge: Knowledge, event_id: str, claims: list[str], voice: Voice) -> Ruling:
    """Rule that some claims of an event, by ids or beginnings of them, are of another happening."""
    with open_view(db) as view:
        event = get_event(view, event_id)
    taken = tuple(claim for claim in event.claims if any(claim.startswith(name) for name in claims))
    stray = [name for name in claims if not any(claim.startswith(name) for claim in event.claims)]
    if stray:
        raise UserError(f"{event.event_id} has no claim {stray[0]!r}; `dyadlog show {event.event_id}` lists them")
    rest = tuple(claim for claim in event.claims if claim not in taken)
    if not rest:
        raise UserError("one claim at least must stay with the event")
    return _rule_on_claims(db, knowledge, "split", (tuple(sorted(taken)), rest), voice)


def rule_on_finding(db: Path, finding_id: str, verdict: str, voice: Voice) -> Ruling:
    """Rule which side of a contradiction stands; both stay in the record with their words."""
    with open_view(db) as view:
        finding = view.get(finding_id)
    if not isinstance(finding, Finding):
        raise UserError(f"{finding_id} is no finding; `dyadlog findings` lists them")
    if finding.kind == "corroborated":
        raise UserError("these sources agree: there is nothing to rule on")
    sides = [str(number) for number in range(1, len(finding.sides) + 1)]
    if verdict not in (*sides, *VERDICTS):
        raise UserError(f"a verdict is the number of a side (1 to {len(sides)}) or one of: {', '.join(VERDICTS)}")
    with open_writer(db) as writer:
        about = (finding.kind, finding.field)
        anchors = (writer.anchor_sides(finding), ())
        return writer.add_ruling(make_ruling("finding", anchors, voice, about=about, verdict=verdict))


def undo(db: Path, knowledge: Knowledge, number: int) -> Ruling:
    """Take a ruling back, whoever made it; NotFound where none stands under the number."""
    open_view(db).close()  # a name that is no store must not become an empty one
    with open_writer(db) as writer:
        return withdraw(knowledge, writer, number)


def undo_last(db: Path, knowledge: Knowledge, author: str) -> Ruling:
    """Take back the newest ruling of somebody; NotFound where nothing of theirs stands."""
    with open_view(db) as view:
        newest = view.newest_ruling(author)
    if newest is None:
        raise NotFound(f"nothing that {author} decided stands")
    return undo(db, knowledge, newest.number)


def get_event(view: View, name: str) -> Event:
    """The event of a name; UserError where it names another record."""
    record = view.get(name)
    if not isinstance(record, Event):
        raise UserError("this is no event; `dyadlog events` lists them")
    return record


def _get_claim(view: View, name: str) -> Claim:
    record = view.get(name)
    if not isinstance(record, Claim):
        raise UserError("this is no claim; `dyadlog claims` lists them")
    return view.found_claim(record.claim_id) or record


def _rule_on_claims(
    db: Path, knowledge: Knowledge, kind: RulingKind, claims: tuple[tuple[str, ...], tuple[str, ...]], voice: Voice
) -> Ruling:
    with open_writer(db) as writer:
        anchors = (writer.anchor_claims(claims[0]), writer.anchor_claims(claims[1]))
        (kept,) = rule(knowledge, writer, make_ruling(kind, anchors, voice))
    return kept


def make_ruling(
    kind: RulingKind,
    anchors: tuple[tuple[Anchor, ...], tuple[Anchor, ...]],
    voice: Voice,
    *,
    about: tuple[str, str] | None = None,
    verdict: str | None = None,
    slots: tuple[Slot, ...] = (),
    codings: tuple[Coding, ...] = (),
) -> Ruling:
    """A ruling of now, still without a number."""
    return Ruling(0, kind, *anchors, about, verdict, voice.author.strip(), now(), voice.note, slots, codings)
