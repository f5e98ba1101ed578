"""Text dumps with labelled lines, made of the article-extraction benchmark: what the line classifier learns from."""

import gzip
import html as html_entities
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from dyadlog.clean.lines import Line, split_lines

BENCHMARK = Path(__file__).parents[2] / "shared" / "benchmarks" / "aeb"
OTHER, BODY, HEADLINE = range(3)
SHINGLE = 4
SHORTEST_ARTICLE = 400
SKIPPED = {"script", "style", "noscript", "template", "svg", "iframe", "head"}
BLOCKS = set(
    re.findall(
        r"\w+",
        "address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
        " header hr li main nav ol option p pre section table tbody td th tr ul",
    )
)
WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Dump:
    """One dump of one page: its lines with a class each, and the shape it has."""

    page: str
    shape: str
    text: str
    lines: list[Line]
    labels: list[int]


def read_benchmark(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(page id, HTML, true article text) of every page of the benchmark."""
    truths = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for page, truth in sorted(truths.items()):
        raw = gzip.decompress((folder / "html" / f"{page}.html.gz").read_bytes())
        yield page, raw.decode("utf-8", "replace"), truth["articleBody"]


def make_dumps(page: str, html: str, article: str, seed: int = 0) -> Iterator[Dump]:
    """The dumps of one page: whole, without bullets, by blocks, main content only, and cropped near the article."""
    chance = random.Random(f"{page}{seed}")
    tree = HTMLTree.parse(html)
    texts = {
        "whole": extract_plain_text(tree, main_content=False, alt_texts=False, links=False),
        "plain": extract_plain_text(tree, main_content=False, alt_texts=False, links=False, list_bullets=False),
        "blocks": dump_blocks(html),
        "main": extract_plain_text(tree, main_content=True, alt_texts=False, links=False),
    }
    titles = find_titles(html)
    for shape, text in texts.items():
        lines = split_lines(text)
        labels = label_lines(lines, article, titles)
        if BODY not in labels:
            continue
        yield Dump(page, shape, text, lines, labels)
        if shape in ("whole", "blocks"):
            for number in range(2):
                first, last = _crop(labels, chance)
                yield Dump(page, f"{shape}-cropped-{number}", text, lines[first:last], labels[first:last])


def dump_blocks(html: str) -> str:
    """The text of every block element on a line of its own, list items with a hyphen."""
    try:
        root = lxml_html.fromstring(html.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return ""
    lines: list[str] = []
    held: list[str] = []

    def flush(mark: str = "") -> None:
        text = " ".join("".join(held).split())
        held.clear()
        if text:
            lines.append(mark + text)

    for action, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if action == "start" and element.tag in SKIPPED:
            for child in element.iter():
                child.text = child.tail = None if child is not element else child.tail
        if action == "start":
            if element.tag in BLOCKS or element.tag == "br":
                flush()
            held.append(element.text or "" if element.tag not in SKIPPED else "")
        else:
            if element.tag in BLOCKS:
                flush("- " if element.tag == "li" else "")
            held.append(element.tail or "")
    flush()
    return "\n".join(lines)


def find_titles(html: str) -> list[str]:
    """The page's own words for its headline: h1 elements, og:title, the title element."""
    titles = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.S | re.I)
    titles += re.findall(r"""<meta[^>]+og:title["'][^>]+content=["']([^"']+)""", html, re.I)
    titles += re.findall(r"<title[^>]*>(.*?)</title>", html, re.S | re.I)[:1]
    return [html_entities.unescape(re.sub(r"<[^>]+>", " ", title)).strip() for title in titles]


def label_lines(lines: list[Line], article: str, titles: list[str]) -> list[int]:
    """The class of each line: in the article, its headline (the last such line before the article), or neither."""
    whole = {_key(line) for line in re.split(r"\n+", article)} - {()}
    tokens = _key(article)
    shingles = set(zip(*(tokens[i:] for i in range(SHINGLE)), strict=False))
    labels = [_label(_key(line.text), whole, shingles) for line in lines]
    first = next((i for i, label in enumerate(labels) if label == BODY and len(lines[i].words) >= 12), len(labels))
    wanted = {_key(title) for title in titles} - {()}
    cut = {_key(re.split(r"\s+[|–—-]\s+", title)[0]) for title in titles} - {()}
    for names in (wanted, cut):
        places = [i for i in range(first) if _key(lines[i].text) in names and len(lines[i].words) >= 3]
        if places:
            labels[places[-1]] = HEADLINE
            break
    return labels


def _label(key: tuple[str, ...], whole: set[tuple[str, ...]], shingles: set[tuple[str, ...]]) -> int:
    if len(key) < 8:
        return BODY if key in whole else OTHER
    own = list(zip(*(key[i:] for i in range(SHINGLE)), strict=False))
    return BODY if sum(shingle in shingles for shingle in own) / len(own) > 0.6 else OTHER


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in WORDS.findall(text))


def _crop(labels: list[int], chance: random.Random) -> tuple[int, int]:
    """First and last line of a dump whose tool kept little but the article."""
    wanted = [i for i, label in enumerate(labels) if label != OTHER]
    before = chance.choice((0, 0, 1, 2, 4, 8))
    after = chance.choice((0, 0, 2, 5, 12, 25))
    return max(0, wanted[0] - before), min(len(labels), wanted[-1] + 1 + after)


def usable(article: str) -> bool:
    """Whether an article is long enough to tell its lines from the rest."""
    return len(article) >= SHORTEST_ARTICLE
