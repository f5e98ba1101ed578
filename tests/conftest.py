"""What tests of more than one folder need."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def spark():
    """The Spark engine on one thread of this machine; skipped where PySpark or Java is not there."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: pip install 'dyadlog[spark]'")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17 or newer, and there is none")
    from dyadlog.engine import Limits, SparkEngine

    quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a start-up of seconds, not of minutes, on a busy machine
    options = ["--driver-memory", "600m", "--driver-java-options", f"'{quick}'"]
    options += ["--conf", "spark.sql.codegen.wholeStage=false", "pyspark-shell"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
        patch.setenv("PYSPARK_SUBMIT_ARGS", " ".join(options))
        engine = SparkEngine(1, Limits(seconds=60))
        yield engine
        engine.close()
