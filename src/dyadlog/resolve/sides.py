"""Sides: the state of people whose words leave it unsaid, from whom they deal with on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dyadlog.resolve.groups import people_named
from dyadlog.resolve.roles import fronted_states
from dyadlog.resolve.roster import Person, Roster
from dyadlog.resolve.scene import SUBJECTS, OfficeSpan, PersonSpan, Scene, governors, head_of, is_subject, prepositions
from dyadlog.resolve.setting import Setting, is_destination

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge.reference import ReferenceWords

ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"))
FACING = frozenset(("to", "with", "against", "on", "toward", "towards", "into", "by"))
"""Prepositions on one who is dealt with; a person comes "from" or speaks "for" one's own state."""
DIRECT, CONTRASTED = 2, 1
"""What a state weighs that a person deals with, and one that acts in a clause beside the person's own."""
AFTER = 2
"""Sentences after a name in which "his government" still means that person's."""
PERSONAL = {"her": "her", "him": "his"}
"""The possessive of who is acted on."""
ROUNDS = 3
"""Passes over the people of a page: one whose side is found shows the sides of those dealt with."""


@dataclass(slots=True)
class SideFinder:
    """Gives people who act for a state that the page does not tell of them the one that is safe: of the list they stand
    in; else where the page is told from; else the other of the page's two states than the one they deal with; else
    where most of the page happens. Never a state they deal with, nor one whose holder of the office is another."""

    roster: Roster
    scenes: Sequence[Scene]
    setting: Setting
    words: ReferenceWords
    by_index: dict[int, Scene] = field(init=False)
    held: dict[tuple[str | None, tuple[str, ...]], Person] = field(init=False)

    def __post_init__(self) -> None:
        self.by_index = {scene.index: scene for scene in self.scenes}
        self.held = {
            (office.office_id, office.states): person
            for person in self.roster.people
            for office in person.offices
            if office.states and not office.former
        }

    def __call__(self) -> None:
        """Set the states of the people, those who are sure first."""
        for last in (False, True):
            for _ in range(ROUNDS):
                people = [person for person in self.roster.people if not (last and self.faces_pronoun(person))]
                found = [person for person in people if self.complete(person, last)]
                if not found:
                    break

    def revisit(self) -> None:
        """Set the states of people whose sides only the words that point back at them or at states show ("he told its
        envoy"), and give them to all mentions."""
        for person in self.roster.people:
            old = person.party()
            if self.complete(person, last=False) or (self.faces_pronoun(person) and self.complete(person, last=True)):
                for scene in self.scenes:
                    for mention in scene.ordered():
                        if old in mention.parties:
                            parties = tuple(person.party() if party == old else party for party in mention.parties)
                            scene.replace(mention, replace(mention, parties=parties))

    def complete(self, person: Person, last: bool) -> bool:
        """Whether a state was found for a person; guesses by where a page is set are made in the ``last`` passes."""
        if person.states or any(office.former or office.private for office in person.offices):
            return False
        offices = [office for office in person.offices if office.national and not office.states]
        against = self.weigh(person)
        code = next(filter(None, (self.listing_owner(office) for office in offices)), None)
        code = code or self.opposite(against, DIRECT if not offices and not person.leads else CONTRASTED)
        if code is None and last and offices:
            places = (*self.fronted(person), *self.visited(person), self.setting.home, self.setting.host)
            code = next((place for place in places if self.is_open(place, person, against)), None)
        if code is not None:
            person.states = (code,)
        return code is not None

    def faces_pronoun(self, person: Person) -> bool:
        """Whether somebody deals with one whom only a pronoun names ("she was received by President X"): whose side
        that one is of must be known first."""
        for span in person.spans:
            token = acting_token(self.by_index[span.sentence], span, self.words)
            for verb, mine in clauses_of(token):
                for other in arguments(verb):
                    if other.tag_ == "PRP" and self.words.value("pronoun", other.lower_) and is_subject(other) != mine:
                        return True
        return False

    def is_open(self, code: str | None, person: Person, against: Counter[str]) -> bool:
        """Whether a state the page is set in can be the person's."""
        if code is None or code in against or (self.setting.pair and code not in self.setting.pair):
            return False
        holders = (self.held.get((office.office_id, (code,))) for office in person.offices)
        return all(holder is None or holder is person for holder in holders)

    def opposite(self, against: Counter[str], least: int) -> str | None:
        """The other of the page's two states than the one dealt with, where it is clear which that is."""
        for weight in (DIRECT, CONTRASTED):
            dealt = [code for code in self.setting.pair if against[code] >= weight]
            if dealt and weight >= least:
                return self.setting.other(dealt[0]) if len(dealt) == 1 else None
        return None

    def weigh(self, person: Person) -> Counter[str]:
        """How much on the page says of each state that it is not the person's."""
        against: Counter[str] = Counter()
        for office in person.offices:
            if office.diplomatic and not office.states:
                against.update(dict.fromkeys(self.posted_to(office), DIRECT))
            against.update(dict.fromkeys(self.peers(person, office), CONTRASTED))
            if self.setting.own is not None and self.words.holds("visiting", office.wording.split()[0].lower()):
                against[self.setting.own] += DIRECT
        official = bool(person.offices) or person.leads
        for scene, token in self.pointing_back(person):
            own = frozenset((token.i,))
            against.update(dict.fromkeys(self.dealt_with(scene, token, own, official), DIRECT))
        for span in person.spans:
            scene = self.by_index[span.sentence]
            if scene.sentence.kind != "headline":
                for after, noun in self.governments_after(span):
                    against.update(dict.fromkeys(self.dealt_with(after, noun, frozenset(), True), DIRECT))
                token = acting_token(scene, span, self.words)
                own = frozenset(range(span.lead, span.last + 1))
                against.update(dict.fromkeys(self.dealt_with(scene, token, own, official), DIRECT))
                against.update(dict.fromkeys(self.hosted_by(scene, span), DIRECT))
                against.update(dict.fromkeys(self.paired_with(scene, span), DIRECT))
                if official:
                    against.update(dict.fromkeys(self.contrasted(scene, token), CONTRASTED))
        return against

    def pointing_back(self, person: Person) -> Iterator[tuple[Scene, Token]]:
        """The pronouns that mean a person, as far as they are resolved yet."""
        parties = (person.party(),)
        for scene in self.scenes:
            for mention in scene.found:
                if mention.rule == "pronoun" and mention.parties == parties:
                    yield scene, scene.tokens[mention.head]

    def fronted(self, person: Person) -> list[str]:
        """The states of the capitals that sentences open with which tell what a holder of an office did there ("In
        Lima, President X named a new minister")."""
        codes: list[str] = []
        for span in person.spans:
            scene = self.by_index[span.sentence]
            if any(office.person is not None and scene.people[office.person] is span for office in scene.offices):
                codes += sorted(fronted_states(scene, acting_token(scene, span, self.words).i, self.setting))
        return codes

    def visited(self, person: Person) -> list[str]:
        """The states that others come to in the sentences that name a person with an office: the hosts speak there."""
        codes = []
        for office in person.offices:
            scene = self.by_index[office.sentence]
            own = {acting_token(scene, span, self.words).i for span in person.spans if span.sentence == scene.index}
            for mention in scene.ordered():
                if mention.kind != "state" or mention.place is None or goer(scene.tokens[mention.head]) in own:
                    continue
                if is_destination(scene, mention, self.words):
                    codes += [code for party in mention.parties for code in party.states]
        return codes

    def peers(self, person: Person, office: OfficeSpan) -> tuple[str, ...]:
        """The states of somebody else in the same office that the sentence names: two prime ministers in one sentence
        are mostly of two states."""
        scene = self.by_index[office.sentence]
        for other in scene.offices:
            if other.person is None or other.former or other.office_id != office.office_id:
                continue
            holder = self.roster.of(scene.people[other.person])
            if holder is not person and holder.states:
                return holder.states
        return ()

    def posted_to(self, office: OfficeSpan) -> tuple[str, ...]:
        """The states that a diplomat is sent to."""
        mention = self.by_index[office.sentence].at.get(office.end) if office.end > office.last else None
        return tuple(code for party in mention.parties for code in party.states) if mention is not None else ()

    def listing_owner(self, office: OfficeSpan) -> str | None:
        """The owner of the list that an office stands in ("Nepal's leaders: President X, Prime Minister Y")."""
        scene = self.by_index[office.sentence]
        for position in range(office.first - 1, 0, -1):
            if not self.words.holds("listing", scene.tokens[position].lower_):
                continue
            for before in range(position - 1, max(-1, position - 6), -1):
                mention = scene.at.get(before)
                codes = {code for party in mention.parties for code in party.states} if mention is not None else set()
                if len(codes) == 1:
                    return codes.pop()
        return None

    def dealt_with(self, scene: Scene, token: Token, own: frozenset[int], official: bool) -> list[str]:
        """The states that somebody deals with in the clauses around the name, in the order of the text. Whom others act
        on is only of another side with an office, or in acts between such people."""
        codes: list[str] = []
        for verb, mine in clauses_of(token):
            lemma = verb.lemma_.lower()
            if (
                self.words.holds("own_act", lemma)
                if mine
                else self.words.holds("staffing", lemma) or not (official or self.words.holds("between_people", lemma))
            ):
                continue
            for other in arguments(verb):
                if other.i in own or is_subject(other) == mine or not self.is_faced(other, verb, mine):
                    continue
                codes.extend(code for code in self.states_at(scene, other, verb) if code not in codes)
                if mine and other.pos_ == "NOUN":
                    codes.extend(code for code in self.owners_of(scene, other, verb) if code not in codes)
                    codes.extend(code for code in self.objects_of_noun(scene, other) if code not in codes)
        if official:
            codes.extend(code for code in self.admonished(scene, token) if code not in codes)
        if token.dep_ == "nmod" and "by" in prepositions(token):  # "a visit by X to Chad"
            facing = [*self.objects_of_noun(scene, token.head), *self.objects_of_noun(scene, token)]
            codes.extend(code for code in facing if code not in codes)
        return codes

    def admonished(self, scene: Scene, token: Token) -> tuple[str, ...]:
        """The states of whom a speaker says that they must do something."""
        for clause in token.head.children if is_subject(token) else ():
            if clause.dep_ != "ccomp" or not any(self.words.holds("obliging", part.lower_) for part in clause.children):
                continue
            subjects = [scene.at.get(part.i) for part in clause.children if part.dep_ in SUBJECTS]
            states = [mention for mention in subjects if mention is not None and mention.kind == "state"]
            return tuple(code for mention in states for party in mention.parties for code in party.states)
        return ()

    def governments_after(self, span: PersonSpan) -> Iterator[tuple[Scene, Token]]:
        """The governments of the person last named, in the sentences after ("His ministry")."""
        scene = self.by_index[span.sentence]
        if scene.people[-1] is not span:
            return
        for index in range(span.sentence + 1, span.sentence + 1 + AFTER):
            after = self.by_index.get(index)
            if after is None:
                return
            for word in after.doc:
                if any(other.tag_ == "PRP" and PERSONAL.get(other.lower_) == word.lower_ for other in scene.doc):
                    continue  # "X congratulated her. Her predecessor": somebody else's
                owned = self.words.holds("ruled", word.head.lemma_.lower()) and is_subject(word.head)
                if owned and word.tag_ == "PRP$" and self.words.value("pronoun", word.lower_) is not None:
                    yield after, word.head
            if after.people:
                return

    def hosted_by(self, scene: Scene, span: PersonSpan) -> tuple[str, ...]:
        """The states of the person whose guest, host or counterpart somebody is told to be ("X and his guest Y")."""
        before = [token for token in scene.doc[max(0, span.lead - 4) : span.lead] if token.pos_ not in {"ADJ", "PUNCT"}]
        if len(before) < 2 or not self.words.holds("facing_role", before[-1].lemma_.lower()):
            return ()
        model = next((other for other in reversed(scene.people) if other.last < span.lead), None)
        owned = before[-2].tag_ in {"PRP$", "POS"}
        return self.roster.of(model).states if model is not None and owned else ()

    def paired_with(self, scene: Scene, span: PersonSpan) -> tuple[str, ...]:
        """The states of the other of two people named after the words for both ("the two ministers, X and Y")."""
        for group in scene.groups:
            people = people_named(scene, group)
            if span in people:
                return self.roster.of(people[1] if span is people[0] else people[0]).states
        return ()

    def is_faced(self, other: Token, verb: Token, mine: bool) -> bool:
        """Whether the argument is one dealt with, and no mere place or source."""
        if not mine or other.dep_ not in {"obl", "nmod"}:
            return True
        case = prepositions(other)
        if self.words.holds("homing", verb.lemma_.lower()) and case & {"to", "into"}:
            return False  # "invited her to Quito": a place that may be one's own
        return bool(case & FACING) or (bool(case & {"in", "at"}) and self.words.holds("arrival", verb.lemma_.lower()))

    def owners_of(self, scene: Scene, noun: Token, verb: Token) -> tuple[str, ...]:
        """The state that has what somebody recognises, rejects or attacks ("rejected Oman's offer")."""
        if not self.words.holds("outward", verb.lemma_.lower()):
            return ()
        owners = [scene.at.get(child.i) for child in noun.children if child.dep_ == "nmod:poss"]
        states = [owner for owner in owners if owner is not None and owner.kind == "state"]
        return tuple(code for owner in states for party in owner.parties for code in party.states)

    def objects_of_noun(self, scene: Scene, noun: Token) -> list[str]:
        """The states that a noun of dealing is directed at ("talks with Peru", "a visit to Quito")."""
        facing = [child for child in noun.children if child.dep_ == "nmod" and prepositions(child) & FACING - {"by"}]
        further = [child for child in noun.children if child.dep_ == "nmod" and child.pos_ == "NOUN"]
        deeper = [part for child in further for part in child.children if prepositions(part) & {"with"}]
        return [code for child in (*facing, *deeper) for code in self.states_at(scene, child, noun)]

    def states_at(self, scene: Scene, token: Token, verb: Token) -> tuple[str, ...]:
        """The states of the actor named at a token, or of the person named there; what a state owns may be the
        person's own, save with verbs that only have others for objects."""
        for span in scene.people:
            if span.lead <= token.i <= span.last:
                return self.roster.of(span).states
        mention = scene.at.get(token.i)
        if mention is None or mention.rule == "adjective":
            return self.roster_office(scene, token)
        if mention.kind == "state" or is_subject(token) or self.words.holds("outward", verb.lemma_.lower()):
            return tuple(code for party in mention.parties for code in party.states)
        return ()

    def roster_office(self, scene: Scene, token: Token) -> tuple[str, ...]:
        """The states of the office told at a token ("the Malian president")."""
        return next((office.states for office in scene.offices if office.first <= token.i <= office.last), ())

    def contrasted(self, scene: Scene, token: Token) -> list[str]:
        """The states that act in the clause which the person's clause explains or is explained by ("when Chad closed
        the road, President X")."""
        if not is_subject(token):
            return []
        verb = token.head
        beside = [child for child in verb.children if child.dep_ == "advcl" and self.sets_apart(child)]
        if verb.dep_ == "advcl" and self.sets_apart(verb):
            beside += [
                verb.head,
                *(child for child in verb.head.children if child.dep_ == "advcl" and child.i < verb.i),
            ]
        subjects = [child for clause in beside for child in clause.children if child.dep_ in SUBJECTS]
        mentions = [scene.at.get(subject.i) for subject in subjects]
        return [
            code
            for mention in mentions
            if mention is not None and mention.kind == "state"
            for party in mention.parties
            for code in party.states
        ]

    def sets_apart(self, clause: Token) -> bool:
        """Whether a clause tells what another's deed answers ("when", "after"), not what goes on beside it ("as")."""
        return any(
            child.dep_ in {"mark", "advmod"} and self.words.holds("answering", child.lower_)
            for child in clause.children
        )


