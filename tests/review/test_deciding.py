"""What a person decides about a claim holds at once, is kept apart from what was found, and can be taken back."""

import random
from dataclasses import replace

import pytest

from dyadlog import gathering
from dyadlog.errors import NotFound, StoreError, UserError
from dyadlog.gathering import rebuild
from dyadlog.records import content_id
from dyadlog.review import Changes, Voice, decide, disagreements, list_opinions, log, orphans, undo, undo_last
from dyadlog.store import connection, open_view, open_writer
from tests.consolidate.pages import KNOWLEDGE
from tests.review.conftest import claim_of, fill, tell_record

ANA, BEN = Voice("Ana"), Voice("Ben")


def event_of(path, claim_id):
    with open_view(path) as view:
        names = view.events_of_claims([claim_id])
        return view.events_named(list(names.values()))[0] if names else None


def test_a_rejected_claim_leaves_the_record_and_is_kept_as_found(db):
    claim_id = claim_of(db, "condemn")
    decide(db, KNOWLEDGE, claim_id, "reject", ANA)
    with open_view(db) as view:
        assert event_of(db, claim_id) is None and not view.claims_named([claim_id])
        assert view.found_claim(claim_id).kind == "condemn" and view.get(claim_id).claim_id == claim_id
        assert [claim.claim_id for claim in view.rejected_claims(view.get(claim_id).document_id)] == [claim_id]
        assert ("PER", "TCD") not in [pair.states for pair in view.pairs()]


def test_a_corrected_claim_stands_corrected_with_its_words_and_rule(db):
    claim_id = claim_of(db, "condemn")
    with open_view(db) as view:
        found = view.get(claim_id)
    changes = Changes(kind="praise", recipients=("Fiji",), date="2025-03-30..2025-04-01", modality="claimed")
    decide(db, KNOWLEDGE, claim_id, "correct", ANA, changes)
    with open_view(db) as view:
        decided = view.get(claim_id)
        assert view.found_claim(claim_id) == found
    assert (decided.kind, decided.event_type, decided.quad_class) == ("praise", "SUPPORT", 1)
    assert [party.actor_id for party in decided.recipients] == ["state:FJI"] and decided.when.precision == "range"
    assert (decided.evidence, decided.rule, decided.confidence) == (found.evidence, found.rule, found.confidence)
    assert event_of(db, claim_id).kind == "praise"


def test_in_a_large_store_of_other_tables_a_decision_waits_for_the_next_reading(db, monkeypatch):
    claim_id = claim_of(db, "condemn")
    monkeypatch.setattr(gathering, "AT_ONCE", 1)
    monkeypatch.setattr(gathering, "FINDINGS_VERSION", "another")
    decide(db, KNOWLEDGE, claim_id, "reject", ANA)
    assert event_of(db, claim_id) is not None
    with open_writer(db) as writer:
        rebuild(KNOWLEDGE, writer)
    assert event_of(db, claim_id) is None


def test_a_corrected_date_takes_a_claim_out_of_its_event(db):
    first, second = claim_of(db, "visit", 0), claim_of(db, "visit", 1)
    assert event_of(db, first) == event_of(db, second)
    decide(db, KNOWLEDGE, second, "correct", ANA, Changes(date="2023-01-02"))
    assert event_of(db, first).event_id != event_of(db, second).event_id


def test_the_newest_decision_on_a_slot_holds_and_all_are_kept(db):
    claim_id = claim_of(db, "condemn")
    decide(db, KNOWLEDGE, claim_id, "correct", ANA, Changes(kind="accuse"))
    decide(db, KNOWLEDGE, claim_id, "correct", BEN, Changes(kind="threaten", date="2025-03-31"))
    decide(db, KNOWLEDGE, claim_id, "correct", ANA, Changes(modality="claimed"))
    with open_view(db) as view:
        claim, opinions = view.get(claim_id), list_opinions(view.rulings_on(claim_id))
        assert len(log(view)) == 3 and [one.ruling.author for one in log(view, "Ben")] == ["Ben"]
    assert (claim.kind, claim.modality, claim.when.start.isoformat()) == ("threaten", "claimed", "2025-03-31")
    assert disagreements(opinions) == ["modality"]
    assert {one.author for one in opinions if one.slot == "modality" and one.holds} == {"Ana"}


