"""Journal: every decision with who and when, and those whose words are gone."""

from dyadlog.records import StandingRuling
from dyadlog.store import View


def log(view: View, author: str | None = None, limit: int | None = None, offset: int = 0) -> list[StandingRuling]:
    """Every decision, those taken back too, newest first; of one author, if told."""
    entries = [one for one in view.log() if author is None or one.ruling.author == author]
    entries.sort(key=lambda one: one.ruling.turn, reverse=True)
    return entries[offset : None if limit is None else offset + limit]


def orphans(view: View) -> list[StandingRuling]:
    """The decisions that stand but whose words are not found any more: they wait for them."""
    return [one for one in view.rulings() if not one.record_ids]
