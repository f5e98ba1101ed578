"""The one stylesheet, joined from its parts."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from dyadlog.report.drawings import read_stylesheet


@cache
def stylesheet() -> str:
    """The rules of all drawings, then all of ``styles/`` in the order of the names."""
    parts = sorted((files("dyadlog.serve") / "styles").iterdir(), key=lambda part: part.name)
    own = (part.read_text(encoding="utf-8") for part in parts if part.name.endswith(".css"))
    return "\n".join([read_stylesheet(), *own])


@cache
def read_asset(path: str) -> bytes:
    """A file of ``static/`` as a browser gets it; the stylesheet is joined from its parts."""
    if path == "style.css":
        return stylesheet().encode()
    return (files("dyadlog.serve") / "static").joinpath(*path.split("/")).read_bytes()


def name_companions(assets: Iterable[str]) -> list[str]:
    """Files of ``static/`` that go with some others though no page names them: fonts, and licences of what is not
    ours."""
    static = files("dyadlog.serve") / "static"
    fonts = [f"fonts/{one.name}" for one in (static / "fonts").iterdir()]
    parts = {name.removeprefix("vendor/").partition("-")[0] for name in assets if name.startswith("vendor/")}
    licences = [one.name for one in (static / "vendor").iterdir() if one.name.endswith("-LICENSE.txt")]
    return sorted([*fonts, *(f"vendor/{name}" for name in licences if name.partition("-")[0] in parts)])
