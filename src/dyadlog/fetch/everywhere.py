"""Files and URLs side by side, as a user names them."""

from collections.abc import Iterator, Sequence

from dyadlog.fetch.settings import WebSettings
from dyadlog.read import Intake, find_pages
from dyadlog.records import Given, Issue, Page


def is_web(source: str) -> bool:
    """Whether a source that the user named is a URL of the web."""
    return source[:8].lower().startswith(("http://", "https://"))


def find_everywhere(
    sources: Sequence[str], given: Given, intake: Intake, settings: WebSettings | None = None
) -> Iterator[Page | Issue]:
    """Every page of the files and folders among ``sources``, then of the URLs, in the order they were named."""
    yield from find_pages([source for source in sources if not is_web(source)], given, intake=intake)
    urls = list(dict.fromkeys(source for source in sources if is_web(source)))
    if not urls:
        return
    from dyadlog.fetch.fetcher import Fetcher  # here, so that who reads files does not wait for clients of the web
    from dyadlog.fetch.pages import Web

    with Fetcher(settings or WebSettings()) as fetcher:
        web = Web(fetcher, intake)
        for url in urls:
            yield from web.pages(url, given)
