"""Pronouns and definite words ("he", "its", "the country"): whom they mean, where only one can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dyadlog.records import Mention, Party
from dyadlog.resolve.antecedents import conjuncts, find_actor, relative_head, single
from dyadlog.resolve.groups import GroupResolver
from dyadlog.resolve.named import state_party
from dyadlog.resolve.opposites import faced_state, find_voice, is_definite, our_state
from dyadlog.resolve.roster import Roster
from dyadlog.resolve.scene import SUBJECTS, GroupSpan, Scene, governors, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge.reference import ReferenceWords

BACK = 2
"""How many sentences back a pronoun may reach; farther back the prototype pages had other people in between."""


@dataclass(slots=True)
class PronounFinder:
    """Finds what pronouns and definite words point back at."""

    words: ReferenceWords
    roster: Roster
    groups: GroupResolver
    sexes: dict[str, str] = field(init=False)
    voice: str | None = None
    realms: dict[str, tuple[str, Mention, tuple[Party, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sexes = {person.party().actor_id: person.sex for person in self.roster.people if person.sex is not None}

    def __call__(self, scene: Scene, earlier: Sequence[Scene]) -> None:
        """Add the pronoun mentions of a sentence; ``earlier`` are the sentences before it, resolved, in order."""
        for token in scene.tokens:
            if not scene.free(token.i, token.i):
                continue
            found = self.antecedent(scene, token, earlier)
            if found is None:
                continue
            rule, antecedent, parties = found
            kind = antecedent.kind if parties == antecedent.parties else "state"
            first = last = token.i
            if rule == "definite" and token.i > 0:
                first = token.i - (1 if scene.tokens[token.i - 1].lower_ in {"neighbouring", "neighboring"} else 0)
            scene.add(scene.mention(first, last, kind, rule, parties, None, antecedent.start))

    def antecedent(
        self, scene: Scene, token: Token, earlier: Sequence[Scene]
    ) -> tuple[str, Mention, tuple[Party, ...]] | None:
        """The rule, the mention pointed back at, and the parties meant."""
        word = token.lower_
        found: Mention | None = None
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$", "WP", "WDT", "WP$"}:
            sex = self.words.value("pronoun", word)
            if sex is not None:
                found = self.person(scene, token, earlier, sex)
            elif self.words.holds("relative", word):
                found = relative_head(scene, token)
            elif self.words.holds("ours", word):
                return our_state(scene, token, self.voice, self.groups, self.words)
            elif self.words.holds("pronoun_state", word) and token.dep_ != "expl":
                found = find_actor(scene, token, earlier, self.words)
            elif self.words.holds("pronoun_plural", word):
                found = plural_subject(scene, token, earlier) or self.group_of(scene, token, earlier)
            return ("pronoun", found, found.parties) if found is not None else None
        if self.words.holds("neighbouring", token.lemma_.lower()) and is_definite(token):
            return faced_state(scene, token, self.groups)
        if self.words.holds("visiting", token.lemma_.lower()) and is_the(scene, token):
            found = last_comer((*earlier[-BACK:], scene), token, self.words)
            return ("definite", found, found.parties) if found is not None else None
        if self.words.holds("realm", token.lemma_.lower()) and is_the(scene, token):
            return self.realm(scene, token, earlier)
        if self.words.holds("definite_state", token.lemma_.lower()) and token.tag_ in {"NN", "NNP"}:
            home = self.home_of_person(scene, token)
            if home is not None:
                return home
        if self.words.holds("definite_state", token.lemma_.lower()) and is_the(scene, token):
            found = last_state(scene, token, earlier)
            return ("definite", found, found.parties) if found is not None else None
        return None

    def home_of_person(self, scene: Scene, token: Token) -> tuple[str, Mention, tuple[Party, ...]] | None:
        """The state of the person whose country it is ("his country")."""
        for child in token.children:
            person = scene.at.get(child.i)
            if child.tag_ == "PRP$" and person is not None and person.kind == "person":
                codes = {code for party in person.parties for code in party.states}
                if len(codes) == 1:
                    return "definite", person, (state_party(codes.pop(), self.groups.knowledge),)
        return None

    def realm(
        self, scene: Scene, token: Token, earlier: Sequence[Scene]
    ) -> tuple[str, Mention, tuple[Party, ...]] | None:
        """The state that a word for its kind means ("the island"): one and the same on the whole page; at first the one
        that somebody of the page's other state acts on, else the only one named before."""
        word = token.lemma_.lower()
        found = self.realms.get(word)
        if found is None:
            state = last_state(scene, token, earlier)
            found = ("definite", state, state.parties) if state is not None else None
        if found is not None:
            self.realms[word] = found
        return found

    def learn(self, scenes: Sequence[Scene]) -> None:
        """Learn which state the page's words for a kind of state mean, from those who act on it, and whose "our" is."""
        self.voice = find_voice(scenes, self.groups.setting, self.words)
        for scene in scenes:
            for token in scene.tokens:
                word = token.lemma_.lower()
                if self.words.holds("realm", word) and word not in self.realms and is_the(scene, token):
                    found = faced_state(scene, token, self.groups)
                    if found is not None:
                        self.realms[word] = found

    def group_of(self, scene: Scene, token: Token, earlier: Sequence[Scene]) -> Mention | None:
        """The group that "their" means before a noun that only several can share ("their border"), or the only group
        named before in the sentence."""
        groups = [m for m in scene.ordered() if m.kind == "group" and m.last < token.i and m.rule != "bilateral"]
        if groups:
            return single(groups)
        if token.dep_ != "nmod:poss" or not self.words.holds("shared", token.head.lemma_.lower()):
            return None
        span = GroupSpan(token.i, token.i, 2, "states", "pronoun")
        parties, antecedent = self.groups.members(scene, span, earlier)
        if len(parties) != span.count:
            return None
        mention = scene.mention(token.i, token.i, "group", "pronoun", parties, None, antecedent)
        return mention if antecedent is None else replace(mention, start=antecedent)

    def person(self, scene: Scene, token: Token, earlier: Sequence[Scene], sex: str) -> Mention | None:
        """The person a pronoun means: the subject of its clause or of one above it, else the only person before it in
        the sentence, else the subject, or the only person, of the sentence before. A pronoun that leaves no doubt tells
        the person's sex to the pronouns after it."""
        own = None if is_free_of_subject(token) else clause_subject(token)
        barred = scene.at[own.i].parties if own is not None and own.i in scene.at else ()
        before = [
            mention for mention in scene.ordered() if mention.last < token.i and self.could_be(mention, sex, barred)
        ]
        subject = subject_above(scene, token, before) or self.subject_ahead(scene, token, sex, before)
        sole = single(before) if before else None
        if sole is not None:
            self.sexes.setdefault(sole.parties[0].actor_id, sex)
        if subject is not None or before:
            subjects = [mention for mention in before if is_subject(scene.tokens[mention.head])]
            return subject or sole or single(subjects)
        for other in reversed(earlier[-BACK:]):
            people = [mention for mention in other.ordered() if self.could_be(mention, sex, barred)]
            if people:
                subjects = [mention for mention in people if is_subject(other.doc[mention.head])]
                main = [mention for mention in subjects if other.doc[mention.head].head.dep_ == "root"]
                return single(people) or single(main) or single(subjects)
        return None

    def subject_ahead(self, scene: Scene, token: Token, sex: str, before: Sequence[Mention]) -> Mention | None:
        """The person named right after a phrase that opens a sentence ("On his arrival, Minister X said")."""
        verb = token.head.head
        if before or token.tag_ != "PRP$" or token.head.dep_ != "obl" or token.head.i > verb.i:
            return None
        for child in verb.children:
            mention = scene.at.get(child.i)
            if child.dep_ in SUBJECTS and child.i > token.head.i and mention is not None and child.pos_ == "PROPN":
                return mention if self.could_be(mention, sex, ()) else None
        return None

    def could_be(self, mention: Mention, sex: str, barred: tuple[Party, ...]) -> bool:
        """Whether a mention is one person, not known to be of the other sex, and none of those barred."""
        if mention.kind != "person" or len(mention.parties) != 1 or mention.parties == barred:
            return False
        told = self.sexes.get(mention.parties[0].actor_id)
        return told is None or told == sex


