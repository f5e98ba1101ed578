"""The unit tests of PETRARCH: sentences with CAMEO triples of invented and real actors, read by the whole product.

What is compared, sentence by sentence, is a set of events (source, target, PLOVER type), duplicates once:

- A record counts only where each of its codes has a PLOVER type, by the code or else by its root: PLOVER has dropped
  CAMEO's 01 and 02, and some codes are made up for the test. CONCEDE and RETREAT are both CAMEO's 08.
- Actors are compared by the first three letters of their code, without the NGO before a state. Their list becomes a
  knowledge folder: what the product does not know becomes a state; what it knows keeps its own name. Where a code hangs
  on dates, the record's day decides.
- Gold events with a side that is nobody ("---", a quoted phrase) are left out, and so are claims with a side that is
  not on the list: a record without events is right where nothing is found between listed actors.
- The set gives to acts in which all take part alike, and to visits and talks, now one direction and now both; any will
  do for them.
- Negated claims are no events. The set codes what lies ahead now as the act ("is about to restore ties"), now as a
  promise or threat: both will do for a claim that is planned.
- What is told within another act ("condemned an attack by", "welcomed the resumption of ties") is a claim of its own
  for us and mostly none in the set: it may be missing from the gold.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_uppercase
from xml.etree import ElementTree

from spacy.tokens import Token

from benchmarks.coded.stages import SHARED, Stages
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.records import Claim, Parse, Party

GOLD = SHARED / "gold" / "petrarch_unit_tests.xml"
ACTORS = GOLD.with_name("petrarch_unit_tests_actors.txt")
SOURCE = "PETRARCH validation suite"
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
AHEAD = frozenset({"planned", "requested", "hypothetical"})
NOBODY = re.compile(r"[^A-Z]")
CODE = re.compile(r"\[\s*([A-Z]{3})[^\s<>\]]*\s*(?:([<>])\s*(\d+)|(\d+)\s*-\s*(\d+))?\s*\]")
APART = frozenset({"conj", "advcl", "parataxis", "acl:relcl"})
PEOPLE = ("ian", "ians", "an", "i", "ish", "ese")

Event = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One sentence; ``events`` is None where the ontology lacks one of its codes."""

    record_id: str
    day: str
    text: str
    events: frozenset[Event] | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor of the list: how the sentences spell it, and its codes with the first and last day of each."""

    forms: tuple[str, ...]
    codes: tuple[tuple[str, str, str], ...]

    def code_on(self, day: str) -> str | None:
        """The code that held on a day: the shortest time that covers it."""
        holding = [(int(last) - int(first), code) for code, first, last in self.codes if first <= day <= last]
        return min(holding)[1] if holding else None


@dataclass(frozen=True, slots=True)
class Found:
    """What one claim comes to: any of ``events`` may stand in the gold, and of the pairs of ``needed`` at least one
    reading must, unless the claim is told ``within`` another act."""

    events: frozenset[Event]
    needed: tuple[frozenset[Event], ...]
    within: bool


def read_gold(knowledge: Knowledge) -> Iterator[Record]:
    """Every record of the set."""
    for sentence in ElementTree.parse(GOLD).iter("Sentence"):
        codings = [coding for coding in sentence.iter("EventCoding") if coding.get("eventcode")]
        types = [find_type(knowledge, coding.get("eventcode", "")) for coding in codings]
        events: set[Event] = set()
        for coding, event_type in zip(codings, types, strict=True):
            source, target = (find_primary(coding.get(side, "")) for side in ("sourcecode", "targetcode"))
            if event_type is not None and not NOBODY.search(source + target):
                events.add((source, target, event_type))
        text = " ".join((sentence.findtext("Text") or "").split())
        known = None if None in types else frozenset(events)
        yield Record(sentence.get("id", ""), sentence.get("date", ""), text, known)


def find_primary(code: str) -> str:
    """The three letters of the actor; a private body of a state ("NGOARN") is taken for one of that state."""
    return code[3:6] if code.startswith("NGO") and len(code) > 3 else code[:3]


def find_type(knowledge: Knowledge, code: str) -> str | None:
    """The PLOVER type of a CAMEO code, or of its root where the code is not CAMEO's."""
    plover = knowledge.ontology.from_cameo.get(code) or knowledge.ontology.from_cameo.get(code[:2] + "0")
    return None if plover is None else YIELD.get(plover.event_type, plover.event_type)


