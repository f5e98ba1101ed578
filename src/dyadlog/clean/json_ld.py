"""JSON-LD of news pages: what the page's own data says of its article, however broken or nested it is."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|PressRelease)$")
MOST_NODES = 5000
LONGEST_SCRIPT = 2_000_000
COMMENTS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
TRAILING_COMMA = re.compile(r",\s*([}\]])")


@dataclass(frozen=True, slots=True)
class Article:
    """The article node of a page's JSON-LD; empty where there is none."""

    types: tuple[str, ...] = ()
    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    url: str | None = None
    sections: tuple[str, ...] = ()


def find_article(tree: HtmlElement) -> Article:
    """The first article node with a headline or a date, from any script of the page, list or ``@graph``; where there
    is none, the dates of the page's own node."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for node in nodes:
        types = tuple(_strings(node.get("@type")))
        if any(ARTICLE_TYPES.search(name) for name in types) and ("headline" in node or "datePublished" in node):
            return Article(
                types=types,
                headline=next(_strings(node.get("headline") or node.get("name")), None),
                authors=tuple(_names(node.get("author") or node.get("creator"), by_id)),
                publisher=next(_names(node.get("publisher") or node.get("sourceOrganization"), by_id), None),
                published=tuple(_strings(node.get("datePublished") or node.get("dateCreated"))),
                modified=tuple(_strings(node.get("dateModified"))),
                url=next(_addresses(node), None),
                sections=tuple(_strings(node.get("articleSection"))),
            )
    pages = (node for node in nodes if "WebPage" in _strings(node.get("@type")))
    page = next((node for node in pages if "datePublished" in node), {})
    published, changed = _strings(page.get("datePublished")), _strings(page.get("dateModified"))
    return Article(published=tuple(published), modified=tuple(changed))


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            parsed = _parse(script.text[:LONGEST_SCRIPT])
            if parsed is not None:
                yield parsed


def _parse(text: str) -> Any:
    """The JSON, mended where it is wrapped in comments or has commas too many; None where that does not help."""
    text = COMMENTS.sub("", COMMENTS.sub("", text)).strip().rstrip(";")
    for attempt in (text, TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(parsed: Any) -> Iterator[dict[str, Any]]:
    """All objects of the JSON, outer ones first, without recursion: a page may nest them without end."""
    queue = [parsed]
    for _ in range(MOST_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, dict):
            yield node
            queue += [value for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            queue += [value for value in node if isinstance(value, dict | list)]


def _strings(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            yield item
        elif isinstance(item, dict) and isinstance(item.get("@value"), str):
            yield item["@value"]


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names of people or organisations given as text, as objects, or by reference to another node."""
    for item in value if isinstance(value, list) else [value]:
        node = by_id.get(item["@id"], item) if isinstance(item, dict) and isinstance(item.get("@id"), str) else item
        if isinstance(node, dict):
            yield from _strings(node.get("name"))
        else:
            yield from _strings(node)


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    page = node.get("mainEntityOfPage")
    yield from _strings(node.get("url"))
    yield from _strings(page.get("@id") if isinstance(page, dict) else page)
