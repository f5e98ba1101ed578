"""JSON Lines: one object a line, an article in each."""

import json
from collections.abc import Iterator

from dyadlog.errors import PageError
from dyadlog.read.intake import Held, Intake
from dyadlog.read.limits import too_large
from dyadlog.read.lines import bounded_lines
from dyadlog.read.rows import RowReader
from dyadlog.records import Issue, Page

MARK = b"\xef\xbb\xbf"
ESCAPED = 6
"""Bytes that JSON may need for one: the backslash escape of a control character."""


def read_json_lines(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    """A page an object; the number of a row is that of its line."""
    rows = RowReader(held, intake)
    settled: dict[tuple[str, ...], dict[str, str]] = {}
    with held.open() as file:
        for number, found in enumerate(bounded_lines(file, intake.limit * ESCAPED), 1):
            if found is None:
                yield rows.issue(number, "too_large", str(too_large(intake.limit * ESCAPED)))
                continue
            line = found.removeprefix(MARK).strip()
            if not line:
                continue
            if intake.about is not None and not intake.about.names_all(line):
                intake.left_out.elsewhere += 1
                continue
            try:
                row = _read_object(line)
                names = tuple(row)
                if names not in settled:
                    settled[names] = intake.columns.settle(names)
                    if len(settled) > 1000:  # objects of ever new shapes must not fill memory
                        settled = {names: settled[names]}
            except PageError as error:
                yield rows.issue(number, error.code, str(error))
                continue
            yield from rows.read(number, row, settled[names])
    yield from rows.end()


def _read_object(line: bytes) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PageError("undecodable", f"the line is not UTF-8: {error.reason}") from error
    except RecursionError as error:
        raise PageError("too_deep", "nested too deeply to be read") from error
    except ValueError as error:
        raise PageError("malformed", f"the line is no JSON: {str(error)[:100]}") from error
    if not isinstance(row, dict):
        raise PageError("wrong_type", f"the line holds no object but {type(row).__name__}")
    return row
