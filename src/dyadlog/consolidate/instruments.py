"""Instruments: agreements, pledges, targets, mechanisms and projects across pages, with their status history."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from dyadlog.consolidate.clustering import connect
from dyadlog.consolidate.instrument_views import InstrumentView
from dyadlog.records import Instrument, Quantity, StatusReport, content_id
from dyadlog.records.vocabulary import InstrumentStatus

SHARED_WORDS = 0.6
"""Share of the shorter name's words that two names of one instrument have in common."""
MOST_SAID = 4
"""Words of substance that make a name as good as any with more."""
LONG_NAME = 80
NAMED_NEAR = 60
"""Characters between a name and the other name that the same sentence gives it."""
LESS_ALIKE = 0.6
"""What "the accord" counts for after a pact, against "the pact"; and after a treaty."""
LEAST_ALIKE = 0.3
ANY = "agreement"
"""The sort whose words ("deal", "text") are used for every other sort as well."""
SIGNED_APART = timedelta(days=60)
"""Two signings further apart than this are of two instruments, however alike the names."""
A_MONTH = timedelta(days=31)
"""The length of a stretch within which two states sign one bundle: pages say "in August" of the days of a visit."""
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
ENDED = STAGES.index("suspended")
"""From here on a status takes back; that somebody wants to does not take it back."""


InstrumentKey = tuple[str, str, str, str, str]
"""Sort of instrument, two states, and a word with its sort."""


@dataclass(frozen=True, slots=True)
class InstrumentGroup:
    """All mentions of one instrument, in the order of the record."""

    views: tuple[InstrumentView, ...]

    @property
    def instrument_id(self) -> str:
        """The identity: that of the smallest claim, and the place of the mention in it."""
        return content_id("instrument", *min((view.claim_id, view.start) for view in self.views))


class _Group:
    """An instrument in the making. Mentions of other pages that say the same are compared once."""

    def __init__(self) -> None:
        self.views: list[InstrumentView] = []
        self._on_page: dict[str, list[InstrumentView]] = defaultdict(list)
        self._alike: dict[object, InstrumentView] = {}

    def add(self, view: InstrumentView) -> None:
        """Take a mention in."""
        self.views.append(view)
        self._on_page[view.document_id].append(view)
        self._alike.setdefault(_slots(view), view)

    def likeness(self, view: InstrumentView) -> float:
        """How likely a mention is of this instrument; 0 where nothing says so."""
        nearby = self._on_page.get(view.document_id, ())
        return max(likeness_of(view, other) for other in (*self._alike.values(), *nearby))

    def rules_out(self, view: InstrumentView) -> bool:
        """Whether a mention cannot be of this instrument."""
        return any(_apart(view, other) or not _nested(view.states, other.states) for other in self._alike.values())


@dataclass(frozen=True, slots=True)
class Grouping:
    """Instruments in the order of the record; ``components`` names for every mention the mentions it was compared
    with in earnest: what is outside of them had no say in how it was grouped."""

    groups: tuple[InstrumentGroup, ...]
    components: Mapping[str, str]


def group_instruments(views: Sequence[InstrumentView]) -> Grouping:
    """Mentions brought together; each joins the likeliest group before it in the record, or begins its own.

    Names that say what the instrument is about come first, so that "the deal" finds what it points back to.
    """
    groups: list[_Group] = []
    links: list[tuple[str, str]] = []
    by_key: dict[InstrumentKey, list[int]] = defaultdict(list)
    for view in sorted(views, key=lambda view: (view.is_bare, view.is_bare and not view.new, view.order)):
        keys = instrument_keys(view)
        nearby = sorted({number for key in keys for number in by_key[key]})
        alike = [(points, -number) for number in nearby if (points := groups[number].likeness(view)) > 0]
        links += [(view.mention_id, groups[-number].views[0].mention_id) for _, number in alike]
        scored = [(points, number) for points, number in alike if not groups[-number].rules_out(view)]
        number = -max(scored)[1] if scored else len(groups)
        if not scored:
            groups.append(_Group())
        groups[number].add(view)
        for key in keys:
            if number not in by_key[key]:
                by_key[key].append(number)
    ordered = [tuple(sorted(group.views, key=lambda view: view.order)) for group in groups]
    found = tuple(InstrumentGroup(group) for group in sorted(ordered, key=lambda group: group[0].order))
    return Grouping(found, connect((view.mention_id for view in views), links))


def instrument_keys(view: InstrumentView) -> list[InstrumentKey]:
    """What a mention has in common with every other that can be of the same instrument, one of them at least."""
    states = sorted(view.states)
    pairs = list(combinations(states, 2)) if len(states) > 1 else [("", states[0] if states else "")]
    words = {("stem", stem) for stem in view.stems} | {("letters", letters) for letters in view.letters}
    words |= {("year", str(year)) for year in (view.year, _year_signed(view)) if year is not None}
    words.add(("page", view.document_id))
    if view.group == "bundle":
        words.add(("bundle", ""))
    return [(view.group, *pair, *word) for pair in pairs for word in sorted(words)]


def _slots(view: InstrumentView) -> tuple[object, ...]:
    """Everything about a mention that decides what it is one with on other pages."""
    return view.states, view.stems, view.acronyms, view.letters, view.year, view.span, view.status, view.figures


def _nested(states: Sequence[str], others: Sequence[str]) -> bool:
    return set(states) <= set(others) or set(others) <= set(states)


