"""Exchange two states in a page, and every record comes out exchanged and otherwise the same."""

import re

import pytest

from dyadlog.consolidate import consolidate
from dyadlog.findings import find
from dyadlog.knowledge import load_knowledge
from dyadlog.pipeline import PageStep
from dyadlog.records import Given, Page, PageTask

PAGE = """{A} and {B} sign energy accord as ministers meet in {Bcap}

By Staff Reporter
June 12, 2024

{Bcap}: {Aadj} Foreign Minister Daniel Moreau met his {Badj} counterpart, Helena Sorel, in {Bcap} on Tuesday, and the \
two countries signed three agreements on trade and transit.

Moreau arrived in {Bcap} on Monday for a two-day visit. {B}'s President Viktor Amsel received him on Tuesday.

{A} called on {B} to release two detained sailors. {B} denied that its navy had fired on a ship of {A}.

{Acap} condemned the {Badj} strikes of March 2023, in which at least 12 people were killed. {Acap} and {Bcap} agreed \
to open a border crossing by December 2025.

The foreign ministry of {B} said that {Aadj} companies could build a gas pipeline if sanctions were lifted.

{A} recognised {B} in 1961. Moreau is scheduled to travel to {Bcap} again in September.

"{B} will never threaten {A}," Sorel said. {Aadj} troops held an exercise near the border with {B} last week.
"""

SECOND_PAGE = """{A}'s foreign minister leaves {Bcap} with four memoranda

June 13, 2024

Foreign Minister Daniel Moreau of {A} left {Bcap} on Wednesday after signing four memoranda of understanding with {B}. \
He had met Foreign Minister Helena Sorel on Tuesday, and President Viktor Amsel received him.

The {Badj} navy fired on a ship of {A} last week, the defence ministry in {Acap} said; {B} rejects the charge.

{A} pledged to supply {B} with 300 megawatts of electricity. The proposed {A}-{B} gas pipeline, often dubbed the \
"Friendship Line", would cost $2 billion.

At least nine people were killed in the {Badj} strikes of March 2023. {B} recognised {A} in 1962.
"""

STATES = {
    "IRN": ("Iran", "Iranian", "Tehran"),
    "PAK": ("Pakistan", "Pakistani", "Islamabad"),
    "KEN": ("Kenya", "Kenyan", "Nairobi"),
    "ALB": ("Albania", "Albanian", "Tirana"),
    "RUS": ("Russia", "Russian", "Moscow"),
    "PER": ("Peru", "Peruvian", "Lima"),
    "JPN": ("Japan", "Japanese", "Tokyo"),
    "CHL": ("Chile", "Chilean", "Santiago"),
}


def write_page(first, second, template=PAGE):
    words = {}
    for letter, code in (("A", first), ("B", second)):
        words |= dict(zip((letter, f"{letter}adj", f"{letter}cap"), STATES[code], strict=True))
    return template.format(**words)


