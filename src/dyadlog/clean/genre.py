"""What kind of page it is, since that decides what its sentences are worth."""

from dataclasses import dataclass

from dyadlog.knowledge.page_words import PageWords
from dyadlog.records import Genre

OPENING = 3
PRONOUNS = 0.25


@dataclass(frozen=True, slots=True)
class PageParts:
    """The parts of a page that tell its genre, as text. ``labels`` are section words near the headline (breadcrumb,
    menu line right above, ``article:section``); ``furniture`` all lines outside the article that are its own;
    ``letterhead`` the body named at the top as the one that issues the page."""

    headline: str | None
    labels: tuple[str, ...]
    paragraphs: tuple[str, ...]
    bios: tuple[str, ...]
    byline: str | None
    outlet: str | None
    furniture: tuple[str, ...]
    spam_links: int
    letterhead: str | None = None


def judge_genre(parts: PageParts, words: PageWords) -> tuple[Genre, str]:
    """The genre, and by what it was judged. The order matters: a relayed note is often an opinion too, and a content
    farm's page looks like news."""
    if not parts.paragraphs:
        return "unknown", "no text"
    farm = _farm_signs(parts, words)
    if len(farm) >= 2:
        return "content_farm", " + ".join(farm)
    opening = " ".join(parts.paragraphs[:OPENING])
    relay = words.find("relay", opening)
    if relay is not None:
        return "relay", f"words: {relay.group().lower()}"
    official = _official_sign(parts, words)
    if official is not None:
        return "official", official
    opinion = _opinion_sign(parts, words)
    return ("opinion", opinion) if opinion is not None else ("news", "default")


def _farm_signs(parts: PageParts, words: PageWords) -> list[str]:
    signs = []
    if any(words.has("table_of_contents", text.strip(" :")) for text in parts.furniture):
        signs.append("table of contents")
    if parts.spam_links >= 3:
        signs.append("link lists between paragraphs")
    if any(words.has("comment_invitation", text) for text in parts.paragraphs[-2:]):
        signs.append("invitation to comment")
    if parts.headline is not None and words.has("farm_headline", parts.headline):
        signs.append("headline made for search")
    return signs


def _official_sign(parts: PageParts, words: PageWords) -> str | None:
    for text in (parts.headline or "", *parts.labels, *parts.furniture, *parts.paragraphs[:1]):
        if len(text) < 400 and words.find("official_anywhere", text[:120]) and _speaks_itself(parts, words):
            return "press release"
    if any(words.has("official_label", text) for text in (*parts.labels, *parts.paragraphs[:1])):
        return "press release"
    if parts.letterhead is not None:
        return "letterhead"
    for name, source in (("byline", parts.byline), ("outlet", parts.outlet)):
        if source is not None and words.has("official_source", source):
            return f"{name} is an official body"
    return "official voice" if _speaks_itself(parts, words) and not _reports(parts, words) else None


def _speaks_itself(parts: PageParts, words: PageWords) -> bool:
    """Whether the text speaks as the body that issues it, or in courtesy titles, twice or more."""
    return sum(len(words.expression("official_voice").findall(text)) for text in parts.paragraphs) >= 2


def _reports(parts: PageParts, words: PageWords) -> bool:
    """Whether the text reports what others said, as news does."""
    return sum(text.lower().count(" said") for text in parts.paragraphs) >= 2


def _opinion_sign(parts: PageParts, words: PageWords) -> str | None:
    if any(words.has("opinion_section", label) for label in parts.labels):
        return "section"
    if parts.headline is not None and words.has("opinion_prefix", parts.headline):
        return "headline"
    if any(words.has("opinion_bio", text) for text in (*parts.bios, *parts.furniture)):
        return "writer's bio"
    own = sum(words.has("first_person", _unquoted(text)) for text in parts.paragraphs)
    return "first person" if own > PRONOUNS * len(parts.paragraphs) and own >= 2 else None


def _unquoted(text: str) -> str:
    """The text without what stands between quotation marks: "I" there is someone else."""
    for opening, closing in (("“", "”"), ('"', '"'), ("‘", "’ ")):
        while (start := text.find(opening)) >= 0 and (end := text.find(closing, start + 1)) > 0:
            text = f"{text[:start]} {text[end + len(closing) :]}"
    return text
