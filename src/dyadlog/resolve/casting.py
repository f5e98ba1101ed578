"""Casting: mentions for the people of a page and for the offices that stand for their holders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dyadlog.records import Document, Evidence, Occupancy, Party
from dyadlog.resolve.roles import fronted_states
from dyadlog.resolve.roster import Person, Roster
from dyadlog.resolve.scene import OfficeSpan, PersonSpan, Scene, head_of, is_subject
from dyadlog.resolve.setting import Setting

if TYPE_CHECKING:
    from dyadlog.knowledge.reference import ReferenceWords


@dataclass(slots=True)
class Casting:
    """Gives every person and office span of a document its party, in the order of the text."""

    roster: Roster
    setting: Setting
    words: ReferenceWords

    def __call__(self, scenes: Sequence[Scene]) -> None:
        """Add the mentions to the scenes."""
        for scene in scenes:
            for span in scene.people:
                self.cast_person(scene, span)
            for office in scene.offices:
                self.cast_office(scene, office)

    def cast_person(self, scene: Scene, span: PersonSpan) -> None:
        """A person's mention: the name with the titles right before it."""
        first = span.lead
        for office in reversed(scene.offices):
            touches = office.last + 1 in {first, span.first} or office.first <= first <= office.last + 1
            if touches and office.end <= span.last and office.plural is False:
                first = min(first, office.first)
        person = self.roster.of(span)
        rule = "person" if len(span.name.split()) > 1 else "short_name"
        scene.add(scene.mention(first, span.last, "person", rule, (person.party(),)))

    def cast_office(self, scene: Scene, office: OfficeSpan) -> None:
        """An office's own mention, where it does not stand right before its holder's name."""
        if not scene.free(office.first, office.last):
            return
        if office.person is not None:
            party = self.roster.of(scene.people[office.person]).party()
            scene.add(scene.mention(office.first, office.last, "person", "office", (party,)))
        elif office.plural:
            parties = tuple(self.vacant(office, (code,)) for code in office.states)
            if parties:
                scene.add(
                    scene.mention(office.first, office.last, "group" if parties[1:] else "person", "office", parties)
                )
        else:
            self.cast_unnamed(scene, office)

    def cast_unnamed(self, scene: Scene, office: OfficeSpan) -> None:
        """An office without a name: its holder where the page names one, else the office itself."""
        holder = self.find_holder(scene, office)
        guest = self.words.holds("visiting", office.wording.split()[0].lower())
        if holder is not None and not (guest and holder.states == (self.setting.own,)):
            scene.add(scene.mention(office.first, office.last, "person", "office", (holder.party(),)))
            return
        states = office.states or self.possessor_states(scene, office) or self.met_states(scene, office)
        if not states and office.diplomatic and office.national:
            states = self.sender_states(scene, office)
        elif not states and (speaks := self.fronted(scene, office)):
            states = speaks
        elif not states and self.has_home(scene, office):
            code = self.setting.own
            code = self.setting.other(code) if guest and code is not None else code
            states = (code,) if code is not None else ()
        if office.former:
            states = ()
        if states or (office.national and is_definite(scene, office, self.words)):
            party = self.vacant(office, states)
            scene.add(scene.mention(office.first, office.last, "person", "office", (party,)))

    def has_home(self, scene: Scene, office: OfficeSpan) -> bool:
        """Whether an office without a name is that of the state a page is told from: a definite national one, or one
        who speaks for a government."""
        definite = office.national and is_definite(scene, office, self.words)
        return definite or self.speaks_for_body(scene, office)

    def speaks_for_body(self, scene: Scene, office: OfficeSpan) -> bool:
        """Whether a title that names a state's body is told to speak ("a government spokesman said")."""
        title = office.title.split()
        token = scene.tokens[head_of(scene.doc, office.first, office.last)]
        speaks = is_subject(token) and self.words.holds("speaking", token.head.lemma_.lower())
        return speaks and len(title) > 1 and self.words.holds("state_title", title[0])

    def fronted(self, scene: Scene, office: OfficeSpan) -> tuple[str, ...]:
        """The state of the capital where the holder of an office is told to speak ("In Lima, the minister said")."""
        token = scene.tokens[head_of(scene.doc, office.first, office.last)]
        speaks = office.national and self.words.holds("speaking", token.head.lemma_.lower())
        if not speaks and not self.speaks_for_body(scene, office):
            return ()
        return tuple(fronted_states(scene, token.i, self.setting))

    def sender_states(self, scene: Scene, office: OfficeSpan) -> tuple[str, ...]:
        """The other of the page's states than that where a diplomat is posted ("the ambassador in Lima")."""
        posted = scene.at.get(office.last + 2) if office.last + 2 < len(scene.doc) else None
        if posted is None or scene.tokens[office.last + 1].lower_ not in {"in", "to"}:
            return ()
        codes = {code for party in posted.parties for code in party.states}
        other = self.setting.other(codes.pop()) if len(codes) == 1 else None
        return (other,) if other is not None else ()

    def met_states(self, scene: Scene, office: OfficeSpan) -> tuple[str, ...]:
        """The other of the page's states than that of the person who meets or visits the holder of an office ("on his
        visit the minister met the president")."""
        head = scene.tokens[head_of(scene.doc, office.first, office.last)]
        while head.dep_ == "conj":
            head = head.head
        if not office.national or head.dep_ != "obj" or not self.words.holds("outward", head.head.lemma_.lower()):
            return ()
        subjects = [scene.at.get(child.i) for child in head.head.children if child.dep_ == "nsubj"]
        codes = {code for who in subjects if who is not None for party in who.parties for code in party.states}
        other = self.setting.other(codes.pop()) if len(codes) == 1 else None
        return (other,) if other is not None else ()

    def possessor_states(self, scene: Scene, office: OfficeSpan) -> tuple[str, ...]:
        """The states of the person whose office it is ("the president's envoy")."""
        head = scene.tokens[head_of(scene.doc, office.first, office.last)]
        for child in head.children:
            owner = scene.at.get(child.i)
            if child.dep_ == "nmod:poss" and owner is not None and owner.kind == "person":
                return tuple(code for party in owner.parties for code in party.states)
        return ()

    def vacant(self, office: OfficeSpan, states: tuple[str, ...]) -> Party:
        """The holder of an office, whoever it is."""
        label = office.office_id or office.wording.replace(" ", "_")
        return Party(f"office:{'+'.join(states)}:{label}", office.wording, "person", states, office.wording)

    def find_holder(self, scene: Scene, office: OfficeSpan) -> Person | None:
        """The person of the page who holds the office: by office and state, else the last named before who could be
        meant by the definite title alone ("the minister")."""
        if office.former:
            return None
        fitting = [person for person in self.roster.people if holds(person, office, self.words)]
        if office.states:
            fitting = [person for person in fitting if person.states == office.states]
            exact = [p for p in fitting if any(held.office_id == office.office_id for held in p.offices)]
            best = exact or fitting
            return best[0] if len(best) == 1 else None
        if not is_definite(scene, office, self.words):
            return None
        return last_named(self.at_home(fitting, scene, office), scene.index, office.first)

    def at_home(self, people: list[Person], scene: Scene, office: OfficeSpan) -> list[Person]:
        """Those a bare title can mean: of several named together last, the one of the state the page is told from."""
        last = last_named(people, scene.index, office.first)
        if last is None or self.setting.home is None or last.states == (self.setting.home,):
            return people
        latest = max(span.sentence for span in last.spans if span.sentence <= scene.index)
        together = [person for person in people if any(span.sentence == latest for span in person.spans)]
        own = [person for person in together if person.states == (self.setting.home,)]
        return own if len(own) == 1 and latest < scene.index else people


