"""Voices: which pages tell of a happening independently of each other, and why the others do not.

One voice are: copies of one text; pages on which a sentence about the event is printed alike; a relayed note and the
page it names or quotes; pages that tell of the event only on one outlet's word; and pages that only quote the same
words of the same speaker. A page that tells of the act on its own word is a voice, whatever it quotes besides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Protocol

from rapidfuzz import fuzz

from dyadlog.consolidate.runs import Span, blank_article, collect_shingles, find_longest_run, split_words
from dyadlog.records import Attribution, Claim, Document, Evidence, Voice, VoiceBond

PRINTED_ALIKE = 90
"""Similarity (0 to 100) from which two sentences are one text printed twice."""
SHORTEST_PRINT = 40
"""Characters a sentence needs before likeness says anything about a common origin."""
QUOTED_AT_LENGTH = 12
"""Running words in common by which a relayed note shows which page it retells."""
SAME_WORDS = 6
"""Running words in common by which two reports of one speaker's words are the same quotation."""
SHORTEST_NAME = 4
"""Letters of an outlet's name that can be looked for on another page."""
HEADINGS = ("headline", "subhead")
QUOTED = re.compile(r"[“\"]([^“”\"]{12,400})[”\"]")


class Report(Protocol):
    """A claim of an event with its page; ``origin`` is the document whose text the page prints, itself if none."""

    @property
    def claim(self) -> Claim:
        """What is asserted."""

    @property
    def document(self) -> Document:
        """The page it stands on."""

    @property
    def origin(self) -> str:
        """The id of the document whose text the page prints."""


