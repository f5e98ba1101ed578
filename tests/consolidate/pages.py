"""Pages made by hand, sentence by sentence, with the claims that coding would find in them."""

from dataclasses import dataclass, field, replace
from datetime import date

from dyadlog.consolidate import consolidate
from dyadlog.knowledge import load_knowledge
from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import (
    Block,
    Claim,
    Document,
    Evidence,
    Found,
    InstrumentMention,
    Interval,
    Mention,
    Occupancy,
    Page,
    Party,
    Publication,
    Quantity,
    Reading,
    SentenceSpan,
    SlotSpan,
    content_id,
)

KNOWLEDGE = load_knowledge()


def state(code, name=None):
    return Party(f"state:{code}", name or code.title(), "state", (code,))


def person(name, code=None, office=None):
    states = (code,) if code else ()
    return Party(f"person:{fold_name(name)}:{','.join(states)}", name, "person", states, office)


def on(year, month=None, day=None, method="explicit"):
    """A day, a month or a year."""
    if day is not None:
        return Interval(date(year, month, day), date(year, month, day), "day", method)
    if month is not None:
        last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        return Interval(date(year, month, 1), date.fromordinal(last), "month", method)
    return Interval(date(year, 1, 1), date(year, 12, 31), "year", method)


def between(start, end, method="explicit"):
    return Interval(start, end, "range", method)


@dataclass
class PageOf:
    """A page in the making."""

    location: str
    day: date | None = None
    outlet: str | None = None
    genre: str = "news"
    text: str = ""
    blocks: list = field(default_factory=list)
    told: list = field(default_factory=list)
    occupancies: list = field(default_factory=list)

    def tell(self, sentence, kind="statement", actors=(), recipients=(), when=None, **more):
        """Add a sentence (or another claim of the last one, where the words are the same) and a claim of it."""
        block = more.pop("block", "paragraph")
        if self.blocks and self.text.endswith(sentence):
            start = len(self.text) - len(sentence)
        else:
            start = len(self.text) + 1 if self.text else 0
            self.text = f"{self.text}\n{sentence}" if self.text else sentence
            self.blocks.append(Block(start, len(self.text), block))
        self.told.append((start, sentence, kind, tuple(actors), tuple(recipients), when, more))
        return self

    def seat(self, who, office):
        """Say on this page that somebody holds an office."""
        quote = f"{office} {who.name}"
        start = self.text.index(quote)
        evidence = Evidence("", start, start + len(quote), quote)
        self.occupancies.append(Occupancy(who.actor_id, who.name, office, None, who.states[0], evidence=(evidence,)))
        return self

    def read(self):
        page = Page.from_bytes(self.location, self.text.encode(), "text/plain")
        document = Document(
            document_id=content_id("doc", self.text),
            page_id=page.page_id,
            location=self.location,
            text=self.text,
            blocks=tuple(self.blocks),
            title=None,
            byline=None,
            outlet=Found(self.outlet, "given") if self.outlet else None,
            url=None,
            publication=Publication(self.day, "day", "given") if self.day else Publication(),
            language="en",
            genre=self.genre,
            genre_method="test",
            sha256=page.sha256,
        )
        claims = tuple(_claim(document, number, *row) for number, row in enumerate(self.told))
        seats = tuple(
            replace(o, evidence=tuple(replace(e, document_id=document.document_id) for e in o.evidence))
            for o in self.occupancies
        )
        spans = tuple(
            SentenceSpan(content_id("sentence", self.text, number), number, number, block.start, block.end)
            for number, block in enumerate(self.blocks)
        )
        return Reading(page, document, spans, self._mentions(), occupancies=seats, claims=claims)

    def _mentions(self):
        """A mention wherever a sentence names a party of its claims."""
        starts = [block.start for block in self.blocks]
        found = {}
        for start, sentence, _, actors, recipients, _, _ in self.told:
            for party in (*actors, *recipients):
                if party.name in sentence:
                    at = start + sentence.index(party.name)
                    kind, rule = party.kind, "name"
                    found[at] = Mention(
                        starts.index(start), at, at + len(party.name), 0, 0, 0, party.name, kind, rule, (party,)
                    )
        return tuple(found[at] for at in sorted(found))


def _claim(document: Document, number, start, sentence, kind, actors, recipients, when, more) -> Claim:
    known = KNOWLEDGE.kinds.get(kind)
    spans = ()
    if word := more.pop("trigger", None):
        at = start + sentence.index(word)
        spans = (SlotSpan("trigger", at, at + len(word)),)
    instruments = tuple(
        InstrumentMention(name, sort, status, at := start + sentence.index(name), at + len(name), *deadline)
        for name, sort, status, *deadline in more.pop("instruments", ())
    )
    quantities = tuple(
        Quantity(
            value,
            low,
            high,
            unit,
            bound,
            of,
            words,
            start + sentence.index(words),
            start + sentence.index(words) + len(words),
        )
        for words, value, low, high, unit, bound, of in more.pop("quantities", ())
    )
    sentences = [block.start for block in document.blocks]
    claim = Claim(
        claim_id=content_id("claim", document.document_id, start, kind, [a.actor_id for a in actors], number),
        document_id=document.document_id,
        sentence=sentences.index(start),
        evidence=Evidence(document.document_id, start, start + len(sentence), sentence),
        event_type=known.event_type,
        kind=kind,
        mode=known.mode,
        contexts=known.contexts,
        quad_class=known.quad_class,
        goldstein=known.goldstein,
        cameo=known.cameo,
        when=when,
        when_reason=None if when else "no time word",
        actors=actors,
        recipients=recipients,
        territory=(),
        places=(),
        modality="asserted",
        negated=False,
        attribution=(),
        quantities=quantities,
        instruments=instruments,
        framings=(),
        spans=spans,
        confidence=0.8,
        rule=f"{kind}/test",
        language="en",
    )
    return replace(claim, **more)


def events_of(*pages):
    """The events of some pages made by hand."""
    return consolidate([page.read() for page in pages], KNOWLEDGE).events
