"""Data for programs: the JSON interface as its own description has it, notebooks and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from fastapi.openapi.utils import get_openapi

from dyadlog import __version__
from dyadlog.serve.api import router
from dyadlog.serve.sheets import Scene, Sheet

Schema = Mapping[str, Any]
GROUPS: Final = {"dyads": "Two states", "records": "One record", "search": "Search"}
MOST_WORDS: Final = 6
"""Words of a list of choices that are told."""


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter, or a field of a row: what it takes, in words."""

    name: str
    takes: str
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the interface, with an example of its use."""

    anchor: str
    path: str
    summary: str
    about: str
    parameters: tuple[Named, ...]
    fields: tuple[Named, ...]
    example: str


def show_api(scene: Scene) -> Sheet:
    """The page."""
    settings = scene.desk.settings
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    pairs = scene.view.pairs(limit=1)
    return Sheet(
        "api.html.j2",
        "Data",
        facts={
            "groups": describe_addresses(),
            "root": f"http://{host}:{settings.port}",
            "pair": "-".join(pairs[0].states) if pairs else "NOR-SWE",
            "database": settings.db.name,
            "has_token": settings.token is not None,
        },
    )


@cache
def describe_addresses() -> tuple[tuple[str, tuple[Address, ...]], ...]:
    """The addresses under the headings of their groups, from the description that programs read at /openapi.json."""
    told = get_openapi(title="dyadlog", version=__version__, routes=router.routes)
    schemas = told["components"]["schemas"]
    found: dict[str, list[Address]] = {heading: [] for heading in GROUPS.values()}
    for path, methods in told["paths"].items():
        operation = methods["get"]
        found[GROUPS[operation["tags"][0]]].append(_describe(path, operation, schemas))
    return tuple((heading, tuple(sorted(rows, key=lambda row: row.path.count("/")))) for heading, rows in found.items())


def _describe(path: str, operation: Schema, schemas: Schema) -> Address:
    parameters = tuple(
        Named(one["name"], _tell(one["schema"]), one.get("description", ""), one["required"])
        for one in operation["parameters"]
    )
    return Address(
        anchor=operation["operationId"],
        path=path,
        summary=operation["summary"],
        about=operation.get("description", ""),
        parameters=parameters,
        fields=_fields(operation["responses"]["200"]["content"]["application/json"]["schema"], schemas),
        example=_example(path, parameters),
    )


def _example(path: str, parameters: tuple[Named, ...]) -> str:
    """An address to try; ``{pair}`` is left for a pair of the store."""
    named = [one.name for one in parameters]
    query = "&".join(
        part
        for name, part in (("q", "q=border"), ("type", "type=CONSULT"), ("since", "since=2024"), ("limit", "limit=5"))
        if name in named
    )
    return path.replace("{record_id}", "ID") + (f"?{query}" if query else "")


def _fields(schema: Schema, schemas: Schema) -> tuple[Named, ...]:
    """The fields of a row: of a page, those of what stands in ``rows``."""
    record = _follow(schema, schemas)
    rows = record.get("properties", {}).get("rows")
    row = _follow(rows["items"], schemas) if rows else record
    return tuple(
        Named(name, _tell(field), field.get("description", "")) for name, field in row.get("properties", {}).items()
    )


def _follow(schema: Schema, schemas: Schema) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Schema = schemas[name] if name else schema
    return found


def _tell(schema: Schema) -> str:
    """What a value may be, in words."""
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_tell(one) for one in schema["anyOf"]))
    if "enum" in schema:
        words = [str(word) for word in schema["enum"]]
        return ", ".join(words[:MOST_WORDS]) + (f" and {len(words) - MOST_WORDS} more" if words[MOST_WORDS:] else "")
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].removesuffix("Row").lower()
    if schema.get("type") == "array":
        return f"several: {_tell(schema.get('items', {}))}"
    if schema.get("format") == "date":
        return "day"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(
        str(schema.get("type")), str(schema.get("type", "any"))
    )
