"""What another data set would have of made-up happenings: some not at all, some many times, and others beside them."""

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Final

from benchmarks.stored.happenings import Happening
from dyadlog.records import ForeignEvent, ForeignFile
from dyadlog.store import Writer

KNOWN: Final = 0.7
"""How many happenings it has."""
ROWS: Final = (1, 1, 2, 3, 5)
"""How often it counts one, as it is drawn."""
MISTAKEN: Final = 0.4
"""How many of its rows are of another kind than what happened."""
AT_ONCE: Final = 5000


def write_foreign(writer: Writer, happenings: Iterable[Happening], seed: int) -> None:
    """Put a data set beside the record, as files of GDELT would."""
    rows = _draw(list(happenings), random.Random(seed))
    first = last = None
    count = 0
    while batch := list(islice(rows, AT_ONCE)):
        with writer.at_once():
            writer.foreign.add(batch)
        days = [event.first for event in batch]
        first, last = min(days + ([first] if first else [])), max(days + ([last] if last else []))
        count += len(batch)
    with writer.at_once():
        writer.foreign.close_file(ForeignFile("made-up", (), "gdelt", "made up", first, last, count, count, 0))


def _draw(happenings: list[Happening], dice: random.Random) -> Iterator[ForeignEvent]:
    number = 0
    for happening in happenings:
        for _ in range(dice.choice(ROWS) if dice.random() < KNOWN else 0):
            number += 1
            told = dice.choice(happenings) if dice.random() < MISTAKEN else happening
            yield _make_row(number, happening, told, dice)


def _make_row(number: int, happening: Happening, told: Happening, dice: random.Random) -> ForeignEvent:
    """A row on the states and the day of a happening, of the kind that it is told as."""
    day = happening.day + timedelta(days=dice.choice((0, 0, 1, 4)))
    kind, mentions = told.kind, dice.randint(1, 40)
    actors, recipients = (party.states[:1] for party in (happening.actors[0], happening.recipients[0]))
    return ForeignEvent(
        source="gdelt",
        foreign_id=str(number),
        first=day,
        last=day,
        code=kind.cameo or "01",
        words=kind.kind,
        event_type=kind.event_type,
        mode=kind.mode,
        quad_class=kind.quad_class,
        cameo=kind.cameo,
        actors=actors,
        actor_name=actors[0],
        recipients=recipients,
        recipient_name=recipients[0],
        territory=happening.territory,
        place=happening.places[0].name if happening.places else None,
        lat=None,
        lon=None,
        mentions=mentions,
        sources=1 + mentions // 5,
        articles=mentions,
        deaths=None,
        deaths_low=None,
        deaths_high=None,
        reference=f"https://news.example/{number}",
        file="made up",
        line=number,
    )
