"""Likeness: how likely two mentions are of one instrument."""

from collections.abc import Sequence
from datetime import date, timedelta

from dyadlog.consolidate.instrument_slots import InstrumentView
from dyadlog.records import Quantity

SHARED_WORDS = 0.6
"""Share of the shorter name's words that two names of one instrument have in common."""
LESS_ALIKE = 0.6
"""What "the accord" counts for after a pact, against "the pact"; and after a treaty."""
LEAST_ALIKE = 0.3
ANY = "agreement"
"""The sort whose words ("deal", "text") are used for every other sort as well."""
SIGNED_APART = timedelta(days=60)
"""Two signings further apart than this are of two instruments, however alike the names."""
A_MONTH = timedelta(days=31)
"""The length of a stretch within which two states sign one bundle: pages say "in August" of the days of a visit."""
A_FEW_DAYS = timedelta(days=4)
HALF_NAMED = 0.5
"""What names of one signing count for that share half of their words."""
A_WEEK = timedelta(days=7)
HALF_A_YEAR = timedelta(days=183)
SIGNING = "sign"
OTHER_ACTS = ("ratify", "extend", "suspend_agreement", "withdraw_from_treaty", "violate_agreement")
"""Acts on something that was signed before; their days are not that of the signing."""
DONE = ("asserted", "claimed")
TIME_UNITS = ("day", "week", "month", "year")
FRESH = timedelta(days=92)
"""How long after other pages told of a treaty a page may speak of "the treaty" without saying which."""
FAINTLY = 0.2
SAME_SUM = 0.7
"""What a sum in common counts for, and promises of one state for one day told in one week."""
SAME_DAY_DUE = 0.6


def likeness_of(view: InstrumentView, other: InstrumentView) -> float:
    """How likely mentions of two pages are of one instrument; 0 where nothing says so, and of one page, where chains
    have told them apart."""
    if view.group != other.group or view.document_id == other.document_id:
        return 0.0
    if view.group == "bundle":
        return bundle_likeness(view, other)
    if view.group == "aim":
        return max(named_alike(view, other), _aimed_alike(view, other))
    return max(named_alike(view, other), _signed_alike(view, other), _known_by_noun(view, other))


def named_alike(view: InstrumentView, other: InstrumentView) -> float:
    """How alike two names are: by their acronyms, by what they say, by the year that they give."""
    if view.acronyms & other.letters or other.acronyms & view.letters:
        return 1.0
    if _named_by_place(view, other) or _named_by_place(other, view):
        return 0.9
    same_year = 0.5 if _named_by_year(view, other) or _named_by_year(other, view) else 0.0
    fewest, most = sorted((len(view.stems), len(other.stems)))
    if fewest:
        # a short name counts in full only between the same states: many an instrument is about "borders"
        share = len(view.stems & other.stems) / (fewest if set(view.states) == set(other.states) else most)
        return share + same_year if share >= SHARED_WORDS else 0.0
    return same_year and max(LEAST_ALIKE, nouns_alike(view, other))


