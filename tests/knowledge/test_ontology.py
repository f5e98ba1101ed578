"""The ontology is PLOVER as pinned, with CAMEO and Goldstein beside it."""

from dyadlog.knowledge import load_knowledge

ONTOLOGY = load_knowledge().ontology


def test_there_are_sixteen_types_in_four_quad_classes():
    assert len(ONTOLOGY.types) == 16
    assert {entry.quad_class for entry in ONTOLOGY.types.values()} == set(ONTOLOGY.quad_names) == {1, 2, 3, 4}


def test_signing_is_verbal_and_trade_material_cooperation():
    assert ONTOLOGY.from_cameo["057"].event_type == "SUPPORT"
    assert ONTOLOGY.quad_class("SUPPORT") == 1
    assert ONTOLOGY.quad_class("COOPERATE") == 2


def test_sanction_counts_as_material_conflict():
    assert ONTOLOGY.quad_class("SANCTION") == 4


def test_scores_run_from_worst_to_best():
    assert all(-10 <= code.goldstein <= 10 for code in ONTOLOGY.cameo.values())
    assert ONTOLOGY.goldstein("195") == -10
    assert ONTOLOGY.goldstein("999") is None


def test_modes_that_the_manual_dropped_are_not_given():
    assert ONTOLOGY.from_cameo["186"].mode is None
    assert all(
        code.mode is None or ONTOLOGY.has_mode(code.event_type, code.mode) for code in ONTOLOGY.from_cameo.values()
    )


def test_contexts_are_those_of_the_manual():
    assert all(context in ONTOLOGY.contexts for code in ONTOLOGY.from_cameo.values() for context in code.contexts)
