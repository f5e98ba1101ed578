"""Chains: the mentions of one page that are of one instrument ("a livestock pact ... the text ... the deal").

A chain hangs on its page alone. Names that say what they are about come first; then words that only point, each to the
nearest name that they can point to.
"""

from collections.abc import Sequence
from dataclasses import replace

from dyadlog.consolidate.instrument_slots import InstrumentView
from dyadlog.consolidate.likeness import (
    LEAST_ALIKE,
    LESS_ALIKE,
    SIGNING,
    are_nested,
    bundle_likeness,
    lie_apart,
    may_point_to,
    named_alike,
    same_sum,
    tell_of_one_time,
    tells_signing,
)

NAMED_NEAR = 60
"""Characters between a name and the other name that the same sentence gives it."""
APPOSED = 6
"""Characters between two names of one thing that a comma joins ("his country's share, the 2 million")."""
FORWARD = 0.2
"""What pointing ahead counts for, against pointing back."""


def chain_views(views: Sequence[InstrumentView]) -> list[InstrumentView]:
    """The mentions of one page with the names of their chains, and what a chain says together."""
    ordered = sorted(views, key=lambda view: (view.is_bare, view.is_bare and not view.new, view.sentence, view.start))
    chains: list[list[InstrumentView]] = []
    for view in ordered:
        fitting = [(points, -number) for number, chain in enumerate(chains) if (points := _fit(view, chain)) > 0]
        if fitting:
            chains[-max(fitting)[1]].append(view)
        else:
            chains.append([view])
    found = {view.mention_id: _tell_together(view, chain) for chain in chains for view in chain}
    return [found[view.mention_id] for view in views]


def _tell_together(view: InstrumentView, chain: Sequence[InstrumentView]) -> InstrumentView:
    first = min(chain, key=lambda other: other.order)
    return replace(
        view,
        chain=first.mention_id,
        nouns=frozenset(other.noun for other in chain if other.noun),
        said=frozenset(stem for other in chain for stem in other.stems),
        places=_of_signings(view, chain, "places"),
        place_stems=_of_signings(view, chain, "place_stems"),
        people=_of_signings(view, chain, "people"),
        contested=any(other.act == SIGNING and other.denied for other in chain),
        states=max((other.states for other in sorted(chain, key=lambda other: other.order)), key=len),
    )


def _of_signings(view: InstrumentView, chain: Sequence[InstrumentView], slot: str) -> frozenset[str]:
    """The places or people of a mention; of a signing, all that the page names for it."""
    own: frozenset[str] = getattr(view, slot)
    if not tells_signing(view):
        return own
    return own.union(*(getattr(other, slot) for other in chain if tells_signing(other)))


def _fit(view: InstrumentView, chain: Sequence[InstrumentView]) -> float:
    """How likely a mention is of the instrument of a chain; 0 where nothing says so, or something speaks against it."""
    if view.group != chain[0].group or any(lie_apart(view, other) for other in chain):
        return 0.0
    return max(_likeness(view, other) for other in chain)


def _likeness(view: InstrumentView, other: InstrumentView) -> float:
    if view.start < other.end and other.start < view.end:
        return 2.0
    if _name_twice(view, other) or _name_twice(other, view):
        return 1.0
    if view.group == "bundle":
        return max(bundle_likeness(view, other), 0.5 if view.in_headline != other.in_headline else 0.0)
    if points := named_alike(view, other):
        return points
    if view.in_headline != other.in_headline and tell_of_one_time(view, other):
        heading, text = (view, other) if view.in_headline else (other, view)
        return LESS_ALIKE * may_point_to(heading.noun, heading.head, text)
    return _point(view, other) if view.is_bare and not view.new else 0.0


def _name_twice(view: InstrumentView, other: InstrumentView) -> bool:
    """Whether one mention gives a second name to what the other names earlier in the same sentence."""
    distance = view.start - other.end
    if view.sentence != other.sentence or distance <= 0:
        return False
    return (view.other_name and distance <= NAMED_NEAR) or (view.group == "aim" and distance <= APPOSED)


def _point(bare: InstrumentView, other: InstrumentView) -> float:
    """How likely words that only point ("the deal") mean a mention: by the words, and by how near it stands."""
    if not are_nested(bare.states, other.states):
        return 0.0
    if bare.group == "aim" and bare.figures and not same_sum(bare, other):
        return 0.0
    if bare.group == "aim" or not bare.noun:
        alike = LESS_ALIKE if bare.kind == other.kind else LEAST_ALIKE
    else:
        alike = may_point_to(bare.noun, bare.head, other)
    back = (other.sentence, other.start) < (bare.sentence, bare.start)
    return alike * (0.5 if back else 0.5 * FORWARD) / (1 + abs(bare.sentence - other.sentence))
