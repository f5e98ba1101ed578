"""Interchange: decisions as a file, so that two analysts can work apart and bring it together.

One decision a line of JSON, in the order in which they were made: the record ``Ruling`` by its field names, without the
number, which counts the rulings of one store.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from dyadlog.errors import UserError
from dyadlog.gathering import rule
from dyadlog.knowledge import Knowledge
from dyadlog.records import Coding, Ruling
from dyadlog.records.ruling import ABOUT_CLAIMS
from dyadlog.store import View, Writer, open_view, open_writer

FORMAT: Final = "dyadlog-decisions-1"
_ruling: Final = TypeAdapter(Ruling)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: decisions that are new here, that were known, that were taken back elsewhere and now here
    too, and of the new ones those whose words are not found here: they wait."""

    new: int
    known: int
    withdrawn: int
    orphaned: int


def export_decisions(view: View) -> Iterator[str]:
    """Every decision as a line, those taken back too."""
    for standing in sorted(view.log(), key=lambda one: one.ruling.turn):
        row: dict[str, Any] = _ruling.dump_python(standing.ruling, mode="json")
        del row["number"]
        yield json.dumps({"format": FORMAT, **row}, ensure_ascii=False)


def read_decisions(lines: Iterable[str]) -> list[Ruling]:
    """The decisions of a file, times in UTC. Raises UserError at the first line that cannot be read."""
    found: list[Ruling] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_read_line(line))
        except (ValidationError, ValueError) as error:
            reason = str(error).splitlines()[0] if not isinstance(error, ValidationError) else _first_fault(error)
            raise UserError(f"line {number} is no decision: {reason}") from error
    return found


def _read_line(line: str) -> Ruling:
    row = json.loads(line)
    if not isinstance(row, dict) or row.pop("format", None) != FORMAT:
        raise ValueError(f"it does not say that it is of the format {FORMAT}")
    unknown = set(row) - {field.name for field in fields(Ruling)}
    if unknown:
        raise ValueError(f"no decision has a field {sorted(unknown)[0]!r}")
    ruling = _ruling.validate_python({**row, "number": 0})
    return check_ruling(replace(ruling, at=_in_utc(ruling.at), withdrawn=_in_utc(ruling.withdrawn)))


def check_ruling(ruling: Ruling) -> Ruling:
    """A decision whose parts fit its kind; ValueError where they do not."""
    if not ruling.author.strip():
        raise ValueError("it has no author")
    single = (*ABOUT_CLAIMS, "blind")
    if ruling.kind in single and (len(ruling.anchors) != 1 or ruling.others):
        raise ValueError(f"to {ruling.kind} is about one place on a page")
    if ruling.kind in ("accept", "correct") and (len(ruling.codings) != 1 or not ruling.slots):
        raise ValueError(f"to {ruling.kind} a claim needs its slots and one coding")
    if ruling.kind in ("merge", "split") and not (ruling.anchors and ruling.others):
        raise ValueError(f"to {ruling.kind} needs words on both sides")
    if ruling.kind == "finding" and (ruling.about is None or ruling.verdict is None):
        raise ValueError("a ruling on a finding needs what it is about and a verdict")
    return ruling


def check_coding(coding: Coding, knowledge: Knowledge) -> None:
    """Raise UserError where a coding has a kind or a state that no table knows, or scores that no kind has."""
    if coding.kind not in knowledge.kinds:
        raise UserError(f"no kind is called {coding.kind!r}; a table of your own may have it: --knowledge FOLDER")
    kind = knowledge.kinds.get(coding.kind)
    if kind.event_type != coding.event_type or (coding.event_type is None) != (coding.quad_class is None):
        raise UserError(f"{coding.kind!r} is of type {kind.event_type}, not {coding.event_type}")
    if coding.quad_class not in (None, 1, 2, 3, 4):
        raise UserError(f"{coding.quad_class} is not a quad class, 1 to 4")
    parties = (code for party in (*coding.actors, *coding.recipients) for code in party.states)
    for code in (*parties, *coding.territory):
        if knowledge.states.get(code) is None:
            raise UserError(f"no state has the code {code!r}")


def _in_utc(time: Any) -> Any:
    if time is None:
        return None
    at = datetime.fromisoformat(time)
    if at.tzinfo is None:
        raise ValueError(f"the time {time!r} does not say of which zone it is")
    return at.astimezone(UTC).isoformat(timespec="microseconds" if at.microsecond else "seconds")


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    return f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"


def import_decisions(db: Path, knowledge: Knowledge, lines: Iterable[str]) -> Imported:
    """Take in the decisions of a file, all or none; authors and times stay. What is known already stays as it is, so
    that a file can be taken in again, and several in any order."""
    given = read_decisions(lines)
    for ruling in given:
        for coding in ruling.codings:
            check_coding(coding, knowledge)
    open_view(db).close()
    with open_writer(db) as writer, writer.at_once():
        known = {ruling.ruling_id: ruling for ruling in writer.log()}
        fresh = {ruling.ruling_id: ruling for ruling in given if ruling.ruling_id not in known}
        withdrawn = _withdraw(writer, known, given)
        kept = rule(knowledge, writer, *fresh.values())
    with open_view(db) as view:
        numbers = {ruling.number for ruling in kept if ruling.withdrawn is None}
        orphaned = sum(one.ruling.number in numbers and not one.record_ids for one in view.rulings())
    return Imported(len(kept), len({ruling.ruling_id for ruling in given}) - len(kept), withdrawn, orphaned)


def _withdraw(writer: Writer, known: dict[str, Ruling], given: Iterable[Ruling]) -> int:
    """Take back here what was taken back elsewhere."""
    count = 0
    for ruling in given:
        own = known.get(ruling.ruling_id)
        if own is not None and own.withdrawn is None and ruling.withdrawn is not None:
            writer.withdraw_ruling(own.number, ruling.withdrawn)
            known[ruling.ruling_id] = replace(own, withdrawn=ruling.withdrawn)
            count += 1
    return count
