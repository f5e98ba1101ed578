"""Metadata of an HTML page: JSON-LD first, then meta tags, then the page's visible marks."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import XPathError
from lxml.html import HtmlElement

from dyadlog.clean.head_prints import find_prints
from dyadlog.clean.html_dates import find_address_day, find_publication
from dyadlog.clean.html_head import read_head
from dyadlog.clean.json_ld import Article, find_article
from dyadlog.clean.marks import find_byline, is_name
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records import Found, Publication

LONGEST_VALUE = 300
TAG = re.compile(r"<[^<>]*>")
SPACE = re.compile(r"\s+")
TITLE_BREAK = re.compile(r"\s+[|–—»-]\s+")
SIGNED = (
    "//*[@rel='author' or @itemprop='author' or contains(@class,'byline') or contains(@class,'author-name')"
    " or contains(@class,'author_name') or @class='author']"
)


@dataclass(frozen=True, slots=True)
class HtmlMetadata:
    """What an HTML page says about its article; ``labels`` are its section words, ``is_live`` whether it
    calls itself a live blog."""

    title: Found | None
    byline: Found | None
    outlet: Found | None
    url: Found | None
    publication: Publication
    labels: tuple[str, ...]
    is_opinion: bool
    is_live: bool
    letterhead: str | None


def read_metadata(tree: HtmlElement, knowledge: Knowledge) -> HtmlMetadata:
    """Title, byline, outlet, address and publication date, each with the way it was found."""
    words = knowledge.page_words
    head = read_head(tree, knowledge)
    article = find_article(tree)
    meta = _meta_values(tree)
    outlet = _outlet(tree, article, meta, words) or _found(head.letterhead, "letterhead")
    title = _title(tree, article, meta, words, outlet)
    url = _url(tree, article, meta)
    path = urlsplit(url.value).path if url is not None else ""
    steps = [step for step in path.strip("/").split("/")[:-1] if not step.startswith("blog")]  # blogs carry news too
    labels = [*article.sections, *_named(meta, words, "meta_section"), *steps]
    return HtmlMetadata(
        title=title,
        byline=_byline(tree, article, meta, words),
        outlet=outlet,
        url=url,
        publication=find_publication(
            [(plain(value), method) for value, method in _stated(tree, article, meta, words)],
            [plain(value) for value in (*article.modified, *_named(meta, words, "meta_updated"))],
            find_prints(tree, words),
            head.publication,
            find_address_day(url.value if url is not None else None),
            words,
        ),
        labels=tuple(label.strip() for label in labels if label.strip()),
        is_opinion="OpinionNewsArticle" in article.types,
        is_live="LiveBlogPosting" in article.types or bool(tree.xpath("//*[contains(@itemtype, 'LiveBlogPosting')]")),
        letterhead=head.letterhead,
    )


def plain(value: str) -> str:
    """A value as one line of plain words: entities resolved, tags and control characters out, of bearable length."""
    text = html.unescape(html.unescape(value[: 10 * LONGEST_VALUE]))
    text = "".join(char if char.isprintable() else " " for char in TAG.sub(" ", text))
    return SPACE.sub(" ", text).strip()[:LONGEST_VALUE].strip()


def _found(value: str | None, method: str) -> Found | None:
    text = plain(value) if value is not None else ""
    return Found(text, method) if text else None


def _meta_values(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of all meta tags by lower-cased name, property or itemprop."""
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content and content.strip():
                values.setdefault(name.strip().lower(), []).append(content)
    return values


def _named(meta: dict[str, list[str]], words: PageWords, section: str) -> list[str]:
    """The values of the meta tags a section of the table names, in its order."""
    return [text for name in words.ordered(section) for value in meta.get(name, ()) if (text := plain(value))]


def _texts(tree: HtmlElement, path: str) -> Iterator[str]:
    try:
        elements = tree.xpath(path)
    except XPathError:
        return
    for element in elements[:20]:
        text = plain(" ".join(element.itertext())) if isinstance(element, HtmlElement) else plain(str(element))
        if text:
            yield text


def _title(
    tree: HtmlElement, article: Article, meta: dict[str, list[str]], words: PageWords, outlet: Found | None
) -> Found | None:
    """The headline; a site's name behind it is cut where it is the outlet's."""
    headings = list(_texts(tree, "//h1"))
    window = next(_texts(tree, "//head/title"), None)
    if article.headline is not None and (headline := plain(article.headline)):
        return Found(_without_site(headline, outlet), "json-ld")
    for title in _named(meta, words, "meta_title"):
        shorter = _without_site(title, outlet)
        heading = next((text for text in headings if len(text) > 10 and shorter.startswith(text)), None)
        return Found(heading or shorter, "meta")
    if len(headings) == 1 or (headings and window is not None and headings[0] in window):
        return Found(headings[0], "h1")
    return Found(_without_site(window, outlet), "title") if window is not None else None


def _without_site(title: str, outlet: Found | None) -> str:
    parts = TITLE_BREAK.split(title)
    if len(parts) < 2:
        return title
    is_site = outlet is not None and _squash(parts[-1]) in (_squash(outlet.value), _squash(f"the {outlet.value}"))
    return title[: title.rindex(parts[-1])].rstrip(" |–—»-") if is_site or f"| {parts[-1]}" in title else title


def _squash(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _byline(tree: HtmlElement, article: Article, meta: dict[str, list[str]], words: PageWords) -> Found | None:
    named = (plain(author) for author in article.authors)
    names = [find_byline(name, words) or name for name in named if name and not _is_address(name)]
    if names:
        return Found(", ".join(dict.fromkeys(names)), "json-ld")
    for name in _named(meta, words, "meta_byline"):
        if not _is_address(name):
            return Found(find_byline(name, words) or name, "meta")
    for text in _texts(tree, SIGNED):
        signed = find_byline(text, words) or (text if is_name(text, words) else None)
        if signed is not None:
            return Found(signed, "element")
    return None


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "//", "@", "/")) or "@" in text


def _outlet(tree: HtmlElement, article: Article, meta: dict[str, list[str]], words: PageWords) -> Found | None:
    if article.publisher is not None and (found := _found(article.publisher, "json-ld")) is not None:
        return found
    for name in _named(meta, words, "meta_outlet"):
        return Found(name, "meta")
    window = next(_texts(tree, "//head/title"), "")
    heading = next(_texts(tree, "//h1"), None)
    if heading is not None and window.startswith(heading):
        parts = TITLE_BREAK.split(window[len(heading) :])
        if len(parts) >= 2 and 0 < len(parts[-1].split()) <= 5:
            return _found(parts[-1], "title_suffix")
    return None


def _url(tree: HtmlElement, article: Article, meta: dict[str, list[str]]) -> Found | None:
    canonical = next((element.get("href") for element in tree.iter("link") if element.get("rel") == "canonical"), None)
    candidates = (
        (canonical, "canonical"),
        (article.url, "json-ld"),
        (next(iter(meta.get("og:url", ())), None), "meta"),
    )
    for value, method in candidates:
        if value is not None and value.strip().startswith(("http://", "https://")):
            return Found(plain(value), method)
    return None


def _stated(
    tree: HtmlElement, article: Article, meta: dict[str, list[str]], words: PageWords
) -> Iterator[tuple[str, str]]:
    """What the page says of its first publication, each with the way it is said."""
    yield from ((value, "json-ld") for value in article.published)
    yield from ((value, "meta") for value in _named(meta, words, "meta_published"))
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or "published" in f"{element.get('class')} {element.get('itemprop')}":
            yield element.get("datetime") or "", "time_element"