def mark_leaders(roster: Roster, scenes: Sequence[Scene], words: ReferenceWords) -> None:
    """Note the people whose governments the page speaks of."""
    for scene in scenes:
        for span in scene.people:
            if ruled_noun(scene, span, words) is not None:
                roster.of(span).leads = True


def goer(token: Token) -> int | None:
    """The subject of the clause that a destination stands in: who comes there."""
    while token.dep_ != "root" and token.head is not token:
        token = token.head
        for child in token.children:
            if child.dep_ in SUBJECTS:
                return int(child.i)
    return None


def acting_token(scene: Scene, span: PersonSpan, words: ReferenceWords) -> Token:
    """The token that acts for a person: the name, or the government that is the person's."""
    head = scene.tokens[head_of(scene.doc, span.first, span.last)]
    ruled = ruled_noun(scene, span, words)
    if head.dep_ == "appos" and any(  # "the foreign minister, X, said"
        office.person is not None and scene.people[office.person] is span and office.first <= head.head.i <= office.last
        for office in scene.offices
    ):
        head = head.head
    if scene.tokens[span.first].dep_ == "case" and head.dep_ == "nmod":  # "Secretary To Huu" read as a phrase
        head = head.head
    return head if ruled is None else ruled


def ruled_noun(scene: Scene, span: PersonSpan, words: ReferenceWords) -> Token | None:
    """The government that a person leads ("X's administration", "the X government")."""
    for token in scene.doc[span.last + 1 : span.last + 4]:
        if words.holds("ruled", token.lemma_.lower()) and token.pos_ in {"NOUN", "PROPN"}:
            return token
        if token.tag_ != "POS" and token.pos_ != "ADJ":
            return None
    return None


