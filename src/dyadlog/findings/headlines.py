"""Headlines: what a headline says beyond what its text does."""

from collections.abc import Iterator, Sequence

from dyadlog.findings.book import Book, Told
from dyadlog.findings.matters import HARM, codes_of, printed
from dyadlog.findings.notes import show_direction
from dyadlog.findings.sides import make_finding, side_of, states_of
from dyadlog.records import Finding

LIKE_ENOUGH = 0.3
"""Share of a headline's content words that its counterpart in the text repeats, at the least."""


def find_headlines(book: Book) -> Iterator[Finding]:
    """A headline that tells a further step than any sentence of its text does."""
    by_document: dict[str, list[Told]] = {}
    for one in book.told.values():
        if one.claim.event_type is not None:
            by_document.setdefault(one.document.document_id, []).append(one)
    for told in by_document.values():
        bodies = [one for one in told if not one.in_headline]
        for headline in (one for one in told if one.in_headline and not one.denied):
            undone = _not_done(book, headline, bodies)
            if undone is not None:
                yield _make("act", (headline, headline.claim.modality), (undone, _how(undone)), "told as done")
                continue
            yield from _other_figures(book, headline, bodies)
            turned = _turned(book, headline, bodies)
            if turned is not None:
                values = [show_direction(book, one) for one in (headline, turned)]
                yield _make("actor", (headline, values[0]), (turned, values[1]), values[0])
            matching = [one for one in bodies if not one.denied and _same_matter(book, headline, one)]
            strongest = max((_step(book, one) for one in matching), default=None)
            if strongest is not None and strongest < _step(book, headline):
                other = max(matching, key=lambda one: (_step(book, one), len(one.stems & headline.stems), -one.order))
                sides = [side_of(one, f"{one.claim.kind} ({one.claim.modality})") for one in (headline, other)]
                note = f"{headline.claim.kind.replace('_', ' ')} or {other.claim.kind.replace('_', ' ')}"
                yield make_finding("headline_body", "act", sides, states_of(headline.claim, other.claim), note=note)


def _make(field: str, headline: tuple[Told, str], body: tuple[Told, str], first: str) -> Finding:
    rows = (headline, body)
    sides, states = [side_of(*row) for row in rows], states_of(*(one.claim for one, _ in rows))
    return make_finding("headline_body", field, sides, states, note=f"{first}, or {body[1]}")


def _other_figures(book: Book, headline: Told, bodies: Sequence[Told]) -> Iterator[Finding]:
    """The figure of a headline that no sentence of its text gives for the same thing, nor all of them together."""
    family = book.knowledge.families.get(headline.claim.kind).name
    alike = [one for one in bodies if book.knowledge.families.get(one.claim.kind).name == family]
    for figure in headline.claim.quantities:
        same = (figure.unit, figure.of)
        there = [(one, other) for one in alike for other in one.claim.quantities if (other.unit, other.of) == same]
        values = {other.value for _, other in there if other.value is not None}
        if there and not any(figure.may_equal(other) for _, other in there) and figure.value != sum(values):
            one, other = max(there, key=lambda row: (len(row[0].stems & headline.stems), -row[0].order))
            yield _make("quantity", (headline, figure.original), (one, other.original), figure.original)


def _turned(book: Book, headline: Told, bodies: Sequence[Told]) -> Told | None:
    """The sentence that gives the doer of a headline's act as its target, where none tells it as the headline does."""
    if book.knowledge.kinds.get(headline.claim.kind).mutual or headline.claim.kind in HARM:
        return None
    alike = [one for one in bodies if one.claim.kind == headline.claim.kind and one.happened and headline.happened]
    ways = [(codes_of(one.claim.actors), codes_of(one.claim.recipients)) for one in (headline, *alike)]
    doers, targets = ways[0]
    if not doers or not targets or doers & targets or any(doers & way[0] or not way[0] for way in ways[1:]):
        return None
    return next((one for one, way in zip(alike, ways[1:], strict=True) if way == (targets, doers)), None)


def _not_done(book: Book, headline: Told, bodies: Sequence[Told]) -> Told | None:
    """The sentence nearest to a headline that says what it tells as done is not, where none says that it is."""
    family = book.knowledge.families.get(headline.claim.kind)
    if not headline.happened or family.spoken:
        return None
    alike = [
        one
        for one in bodies
        if book.knowledge.families.get(one.claim.kind).name == family.name and _are_alike(headline, one)
    ]
    undone = [one for one in alike if one.claim.kind == headline.claim.kind and (one.denied or _is_ahead(one))]
    if not undone or any(one.happened for one in alike):
        return None
    return max(undone, key=lambda one: (len(one.stems & headline.stems), -one.order))


def _is_ahead(told: Told) -> bool:
    """Whether a page puts what it announces after its own day."""
    when, said = told.claim.when, printed(told.document)
    if told.claim.modality != "planned" or when is None or when.start is None or said is None:
        return False
    return when.method != "published" and when.start > said


def _are_alike(headline: Told, body: Told) -> bool:
    """Whether a sentence can be on what a headline tells: the same states, and words in common."""
    states, there = headline.claim.states(), body.claim.states()
    return (states <= there or there <= states) and len(headline.stems & body.stems) >= max(
        1, LIKE_ENOUGH * len(headline.stems)
    )


def _how(told: Told) -> str:
    return "denied" if told.denied else told.claim.modality


def _same_matter(book: Book, headline: Told, body: Told) -> bool:
    """Whether a sentence of the text tells what the headline tells: same ladder, same states, common words."""
    ladders = book.knowledge.ladders
    if ladders.ladder(headline.claim.kind) is None or ladders.ladder(headline.claim.kind) != ladders.ladder(
        body.claim.kind
    ):
        return False
    if not headline.claim.states() <= body.claim.states():
        return False
    return not headline.stems or len(headline.stems & body.stems) >= LIKE_ENOUGH * len(headline.stems)


def _step(book: Book, told: Told) -> tuple[bool, int]:
    """How far a claim says the matter has come: done or not, and the step of its kind."""
    return told.happened, book.knowledge.ladders.step(told.claim.kind)
