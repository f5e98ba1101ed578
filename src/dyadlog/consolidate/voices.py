"""Voices: which pages tell of a happening independently of each other, and why the others do not.

One voice are: copies of one text; pages of one outlet; pages on which a sentence about the event is printed alike; a
relayed note and the page it names or quotes; pages that tell of the event only on one outlet's word; and pages that
only quote the same words of the same speaker. A page that tells of the act on its own word is a voice, whatever it
quotes besides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from dyadlog.consolidate.hearsay import find_borrowed, find_quoted, find_relays
from dyadlog.consolidate.runs import collect_shingles
from dyadlog.consolidate.tellers import Account, Report, Teller, gather_tellers
from dyadlog.records import Document, Dyad, Event, Evidence, Voice, VoiceBond

__all__ = ["Account", "group_voices", "measure_shares", "voices_of"]

PRINTED_ALIKE = 90
"""Similarity (0 to 100) from which two sentences are one text printed twice."""
SHORTEST_PRINT = 40
"""Characters a sentence needs before likeness says anything about a common origin."""


def voices_of(event: Event, dyad: Dyad) -> tuple[Voice, ...]:
    """The voices behind an event of two states."""
    claims = dyad.claims_of(event)
    return group_voices([Account(c, dyad.documents[c.document_id], dyad.origin_of(c.document_id)) for c in claims])


def group_voices(reports: Sequence[Report]) -> tuple[Voice, ...]:
    """The voices behind the claims of one event, in the order of the record.

    The outcome hangs on the pages alone: on what they say and on the order of ``reports``, which is that of the record.
    """
    pages = gather_tellers(reports)
    bonds = [] if len(pages) == 1 else _find_bonds(pages)
    member_of = {page.name: page.name for page in pages}
    for bond in bonds:
        keep, give = member_of[bond.other_id], member_of[bond.document_id]
        if keep == give:
            continue
        member_of = {name: keep if root == give else root for name, root in member_of.items()}
    groups: dict[str, list[Teller]] = {}
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


def _find_bonds(pages: Sequence[Teller]) -> list[VoiceBond]:
    """Every reason why a page is no voice of its own, one a pair of pages, the plainest reason first."""
    bonds: dict[frozenset[str], VoiceBond] = {}
    for finder in (_find_copies, _find_same_outlet, _find_alike, find_relays, find_borrowed, find_quoted):
        for bond in finder(pages):
            bonds.setdefault(frozenset((bond.document_id, bond.other_id)), bond)
    return list(bonds.values())


def _find_copies(pages: Sequence[Teller]) -> Iterator[VoiceBond]:
    first: dict[str, Teller] = {page.origin: page for page in reversed(pages)}
    first |= {page.name: page for page in pages if page.name == page.origin}
    for page in pages:
        if first[page.origin] is not page:
            yield VoiceBond("copy", page.name, first[page.origin].name)


def _find_same_outlet(pages: Sequence[Teller]) -> Iterator[VoiceBond]:
    """Pages of an outlet that has told of the event before."""
    first: dict[str, Teller] = {}
    for page in sorted(pages, key=lambda page: (page.day, page.order)):
        if page.outlet and first.setdefault(page.outlet, page) is not page:
            yield VoiceBond("same_outlet", page.name, first[page.outlet].name)


def _find_alike(pages: Sequence[Teller]) -> Iterator[VoiceBond]:
    """Pages on which a sentence on the event is printed alike; the one that came later is no voice."""
    seen: list[tuple[Teller, Evidence]] = []
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
                    (late, words), (early, source) = rows if other.day <= page.day else reversed(rows)
                    yield VoiceBond("printed_alike", late.name, early.name, words, source)
                    break
        seen += [(page, evidence) for evidence in quotes.values()]
