"""The response models: pages of the rows that the shapes of the contract describe."""

from typing import Any, Final

from pydantic import BaseModel, Field, create_model

from dyadlog.notebook.shapes import PAIR_SHAPES
from dyadlog.serve.api.answers import FILES
from dyadlog.serve.api.problems import MEDIA_TYPE, Problem


class RowPage(BaseModel):
    """Some rows of a table, and where the next ones are."""

    total: int = Field(description="Rows of the whole table.", examples=[245])
    limit: int = Field(description="Rows of a page, at most.", examples=[100])
    offset: int = Field(description="Rows before this page.", examples=[0])
    next: str | None = Field(description="Address of the next page; null on the last one.")


class Waiting(BaseModel):
    """Why there are no rows yet."""

    detail: str


def _list_of(shape: Any) -> Any:
    return list[shape]


PAGES: Final[dict[str, type[BaseModel]]] = {
    name: create_model(
        f"{name.capitalize()}Page", __base__=RowPage, __doc__=f"A page of {name}.", rows=(_list_of(shape), ...)
    )
    for name, shape in PAIR_SHAPES.items()
}
"""The page of each table."""

_TEXT: Final = {"schema": {"type": "string"}}
_PROBLEM: Final = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
_REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "The copy with this ETag still holds."},
    404: {"description": "No such state or record.", "content": _PROBLEM},
    422: {"description": "A parameter is not what it should be.", "content": _PROBLEM},
    503: {"description": "The store cannot be read now.", "content": _PROBLEM},
}


_WAITING: Final[dict[int | str, dict[str, Any]]] = {
    202: {
        "description": "The rows are being worked out; ask again after the seconds in Retry-After.",
        "content": {"application/json": {"schema": Waiting.model_json_schema()}},
    }
}


def responses(as_file: bool, waits: bool = False) -> dict[int | str, dict[str, Any]]:
    """What may come back; ``as_file`` where rows also come as a file, ``waits`` where they may take long."""
    files = {media.partition(";")[0]: _TEXT for media in FILES.values()} if as_file else {}
    rows = {"description": "The rows." if as_file else "The record.", "content": files}
    return {**_REFUSED, **(_WAITING if waits else {}), 200: rows}
