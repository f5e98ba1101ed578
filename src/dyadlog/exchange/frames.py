"""Types of columns, read off the shapes of the contract, in the words of libraries for tables; and pyarrow's own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Required, Union, get_args, get_origin

from typing_extensions import get_type_hints, is_typeddict

from dyadlog.errors import UserError

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kit:
    """How a library calls the types of columns."""

    scalars: dict[type, Any]
    make_list: Callable[[Any], Any]
    make_struct: Callable[[dict[str, Any]], Any]


def load(name: str) -> Any:
    """A library for data frames; UserError with the command that installs it, where it is missing."""
    try:
        return import_module(name)
    except ImportError as error:
        raise UserError(f"this needs {name}: pip install {name}, or pip install 'dyadlog[notebook]'") from error


def strip(shape: Any) -> Any:
    """A type without what is said about it: comments, whether it may be missing, which words it may have."""
    origin = get_origin(shape)
    if origin in (Annotated, NotRequired, Required):
        return strip(get_args(shape)[0])
    if origin in (Union, UnionType):
        (left,) = {strip(part) for part in get_args(shape) if part is not NoneType}
        return left
    if origin is Literal:
        (left,) = {type(word) for word in get_args(shape)}
        return left
    return shape


def fields_of(shape: Any) -> dict[str, Any]:
    """The fields of a shape with their types, comments left out."""
    return {name: strip(kind) for name, kind in get_type_hints(shape).items()}


def column_type(shape: Any, kit: Kit) -> Any:
    """The type of a column in the words of a library."""
    if get_origin(shape) is list:
        return kit.make_list(column_type(strip(get_args(shape)[0]), kit))
    if is_typeddict(shape):
        return kit.make_struct({name: column_type(kind, kit) for name, kind in fields_of(shape).items()})
    return kit.scalars[shape]


def make_reader(shape: Any) -> Callable[[Any], Any] | None:
    """A function that turns the days in a value of this shape from text to dates; None where it has none."""
    if shape is date:
        return lambda value: None if value is None else date.fromisoformat(value)
    if get_origin(shape) is list:
        read = make_reader(strip(get_args(shape)[0]))
        return None if read is None else lambda value: None if value is None else [read(one) for one in value]
    if is_typeddict(shape):
        readers = {name: read for name, kind in fields_of(shape).items() if (read := make_reader(kind)) is not None}
        if not readers:
            return None
        return lambda value: (
            value
            if value is None
            else {name: readers[name](one) if name in readers else one for name, one in value.items()}
        )
    return None


def make_columns(rows: Iterable[Row], shape: Any, columns: Sequence[str]) -> dict[str, list[Any]]:
    """Rows as columns, days as dates."""
    kinds = fields_of(shape)
    made: dict[str, list[Any]] = {name: [] for name in columns}
    readers = {name: make_reader(kinds[name]) for name in columns}
    for row in rows:
        for name, values in made.items():
            read, value = readers[name], row[name]
            values.append(value if read is None else read(value))
    return made


def make_schema(shape: Any, columns: Sequence[str]) -> Any:
    """The columns of a pyarrow table."""
    arrow = load("pyarrow")
    kit = Kit(
        {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), date: arrow.date32()},
        arrow.list_,
        lambda fields: arrow.struct(list(fields.items())),
    )
    kinds = fields_of(shape)
    return arrow.schema([(name, column_type(kinds[name], kit)) for name in columns])


def make_arrow(rows: Iterable[Row], shape: Any, columns: Sequence[str]) -> Any:
    """A pyarrow table."""
    return load("pyarrow").table(make_columns(rows, shape, columns), schema=make_schema(shape, columns))
