"""Groups: words that point back at several parties at once ("the two countries", "both sides", "bilateral")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.records import Mention, Party
from dyadlog.resolve.antecedents import conjuncts
from dyadlog.resolve.named import state_party
from dyadlog.resolve.scene import GroupSpan, PersonSpan, Scene, governors, head_of, prepositions
from dyadlog.resolve.setting import Setting

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.reference import ReferenceWords

WINDOW = 4
"""How many sentences back a group's members may stand; farther back another pair has mostly taken their place."""


def find_groups(scene: Scene, words: ReferenceWords) -> list[GroupSpan]:
    """The group words of a sentence that nothing else has claimed; their tokens are kept for them."""
    found = []
    for token in scene.tokens:
        if not scene.free(token.i, token.i):
            continue
        group = noun_group(scene, token, words) or adjective_group(token, words) or each_other(scene, token, words)
        if group is not None and scene.free(group.first, group.last):
            found.append(group)
            scene.reserved.update(range(group.first, group.last + 1))
    return found


def noun_group(scene: Scene, token: Token, words: ReferenceWords) -> GroupSpan | None:
    """ "The two countries", "both sides", "the neighbours", "neither side"; "both" alone."""
    of = words.value("group", token.lemma_.lower()) or words.value("group", token.lower_)
    if of is not None and token.tag_ in {"NN", "NNP"}:
        return single_group(scene, token, of, words)
    if of is None or token.tag_ not in {"NNS", "NNPS"}:
        lone = token.lower_ == "both" and token.dep_ in {"nsubj", "nsubj:pass", "obj"}
        return GroupSpan(token.i, token.i, 2, "states", "group") if lone else None
    first, count = token.i, None
    for position in range(token.i - 1, max(-1, token.i - 6), -1):
        before = scene.tokens[position]
        number = words.value("count", before.lower_)
        definite = before.lower_ in {"the", "these", "those"}
        if number is not None and count is None:
            first, count = position, int(number)
        elif definite:
            first = position
            title = f"{scene.tokens[token.i - 1].lower_} {token.lemma_.lower()}"
            plain = any(words.holds("group_plain", name) for name in (token.lemma_.lower(), title))
            plain = plain or (words.holds("group_portfolio", token.lemma_.lower()) and position < token.i - 1)
            plain = plain and not tells_members(token, words)
            count = count or (2 if plain else None)
            break
        elif count is not None or before.pos_ not in {"ADJ", "NOUN", "PROPN"} or not scene.free(position, position):
            break
        else:
            first = position
    return GroupSpan(first, token.i, count, of, "group", token.lemma_.lower()) if count is not None else None


def tells_members(token: Token, words: ReferenceWords) -> bool:
    """Whether an of-phrase tells who a group is ("the leaders of the unions"), other than a group itself."""
    owners = [child for child in token.children if child.dep_ == "nmod" and "of" in prepositions(child)]
    return any(words.value("group", owner.lemma_.lower()) != "states" for owner in owners)


def single_group(scene: Scene, token: Token, of: str, words: ReferenceWords) -> GroupSpan | None:
    """A group told of one at a time ("neither leader", "each side", "the pair")."""
    if token.i == 0:
        return None
    before = scene.tokens[token.i - 1]
    count = "2" if of == "pair" and before.lower_ == "the" else words.value("distributive", before.lower_)
    if count is None:
        return None
    return GroupSpan(before.i, token.i, int(count), of, "group", token.lemma_.lower())


def adjective_group(token: Token, words: ReferenceWords) -> GroupSpan | None:
    """ "Bilateral", "mutual", "trilateral"."""
    count = words.value("mutual", token.lower_)
    if count is None or token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
        return None
    return GroupSpan(token.i, token.i, int(count), "states", "bilateral")


def each_other(scene: Scene, token: Token, words: ReferenceWords) -> GroupSpan | None:
    """ "Each other", "one another"."""
    if token.i + 1 >= len(scene.doc):
        return None
    count = words.value("reciprocal", f"{token.lower_} {scene.tokens[token.i + 1].lower_}")
    return GroupSpan(token.i, token.i + 1, int(count), "states", "group") if count is not None else None


