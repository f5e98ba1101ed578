"""Resolver: Document and Parse -> Resolution."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dyadlog.knowledge.reference import ReferenceWords, load_reference_words
from dyadlog.records import Document, Parse, Resolution
from dyadlog.resolve.bodies import add_bodies, add_capitals, add_collectives, add_firms, add_locals, add_organisations
from dyadlog.resolve.casting import Casting, find_occupancies
from dyadlog.resolve.framing import find_framings
from dyadlog.resolve.groups import WINDOW, GroupResolver, find_groups
from dyadlog.resolve.named import Meanings, add_names, match_names
from dyadlog.resolve.offices import find_offices
from dyadlog.resolve.people import add_surnames, find_people
from dyadlog.resolve.places import add_places, drop_towns
from dyadlog.resolve.pronouns import PronounFinder
from dyadlog.resolve.roles import complete_bodies, name_counterparts, own_by_pronoun, own_possessed
from dyadlog.resolve.roster import Roster
from dyadlog.resolve.scene import Scene
from dyadlog.resolve.setting import Setting, mark_dateline, read_setting
from dyadlog.resolve.shortforms import add_short_forms
from dyadlog.resolve.sides import SideFinder, mark_leaders
from dyadlog.resolve.times import find_times, latest_happening
from dyadlog.resolve.titles import find_titles, is_in_name
from dyadlog.resolve.vessels import mark_vessels

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


class Resolver:
    """Who and where the words of a document mean, and when. Holds settings only."""

    name = "resolve"
    version = "6"

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __reduce__(self) -> tuple[type[Resolver], tuple[Knowledge]]:
        return Resolver, (self.knowledge,)

    @cached_property
    def words(self) -> ReferenceWords:
        """Words that point at actors without naming them."""
        return load_reference_words(self.knowledge)

    def __call__(self, document: Document, parse: Parse) -> Resolution:
        """The mentions, times, occupancies and framings of a document, in the order of its text."""
        scenes = [Scene(sentence) for sentence in parse.sentences]
        setting = self.find_actors(document, scenes)
        roster, sides = self.find_roles(scenes, setting)
        add_places(scenes, self.knowledge, self.words)
        for scene in scenes:
            add_locals(scene, self.words)
        self.point_back(scenes, roster, setting)
        sides.revisit()
        for scene in scenes:
            own_possessed(scene)
        times = find_times(document, parse, self.knowledge)
        return Resolution(
            document_id=document.document_id,
            mentions=tuple(mention for scene in scenes for mention in scene.ordered()),
            times=times,
            occupancies=find_occupancies(document, scenes, roster),
            framings=tuple(find_framings(scenes, self.knowledge)),
            not_before=latest_happening(document, parse, times, self.knowledge),
        )

    def find_actors(self, document: Document, scenes: Sequence[Scene]) -> Setting:
        """Names of states, bodies, organisations and people, and the offices around them; then what the page is
        about."""
        matches = match_names(scenes, self.knowledge)
        meanings = Meanings.of((match for found in matches for match in found), self.knowledge)
        mark_vessels(scenes, matches, self.words)
        titled = [find_titles(scene, self.knowledge, self.words) for scene in scenes]
        for scene, found, (titles, _) in zip(scenes, matches, titled, strict=True):
            scene.people = find_people(scene, [(title.first, title.last) for title in titles], found, self.words)
        drop_towns(scenes, self.knowledge)
        add_surnames(scenes, matches, self.words)
        lede = next((scene for scene in scenes if scene.sentence.kind == "paragraph"), None)
        for scene, found, (titles, bodies) in zip(scenes, matches, titled, strict=True):
            add_firms(scene, found, bodies, self.words)
            add_names(scene, found, bodies, meanings, self.knowledge, self.words)
            if (scene.sentence.kind == "paragraph" and scene.tokens[0].text.isupper()) or scene is lede:
                mark_dateline(scene)
            scene.groups = find_groups(scene, self.words)
            add_bodies(scene, bodies, self.words)
            offices = [title for title in titles if not is_in_name(scene, title)]
            scene.offices = find_offices(scene, offices, self.words, self.knowledge)
        setting = read_setting(document, scenes, self.knowledge, self.words)
        complete_bodies(scenes, setting, self.words)
        own_by_pronoun(scenes, self.words)
        add_short_forms(scenes, self.knowledge, self.words)
        return setting

    def find_roles(self, scenes: Sequence[Scene], setting: Setting) -> tuple[Roster, SideFinder]:
        """The people of the page with their states and offices, and everybody else who belongs to a state."""
        roster = Roster(scenes, self.words)
        name_counterparts(roster, scenes)
        mark_leaders(roster, scenes, self.words)
        sides = SideFinder(roster, scenes, setting, self.words)
        sides()
        Casting(roster, setting, self.words)(scenes)
        for scene in scenes:
            add_collectives(scene, self.words)
            add_capitals(scene, self.words, self.knowledge)
            add_organisations(scene)
        return roster, sides

    def point_back(self, scenes: Sequence[Scene], roster: Roster, setting: Setting) -> None:
        """Groups, pronouns and what pronouns own, sentence by sentence: each may point at those before it."""
        resolve_groups = GroupResolver(self.knowledge, self.words, setting)
        find_pronouns = PronounFinder(self.words, roster, resolve_groups)
        find_pronouns.learn(scenes)
        for position, scene in enumerate(scenes):
            earlier = scenes[max(0, position - WINDOW) : position]
            resolve_groups(scene, earlier)
            find_pronouns(scene, earlier)
            own_possessed(scene)
