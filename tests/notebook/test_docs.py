"""The examples of docs/notebooks.md run, and its list of methods is whole."""

import inspect
import re
from pathlib import Path

from dyadlog.notebook import Record
from tests.notebook.samples import read_samples

PAGE = (Path(__file__).parents[2] / "docs/notebooks.md").read_text("utf-8")


def test_the_examples_run(capsys):
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE, re.S | re.M))
    exec(compile(code.replace('"record.db"', repr(str(read_samples()))), "notebooks.md", "exec"), {})
    printed = capsys.readouterr().out
    assert re.match(r"[1-9]\d* events\n", printed)
    assert "CONSULT" in printed and printed.endswith("date32[day] Date\n")


def test_every_method_is_described():
    methods = [name for name, _ in inspect.getmembers(Record, inspect.isfunction) if not name.startswith("_")]
    assert all(re.search(rf"\b{name}\(", PAGE) for name in methods)
