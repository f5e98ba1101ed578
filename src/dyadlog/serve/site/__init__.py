"""The reading room as files: the same pages, to be opened from a disk or put on any web server."""

from dyadlog.serve.site.plan import Plan, make_plan
from dyadlog.serve.site.writing import write_site

__all__ = ["Plan", "make_plan", "write_site"]