def read_actors(text: str) -> Iterator[Listed]:
    """The actors that the sentences name, with the spelling found there."""
    names: list[str] = []
    codes: list[tuple[str, str, str]] = []
    for written in (*ACTORS.read_text(encoding="utf-8").splitlines(), "END"):
        line = written.partition("#")[0].rstrip()
        name = " ".join(line.partition("[")[0].strip(" +\t").replace("_", " ").split()).removeprefix("THE ")
        if not line or line.startswith("<"):
            continue
        if name and not line.startswith("+"):
            forms = [form for name in names if (form := spell(name, text)) is not None]
            if forms and codes:
                yield Listed(tuple(dict.fromkeys(forms)), tuple(codes))
            names, codes = [], []
        names += [name] if name else []
        codes += [read_code(match) for match in CODE.finditer(line)]


def read_code(match: re.Match[str]) -> tuple[str, str, str]:
    """A code with its days; years of two digits are of the last century."""
    code, sign, bound, first, last = match.groups()
    bound, first, last = (f"19{day}" if day and len(day) == 6 else day for day in (bound, first, last))
    return code, first or (bound if sign == ">" else "00000000"), last or (bound if sign == "<" else "99999999")


def spell(name: str, text: str) -> str | None:
    """A name of the list as the sentences write it, in capitals at the start."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
        if match[0][0].isupper():
            return match[0]
    return None


def write_folder(folder: Path, listed: Iterable[Listed]) -> dict[str, Listed]:
    """The actors that the product lacks, as a knowledge folder; returns who is meant by which state or organisation."""
    names, keys = load_knowledge().names, {}
    states, forms = [], []
    for number, actor in enumerate(listed):
        targets = [entry.target for form in actor.forms for entry in names.find(form) if entry.target_kind != "place"]
        code = targets[0] if targets else f"Q{ascii_uppercase[number // 26]}{ascii_uppercase[number % 26]}"
        if not targets:
            states.append((code, "", actor.forms[0], "", "", "", "", "none", "", "", SOURCE))
        for form in actor.forms:
            if all(entry.target_kind == "place" for entry in names.find(form)):
                forms += [(code, form, role, 0, "", "", "", SOURCE) for role in find_roles(form, actor.forms)]
        keys[code] = actor
    write_table(
        folder / "states.csv", "code,iso2,name,valid_from,valid_to,successors,old_codes,region,lat,lon,source", states
    )
    write_table(folder / "state_names.csv", "code,surface,role,loaded,neutral,valid_from,valid_to,source", forms)
    return keys


def find_roles(form: str, forms: Sequence[str]) -> tuple[str, ...]:
    """A name, or the adjective that another form of the actor makes with an ending."""
    made = form.lower().endswith(PEOPLE) and any(len(stem) < len(form) and form.startswith(stem[:-1]) for stem in forms)
    return ("adjective", "demonym") if made else ("name",)


def write_table(path: Path, header: str, rows: Iterable[Sequence[object]]) -> None:
    """A table of the knowledge folder."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


def read_events(
    claims: Sequence[Claim], parse: Parse, keys: Mapping[str, Listed], day: str, knowledge: Knowledge
) -> list[Found]:
    """What the claims of a sentence come to."""
    within = find_within(claims, parse)
    found = []
    for claim in claims:
        if claim.event_type is None or claim.negated:
            continue
        kind = knowledge.kinds.get(claim.kind)
        actors, recipients = (name_sides(side, keys, day) for side in (claim.actors, claim.recipients))
        pairs = [(a, b) for a in actors for b in (recipients or (actors if kind.mutual else ())) if a != b]
        mutual = kind.mutual or claim.event_type == "CONSULT"
        roots = {YIELD.get(claim.event_type, claim.event_type)}
        if claim.modality in AHEAD:
            roots.add("AGREE" if (claim.quad_class or 0) <= 2 else "THREATEN")
        needed = tuple(
            frozenset((*end, root) for root in roots for end in ([(a, b), (b, a)] if mutual else [(a, b)]))
            for a, b in pairs
        )
        found.append(Found(frozenset().union(*needed), needed, claim.claim_id in within))
    return found