def holds(person: Person, office: OfficeSpan, words: ReferenceWords) -> bool:
    """Whether the person holds that office, or one that its words can stand for: "minister" for a foreign minister,
    "leader" for a president, "official" for any."""
    for held in person.offices:
        if held.former or held.private:
            continue
        if office.office_id is not None and held.office_id == office.office_id:
            return True
        if f" {office.title} " in f" {held.title} " and held.title != office.title:
            return True
        if words.value("stands_for", office.title) in {"any", "head" if held.rank <= 2 else "other"}:
            return True
    return False


def last_named(people: Sequence[Person], sentence: int, position: int) -> Person | None:
    """The person named last before a point of the text."""
    best: tuple[tuple[int, int], Person] | None = None
    for person in people:
        before = [
            (span.sentence, span.first) for span in person.spans if (span.sentence, span.first) < (sentence, position)
        ]
        if before and (best is None or max(before) > best[0]):
            best = (max(before), person)
    return best[1] if best is not None else None


def is_definite(scene: Scene, office: OfficeSpan, words: ReferenceWords) -> bool:
    """Whether the title points at one holder: with "the", or capitalised without an article."""
    before = list(scene.doc[max(0, office.first - 4) : office.first])
    for token in reversed(before):
        if token.lower_ == "the":
            return True
        if words.holds("exception", token.lower_) or token.pos_ in {"VERB", "ADP", "PUNCT", "PRON"}:
            break
    return False


def find_occupancies(document: Document, scenes: Sequence[Scene], roster: Roster) -> tuple[Occupancy, ...]:
    """What the page says of who is in which office, once for each wording, with the words that say so."""
    found: dict[tuple[str, str, str | None], Occupancy] = {}
    for scene in scenes:
        for office in scene.offices:
            if office.person is None or office.private:
                continue
            span = scene.people[office.person]
            party = roster.of(span).party()
            state = office.states[0] if len(office.states) == 1 else party.states[0] if len(party.states) == 1 else None
            key = (party.actor_id, office.wording.lower(), state)
            if key not in found:
                day = document.publication_of(scene.sentence.block).day
                evidence = quote(document, scene, min(office.lead, span.lead), max(office.end, span.last))
                found[key] = Occupancy(
                    party.actor_id, party.name, office.wording, office.body, state, None, None, day, day, (evidence,)
                )
    return tuple(found.values())


def quote(document: Document, scene: Scene, first: int, last: int) -> Evidence:
    """The words of tokens ``first`` to ``last`` as evidence."""
    start = scene.sentence.start + scene.tokens[first].idx
    end = scene.sentence.start + scene.tokens[last].idx + len(scene.tokens[last].text)
    return Evidence(document.document_id, start, end, document.text[start:end])
