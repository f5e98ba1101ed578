"""Instruments, offices and undated pages against a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.consolidated.figures import NO_SHARE, Share
from benchmarks.consolidated.gold import Folder, read_day
from benchmarks.consolidated.words import find_all, touches
from dyadlog.knowledge.posts import read_posts
from dyadlog.knowledge.transliteration import fold_name, name_similarity
from dyadlog.records import Consolidation, Finding, Instrument

ONE_NAME = 0.8


@dataclass(frozen=True)
class Tracked:
    """``status``, ``kind``, ``deadline`` and ``stale`` are over all instruments of the key: one not found is wrong in
    each. ``holders`` are person, office and state; ``sound`` bounds hold the days that the key allows, ``tight`` ones
    are no wider than the key's."""

    found: Share = NO_SHARE
    status: Share = NO_SHARE
    kind: Share = NO_SHARE
    deadline: Share = NO_SHARE
    stale: Share = NO_SHARE
    surplus: Share = NO_SHARE
    holders: Share = NO_SHARE
    sound: Share = NO_SHARE
    tight: Share = NO_SHARE
    misses: tuple[str, ...] = field(default=(), repr=False)

    def __add__(self, other: Tracked) -> Tracked:
        return Tracked(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})


def measure_tracked(folder: Folder, outcome: Consolidation, findings: Sequence[Finding]) -> Tracked:
    """The figures of one folder."""
    listed = folder.key["instruments"]
    paired = pair_instruments(folder, outcome.instruments)
    stale = {finding.instrument_id for finding in findings if finding.kind == "stale"}
    status = [row for row in listed if (i := paired.get(row["id"])) and i.status == row["status"]]
    kinds = [row for row in listed if (i := paired.get(row["id"])) and i.kind == row["kind"]]
    deadlines = [row for row in listed if (i := paired.get(row["id"])) and i.deadline == read_day(row["deadline"])]
    staleness = [row for row in listed if (i := paired.get(row["id"])) and (i.instrument_id in stale) == row["stale"]]
    count = len(listed)
    sound, tight, doubts = judge_bounds(folder, outcome)
    holders, absent = find_holders(folder, outcome)
    return Tracked(
        found=Share(len(paired), count),
        status=Share(len(status), count),
        kind=Share(len(kinds), count),
        deadline=Share(len(deadlines), count),
        stale=Share(len(staleness), count),
        surplus=Share(len(outcome.instruments) - len(paired), len(outcome.instruments)),
        holders=holders,
        sound=sound,
        tight=tight,
        misses=(
            *(
                _say(row, paired.get(row["id"]), stale)
                for row in listed
                if row not in status or row not in kinds or row not in deadlines or row not in staleness
            ),
            *absent,
            *doubts,
        ),
    )


def pair_instruments(folder: Folder, instruments: Sequence[Instrument]) -> dict[str, Instrument]:
    """The instruments of the key with those of the record, one to one, best pairs first.

    On gold claims a report belongs to the instruments that its claim names; else to those whose words stand in it. The
    best pair shares most reports, then kind, then words of the name.
    """
    pairs = []
    for row in folder.key["instruments"]:
        places = [
            (folder.document(page).document_id, find_all(folder.document(page).text, words))
            for page, words in row["mentions"]
        ]
        for number, instrument in enumerate(instruments):
            shared = sum(
                _speaks_of(row, report.claim_id, folder, report.evidence, places) for report in instrument.history
            )
            if shared:
                size = len(row["mentions"]) + len(instrument.history) - shared
                names = len(set(fold_name(row["name"]).split()) & set(fold_name(instrument.name).split()))
                pairs.append((shared / size + 0.1 * names + 0.1 * (instrument.kind == row["kind"]), row["id"], number))
    paired: dict[str, Instrument] = {}
    taken: set[int] = set()
    for _, name, number in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if name not in paired and number not in taken:
            paired[name] = instruments[number]
            taken.add(number)
    return paired


def _speaks_of(
    row: Mapping[str, Any], claim_id: str, folder: Folder, evidence: Any, places: Sequence[tuple[str, Any]]
) -> bool:
    gold = folder.rows.get(claim_id)
    if gold is not None:
        return any(item["id"] == row["id"] for item in gold["instruments"])
    span = (evidence.start, evidence.end)
    return any(document == evidence.document_id and touches(spans, span) for document, spans in places)


def _say(row: Mapping[str, Any], instrument: Instrument | None, stale: set[str | None]) -> str:
    wanted = f"instrument {row['id']} {row['name']}: {row['kind']} {row['status']} "
    wanted += f"due {row['deadline']} stale {row['stale']}"
    if instrument is None:
        return f"{wanted}; not found"
    history = "".join(
        f"\n      {r.status} {r.when.start if r.when else None} {' '.join(r.evidence.quote.split())[:110]}"
        for r in instrument.history
    )
    return (
        f"{wanted}; is {instrument.name}: {instrument.kind} {instrument.status} due {instrument.deadline} "
        f"stale {instrument.instrument_id in stale}{history}"
    )


def find_holders(folder: Folder, outcome: Consolidation) -> tuple[Share, list[str]]:
    """Who held which office of which state."""
    offices = folder.knowledge.offices
    held = [
        (occupancy.state, {post.key for post in read_posts(occupancy.office, offices)}, actor.names)
        for actor in outcome.actors
        for occupancy in actor.occupancies
    ]
    absent = []
    for row in folder.key["offices"]:
        keys = {post.key for post in read_posts(row["office"], offices)}
        if not any(
            state == row["state"] and keys & posts and _is_called(row["spellings"], names)
            for state, posts, names in held
        ):
            absent.append(f"holder {row['person']}: {row['office']} of {row['state']}")
    count = len(folder.key["offices"])
    return Share(count - len(absent), count), absent


def _is_called(spellings: Sequence[str], names: Sequence[str]) -> bool:
    return any(fold_name(s) == fold_name(n) or name_similarity(s, n) >= ONE_NAME for s in spellings for n in names)


def judge_bounds(folder: Folder, outcome: Consolidation) -> tuple[Share, Share, list[str]]:
    """Bounds of pages without a date: not after what the key allows, and no wider than it says."""
    inferred = {found.document_id: found for found in outcome.inferred_dates}
    sound = tight = Share()
    said = []
    for row in folder.key["undated"]:
        document = folder.document(row["page"])
        found, own = inferred.get(document.document_id), document.publication
        first = max(filter(None, (found and found.not_before, own.not_before)), default=None)
        last = min(filter(None, (found and found.not_after, own.not_after, own.day)), default=None)
        low, high = read_day(row["not_before"]), read_day(row["not_after"])
        holds = (first is None or high is None or first <= high) and (last is None or low is None or last >= low)
        close = (
            holds
            and (low is None or (first is not None and first >= low))
            and (high is None or (last is not None and last <= high))
        )
        sound += Share(holds, 1)
        tight += Share(close, 1)
        if not close:
            said.append(f"undated {row['page']}: {first}..{last}, key {low}..{high}")
    return sound, tight, said
