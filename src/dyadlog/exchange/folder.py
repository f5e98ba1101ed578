"""A folder of exported files with a manifest: which tables, how many rows, which bytes."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dyadlog import __version__
from dyadlog.errors import UserError

MANIFEST: Final = "manifest.json"


@dataclass(slots=True)
class Folder:
    """Files of one export; ``close`` writes the manifest, the last of them. Raises UserError where it cannot write."""

    path: Path
    file_format: str
    written: dict[Path, int] = field(default_factory=dict)
    _entries: list[dict[str, Any]] = field(default_factory=list)

    def write(
        self,
        table: str,
        file_name: str,
        write: Callable[[Path], int],
        said: Callable[[], Mapping[str, Any]] = dict,
    ) -> None:
        """Write a file, which appears whole or not at all; ``write`` returns its rows, ``said`` is asked afterwards
        for what else the manifest says of it."""
        path = self.path / file_name
        unfinished = path.with_suffix(path.suffix + ".part")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            rows = self.written[path] = write(unfinished)
            with unfinished.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            unfinished.replace(path)
        except OSError as error:
            raise UserError(f"cannot write to {self.path}: {error.strerror or error}") from error
        self._entries.append({"table": table, "file": file_name, "rows": rows, "sha256": digest, **said()})

    def close(self) -> dict[Path, int]:
        """Write the manifest of what was written; the rows of each file."""
        manifest = {
            "program": "dyadlog",
            "version": __version__,
            "format": self.file_format,
            "tables": self._entries,
        }
        try:
            text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
            (self.path / MANIFEST).write_text(text, encoding="utf-8")
        except OSError as error:
            raise UserError(f"cannot write to {self.path}: {error.strerror or error}") from error
        return self.written