@dataclass(frozen=True, slots=True)
class Account:
    """A report and nothing else."""

    claim: Claim
    document: Document
    origin: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page says of the event. ``told`` are its claims outside headlines, all where it has no others."""

    order: int
    document: Document
    origin: str
    claims: tuple[Claim, ...]
    told: tuple[Claim, ...]

    @property
    def name(self) -> str:
        return self.document.document_id

    @property
    def outlet(self) -> str:
        return self.document.outlet.value.casefold() if self.document.outlet else ""

    @property
    def first_hand(self) -> bool:
        """Whether the page tells of the event on its own word, and not only what somebody said of it."""
        return self.document.genre != "relay" and any(not claim.attribution for claim in self.told)


def group_voices(reports: Sequence[Report]) -> tuple[Voice, ...]:
    """The voices behind the claims of one event, in the order of the record.

    The outcome hangs on the pages alone: on what they say and on the order of ``reports``, which is that of the record.
    """
    pages = _gather(reports)
    bonds = [] if len(pages) == 1 else _find_bonds(pages)
    member_of = {page.name: page.name for page in pages}
    for bond in bonds:
        keep, give = member_of[bond.other_id], member_of[bond.document_id]
        if keep == give:
            continue
        member_of = {name: keep if root == give else root for name, root in member_of.items()}
    groups: dict[str, list[_Page]] = {}
    for page in pages:
        groups.setdefault(member_of[page.name], []).append(page)
    return tuple(
        Voice(
            documents=tuple(page.name for page in group),
            claims=tuple(claim.claim_id for page in group for claim in page.claims),
            first_hand=any(page.first_hand for page in group),
            bonds=tuple(bond for bond in bonds if member_of[bond.document_id] == root),
        )
        for root, group in groups.items()
    )


def measure_shares(voices: Sequence[Voice], documents: Mapping[str, Document]) -> tuple[Voice, ...]:
    """The voices with what copies and sentences printed alike have in common; for display, since it takes time."""
    return tuple(
        replace(voice, bonds=tuple(replace(bond, share=_measure(bond, documents)) for bond in voice.bonds))
        for voice in voices
    )


def _measure(bond: VoiceBond, documents: Mapping[str, Document]) -> float | None:
    if bond.kind == "printed_alike" and bond.evidence and bond.other_evidence:
        return round(fuzz.ratio(bond.evidence.quote, bond.other_evidence.quote) / 100, 3)
    if bond.kind != "copy" or not {bond.document_id, bond.other_id} <= set(documents):
        return None
    smaller, larger = sorted((collect_shingles(documents[name]) for name in (bond.document_id, bond.other_id)), key=len)
    return round(len(smaller & larger) / len(smaller), 3) if smaller else None


def _gather(reports: Sequence[Report]) -> list[_Page]:
    """The pages in the order of their first claim."""
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(report.document.document_id, []).append(report)
    pages = []
    for order, group in enumerate(found.values()):
        document = group[0].document
        claims = tuple(report.claim for report in group)
        headings = [(block.start, block.end) for block in document.blocks if block.kind in HEADINGS]
        body = tuple(c for c in claims if not any(start <= c.evidence.start < end for start, end in headings))
        pages.append(_Page(order, document, group[0].origin, claims, body or claims))
    return pages


def _find_bonds(pages: Sequence[_Page]) -> list[VoiceBond]:
    """Every reason why a page is no voice of its own, one a pair of pages, the plainest reason first."""
    bonds: dict[frozenset[str], VoiceBond] = {}
    for finder in (_find_copies, _find_alike, _find_relays, _find_borrowed, _find_quoted):
        for bond in finder(pages):
            bonds.setdefault(frozenset((bond.document_id, bond.other_id)), bond)
    return list(bonds.values())


def _find_copies(pages: Sequence[_Page]) -> Iterator[VoiceBond]:
    first: dict[str, _Page] = {page.origin: page for page in reversed(pages)}
    first |= {page.name: page for page in pages if page.name == page.origin}
    for page in pages:
        if first[page.origin] is not page:
            yield VoiceBond("copy", page.name, first[page.origin].name)


def _find_alike(pages: Sequence[_Page]) -> Iterator[VoiceBond]:
    """Pages on which a sentence on the event is printed alike; the one that came later is no voice."""
    seen: list[tuple[_Page, Evidence]] = []
    for page in pages:
        quotes = {c.evidence.quote: c.evidence for c in page.claims if len(c.evidence.quote) >= SHORTEST_PRINT}
        joined: set[str] = set()
        for other, theirs in seen:
            if other.name in joined or other.origin == page.origin:
                continue
            for mine in quotes.values():
                if fuzz.ratio(mine.quote, theirs.quote, score_cutoff=PRINTED_ALIKE) > 0:
                    joined.add(other.name)
                    rows = ((page, mine), (other, theirs))
                    (late, words), (early, source) = rows if _day(other) <= _day(page) else reversed(rows)
                    yield VoiceBond("printed_alike", late.name, early.name, words, source)
                    break
        seen += [(page, evidence) for evidence in quotes.values()]


def _day(page: _Page) -> date:
    return page.document.publication.day or date.max


def _find_relays(pages: Sequence[_Page]) -> Iterator[VoiceBond]:
    """A relayed note and the one page it shows best to be its source: by name, by title, or by its words."""
    for page in pages:
        if page.document.genre != "relay":
            continue
        found = []
        for other in pages:
            if other is page or (other.outlet and other.outlet == page.outlet):
                continue
            named = _find_name(page.document, other.document)
            run = find_longest_run(blank_article(page.document), blank_article(other.document))
            if named is not None or run[2] >= QUOTED_AT_LENGTH:
                found.append((-run[2], named is None, other.order, other, named, run))
        if found:
            _, _, _, other, named, run = min(found, key=lambda row: row[:3])
            quotes = run[2] >= QUOTED_AT_LENGTH
            mine = _passage(page.document, run[0]) if quotes else named
            yield VoiceBond("relay", page.name, other.name, mine, _passage(other.document, run[1]) if quotes else None)


def _find_name(document: Document, other: Document) -> Evidence | None:
    """Where a page names the outlet or the title of another."""
    names = [found.value.strip() for found in (other.outlet, other.title) if found]
    for name in names:
        if len(name) < SHORTEST_NAME:
            continue
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)")
        for block in document.blocks:
            found = pattern.search(document.text, block.start, block.end) if block.kind == "paragraph" else None
            if found is not None:
                return Evidence(document.document_id, found.start(), found.end(), found.group())
    return None


def _find_borrowed(pages: Sequence[_Page]) -> Iterator[VoiceBond]:
    """Pages that tell of the event only on the word of an outlet, which may be another page's or a third one."""
    borrowers: dict[str, _Page] = {}
    for page in pages:
        media = [_medium(claim) for claim in page.told]
        source = next((medium for medium in media if medium), None)
        if page.first_hand or source is None or not all(medium == source for medium in media):
            continue
        words = next(claim.evidence for claim in page.told)
        owner = next((other for other in pages if other is not page and other.outlet and other.outlet in source), None)
        other = owner or borrowers.get(source)
        if other is not None:
            yield VoiceBond("shared_source", page.name, other.name, words, other.told[0].evidence)
        borrowers.setdefault(source, page)


