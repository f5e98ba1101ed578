"""Attribution: on whose word an act is told, as a chain from the outlet inwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.coding.parties import find_all
from dyadlog.coding.tree import children, find_case, find_mark, find_subject, governs, is_root, phrase_edges
from dyadlog.records import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.records.vocabulary import Capacity

CONTENT = frozenset({"ccomp", "parataxis", "acl", "advcl", "xcomp", "obl", "nmod", "dep", "conj"})
LONGEST_SPEAKER = 12


@dataclass(slots=True)
class Source:
    """One link as found: the speaker's token and the reporting word (None for an adverb such as "reportedly")."""

    link: Attribution
    speaker: Token | None
    verb: Token | None


@dataclass(slots=True)
class Chain:
    """The links, outermost first."""

    sources: list[Source] = field(default_factory=list)

    @property
    def links(self) -> tuple[Attribution, ...]:
        """The links as records."""
        return tuple(source.link for source in self.sources)

    @property
    def tokens(self) -> list[int]:
        """Where the reporting words stand."""
        return [source.verb.i for source in self.sources if source.verb is not None]


def find_attribution(scene: Scene, trigger: Token) -> Chain:
    """Who tells of the act of this trigger, besides the outlet."""
    found: list[Source] = []
    seen: set[int] = set()
    for source in _climb(scene, trigger):
        key = source.verb.i if source.verb is not None else -1 - len(seen)
        if key not in seen:
            seen.add(key)
            found.append(source)
    if not found:
        found = list(_find_quoted(scene, trigger))
    found.reverse()
    return Chain(found)


def _climb(scene: Scene, trigger: Token) -> Iterator[Source]:
    """The links from the innermost outwards."""
    cues = scene.cues
    current = trigger
    for _ in range(len(trigger.doc)):
        yield from _find_beside(scene, current, trigger)
        if is_root(current):
            return
        head = current.head
        if current.dep_ in CONTENT and _is_content(scene, current, head):
            yield from _make_sources(scene, head)
        if current.dep_ in ("acl:relcl", "advcl:relcl") and scene.find_quotation(current) is None:
            current = head
            continue
        current = head
    del cues


def _is_content(scene: Scene, current: Token, head: Token) -> bool:
    """Whether what hangs on ``head`` by ``current`` is what ``head`` says."""
    cues = scene.cues
    if not cues.is_report(head.lemma_, head.pos_):
        return False
    if current.dep_ in ("ccomp", "parataxis"):
        return True
    if head.pos_ == "NOUN":
        return current.dep_ in ("acl", "nmod") and find_case(current) in ("", "of", "about") and current.i > head.i
    mark = find_mark(current)
    if current.dep_ in ("advcl", "xcomp", "obl"):
        blames = head.lemma_ in cues.attribution.blaming
        return (blames and (mark in ("of", "for", "with") or find_case(current) in ("of", "for"))) or (
            current.dep_ == "xcomp" and current.tag_ != "VB"
        )
    return False


def _find_beside(scene: Scene, clause: Token, trigger: Token) -> Iterator[Source]:
    """Sources that stand beside a clause: "according to X", ", X said", "as X noted", "reportedly"."""
    cues = scene.cues
    for child in clause.children:
        if child.i == trigger.i or governs(child, trigger):
            continue
        case = find_case(child)
        if child.dep_ in ("obl", "nmod", "advmod") and case in cues.attribution.phrases:
            yield Source(_make_link(scene, child, case), child, child)
        elif (
            (child.dep_ == "parataxis" and cues.is_report(child.lemma_, child.pos_))
            or (child.dep_ == "advcl" and find_mark(child) == "as" and cues.is_report(child.lemma_, child.pos_))
            or (child.dep_ == "advmod" and child.lower_ == "as" and child.tag_ == "VERB")
        ):
            yield from _make_sources(scene, child)
        elif cues.modifier.get(child.lower_) == "report" and child.dep_ in ("advmod", "amod", "acl"):
            yield Source(Attribution(None, "unnamed", None, child.text), None, child)


def _make_sources(scene: Scene, verb: Token) -> Iterator[Source]:
    subject = find_subject(verb)
    if subject is not None and subject.passive:
        subject = None
    tokens = subject.tokens if subject is not None else ()
    if verb.pos_ == "NOUN":
        tokens = tuple(c for c in children(verb, "nmod:poss", "nmod") if c.dep_ == "nmod:poss" or find_case(c) == "by")
    for token in tokens[:2]:
        yield Source(_make_link(scene, token, verb.text), token, verb)
    if not tokens:
        yield Source(Attribution(None, "unnamed", None, verb.text), None, verb)


def _make_link(scene: Scene, speaker: Token, words: str) -> Attribution:
    cast = find_all(scene, [speaker], agentive=True) or find_all(scene, [speaker], agentive=False)
    states = {code for party in cast.parties for code in party.states}
    side = next(iter(states)) if len(states) == 1 else None
    return Attribution(_name_speaker(scene, speaker), _find_capacity(scene, speaker, side), side, words)


def _name_speaker(scene: Scene, speaker: Token) -> str:
    mention = scene.find_mention(speaker)
    if mention is not None and speaker.pos_ == "PRON" and mention.parties:
        return mention.parties[0].name
    if mention is not None and mention.head == speaker.i and mention.kind != "place":
        return " ".join(mention.text.split())
    first, last = phrase_edges(speaker)
    if last - first >= LONGEST_SPEAKER:
        first, last = speaker.i, speaker.i
    start, end = scene.offsets(first, last)
    return " ".join(scene.words(start, end).split())


def _find_capacity(scene: Scene, speaker: Token, side: str | None) -> Capacity:
    capacities = scene.cues.attribution.capacities
    first, last = phrase_edges(speaker)
    mention = scene.find_mention(speaker)
    words = [token.lemma_.lower() for token in speaker.doc[first : last + 1]]
    if mention is not None:
        words.extend(w.lower() for party in mention.parties for w in (party.office or "").split())
    found = [capacities[word] for word in words if word in capacities]
    if mention is not None and mention.kind in ("state", "body"):
        return "military" if "military" in found else "government"
    for capacity in ("military", "government", "analyst", "media", "party"):
        if capacity in found and (capacity != "government" or side is not None):
            return capacity
    if mention is None:
        return "unnamed" if found or speaker.pos_ == "NOUN" else "unknown"
    return "government" if side is not None and mention.kind == "person" and mention.parties[0].office else "unknown"


def _find_quoted(scene: Scene, trigger: Token) -> Iterator[Source]:
    """The speaker of the quotation that the trigger stands in, from a reporting verb of the same sentence."""
    quotation = scene.find_quotation(trigger)
    if quotation is None:
        return
    for token in trigger.doc:
        offset = scene.sentence.start + token.idx
        if quotation.start <= offset < quotation.end:
            continue
        if token.pos_ == "VERB" and scene.cues.is_report(token.lemma_, "VERB"):
            yield from _make_sources(scene, token)
            return
