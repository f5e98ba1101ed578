"""Read pages on a Spark standalone cluster of several workers on this machine; kill one midway; compare.

    python scripts/spark_cluster.py PAGES --to FOLDER [--workers 3] [--kill] [--compare]

``--kill`` ends a worker, with its executor, by SIGKILL when the first shard is done; ``--compare`` reads the same pages
with the inline engine into FOLDER-inline and says whether all files have the same bytes. Needs Java 17 and
``pip install 'dyadlog[spark]'``.
"""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pyspark

SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "600m",
    "spark.executor.memory": "600m",
    "spark.executor.cores": "1",
    "spark.ui.enabled": "false",
}
START = 180
"""Seconds that a process of Spark may take to start."""


def main() -> int:
    """Run; 1 where something was lost, doubled or changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--shard-files", default="8")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--compare", action="store_true")
    asked = parser.parse_args()
    read = [sys.executable, "-m", "dyadlog.cli", "read", asked.pages, "--shard-files", asked.shard_files, "--to"]
    with tempfile.TemporaryDirectory() as scratch, cluster(Path(scratch), asked.workers) as (master, workers):
        started = time.monotonic()
        command = [*read, str(asked.to), "--engine", "spark", "--master", master]
        run = subprocess.Popen(command, env=environment(Path(scratch)))
        if asked.kill and wait_for_shard(asked.to, run):
            os.killpg(workers[0].pid, signal.SIGKILL)
            say(f"killed a worker after {time.monotonic() - started:.0f} s, {count_shards(asked.to)} shards done")
        if run.wait() != 0:
            return 1
        say(f"{asked.workers} workers: {time.monotonic() - started:.0f} s, {count_shards(asked.to)} shards")
    if not asked.compare:
        return 0
    other = asked.to.with_name(f"{asked.to.name}-inline")
    subprocess.run([*read, str(other)], check=True)
    ours, theirs = digest_files(asked.to), digest_files(other)
    differing = sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
    say(f"{len(theirs)} files of the undisturbed run, {len(differing)} lost, doubled or changed")
    return 1 if differing else 0


@contextmanager
def cluster(scratch: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A master and its workers, each in a group of processes of its own; all end with the context."""
    lines = [f"{name} {value}" for name, value in SETTINGS.items()]
    (scratch / "spark-defaults.conf").write_text("\n".join(lines), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    with ExitStack() as stack:
        host = ["--host", "127.0.0.1"]
        start(stack, scratch, "master", ["master.Master", *host, "--port", str(port), "--webui-port", "0"])
        wait_for(scratch / "master.log", "ALIVE")
        started = []
        for number in range(workers):
            folder = scratch / f"worker-{number}"
            options = ["--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(folder)]
            started.append(start(stack, scratch, folder.name, ["worker.Worker", *host, *options, address]))
        for number in range(workers):
            wait_for(scratch / f"worker-{number}.log", "Successfully registered")
        yield address, started


def start(stack: ExitStack, scratch: Path, name: str, words: list[str]) -> subprocess.Popen[bytes]:
    """A process of Spark, ended with the stack."""
    spark_class = Path(pyspark.__file__).parent / "bin" / "spark-class"
    log = stack.enter_context((scratch / f"{name}.log").open("wb"))
    command = [str(spark_class), f"org.apache.spark.deploy.{words[0]}", *words[1:]]
    process = subprocess.Popen(command, stderr=log, stdout=log, env=environment(scratch), start_new_session=True)
    stack.callback(end, process)
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def environment(scratch: Path) -> dict[str, str]:
    """What the processes of Spark are told."""
    told = {"SPARK_CONF_DIR": str(scratch), "SPARK_DAEMON_MEMORY": "256m", "PYSPARK_PYTHON": sys.executable}
    return {**os.environ, **told, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_HOME": str(Path(pyspark.__file__).parent)}


def wait_for(log: Path, words: str) -> None:
    """Wait until a process has said something."""
    deadline = time.monotonic() + START
    while words not in log.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > deadline:
            raise SystemExit(f"Spark did not start:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.2)


def wait_for_shard(folder: Path, run: subprocess.Popen[bytes]) -> bool:
    """Wait for the first shard; False where the run ended before."""
    while count_shards(folder) == 0:
        if run.poll() is not None:
            return False
        time.sleep(0.1)
    return True


def count_shards(folder: Path) -> int:
    """Shards that are done."""
    return len(list((folder / "_done").glob("*.json")))


def digest_files(folder: Path) -> dict[str, str]:
    """The files of a folder of tables by their bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "_lock")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def say(words: str) -> None:
    """A line to standard output."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
