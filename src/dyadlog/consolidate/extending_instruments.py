"""Extending, of instruments: the mentions of some more pages brought in with those that they are compared with."""

from collections.abc import Sequence

from dyadlog.consolidate.aliases import keep_instrument_ids
from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.histories import build_instrument
from dyadlog.consolidate.instrument_slots import InstrumentView
from dyadlog.consolidate.instrument_views import build_instrument_views
from dyadlog.consolidate.instruments import Grouping, group_instruments
from dyadlog.consolidate.likeness import likeness_of
from dyadlog.consolidate.shelves import MENTIONS, keys_of_mention, number_mentions, unshelve_mentions
from dyadlog.knowledge import Knowledge
from dyadlog.records import Instrument, Reading, Shelved


def extend_instruments(
    archive: Archive, readings: Sequence[Reading], knowledge: Knowledge, told_before: Sequence[Shelved]
) -> tuple[Grouping, list[InstrumentView]]:
    """The mentions of new pages, with all that they are compared with in earnest, grouped anew; ``told_before`` are
    those of retold pages, which stand no more."""
    gone = {item.item_id for item in told_before}
    new = build_instrument_views(readings, knowledge)
    own = {view.mention_id for view in new}
    keys = [key for view in new for key in keys_of_mention(view)]
    partners = [item for item in archive.items_meeting(MENTIONS, keys) if item.item_id not in own | gone]
    component_of = {item.item_id: item.component for item in partners}
    components = {
        component_of[other.mention_id]
        for other in unshelve_mentions(partners)
        if any(likeness_of(view, other) > 0 or likeness_of(other, view) > 0 for view in new)
    }
    components |= {item.component for item in told_before}
    old = unshelve_mentions(archive.items_of_components(MENTIONS, components))
    mentions = number_mentions([*(view for view in old if view.mention_id not in own | gone), *new])
    return group_instruments(mentions), mentions


def build_instruments(
    archive: Archive, grouping: Grouping, mentions: Sequence[InstrumentView]
) -> tuple[list[Instrument], list[Instrument]]:
    """The instruments of some mentions, and those that they replace."""
    ids = {i for ids in archive.instruments_of_claims([v.claim_id for v in mentions]).values() for i in ids}
    spoken = {(view.claim_id, view.evidence.start) for view in mentions}
    old = [
        instrument
        for instrument in archive.instruments_named(ids)
        if all((report.claim_id, report.evidence.start) in spoken for report in instrument.history)
    ]
    return keep_instrument_ids([build_instrument(group) for group in grouping.groups], old), old
