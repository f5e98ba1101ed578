"""The lines of a file whose lines may be too long to hold."""

from collections.abc import Iterator
from typing import BinaryIO


def bounded_lines(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Every line with its end; None in place of one that is longer than ``limit`` bytes."""
    while line := file.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while not line.endswith(b"\n") and (line := file.readline(limit)):
            pass
        yield None
