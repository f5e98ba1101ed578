"""Links: cleaned, judged, and told from what is no page."""

from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx2
from courlan import is_not_crawlable
from courlan.filters import extension_filter

from dyadlog.errors import PageError

SCHEMES: Final = ("http", "https")
LONGEST: Final = 4096


def check_url(text: str) -> httpx2.URL:
    """A URL that may be asked for. ``PageError``: ``refused`` (not of the web, or with a password), ``bad_url``."""
    if len(text) > LONGEST:
        raise PageError("bad_url", f"a link of {len(text)} characters")
    try:
        url = httpx2.URL(text.strip())
        port = url.port
    except (httpx2.InvalidURL, ValueError) as error:
        raise PageError("bad_url", f"not a URL: {error}") from error
    if url.scheme not in SCHEMES:
        raise PageError("refused", f"{url.scheme or 'no scheme'}: only http and https are followed")
    if url.userinfo:
        raise PageError("refused", "a URL with a name or password in it is not followed")
    if not url.host or (port is not None and not 0 < port < 65536):
        raise PageError("bad_url", "the URL names no host, or no port that there is")
    return url.copy_with(fragment=None)


def join_link(link: str, base: str) -> httpx2.URL:
    """A link as found on ``base``, made whole. ``PageError`` as above."""
    try:
        joined = urljoin(base, "".join(link.split()))
    except ValueError as error:
        raise PageError("bad_url", f"not a URL: {error}") from error
    return check_url(joined)


def clean_link(link: str, base: str) -> str:
    """A link as found on ``base``, whole, without fragment and the marks of campaigns. ``PageError`` as above."""
    url = join_link(link, base)
    told = url.params.multi_items()
    kept = [(name, value) for name, value in told if not name.lower().startswith("utm_")]
    if len(kept) == len(told):
        return str(url)
    return str(url.copy_with(params=kept) if kept else url.copy_with(query=None))


def may_be_page(url: str) -> bool:
    """Whether a link may lead to an article: no picture, style or archive, no login."""
    return extension_filter(urlsplit(url).path) and not is_not_crawlable(url)