def test_accepting_a_rejected_claim_brings_it_back(db):
    before, claim_id = tell_record(db), claim_of(db, "shell")
    decide(db, KNOWLEDGE, claim_id, "reject", ANA)
    assert tell_record(db)["claims"] != before["claims"]
    decide(db, KNOWLEDGE, claim_id, "accept", BEN)
    assert tell_record(db) == before
    with open_view(db) as view:
        assert disagreements(list_opinions(view.rulings_on(claim_id))) == ["claim"]


@pytest.mark.parametrize(
    ("verdict", "changes"),
    [
        ("reject", Changes()),
        ("correct", Changes(actors=("Chad",), recipients=())),
        ("correct", Changes(kind="statement")),
        ("correct", Changes(date="unknown", negated=True)),
        ("correct", Changes(territory=("Chad",), places=("Suva",))),
    ],
)
@pytest.mark.parametrize("kind", ["visit", "sign", "shell", "meet"])
def test_undo_restores_the_exact_record(db, kind, verdict, changes):
    before, claim_id = tell_record(db), claim_of(db, kind)
    decide(db, KNOWLEDGE, claim_id, verdict, ANA, changes)
    assert tell_record(db) != before
    undo_last(db, KNOWLEDGE, "Ana")
    assert tell_record(db) == before
    with open_view(db) as view:
        assert [one.ruling.withdrawn is not None for one in log(view)] == [True] and not view.rulings()


@pytest.mark.parametrize("seed", range(6))
def test_one_by_one_is_as_all_at_once(db, readings, tmp_path, monkeypatch, seed):
    """Decisions that only bring in what they change give what bringing everything together gives."""
    dice, made = random.Random(seed), []
    typed = [
        Changes(kind="accuse"), Changes(kind="visit"), Changes(actors=("Chad",)), Changes(recipients=("Luis Mora",)),
        Changes(date="2025-03-08"), Changes(modality="denied"), Changes(negated=True), Changes(territory=("Fiji",)),
    ]  # fmt: skip
    ids = [claim.claim_id for reading in readings for claim in reading.claims]
    monkeypatch.setattr(gathering, "consolidate", None)
    for _ in range(8):
        verdict = dice.choice(("accept", "reject", "correct", "correct", "undo"))
        if verdict == "undo" and made:
            undo(db, KNOWLEDGE, made.pop(dice.randrange(len(made))).number)
        elif verdict != "undo":
            try:
                made.append(decide(db, KNOWLEDGE, dice.choice(ids), verdict, ANA, dice.choice(typed)))
            except UserError as error:  # nothing to correct
                assert "already" in str(error)
    monkeypatch.undo()
    whole = tmp_path / "whole.db"
    with open_writer(whole) as writer:
        for ruling in dice.sample(made, len(made)):
            writer.add_ruling(ruling)
    fill(whole, dice.sample(readings, len(readings)))
    assert tell_record(whole) == tell_record(db)


@pytest.mark.parametrize("lead", ["", "News of the day\n", "   \n\n"])
def test_a_decision_outlasts_reading_again_under_other_ids(db, readings, lead):
    """A page cleaned and coded anew has other ids; its decisions find the words."""
    claim_id = claim_of(db, "condemn")
    decide(db, KNOWLEDGE, claim_id, "correct", ANA, Changes(kind="accuse"))
    reading, shift = readings[-1], len(lead)
    text = lead + reading.document.text
    document = replace(reading.document, document_id=content_id("doc", text, "again"), text=text)
    claims = tuple(
        replace(
            claim,
            claim_id=content_id("claim", claim.claim_id, lead, "again"),
            document_id=document.document_id,
            evidence=replace(
                claim.evidence,
                document_id=document.document_id,
                start=claim.evidence.start + shift,
                end=claim.evidence.end + shift,
            ),
        )
        for claim in reading.claims
    )
    with open_writer(db) as writer:
        writer.save_reading(replace(reading, document=document, claims=claims), "another key")
        rebuild(KNOWLEDGE, writer)
    with open_view(db) as view:
        assert not orphans(view)
        (standing,) = view.rulings()
        assert standing.record_ids == (claims[0].claim_id,) and view.get(claims[0].claim_id).kind == "accuse"
    assert event_of(db, claims[0].claim_id).kind == "accuse"


