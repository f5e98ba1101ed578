"""Carriers: plain statements that hold what a sentence says besides its acts.

"The accord of 1994 is still in force" tells of no act, "trade came to 600 million" of none either, and "the ministry
denied it" leaves open what. The instrument, the figure and the denial are kept as statements, which are never counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.attribution import find_attribution
from dyadlog.coding.draft import Draft
from dyadlog.coding.figures import find_token
from dyadlog.coding.instruments import find_instruments, find_owner_tokens, make_mention
from dyadlog.coding.modality import read_modality
from dyadlog.coding.parties import Cast, entities, find_all, make_state_party, unite
from dyadlog.coding.promises import find_promises
from dyadlog.coding.quantities import find_quantities
from dyadlog.coding.roles import find_role
from dyadlog.coding.statuses import find_status, is_definite
from dyadlog.coding.tree import governs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dyadlog.coding.dyad import Dyad
    from dyadlog.coding.scene import Scene
    from dyadlog.records import Quantity

STATEMENT = "statement"
CONFIDENCE = 0.4
MEASURES_OF_TIME = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "time"}
)


def carry_rest(scene: Scene, drafts: Sequence[Draft], dyad: Dyad) -> list[Draft]:
    """Statements for the instruments, denials and figures of a sentence that no draft holds."""
    found = [*_carry_instruments(scene, drafts, dyad)]
    found += _carry_denials(scene, [*drafts, *found])
    figures = _give_figures(scene, found, _left_figures(scene, [*drafts, *found]))
    return found + _carry_figures(scene, figures, dyad)


def _carry_instruments(scene: Scene, drafts: Sequence[Draft], dyad: Dyad) -> list[Draft]:
    """Instruments between two states at least: one statement for each."""
    held = [(item.start, item.end) for draft in drafts for item in draft.instruments]
    found: list[Draft] = []
    for token, kind in find_instruments(scene):
        offset = scene.sentence.start + token.idx
        if any(start <= offset < end for start, end in held):
            continue
        draft = _make(scene, token, _sides_of(scene, token, dyad), "instrument")
        if len(entities(draft.actors.parties)) > 1:
            draft.instruments = (make_mention(scene, token, kind, find_status(scene, token, draft)),)
            found.append(draft)
    for verb, mention in find_promises(scene):
        if any(start < mention.end and mention.start < end for start, end in held):
            continue
        holder = next((draft for draft in [*drafts, *found] if draft.trigger.i == verb.i), None)
        if holder is None:
            holder = _make(scene, verb, _sides_of(scene, verb, dyad), "instrument")
            found += [holder] if len(entities(holder.actors.parties)) > 1 else []
        holder.instruments = (*holder.instruments, mention)
    return found


def _sides_of(scene: Scene, token: Token, dyad: Dyad) -> Cast:
    """Whose an instrument is: the states in its name, else those of its sentence, else the two of the page."""
    named = find_all(scene, find_owner_tokens(token), agentive=False)
    if len(entities(named.parties)) > 1:
        return named
    around = _all_sides(scene)
    states = entities(named.parties) | entities(around.parties)
    if len(states) > 1:
        return named + around
    known = is_definite(token) or token.pos_ in ("PROPN", "VERB") or bool(states)
    if dyad.order and known and states <= dyad.states:
        return _add_pair(scene, named + around, dyad)
    return Cast()


def _all_sides(scene: Scene) -> Cast:
    """Every state that the sentence names or points back to, each once, by whoever acts for it first."""
    parties = [p for m in scene.mentions for p in m.parties if p.states and p.kind in ("state", "body", "person")]
    kept = []
    seen: set[str] = set()
    for party in parties:
        if not set(party.states) <= seen:
            seen.update(party.states)
            kept.append(party)
    return Cast(tuple(kept))


def _add_pair(scene: Scene, cast: Cast, dyad: Dyad) -> Cast:
    own = entities(cast.parties)
    others = tuple(make_state_party(scene, code) for code in dyad.order if code not in own)
    return Cast(unite(cast.parties, others), cast.tokens, derived=True)


def _carry_denials(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Denials of what the sentence itself does not tell ("the ministry denied it", "dismissed talk of new fees")."""
    found: list[Draft] = []
    for verb in scene.tokens:
        if verb.pos_ != "VERB" or "denied" not in scene.cues.effects(verb.lemma_, "VERB"):
            continue
        if any(_denies(draft, verb) for draft in drafts):
            continue
        cast = find_all(scene, find_role(verb, "subj"), agentive=True)
        if entities(cast.parties):
            draft = _make(scene, verb, cast, "denial")
            draft.modality = "denied"
            found.append(draft)
    return found


def _denies(draft: Draft, verb: Token) -> bool:
    """Whether a draft is the denial itself, or the act that is denied."""
    if draft.trigger.i == verb.i:
        return draft.is_typed
    return governs(verb, draft.trigger) and (draft.modality == "denied" or draft.negated)


def _left_figures(scene: Scene, drafts: Sequence[Draft]) -> list[Quantity]:
    """The figures of the sentence that no draft holds."""
    held = {(figure.start, figure.end) for draft in drafts for figure in draft.quantities}
    taken = [(time.start, time.end) for time in scene.times]
    return [
        figure
        for figure in find_quantities(scene.sentence, scene.knowledge, taken)
        if (figure.start, figure.end) not in held and _says_something(figure)
    ]


def _give_figures(scene: Scene, carriers: Sequence[Draft], figures: Sequence[Quantity]) -> list[Quantity]:
    """Give every figure to the statement whose instrument's words it stands in; the rest is returned."""
    left: list[Quantity] = []
    for figure in figures:
        holder = next(
            (d for d in carriers for item in d.instruments if figure.start < item.end and item.start < figure.end), None
        )
        if holder is None:
            left.append(figure)
        else:
            holder.quantities = (*holder.quantities, figure)
    return left


def _carry_figures(scene: Scene, figures: Sequence[Quantity], dyad: Dyad) -> list[Draft]:
    """Figures in one statement of the states concerned: those of the sentence, else the two of the page."""
    token = find_token(scene, figures[0]) if figures else None
    if token is None:
        return []
    around = _all_sides(scene)
    states = entities(around.parties)
    if len(states) < 2 and dyad.order and states <= dyad.states:
        around = _add_pair(scene, around, dyad)
    if len(entities(around.parties)) < 2:
        return []
    draft = _make(scene, token, around, "figure")
    draft.quantities = tuple(figures)
    return [draft]


def _says_something(figure: Quantity) -> bool:
    """Whether a figure tells how much of what; lengths of time are told of everything."""
    return figure.unit is not None and figure.unit not in MEASURES_OF_TIME and figure.value != 1


def _make(scene: Scene, trigger: Token, cast: Cast, note: str) -> Draft:
    kind = scene.knowledge.kinds.get(STATEMENT)
    draft = Draft(scene, trigger, kind, f"{STATEMENT}/{note}", CONFIDENCE, actors=cast)
    draft.mode, draft.cameo = kind.mode, kind.cameo
    draft.reading = read_modality(scene, trigger, None)
    draft.chain = find_attribution(scene, trigger)
    draft.modality = draft.reading.modality
    if draft.modality == "asserted" and draft.chain.sources:
        draft.modality = "claimed"
    draft.negated = draft.reading.negated
    return draft
