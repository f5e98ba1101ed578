"""Consolidate: claims of all pages to happenings, instruments and people."""

from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.clustering import Ties
from dyadlog.consolidate.extending import extend
from dyadlog.consolidate.rulings import tie
from dyadlog.consolidate.whole import consolidate

__all__ = ["VERSION", "Archive", "Ties", "consolidate", "extend", "tie"]

VERSION = "7"
"""Bumped when the events of the same claims can change, so that a store brings them together anew."""
