"""The table of targets."""

from benchmarks.model import OTHER, OURS, RAW, add_derived, judge


def test_a_target_is_judged_by_our_figure_and_shown_beside_the_baseline():
    figures = {f"{RAW}/pud/{OURS}/LAS": 87.4, f"{RAW}/pud/{OTHER}/LAS": 86.0, "cost/size, MB": 31.0}
    judged = {target.what: (target.reached(ours), other) for target, ours, other in judge(figures)}
    assert judged == {
        "LAS, PUD, raw text": (True, 86.0),
        "the same, aim": (False, 86.0),
        "size on disk, MB": (False, None),
    }


def test_gains_and_worst_cases_are_derived():
    figures = {
        f"names/politics/{OURS}/ORG": 70.0,
        f"names/politics/{OTHER}/ORG": 64.0,
        f"invariance/sentences that differ/{OURS}/batches of 2": 0.0,
        f"invariance/sentences that differ/{OURS}/shuffled 1": 3.0,
        f"robustness/empty/{OURS}/failed": 0.0,
        f"robustness/emoji/{OURS}/failed": 1.0,
    }
    add_derived(figures)
    judged = {target.what: (ours, target.reached(ours)) for target, ours, _ in judge(figures)}
    assert judged == {
        "ORG above the baseline, politics": (6.0, True),
        "sentences that hang on their batch": (3.0, False),
        "hostile inputs that fail": (1.0, False),
    }
