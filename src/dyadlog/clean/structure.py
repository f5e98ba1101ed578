"""From the classifier's view of single lines to the structure of a page: where the article is, and what each line is.

The rules read from top to bottom in ``label_page``; each one is a function that says what it decides.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dyadlog.clean.credit_lines import mark_credits
from dyadlog.clean.headline import find_headline
from dyadlog.clean.letterhead import REACH, find_letterhead
from dyadlog.clean.likely_lines import find_plain_sentences, find_sure_lines, take_likely
from dyadlog.clean.line_features import Matrix, content_words
from dyadlog.clean.lines import MARKDOWN_HEADING, Line
from dyadlog.clean.marks import find_byline, is_name
from dyadlog.clean.masthead import find_masthead
from dyadlog.clean.opening import label_opening
from dyadlog.clean.page_lines import PROSE_WORDS, SUBHEAD_WORDS, TIMED, PageLines
from dyadlog.knowledge import Knowledge
from dyadlog.records.vocabulary import BlockKind

NEAR = 6
"""Lines around the article in which a date, a name or a bio is the article's own."""
LONG_GAP = 6
ANCHORS_BEFORE_COMMENTS = 2
QUOTES = ("“", '"', "‘")
FURTHER_PIECE = 0.25
"""A piece of text beyond other articles' links is this one's if it has at least this share of its words."""


def label_page(lines: Sequence[Line], probabilities: Matrix, knowledge: Knowledge) -> list[BlockKind]:
    """The kind of every line of a plain-text page; no headline, subhead or paragraph where there is no article."""
    words = knowledge.page_words
    page = PageLines(lines, probabilities, words)
    if not page.anchors:
        page.anchors = find_plain_sentences(page) or find_sure_lines(page)
    pieces = _article_pieces(page)
    if pieces:
        _take_masthead(page, pieces[0][0])
        _take_letterhead(page, pieces[0][0], knowledge)
        headline = find_headline(lines, page.marks, page.named, pieces[0][0], _vocabulary(page, pieces), words)
        pieces = _begin_after(headline, pieces)
        for i in mark_credits(lines, page.marks, headline, pieces[0][0], words):
            page.marks[i] = "date"
        contents = _table_of_contents(page)
        _label_article(page, pieces, contents)
        if headline is not None:
            page.kinds[headline] = "headline"
            label_opening(page, headline, pieces[0][0], contents)
        _label_surroundings(page, headline, pieces)
        take_likely(page, headline if headline is not None else pieces[0][0])
    return [kind if kind is not None else _outside(page, i) for i, kind in enumerate(page.kinds)]


def _take_masthead(page: PageLines, first: int) -> None:
    """The site's name above the headline is furniture, however short and title-like."""
    masthead = find_masthead(page.lines, page.marks, first, page.words)
    if masthead is not None:
        page.marks[masthead.line] = "boilerplate"


def _take_letterhead(page: PageLines, first: int, knowledge: Knowledge) -> None:
    """The body that issues the page is no headline, unless it is the only title above the text."""
    heads = [
        i
        for i in range(min(first, REACH))
        if page.marks[i] in (None, "boilerplate", "byline") and find_letterhead(page.lines[i].body, knowledge)
    ]
    titles = [i for i in range(first) if i not in heads and page.marks[i] is None and page.is_title_like(i)]
    if titles:
        for i in heads:
            page.marks[i] = "boilerplate"


def _article_pieces(page: PageLines) -> list[list[int]]:
    """The anchors of the article, in pieces: text is cut where links to other articles, comments or a footer begin.

    The piece with most words is the article; another belongs to it if it is long too (menus can split an article).
    """
    pieces: list[list[int]] = []
    for before, after in pairwise([-1, *_before_comments(page)]):
        if before < 0 or _parts_articles(page, before, after):
            pieces.append([])
        pieces[-1].append(after)
    if not pieces:
        return []
    for piece in pieces:
        while len(piece) > 1 and page.marks[piece[-1]] == "bio":
            piece.pop()
    sizes = [sum(len(page.lines[i].words) for i in piece) for piece in pieces]
    longest = max(sizes)
    return [piece for piece, size in zip(pieces, sizes, strict=True) if size >= FURTHER_PIECE * longest]


def _before_comments(page: PageLines) -> list[int]:
    """The anchors above the readers' comments, which read like an article and can be longer than it."""
    for count in range(ANCHORS_BEFORE_COMMENTS, len(page.anchors)):
        gap = range(page.anchors[count - 1] + 1, page.anchors[count])
        if any(page.words.has("comment_area", page.lines[i].body) for i in gap if len(page.lines[i].words) <= 12):
            return page.anchors[:count]
    return page.anchors


