"""What was asked lately is found once for a state of the record, and only so much is kept."""

from dyadlog.serve.memory import Memory


def test_an_answer_holds_for_its_state_only():
    memory, asked = Memory(2), []

    def find(name):
        asked.append(name)
        return f"{name}{len(asked)}"

    assert memory.recall("a", "1", lambda: find("a")) == "a1"
    assert memory.recall("a", "1", lambda: find("a")) == "a1"
    assert memory.recall("a", "2", lambda: find("a")) == "a2"
    assert asked == ["a", "a"]


def test_those_asked_for_last_are_kept():
    memory, asked = Memory(2), []
    for name in ("a", "b", "a", "c", "a", "b"):
        memory.recall(name, "1", lambda name=name: asked.append(name))
    assert asked == ["a", "b", "c", "b"]
