"""The example of each frame fires the frame's kind and no other, all the way from words to claims."""

from collections.abc import Iterator

from dyadlog.coding import Coder
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.resolve import Resolver
from tests.builders import make_document, make_page

# measured 0.999; the rest are parses that go wrong, mostly of verbs with a particle
FLOOR = 0.97


def find_misfires() -> Iterator[str]:
    knowledge = load_knowledge()
    parse, resolve, code = Parser(knowledge), Resolver(knowledge), Coder(knowledge, "rules")
    for frame_id, kind, example in knowledge.lexicon.examples():
        document = make_document(make_page(example), outlet=None)
        parsed = parse(document)
        claims = code(document, parsed, resolve(document, parsed))
        typed = [claim for claim in claims if claim.event_type is not None]
        ids = {claim.claim_id for claim in typed}
        # the content of a speech act ("threatened to sever ties") is a claim of its own
        fired = {claim.kind for claim in typed if claim.parent not in ids}
        if fired != ({kind} - {"statement"}):
            yield f"{frame_id}: {example} -> {sorted(fired)}"


def test_examples_fire_their_kind_and_no_other():
    misfires = list(find_misfires())
    total = sum(1 for _ in load_knowledge().lexicon.examples())
    assert 1 - len(misfires) / total >= FLOOR, "\n".join(misfires)
