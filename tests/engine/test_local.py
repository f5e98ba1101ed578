"""The processes of this machine: watched, bounded, and gone when they should be."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dyadlog.engine import InlineEngine, Limits, LocalEngine
from dyadlog.engine.pool import IN_FLIGHT
from dyadlog.errors import UserError
from dyadlog.records import PageTask
from tests.builders import make_page
from tests.engine.steps import BadTables, EchoStep, Unloadable

ROOT = Path(__file__).parents[2]


def tasks_of(*texts):
    return [PageTask(make_page(text, text)) for text in texts]


def issues_of(outcomes):
    return [(issue.location, issue.code) for outcome in outcomes for issue in outcome.reading.issues]


@pytest.fixture(autouse=True)
def _short_start(monkeypatch):
    monkeypatch.setattr("dyadlog.engine.worker.STARTING", 20.0)


def test_a_page_past_its_time_is_filed_and_the_rest_is_read():
    texts = ["one", "hang", "two", "three", "four"]
    with LocalEngine(2, Limits(seconds=0.5)) as engine:
        list(engine.run(EchoStep(), tasks_of("warm", "up")))
        started = time.monotonic()
        outcomes = list(engine.run(EchoStep(), tasks_of(*texts)))
    assert [outcome.reading.page.location for outcome in outcomes] == texts
    assert issues_of(outcomes) == [("hang", "timed_out")]
    assert time.monotonic() - started < 30


def test_a_page_that_is_filed_does_not_keep_its_bytes():
    outcomes = list(LocalEngine(1).run(EchoStep(), tasks_of("die")))
    assert outcomes[0].reading.page.content == b""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded where the system counts it")
def test_a_page_that_needs_too_much_memory_is_filed_and_the_process_goes_on():
    outcomes = list(LocalEngine(1, Limits(memory=1024**3)).run(EchoStep(), tasks_of("one", "swell", "two")))
    assert issues_of(outcomes) == [("swell", "too_large")]


def test_a_process_that_is_killed_costs_its_page_one_more_try(tmp_path):
    once = f"die once {tmp_path / 'died'}"
    outcomes = list(LocalEngine(2).run(EchoStep(), tasks_of("one", once, "two")))
    assert (tmp_path / "died").exists()
    assert outcomes == list(InlineEngine().run(EchoStep(), tasks_of("one", once, "two")))


def test_processes_killed_at_any_moment_lose_nothing():
    texts = [f"text {number}" for number in range(300)]
    undisturbed = list(InlineEngine().run(EchoStep(), tasks_of(*texts)))
    outcomes = []
    with LocalEngine(2) as engine:
        for number, outcome in enumerate(engine.run(EchoStep(), tasks_of(*texts))):
            outcomes.append(outcome)
            if number % 60 == 30:
                worker = engine._pool[1]._workers[0]
                os.kill(worker.process.pid, signal.SIGKILL)
    assert outcomes == undisturbed


def test_only_so_many_tasks_are_taken_ahead():
    taken = []

    def source():
        for task in tasks_of(*(str(number) for number in range(200))):
            taken.append(task)
            yield task

    for number, _ in enumerate(LocalEngine(2).run(EchoStep(), source())):
        assert len(taken) <= number + 1 + 2 * IN_FLIGHT


def test_bad_tables_stop_the_run():
    with pytest.raises(UserError, match="line 3"):
        list(LocalEngine(2).run(BadTables(), tasks_of("one", "two")))


def test_processes_that_cannot_start_stop_the_run(capfd):
    with pytest.raises(UserError, match="die as they start"):
        list(LocalEngine(1).run(Unloadable(), tasks_of("one")))
    assert "cannot be loaded" in capfd.readouterr().err


def test_processes_stay_from_run_to_run_and_end_with_the_engine():
    with LocalEngine(1) as engine:
        list(engine.run(EchoStep(), tasks_of("one")))
        first = engine._pool[1]._workers[0].process
        list(engine.run(EchoStep(), tasks_of("two")))
        assert engine._pool[1]._workers[0].process is first and first.is_alive()
    first.join(10)
    assert not first.is_alive()


def test_a_run_left_early_leaves_nothing_behind():
    with LocalEngine(1) as engine:
        run = engine.run(EchoStep(), tasks_of(*map(str, range(50))))
        next(run)
        run.close()
        assert [o.reading.page.location for o in engine.run(EchoStep(), tasks_of("new"))] == ["new"]


SCRIPT = """
import sys
from dyadlog.engine import LocalEngine
from tests.engine.steps import EchoStep
from tests.engine.test_local import tasks_of
if __name__ == "__main__":
    engine = LocalEngine(1)
    def source():
        yield from tasks_of("one", *["two"] * 20)
        print(engine._pool[1]._workers[0].process.pid, flush=True)
        yield from tasks_of("hang", "hang")
    list(engine.run(EchoStep(), source()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_processes_end_when_the_run_is_killed(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment, text=True) as run:
        worker = int(run.stdout.readline())
        run.kill()
    deadline = time.monotonic() + 20
    while Path(f"/proc/{worker}/stat").exists() and time.monotonic() < deadline:
        if Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            break  # dead, and not yet fetched by the new parent
        time.sleep(0.05)
    else:
        assert not Path(f"/proc/{worker}/stat").exists()
