"""Rows as data frames of polars and pandas."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from dyadlog.exchange.frames import Kit, Row, column_type, fields_of, load, make_arrow, make_columns

__all__ = ["make_arrow", "make_pandas", "make_polars"]

PANDAS_TYPES: Final = {str: "str", int: "Int64", float: "float64", bool: "boolean", date: "datetime64[s]"}


def make_polars(rows: Iterable[Row], shape: Any, columns: Sequence[str]) -> Any:
    """A polars data frame."""
    polars = load("polars")
    kit = Kit(
        {str: polars.String, int: polars.Int64, float: polars.Float64, bool: polars.Boolean, date: polars.Date},
        polars.List,
        polars.Struct,
    )
    kinds = fields_of(shape)
    schema = {name: column_type(kinds[name], kit) for name in columns}
    return polars.DataFrame(make_columns(rows, shape, columns), schema=schema)


def make_pandas(rows: Iterable[Row], shape: Any, columns: Sequence[str]) -> Any:
    """A pandas data frame."""
    pandas = load("pandas")
    kinds, made = fields_of(shape), make_columns(rows, shape, columns)
    return pandas.DataFrame(
        {name: pandas.Series(values, dtype=PANDAS_TYPES.get(kinds[name], "object")) for name, values in made.items()},
        columns=list(columns),
    )