def find_within(claims: Sequence[Claim], parse: Parse) -> set[str]:
    """The claims whose trigger stands below that of another act: what that one regards."""
    tokens = {sentence.start + token.idx: token for sentence in parse.sentences for token in sentence.doc}
    triggers = {
        claim.claim_id: token
        for claim in claims
        for span in claim.spans
        if claim.event_type is not None and span.slot == "trigger" and (token := tokens.get(span.start)) is not None
    }
    return {
        own
        for own, token in triggers.items()
        if any(other != own and is_below(token, head) for other, head in triggers.items())
    }


def is_below(token: Token, head: Token) -> bool:
    """Whether a word belongs to what another governs, without conjuncts and clauses of their own between them."""
    if token.doc is not head.doc:
        return False
    while token.i != head.i:
        if token.head.i == token.i or token.dep_ in APART:
            return False
        token = token.head
    return True


def name_sides(parties: Iterable[Party], keys: Mapping[str, Listed], day: str) -> tuple[str, ...]:
    """The codes of the listed actors that parties stand for."""
    sides = [key for party in parties for key in party.states or (party.actor_id.partition(":")[2],)]
    codes = [keys[key].code_on(day) for key in sides if key in keys]
    return tuple(dict.fromkeys(code for code in codes if code is not None))


def is_right(gold: frozenset[Event], found: Sequence[Found]) -> bool:
    """Whether every event of the gold is found, and nothing beyond."""
    covered = gold <= frozenset().union(*(one.events for one in found))
    return covered and all(one.within or all(reading & gold for reading in one.needed) for one in found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record with what was found in it."""

    record: Record
    found: tuple[Found, ...]
    claims: tuple[Claim, ...]

    @property
    def right(self) -> bool:
        """Whether all events are right."""
        return self.record.events is not None and is_right(self.record.events, self.found)


def read_records(stages: Stages) -> list[Outcome]:
    """Every record that counts, read by the stages with the actors of the list beside their own tables."""
    records = list(read_gold(load_knowledge()))
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        keys = write_folder(Path(folder), read_actors("\n".join(record.text for record in records)))
        reader = replace(stages, folders=(*stages.folders, Path(folder)))
        for record in records:
            if record.events is not None:
                _, parse, claims = reader.read(record.text)
                found = read_events(claims, parse, keys, record.day, reader.knowledge)
                outcomes.append(Outcome(record, tuple(found), claims))
    return outcomes


def measure(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures."""
    return {
        "records": len(outcomes),
        "all events right": sum(outcome.right for outcome in outcomes) / max(1, len(outcomes)),
        "with events": sum(bool(outcome.record.events) for outcome in outcomes),
        "right of those": sum(outcome.right for outcome in outcomes if outcome.record.events)
        / max(1, sum(bool(outcome.record.events) for outcome in outcomes)),
    }


def list_faults(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Every record that is not right, with its claims."""
    for outcome in outcomes:
        if not outcome.right:
            gold = " ".join("{}>{}:{}".format(*event) for event in sorted(outcome.record.events or ()))
            yield f"{outcome.record.record_id}\t{gold or '-'}\t{outcome.record.text}"
            for claim in outcome.claims:
                sides = [" ".join(party.name for party in side) for side in (claim.actors, claim.recipients)]
                negated = " not" if claim.negated else ""
                yield f"\t{claim.kind}{negated} {claim.modality} {claim.rule}: {sides[0]} > {sides[1]}"