def exchange(text, first, second):
    """The text with every word for one state replaced by the like word for the other."""
    there = dict(zip((first, *STATES[first]), (second, *STATES[second]), strict=True))
    both = there | {new: old for old, new in there.items()}
    words = sorted((*both, *(word.lower() for word in both)), key=len, reverse=True)
    folded = {word.lower(): new for word, new in both.items()}

    def replace(match):
        word = match.group()
        return both.get(word) or folded[word].lower()

    return re.sub(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", replace, text)


def describe_party(party):
    return f"{party.name}|{party.kind}|{'/'.join(party.states)}|{party.office}"


def read_pages(*texts):
    step = PageStep()
    pages = [Page.from_bytes(f"page{n}.txt", text.encode(), "text/plain", Given()) for n, text in enumerate(texts)]
    readings = [step(PageTask(page)).reading for page in pages]
    assert not any(reading.issues for reading in readings)
    return readings


def describe(*texts):
    """Everything the record says of some pages, as text without ids, offsets and coordinates."""
    knowledge, readings = load_knowledge(), read_pages(*texts)
    consolidation = consolidate(readings, knowledge)
    lines = []
    for claim in (claim for reading in readings for claim in reading.claims):
        parties = [[describe_party(party) for party in side] for side in (claim.actors, claim.recipients)]
        places = [place.name for place in claim.places]
        when = claim.when and (claim.when.start, claim.when.end, claim.when.method)
        figures = [quantity.original for quantity in claim.quantities]
        instruments = [(mention.name, mention.kind, mention.status) for mention in claim.instruments]
        speakers = [(link.speaker, link.side, link.words) for link in claim.attribution]
        shape = (claim.event_type, claim.kind, claim.mode, claim.modality, claim.negated, claim.rule, claim.contexts)
        slots = (parties, claim.territory, places, when, figures, instruments, speakers)
        lines.append(f"claim {shape} {slots} {claim.evidence.quote}")
    for event in consolidation.events:
        sides = [[describe_party(party) for party in side] for side in (event.actors, event.recipients)]
        part = event.part_of is not None
        lines.append(
            f"event {event.kind} {event.modality} {event.disputed} {sides} {event.when} {part} {len(event.claims)}"
        )
    for instrument in consolidation.instruments:
        lines.append(f"instrument {instrument.name} {instrument.kind} {instrument.status} {sorted(instrument.states)}")
    for finding in find(readings, consolidation, knowledge):
        sides = [(side.value, side.evidence.quote) for side in finding.sides]
        lines.append(f"finding {finding.kind} {finding.field} {finding.note} {sides}")
    for actor in consolidation.actors:
        held = [(o.office, o.body, o.state, o.first_seen, o.last_seen) for o in actor.occupancies]
        lines.append(f"actor {actor.name} {actor.kind} {sorted(actor.states)} {actor.claims} {held}")
    for reading in readings:
        lines += [f"mention {mention.kind} {mention.rule} {mention.text}" for mention in reading.mentions]
    return lines


def normalise(lines, first, second):
    """Sets of state codes have no order of their own; everything else keeps its place."""
    codes = re.compile(rf"\['(?:{first}|{second})', '(?:{first}|{second})'\]")
    return sorted(codes.sub("[both]", line) for line in lines)


@pytest.mark.parametrize(("first", "second"), [("IRN", "PAK"), ("KEN", "ALB"), ("RUS", "PER"), ("JPN", "CHL")])
def test_exchanging_two_states_exchanges_every_record(first, second):
    there, back = describe(write_page(first, second)), describe(write_page(second, first))
    assert len([line for line in there if line.startswith("claim")]) >= 8
    exchanged = [exchange(line, first, second) for line in there]
    assert normalise(exchanged, first, second) == normalise(back, first, second)


@pytest.mark.parametrize(("first", "second"), [("IRN", "PAK"), ("KEN", "ALB"), ("RUS", "PER"), ("JPN", "CHL")])
def test_exchanging_two_states_exchanges_what_two_pages_show_together(first, second):
    pages = (PAGE, SECOND_PAGE)
    there = describe(*(write_page(first, second, page) for page in pages))
    back = describe(*(write_page(second, first, page) for page in pages))
    kinds = {line.split()[1] for line in there if line.startswith("finding")}
    assert {"corroborated", "quantity", "instrument"} <= kinds, kinds
    exchanged = [exchange(line, first, second) for line in there]
    assert normalise(exchanged, first, second) == normalise(back, first, second)


def test_the_order_of_reading_changes_nothing():
    knowledge = load_knowledge()
    readings = read_pages(*(write_page("KEN", "ALB", page) for page in (PAGE, SECOND_PAGE)))
    outcomes = []
    for ordered in (readings, readings[::-1]):
        consolidation = consolidate(ordered, knowledge)
        outcomes.append((consolidation, find(ordered, consolidation, knowledge)))
    assert outcomes[0] == outcomes[1]
