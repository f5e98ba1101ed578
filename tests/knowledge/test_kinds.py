"""Every kind stands under one PLOVER type, and a bad row stops the run with file and line."""

from pathlib import Path

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import SHIPPED, Knowledge, load_knowledge
from dyadlog.knowledge.kinds import COLUMNS

KNOWLEDGE = load_knowledge()
HEADER = ",".join(COLUMNS)
# the kinds that the design promises
PROMISED = """statement praise thank condole congratulate declare_intent pledge invite accept offer visit host meet call
talks mediate summit recognise restore_relations open_border open_embassy sign ratify extend appoint_envoy joint_project
trade supply joint_exercise joint_patrol share_intelligence extradite release exchange_prisoners aid humanitarian_aid
military_aid loan evacuate ease_sanctions ceasefire withdraw_forces return_envoy request appeal demand propose accuse
condemn complain sue investigate deny reject refuse veto postpone cancel threaten warn ultimatum protest strike_action
demonstrate sanction embargo expel recall downgrade_relations close_border close_airspace ban suspend_talks
withdraw_from_treaty mobilise exercise alert test_missile violate_airspace arrest deport seize cyber_attack blockade
strike shell clash raid bomb assassinate abduct occupy war"""


def write_kinds(folder: Path, *rows: str) -> Knowledge:
    (folder / "kinds.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return Knowledge((folder,))


def test_all_promised_kinds_are_there():
    assert [kind for kind in PROMISED.split() if kind not in KNOWLEDGE.kinds] == []


def test_rows_are_grouped_by_type_and_sorted_within():
    kinds = [kind for kind in KNOWLEDGE.kinds if kind.event_type is not None]
    types = [kind.event_type for kind in kinds]
    assert [t for i, t in enumerate(types) if i == 0 or types[i - 1] != t] == list(dict.fromkeys(types))


def test_only_a_statement_has_no_type():
    assert [kind.kind for kind in KNOWLEDGE.kinds if kind.event_type is None] == ["statement"]
    assert KNOWLEDGE.kinds.get("statement").quad_class is None


def test_every_kind_has_gloss_and_source():
    assert [kind.kind for kind in KNOWLEDGE.kinds if not (kind.gloss and kind.source)] == []


def test_score_has_the_sign_of_the_quad_class():
    for kind in KNOWLEDGE.kinds:
        if kind.goldstein and kind.quad_class:
            assert (kind.goldstein > 0) == (kind.quad_class in (1, 2)), kind.kind


@pytest.mark.parametrize(
    ("kind", "event_type"),
    [
        ("sign", "SUPPORT"),
        ("ratify", "SUPPORT"),
        ("pledge", "AGREE"),
        ("trade", "COOPERATE"),
        ("visit", "CONSULT"),
        ("embargo", "SANCTION"),
        ("expel", "SANCTION"),
        ("recall", "SANCTION"),
        ("deport", "COERCE"),
        ("complain", "ACCUSE"),
        ("cancel", "REJECT"),
    ],
)
def test_types_follow_the_manual(kind, event_type):
    assert KNOWLEDGE.kinds.get(kind).event_type == event_type


def test_appeal_never_counts_as_conflict():
    assert KNOWLEDGE.kinds.get("appeal").event_type == "REQUEST"
    assert KNOWLEDGE.kinds.get("appeal").quad_class == 1


def test_user_may_add_a_kind_and_change_ours(tmp_path):
    own = write_kinds(
        tmp_path,
        "joint_fund,COOPERATE,,061,1,1,interval,economic,,,a common fund,our project",
        "visit,CONSULT,visit,042,0,1,day,diplomatic,,,a visit of one day,our project",
    )
    assert own.kinds.get("joint_fund").goldstein == 6.4
    assert own.kinds.get("visit").merge == "day"
    assert len(own.kinds) == len(KNOWLEDGE.kinds) + 1


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Joint fund,COOPERATE,,061,1,1,interval,,,,x,y", "not a kind's name"),
        ("fund,COLLABORATE,,061,1,1,interval,,,,x,y", "no event type 'COLLABORATE'"),
        ("fund,COOPERATE,phone,061,1,1,interval,,,,x,y", "COOPERATE has no mode 'phone'"),
        ("fund,COOPERATE,,777,1,1,interval,,,,x,y", "CAMEO has no code '777'"),
        ("fund,COOPERATE,,,1,1,interval,,,,x,y", "needs a CAMEO code"),
        ("fund,COOPERATE,,061,yes,1,interval,,,,x,y", "'yes' is not 0 or 1"),
        ("fund,COOPERATE,,061,1,1,week,,,,x,y", "merge is one of"),
        ("fund,COOPERATE,,061,1,1,interval,finance,,,x,y", "no context 'finance'"),
        ("fund,COOPERATE,,061,1,1,interval,,5,,x,y", "not a quad class"),
        ("fund,COOPERATE,,061,1,1,interval,,,11,x,y", "from -10 to 10"),
        ("fund,COOPERATE,,061", "12 cells"),
    ],
)
def test_bad_row_is_reported_with_file_and_line(tmp_path, row, complaint):
    with pytest.raises(KnowledgeError) as raised:
        _ = write_kinds(tmp_path, row).kinds
    assert "kinds.csv, line 2: " in str(raised.value)
    assert complaint in str(raised.value)


def test_the_same_kind_twice_in_a_file_is_an_error(tmp_path):
    row = "fund,COOPERATE,,061,1,1,interval,,,,x,y"
    with pytest.raises(KnowledgeError, match=r"line 3: .*stands twice"):
        _ = write_kinds(tmp_path, row, row).kinds


def test_shipped_table_has_no_empty_lines():
    lines = (SHIPPED / "kinds.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEADER
    assert all(lines)
