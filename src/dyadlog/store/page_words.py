"""Words of ours that stand beside every sentence in the search index, so that a search can be narrowed within it."""

from collections.abc import Sequence

from dyadlog.records import Document


def outlet_word(outlet: str) -> str:
    """The word for pages of an outlet."""
    return f"o{outlet.encode().hex()}"


def year_word(year: int) -> str:
    """The word for pages published in a year."""
    return f"y{year:04}"


def pair_word(pair: str) -> str:
    """The word for pages with a claim in which both of two states take part (``ECU-PER``)."""
    return f"p{pair.replace('-', '')}"


def page_words(document: Document, pairs: Sequence[str]) -> str:
    """All words for a document."""
    day = document.publication.day
    outlets = [outlet_word(document.outlet.value)] if document.outlet else []
    return " ".join((*outlets, *([year_word(day.year)] if day else []), *map(pair_word, pairs)))


def read_word(word: str) -> tuple[str, str]:
    """What a word of ours says: ``outlet``, ``year`` or ``pair``, and which."""
    said = word[1:]
    match word[0]:
        case "o":
            return "outlet", bytes.fromhex(said).decode()
        case "y":
            return "year", said
    return "pair", f"{said[:3]}-{said[3:]}"