def _named_by_place(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether the name of one is that of the place where the other was signed ("the Lagos protocol")."""
    signed = tells_signing(other) and view.noun != "" and view.noun in other.nouns and bool(view.acronyms or view.stems)
    return signed and view.stems <= other.place_stems and set(view.states) == set(other.states)


def nouns_alike(view: InstrumentView, other: InstrumentView) -> float:
    """How well the words for two instruments go together: "the treaty" with a treaty, "the deal" with any."""
    return max(may_point_to(view.noun, view.head, other), may_point_to(other.noun, other.head, view))


def may_point_to(noun: str, head: str | None, named: InstrumentView) -> float:
    """How well a word that tells nothing else can point to an instrument."""
    if noun and noun in (named.noun, *named.nouns):
        return 1.0
    if head is not None and head == named.head:
        return LESS_ALIKE
    return LEAST_ALIKE if head in (ANY, None) else 0.0


def _named_by_year(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether the year in one name is that of the other's name or signing."""
    return view.year is not None and view.year in (other.year, year_signed(other))


def tells_signing(view: InstrumentView) -> bool:
    """Whether a mention tells that something was signed."""
    told = view.act == SIGNING or (view.status == "signed" and view.act not in OTHER_ACTS)
    return told and view.modality in DONE and not view.denied


def _surely_signed(view: InstrumentView) -> bool:
    """Whether a page tells of a signing in its text, and nowhere denies it."""
    return tells_signing(view) and not view.in_headline and not view.contested


def year_signed(view: InstrumentView) -> int | None:
    """The year of signing, where a mention tells of it."""
    if view.span is None or not tells_signing(view) or view.span[0].year != view.span[1].year:
        return None
    return view.span[0].year


def _known_by_noun(view: InstrumentView, other: InstrumentView) -> float:
    """How likely "the treaty" on one page is the treaty that others told of in the last months."""
    if bool(view.said) == bool(other.said) or set(view.states) != set(other.states):
        return 0.0
    bare, named = (other, view) if view.said else (view, other)
    known = bare.definite and bare.noun != "" and bare.noun == named.noun and not bare.year
    if not known or bare.told_on is None or named.told_on is None:
        return 0.0
    return FAINTLY if timedelta(0) <= bare.told_on - named.told_on <= FRESH else 0.0


def _signed_alike(view: InstrumentView, other: InstrumentView) -> float:
    """How likely two mentions tell of one signing, whatever they call what was signed."""
    if set(view.states) != set(other.states):
        return 0.0
    if _denies(view, other) or _denies(other, view):
        return SAME_DAY_DUE
    if not tell_of_one_time(view, other):
        return 0.0
    same_place = bool(view.places & other.places)
    same_people = len(view.people & other.people) > 1
    if (view.places and other.places and not same_place) or (view.people and other.people and not same_people):
        return 0.0
    if view.said and other.said:
        if same_place and same_people and view.nouns & other.nouns:
            return SAME_SUM
        return HALF_NAMED if _half_named(view, other) else 0.0
    alike = nouns_alike(view, other)
    if alike == 1.0:
        return 0.8
    assert view.span is not None
    return 0.5 if view.span == other.span and view.span[0] == view.span[1] else 0.4 * alike


def _half_named(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether two names of what was signed in the same few days share half of the shorter's words."""
    spans = [one.span for one in (view, other) if one.span is not None]
    brief = all(last - first <= A_FEW_DAYS for first, last in spans)
    shared = len(view.said & other.said)
    return brief and 2 * shared >= min(len(view.said), len(other.said))


def tell_of_one_time(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether two mentions tell of signings of the same days."""
    return is_of_a_time(view) and is_of_a_time(other) and _overlap(view, other)


def _denies(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether one page says that no such thing was signed, in the weeks after the day that the other gives."""
    denied = view.act == SIGNING and view.denied and not view.said and view.noun != "" and view.noun in other.nouns
    if not denied or not is_of_a_time(other) or other.span is None or view.told_on is None:
        return False
    return timedelta(0) <= view.told_on - other.span[0] <= A_MONTH


def is_of_a_time(view: InstrumentView) -> bool:
    """Whether a mention tells of a signing within a month at the most."""
    return view.span is not None and tells_signing(view) and view.span[1] - view.span[0] <= A_MONTH


def _aimed_alike(view: InstrumentView, other: InstrumentView) -> float:
    """How likely two promises or aims are one: of the same sum, or of the same state for the same day."""
    if set(view.states) != set(other.states) or (view.doers and other.doers and view.doers != other.doers):
        return 0.0
    if not _figures_meet(view.figures, other.figures):
        return 0.0
    if same_sum(view, other) and (not view.stems or not other.stems or view.stems & other.stems):
        return SAME_SUM
    if view.places & other.places and not (view.said and other.said) and not (view.figures and other.figures):
        return SAME_DAY_DUE
    due = (
        view.deadline is not None and view.deadline == other.deadline and bool(view.doers) and view.doers == other.doers
    )
    told = told_within(A_WEEK, view, other) or not (view.said and other.said)
    return SAME_DAY_DUE if due and told and view.kind == other.kind else 0.0


def told_within(days: timedelta, view: InstrumentView, other: InstrumentView) -> bool:
    """Whether two pages were printed within so many days."""
    return view.told_on is not None and other.told_on is not None and abs(view.told_on - other.told_on) <= days


def same_sum(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether two mentions give one figure alike."""
    return any(_same_sum(one, two) for one in view.figures for two in other.figures)


def _same_sum(figure: Quantity, other: Quantity) -> bool:
    """Whether two figures say as much of the same, in a unit that is none of time."""
    known = figure.unit is not None and figure.unit == other.unit and figure.unit not in TIME_UNITS
    return known and figure.value is not None and figure.value == other.value and figure.value > 1


def _figures_meet(figures: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether the sums of two promises can be one; sums of different units are not compared, money with money is."""
    pairs = [
        (one, two)
        for one in figures
        for two in others
        if one.unit == two.unit or (one.unit and two.unit and one.unit.isupper() and two.unit.isupper())
    ]
    return not pairs or any(one.may_equal(two) for one, two in pairs)


def bundle_likeness(view: InstrumentView, other: InstrumentView) -> float:
    """Several documents told of in one number: the same where they were signed in the same days, or the numbers agree.

    Two pages may well disagree on the number: that is a finding, and no second signing.
    """
    agree = counts_agree(view.figures, other.figures)
    if view.span is not None and other.span is not None:
        one = _is_told_of_a_time(view) and _is_told_of_a_time(other) and set(view.states) == set(other.states)
        return (1.0 if agree else 0.9 if one else 0.0) if _overlap(view, other) else 0.0
    return 0.8 if agree and view.figures else 0.0


def _is_told_of_a_time(view: InstrumentView) -> bool:
    """Whether the signing is told of a month at the most."""
    told = view.status in ("signed", "unknown")
    return view.span is not None and told and view.span[1] - view.span[0] <= A_MONTH


def _overlap(view: InstrumentView, other: InstrumentView) -> bool:
    assert view.span is not None and other.span is not None
    return view.span[0] <= other.span[1] and other.span[0] <= view.span[1]


def counts_agree(figures: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether the counts can be of the same; no count agrees with any."""
    return not figures or not others or any(figure.may_equal(other) for figure in figures for other in others)


def lie_apart(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether two mentions cannot be of one instrument: other states, years, days of signing or other sums."""
    if not are_nested(view.states, other.states):
        return True
    if view.group == "aim":
        return _promised_apart(view, other)
    years = [one.year or (year_signed(one) if _surely_signed(one) else None) for one in (view, other)]
    if None not in years and years[0] != years[1] and (view.year is not None or other.year is not None):
        return True
    if view.span is None or other.span is None or not (_surely_signed(view) and _surely_signed(other)):
        return False
    later, earlier = max(view.span[0], other.span[0]), min(view.span[1], other.span[1])
    return later > earlier and later - earlier > SIGNED_APART


def _promised_apart(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether two promises are of other states, or of other sums for other days."""
    if view.kind != other.kind or (view.doers and other.doers and not set(view.doers) & set(other.doers)):
        return True
    if view.kind != "pledge" or not (view.figures and other.figures) or same_sum(view, other):
        return False
    return (
        not _figures_meet(view.figures, other.figures)
        if view.deadline != other.deadline
        else not told_within(HALF_A_YEAR, view, other)
    )


def are_nested(states: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all states of one are among those of the other."""
    return set(states) <= set(others) or set(others) <= set(states)


def months_of(first: date, last: date) -> list[str]:
    """The months from one day to another."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{month // 12}-{month % 12 + 1}" for month in months]