DEALING = frozenset(("to", "with", "on", "upon"))
CORE = frozenset(("nsubj", "nsubj:pass", "obj", "obl", "obl:agent"))


@dataclass(slots=True)
class GroupResolver:
    """Says which parties group words point back at."""

    knowledge: Knowledge
    words: ReferenceWords
    setting: Setting

    def __call__(self, scene: Scene, earlier: Sequence[Scene]) -> None:
        """Add the group mentions of a sentence; ``earlier`` are the sentences before it, in order."""
        for group in scene.groups:
            parties, antecedent = self.members(scene, group, earlier)
            if len(parties) == group.count:
                scene.add(scene.mention(group.first, group.last, "group", group.rule, parties, None, antecedent))

    def members(self, scene: Scene, group: GroupSpan, earlier: Sequence[Scene]) -> tuple[tuple[Party, ...], int | None]:
        """The parties meant, in the order of the text, and where the nearest of them stands; none where it is open."""
        named = [scene.at[span.first] for span in people_named(scene, group) if span.first in scene.at]
        if len({party.states for mention in named for party in mention.parties if party.states}) == 2:
            return tuple(party for mention in named for party in mention.parties), named[-1].start
        if group.of in {"people", "pair"}:
            people = self.nearest_people(scene, group, earlier)
            if people is None:
                return (), None
            if people:
                return tuple(party for _, party in people), people[-1][0].start
            if group.of == "pair":
                return (), None
            pair = self.pair_apart(group, states_apart(scene, group))
            if pair:
                return tuple(state_party(code, self.knowledge) for code in pair), None
        codes, antecedent = self.states_meant(scene, group, earlier)
        return tuple(state_party(code, self.knowledge) for code in codes), antecedent

    def pair_apart(self, group: GroupSpan, apart: set[str]) -> tuple[str, ...]:
        """The two states the page is about, where the group can be them."""
        return self.setting.pair if group.count == 2 and not apart & set(self.setting.pair) else ()

    def nearest_people(
        self, scene: Scene, group: GroupSpan, earlier: Sequence[Scene]
    ) -> list[tuple[Mention, Party]] | None:
        """Just as many people with states, named last before the words, of different states; None where more could be
        meant. Among more in one sentence, those who are its subject and object are meant, not their company."""
        found: dict[str, tuple[Mention, Party]] = {}
        apart = states_apart(scene, group)
        for where in (scene, *reversed(earlier[-WINDOW:])):
            mentions = [mention for mention in where.ordered() if where is not scene or mention.first < group.first]
            here = {
                key: (mention, party)
                for key, (mention, party) in people_with_states(mentions).items()
                if self.fits(party, group.noun) and not apart & set(party.states)
            }
            if len(here) + len(found) > group.count:
                here = {key: value for key, value in here.items() if where.doc[value[0].head].dep_ in CORE}
            found = here | {key: value for key, value in found.items() if key not in here}
            if len(found) >= group.count:
                break
        people = list(found.values())
        if len(people) > group.count:
            return None
        states = {party.states for _, party in people}
        return people if len(people) == group.count == len(states) else []

    def fits(self, party: Party, noun: str) -> bool:
        """Whether a person can be one of the group: "leaders" lead a state, "ministers" are ministers; "officials" and
        the like may be anybody in office."""
        wanted = self.words.value("group_rank", noun)
        if wanted is None or party.office is None:
            return True
        matches = self.knowledge.offices.match_titles(party.office.split())
        return bool(matches) and str(matches[0].office.rank) in wanted.split(" ")

    def states_meant(
        self, scene: Scene, group: GroupSpan, earlier: Sequence[Scene]
    ) -> tuple[tuple[str, ...], int | None]:
        """The states meant: just as many before the words in the sentence, or in all of it; else with the one that the
        sentence names; else those of the nearest sentence with as many, or with the page's pair; else the pair."""
        apart = states_apart(scene, group)
        pair = self.pair_apart(group, apart)
        here = named_states((m for m in scene.ordered() if m.first < group.first), apart)
        whole = named_states(scene.ordered(), apart)
        for codes in (here, whole):
            if len(codes) == group.count:
                return tuple(codes), next(reversed(codes.values()))
            if pair and set(pair) <= set(codes):
                return pair, codes[pair[-1]]
        must = set(here) if len(here) < group.count else set()
        for before in reversed(earlier[-WINDOW:]):
            codes = states_of_group(before, group, apart) or named_states(before.ordered(), apart)
            if len(codes) > group.count:  # a meeting's venue is mostly a third state's
                codes = named_states((m for m in before.ordered() if not is_venue(before, m)), apart)
            joined = codes | {code: start for code, start in here.items() if code not in codes}
            if pair and set(pair) <= set(joined):
                return pair, joined[pair[-1]]
            if len(codes) == group.count and must <= set(codes):
                return tuple(codes), next(reversed(codes.values()))
            if not pair and len(joined) == group.count:
                return tuple(joined), next(reversed(joined.values()))
        return pair, None