def likeness_of(view: InstrumentView, other: InstrumentView) -> float:
    """How likely two mentions are of one instrument; 0 where nothing says so."""
    if view.group == "bundle":
        return _bundle_likeness(view, other)
    if _name_twice(view, other) or _name_twice(other, view):
        return 1.0
    if view.acronyms & other.letters or other.acronyms & view.letters:
        return 1.0
    same_year = 0.5 if _named_by_year(view, other) or _named_by_year(other, view) else 0.0
    fewest, most = sorted((len(view.stems), len(other.stems)))
    if fewest:
        # a short name counts in full only between the same states: many an instrument is about "borders"
        share = len(view.stems & other.stems) / (fewest if set(view.states) == set(other.states) else most)
        return share + same_year if share >= SHARED_WORDS else 0.0
    if same_year:
        return 1.0
    bare = [one for one in (view, other) if one.is_bare]
    if view.document_id != other.document_id or view.group == "aim" or not bare or any(one.new for one in bare[:1]):
        return 0.0
    distance = view.sentence - other.sentence
    return _may_point_to(bare[0], other if bare[0] is view else view) * (
        0.5 / (1 + distance) if distance >= 0 else 0.1 / (1 - distance)
    )


def _name_twice(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether one mention gives a second name to what the other names earlier in the same sentence."""
    same_sentence = view.document_id == other.document_id and view.sentence == other.sentence
    return same_sentence and view.other_name and 0 < view.start - other.end <= NAMED_NEAR


def _named_by_year(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether the year in one name is that of the other's name or signing."""
    return view.year is not None and view.year in (other.year, _year_signed(other))


def _may_point_to(bare: InstrumentView, named: InstrumentView) -> float:
    """How well a word that tells nothing else can point to one: "the treaty" to a treaty, "the deal" to any."""
    if bare.noun and bare.noun == named.noun:
        return 1.0
    if bare.head is not None and bare.head == named.head:
        return LESS_ALIKE
    return LEAST_ALIKE if bare.head == ANY else 0.0


def _year_signed(view: InstrumentView) -> int | None:
    """The year of signing, where a mention tells of it."""
    if view.span is None or view.status != "signed" or view.span[0].year != view.span[1].year:
        return None
    return view.span[0].year


def _bundle_likeness(view: InstrumentView, other: InstrumentView) -> float:
    """Several documents told of in one number: the same where they were signed in the same days, or the numbers agree.

    Two pages may well disagree on the number: that is a finding, and no second signing.
    """
    agree = _figures_agree(view.figures, other.figures)
    if view.span is not None and other.span is not None:
        same_time = _is_of_a_time(view) and _is_of_a_time(other) and view.document_id != other.document_id
        one = same_time and set(view.states) == set(other.states)
        return (1.0 if agree else 0.9 if one else 0.0) if _overlap(view, other) else 0.0
    return 0.8 if agree and (view.figures or view.document_id == other.document_id) else 0.0


def _is_of_a_time(view: InstrumentView) -> bool:
    """Whether the signing is told of a month at the most."""
    told = view.status in ("signed", "unknown")
    return view.span is not None and told and view.span[1] - view.span[0] <= A_MONTH


def _overlap(view: InstrumentView, other: InstrumentView) -> bool:
    assert view.span is not None and other.span is not None
    return view.span[0] <= other.span[1] and other.span[0] <= view.span[1]


def _figures_agree(figures: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether the counts can be of the same; no count agrees with any."""
    return not figures or not others or any(figure.may_equal(other) for figure in figures for other in others)


def _apart(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether both were signed, at times too far apart for one signing, or are named by different years."""
    years = [one.year or _year_signed(one) for one in (view, other)]
    if None not in years and years[0] != years[1] and (view.year is not None or other.year is not None):
        return True
    if view.span is None or other.span is None or {view.status, other.status} != {"signed"}:
        return False
    later, earlier = max(view.span[0], other.span[0]), min(view.span[1], other.span[1])
    return later > earlier and later - earlier > SIGNED_APART


def build_instrument(group: InstrumentGroup) -> Instrument:
    """One instrument with its history, oldest report first; undated reports go by the day of their page."""
    views = sorted(group.views, key=lambda view: (_told_on(view), STAGES.index(status_of(view)), view.order))
    telling = [view for view in views if status_of(view) != "unknown"]
    deadlines = [view for view in views if view.deadline is not None]
    deadlines.sort(key=lambda view: -view.rank)
    fullest = min(group.views, key=_telling_least)
    kinds = Counter(view.kind for view in group.views)
    return Instrument(
        instrument_id=group.instrument_id,
        kind="bundle" if fullest.group == "bundle" else max(kinds, key=lambda kind: kinds[kind]),
        name=fullest.title,
        states=fullest.states,
        status=_latest_status(telling),
        deadline=deadlines[-1].deadline if deadlines else None,
        quantities=tuple(dict.fromkeys(figure for view in views for figure in view.figures)),
        history=tuple(StatusReport(status_of(view), view.when, view.claim_id, view.evidence) for view in views),
    )


def _telling_least(view: InstrumentView) -> tuple[int, int, int, int]:
    """How little the words of a mention say of the instrument; its name is taken from the one that says most."""
    said = len(view.stems) + (view.year is not None) + len(view.acronyms)
    return -min(said, MOST_SAID), len(view.name) > LONG_NAME, view.rank, view.order


def status_of(view: InstrumentView) -> InstrumentStatus:
    """The status a claim gives; what is only planned or called for has not been reached."""
    status = view.status
    if view.negated or view.modality == "denied":
        return "unknown"
    if view.modality in NOT_YET and STAGES.index(status) >= REACHED:
        return NOT_YET[view.modality] if STAGES.index(status) < ENDED else "unknown"
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
    told = (view.when.end or view.when.start) if view.when else None
    return told or view.told_on or date.min
