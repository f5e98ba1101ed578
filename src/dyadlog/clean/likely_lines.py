"""Lines that the rules of structure cannot place by their words: what the classifier says of them."""

from itertools import groupby

from dyadlog.clean.page_lines import SUBHEAD_WORDS, PageLines

LIKELY = 0.4
"""The probability of a line to be text from which on it is taken for it; lines taken and lines missed are then as
many in text dumps (``benchmarks/cleaning.py --lines``)."""
RUN, STRAY = 3, 0.6
"""Lines in a row that may be text outside the article's paragraphs; what a line by itself must have within them."""
SURE, FEWEST_SURE = 0.7, 3


def find_plain_sentences(page: PageLines) -> list[int]:
    """Without a sure paragraph: closed sentences of running words, as in a short note or a single pasted sentence."""
    return [
        i
        for i, line in enumerate(page.lines)
        if page.marks[i] is None
        and not line.oversized
        and line.ends_sentence
        and (_is_short(page) or page.words.share("function_words", line.words) >= 0.15)
        and len(line.words) >= (4 if _is_short(page) else 5)
        and (page.body[i] >= 0.3 or len(page.lines) <= 6)
    ]


def find_sure_lines(page: PageLines) -> list[int]:
    """Without any sentence either: lines the classifier is sure of, as in tables and in writing without spaces."""
    sure = [
        i for i, line in enumerate(page.lines) if page.marks[i] is None and not line.oversized and page.body[i] >= SURE
    ]
    return sure if len(sure) >= FEWEST_SURE else []


def _is_short(page: PageLines) -> bool:
    """Whether the page is a pasted sentence or two, with hardly anything around them."""
    return len(page.lines) <= 3


def take_likely(page: PageLines, top: int) -> None:
    """Runs of lines that no rule knows by their words: the classifier, which sees the whole page, decides.

    Lists, tables and short lines of an article look like links and furniture to the rules. One or two lines
    outside the text stay what the rules say.
    """
    taken = [
        page.marks[i] is None
        and page.kinds[i] in (None, "related", "boilerplate")
        and page.body[i] >= (LIKELY if i > top else SURE)
        for i in range(len(page.lines))
    ]
    last = max(i for i, kind in enumerate(page.kinds) if kind == "paragraph")
    for is_likely, run in groupby(range(len(page.lines)), key=taken.__getitem__):
        likely = list(run)
        within = top < likely[0] < last
        several = len(likely) >= RUN
        for i in likely if is_likely and (within or several) else ():
            if not several and page.body[i] < STRAY:
                continue
            short = page.is_title_like(i) and not page.lines[i].bullet and len(page.lines[i].words) <= SUBHEAD_WORDS
            page.kinds[i] = "subhead" if short else "paragraph"
