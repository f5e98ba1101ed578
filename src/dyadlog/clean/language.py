"""Which language a text is in, by its commonest words."""

from collections import Counter
from collections.abc import Sequence

from dyadlog.clean.lines import WORD
from dyadlog.knowledge.page_words import PageWords

LOOKED_AT = 20_000
FEWEST_WORDS = 5
LEAST_SHARE = 0.12
"""Running text of any of these languages has a quarter or more of such words; lists and headlines have fewer."""
LATIN = 0.6


def detect_language(texts: Sequence[str], words: PageWords) -> str:
    """Code of the language (ISO 639-1) whose commonest words are most frequent; ``und`` where none is, or the script
    is not Latin."""
    text = " ".join(texts)[:LOOKED_AT]
    letters = [char for char in text if char.isalpha()]
    if sum(char < "\u0250" for char in letters) < LATIN * len(letters):
        return "und"
    found = WORD.findall(text)
    if len(found) < FEWEST_WORDS:
        return "und"
    prefix = "stopwords_"
    counts = Counter(word.lower() for word in found)
    shares = {
        name.removeprefix(prefix): sum(counts[word] for word in words.phrases(name)) / len(found)
        for name in words.names(prefix)
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= LEAST_SHARE else "und"
