"""The web as a source of pages: a URL is a page, a feed or a sitemap, and what it holds tells which."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from dyadlog.errors import PageError
from dyadlog.fetch.feeds import parse_feed
from dyadlog.fetch.fetcher import Fetched, Fetcher
from dyadlog.fetch.links import may_be_page
from dyadlog.fetch.listing import STAGE, Listing, list_feed, list_sitemaps
from dyadlog.fetch.markup import sort_of
from dyadlog.fetch.packed import unpack
from dyadlog.read import Intake
from dyadlog.records import Given, Issue, Page

WITHOUT_PAGE: Final = frozenset({"gone", "not_found", "forbidden", "robots"})
"""Where a page is not to be had for good, the text that its feed brings along stands for it."""


class Web:
    """Makes pages of URLs, each link once. ``is_new`` says whether one that is listed is to be read at all;
    ``elsewhere`` are those that were listed and do not name the states asked for."""

    def __init__(self, fetcher: Fetcher, intake: Intake, is_new: Callable[[str], bool] = lambda location: True) -> None:
        self._fetcher = fetcher
        self._most = fetcher.settings.most
        self._intake = intake
        self._is_new = is_new
        self._met: set[str] = set()
        self.elsewhere: set[str] = set()

    def pages(self, url: str, given: Given) -> Iterator[Page | Issue]:
        """What a URL that the user typed leads to: one page, or those that a feed or sitemap lists, each once.

        Whatever cannot be had becomes an ``Issue``; docs/fetching.md lists the codes.
        """
        try:
            fetched = self._get(url, typed=True)
            sort = sort_of(fetched.content)
            if sort == "page":
                yield from self._take(url, fetched, given)
            elif sort == "sitemap":
                yield from self._listed(url, list_sitemaps(fetched, given, self._get))
            else:
                feed = parse_feed(fetched.content, fetched.url, self._most)
                yield from self._listed(url, list_feed(feed, fetched, given), feed.left_out)
        except PageError as error:
            yield Issue.of(url, STAGE, error.code, str(error))

    def _get(self, url: str, typed: bool = False, anew: bool = True) -> Fetched:
        fetched = self._fetcher.get(url, typed, anew)
        return replace(fetched, content=unpack(fetched.content))

    def _listed(self, url: str, found: Iterable[Listing | Issue], left_out: int = 0) -> Iterator[Page | Issue]:
        left = self._most
        for listing in found:
            if isinstance(listing, Issue):
                yield listing
            elif not self._is_wanted(listing):
                continue
            elif left:
                left -= 1
                yield from self._read(listing)
            else:
                left_out += 1
        if left_out:
            yield Issue.of(url, STAGE, "left_out", f"{left_out} more pages are listed than the {self._most} looked at")

    def _is_wanted(self, listing: Listing) -> bool:
        location = listing.location
        if location in self._met or (listing.has_page and not may_be_page(location)) or not self._is_new(location):
            return False
        self._met.add(location)
        return True

    def _read(self, listing: Listing) -> Iterator[Page | Issue]:
        left_out = self._intake.left_out.elsewhere
        try:
            if not listing.has_page:
                raise PageError("gone", "the feed gives neither a link nor a text")
            fetched = self._get(listing.location, anew=False)
            if sort_of(fetched.content) != "page":
                raise PageError("no_page", "a feed or a sitemap, where a page was to be")
            yield from self._take(listing.location, fetched, listing.given)
        except PageError as error:
            if listing.text and error.code in WITHOUT_PAGE:
                given = replace(listing.given, url=listing.location if listing.has_page else None)
                yield from self._intake.take(listing.location, listing.text, given, "text/html")
            else:
                yield Issue.of(listing.location, STAGE, error.code, str(error))
        if self._intake.left_out.elsewhere > left_out:
            self.elsewhere.add(listing.location)

    def _take(self, location: str, fetched: Fetched, given: Given) -> Iterator[Page | Issue]:
        said = replace(given, url=given.url or fetched.url, captured=fetched.captured)
        if said.published_method and said.published and said.published > fetched.captured:
            said = replace(said, published=None, published_method=None)  # a feed that is ahead of its time
        yield from self._intake.take(location, fetched.content, said, name=urlsplit(fetched.url).path)
