"""What stands between headline and first sure paragraph: standfirst, credits, key points, a first short line."""

from dyadlog.clean.lines import MARKDOWN_HEADING
from dyadlog.clean.marks import is_name
from dyadlog.clean.page_lines import PROSE_WORDS, SUBHEAD_WORDS, TIMED, PageLines

STANDFIRST_WORDS = 45


def label_opening(page: PageLines, headline: int, first: int, contents: set[str]) -> None:
    """Between headline and first sure paragraph: a standfirst or short first sentence is text, a name the byline."""
    _label_opening_list(page, headline, first, contents)
    for i in range(headline + 1, first):
        line = page.lines[i]
        if page.kinds[i] is not None:
            continue
        if line.key in contents:
            page.kinds[i] = "subhead"
        elif page.marks[i] is not None:
            page.kinds[i] = page.marks[i]
        elif is_name(line.body, page.words) and _beside(page, i, headline):
            page.kinds[i] = "byline"
        elif TIMED.match(line.body) is not None and i == first - 1 and len(line.words) <= SUBHEAD_WORDS:
            page.kinds[i] = "subhead"
        elif _is_standfirst(page, i, headline, first) or _leads_list(page, i, first):
            page.kinds[i] = "paragraph" if line.ends_sentence else "subhead"
        elif _opens_article(page, i, headline):
            page.kinds[i] = "paragraph"
        elif i == first - 1 and MARKDOWN_HEADING.match(line.text) is not None:
            page.kinds[i] = "subhead"


def _label_opening_list(page: PageLines, headline: int, first: int, contents: set[str]) -> None:
    """A list of sentences above the text ("Key points") is the article's own, and so is the title right above it."""
    bullets = [
        i
        for i in range(headline + 1, first)
        if page.lines[i].bullet
        and page.marks[i] is None
        and page.kinds[i] is None
        and page.lines[i].key not in contents
    ]
    sentences = all(page.lines[i].ends_sentence and len(page.lines[i].words) >= 4 for i in bullets)
    if not bullets or not sentences or bullets[-1] - bullets[0] != len(bullets) - 1:
        return
    for i in bullets:
        page.kinds[i] = "paragraph"
    if (
        bullets[0] - 1 > headline
        and page.marks[bullets[0] - 1] is None
        and _leads_list(page, bullets[0] - 1, bullets[0])
    ):
        page.kinds[bullets[0] - 1] = "subhead"


def _is_standfirst(page: PageLines, i: int, headline: int, first: int) -> bool:
    """A line of running words between headline and text, with nothing but date, byline or picture beside it."""
    line = page.lines[i]
    running = 6 <= len(line.words) <= STANDFIRST_WORDS and page.words.share("function_words", line.words) >= 0.2
    credits = ("date", "byline", "caption")
    return (
        running
        and not line.bullet
        and page.body[i] >= 0.02
        and all(page.marks[n] in credits or page.kinds[n] is not None for n in range(headline + 1, i))
        and all(page.marks[n] in credits or is_name(page.lines[n].body, page.words) for n in range(i + 1, first))
    )


def _leads_list(page: PageLines, i: int, first: int) -> bool:
    """A short title right above the list that the article opens with ("What we know")."""
    line = page.lines[i]
    return (
        i == first - 1
        and page.lines[first].bullet
        and 2 <= len(line.words) <= SUBHEAD_WORDS
        and page.is_title_like(i)
        and not page.words.has("menu_words", line.body)
    )


def _opens_article(page: PageLines, i: int, headline: int) -> bool:
    line = page.lines[i]
    running = len(line.words) >= PROSE_WORDS and page.words.share("function_words", line.words) >= 0.2
    sentence = line.ends_sentence and len(line.words) >= 4 and page.body[i] >= (0.1 if running else 0.3)
    standfirst = i == headline + 1 and len(line.words) >= 8 and page.body[i] >= 0.4
    return sentence or standfirst


def _beside(page: PageLines, i: int, headline: int) -> bool:
    """Whether a line touches the headline, a date or a byline."""
    neighbours = [n for n in (i - 1, i + 1) if 0 <= n < len(page.lines)]
    return any(n == headline or page.marks[n] in ("date", "byline") for n in neighbours)
