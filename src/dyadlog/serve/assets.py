"""The one stylesheet, joined from its parts."""

from functools import cache
from importlib.resources import files

from dyadlog.report.drawings import read_stylesheet


@cache
def stylesheet() -> str:
    """The rules of all drawings, then all of ``styles/`` in the order of the names."""
    parts = sorted((files("dyadlog.serve") / "styles").iterdir(), key=lambda part: part.name)
    own = (part.read_text(encoding="utf-8") for part in parts if part.name.endswith(".css"))
    return "\n".join([read_stylesheet(), *own])
