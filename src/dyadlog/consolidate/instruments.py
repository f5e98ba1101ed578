"""Instruments: agreements, pledges, targets, mechanisms and projects across pages, with their status history."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dyadlog.consolidate.instrument_views import InstrumentView
from dyadlog.consolidate.views import GENRE_RANK
from dyadlog.records import Instrument, Quantity, StatusReport, content_id
from dyadlog.records.vocabulary import InstrumentStatus

SHARED_WORDS = 0.6
"""Share of the shorter name's words that two names of one instrument have in common."""
SIGNED_APART = timedelta(days=60)
"""Two signings further apart than this are of two instruments, however alike the names."""
STAGES: tuple[InstrumentStatus, ...] = (
    "unknown",
    "proposed",
    "announced",
    "negotiating",
    "stalled",
    "signed",
    "ratified",
    "in_force",
    "suspended",
    "implemented",
    "expired",
    "cancelled",
)
"""Of statuses told for the same day, the later in this order stands."""
NOT_YET: dict[str, InstrumentStatus] = {"planned": "announced", "requested": "proposed", "hypothetical": "proposed"}
REACHED = STAGES.index("signed")


@dataclass(frozen=True, slots=True)
class InstrumentGroup:
    """All mentions of one instrument, in the order of the record."""

    views: tuple[InstrumentView, ...]

    @property
    def instrument_id(self) -> str:
        """The identity: that of the smallest claim, and the place of the mention in it."""
        return content_id("instrument", *min((view.claim.claim_id, view.mention.start) for view in self.views))


def group_instruments(views: Sequence[InstrumentView]) -> list[InstrumentGroup]:
    """Mentions brought together; each joins the likeliest group before it in the record, or begins its own."""
    groups: list[list[InstrumentView]] = []
    by_key: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for view in sorted(views, key=lambda view: (not (view.stems or view.acronyms), view.order)):
        key = (view.group, frozenset(view.states))
        scored = [(max(_likeness(view, other) for other in groups[n]), -n) for n in by_key[key]]
        if scored and max(scored)[0] > 0 and not any(_apart(view, other) for other in groups[-max(scored)[1]]):
            groups[-max(scored)[1]].append(view)
        else:
            by_key[key].append(len(groups))
            groups.append([view])
    ordered = [tuple(sorted(group, key=lambda view: view.order)) for group in groups]
    return [InstrumentGroup(group) for group in sorted(ordered, key=lambda group: group[0].order)]


def _likeness(view: InstrumentView, other: InstrumentView) -> float:
    """How likely two mentions are of one instrument; 0 where nothing says so."""
    if view.group == "bundle":
        return _bundle_likeness(view, other)
    if view.acronyms & other.letters or other.acronyms & view.letters:
        return 1.0
    smaller = min(len(view.stems), len(other.stems))
    if smaller:
        share = len(view.stems & other.stems) / smaller
        return share if share >= SHARED_WORDS else 0.0
    near = view.document is other.document and view.claim.sentence - other.claim.sentence >= 0
    return 0.5 / (1 + view.claim.sentence - other.claim.sentence) if near else 0.0


def _bundle_likeness(view: InstrumentView, other: InstrumentView) -> float:
    """Several documents told of in one number: the same where they were signed at one time, or the numbers agree."""
    agree = _figures_agree(view.figures, other.figures)
    if view.span is not None and other.span is not None:
        return 1.0 if agree and _overlap(view, other) else 0.0
    return 0.8 if agree and (view.figures or view.document is other.document) else 0.0


def _overlap(view: InstrumentView, other: InstrumentView) -> bool:
    assert view.span is not None and other.span is not None
    return view.span[0] <= other.span[1] and other.span[0] <= view.span[1]


def _figures_agree(figures: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether the counts can be of the same; no count agrees with any."""
    return not figures or not others or any(figure.may_equal(other) for figure in figures for other in others)


def _apart(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether both were signed, at times too far apart for one signing."""
    if view.span is None or other.span is None or {view.mention.status, other.mention.status} != {"signed"}:
        return False
    later, earlier = max(view.span[0], other.span[0]), min(view.span[1], other.span[1])
    return later > earlier and later - earlier > SIGNED_APART


def build_instrument(group: InstrumentGroup) -> Instrument:
    """One instrument with its history, oldest report first; undated reports go by the day of their page."""
    views = sorted(group.views, key=lambda view: (_told_on(view), STAGES.index(status_of(view)), view.order))
    telling = [view for view in views if status_of(view) != "unknown"]
    deadlines = [view for view in views if view.mention.deadline is not None]
    deadlines.sort(key=lambda view: -GENRE_RANK[view.document.genre])
    fullest = min(group.views, key=lambda view: (-len(view.stems), GENRE_RANK[view.document.genre], view.order))
    kinds = Counter(view.mention.kind for view in group.views)
    return Instrument(
        instrument_id=group.instrument_id,
        kind="bundle" if fullest.group == "bundle" else max(kinds, key=lambda kind: kinds[kind]),
        name=" ".join(fullest.mention.name.split()),
        states=fullest.states,
        status=_latest_status(telling),
        deadline=deadlines[-1].mention.deadline if deadlines else None,
        quantities=tuple(dict.fromkeys(figure for view in views for figure in view.figures)),
        history=tuple(
            StatusReport(status_of(view), view.claim.when, view.claim.claim_id, view.claim.evidence) for view in views
        ),
    )


def status_of(view: InstrumentView) -> InstrumentStatus:
    """The status a claim gives; what is only planned or called for has not been reached."""
    status = view.mention.status
    if view.claim.negated or view.claim.modality == "denied":
        return "unknown"
    if view.claim.modality in NOT_YET and STAGES.index(status) >= REACHED:
        return NOT_YET[view.claim.modality]
    return status


def _latest_status(telling: Sequence[InstrumentView]) -> InstrumentStatus:
    """The last status told; a report that still calls a reached instrument planned does not take it back."""
    if not telling:
        return "unknown"
    last = status_of(telling[-1])
    reached = [status_of(view) for view in telling if STAGES.index(status_of(view)) >= REACHED]
    return reached[-1] if reached and STAGES.index(last) < REACHED and last != "stalled" else last


def _told_on(view: InstrumentView) -> date:
    """The day a report speaks of, or was printed on."""
    when, published = view.claim.when, view.document.publication
    told = (when.end or when.start) if when else None
    return told or published.day or published.not_after or date.min