def _medium(claim: Claim) -> str | None:
    """The outlet on whose word a claim stands, folded; None where it stands on nobody's or somebody else's."""
    link = claim.attribution[-1] if claim.attribution else None
    if link is None or link.capacity != "media" or link.speaker is None:
        return None
    return " ".join(word for word, _ in split_words(link.speaker) if word not in ("the",))


def _find_quoted(pages: Sequence[_Page]) -> Iterator[VoiceBond]:
    """Pages that only hand on words, and the same words of the same speaker, or of a page of the speaker's own."""
    second_hand = [page for page in pages if not page.first_hand]
    official = [page for page in pages if page.first_hand and page.document.genre == "official"]
    pairs = [(later, earlier) for earlier, later in combinations(second_hand, 2)]
    pairs += [(page, issuer) for page in second_hand for issuer in official]
    for page, other in pairs:
        run = _find_same_words(page, other)
        if run is not None:
            yield VoiceBond("quotation", page.name, other.name, *run)


def _find_same_words(page: _Page, other: _Page) -> tuple[Evidence, Evidence] | None:
    """The longest words of one speaker that both pages hand on."""
    best: tuple[int, Evidence, Evidence] | None = None
    for mine in page.told:
        for theirs in other.told:
            if not _are_of_one_speaker(mine, theirs, other):
                continue
            start, other_start, length = find_longest_run(mine.evidence.quote, theirs.evidence.quote)
            if (length >= SAME_WORDS or _quotes_alike(mine, theirs)) and (best is None or length > best[0]):
                best = (length, _part(mine.evidence, start), _part(theirs.evidence, other_start))
    return best[1:] if best else None


def _quotes_alike(claim: Claim, other: Claim) -> bool:
    """Whether two sentences have the same words in quotation marks."""
    mine, theirs = (
        {found.casefold().strip(" ,.") for found in QUOTED.findall(c.evidence.quote)} for c in (claim, other)
    )
    return bool(mine & theirs)


def _are_of_one_speaker(claim: Claim, other: Claim, page: _Page) -> bool:
    """Whether two claims stand on the word of one speaker: by name, or as the same side in the same capacity."""
    if not claim.attribution:
        return False
    source = claim.attribution[-1]
    if not other.attribution:
        return page.document.genre == "official" and source.capacity in ("government", "military", "unknown")
    return _is_same_speaker(source, other.attribution[-1])


def _is_same_speaker(one: Attribution, other: Attribution) -> bool:
    if one.side is not None and other.side is not None:
        return one.side == other.side and one.capacity == other.capacity
    names = [{word for word, _ in split_words(link.speaker or "") if len(word) > 2} for link in (one, other)]
    return bool(names[0] & names[1])


def _passage(document: Document, span: Span) -> Evidence:
    return Evidence(document.document_id, *span, document.text[slice(*span)])


def _part(evidence: Evidence, span: Span) -> Evidence:
    start, end = (evidence.start + offset for offset in span)
    return Evidence(evidence.document_id, start, end, evidence.quote[slice(*span)])
