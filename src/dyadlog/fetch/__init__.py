"""The web: URLs, feeds and sitemaps to pages, politely and within bounds."""

from dyadlog.fetch.everywhere import find_everywhere, is_web
from dyadlog.fetch.following import PASSING, interleave, read_list
from dyadlog.fetch.settings import WebSettings, make_settings

__all__ = ["PASSING", "WebSettings", "find_everywhere", "interleave", "is_web", "make_settings", "read_list"]