def _parts_articles(page: PageLines, before: int, after: int) -> bool:
    gap = range(before + 1, after)
    ended = any(
        page.marks[i] == "boilerplate" and page.words.has("end_marks", page.lines[i].body) and not page.lines[i].bullet
        for i in gap
    )
    unlike = len(gap) > 2 * LONG_GAP and sum(page.body[i] for i in gap) < 0.3 * len(gap)
    return (ended and (len(gap) > LONG_GAP or page.body[after] < 0.8)) or unlike or len(gap) > 4 * LONG_GAP


def _vocabulary(page: PageLines, pieces: Sequence[Sequence[int]]) -> Counter[str]:
    """How many lines of the article use each content word."""
    return Counter(word for piece in pieces for i in piece for word in set(content_words(page.lines[i])))


def _begin_after(headline: int | None, pieces: list[list[int]]) -> list[list[int]]:
    """Without the teasers that stand above the headline."""
    if headline is None:
        return pieces
    after = [[i for i in piece if i > headline] for piece in pieces]
    return [piece for piece in after if piece] or pieces


def _label_article(page: PageLines, pieces: Sequence[Sequence[int]], contents: set[str]) -> None:
    """Kinds for all lines from the first to the last paragraph of each piece, and for closing lines right after."""
    for piece in pieces:
        for i in piece:
            page.kinds[i] = "paragraph"
        _take_closing_bio(page, piece)
        for before, after in pairwise(piece):
            _label_gap(page, list(range(before + 1, after)), contents)
        _label_closing(page, piece[-1])


def _take_closing_bio(page: PageLines, piece: Sequence[int]) -> None:
    """A last paragraph that begins with the name of who signs above is about the author, not about the news."""
    signed = [
        page.lines[i].body if page.marks[i] is None else find_byline(page.lines[i].body, page.words)
        for i in range(max(0, piece[0] - NEAR), piece[0])
        if page.marks[i] == "byline" or is_name(page.lines[i].body, page.words)
    ]
    for i in piece[-2:]:
        text = page.lines[i].body
        if i > piece[0] and any(name and text.startswith(f"{name} ") and len(name.split()) > 1 for name in signed):
            page.kinds[i] = "bio"
            page.marks[i] = "bio"


def _table_of_contents(page: PageLines) -> set[str]:
    """The entries of a table of contents: lines after its title that stand on the page again further down."""
    keys = [line.key for line in page.lines]
    entries: set[str] = set()
    for start, line in enumerate(page.lines):
        if not page.words.has("table_of_contents", line.body.strip(" :")):
            continue
        for i in range(start + 1, len(keys)):
            if keys[i] not in keys[i + 1 :] or keys[i] in entries:
                break
            entries.add(keys[i])
            page.kinds[i] = "boilerplate"
        page.kinds[start] = "boilerplate"
    return entries


def _label_gap(page: PageLines, gap: list[int], contents: set[str]) -> None:
    """The lines between two paragraphs: subheads, lists, short sentences, links to other articles, furniture."""
    open_lines: list[int] = []
    for i in gap:
        if page.kinds[i] is not None:
            continue
        if page.lines[i].key in contents:
            page.kinds[i] = "subhead"
        elif page.marks[i] is not None:
            page.kinds[i] = page.marks[i]
        else:
            open_lines.append(i)
    bullets = [i for i in open_lines if page.lines[i].bullet]
    kind: BlockKind = "paragraph" if _is_article_list(page, bullets) else "related"
    for i in bullets:
        page.kinds[i] = kind
    _label_short_lines(page, [i for i in open_lines if not page.lines[i].bullet])


def _is_article_list(page: PageLines, bullets: Sequence[int]) -> bool:
    """Whether list items are the article's own: the classifier says so, and they are sentences or more than names."""
    if not bullets:
        return False
    lines = [page.lines[i] for i in bullets]
    sentences = sum(line.ends_sentence for line in lines) / len(lines)
    trust = sum(page.body[i] for i in bullets) / len(bullets)
    running = sum(page.words.share("function_words", line.words) for line in lines) / len(lines)
    return (sentences >= 0.5 and trust >= 0.3) or (trust >= 0.6 and (running >= 0.15 or len(lines) == 1))