def clauses_of(token: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs a noun takes part in, and whether as their subject: its own, those it controls ("refused to go"), those
    coordinated with it, and a clause that describes it ("X, visiting Peru, said")."""
    verb = next((above for above in governors(token) if above.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}), None)
    mine = is_subject(token)
    if verb is not None and verb.pos_ in {"VERB", "AUX"}:
        yield verb, mine
        if mine:
            yield from ((further, True) for further in controlled(verb))
    for child in token.children:
        told = child.dep_ == "acl:relcl" and any(
            part.lower_ == "who" for part in child.children if part.dep_ in SUBJECTS
        )
        if told or (child.dep_ in {"acl", "acl:relcl"} and child.tag_ == "VBG"):
            yield child, True


def controlled(verb: Token) -> Iterator[Token]:
    """The verbs that share their subject with a verb."""
    for child in verb.children:
        shares = not any(part.dep_ in SUBJECTS for part in child.children)
        if child.dep_ in {"xcomp", "conj"} and child.pos_ in {"VERB", "AUX"} and shares:
            yield child
            yield from controlled(child)


def arguments(verb: Token) -> Iterator[Token]:
    """The nouns a verb governs, with those coordinated with them; its subject may be another's."""
    shared = verb
    while shared.dep_ in {"conj", "xcomp", "acl"} and not any(part.dep_ in SUBJECTS for part in shared.children):
        shared = shared.head
    above = [part for part in shared.children if part.dep_ in SUBJECTS] if shared.i != verb.i else []
    for child in (*above, *verb.children):
        if child.dep_ in ARGUMENTS:
            yield child
            yield from (token for token in child.subtree if token.dep_ == "conj" and token.head.i == child.i)
