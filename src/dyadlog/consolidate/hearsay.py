"""Hearsay: pages that hand on what another page or one speaker said, and add no voice of their own."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from dyadlog.consolidate.runs import (
    QUOTED,
    QUOTED_AT_LENGTH,
    Span,
    blank_article,
    find_longest_run,
    find_quotes,
    quotes_at_length,
    search_name,
    share_run,
    split_words,
)
from dyadlog.consolidate.tellers import Teller
from dyadlog.records import Attribution, Claim, Document, Evidence, VoiceBond

SAME_WORDS = 6
"""Running words in common by which two reports of one speaker's words are the same quotation."""


def find_relays(pages: Sequence[Teller]) -> Iterator[VoiceBond]:
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
    for name in (found.value.strip() for found in (other.outlet, other.title) if found):
        for block in document.blocks:
            if block.kind == "paragraph" and (found := search_name(document.text, name, block.start, block.end)):
                return _passage(document, found)
    return None


def find_borrowed(pages: Sequence[Teller]) -> Iterator[VoiceBond]:
    """Pages without a word of their own on the event that have it from an outlet, which may be another page's or a
    third one, or from a page that they quote."""
    borrowers: dict[str, Teller] = {}
    for page in pages:
        if page.first_hand:
            continue
        media = {_medium(claim) for claim in page.told}
        source = media.pop() if len(media) == 1 else None
        others = [other for other in pages if other is not page]
        owner = next((other for other in others if _credits(page, other, source)), None)
        owner = owner or borrowers.get(source or "")
        if owner is not None:
            yield VoiceBond("shared_source", page.name, owner.name, page.told[0].evidence, owner.told[0].evidence)
        else:
            cited = _find_cited(page, [other for other in others if other.first_hand]) or _find_retold(page, others)
            if cited is not None:
                yield cited
        if source is not None:
            borrowers.setdefault(source, page)


def _credits(page: Teller, other: Teller, source: str | None) -> bool:
    """Whether a page has all it tells of the event on the word of another's outlet, or names it in each sentence."""
    if other.document.outlet is None or other.outlet == page.outlet:
        return False
    name = other.document.outlet.value
    if source is not None and other.outlet in source and search_name(source, other.outlet) is not None:
        return True
    quotes = [claim.evidence.quote for claim in page.told]
    named = all(other.outlet in quote.casefold() for quote in quotes)  # a quick look before the true one
    return named and all(search_name(quote, name) is not None for quote in quotes)


def _find_cited(page: Teller, others: Sequence[Teller]) -> VoiceBond | None:
    """The page that has without quotation marks what this one says of the event within them."""
    for mine in (claim.evidence for claim in page.told if find_quotes(claim.evidence.quote)):
        for other in others:
            for theirs in (claim.evidence for claim in other.told if not find_quotes(claim.evidence.quote)):
                if share_run(mine.quote, theirs.quote, SAME_WORDS):
                    start, other_start, _ = find_longest_run(mine.quote, theirs.quote)
                    if any(found.start() <= start[0] < found.end() for found in QUOTED.finditer(mine.quote)):
                        return VoiceBond("relay", page.name, other.name, _part(mine, start), _part(theirs, other_start))
    return None


def _find_retold(page: Teller, others: Sequence[Teller]) -> VoiceBond | None:
    """The page that this one quotes at length, be it on something else."""
    article = blank_article(page.document)
    for other in others if quotes_at_length(article) else ():
        theirs = blank_article(other.document)
        if quotes_at_length(article, theirs):
            start, other_start, _ = find_longest_run(article, theirs)
            words = _passage(page.document, start), _passage(other.document, other_start)
            return VoiceBond("relay", page.name, other.name, *words)
    return None


def _medium(claim: Claim) -> str | None:
    """The outlet on whose word a claim stands, folded; None where it stands on nobody's or somebody else's."""
    link = claim.attribution[-1] if claim.attribution else None
    if link is None or link.capacity != "media" or link.speaker is None:
        return None
    return " ".join(word for word, _ in split_words(link.speaker) if word not in ("the",))


def find_quoted(pages: Sequence[Teller]) -> Iterator[VoiceBond]:
    """Pages that only hand on words, and the same words of the same speaker, or of a page of the speaker's own."""
    second_hand = [page for page in pages if not page.first_hand]
    official = [page for page in pages if page.first_hand and page.document.genre == "official"]
    pairs = [(later, earlier) for earlier, later in combinations(second_hand, 2)]
    pairs += [(page, issuer) for page in second_hand for issuer in official]
    for page, other in pairs:
        run = _find_same_words(page, other)
        if run is not None:
            yield VoiceBond("quotation", page.name, other.name, *run)


def _find_same_words(page: Teller, other: Teller) -> tuple[Evidence, Evidence] | None:
    """The longest words of one speaker that both pages hand on."""
    best: tuple[int, Evidence, Evidence] | None = None
    for mine in page.told:
        for theirs in other.told:
            if not _are_of_one_speaker(mine, theirs, other):
                continue
            quotes = mine.evidence.quote, theirs.evidence.quote
            if not share_run(*quotes, SAME_WORDS) and find_quotes(quotes[0]).isdisjoint(find_quotes(quotes[1])):
                continue
            start, other_start, length = find_longest_run(*quotes)
            if best is None or length > best[0]:
                best = (length, _part(mine.evidence, start), _part(theirs.evidence, other_start))
    return best[1:] if best else None


def _are_of_one_speaker(claim: Claim, other: Claim, page: Teller) -> bool:
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
