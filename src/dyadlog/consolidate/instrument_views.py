"""Instrument views: every mention of an agreement, pledge, target, mechanism or project, ready to be compared."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dyadlog.consolidate.chains import chain_views
from dyadlog.consolidate.instrument_slots import GROUPS, InstrumentView
from dyadlog.consolidate.instrument_words import (
    is_definite,
    is_new,
    is_other_name,
    left_out,
    letters_of,
    noun_of,
    stems_of,
    year_of,
)
from dyadlog.consolidate.likeness import SIGNING
from dyadlog.consolidate.views import GENRE_RANK, order_claims, time_span
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Document, InstrumentMention, Quantity, Reading

HEADINGS = ("headline", "subhead")


def build_instrument_views(readings: Sequence[Reading], knowledge: Knowledge) -> list[InstrumentView]:
    """A view of every mention of an instrument, in the order of the record."""
    views: list[InstrumentView] = []
    for reading in readings:
        document = reading.document
        assert document is not None
        figures_of, first = _figures_by_sentence(reading.claims), len(views)
        for claim in order_claims(reading.claims):
            for mention in (*claim.instruments, *_counted(claim, figures_of[claim.sentence], knowledge)):
                figures = _figures_of(mention, claim, figures_of[claim.sentence], knowledge)
                known = (reading, figures, knowledge)
                views.append(_make_view(len(views), len(views) - first, mention, claim, document, known))
        views[first:] = chain_views(_complete_states(views[first:], reading.claims))
    return views


def _counted(claim: Claim, told: Sequence[Quantity], knowledge: Knowledge) -> Iterator[InstrumentMention]:
    """The documents of a signing that its sentence only counts ("twelve documents were signed")."""
    if claim.kind == SIGNING and not (claim.negated or claim.instruments):
        for figure in dict.fromkeys(claim.quantities or told):
            if (figure.low or 0) > 1 and _counts(figure, knowledge):
                name = " ".join(figure.original.split())
                yield InstrumentMention(name, "bundle", "signed", figure.start, figure.end)


def _make_view(
    order: int,
    number: int,
    mention: InstrumentMention,
    claim: Claim,
    document: Document,
    known: tuple[Reading, tuple[Quantity, ...], Knowledge],
) -> InstrumentView:
    reading, figures, knowledge = known
    bundled = any((figure.low or 0) > 1 and _counts(figure, knowledge) for figure in figures)
    acronyms, letters = letters_of(mention.name, knowledge)
    noun = noun_of(mention, knowledge)
    return InstrumentView(
        order=order,
        place=(reading.page.location, number),
        claim_id=claim.claim_id,
        document_id=document.document_id,
        sentence=claim.sentence,
        start=mention.start,
        end=mention.end,
        name=mention.name,
        kind=mention.kind,
        status=mention.status,
        deadline=mention.deadline,
        modality=claim.modality,
        negated=claim.negated,
        when=claim.when,
        evidence=claim.evidence,
        told_on=_day_of(document),
        rank=GENRE_RANK[document.genre],
        states=_states_of(mention, claim, reading),
        group="bundle" if bundled and GROUPS[mention.kind] in ("deal", "bundle") else _group_of(mention, knowledge),
        stems=stems_of(mention, document, reading.mentions, knowledge),
        acronyms=acronyms,
        letters=letters,
        figures=figures,
        span=time_span(claim.when, document),
        year=None if GROUPS[mention.kind] == "aim" else year_of(mention, document),
        noun=noun,
        head=knowledge.instrument_words.head(noun),
        new=is_new(mention, document, knowledge),
        about=left_out(mention, claim, knowledge),
        other_name=is_other_name(mention, document, knowledge),
        act=claim.kind,
        denied=claim.negated or claim.modality == "denied",
        definite=is_definite(mention, document, knowledge),
        in_headline=any(b.kind in HEADINGS and b.start <= mention.start < b.end for b in document.blocks),
        doers=tuple(sorted({code for party in claim.actors for code in party.states})),
        places=frozenset(place.name for place in claim.places),
        place_stems=frozenset(s for place in claim.places for s in knowledge.content_words.stems(place.name)),
        people=frozenset(p.name.casefold() for p in (*claim.actors, *claim.recipients) if p.is_named_person),
    )


def _states_of(mention: InstrumentMention, claim: Claim, reading: Reading) -> tuple[str, ...]:
    """The states of an instrument: those in its own name, else those of the claim, else those of its sentence."""
    named = _named_within(reading, mention.start, mention.end)
    if len(named) > 1:
        return named
    told = tuple(
        dict.fromkeys(
            (*(code for party in (*claim.actors, *claim.recipients) for code in party.states), *claim.territory)
        )
    )
    if len(told) > 1:
        return told
    nearby = _named_within(reading, claim.evidence.start, claim.evidence.end)
    return nearby if set(told) <= set(nearby) else told


def _day_of(document: Document) -> date | None:
    """The day of a page, or the bound that it gives."""
    published = document.publication
    return published.day or published.not_after or published.not_before


def _group_of(mention: InstrumentMention, knowledge: Knowledge) -> str:
    """What a mention is compared with; a promise to sign or ratify something is of what is signed."""
    first = next(iter(mention.name.casefold().split()), "")
    return (
        "deal" if mention.kind == "pledge" and first in knowledge.instrument_words.concluding else GROUPS[mention.kind]
    )


def _complete_states(views: Sequence[InstrumentView], claims: Sequence[Claim]) -> list[InstrumentView]:
    """Views that name one state or none, and point back, with the two states that the page spoke of last."""
    told = sorted((claim.sentence, claim.evidence.start, codes) for claim in claims if len(codes := _codes(claim)) == 2)
    return [
        replace(view, states=_spoken_of(view, told)) if len(view.states) < 2 and _points_back(view) else view
        for view in views
    ]


def _codes(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for party in (*claim.actors, *claim.recipients) for code in party.states))


def _points_back(view: InstrumentView) -> bool:
    return view.definite or view.in_headline or (view.is_bare and not view.new)


def _spoken_of(view: InstrumentView, told: Sequence[tuple[int, int, tuple[str, ...]]]) -> tuple[str, ...]:
    """The two states of the claim nearest before a mention, else nearest after it, that has all of its states."""
    fitting = [row for row in told if set(view.states) <= set(row[2])]
    before = [codes for sentence, _, codes in fitting if sentence <= view.sentence]
    after = [codes for sentence, _, codes in fitting if sentence > view.sentence]
    return before[-1] if before else after[0] if after else view.states


def _named_within(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            code
            for mention in sorted(reading.mentions, key=lambda mention: mention.start)
            if start <= mention.start and mention.end <= end
            for party in mention.parties
            if party.kind in ("state", "body", "person")
            for code in party.states
        )
    )


def _figures_by_sentence(claims: Sequence[Claim]) -> dict[int, tuple[Quantity, ...]]:
    """The figures of each sentence, whichever claim holds them."""
    figures: dict[int, tuple[Quantity, ...]] = defaultdict(tuple)
    for claim in claims:
        figures[claim.sentence] += claim.quantities
    return figures


def _figures_of(
    mention: InstrumentMention, claim: Claim, told: Sequence[Quantity], knowledge: Knowledge
) -> tuple[Quantity, ...]:
    """The figures that tell of the instrument: how many documents, or how much of what is aimed at."""
    only = len(claim.instruments) == 1
    own = [
        figure
        for figure in claim.quantities
        if (mention.start - 2 <= figure.start and figure.end <= mention.end + 2)
        or (only and (_counts(figure, knowledge) or _measures(figure, mention)))
    ]
    here = [
        figure
        for figure in told
        if (mention.start <= figure.start and figure.end <= mention.end)
        or (_counts(figure, knowledge) and figure.start <= mention.end and mention.start <= figure.end)
    ]
    return tuple(dict.fromkeys((*own, *here)))


def _measures(figure: Quantity, mention: InstrumentMention) -> bool:
    """Whether a figure of the claim says how much the instrument is about: any of a promise or aim, else money."""
    if figure.unit is None or figure.unit in ("day", "month", "year"):
        return False
    return GROUPS[mention.kind] == "aim" or figure.unit.isupper()


def _counts(figure: Quantity, knowledge: Knowledge) -> bool:
    """Whether a figure says how many instruments there are; the worth of contracts is no number of them."""
    if figure.unit is not None and figure.unit.isupper():
        return False
    words = f"{figure.unit or ''} {figure.of or ''}".split()
    return any(knowledge.instrument_words.head(word) for word in words)