def _label_short_lines(page: PageLines, run: Sequence[int]) -> None:
    """Unmarked lines between two paragraphs: sentences are text, one or two titles are subheads, more are links."""
    titles = [i for i in run if page.is_title_like(i) and len(page.lines[i].words) <= SUBHEAD_WORDS]
    for i in run:
        line = page.lines[i]
        if i in titles and not line.body.endswith(":"):
            continue
        runs_on = (
            len(line.words) >= PROSE_WORDS or line.ends_sentence or (line.body.endswith(":") and len(line.words) >= 4)
        )
        running = len(line.words) >= PROSE_WORDS and page.words.share("function_words", line.words) >= 0.2
        is_text = runs_on and (page.body[i] >= (0.15 if running else 0.25) or line.body.endswith(":"))
        page.kinds[i] = "paragraph" if is_text else "boilerplate"
    for i in titles:
        if TIMED.match(page.lines[i].body) is not None and page.kinds[i] is None:
            page.kinds[i] = "subhead"
    titles = [i for i in titles if page.kinds[i] is None]
    trust = sum(page.body[i] for i in titles) / len(titles) if titles else 0.0
    for i in titles:
        line = page.lines[i]
        is_heading = MARKDOWN_HEADING.match(line.text) is not None
        is_link = line.body.isupper() and len(line.words) >= 5 and page.body[i] < 0.5
        wanted = not is_link and ((len(titles) <= 2 and page.body[i] >= 0.25) or (len(titles) > 2 and trust >= 0.6))
        page.kinds[i] = "subhead" if is_heading or wanted else ("related" if len(line.words) >= 4 else "boilerplate")


def _label_closing(page: PageLines, last: int) -> None:
    """Short closing sentences and lists right after the last sure paragraph still belong to the article."""
    held: list[int] = []
    for i in range(last + 1, len(page.lines)):
        line = page.lines[i]
        if page.kinds[i] is not None:
            break
        if page.marks[i] is not None:
            if page.marks[i] == "related" and not page.words.has("related_mark", line.body):
                continue  # "Read more: ..." between two sentences
            break
        running = page.words.share("function_words", line.words) >= 0.2 and len(line.words) >= 5
        if line.body.endswith(":") or (line.bullet and running):
            held.append(i)  # stands or falls with the sentence it leads to
            continue
        before_credit = i + 1 < len(page.lines) and page.marks[i + 1] == "byline" and page.lines[i + 1].text[0] == "("
        likely = page.body[i] >= (0.1 if before_credit or line.text[:1] in QUOTES else 0.25 if running else 0.5)
        if not line.ends_sentence or not likely:
            break
        for n in (*held, i):
            page.kinds[n] = "paragraph"
        held.clear()


def _label_surroundings(page: PageLines, headline: int | None, pieces: Sequence[Sequence[int]]) -> None:
    """Dates, names and bios near the article are its own; the same further off belong to other articles."""
    top = headline if headline is not None else pieces[0][0]
    end = max(i for i, kind in enumerate(page.kinds) if kind == "paragraph")
    for i in range(len(page.lines)):
        if page.kinds[i] is not None:
            continue
        near = top - NEAR <= i < pieces[0][0] or end < i <= end + NEAR
        mark = page.marks[i]
        dated_or_signed = mark in ("date", "byline") and near and not (i > end and _after_links(page, end, i))
        if dated_or_signed or mark == "related" or (mark in ("bio", "caption") and i > top):
            page.kinds[i] = mark
        elif i > end and _names_author(page, i):
            page.kinds[i] = "byline"


def _after_links(page: PageLines, end: int, i: int) -> bool:
    """Whether links to other articles stand between the end of the article and a line."""
    return any(
        page.marks[n] == "related" or page.words.has("end_marks", page.lines[n].body) for n in range(end + 1, i)
    ) or (i + 1 < len(page.lines) and i - end > 2 and page.is_title_like(i - 1) and len(page.lines[i - 1].words) >= 5)


def _names_author(page: PageLines, i: int) -> bool:
    """Whether a line is a name that an author box goes on from: "+ posts" or a bio that begins with the name."""
    name = page.lines[i].body
    if page.marks[i] is not None or not is_name(name, page.words):
        return False
    following = [page.lines[n].text for n in range(i + 1, min(i + 4, len(page.lines)))]
    return any(text.startswith(name) or text.lower().startswith("+ posts") for text in following)


def _outside(page: PageLines, i: int) -> BlockKind:
    """A line outside the article: a title of another article, or furniture of the page."""
    line = page.lines[i]
    if page.marks[i] == "related":
        return "related"
    if page.marks[i] is not None or not page.is_title_like(i) or "»" in line.text:
        return "boilerplate"
    return "related" if len(line.words) >= 5 else "boilerplate"
