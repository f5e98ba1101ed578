"""Which columns of a table hold text, title, URL, outlet and day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dyadlog.errors import PageError, UserError
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.column_names import FIELDS, load_column_names

SHOWN = 20
CONTENT = frozenset({"html", "text"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a user named (``text`` -> ``body``), and the usual names for the fields that were not."""

    chosen: Mapping[str, str]
    usual: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, knowledge: Knowledge, chosen: Iterable[str] = ()) -> "Columns":
        """From words like ``text=body``. ``UserError`` where one is not of that shape."""
        named: dict[str, str] = {}
        for word in chosen:
            field, _, column = word.partition("=")
            if field not in FIELDS or not column:
                raise UserError(f"a column is given as FIELD=NAME, with FIELD one of {', '.join(FIELDS)}, not {word!r}")
            if field in named:
                raise UserError(f"two columns are given for {field}")
            named[field] = column
        return cls(named, load_column_names(knowledge))

    def settle(self, names: Sequence[str]) -> dict[str, str]:
        """Field -> column, for a table with these columns. A column chosen may be a path into nested ones (``a.b``).

        ``PageError`` (``no_column``) where a column that the user named is not there, or none holds text.
        """
        for column in self.chosen.values():
            if column not in names and column.partition(".")[0] not in names:
                raise PageError("no_column", f"there is no column {column!r}, only {_show(names)}")
        found = dict(self.chosen)
        free = {_plain(name): name for name in reversed(names) if name not in found.values()}
        for field in FIELDS:
            if field in found or (field in CONTENT and CONTENT & self.chosen.keys()):
                continue
            usual = next((free.pop(name) for name in self.usual[field] if name in free), None)
            if usual is not None:
                found[field] = usual
        if not CONTENT & found.keys():
            raise PageError("no_column", f"which column holds the text? --column text=NAME says so: {_show(names)}")
        return found


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _show(names: Sequence[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:SHOWN])
    return f"{shown}, ..." if len(names) > SHOWN else shown
