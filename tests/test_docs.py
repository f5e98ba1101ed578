"""What is in the code is in docs/."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dyadlog.exchange import NAMES, Rows
from dyadlog.knowledge import SHIPPED, load_knowledge
from dyadlog.pipeline import PageStep
from dyadlog.records import Comparison, Consolidation, Given, Page, PageTask
from dyadlog.store import open_view, open_writer
from tests.builders import make_event, make_reading

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def test_generated_pages_are_up_to_date():
    run = subprocess.run(
        [sys.executable, ROOT / "scripts/write_reference.py", "--check"], check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("name", NAMES)
def test_every_exported_table_is_described(name):
    assert f"## {name}\n" in (DOCS / "export.md").read_text("utf-8")


def test_every_column_of_claims_and_events_is_described(tmp_path):
    reading = make_reading()
    with open_writer(tmp_path / "record.db") as writer:
        writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation((make_event(reading.claims[0]),), (), (), (), ()), Comparison(), "now")
    described = (DOCS / "export.md").read_text("utf-8")
    with open_view(tmp_path / "record.db") as view:
        for name in ("claims", "events", "documents", "index"):
            for row in Rows(view).table(name):
                for column in row:
                    assert re.search(rf"\b{column}\b", described), column


def test_every_knowledge_table_is_described():
    described = (DOCS / "knowledge.md").read_text("utf-8")
    for path in sorted(SHIPPED.iterdir()):
        assert path.name in described, path.name


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder that the how-tos of knowledge.md make."""
    folder = tmp_path_factory.mktemp("my-knowledge")
    for name, body in re.findall(r"^```\w+ (\S+)\n(.*?)^```", (DOCS / "knowledge.md").read_text("utf-8"), re.S | re.M):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(body, "utf-8")
    return folder


def test_every_example_of_the_how_tos_is_a_table_that_can_be_read(folder):
    knowledge = load_knowledge((folder,))
    knowledge.check()
    assert knowledge.organisations.members_on("SKAGERRAK", date(2022, 1, 1)) == ("NOR", "DNK")
    assert knowledge.organisations.members_on("SKAGERRAK", date(2024, 1, 1)) == ("NOR",)
    assert knowledge.names.match(["the", "Norwegian", "Blue"]) == []
    assert knowledge.names.match(["Losverket"])[0].entries[0].target == "nor_pilots"
    assert knowledge.places.find("Skjaermo")[0].countries == ("NOR", "SWE")
    assert [period.name for *_, period in knowledge.periods.find("after the Herring War")] == ["Herring War"]
    assert knowledge.units.find_unit("TEUs").kind == "measure"
    assert knowledge.page_words.has("advertisement", "More from the harbour desk")
    assert knowledge.accounts.state_of_agency("Fjord Dispatch") == "NOR" and knowledge.accounts.is_joint(
        "Agreed minutes"
    )
    assert [match.topic for match in knowledge.topics.find("the harbour pilots")] == ["pilotage"]
    assert "fish pirates" in {term.term for term in knowledge.loaded_terms.all()}
    assert knowledge.wording["inspect_arms"].past == "inspected military sites"


@pytest.mark.parametrize(
    ("sentence", "kind", "modality", "actor", "recipient"),
    [
        ("Norway inspected two Swedish airfields on Thursday.", "inspect_arms", "asserted", "Norway", "Sweden"),
        ("The Land of the Fjords condemned Denmark on Monday.", "condemn", "asserted", "Norway", "Denmark"),
        ("Denmark has diarised talks with Finland for June.", "talks", "planned", "Denmark", "Finland"),
        ("The Swedish pilotage board sued Norway on Monday.", "sue", "asserted", "pilotage board", "Norway"),
        ("Sweden will open the crossing to Norway overmorrow.", "open_border", "planned", "Sweden", "Norway"),
        ("Ridge bandits attacked a base in Mali on Monday, Mali said.", "attack", "claimed", "Ridge Front", "Mali"),
    ],
)
def test_the_examples_of_the_how_tos_change_what_is_read(folder, sentence, kind, modality, actor, recipient):
    text = f"{sentence} Reporters in both capitals were told so by officials in the evening."
    page = Page.from_bytes("page.txt", text.encode(), "text/plain", Given(published=date(2024, 5, 3)))
    claims = PageStep((folder,))(PageTask(page, None)).reading.claims
    found = [(c.kind, c.modality, c.actors[0].name, c.recipients[0].name) for c in claims if c.recipients]
    assert (kind, modality, actor, recipient) in found


def test_links_between_pages_lead_somewhere():
    for page in (*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_kind_has_a_row():
    described = (DOCS / "kinds.md").read_text("utf-8")
    assert all(f"| {kind.kind} |" in described for kind in load_knowledge().kinds)
