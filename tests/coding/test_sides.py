"""Who stands on each side of an act, by the ranker's links: phrases, not words."""

import numpy as np
import pytest

from dyadlog.coding.ranker import LINKS, MODALITIES, Act, Tone
from dyadlog.coding.scene import set_scenes
from dyadlog.coding.sides import LINKED, find_sides
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.resolve import Resolver

from .conftest import make_document

TEXT = "Oman, Malta and Chile thanked Peru on Monday, and Norway watched."


class Links:
    """Stands for an impression: the chances of words to act and to receive are given."""

    def __init__(self, scene, **chances):
        links = np.zeros((len(scene.tokens), len(LINKS)), dtype=np.float32)
        for token in scene.tokens:
            links[token.i, 1:] = chances.get(token.text, (0, 0))
        links[:, 0] = 1 - links.sum(1)
        self.act = Act(Tone(np.zeros(len(MODALITIES), dtype=np.float32), 0.0), links)

    def act_at(self, position):
        return self.act


@pytest.fixture(scope="module")
def scene():
    knowledge = load_knowledge()
    document = make_document(TEXT)
    parse = Parser(knowledge)(document)
    (found,) = set_scenes(document, parse, Resolver(knowledge)(document, parse), knowledge)
    return found


def choose(scene, least=0.003, **chances):
    trigger = next(token for token in scene.tokens if token.text == "thanked")
    sides = find_sides(scene, Links(scene, **chances), trigger, least=least)
    return tuple([party.name for party in side.parties] for side in sides)


def test_who_is_joined_to_a_side_stands_on_it_too(scene):
    chances = {"Oman": (0.6, 0), "Malta": (0.1, 0), "Chile": (0.3, 0), "Peru": (0, 0.9)}
    assert choose(scene, **chances) == (["Oman", "Malta", "Chile"], ["Peru"])


def test_the_likeliest_is_taken_where_nobody_is_likely(scene):
    chances = {"Oman": (0.9, 0), "Peru": (0, 0.2), "Norway": (0, 0.1)}
    assert choose(scene, **chances) == (["Oman"], ["Peru"])
    assert choose(scene, least=LINKED, **chances) == (["Oman"], [])


def test_nobody_stands_on_both_sides(scene):
    chances = {"Oman": (0.8, 0), "Peru": (0.1, 0.4), "Norway": (0.3, 0.3)}
    assert choose(scene, **chances) == (["Oman"], ["Peru"])
    assert choose(scene, Peru=(0.9, 0.6), Norway=(0.05, 0.4)) == (["Peru"], ["Norway"])


def test_who_stands_apart_is_taken_only_beyond_doubt(scene):
    assert choose(scene, Oman=(0.97, 0), Norway=(0.7, 0), Peru=(0, 0.9)) == (["Oman"], ["Peru"])
    assert choose(scene, Oman=(0.97, 0), Norway=(0.95, 0), Peru=(0, 0.9)) == (["Oman", "Norway"], ["Peru"])