def is_free_of_subject(token: Token) -> bool:
    """Whether a pronoun may mean the subject of its own clause: "his" and "himself" may, "him" may not."""
    return token.tag_ == "PRP$" or token.lower_.endswith("self") or token.dep_ not in {"obj", "iobj", "obl", "nmod"}


def clause_subject(token: Token) -> Token | None:
    """The subject of the nearest clause around a token that has one."""
    for governor in governors(token):
        for child in governor.children:
            if child.dep_ in SUBJECTS:
                return child
    return None


def subject_above(scene: Scene, token: Token, candidates: Sequence[Mention]) -> Mention | None:
    """The candidate that is the subject of the nearest clause around the token; none where another noun is."""
    heads = {position: mention for mention in candidates for position in range(mention.first, mention.last + 1)}
    for governor in governors(token):
        asked = governor.head.children if governor.dep_ == "xcomp" and token.tag_ == "PRP$" else ()
        for child in asked:  # "asked X to free his envoy"
            if child.dep_ == "obj" and child.i < governor.i and child.i in heads:
                return heads[child.i]
        for child in governor.children:
            if child.dep_ in SUBJECTS and child.i < token.i and child.i in heads:
                return heads[child.i]
    return None


def plural_subject(scene: Scene, token: Token, earlier: Sequence[Scene]) -> Mention | None:
    """The group that "they" or "their" means: the plural subject around it, else that of the sentence before."""
    for governor in governors(token):
        for child in governor.children:
            if child.dep_ in SUBJECTS and child.i < token.i:
                group = plural_at(scene, child)
                if group is not None or child.pos_ not in {"PRON", "DET"}:
                    return group
    for other in reversed(earlier[-1:]):
        subjects = [word for word in other.doc if word.dep_ in SUBJECTS and word.head.dep_ == "root"]
        groups = [group for group in (plural_at(other, word) for word in subjects) if group is not None]
        return single(groups)
    return None


