"""What is worked out beside the server."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from dyadlog.serve.desk import work_for_server

SERVER = """
import os, time
from tests.serve.test_aside import start_beside
if __name__ == "__main__":
    pool = start_beside()
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 600)
    time.sleep(600)
"""
LONGEST = 30.0


def start_beside() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=work_for_server)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_the_process_beside_a_killed_server_ends_with_it(tmp_path):
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    server = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    beside = int(server.stdout.readline())
    assert is_alive(beside)
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()
    until = time.monotonic() + LONGEST
    while is_alive(beside) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_alive(beside)
