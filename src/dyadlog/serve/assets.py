"""The one stylesheet, joined from its parts."""

from functools import cache
from importlib.resources import files


@cache
def stylesheet() -> str:
    """All of ``styles/``, in the order of the names."""
    parts = sorted((files("dyadlog.serve") / "styles").iterdir(), key=lambda part: part.name)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts if part.name.endswith(".css"))