def test_a_decision_whose_words_are_gone_waits(db, readings):
    decide(db, KNOWLEDGE, claim_of(db, "condemn"), "reject", ANA)
    with open_writer(db) as writer:
        writer.forget("e.txt")
        rebuild(KNOWLEDGE, writer)
    with open_view(db) as view:
        assert [one.ruling.author for one in orphans(view)] == ["Ana"]
    fill(db, readings)
    with open_view(db) as view:
        assert not orphans(view) and "condemn" not in {claim.kind for claim in view.claims()}


def test_a_merge_holds_on_a_claim_whose_kind_was_corrected(db):
    from dyadlog.review import merge_events

    one, other = claim_of(db, "visit"), claim_of(db, "sign")
    merge_events(db, KNOWLEDGE, event_of(db, one).event_id, event_of(db, other).event_id, ANA)
    decide(db, KNOWLEDGE, other, "correct", ANA, Changes(kind="talks"))
    assert event_of(db, one).event_id == event_of(db, other).event_id


def test_pages_that_another_process_is_reading_are_left_to_it(db, readings):
    with open_writer(db) as writer:
        writer.forget("a.txt")
        rebuild(KNOWLEDGE, writer)
        writer.save_reading(readings[0], "key")
        decide(db, KNOWLEDGE, claim_of(db, "condemn"), "reject", ANA)
        assert writer.standing().new == (readings[0].document.document_id,)
        rebuild(KNOWLEDGE, writer)
    assert event_of(db, claim_of(db, "meet")) is not None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (Changes(kind="vsit"), "no kind is called"),
        (Changes(kind="visit", event_type="ASSAULT"), "is not of type ASSAULT"),
        (Changes(mode="airstrike"), "has no mode"),
        (Changes(modality="maybe"), "no modality is called"),
        (Changes(actors=("Nowherestan",)), "no state is called"),
        (Changes(territory=("XQZ",)), "no state is called"),
        (Changes(date="2025-02-30"), "is not a date"),
        (Changes(date="2025-05-01..2025-04-01"), "ends before it starts"),
        (Changes(date=".."), "is not a date"),
        (Changes(date="2025", precision="hour"), "no precision is called"),
        (Changes(places=("Xyzzyville",)), "no place is called"),
        (Changes(kind="condemn"), "already"),
    ],
)
def test_what_cannot_be_a_slot_is_said(db, changes, words):
    with pytest.raises(UserError, match=words):
        decide(db, KNOWLEDGE, claim_of(db, "condemn"), "correct", ANA, changes)
    with open_view(db) as view:
        assert not view.rulings()


def test_parties_are_states_actors_of_the_store_and_names_of_the_tables(db):
    claim_id = claim_of(db, "condemn")
    typed = ("FJI", "Vera Tovo", LUIS_ID, "United Nations")
    decide(db, KNOWLEDGE, claim_id, "correct", ANA, Changes(actors=typed))
    with open_view(db) as view:
        kinds = [(party.kind, party.states) for party in view.get(claim_id).actors]
    assert kinds == [("state", ("FJI",)), ("person", ("FJI",)), ("person", ("PER",)), ("organisation", ())]


LUIS_ID = "person:luis mora:PER"


def test_there_must_be_a_claim_and_a_name(db):
    with pytest.raises(NotFound):
        decide(db, KNOWLEDGE, "claim-none", "accept", ANA)
    with pytest.raises(UserError, match="the name of who"):
        Voice("  ")
    with pytest.raises(NotFound, match="nothing that Ana decided"):
        undo_last(db, KNOWLEDGE, "Ana")


def test_a_store_that_another_process_writes_to_is_said_to_be_so(db, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    claim_id = claim_of(db, "condemn")
    with (
        open_writer(db) as writer,
        writer.at_once(),
        pytest.raises(StoreError, match="another process is writing"),
    ):
        decide(db, KNOWLEDGE, claim_id, "reject", ANA)
    decide(db, KNOWLEDGE, claim_id, "reject", ANA)