def plural_at(scene: Scene, token: Token) -> Mention | None:
    """The plural that a subject is: a group, officials or people; or actors joined by "and", taken together."""
    mention = scene.at.get(token.i)
    joined = [scene.at.get(word.i) for word in conjuncts(token)]
    if mention is not None and joined and all(other is not None for other in joined):
        parties = {party.actor_id: party for other in (mention, *joined) if other for party in other.parties}
        return scene.mention(mention.first, mention.last, "group", "group", tuple(parties.values()))
    if mention is None or not mention.parties:
        return None
    plural = mention.kind in {"group", "people"} or token.tag_ in {"NNS", "NNPS"}
    return mention if plural else None


def last_comer(scenes: Sequence[Scene], token: Token, words: ReferenceWords) -> Mention | None:
    """The only person told to have come, or to be a guest, in the last sentences ("the visitor")."""
    found = []
    for scene in scenes:
        for mention in scene.ordered():
            head = scene.tokens[mention.head]
            if mention.kind != "person" or (scene is scenes[-1] and mention.last >= token.i):
                continue
            guest = mention.first > 0 and words.holds("visiting", scene.tokens[mention.first - 1].lemma_.lower())
            if guest or (is_subject(head) and words.holds("arrival", head.head.lemma_.lower())):
                found.append(mention)
    return single(found)


def is_the(scene: Scene, token: Token) -> bool:
    """Whether a noun is singular with the bare article ("the country"): nothing else may say which."""
    children = [
        child for child in token.children if child.dep_ not in {"case", "punct", "conj", "cc"} and child.i < token.i
    ]
    plain = [child.lower_ for child in children] == ["the"]
    told = any(child.dep_ in {"nmod", "acl:relcl", "acl", "appos"} for child in token.children)
    return plain and not told and token.tag_ in {"NN", "NNP"}


def last_state(scene: Scene, token: Token, earlier: Sequence[Scene]) -> Mention | None:
    """The only state named before in the sentence, else the only one of the sentence before."""
    for where, limit in ((scene, token.i), *((other, len(other.doc)) for other in earlier[-1:])):
        states = [m for m in where.ordered() if m.kind == "state" and m.parties and m.last < limit]
        states = [m for m in states if m.rule != "adjective"]
        if states:
            return single(states)
    return None
