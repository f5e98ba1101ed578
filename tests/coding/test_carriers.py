"""What a sentence says besides its acts: instruments, figures and denials that no act holds."""

from functools import lru_cache

from dyadlog.coding import Coder
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Document, Publication
from dyadlog.resolve import Resolver


@lru_cache(maxsize=1)
def load_stages():
    knowledge = load_knowledge()
    return Parser(knowledge), Resolver(knowledge), Coder(knowledge)


def read(*sentences):
    text = " ".join(sentences)
    document = Document(
        "doc-1", "page-1", "page.txt", text, (Block(0, len(text), "paragraph"),), None, None, None, None,
        Publication(), "en", "news", "line", "0",
    )  # fmt: skip
    parser, resolver, coder = load_stages()
    parse = parser(document)
    return coder(document, parse, resolver(document, parse))


def statements(claims):
    return [claim for claim in claims if claim.event_type is None]


def test_a_treaty_that_is_only_mentioned_is_kept_with_its_states():
    claims = read("The 1978 treaty between Chile and Bolivia is still in force.")
    held = [(c.event_type, item) for c in claims for item in c.instruments]
    assert [(kind, item.kind, item.status) for kind, item in held] == [(None, "treaty", "in_force")]
    assert claims[0].states() == {"CHL", "BOL"}


def test_the_states_of_a_definite_instrument_are_the_two_of_the_page():
    claims = read(
        "Chile and Bolivia signed a water treaty in 2011.", "Bolivia thanked Chile.", "The treaty never took effect."
    )
    last = [claim for claim in claims if claim.evidence.quote.startswith("The treaty")]
    assert last and all(claim.states() == {"CHL", "BOL"} for claim in last)


def test_a_figure_that_no_act_holds_is_kept_and_is_no_event():
    claims = read("Trade between Chile and Bolivia came to 900 million dollars in 2015.")
    figures = [(claim, figure) for claim in claims for figure in claim.quantities]
    assert [figure.value for _, figure in figures] == [900_000_000]


def test_a_denial_of_what_another_charged_is_an_act_towards_him():
    claims = read("Bolivia accused Chile of moving a border stone.", "The foreign ministry of Chile denied it.")
    denials = [claim for claim in claims if claim.kind == "deny"]
    assert len(denials) == 1 and denials[0].actors[0].states == ("CHL",)
    assert denials[0].recipients[0].states == ("BOL",)


def test_a_promised_sum_is_a_pledge():
    claims = read("Chile promised Bolivia 40 million dollars for a road.")
    assert "pledge" in {item.kind for claim in claims for item in claim.instruments}


def test_where_and_when_are_no_part_of_the_name():
    claims = read("Chile and Bolivia signed a fishing agreement in Arica on Monday.")
    assert {item.name for claim in claims for item in claim.instruments} == {"fishing agreement"}
