"""A reading room in a process of its own, as its users start it."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

LONGEST_START = 60
"""Seconds; a slow machine reads the knowledge tables in a few."""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running_room(db, folder, *options):
    """The origin of `dyadlog serve`, while it runs; what it says stands in ``folder/serve.log``."""
    port = free_port()
    command = [sys.executable, "-m", "dyadlog.cli", "serve", "--db", str(db), "--port", str(port), *options]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        origin = f"http://127.0.0.1:{port}"
        wait_for(origin, process, folder / "serve.log")
        yield origin
    finally:
        process.terminate()
        process.wait(20)


def wait_for(origin, process, log):
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            with urlopen(f"{origin}/static/icon.svg", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no answer in {LONGEST_START} s: {log.read_text()}")