def people_named(scene: Scene, group: GroupSpan) -> list[PersonSpan]:
    """The two people named right after the words for both ("the two ministers, X and Y"); empty where none are."""
    people = [person for person in scene.people if person.first > group.last][:2]
    if group.count != 2 or group.of != "people" or len(people) < 2:
        return []
    gaps = (scene.doc[group.last + 1 : people[0].lead], scene.doc[people[0].last + 1 : people[1].lead])
    joined = any(token.lower_ in {"and", "&"} for token in gaps[1])
    return people if joined and all(token.pos_ in {"PUNCT", "CCONJ"} for gap in gaps for token in gap) else []


def states_of_group(scene: Scene, group: GroupSpan, apart: set[str]) -> dict[str, int]:
    """The states of the last group of as many that a sentence points back at itself; empty where it has none."""
    for mention in reversed(scene.ordered()):
        codes = named_states((mention,), apart)
        if mention.kind == "group" and len(codes) == group.count:
            return codes
    return {}


def is_venue(scene: Scene, mention: Mention) -> bool:
    """Whether a capital only says where ("met in Vienna")."""
    return mention.rule == "capital" and bool(prepositions(scene.tokens[mention.head]) & {"in", "at"})


def states_apart(scene: Scene, group: GroupSpan) -> set[str]:
    """The states that deal with the group, so are none of it ("China urged the two sides", "called on both")."""
    head = scene.tokens[head_of(scene.doc, group.first, group.last)]
    direct = head.dep_ in {"obj", "iobj"} or (head.dep_ in {"obl", "nmod"} and bool(prepositions(head) & DEALING))
    if not direct:
        return set()
    clause = next((above for above in governors(head) if any(part.dep_ == "nsubj" for part in above.children)), head)
    subjects = [child for child in clause.children if child.dep_ == "nsubj" and child.i < head.i]
    dealing = [word for child in subjects for word in (child, *conjuncts(child))]
    mentions = [scene.at[word.i] for word in dealing if word.i in scene.at]
    return {code for mention in mentions for party in mention.parties for code in party.states}


def named_states(mentions: Iterable[Mention], apart: set[str]) -> dict[str, int]:
    """The states that act or are acted on in a sentence, save those ``apart``, in order, with the offset where each is
    named first."""
    found: dict[str, int] = {}
    for mention in mentions:
        if mention.kind in {"state", "body", "person", "people"} or mention.rule in {"group", "bilateral"}:
            for party in mention.parties:
                for code in party.states:
                    if code not in apart:
                        found.setdefault(code, mention.start)
    return found


def people_with_states(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, Party]]:
    """The people who act for a state, each at the first mention."""
    found: dict[str, tuple[Mention, Party]] = {}
    for mention in mentions:
        for party in mention.parties:
            if party.kind == "person" and party.states:
                found.setdefault(party.actor_id, (mention, party))
    return found
