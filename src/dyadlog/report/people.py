"""People and offices, as rows and for the terminal."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dyadlog.exchange.rows import Rows, day, interval_row
from dyadlog.findings.people import Encounters, Portrait, Tenure
from dyadlog.findings.spellings import Spelling
from dyadlog.records import Event, Finding
from dyadlog.report.dates import show_span
from dyadlog.report.frames import headed_table, labelled_grid
from dyadlog.report.plain import plain_line, short_name

Row = dict[str, Any]
STANDING_STYLES: Final = {"acting": "cyan", "former": "dim", "future": "dim", "contested": "yellow"}
PLURALS: Final = {"meeting": "meetings", "call": "calls", "visit": "visits"}


class PeopleRows:
    """Tenures, portraits and encounters as rows of JSON, with the names of the export contract for actors."""

    def __init__(self, rows: Rows, findings: Iterable[Finding] = ()) -> None:
        self._rows = rows
        self._findings = {finding.finding_id: finding for finding in findings}

    def tenure_row(self, tenure: Tenure) -> Row:
        """One person in one office."""
        return {
            "actor_id": tenure.actor.actor_id,
            "name": tenure.actor.name,
            **self._occupancy_row(tenure),
            "conflicts": [
                self._rows.finding_row(self._findings[finding_id])
                for finding_id in tenure.conflicts
                if finding_id in self._findings
            ],
        }

    def _occupancy_row(self, tenure: Tenure) -> Row:
        held, successor = tenure.occupancy, tenure.successor
        return {
            "office": held.office,
            "post": tenure.post.key,
            "rank": tenure.post.rank,
            "standing": tenure.post.standing,
            "body": held.body,
            "state": tenure.state,
            "date_start": day(held.date_start),
            "date_end": day(held.date_end),
            "first_seen": day(held.first_seen),
            "last_seen": day(held.last_seen),
            "succeeded_by": {
                "actor_id": successor.actor_id,
                "name": successor.name,
                "first_seen": day(tenure.successor_seen),
            }
            if successor
            else None,
            "evidence": [self._rows.evidence_row(evidence) for evidence in held.evidence],
        }

    def portrait_row(self, portrait: Portrait) -> Row:
        """All of one person: the columns of the contract for actors, spellings and meetings."""
        actor_id = portrait.actor.actor_id
        return {
            **self._rows.actor_row(portrait.actor),
            "spellings": [self._spelling_row(spelling) for spelling in portrait.spellings],
            "occupancies": [self._occupancy_row(tenure) for tenure in portrait.tenures],
            "meetings": [self._encounters_row(met, actor_id) for met in portrait.encounters],
        }

    def _spelling_row(self, spelling: Spelling) -> Row:
        evidence = [self._rows.evidence_row(one) for one in spelling.evidence]
        return {
            "name": spelling.name,
            "count": spelling.count,
            "pages": [row["page"] for row in evidence],
            "evidence": evidence,
        }

    def _encounters_row(self, met: Encounters, actor_id: str) -> Row:
        other = next(person for person in met.people if person.actor_id != actor_id)
        return {
            "with": {"actor_id": other.actor_id, "name": other.name, "states": list(other.states)},
            "count": len(met.events),
            "first": day(met.first),
            "last": day(met.last),
            **{PLURALS[manner]: count for manner, count in met.manners},
            "events": [self._event_row(event) for event in met.events],
        }

    def _event_row(self, event: Event) -> Row:
        row = self._rows.event_row(event)
        return {
            "event_id": event.event_id,
            "kind": event.kind,
            **interval_row(event.when),
            "modality": event.modality,
            "disputed": event.disputed,
            "evidence": row["evidence"],
        }


def show_days(first: date | None, last: date | None) -> str:
    """From the first day to the last one, as people read it."""
    return show_span({"date_start": day(first), "date_end": day(last), "date_precision": "range"})


def show_offices(tenures: Sequence[Tenure], findings: Iterable[Finding], rows: Rows) -> RenderableType:
    """Offices with their holders, state by state, then what pages disagree on."""
    table = headed_table(("state", "office", "holder", "seen in office", "followed by", "pages"))
    shown: tuple[str, str] | None = None
    for tenure in tenures:
        standing = tenure.post.standing
        mark = " (conflict)" if tenure.conflicts else ""
        state, office = (tenure.state, tenure.post.key), tenure.occupancy.office
        table.add_row(
            Text(tenure.state if shown is None or shown[0] != tenure.state else ""),
            Text(plain_line(office if state != shown or standing != "holds" else "")),
            Text(plain_line(tenure.actor.name) + mark),
            Text(show_days(tenure.occupancy.first_seen, tenure.occupancy.last_seen) or "not dated"),
            Text(_show_successor(tenure)),
            Text(str(len({evidence.document_id for evidence in tenure.occupancy.evidence}))),
            style=STANDING_STYLES.get(standing, ""),
        )
        shown = state
    conflicts = list(findings)
    parts: list[RenderableType] = [table]
    if conflicts:
        parts += [Text(), Rule("What pages disagree on", align="left", style="dim")]
        parts += [_show_conflict(rows.finding_row(finding)) for finding in conflicts]
    return Group(*parts)


def _show_successor(tenure: Tenure) -> str:
    if tenure.successor is None:
        return ""
    seen = show_days(tenure.successor_seen, tenure.successor_seen)
    return plain_line(f"{tenure.successor.name}, seen {seen}")


def _show_conflict(row: Row) -> Text:
    text = Text(plain_line(row["note"] or row["field"]) + "\n", style="bold")
    for side in row["sides"]:
        source = side["outlet"] or short_name(side["page"] or "")
        quote = " ".join(side["quote"].split())
        text.append(plain_line(f"  {side['value']}: “{quote}” ({source})") + "\n", style="not bold")
    return text


def show_people(portraits: Sequence[Portrait], encounters: Sequence[Encounters]) -> RenderableType:
    """Who met whom, then one person after the other."""
    parts: list[RenderableType] = []
    if encounters:
        parts += [Rule("Who met whom", align="left", style="dim"), _list_encounters(encounters), Text()]
    for portrait in portraits:
        parts += [*_show_portrait(portrait), Text()]
    return Group(*parts[:-1])


def _list_encounters(encounters: Sequence[Encounters]) -> Table:
    table = headed_table(("who", "whom", "times", "first and last", "how"))
    for met in encounters:
        table.add_row(
            *(Text(plain_line(person.name)) for person in met.people),
            Text(str(len(met.events))),
            Text(show_days(met.first, met.last) or "not dated"),
            Text(count_manners(met)),
        )
    return table


def count_manners(met: Encounters) -> str:
    """How two people met, in words: ``2 meetings, 1 call``."""
    return ", ".join(f"{count} {manner if count == 1 else PLURALS[manner]}" for manner, count in met.manners)


def _show_portrait(portrait: Portrait) -> list[RenderableType]:
    actor = portrait.actor
    head = Text(plain_line(actor.name), style="bold")
    claims = f"{actor.claims} claim{'' if actor.claims == 1 else 's'}"
    head.append("  " + plain_line(f"{'/'.join(actor.states)}, {claims}"), style="not bold dim")
    grid = labelled_grid()
    for tenure in portrait.tenures:
        days = show_days(tenure.occupancy.first_seen, tenure.occupancy.last_seen) or "not dated"
        grid.add_row(Text(f"  {days}"), Text(plain_line(f"{tenure.occupancy.office} ({tenure.state})")))
    for met in portrait.encounters:
        other = next(person for person in met.people if person.actor_id != actor.actor_id)
        times = show_days(met.first, met.last) or "not dated"
        grid.add_row(Text("  met"), Text(plain_line(f"{other.name}: {count_manners(met)}, {times}")))
    if portrait.spellings:
        names = ", ".join(
            f"{spelling.name} ({spelling.count} on {_count_pages(spelling)})" for spelling in portrait.spellings
        )
        grid.add_row(Text("  written"), Text(plain_line(names)))
    return [head, grid]


def _count_pages(spelling: Spelling) -> str:
    count = len(spelling.evidence)
    return f"{count} page{'' if count == 1 else 's'}"
